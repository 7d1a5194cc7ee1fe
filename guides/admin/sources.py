"""Sources: where figures come from, how old they are, and which are one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.db.models import Count, Q, QuerySet
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.views.decorators.http import require_http_methods

from guides.admin.merge import MergedFilter, MergeMixin
from guides.admin.moves import change_address
from guides.admin.pickers import is_key
from guides.admin.proposals import ProposedFieldsMixin
from guides.admin.shared import ProtectedDeletion
from guides.admin.sizes import SizedTextsMixin
from guides.admin.typed import SourceModelAdmin, SourceModelForm
from guides.admin.visible import VisibleRecordMixin
from guides.editing.merge_records import CITING_ROWS
from guides.models import Citation, Guide, Revision, Source
from guides.models.sources import SourceQuerySet, a_year_before

_PERIOD_END = re.compile(r"\d{4}(-(0[1-9]|1[0-2]))?")

USES_LISTED = 20
MERGED_AT_ONCE = 30


class SourceForm(SizedTextsMixin, SourceModelForm):
    class Meta:
        labels = {"url": "Address", "looked_at_on": "Looked at on"}
        widgets = {name: forms.TextInput(attrs={"class": "vLargeTextField"}) for name in ("text", "publisher")}

    def clean_period_from(self) -> str:
        return self._period_end("period_from")

    def clean_period_to(self) -> str:
        return self._period_end("period_to")

    def _period_end(self, name: str) -> str:
        end: str = self.cleaned_data[name].strip()
        if end and not _PERIOD_END.fullmatch(end):
            raise ValidationError("Write a year or a month: 2025 or 2025-03.")
        return end

    def clean_looked_at_on(self) -> date | None:
        day: date | None = self.cleaned_data["looked_at_on"]
        if day and day > timezone.localdate():
            raise ValidationError("This day is still to come.")
        return day

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        first, last = cleaned.get("period_from"), cleaned.get("period_to")
        # A year counts whole: 2025-03 to 2025 is not upside down.
        if first and last and last < first[: len(last)]:
            self.add_error("period_to", "The period ends before it begins.")
        return cleaned


class AgeFilter(admin.SimpleListFilter):
    title = "age"
    parameter_name = "age"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin[Any]) -> list[tuple[str, str]]:
        return [("undated", "without a date"), ("old", "older than a year")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Source]) -> QuerySet[Source]:
        match self.value():
            case "undated":
                return cast("SourceQuerySet", queryset).undated()
            case "old":
                return cast("SourceQuerySet", queryset).old(timezone.localdate())
        return queryset


class DuplicatesFilter(admin.SimpleListFilter):
    title = "duplicates"
    parameter_name = "duplicates"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin[Any]) -> list[tuple[str, str]]:
        return [("yes", "possible duplicates")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Source]) -> QuerySet[Source]:
        return cast("SourceQuerySet", queryset).possible_duplicates() if self.value() == "yes" else queryset


class SourceChangeList(ChangeList):
    """A page of sources with the number of guides that cite each, counted for the page's sources only."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        self.result_list = list(self.result_list)
        counts = count_guides(self.result_list)
        for source in self.result_list:
            source.guide_count = counts[source.pk]


def count_guides(sources: Sequence[Source]) -> Counter[int]:
    """Source → number of guides in which it, or one merged into it, is cited; in five queries at most."""
    # Keys are fetched first: a database that knows them looks each up, and reads no other row.
    merged = Source.objects.filter(Q(pk__in=[source.pk for source in sources]) | Q(merged_into__in=sources)).order_by()
    survivors = dict(merged.values_list("pk", Coalesce("merged_into", "pk")))
    shown = (*Revision.OPEN, Revision.Status.PUBLISHED)
    citations = Citation.objects.filter(source__in=survivors, revision__status__in=shown).order_by()
    survivor = Coalesce("source__merged_into", "source")
    counts = Counter(dict(citations.values_list(survivor).annotate(Count("revision__guide", distinct=True))))
    # A source may be cited by very many guides, but by few rows alone: only these are fetched.
    first, *others = (
        rows.objects.filter(source__in=survivors).order_by().values_list("source", "revision")
        for rows in CITING_ROWS
        if rows is not Citation
    )
    by_rows = list(first.union(*others).order_by())
    if by_rows:
        revisions = Revision.objects.filter(pk__in={revision for _, revision in by_rows}, status__in=shown)
        guides = dict(revisions.order_by().values_list("pk", "guide"))
        pairs = {(survivors[source], guides[revision]) for source, revision in by_rows if revision in guides}
        by_both = citations.filter(revision__guide__in=guides.values()).values_list(survivor, "revision__guide")
        counts.update(source for source, _ in pairs - set(by_both))
    return counts


def age_marks(source: Source, today: date) -> list[str]:
    """What makes a source stand out: figures without a date, or from more than a year ago."""
    year_ago = a_year_before(today)
    marks = []
    if source.ended_on is None:
        marks.append("no date")
    elif source.ended_on < year_ago:
        marks.append(f"ended {source.period_to or source.period_from}, over a year ago")
    if source.looked_at_on and source.looked_at_on < year_ago:
        marks.append("looked at over a year ago")
    return marks


