"""Readers' reports: what one can be about, storing it once, and closing it with an answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from smtplib import SMTPException

from django.contrib.auth.models import User
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from guides.models import Guide, Location, Report, Revision, Right
from guides.pages.presentation import BandRow, LeverRow, guide_context
from signin import mail

# The same words about the same place are one report for so long: somebody pressed twice.
ONE_REPORT_FOR = timedelta(hours=1)


class AnswerNotSentError(Exception):
    """The mail server didn't take an answer; the text says what it said."""


@dataclass(frozen=True, slots=True)
class Place:
    """What a report can be about: a band's row, a lever, the strategy; the whole guide where ``key`` is ""."""

    key: str
    name: str
    band: BandRow | None = None
    lever: LeverRow | None = None

    @property
    def about(self) -> str:
        """The name as a report keeps it."""
        return self.name[:300]


WHOLE_GUIDE = Place("", "")
# What a candidate tells of a range that an employer posted: a report about the whole guide.
POSTING = Place("", "an employer’s posting")


def places(revision: Revision) -> dict[str, Place]:
    """All places of a revision by their keys, which are those of findings: "bands/0", "levers/2", "strategy"."""
    shown = guide_context(revision)
    found = [Place(f"bands/{index}", row.name, band=row) for index, row in enumerate(shown["bands"])]
    found += [
        Place(f"levers/{index}", row.lever.title or f"lever {index + 1}", lever=row)
        for index, row in enumerate(shown["levers"])
    ]
    if shown["strategy"]:
        found.append(Place("strategy", "the strategy", lever=shown["strategy"]))
    return {place.key: place for place in found}


def place_in(revision: Revision, report: Report) -> str:
    """Where in another revision the row stands that a report is about: its key, "" where no row has its name."""
    kind = report.place.partition("/")[0]
    keys = [
        key for key, place in places(revision).items() if key.partition("/")[0] == kind and place.about == report.about
    ]
    return report.place if report.place in keys else next(iter(keys), "")


def same_reports(revision: Revision, place: Place, *, text: str, email: str) -> QuerySet[Report]:
    """What somebody said in just these words a moment ago."""
    return Report.objects.filter(
        guide=revision.guide_id,
        place=place.key,
        text=text,
        email=email,
        created_at__gt=timezone.now() - ONE_REPORT_FOR,
    )


def store_report(revision: Revision, place: Place, *, text: str, email: str) -> None:
    """Store a report, once however often it is sent."""
    with transaction.atomic():
        # The guide's row is the lock: a form that was sent twice at once queues here.
        guide = Guide.objects.select_for_update().get(pk=revision.guide_id)
        if not same_reports(revision, place, text=text, email=email).exists():
            Report.objects.create(
                guide=guide, revision=revision, place=place.key, about=place.about, text=text, email=email
            )


def same_law_reports(location: Location, right: Right | None, *, text: str, email: str) -> QuerySet[Report]:
    """What somebody said of the law in just these words a moment ago."""
    return Report.objects.filter(
        location=location, right=right, text=text, email=email, created_at__gt=timezone.now() - ONE_REPORT_FOR
    )


def store_law_report(location: Location, right: Right | None, *, about: str, text: str, email: str) -> None:
    """Store a report about a fact, or about all that is said of a place, once however often it is sent."""
    with transaction.atomic():
        location = Location.objects.select_for_update(of=("self",)).get(pk=location.pk)
        if not same_law_reports(location, right, text=text, email=email).exists():
            Report.objects.create(location=location, right=right, about=about[:300], text=text, email=email)


def close(report: Report, *, by: User, answer: str = "") -> bool:
    """Close a report, send the answer to who wants one, and forget the address. ``False`` if it was closed already.

    Raises ``AnswerNotSentError`` where the mail can't be sent: the report then stays as it was.
    """
    with transaction.atomic():
        report = Report.objects.select_for_update().get(pk=report.pk)
        if report.closed_at:
            return False
        if answer and report.email:
            _send(report, answer)
            report.answered_at = timezone.now()
        report.answer = answer
        report.email = ""
        report.closed_at = timezone.now()
        report.closed_by = by
        report.save(update_fields=["answer", "answered_at", "email", "closed_at", "closed_by"])
    return True


def _send(report: Report, answer: str) -> None:
    quoted = "\n".join(f"> {line}" for line in report.text.splitlines())
    where = " ".join(str(report).split())
    subject = " ".join(f"Leverbook: your report about {report.subject}".split())
    what = "our guide" if report.guide_id else "what we say of the law"
    body = (
        f"You told us that something is wrong in {what} ({where}):\n\n{quoted}\n\n"
        f"An editor of Leverbook answers:\n\n{answer}\n\n"
        "Your e-mail address isn't kept any longer.\n"
    )
    if not mail.goes_out():
        raise AnswerNotSentError("this site has no mail server")
    try:
        send_mail(subject, body, None, [report.email])
    except (SMTPException, OSError, ValueError) as error:  # ValueError: an address or a name that no header can hold
        raise AnswerNotSentError(str(error) or type(error).__name__) from error
