"""The whole sample of real guides, imported: every page, and every text to copy."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal as D
from itertools import product

import pytest
from django.core.management import call_command
from django.db import connection

from guides.document.document import GuideDocument
from guides.library.guide_terms import guide_terms
from guides.library.terms import band_terms, region_keys
from guides.models import Guide, Revision
from offers import speaking
from offers.models import Offer, Round
from pay.money import Conversion
from pay.packages import Package
from pay.plans import LeverMoves, a_year, make_plan
from pay.rounding import rounded
from pay.scripts import OwnWords, compose, sentences_of
from tests import factories
from tests.shared import CORPUS, corpus_files, needs_corpus
from tests.speech_detectors import (
    Candidate,
    claims_an_offer,
    has_blank,
    says_a_limit_amount,
    says_first_person_claim,
    speaks_to_the_listener,
    wrong_currency,
)

pytestmark = [pytest.mark.corpus, needs_corpus]

# Sentences of the sample that the detector of offers trips over: each was looked at, and claims none.
DOUBTED = 6


def candidate_of(guide: GuideDocument) -> Candidate:
    """Somebody who has recorded and ticked nothing, paid in dollars."""
    levers = (*guide.levers, *([guide.strategy] if guide.strategy else []))
    named = {equal.company for mapping in guide.level_mappings for equal in mapping.equivalents}
    named |= {quoted.company for lever in levers for quoted in lever.quoted_offers if quoted.company}
    own = {*guide.tags, guide.tagline or "", *(section.heading for section in guide.sections)}
    own |= {lever.title or "" for lever in levers} | {band.region or "" for band in guide.bands}
    return Candidate(
        guide.company,
        guide.role,
        own_names=frozenset(own - {""}),
        guide_employers=frozenset(named - {guide.company}),
        limits=frozenset(
            int(ask.min)
            for lever in levers
            for ask in lever.asks
            if ask.role in {"accept", "floor"} and ask.unit == "money"
        ),
    )


def said_with_nothing_recorded(guide: GuideDocument) -> Iterator[tuple[str, str]]:
    """The texts to copy of a guide's levers and strategy, but for our own ask."""
    for lever in (*guide.levers, *([guide.strategy] if guide.strategy else [])):
        place = lever.title or "strategy"
        sentences = sentences_of(place, [(sentence.voice, sentence.text) for sentence in lever.sentences])
        yield place, compose(sentences, OwnWords("USD", str)).text


def test_with_nothing_recorded_and_nothing_ticked_no_text_speaks_for_the_candidate(parsed):
    """Over the whole sample, by detectors that were written apart from the reader."""
    never = (says_first_person_claim, speaks_to_the_listener, has_blank, wrong_currency, says_a_limit_amount)
    told, doubted = [], []
    for path in corpus_files():
        guide = parsed(path)
        candidate = candidate_of(guide)
        for place, text in said_with_nothing_recorded(guide):
            found = [(detector.__name__, piece) for detector in never for piece in detector(text, candidate)]
            told += [(guide.company, place, *one) for one in found if one[1] != "TBD"]
            doubted += [(guide.company, piece) for piece in claims_an_offer(text, candidate)]
    assert told == []
    assert len(doubted) <= DOUBTED, doubted


# The other databases get every eighth page.
EACH = 1 if connection.vendor == "sqlite" else 8


@pytest.mark.django_db
def test_the_library_is_imported_published_shown_and_left_alone_the_next_time(client):
    def run():
        out = io.StringIO()
        call_command("import_guides", str(CORPUS), "--publish", stdout=out, stderr=io.StringIO())
        return out.getvalue()

    files = len(corpus_files())
    assert f"{files} new" in run()
    assert Guide.objects.published().count() == files
    failed = [
        guide.get_absolute_url()
        for guide in Guide.objects.published().select_related("company", "role").order_by("pk")[::EACH]
        if client.get(guide.get_absolute_url()).status_code != 200
    ]
    assert failed == []
    assert compared() == []
    assert planned() == []
    assert f"{files} unchanged" in run()
    assert Revision.objects.count() == files


def compared():
    """The guides of whose bands an offer can't be compared: of each company one guide, all its bands."""
    failed = []
    revisions = Revision.objects.order_by("guide__company", "pk").select_related("guide").prefetch_related("bands")
    one_each = list({revision.guide.company_id: revision for revision in revisions}.values())
    for revision in one_each[::EACH]:
        # So many pages would be more than one visitor may open.
        browser, owner = factories.browser()
        for band in revision.bands.all():
            currency = band.currency or "USD"
            offer = Offer.objects.create(
                owner=owner, guide=revision.guide, revision=revision, band=band, employer="X", currency=currency
            )
            Round.objects.create(offer=offer, number=1, on=date(2026, 11, 1), base=band.base_min or 100_000)
            page = browser.get(offer.get_absolute_url())
            slip = re.search(r"\bNone\b(?! recorded)|\b(?:nan|Decimal)\b", words(page))
            if page.status_code != 200 or slip:
                failed.append((revision.guide.get_absolute_url(), band.region, page.status_code, slip and slip[0]))
            offer.delete()
    return failed


# Units of another currency for one dollar, about.
CURRENCIES = {"USD": 1, "GBP": D("0.8"), "INR": 80, "SGD": D("1.3")}
# Of the band's maximum: low in it, in the middle, above every ask.
OFFERED = {"low": D("0.8"), "middle": D("0.95"), "above": D(3)}


def planned():
    """Over one guide in sixteen: plans that are out of order, or that don't come to the sums of their parts."""
    wrong = []
    revisions = Revision.objects.order_by("pk").prefetch_related("bands")[:: 16 * EACH]
    for revision in revisions:
        terms = guide_terms(revision.pk)
        for band in revision.bands.all():
            printed = band_terms(band)
            if printed.base is None:
                continue
            for (kind, share), (currency, rate) in product(OFFERED.items(), CURRENCIES.items()):
                conversion = Conversion(printed.currency, currency, D(rate), date(2026, 11, 1), ("a bank",))
                here = printed.in_currency(conversion)
                top = here.base.maximum or here.base.minimum
                offered = Package(currency, base=rounded(top * share, D(1)), signing=D(0), bonus_percent=D(10))
                regions = region_keys(band)

                def asks(lever, printed=printed, regions=regions, conversion=conversion):
                    return tuple(
                        ask.in_currency(conversion) for ask in lever.moves.asks if ask.is_for(printed, regions)
                    )

                plan = make_plan(
                    offered,
                    strategy=asks(terms.strategy) if terms.strategy else (),
                    levers=[LeverMoves(asks(lever), lever.parts) for lever in terms.levers],
                    band=here,
                )
                totals = [a_year(plan.ask), a_year(plan.target), a_year(offered)]
                said = speaking.plan_words(plan, plan.raised)
                if totals != sorted(totals, reverse=True) or bool(said) != (totals[0] > totals[2]):
                    wrong.append((revision.guide_id, band.region, kind, currency, totals, said))
    return wrong


def words(page):
    html = re.sub(r"<(script|style)\b.*?</\1>", " ", page.content.decode(), flags=re.DOTALL)
    return re.sub(r"<[^>]+>", " ", html)
