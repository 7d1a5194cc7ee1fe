"""Findings that an editor has looked at and found to be fine, and those to be looked at again."""

from __future__ import annotations

from django.contrib.auth.models import User

from guides.editing import proposals, states, workflow
from guides.library import epoch
from guides.models import Acceptance, Finding
from guides.models.findings import FindingQuerySet

NEEDS_A_SECOND_PERSON = (
    "Candidates' offers would be compared with this row as soon as it is found fine. So somebody has to look who may "
    "publish and didn't write the revision that is on the site."
)


def accept(finding: Finding, *, reason: str, by: User | None) -> Acceptance:
    """Settle a finding in all revisions of its guide that have it with the same message.

    Where somebody has settled it already, their reason stays. Raises ``MoveRefusedError`` as ``why_not_accepted`` says.
    """
    with epoch.change():
        # The same lock as for saving a draft, which makes its findings anew.
        guide, _ = states.locked(finding.revision)
        if reason_against := why_not_accepted(finding, by=by):
            raise states.MoveRefusedError(reason_against)
        acceptance, _ = Acceptance.objects.get_or_create(
            guide=guide, code=finding.code, message=finding.message, defaults={"reason": reason, "by": by}
        )
        alike(finding).open().update(acceptance=acceptance)
    return acceptance


def why_not_accepted(finding: Finding, *, by: User | None) -> str:
    """Why somebody can't settle a finding; "" if they can.

    An error in a row that is on the site bars it from being compared: where two people look at what goes on the site,
    nobody lifts that alone.
    """
    barring = (
        alike(finding)
        .open()
        .filter(severity=Finding.Severity.ERROR, place__startswith="bands/", revision__status=states.Status.PUBLISHED)
    )
    if not proposals.waits() or not (barred := [one.revision for one in barring.select_related("revision")]):
        return ""
    may_publish = by is not None and by.has_perm("guides.publish_guide")
    return "" if by and may_publish and not workflow.authored_by(by, barred) else NEEDS_A_SECOND_PERSON


def look_again(finding: Finding) -> None:
    """Put a settled finding back among those to look at, wherever it stands."""
    with epoch.change():
        guide, _ = states.locked(finding.revision)
        guide.acceptances.filter(code=finding.code, message=finding.message).delete()


def alike(finding: Finding) -> FindingQuerySet:
    """A guide's findings that are settled together."""
    return Finding.objects.filter(revision__guide=finding.revision.guide_id, code=finding.code, message=finding.message)
