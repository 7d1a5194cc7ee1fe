"""Findings that an editor has looked at and found to be fine, and those to be looked at again."""

from __future__ import annotations

from django.contrib.auth.models import User

from guides.editing import states
from guides.library import epoch
from guides.models import Acceptance, Finding
from guides.models.findings import FindingQuerySet


def accept(finding: Finding, *, reason: str, by: User | None) -> Acceptance:
    """Settle a finding in all revisions of its guide that have it with the same message.

    Where somebody has settled it already, their reason stays.
    """
    with epoch.change():
        # The same lock as for saving a draft, which makes its findings anew.
        guide, _ = states.locked(finding.revision)
        acceptance, _ = Acceptance.objects.get_or_create(
            guide=guide, code=finding.code, message=finding.message, defaults={"reason": reason, "by": by}
        )
        alike(finding).open().update(acceptance=acceptance)
    return acceptance


def look_again(finding: Finding) -> None:
    """Put a settled finding back among those to look at, wherever it stands."""
    with epoch.change():
        guide, _ = states.locked(finding.revision)
        guide.acceptances.filter(code=finding.code, message=finding.message).delete()


def alike(finding: Finding) -> FindingQuerySet:
    """A guide's findings that are settled together."""
    return Finding.objects.filter(revision__guide=finding.revision.guide_id, code=finding.code, message=finding.message)