@admin.register(Source)
class SourceAdmin(ProposedFieldsMixin, VisibleRecordMixin, MergeMixin, ProtectedDeletion, SourceModelAdmin):
    form = SourceForm
    change_form_template = "admin/guides/source/change_form.html"
    fields = ["text", "publisher", "kind", "url", ("period_from", "period_to"), "looked_at_on"]
    proposed_fields = ("text", "publisher", "kind", "url", "period_from", "period_to", "looked_at_on")
    list_display = ["cited", "period", "looked_at_on", "guides", "publisher", "kind", "page"]
    list_filter = [
        AgeFilter,
        DuplicatesFilter,
        "kind",
        ("looked_at_on", admin.EmptyFieldListFilter),
        MergedFilter,
    ]
    search_fields = ["text", "publisher", "url"]
    ordering = ["text"]  # the model's own is lost where rows are counted
    show_full_result_count = False
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    actions = ["merge_chosen"]
    merge_fact_names = ("As cited", "Publisher", "Kind", "Address", "Period", "Looked at", "Guides")

    class Media:
        css = {"all": ["admin-leverbook/desk.css"]}

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(require_http_methods(["GET", "POST"])(self.merge_chosen_view))
        return [path("merge-chosen/", view, name="guides_source_merge_chosen"), *super().get_urls()]

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return SourceChangeList

    def get_ordering(self, request: HttpRequest) -> list[str | Combinable]:
        # Those of one page stand together, and those of one publisher.
        return ["url", "publisher", "text"] if DuplicatesFilter.parameter_name in request.GET else ["text"]

    @admin.display(description="address", ordering="url")
    def page(self, source: Source) -> str:
        if not source.url:
            return ""
        shown = re.sub(r"^https?://(www\.)?", "", source.url).rstrip("/")
        return format_html(
            '<a href="{}" rel="noopener noreferrer">{}</a>', source.url, shown if len(shown) <= 30 else f"{shown[:29]}…"
        )

    @admin.display(description="as cited", ordering="text")
    def cited(self, source: Source) -> str:
        marks = age_marks(source, timezone.localdate())
        return format_html(
            "{} {}", source.text, format_html_join(" ", '<span class="age-mark">{}</span>', ((mark,) for mark in marks))
        )

    @admin.display(description="guides")
    def guides(self, source: Source) -> int:
        count: int = vars(source)["guide_count"]
        return count

    # Merging

    def merge_facts(self, records: Sequence[Any]) -> list[list[Any]]:
        counts = count_guides(records)
        return [
            [
                *(source.text, source.publisher, source.get_kind_display(), source.url, source.period),
                *(source.looked_at_on, counts[source.pk]),
            ]
            for source in records
        ]

    def has_merge_permission(self, request: HttpRequest) -> bool:
        return self.may_merge(request)

    @admin.action(description="Merge the chosen into one", permissions=["merge"])
    def merge_chosen(self, request: HttpRequest, queryset: QuerySet[Source]) -> HttpResponse | None:
        keys = list(cast("SourceQuerySet", queryset).current().values_list("pk", flat=True)[: MERGED_AT_ONCE + 1])
        if not 2 <= len(keys) <= MERGED_AT_ONCE:
            message = f"Choose from two to {MERGED_AT_ONCE} sources that are one."
            self.message_user(request, message, messages.WARNING)
            return None
        chosen = "&".join(f"id={key}" for key in keys)
        return redirect(f"{reverse('admin:guides_source_merge_chosen')}?{chosen}")

    def merge_chosen_view(self, request: HttpRequest) -> HttpResponse:
        if not self.may_merge(request):
            raise PermissionDenied
        given = request.POST if request.method == "POST" else request.GET
        keys = [int(key) for key in given.getlist("id") if is_key(key)]
        chosen = list(Source.objects.current().filter(pk__in=keys[:MERGED_AT_ONCE]))
        if len(chosen) < 2:
            self.message_user(request, "There aren't two of them any more: they were merged already.", messages.WARNING)
            return redirect("admin:guides_source_changelist")
        choices = Source.objects.filter(pk__in=[source.pk for source in chosen])
        return self.merge_page(request, chosen, forms.RadioSelect(), choices)

    # Where it is used

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if source := kwargs.get("obj"):
            guides = Guide.objects.citing(source.current).select_related("company", "role")
            count = guides.count()
            context |= {
                "uses": [(guide, change_address(guide)) for guide in guides[:USES_LISTED]],
                "use_count": count,
                "uses_more": max(count - USES_LISTED, 0),
                "may_view_guides": request.user.has_perm("guides.view_guide")
                or request.user.has_perm("guides.change_guide"),
                "age_marks": age_marks(source, timezone.localdate()),
            }
        return super().render_change_form(request, context, *args, **kwargs)
