"""Companies, roles and locations: what all guides share."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Count, Model, QuerySet
from django.http import HttpRequest

from guides.admin.fields import CurrencyField
from guides.models import Company, Location, LocationAlias, Role
from guides.naming import address_slug, place_key


class ProtectedDeletion:
    """A deletion page that stays readable when thousands of guides use the record."""

    LISTED_AT_MOST = 20

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple:
        deleted, counts, needed, protected = super().get_deleted_objects(objs, request)
        if len(protected) > self.LISTED_AT_MOST:
            more = len(protected) - self.LISTED_AT_MOST
            protected = [*protected[: self.LISTED_AT_MOST], f"and {more} more"]
        return deleted, counts, needed, protected


class SharedForm(forms.ModelForm):
    """The address is made from the name, once; it stays when the name is corrected."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        name = cleaned.get("name")
        if name and not self.instance.pk:
            slug = address_slug(name)
            taken = self._meta.model.objects.filter(slug=slug, **self.address_scope(cleaned)).first()
            if taken:
                self.add_error("name", f"“{taken.name}” has the address that this name would get ({slug}).")
            self.instance.slug = slug
        return cleaned

    def address_scope(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        """Within what the address has to be the only one."""
        return {}


class SharedAdmin(ProtectedDeletion, admin.ModelAdmin):
    form = SharedForm
    search_fields = ["name", "slug"]
    show_full_result_count = False
    editable_fields: list[str] = ["name"]

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        if obj is None:
            return []
        return ["slug", "merged_into"] if obj.merged_into_id else ["slug"]

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        return [*self.editable_fields, *self.get_readonly_fields(request, obj)]


@admin.register(Company)
class CompanyAdmin(SharedAdmin):
    list_display = ["name", "slug", "guide_count"]
    list_filter = [("merged_into", admin.EmptyFieldListFilter)]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Company]:
        return super().get_queryset(request).annotate(guide_count=Count("guides"))

    @admin.display(description="guides", ordering="guide_count")
    def guide_count(self, company: Company) -> int:
        return company.guide_count


class RoleForm(SharedForm):
    def address_scope(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        return {"company": cleaned.get("company")}


@admin.register(Role)
class RoleAdmin(SharedAdmin):
    form = RoleForm
    editable_fields = ["name", "company"]
    list_display = ["name", "slug", "company", "guide_count"]
    list_filter = [
        ("company", admin.EmptyFieldListFilter),
        ("merged_into", admin.EmptyFieldListFilter),
    ]
    list_select_related = ["company"]
    autocomplete_fields = ["company"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Role]:
        return super().get_queryset(request).annotate(guide_count=Count("guides"))

    def get_readonly_fields(self, request: HttpRequest, obj: Role | None = None) -> list[str]:
        # The company is part of what makes a special role's address its own.
        readonly = super().get_readonly_fields(request, obj)
        return ["company", *readonly] if obj else readonly

    def get_fields(self, request: HttpRequest, obj: Role | None = None) -> list[str]:
        return list(dict.fromkeys(super().get_fields(request, obj)))

    @admin.display(description="guides", ordering="guide_count")
    def guide_count(self, role: Role) -> int:
        return role.guide_count


class LocationForm(SharedForm):
    class Meta:
        field_classes = {"currency": CurrencyField}

    def clean_country(self) -> str:
        country = self.cleaned_data["country"].upper()
        if country and not (len(country) == 2 and country.isascii() and country.isalpha()):
            raise ValidationError("A country has a code of two letters (ISO 3166), such as US or GB.")
        return country


class AliasForm(forms.ModelForm):
    def clean_name(self) -> str:
        name = self.cleaned_data["name"]
        same = LocationAlias.objects.select_related("location").filter(key=place_key(name))
        if taken := same.exclude(pk=self.instance.pk).first():
            raise ValidationError(f"This already is a spelling of {taken.location} (“{taken.name}”).")
        return name


class AliasFormSet(forms.BaseInlineFormSet):
    def clean(self) -> None:
        super().clean()
        seen: dict[str, str] = {}
        for form in self.forms:
            name = form.cleaned_data.get("name") if form.is_valid() else None
            if not name or form in self.deleted_forms:
                continue
            if other := seen.get(place_key(name)):
                form.add_error("name", f"“{name}” and “{other}” are one spelling to Leverbook.")
            seen[place_key(name)] = name


class AliasInline(admin.TabularInline):
    model = LocationAlias
    form = AliasForm
    formset = AliasFormSet
    extra = 0
    verbose_name = "spelling"
    verbose_name_plural = "spellings in guides"


@admin.register(Location)
class LocationAdmin(SharedAdmin):
    form = LocationForm
    editable_fields = ["name", "country", "currency", "needs_review"]
    list_display = ["name", "country", "currency", "needs_review", "band_count"]
    list_filter = ["needs_review", "currency", "country"]
    search_fields = ["name", "slug", "aliases__name"]
    inlines = [AliasInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Location]:
        # Distinct, because the search joins the aliases.
        return super().get_queryset(request).annotate(band_count=Count("bands", distinct=True))

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: FBT001
        super().save_related(request, form, formsets, change)
        # An import finds places by their spellings only, so the name has to be one of them.
        location = form.instance
        if not LocationAlias.objects.filter(key=place_key(location.name)).exists():
            LocationAlias.objects.create(location=location, name=location.name)

    @admin.display(description="bands", ordering="band_count")
    def band_count(self, location: Location) -> int:
        return location.band_count
