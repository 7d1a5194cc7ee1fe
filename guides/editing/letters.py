"""The letter to those who wrote a draft that a reviewer sends back: sent once that is done, and never in its way."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from smtplib import SMTPException

from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import send_mail
from django.db.models import Q, QuerySet

from guides.models import Event, LetterChoice, Revision, RightEvent, RightRevision
from signin import mail
from signin.links import link_to

logger = logging.getLogger("leverbook.letters")


@dataclass(frozen=True, slots=True)
class Told:
    """Who was told by e-mail, and who wasn't, with why: names of editors."""

    sent: tuple[str, ...] = ()
    missed: tuple[tuple[str, str], ...] = ()

    @property
    def sentence(self) -> str:
        """ "alice was told by e-mail. bob was not sent an e-mail: …" """
        told = f"{', '.join(self.sent)} {_were(len(self.sent))} told by e-mail." if self.sent else ""
        reasons: dict[str, list[str]] = {}
        for name, why in self.missed:
            reasons.setdefault(why, []).append(name)
        missed = [f"{', '.join(names)} {_were(len(names))} not sent an e-mail: {why}" for why, names in reasons.items()]
        return " ".join(filter(None, [told, *missed]))


def wants_letters(user: User) -> bool:
    """Whether an editor gets a letter when a draft comes back."""
    return not LetterChoice.objects.filter(user=user, sent_back=False).exists()


def choose_letters(user: User, *, wanted: bool) -> None:
    LetterChoice.objects.update_or_create(user=user, defaults={"sent_back": wanted})


def tell_of_sending_back(revision: Revision | RightRevision, *, note: str, by: User, address: str) -> Told:
    """Write to those who wrote in a draft that somebody else has sent back.

    To be called once that is stored; whatever becomes of a letter, that stays done. ``address`` is the path of the
    draft's screen.
    """
    writers = _writers(revision).exclude(pk=by.pk)
    declined = set(LetterChoice.objects.filter(user__in=writers, sent_back=False).values_list("user", flat=True))
    sent, missed = [], []
    for writer in writers.order_by("username"):
        if writer.pk in declined:
            missed.append((writer.username, "they chose to get none."))
        elif reason := _send(writer, revision, note, by, address):
            missed.append((writer.username, reason))
        else:
            sent.append(writer.username)
    return Told(tuple(sent), tuple(missed))


def _writers(revision: Revision | RightRevision) -> QuerySet[User]:
    """Who wrote in a draft, brought it in or sent it to review, and has an account that is in use."""
    if isinstance(revision, Revision):
        events = Event.objects.by_authors().filter(revision=revision)
        wrote = Q(pk__in=events.values("by")) | Q(pk=revision.created_by_id)
    else:
        of_right = RightEvent.objects.filter(right=revision.right_id, number=revision.number)
        wrote = Q(pk__in=of_right.filter(kind__in=Event.AUTHORING).values("by"))
    return User.objects.filter(wrote, is_active=True, is_staff=True)


def _send(writer: User, revision: Revision | RightRevision, note: str, by: User, address: str) -> str:
    """Send the letter; why it wasn't sent, or ""."""
    if not mail.goes_out():
        return "this site has no mail server."
    if not writer.email:
        return "their account has no address."
    what = f"revision {revision.number} of {revision.guide}" if isinstance(revision, Revision) else f"{revision}"
    subject = " ".join(f"Leverbook: {what} came back to you".split())
    body = (
        f"{by.username} sent {what} back, and writes:\n\n{_quoted(note.splitlines())}\n\n"
        f"It is a draft again, at {settings.SITE_ORIGIN}{address}\n\n"
        "You get this letter because you wrote in it. If you want no more of them, say so at "
        f"{link_to('admin:index')}\n"
    )
    try:
        send_mail(subject, body, None, [writer.email])
    except (SMTPException, OSError, ValueError) as error:  # ValueError: an address or a name that no header can hold
        logger.error("letter-not-sent user=%s reason=%s", writer.pk, type(error).__name__)
        return "the mail server didn't take it."
    return ""


def _quoted(lines: Iterable[str]) -> str:
    return "\n".join(f"> {line}".rstrip() for line in lines)


def _were(count: int) -> str:
    return "was" if count == 1 else "were"
