"""Whether the pages hand out what the sweep reads: one stored candidate of a guide, through the real views."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from html import unescape

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from benchmarks.spoken import handed, spoken
from guides.library.guide_terms import guide_terms
from guides.models import Band, Revision
from offers.counter.loading import load_counter
from offers.counter.presentation import plan_sentence
from offers.loading import load_offers
from offers.models import Offer
from tests import factories
from tests.offers.words.world import Candidate


def unread(revision: Revision, band: Band) -> Iterator[str]:
    """Texts of the comparison, the counter, the call sheet and a shared page that the sweep doesn't read.

    And sentences of the guide's scripts that the exports hold. Nothing is left stored.
    """
    with transaction.atomic():
        client, owner = factories.browser()
        base = (band.base_min or Decimal(1)) * Decimal("0.9")
        offer = factories.offer(owner, employer=revision.guide.company.name, currency=band.currency or "USD", base=base)
        Offer.objects.filter(pk=offer.pk).update(guide=revision.guide, revision=revision, band=band)
        stored = load_offers(Offer.objects.of(owner))
        counter = load_counter(stored[0], stored=stored, today=timezone.localdate())
        # The headline is for the candidate alone.
        read = {plan_sentence(counter), *spoken(counter.outlook), *(text for _, text in handed(counter))}
        candidate = Candidate(client, offer)
        terms = guide_terms(revision.pk)
        titles = [lever.row.title.rstrip(".:") for lever in terms.levers]
        for text in map(unescape, candidate.handed_out()):
            lines = [_without_title(line, titles) for line in text.split("\n")]
            if text not in read and not all(any(line in one for one in read) for line in lines if line):
                yield text
        exported = [client.get(reverse(f"offers:{form}")).content.decode() for form in ("json", "csv")]
        for lever in (*terms.levers, *([terms.strategy] if terms.strategy else [])):
            yield from (one.text for one in lever.sentences if any(one.text in export for export in exported))
        transaction.set_rollback(True)


def _without_title(line: str, titles: Iterable[str]) -> str:
    """A talking point without the title of its lever."""
    return next((line.removeprefix(f"- {title}: ") for title in titles if line.startswith(f"- {title}: ")), line)
