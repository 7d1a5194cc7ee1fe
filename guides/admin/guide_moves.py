"""What a guide can go through: a new draft, off the site, back on it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from guides.admin.moves import CHANGE_DRAFTS, PUBLISH, Move, Note, Question, change_address, editor
from guides.admin.revision_moves import start_draft
from guides.editing import drafts, states, workflow
from guides.models import Guide, Revision


def ask_new_draft(guide: Guide, user: User) -> Question:
    drafts.refuse_second_draft(guide)
    origin = draft_origin(guide)
    what = f"It starts as a copy of revision {origin.number}." if origin else "It starts empty."
    return Question(f"Start a new draft of {guide}?", [what, "Visitors see no change until you publish it."])


def draft_origin(guide: Guide) -> Revision | None:
    """What a new draft copies: the published revision, or the last that was."""
    return guide.published_revision or guide.revisions.order_by("-number").first()


def act_new_draft(model_admin: ModelAdmin[Guide], request: HttpRequest, guide: Guide, note: str) -> HttpResponse:
    return start_draft(model_admin, request, guide, draft_origin(guide))


def ask_withdraw(guide: Guide, user: User) -> Question:
    if guide.published_revision is None:
        raise states.MoveRefusedError("This guide isn't published.")
    return Question(
        f"Take {guide} off the site?",
        [
            "Visitors no longer find it.",
            "Comparisons that were made with it keep working, with a note.",
            "You can put it back.",
        ],
    )


def act_withdraw(model_admin: ModelAdmin[Guide], request: HttpRequest, guide: Guide, note: str) -> HttpResponse:
    workflow.withdraw(guide, by=editor(request), note=note)
    model_admin.message_user(request, f"{guide} is off the site.", messages.SUCCESS)
    return redirect(change_address(guide))


def ask_put_back(guide: Guide, user: User) -> Question:
    if guide.withdrawn_at is None:
        raise states.MoveRefusedError("This guide wasn't withdrawn.")
    if guide.merged_into_id:
        raise states.MoveRefusedError(f"This guide was merged into {guide.merged_into}.")
    return Question(f"Put {guide} back on the site?", ["Visitors see it as it was before it was withdrawn."])


def act_put_back(model_admin: ModelAdmin[Guide], request: HttpRequest, guide: Guide, note: str) -> HttpResponse:
    workflow.restore(guide, by=editor(request))
    model_admin.message_user(request, f"{guide} is on the site again.", messages.SUCCESS)
    return redirect(change_address(guide))


GUIDE_MOVES: dict[str, Move] = {
    "new-draft": Move(CHANGE_DRAFTS, "New draft", ask_new_draft, act_new_draft),
    "withdraw": Move(
        PUBLISH, "Withdraw", ask_withdraw, act_withdraw, Note("Why, for the history"), is_destructive=True
    ),
    "put-back": Move(PUBLISH, "Put back", ask_put_back, act_put_back),
}


def possible_moves(guide: Guide, draft: Revision | None) -> list[str]:
    """The moves that a guide's state allows."""
    names = [] if draft or guide.merged_into_id else ["new-draft"]
    if guide.published_revision_id:
        names.append("withdraw")
    elif guide.withdrawn_at and not guide.merged_into_id:
        names.append("put-back")
    return names
