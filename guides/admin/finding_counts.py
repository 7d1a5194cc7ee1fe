"""How many findings revisions have, counted and in words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from django.db.models import Count

from guides.models import Finding


def count_findings(revision_ids: Iterable[int]) -> dict[int, Counter[str]]:
    """Revision → severity → number of open findings, in one query."""
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    rows = (
        Finding.objects.open()
        .filter(revision__in=list(revision_ids))
        .order_by()
        .values_list("revision_id", "severity")
        .annotate(count=Count("pk"))
    )
    for revision_id, severity, count in rows:
        counts[revision_id][severity] = count
    return counts


def findings_label(counts: Counter[str]) -> str:
    """ "2 errors · 1 warning"."""
    return " · ".join(
        f"{counts[severity]} {severity if severity == 'info' or counts[severity] == 1 else f'{severity}s'}"
        for severity in Finding.Severity.values
        if counts[severity]
    )
