"""Buttons beside findings of a draft that can be mended at once."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from guides.admin.acceptances import AcceptancesMixin
from guides.admin.moves import CHANGE_DRAFTS, change_address, editor
from guides.editing.edits import DraftChangedError
from guides.editing.repairing import Repair, mend, repairs_of
from guides.editing.states import MoveRefusedError
from guides.models import Finding, Revision


class RepairsMixin(AcceptancesMixin):
    """The address ``<pk>/findings/<finding>/mend/`` of a revision's admin: POST does what a button said."""

    def get_urls(self) -> list[URLPattern]:
        view = path(
            "<path:object_id>/findings/<int:finding_id>/mend/",
            self.admin_site.admin_view(self.mend_view),
            name="guides_revision_mend",
        )
        return [view, *super().get_urls()]

    @method_decorator(require_POST)
    def mend_view(self, request: HttpRequest, object_id: str, finding_id: int) -> HttpResponse:
        finding = self.finding_at(request, object_id, finding_id)
        if isinstance(finding, HttpResponse):
            return finding
        revision = finding.revision
        try:
            if request.POST.get("seen") != revision.changed_at.isoformat():
                raise DraftChangedError
            mend(revision, finding, request.POST.get("do", ""), today=timezone.localdate(), by=editor(request))
        except MoveRefusedError as refusal:
            self.message_user(request, f"Nothing was changed. {refusal}", messages.WARNING)
        else:
            self.log_change(request, revision, f"Mended {finding.code}.")
            self.message_user(request, f"Mended: {finding.message}", messages.SUCCESS)
        return redirect(change_address(revision))


def repairs_for(revision: Revision, findings: list[dict[str, Any]], user: Any) -> list[tuple[Finding, list[Repair]]]:
    """Puts ``repairs`` beside each of the grouped findings of a draft's screen; the findings that have some."""
    rows = [row for group in findings for row in group["findings"]]
    if not user.has_perm(CHANGE_DRAFTS):
        return []
    found = repairs_of(revision, [row["finding"] for row in rows])
    for row in rows:
        row["repairs"] = found.get(row["finding"].pk, [])
    return [(row["finding"], row["repairs"]) for row in rows if row["repairs"]]
