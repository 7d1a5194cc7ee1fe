"""Locations: their spellings, and the queue of regions that imports didn't know."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, IntegerField, Min, Model, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST, require_safe

from guides.admin.fields import CurrencyField
from guides.admin.merge import MergedFilter, MergeForm
from guides.admin.moves import CHANGE_DRAFTS, row_address
from guides.admin.pickers import PickersMixin
from guides.admin.shared import SharedAdmin, SharedForm
from guides.admin.typed import AliasInlineFormSet, AliasModelForm, AliasTabularInline
from guides.document.naming import place_key
from guides.library.nearby import near_places
from guides.models import Band, Guide, Location, LocationAlias, Revision

REGIONS_A_PAGE = 20
ORIGINS_LISTED = 3


_STATE = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}")


class LocationForm(SharedForm):
    class Meta:
        field_classes = {"currency": CurrencyField}

    def clean_country(self) -> str:
        country: str = self.cleaned_data["country"].upper()
        if country and not (len(country) == 2 and country.isascii() and country.isalpha()):
            raise ValidationError("A country has a code of two letters (ISO 3166), such as US or GB.")
        return country

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"].upper()
        if code and not _STATE.fullmatch(code):
            raise ValidationError("A state or province has a code such as US-CO or CA-ON (ISO 3166-2).")
        return code

    def clean_parent(self) -> Location | None:
        parent: Location | None = self.cleaned_data["parent"]
        if parent and parent.merged_into_id:
            raise ValidationError(f"This place was merged into {parent.current}.")
        return parent

    def clean_area(self) -> Location | None:
        area: Location | None = self.cleaned_data["area"]
        if area and area.merged_into_id:
            raise ValidationError(f"This place was merged into {area.current}.")
        return area


class AliasForm(AliasModelForm):
    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        same = LocationAlias.objects.select_related("location").filter(key=place_key(name))
        if taken := same.exclude(pk=self.instance.pk).first():
            raise ValidationError(f"This already is a spelling of {taken.location} (“{taken.name}”).")
        return name


class AliasFormSet(AliasInlineFormSet):
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


class AliasInline(AliasTabularInline):
    model = LocationAlias
    form = AliasForm
    formset = AliasFormSet
    extra = 0
    verbose_name = "spelling"
    verbose_name_plural = "spellings in guides"


@admin.register(Location)
class LocationAdmin(PickersMixin, SharedAdmin):
    form = LocationForm
    editable_fields = ["name", "country", "currency", "parent", "area", "code", "needs_review"]
    proposed_fields = ("name", "country", "currency", "parent", "area", "code")
    autocomplete_fields = ["parent", "area"]
    list_display = ["name", "country", "currency", "needs_review", "band_count"]
    list_filter = ["needs_review", MergedFilter, "currency", "country"]
    search_fields = ["name", "slug", "aliases__name"]
    inlines = [AliasInline]
    change_list_template = "admin/guides/location/change_list.html"

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path("unknown/", wrap(require_safe(self.unknown_view)), name="guides_location_unknown"),
            path("<int:pk>/of-its-own/", wrap(require_POST(self.own_view)), name="guides_location_of_its_own"),
            *super().get_urls(),
        ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Location]:
        own = counted(Band.objects.filter(location=OuterRef("pk")).values("location"))
        merged = counted(Band.objects.filter(location__merged_into=OuterRef("pk")).values("location__merged_into"))
        counted_rows: QuerySet[Location] = super().get_queryset(request).annotate(band_count=own + merged)
        return counted_rows

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: FBT001
        super().save_related(request, form, formsets, change)
        form.instance.spell_name()

    @admin.display(description="bands", ordering="band_count")
    def band_count(self, location: Location) -> int:
        count: int = vars(location)["band_count"]
        return count

    # Regions that imports didn't know

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        unknown = {"unknown_count": unknown_regions().count()}
        return super().changelist_view(request, unknown | (extra_context or {}))

    def address_after_merging(self, merged: Sequence[Any], new: Model) -> str:
        if any(location.needs_review for location in merged):
            return reverse("admin:guides_location_unknown")
        return super().address_after_merging(merged, new)

    def unknown_view(self, request: HttpRequest) -> HttpResponse:
        """The queue: each unknown region with the bands that it came from, and what it may be a spelling of."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        regions = unknown_regions().annotate(band_count=Count("bands")).order_by("-band_count", "name")
        page = Paginator(regions, REGIONS_A_PAGE).get_page(request.GET.get("p"))
        locations = list(page)
        may_decide = self.may_merge(request)
        origins = origins_of(locations)
        known = known_spellings() if locations else {}
        # One picker is printed for all rows: a form for each would query for each.
        picker = MergeForm(choices=Location.objects.current(), widget=self.merge_picker()).fields["into"].widget
        rows = [
            {
                "location": location,
                "origins": origins[location.pk][0],
                "more": origins[location.pk][1],
                "near": nearest(location, known),
                "merge_address": self.merge_address(location),
                "picker_id": f"into-{location.pk}",
                "picker": picker.render("into", None, {"id": f"into-{location.pk}"}) if may_decide else "",
            }
            for location in locations
        ]
        context = self.admin_site.each_context(request) | {
            "title": "Unknown regions",
            "opts": self.opts,
            "page": page,
            "rows": rows,
            "media": picker.media,
            "may_decide": may_decide,
            "may_view_revisions": request.user.has_perm("guides.view_revision") or request.user.has_perm(CHANGE_DRAFTS),
        }
        return TemplateResponse(request, "admin/guides/location/unknown.html", context)

    def own_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """A region is a place of its own: nobody has to look at it again."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        location = get_object_or_404(Location, pk=pk)
        if unknown_regions().filter(pk=pk).update(needs_review=False):
            self.log_change(request, location, "Found to be a place of its own.")
            self.message_user(request, f"{location} is a place of its own.", messages.SUCCESS)
        else:
            self.message_user(request, f"{location} has been looked at already.", messages.WARNING)
        return redirect("admin:guides_location_unknown")


def unknown_regions() -> QuerySet[Location]:
    return Location.objects.current().filter(needs_review=True)


def counted(groups: QuerySet[Any, Any]) -> Coalesce:
    """The number of rows of the one group that a subquery makes; 0 where it is empty."""
    counts = groups.order_by().annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counts, output_field=IntegerField()), 0)


@dataclass(frozen=True, slots=True)
class Origin:
    """A guide that has a region, with how many of its bands do, and the first of them."""

    guide: Guide
    bands: int
    address: str


def origins_of(locations: Sequence[Location]) -> dict[int, tuple[list[Origin], int]]:
    """Location → a few of the guides that have it on the desk, and how many more do; in two queries."""
    counts = (
        Band.objects.filter(location__in=locations, revision__in=Revision.objects.on_desk())
        .order_by("revision")
        .values_list("location", "revision")
        .annotate(Count("pk"), Min("position"))
    )
    by_location: dict[int, list[tuple[int, int, int]]] = {location.pk: [] for location in locations}
    for location, *origin in counts:
        by_location[location].append(tuple(origin))
    listed = {revision for origins in by_location.values() for revision, *_ in origins[:ORIGINS_LISTED]}
    revisions = (
        Revision.objects.select_related("guide__company", "guide__role")
        .only("guide__company__name", "guide__role__name")
        .in_bulk(listed)
    )
    return {
        location: (
            [
                Origin(revisions[key].guide, count, row_address(revisions[key], f"bands-{position}"))
                for key, count, position in origins[:ORIGINS_LISTED]
            ],
            max(len(origins) - ORIGINS_LISTED, 0),
        )
        for location, origins in by_location.items()
    }


def known_spellings() -> dict[str, Location]:
    """Spelling → the place that somebody has looked at."""
    aliases = LocationAlias.objects.filter(location__needs_review=False).select_related("location__merged_into")
    return {alias.key: alias.location.current for alias in aliases}


def nearest(location: Location, known: Mapping[str, Location]) -> list[Location]:
    """The places that a region may be a spelling of, the likeliest first."""
    return list(dict.fromkeys(known[key] for key in near_places(place_key(location.name), known)))
