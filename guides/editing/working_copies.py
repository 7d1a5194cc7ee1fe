"""What is typed into a draft's form is kept until it is saved, apart from the draft: for each editor and tab."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone

from guides.editing.states import MoveRefusedError
from guides.models import Revision, WorkingCopy

KEPT_FOR = timedelta(days=30)
# More than any draft's form has, and what a request may bring anyway.
LONGEST = 2_000_000
MOST_TABS = 8


def copies_of(revision: Revision, *, by: User) -> QuerySet[WorkingCopy]:
    """What somebody typed into a draft and didn't save, the newest first."""
    return WorkingCopy.objects.filter(revision=revision, by=by).exclude(typed="").newest_first()


def keep(revision: Revision, typed: QueryDict, *, by: User) -> WorkingCopy:
    """Keep a draft's form as it stands in a tab, in the place of what that tab had typed before.

    A tab that goes on with another's copy takes its place, unless that one has typed on. Raises ``MoveRefusedError``
    where the revision is no draft any more, or the form is too long.
    """
    if not revision.is_draft:
        raise MoveRefusedError(
            f"Revision {revision.number} is {revision.get_status_display()}: what you type isn't kept any more."
        )
    form = typed.copy()
    tab = form.get("tab", "")[:32]
    origin = form.get("goes_on_from", "")
    for name in ("csrfmiddlewaretoken", "_open"):
        form.pop(name, None)
    body = form.urlencode()
    if len(body) > LONGEST:
        raise MoveRefusedError("This is too long to be kept as you type: save it.")
    now = timezone.now()
    with transaction.atomic():
        tabs = WorkingCopy.objects.select_for_update().filter(revision=revision, by=by, tab=tab)
        if tabs.filter(typed="").exists():
            raise MoveRefusedError("This form was saved already. Open the draft again to go on.")
        copy, _ = WorkingCopy.objects.update_or_create(
            revision=revision, by=by, tab=tab, defaults={"typed": body, "kept_at": now}
        )
        _drop(revision, by, origin, but=copy)
        for beyond in copies_of(revision, by=by)[MOST_TABS:]:
            beyond.delete()
        WorkingCopy.objects.filter(kept_at__lt=now - KEPT_FOR).delete()
    return copy


def forget(revision: Revision, typed: QueryDict, *, by: User) -> None:
    """A tab's form was saved: what was kept of it goes, and what it went on from.

    An empty copy stays for the tab, so that what it sent before it was saved and comes in later isn't kept.
    """
    WorkingCopy.objects.update_or_create(
        revision=revision, by=by, tab=typed.get("tab", "")[:32], defaults={"typed": "", "kept_at": timezone.now()}
    )
    _drop(revision, by, typed.get("goes_on_from", ""))


def _drop(revision: Revision, by: User, state: str, *, but: WorkingCopy | None = None) -> None:
    for copy in copies_of(revision, by=by):
        if copy.state == state and copy != but:
            copy.delete()
