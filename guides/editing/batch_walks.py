"""Going through a batch one text at a time, and deciding at once for all of its texts that are alike.

Texts are alike that have a finding of the same code, or that are refused for
the same reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, Q, TextField
from django.db.models.functions import Cast

from guides.editing import batches
from guides.models import ImportBatch, ImportItem
from guides.models.imports import ImportItemQuerySet

# What differs from text to text in one and the same reason: names in quotation marks, and numbers.
_OWN = re.compile(r"“[^”]*”|\d[\d,]*")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text stands among those that are gone through: the ``number``-th of ``total``."""

    number: int
    total: int
    previous: ImportItem | None
    next: ImportItem | None


def of_kind(batch: ImportBatch, *, outcome: str = "", code: str = "") -> ImportItemQuerySet:
    """A batch's items: all, those of an outcome, those with a finding of a code."""
    items = batch.items.all()
    if outcome:
        items = items.filter(outcome=outcome)
    return with_finding(items, code) if code else items


def with_finding(items: ImportItemQuerySet, code: str) -> ImportItemQuerySet:
    return items.annotate(findings_text=_AS_TEXT).filter(_has(code))


# Within JSON no database but PostgreSQL finds an object of a list. Both write its keys and words in this way, and
# within a message the quotation marks would be escaped.
_AS_TEXT = Cast("findings", TextField())


def _has(code: str) -> Q:
    return Q(findings_text__contains=f'"code": "{code}"')


def place_of(item: ImportItem, items: ImportItemQuerySet) -> Place:
    """An item's place among the items that are gone through, whether it is one of them or not any more."""
    before, behind = items.filter(position__lt=item.position), items.filter(position__gt=item.position)
    bare = ("text", "findings")
    is_among = items.filter(pk=item.pk).exists()
    ahead = before.count()
    return Place(
        number=ahead + 1,
        total=ahead + is_among + behind.count(),
        previous=before.defer(*bare).order_by("-position").first(),
        next=behind.defer(*bare).order_by("position").first(),
    )


def decide(item: ImportItem, *, yes: bool) -> None:
    """Choose one text to be imported, or leave it out; of a refused one, that it is seen to, or is not."""
    keys = [item.pk] if yes else []
    batches.choose(item.batch, shown=[item.pk], chosen=keys, settled=keys)


def counts_by_code(batch: ImportBatch, codes: Iterable[str]) -> dict[str, tuple[int, int]]:
    """Code → how many importable texts of a batch have a finding of it, and how many of these are chosen."""
    codes = list(dict.fromkeys(codes))
    if not codes:
        return {}
    counts = batch.items.importable().annotate(findings_text=_AS_TEXT)
    found = counts.aggregate(
        **{f"all_{at}": Count("pk", filter=_has(code)) for at, code in enumerate(codes)},
        **{f"chosen_{at}": Count("pk", filter=_has(code) & Q(chosen=True)) for at, code in enumerate(codes)},
    )
    return {code: (found[f"all_{at}"], found[f"chosen_{at}"]) for at, code in enumerate(codes)}


def choose_with_finding(batch: ImportBatch, code: str, *, chosen: bool) -> int:
    """Choose all importable texts with a finding of a code, or leave them all out; how many that changed."""
    with transaction.atomic():
        items = batches.at_rest(batch).items.importable().exclude(chosen=chosen)
        return items.filter(pk__in=with_finding(items, code).values("pk")).update(chosen=chosen)


def refused_alike(item: ImportItem) -> list[int]:
    """The unsettled texts of a refused one's batch that are refused for the same reason."""
    reason = _reason(item.reason, item.company, item.role)
    rows = item.batch.items.refused().values_list("pk", "reason", "company", "role")
    return [pk for pk, *words in rows if _reason(*words) == reason]


def settle_alike(item: ImportItem) -> int:
    """Note that an editor has seen to all texts that are refused for the same reason as one; how many that are."""
    with transaction.atomic():
        batch = batches.at_rest(item.batch)
        return batch.items.refused().filter(pk__in=refused_alike(item)).update(settled=True)


def _reason(reason: str, company: str, role: str) -> str:
    for name in filter(None, (company, role)):
        reason = reason.replace(name, "…")
    return _OWN.sub("…", reason)
