"""“This is fine, because …” beside a finding, and “look at it again”: pages of their own, beside the draft's."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.decorators import method_decorator
from django.utils.text import get_text_list
from django.views.decorators.http import require_http_methods

from guides.admin.moves import CHANGE_DRAFTS, change_address, editor
from guides.admin.sizes import SizedTextsMixin
from guides.admin.typed import AdminMixin
from guides.editing.accepting import accept, alike, look_again, why_not_accepted
from guides.models import Finding

asks_first = method_decorator(require_http_methods(["GET", "POST"]))

# The name of a document's list → the rows that it is stored in, and what one of them is called.
ROWS = {
    "bands": ("bands", "band"),
    "level_mappings": ("levelmappings", "level"),
    "sections": ("sections", "section"),
    "levers": ("levers", "lever"),
    "sources": ("citations", "source"),
}


class ReasonForm(SizedTextsMixin, forms.Form):
    reason = forms.CharField(
        label="It is fine, because",
        widget=forms.Textarea(attrs={"rows": 3, "cols": 60}),
        error_messages={"required": "Say why, for whoever looks next."},
    )


class AcceptancesMixin(AdminMixin):
    """The pages ``<pk>/findings/<finding>/accept/`` and ``…/look-again/`` of a revision's admin.

    They are opened beside the draft, so that nothing that is typed there is
    lost, and never lead back to it by themselves.
    """

    def get_urls(self) -> list[URLPattern]:
        own = {"accept": self.accept_view, "look-again": self.look_again_view}
        return [
            path(
                f"<path:object_id>/findings/<int:finding_id>/{name}/",
                self.admin_site.admin_view(view),
                name=f"guides_revision_{name.replace('-', '_')}",
            )
            for name, view in own.items()
        ] + super().get_urls()

    @asks_first
    def accept_view(self, request: HttpRequest, object_id: str, finding_id: int) -> HttpResponse:
        finding = self.finding_at(request, object_id, finding_id)
        if isinstance(finding, HttpResponse):
            return finding
        form = ReasonForm(request.POST if request.method == "POST" else None)
        refusal = "" if finding.acceptance else why_not_accepted(finding, by=editor(request))
        if not finding.acceptance and not refusal and form.is_valid():
            accept(finding, reason=form.cleaned_data["reason"], by=editor(request))
            self.log_change(request, finding.revision, f"Found {finding.code} to be fine.")
            return redirect(request.path)
        title = "Found to be fine" if finding.acceptance else "Is this fine?"
        return self._page(request, "accept", finding, title, {"form": form, "refusal": refusal})

    @asks_first
    def look_again_view(self, request: HttpRequest, object_id: str, finding_id: int) -> HttpResponse:
        finding = self.finding_at(request, object_id, finding_id)
        if isinstance(finding, HttpResponse):
            return finding
        if finding.acceptance and request.method == "POST":
            look_again(finding)
            self.log_change(request, finding.revision, f"Put {finding.code} among the findings again.")
            return redirect(request.path)
        title = "Look at it again?" if finding.acceptance else "Among the findings again"
        return self._page(request, "look_again", finding, title, {})

    def finding_at(self, request: HttpRequest, object_id: str, finding_id: int) -> Finding | HttpResponse:
        """The finding of a revision, or where to go because it is gone."""
        if not request.user.has_perm(CHANGE_DRAFTS):
            raise PermissionDenied
        revision = self.get_object(request, unquote(object_id))
        if revision is None:
            raise Http404
        findings: QuerySet[Finding] = revision.findings.select_related("acceptance__by")
        found = findings.filter(pk=finding_id).first()
        if found is None:
            gone = "This finding is gone: the draft was checked again since. Here are the findings as they are now."
            self.message_user(request, gone, messages.WARNING)
            return redirect(change_address(revision))
        found.revision = revision
        return found

    def _page(
        self, request: HttpRequest, name: str, finding: Finding, title: str, context: dict[str, Any]
    ) -> HttpResponse:
        revision = finding.revision
        numbers = alike(finding).order_by("revision__number").values_list("revision__number", flat=True).distinct()
        context |= self.admin_site.each_context(request) | {
            "title": title,
            "opts": self.opts,
            "original": revision,
            "finding": finding,
            "place": place_in_words(finding),
            "bars_comparison": finding.severity == Finding.Severity.ERROR and finding.place.startswith("bands/"),
            "revisions": get_text_list([f"revision {number}" for number in numbers], "and"),
            "back": change_address(revision),
        }
        return TemplateResponse(request, f"admin/guides/revision/{name}.html", context)


def place_in_words(finding: Finding) -> str:
    """What a finding is about: "levers/2/asks/0" → "lever “Competing offers”"."""
    name, *rest = finding.place.split("/")
    if name == "strategy":
        return "the negotiate-up strategy"
    if name not in ROWS or not rest or not rest[0].isdecimal():
        return "the whole guide"
    related, word = ROWS[name]
    rows = getattr(finding.revision, related).all()
    if name == "levers":
        rows = rows.filter(is_strategy=False)
    at = int(rest[0])
    row = rows[at : at + 1].first()
    return f"{word} “{row}”" if row else "a row that is gone"
