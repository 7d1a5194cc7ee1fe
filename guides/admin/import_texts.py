"""One text of an import: its lines beside what was read of them, the way to the next, and what is decided about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from guides.admin.moves import CHANGE_DRAFTS, change_address
from guides.admin.typed import AdminMixin
from guides.document.checks import CODES
from guides.document.differences import Change, Field, differences, fields
from guides.editing import batch_walks
from guides.editing.batches import guides as counted
from guides.editing.batches import texts as counted_texts
from guides.editing.decided import Decided
from guides.editing.exporting import to_document
from guides.editing.states import MoveRefusedError
from guides.models import ImportBatch, ImportItem, Revision
from guides.parsing import GuideRefused, parse_guide

# So many lines of a text are shown; the longest real guide has some 400.
MOST_LINES = 3000

Outcome = ImportItem.Outcome


class ImportTextsMixin(AdminMixin):
    """The page ``<pk>/texts/<item>/`` of an import: GET shows a text, POST decides about it and those like it."""

    if TYPE_CHECKING:

        def batch_at(self, request: HttpRequest, object_id: str) -> ImportBatch | HttpResponse: ...

    def get_urls(self) -> list[URLPattern]:
        view = path(
            "<path:object_id>/texts/<int:item_id>/",
            self.admin_site.admin_view(self.text_view),
            name="guides_importbatch_text",
        )
        return [view, *super().get_urls()]

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def text_view(self, request: HttpRequest, object_id: str, item_id: int) -> HttpResponse:
        batch = self.batch_at(request, object_id)
        if isinstance(batch, HttpResponse):
            return batch
        items = batch.items.select_related("batch", "guide__company", "guide__role", "revision")
        item = get_object_or_404(items, pk=item_id)
        may_view_guides = any(request.user.has_perm(name) for name in (CHANGE_DRAFTS, "guides.view_revision"))
        if item.guide and not may_view_guides:
            raise PermissionDenied
        if request.method == "POST":
            return self._decide(request, item)
        kind = kind_asked_for(request)
        is_open = batch.state not in (ImportBatch.State.READING, ImportBatch.State.STORING)
        context = self.admin_site.each_context(request) | text_context(item)
        context |= {
            "opts": self.opts,
            "place": batch_walks.place_of(item, batch_walks.of_kind(batch, **kind)),
            "kind": kind["outcome"],
            "code": kind["code"],
            "query": urlencode({name: value for name, value in kind.items() if value}),
        }
        if is_open and self.has_change_permission(request, batch):
            context["decisions"] = _decisions(item)
        return TemplateResponse(request, "admin/guides/import/text.html", context)

    def _decide(self, request: HttpRequest, item: ImportItem) -> HttpResponse:
        """Do what the button said, then show the next text, or this one again where it is decided for all of a kind."""
        if not self.has_change_permission(request, item.batch):
            raise PermissionDenied
        # Sought before: a text that is decided may be none of the kind any more.
        following = batch_walks.place_of(item, batch_walks.of_kind(item.batch, **kind_asked_for(request))).next
        here = request.get_full_path()
        try:
            match request.POST.get("do", "").split(":", 1):
                case ["yes" | "no" as answer]:
                    batch_walks.decide(item, yes=answer == "yes")
                    return redirect(_address(item.batch, following, request))
                case ["all" | "none" as which, code] if code in CODES:
                    count = batch_walks.choose_with_finding(item.batch, code, chosen=which == "all")
                    what = "chosen" if which == "all" else "left out"
                    told = f"{counted(count)} more {_are(count)} {what}." if count else "Nothing had to be changed."
                    self.message_user(request, told, messages.SUCCESS)
                case ["alike"]:
                    count = batch_walks.settle_alike(item)
                    self.message_user(request, f"{counted_texts(count)} {_are(count)} seen to.", messages.SUCCESS)
        except MoveRefusedError as refusal:
            self.message_user(request, f"{refusal}", messages.ERROR)
        return redirect(here)


def kind_asked_for(request: HttpRequest) -> dict[str, str]:
    """The kind of texts that is gone through, from the address: ``outcome`` and ``code`` of a finding, or ""."""
    outcome, code = request.GET.get("outcome", ""), request.GET.get("code", "")
    return {"outcome": outcome if outcome in Outcome.values else "", "code": code if code in CODES else ""}


def _address(batch: ImportBatch, item: ImportItem | None, request: HttpRequest) -> str:
    """The page of a text, or of its batch where there is none, with the kind that is gone through."""
    address = reverse("admin:guides_importbatch_text", args=[batch.pk, item.pk]) if item else change_address(batch)
    return f"{address}?{request.GET.urlencode()}" if request.GET else address


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


@dataclass(frozen=True, slots=True)
class Decisions:
    """What can be decided about a text, and about all of its batch that are like it.

    ``alike`` are the finding's code, its meaning, how many importable texts
    have one and how many of these are chosen; ``refused_alike`` counts the
    texts that are refused for the same reason.
    """

    is_importable: bool
    is_yes: bool
    alike: tuple[tuple[str, str, int, int], ...] = ()
    refused_alike: int = 0


def _decisions(item: ImportItem) -> Decisions | None:
    if item.is_importable:
        counts = batch_walks.counts_by_code(item.batch, [finding["code"] for finding in item.findings])
        alike = tuple((code, CODES.get(code, ""), *both) for code, both in counts.items() if both[0] > 1)
        return Decisions(is_importable=True, is_yes=item.chosen, alike=alike)
    if item.outcome == Outcome.REFUSED:
        alike_count = len(batch_walks.refused_alike(item))
        return Decisions(is_importable=False, is_yes=item.settled, refused_alike=alike_count)
    return None


def text_context(item: ImportItem) -> dict[str, Any]:
    """A text's lines, what was read of them, and the newest revision of its guide beside it, word by word."""
    newest = (
        Revision.objects.with_content().filter(guide=item.guide).order_by("-number").first() if item.guide else None
    )
    text = item.text or (item.revision.source_text if item.revision else "")
    context: dict[str, Any] = {
        "title": f"{item.company} · {item.role}" if item.company else item.path,
        "item": item,
        "original": item.batch,
        "newest": newest,
        "findings": item.findings,
    }
    if not text:
        return context
    try:
        document = Decided().applied(parse_guide(text, source_path=item.path))
    except GuideRefused:
        return context | _lines(text, item, [])
    read = list(fields(document))
    lines = {field.place: field.line for field in read}
    changes = differences(to_document(newest), document) if newest and not item.stored else ()
    return (
        context
        | {"is_read": True, "read": list(_by_row(read)), "changes": [_sides(change, lines) for change in changes]}
        | _lines(text, item, read)
    )


