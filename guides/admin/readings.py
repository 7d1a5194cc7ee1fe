"""Rows that can be read in two ways: both readings beside the draft, and a button for each that settles them all."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.text import get_text_list
from django.views.decorators.http import require_http_methods

from guides.admin.moves import CHANGE_DRAFTS, change_address, editor
from guides.admin.typed import AdminMixin
from guides.document.settling import AS, Choice
from guides.editing import settling
from guides.editing.batches import guides as counted
from guides.models import Revision

# So many names of guides are listed.
LISTED = 200


class ReadingsMixin(AdminMixin):
    """The page ``<pk>/readings/`` of a revision's admin: GET shows both readings, POST takes one."""

    def get_urls(self) -> list[URLPattern]:
        view = path(
            "<path:object_id>/readings/",
            self.admin_site.admin_view(self.readings_view),
            name="guides_revision_readings",
        )
        return [view, *super().get_urls()]

    @method_decorator(require_http_methods(["GET", "POST"]))
    def readings_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        if not request.user.has_perm(CHANGE_DRAFTS):
            raise PermissionDenied
        revision: Revision | None = self.get_object(request, unquote(object_id))
        if revision is None:
            raise Http404
        doubts = settling.doubts_of(revision)
        if request.method == "POST" and (answer := self._settle(request, revision, doubts)):
            return answer
        company = revision.guide.company
        context = self.admin_site.each_context(request) | {
            "title": f"{revision.guide}: two readings",
            "opts": self.opts,
            "original": revision,
            "back": change_address(revision),
            "doubts": [{"doubt": doubt, "choices": _choices(doubt, settling.fits(doubt, company))} for doubt in doubts],
            "company": company,
            "listed": LISTED,
        }
        return TemplateResponse(request, "admin/guides/revision/readings.html", context)

    def _settle(self, request: HttpRequest, revision: Revision, doubts: list[settling.Doubt]) -> HttpResponse | None:
        """Take the reading that was chosen; ``None`` where the page has to be looked at again."""
        shape, choice = request.POST.get("shape", ""), request.POST.get("choice", "")
        doubt = next((doubt for doubt in doubts if doubt.shape == shape), None)
        taken = next((one for one, _, _ in doubt.choices if one == choice), None) if doubt else None
        if doubt is None or taken is None:
            self.message_user(
                request, "That is settled already, or was changed since. Nothing was done.", messages.WARNING
            )
            return None
        if request.POST.get("guides") != str(len(doubt.touched)):
            now = counted(len(doubt.touched))
            self.message_user(request, f"It is {now} by now. Nothing was done: look again.", messages.WARNING)
            return None
        guide = revision.guide
        done = settling.settle(guide.company, shape, taken, today=timezone.localdate(), by=editor(request))
        self.message_user(request, _told(done, taken), messages.SUCCESS)
        if done.left:
            reasons = " ".join(f"{one}: {why}" for one, why in done.left[:5])
            more = f" And {len(done.left) - 5} more." if len(done.left) > 5 else ""
            self.message_user(
                request, f"{counted(len(done.left))} left as they were. {reasons}{more}", messages.WARNING
            )
        return redirect(change_address(guide.draft or revision))


def doubts_for(revision: Revision, user: Any) -> list[dict[str, Any]]:
    """What a draft's screen shows of its doubts, to somebody who may settle them."""
    if not user.has_perm(CHANGE_DRAFTS):
        return []
    return [{"doubt": doubt, "choices": _choices(doubt, {})} for doubt in settling.doubts_of(revision)]


def _choices(doubt: settling.Doubt, fits: dict[Choice, int]) -> list[dict[str, Any]]:
    return [
        {"choice": choice, "words": words, "reading": reading, "fits": fits.get(choice)}
        for choice, words, reading in doubt.choices
    ]


def _told(done: settling.Outcome, choice: Choice) -> str:
    """ "Read as base pay: 12 drafts changed, 2 new drafts started." """
    parts = [
        f"{len(guides)} {one if len(guides) == 1 else many}"
        for guides, one, many in (
            (done.changed, "draft changed", "drafts changed"),
            (done.started, "new draft started", "new drafts started"),
        )
        if guides
    ]
    return f"Read as {AS[choice]}: {get_text_list(parts, 'and') or 'no guide changed'}."
