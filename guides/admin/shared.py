"""Companies and roles: what all guides share, and what guides' addresses are made of."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Count, Model, QuerySet
from django.http import HttpRequest

from guides.admin.fields import LinesField
from guides.admin.merge import MergedFilter, MergeMixin
from guides.admin.moves import PUBLISH
from guides.admin.pickers import PickersMixin
from guides.admin.proposals import ProposedFieldsMixin
from guides.admin.searching import SearchedByNames
from guides.admin.sizes import SizedTextsMixin
from guides.admin.typed import AdminMixin, AnyAdmin, AnyModelForm, Deleted, FieldNames
from guides.admin.visible import VisibleRecordMixin
from guides.document.naming import address_slug
from guides.library.reading import words
from guides.models import Company, Role


class ProtectedDeletion(AdminMixin):
    """A deletion page that stays readable when thousands of guides use the record."""

    LISTED_AT_MOST = 20

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Deleted:
        deleted, counts, needed, protected = super().get_deleted_objects(objs, request)
        if len(protected) > self.LISTED_AT_MOST:
            more = len(protected) - self.LISTED_AT_MOST
            protected = [*protected[: self.LISTED_AT_MOST], f"and {more} more"]
        return deleted, counts, needed, protected


class SharedForm(SizedTextsMixin, AnyModelForm):
    """The address is made from the name, once; it stays when the name is corrected."""

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
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


class NamedForm(SharedForm):
    """With what else people call it, for those who search."""

    aliases = LinesField(
        label="Other names", help_text="What people type who mean it, one a line. Names of merged records count, too."
    )

    def clean_aliases(self) -> list[str]:
        names = list(dict.fromkeys(self.cleaned_data["aliases"]))
        for name in names:
            if not words(name) or len(name) > 100:
                raise ValidationError(f"“{name[:100]}” can't be searched for: write letters and digits, 100 at most.")
        return names


class SharedAdmin(ProposedFieldsMixin, VisibleRecordMixin, MergeMixin, SearchedByNames, ProtectedDeletion, AnyAdmin):
    form = SharedForm
    search_fields = ["name", "slug"]
    ordering = ["name"]
    show_full_result_count = False
    editable_fields: list[str] = ["name"]

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        return ["slug"] if obj else []

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> FieldNames:
        return [*self.editable_fields, *self.get_readonly_fields(request, obj)]


@admin.register(Company)
class CompanyAdmin(SharedAdmin):
    form = NamedForm
    named_by = {"pk": "company"}
    editable_fields = ["name", "aliases"]
    proposed_fields = ("name", "aliases")
    list_display = ["name", "slug", "guide_count"]
    list_filter = [MergedFilter]
    merge_permissions = (PUBLISH,)  # addresses on the site change

    def get_queryset(self, request: HttpRequest) -> QuerySet[Company]:
        companies: QuerySet[Company] = super().get_queryset(request)
        return companies.annotate(guide_count=Count("guides"))

    @admin.display(description="guides", ordering="guide_count")
    def guide_count(self, company: Company) -> int:
        count: int = vars(company)["guide_count"]
        return count


class RoleForm(NamedForm):
    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        if (company := cleaned.get("company")) and company.merged_into_id:
            self.add_error("company", f"This company was merged into {company.current}.")
        return cleaned

    def address_scope(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        return {"company": cleaned.get("company")}


@admin.register(Role)
class RoleAdmin(PickersMixin, SharedAdmin):
    form = RoleForm
    named_by = {"pk": "role"}
    editable_fields = ["name", "company", "aliases"]
    proposed_fields = ("name", "aliases")
    list_display = ["name", "slug", "company", "guide_count"]
    list_filter = [("company", admin.EmptyFieldListFilter), MergedFilter]
    merge_permissions = (PUBLISH,)
    list_select_related = ["company"]
    autocomplete_fields = ["company"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Role]:
        roles: QuerySet[Role] = super().get_queryset(request)
        return roles.annotate(guide_count=Count("guides"))

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        # The company is part of what makes a special role's address its own.
        readonly = super().get_readonly_fields(request, obj)
        return ["company", *readonly] if obj else readonly

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> FieldNames:
        return list(dict.fromkeys(super().get_fields(request, obj)))

    @admin.display(description="guides", ordering="guide_count")
    def guide_count(self, role: Role) -> int:
        count: int = vars(role)["guide_count"]
        return count
