"""What a revision can go through: to review and back, onto the site, away."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.html import format_html

from guides.admin.moves import CHANGE_DRAFTS, PUBLISH, Move, Note, Question, change_address, editor
from guides.editing import drafts, states, workflow
from guides.editing.checking import recheck
from guides.editing.letters import tell_of_sending_back
from guides.library import epoch
from guides.models import Guide, Revision

Status = Revision.Status


def ask_submit(revision: Revision, user: User) -> Question:
    if not revision.is_draft:
        raise states.MoveRefusedError(f"Revision {revision.number} is {revision.get_status_display()} already.")
    return Question(
        f"Send revision {revision.number} of {revision.guide} to review?",
        ["Nobody changes it until it is published or comes back.", "Publishers see it among what waits for them."],
        revision,
    )


def act_submit(model_admin: ModelAdmin[Revision], request: HttpRequest, revision: Revision, note: str) -> HttpResponse:
    with transaction.atomic():
        _, revision = states.locked(revision)
        if was_changed(model_admin, request, revision):
            return redirect(change_address(revision))
        workflow.submit(revision, by=editor(request), note=note)
    model_admin.message_user(request, f"Revision {revision.number} is in review.", messages.SUCCESS)
    return redirect(change_address(revision))


def ask_take_back(revision: Revision, user: User) -> Question:
    refuse_unless_in_review(revision)
    return Question(
        f"Take revision {revision.number} of {revision.guide} back from review?",
        ["It is a draft again, and you can go on with it."],
    )


def act_take_back(
    model_admin: ModelAdmin[Revision], request: HttpRequest, revision: Revision, note: str
) -> HttpResponse:
    workflow.take_back(revision, by=editor(request))
    model_admin.message_user(request, f"Revision {revision.number} is a draft again.", messages.SUCCESS)
    return redirect(change_address(revision))


def ask_send_back(revision: Revision, user: User) -> Question:
    refuse_unless_in_review(revision)
    return Question(
        f"Send revision {revision.number} of {revision.guide} back?",
        ["It is a draft again, with your note above it."],
    )


def act_send_back(
    model_admin: ModelAdmin[Revision], request: HttpRequest, revision: Revision, note: str
) -> HttpResponse:
    user = editor(request)
    workflow.send_back(revision, note=note, by=user)
    told = tell_of_sending_back(revision, note=note, by=user, address=change_address(revision))
    message = f"Revision {revision.number} went back with your note. {told.sentence}".strip()
    model_admin.message_user(request, message, messages.WARNING if told.missed else messages.SUCCESS)
    return redirect(change_address(revision))


def refuse_unless_in_review(revision: Revision) -> None:
    if revision.status != Status.IN_REVIEW:
        raise states.MoveRefusedError(f"Revision {revision.number} is {revision.get_status_display()}, not in review.")


def ask_publish(revision: Revision, user: User) -> Question:
    if reason := workflow.why_not_published(revision, by=user):
        raise states.MoveRefusedError(reason)
    consequences = ["It is on the site at once, and can't be changed afterwards: changes take a new draft."]
    if published := revision.guide.published_revision:
        consequences.append(f"It takes the place of revision {published.number}.")
    return Question(f"Publish revision {revision.number} of {revision.guide}?", consequences, revision)


def act_publish(model_admin: ModelAdmin[Revision], request: HttpRequest, revision: Revision, note: str) -> HttpResponse:
    with epoch.change():
        guide, revision = states.locked(revision)
        if revision.status == Status.PUBLISHED:
            model_admin.message_user(request, f"Revision {revision.number} is published already.", messages.WARNING)
            return redirect(change_address(revision))
        if revision.is_open and was_changed(model_admin, request, revision):
            return redirect(change_address(revision))
        revision = workflow.publish(revision, by=editor(request))
    tell_on_site(model_admin, request, guide, revision)
    return redirect(change_address(revision))


def was_changed(model_admin: ModelAdmin[Any], request: HttpRequest, revision: Revision) -> bool:
    """Whether a locked revision isn't what the confirm page was about; the user is told so."""
    if request.POST.get("seen_at") == revision.changed_at.isoformat():
        return False
    model_admin.message_user(
        request, "The draft was changed after you had opened this page. Look again before you go on.", messages.ERROR
    )
    return True


