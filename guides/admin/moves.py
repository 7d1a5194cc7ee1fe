"""Changes of state at addresses of their own: each checks its permission, asks, and acts on POST only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.admin.utils import unquote
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods

from guides.admin.sizes import why_too_long
from guides.admin.typed import AdminMixin
from guides.editing.states import MoveRefusedError
from guides.library.paging import page_of
from guides.models import Finding, Revision

CHANGE_DRAFTS = "guides.change_revision"
PUBLISH = "guides.publish_guide"
# So many of what a question is about stand on one page.
LISTED_A_PAGE = 100


@dataclass(frozen=True, slots=True)
class Move:
    """One such address.

    ``ask`` gives what the confirm page says to a user, or raises
    ``MoveRefusedError`` where there is nothing to confirm; ``act`` does it
    with the note that was typed, and says where to go.
    """

    permission: str
    button: str
    ask: Callable[[Any, Any], Question]
    act: Callable[[Any, HttpRequest, Any, str], HttpResponse]
    note: Note | None = None
    is_destructive: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """The words that a confirm page asks for beside the confirmation."""

    label: str
    is_required: bool = False

    def why_refused(self, typed: str) -> str:
        """Why these words don't do; "" if they do."""
        if self.is_required and not typed:
            return "This has to be said."
        return why_too_long(typed)


@dataclass(frozen=True, slots=True)
class Question:
    """What a confirm page says. ``seen_at`` pins the state that the editor agreed to; ``listed`` is shown by pages."""

    title: str
    consequences: Sequence[str]
    revision: Revision | None = None
    is_refused: bool = False
    listed: Sequence[str] = ()

    @property
    def errors(self) -> list[Finding]:
        return list(self.revision.findings.open().filter(severity="error")) if self.revision else []

    @property
    def seen_at(self) -> str:
        return self.revision.changed_at.isoformat() if self.revision else ""


class MovesMixin(AdminMixin):
    """Adds an admin's ``moves`` to its addresses: ``<pk>/<name>/``."""

    moves: dict[str, Move] = {}

    def get_urls(self) -> list[URLPattern]:
        return [
            path(
                f"<path:object_id>/{name}/",
                self.admin_site.admin_view(require_http_methods(["GET", "POST"])(partial(self.move_view, name=name))),
                name=self.move_name(name),
            )
            for name in self.moves
        ] + super().get_urls()

    def move_name(self, name: str) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_{name.replace('-', '_')}"

    def move_view(self, request: HttpRequest, object_id: str, *, name: str) -> HttpResponse:
        move = self.moves[name]
        if not request.user.has_perm(move.permission):
            raise PermissionDenied
        obj = self.get_object(request, unquote(object_id))
        if obj is None:
            return gone(self, request, object_id)
        note = request.POST.get("note", "").strip()
        note_error = move.note.why_refused(note) if move.note and request.method == "POST" else ""
        try:
            if request.method == "POST" and not note_error:
                return move.act(self, request, obj, note)
            question = move.ask(obj, request.user)
        except MoveRefusedError as refusal:
            if not note:
                self.message_user(request, str(refusal), messages.ERROR)
                return redirect(change_address(obj))
            question = Question(str(refusal), ["Nothing was changed. What you typed is kept below."], is_refused=True)
        context = self.admin_site.each_context(request) | {
            "title": question.title,
            "question": question,
            "page": page_of(request, question.listed, LISTED_A_PAGE),
            "move": move,
            "note": note,
            "note_error": note_error,
            "opts": self.opts,
            "original": obj,
            "back": change_address(obj),
        }
        return TemplateResponse(request, "admin/guides/confirm.html", context)

    def open_moves(self, request: HttpRequest, obj: Model, names: Sequence[str]) -> list[dict[str, str]]:
        """The buttons for those of the named moves that the user may make."""
        return [
            {
                "label": self.moves[name].button,
                "address": reverse(f"admin:{self.move_name(name)}", args=[obj.pk]),
            }
            for name in names
            if request.user.has_perm(self.moves[name].permission)
        ]


def editor(request: HttpRequest) -> User:
    """Who is signed in at the desk, where nobody else comes."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def gone(model_admin: ModelAdmin[Any], request: HttpRequest, object_id: str) -> HttpResponse:
    """What the stock pages answer where there is no such record."""
    stock: Any = model_admin
    answer: HttpResponse = stock._get_obj_does_not_exist_redirect(request, model_admin.opts, object_id)
    return answer


def change_address(obj: Model) -> str:
    return reverse(f"admin:{obj._meta.app_label}_{obj._meta.model_name}_change", args=[obj.pk])


def row_address(revision: Revision, anchor: str) -> str:
    """The screen of a revision, with the section of a row open at it ("bands-3"); "" is the revision as a whole."""
    section = anchor.rpartition("-")[0]
    return f"{change_address(revision)}?open={section}#{anchor}" if anchor else change_address(revision)
