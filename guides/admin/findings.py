"""All findings of what is on the desk, to work through one kind at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html

from guides.admin.moves import row_address
from guides.admin.revisions import anchor
from guides.admin.searching import SearchedByNames
from guides.admin.typed import FindingModelAdmin
from guides.document.checks import CODES
from guides.models import Finding
from guides.models.findings import FindingQuerySet


class SettledFilter(admin.SimpleListFilter):
    """Open ones, unless the others are asked for."""

    title = "state"
    parameter_name = "settled"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin[Any]) -> list[tuple[str, str]]:
        return [("yes", "found to be fine")]

    def choices(self, changelist: ChangeList) -> Iterator[Any]:
        first, *others = super().choices(changelist)
        yield {**first, "display": "open"}
        yield from others

    def queryset(self, request: HttpRequest, queryset: QuerySet[Finding]) -> QuerySet[Finding]:
        return queryset.exclude(acceptance=None) if self.value() == "yes" else cast("FindingQuerySet", queryset).open()


class CodeFilter(admin.SimpleListFilter):
    title = "kind"
    parameter_name = "code"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin[Any]) -> list[tuple[str, str]]:
        return [(code, code) for code in sorted(CODES)]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Finding]) -> QuerySet[Finding]:
        return queryset.filter(code=self.value()) if self.value() else queryset


@admin.register(Finding)
class FindingAdmin(SearchedByNames, FindingModelAdmin):
    """Read-only: what to do about a finding is done where it is, in the draft."""

    list_display = ["summary", "guide", "severity", "code"]
    list_display_links = None
    list_filter = ["severity", SettledFilter, CodeFilter]
    search_fields = ["message", "revision__guide__company__name", "revision__guide__role__name"]
    named_by = {"revision__guide__company": "company", "revision__guide__role": "role"}
    # Guide by guide, as an index has them: by name all of them would be sorted for each page.
    ordering = ["revision_id", "line", "pk"]
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Finding]:
        on_desk = cast("FindingQuerySet", super().get_queryset(request)).on_desk()
        return on_desk.select_related("revision__guide__company", "revision__guide__role")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Finding | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Finding | None = None) -> bool:
        return False

    @admin.display(description="finding", ordering="message")
    def summary(self, finding: Finding) -> str:
        address = row_address(finding.revision, anchor(finding))
        return format_html('<a href="{}">{}</a>', address, finding.message)

    @admin.display(description="guide", ordering="revision__guide__company__name")
    def guide(self, finding: Finding) -> str:
        return f"{finding.revision.guide}, revision {finding.revision.number}"