def tell_on_site(model_admin: ModelAdmin[Revision], request: HttpRequest, guide: Guide, revision: Revision) -> None:
    message = format_html('Revision {} is <a href="{}">on the site</a>.', revision.number, guide.get_absolute_url())
    model_admin.message_user(request, message, messages.SUCCESS)


def ask_publish_again(revision: Revision, user: User) -> Question:
    if revision.is_open or revision.pk == revision.guide.published_revision_id:
        raise states.MoveRefusedError(f"Revision {revision.number} is {revision.get_status_display()}.")
    newest = drafts.refuse_second_draft(revision.guide)
    number = newest.number + 1 if newest else 1
    consequences = [f"What it says becomes revision {number}. The history keeps both."]
    consequences += workflow.consequences_of_publishing_again()
    return Question(f"Publish revision {revision.number} of {revision.guide} again?", consequences)


def act_publish_again(
    model_admin: ModelAdmin[Revision], request: HttpRequest, revision: Revision, note: str
) -> HttpResponse:
    again = workflow.publish_again(revision, by=editor(request))
    if again.status == Status.PUBLISHED:
        tell_on_site(model_admin, request, again.guide, again)
    else:
        model_admin.message_user(request, f"Revision {again.number} is in review.", messages.SUCCESS)
    return redirect(change_address(again))


def ask_discard(revision: Revision, user: User) -> Question:
    if not revision.is_draft:
        raise states.MoveRefusedError("Only a draft can be discarded.")
    return Question(
        f"Discard revision {revision.number} of {revision.guide}?",
        ["The draft and all that was typed into it is deleted.", "What is published stays as it is."],
    )


def act_discard(model_admin: ModelAdmin[Revision], request: HttpRequest, revision: Revision, note: str) -> HttpResponse:
    drafts.discard_draft(revision, by=editor(request))
    model_admin.message_user(request, f"The draft, revision {revision.number}, is gone.", messages.SUCCESS)
    return redirect(change_address(revision.guide))


def ask_new_draft_from(revision: Revision, user: User) -> Question:
    drafts.refuse_second_draft(revision.guide)
    return Question(
        f"Start a new draft from revision {revision.number} of {revision.guide}?",
        ["Visitors see no change until you publish it."],
    )


def act_new_draft_from(
    model_admin: ModelAdmin[Revision], request: HttpRequest, revision: Revision, note: str
) -> HttpResponse:
    return start_draft(model_admin, request, revision.guide, revision)


def start_draft(
    model_admin: ModelAdmin[Any], request: HttpRequest, guide: Guide, copy_of: Revision | None
) -> HttpResponse:
    """Start a draft and open it."""
    draft = drafts.start_draft(guide, copy_of=copy_of, by=editor(request))
    recheck(draft, today=timezone.localdate())
    model_admin.message_user(request, f"Revision {draft.number} is your draft.", messages.SUCCESS)
    return redirect(change_address(draft))


REVISION_MOVES: dict[str, Move] = {
    "submit": Move(CHANGE_DRAFTS, "Send to review", ask_submit, act_submit, Note("For the reviewer, if you like")),
    "publish": Move(PUBLISH, "Publish", ask_publish, act_publish),
    "send-back": Move(PUBLISH, "Send back", ask_send_back, act_send_back, Note("What has to change", is_required=True)),
    "take-back": Move(CHANGE_DRAFTS, "Take back", ask_take_back, act_take_back),
    "publish-again": Move(PUBLISH, "Publish again", ask_publish_again, act_publish_again),
    "new-draft": Move(CHANGE_DRAFTS, "New draft from this", ask_new_draft_from, act_new_draft_from),
    "discard": Move(CHANGE_DRAFTS, "Discard draft", ask_discard, act_discard, is_destructive=True),
}


def possible_moves(revision: Revision, user: Any) -> list[str]:
    """The moves that a revision's state allows; what ``user`` lacks is for the permissions to say."""
    publish = [] if workflow.why_not_published(revision, by=user) else ["publish"]
    match revision.status:
        case Status.DRAFT:
            return ["submit", *publish, "discard"]
        case Status.IN_REVIEW:
            return [*publish, "send-back", "take-back"]
    if revision.guide.draft or revision.guide.merged_into_id:
        return []
    return ["new-draft"] if revision.pk == revision.guide.published_revision_id else ["new-draft", "publish-again"]