def _by_row(read: Iterable[Field]) -> Iterator[dict[str, Any]]:
    """What was read, with a mark where the fields of another line begin: there the line's number leads to."""
    before: int | None = None
    for field in read:
        yield {"place": field.place, "text": field.text, "line": field.line, "is_first": field.line != before}
        before = field.line


def _sides(change: Change, lines: dict[str, int | None]) -> dict[str, Any]:
    """A change as its two sides, each in pieces: ``(words, whether they differ)``."""
    return {
        "place": change.place,
        "line": lines.get(change.place),
        "old": [(words, op != "same") for op, words in change.pieces if op != "added"],
        "new": [(words, op != "same") for op, words in change.pieces if op != "removed"],
    }


def _lines(text: str, item: ImportItem, read: Iterable[Field]) -> dict[str, Any]:
    """The lines of a text: from which something was read, where something was found, and why it was refused."""
    found = {finding["line"]: finding["severity"] for finding in reversed(item.findings) if finding["line"]}
    read_from = {field.line for field in read}
    lines = text.split("\n")
    shown = [
        {
            "number": number,
            "text": line,
            "is_read": number in read_from,
            "severity": found.get(number, ""),
            "is_it": number == item.line,
        }
        for number, line in enumerate(lines[:MOST_LINES], start=1)
    ]
    return {"lines": shown, "more_lines": len(lines) - len(shown)}
