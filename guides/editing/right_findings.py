"""What an editor should look at in a right."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError

from guides.models import Right, RightRevision

Status = RightRevision.LegalStatus


def of_words(revision: RightRevision) -> list[str]:
    """What is doubtful in the words of a revision by itself."""
    found = []
    if revision.legal_status == Status.IN_FORCE and revision.in_force_from is None:
        found.append("It is in force, and has no first day: it counts as in force on every day.")
    if revision.legal_status == Status.REPEALED and revision.in_force_until is None:
        found.append("It was repealed, and has no last day.")
    if revision.confidence == RightRevision.Confidence.ONE:
        found.append("One secondary source attests it: look for a second, or an official one.")
    if revision.right.kind == Right.Kind.PAY_HISTORY_BAN and not revision.asking:
        found.append("It doesn't say whether asking for pay history is banned.")
    return found


def findings_of(right: Right, today: date) -> list[str]:
    """What is doubtful in a right as it is on the site, with its date of checking and the others of its place."""
    revision = right.published_revision
    if revision is None:
        return []
    found = of_words(revision)
    if right.checked_on is None or right.checked_on + right.check_again_after(revision.legal_status) < today:
        found.append("It should be looked up again.")
    if revision.legal_status == Status.PROPOSED and revision.in_force_from and revision.in_force_from <= today:
        found.append("It is only proposed, and its first day has come: was it adopted?")
    others = RightRevision.objects.filter(
        right__place=right.place_id, right__kind=right.kind, status=RightRevision.Status.PUBLISHED
    ).exclude(right=right)
    for other in others.select_related("right"):
        dates = (other.in_force_from, other.in_force_until) != (revision.in_force_from, revision.in_force_until)
        if dates and (other.duty.casefold() == revision.duty.casefold()):
            found.append(f"{other.right.key} says the same with other dates.")
    return found


def why_incomplete(revision: RightRevision) -> str:
    """What a draft lacks before it can be published; "" if nothing."""
    try:
        revision.clean_fields(exclude=["right", "number", "status"])
    except ValidationError as error:
        return f"Look at: {', '.join(error.message_dict).replace('_', ' ')}."
    return ""
