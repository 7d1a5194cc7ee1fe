"""A guide's history: its revisions, any two compared, and who did what when."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe

from guides.admin.finding_counts import count_findings, findings_label
from guides.admin.moves import CHANGE_DRAFTS, change_address
from guides.admin.typed import AdminMixin
from guides.document.differences import differences
from guides.editing.edits import changes_of, stored_document
from guides.models import Guide, Revision

EVENTS_A_PAGE = 50


class HistoryMixin(AdminMixin):
    """The pages ``<pk>/history/`` and ``<pk>/compare/?from=1&to=2`` of a guide's admin."""

    def get_urls(self) -> list[URLPattern]:
        compare = path(
            "<path:object_id>/compare/", self.admin_site.admin_view(self.compare_view), name="guides_guide_compare"
        )
        return [compare, *super().get_urls()]

    @method_decorator(require_safe)
    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        guide = self._guide_of(request, object_id)
        page = Paginator(guide.events.newest_first(), EVENTS_A_PAGE).get_page(request.GET.get("page"))
        revisions = list(revisions_of(guide))
        context = self._context(request, guide, f"{guide}: history", revisions) | {
            "rows": revision_rows(revisions),
            "page": page,
            "events": [{"event": event, "changes": changes_of(event)} for event in page.object_list],
        }
        return TemplateResponse(request, "admin/guides/guide/history.html", context)

    @method_decorator(require_safe)
    def compare_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        guide = self._guide_of(request, object_id)
        revisions = list(revisions_of(guide))
        numbered = {str(revision.number): revision for revision in revisions}
        before, after = (numbered.get(request.GET.get(end, "")) for end in ("from", "to"))
        if before is None or after is None:
            raise Http404
        context = self._context(request, guide, f"{guide}: from revision {before.number} to {after.number}", revisions)
        context |= {
            "before": before,
            "after": after,
            "changes": differences(stored_document(before.pk), stored_document(after.pk)),
        }
        return TemplateResponse(request, "admin/guides/guide/compare.html", context)

    def _guide_of(self, request: HttpRequest, object_id: str) -> Guide:
        if not may_view_revisions(request):
            raise PermissionDenied
        guide: Guide | None = self.get_object(request, object_id)
        if guide is None:
            raise Http404
        return guide

    def _context(self, request: HttpRequest, guide: Guide, title: str, revisions: list[Revision]) -> dict[str, Any]:
        return self.admin_site.each_context(request) | {
            "title": title,
            "opts": self.opts,
            "original": guide,
            "revisions": revisions,
            "before": revisions[1] if len(revisions) > 1 else None,
            "after": revisions[0] if revisions else None,
            "may_view_revisions": True,
        }


def may_view_revisions(request: HttpRequest) -> bool:
    return request.user.has_perm("guides.view_revision") or request.user.has_perm(CHANGE_DRAFTS)


def revisions_of(guide: Guide) -> Any:
    """The revisions of a guide for a list, the newest first."""
    return guide.revisions.select_related("created_by", "published_by").defer("source_text").order_by("-number")


def revision_rows(revisions: list[Revision]) -> list[dict[str, Any]]:
    """What the table of revisions prints."""
    counts = count_findings(revision.pk for revision in revisions)
    return [
        {
            "revision": revision,
            "address": change_address(revision),
            "findings": findings_label(counts[revision.pk]),
        }
        for revision in revisions
    ]
