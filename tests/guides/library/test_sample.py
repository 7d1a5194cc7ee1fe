"""The whole sample of real guides, imported: every page, and every text to copy."""

from __future__ import annotations

import io
import re
from datetime import date
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.db import connection

from guides.document.document import to_json
from guides.library.terms import spoken_sentences
from guides.models import Guide, Revision
from offers.models import Offer, Round
from pay.asks import Ask
from pay.scripts import compose
from tests import factories
from tests.shared import CORPUS, corpus_files, needs_corpus

pytestmark = [pytest.mark.corpus, needs_corpus]

# Rough on purpose, and written apart from the parser: how low somebody would go, with an amount.
LIMIT = re.compile(
    r"(?:accept[- ]at|walk[- ]?away (?:point|floor|below|if)|\bmy floor|floor (?:is|should be)|"
    r"accept no lower|won['’]t go below|walk away below|settle for)[^.!?]{0,60}[$€£₹]\s?\d",
    re.IGNORECASE,
)
OFFER_HELD = re.compile(
    r"\bI(?:['’]m| am|['’]ve| have)?(?: also| currently| already)? (?:holding|have|hold|received|got|weighing)"
    r" (?:an?|two|three|competing|multiple|several)\b[^.!?]{0,60}\boffers?\b|\boffering me\b"
)


def test_no_text_to_copy_tells_a_limit_or_an_offer_that_nobody_holds(parsed):
    told = []
    for path in corpus_files():
        guide = parsed(path)
        levers = [*guide.levers, *([guide.strategy] if guide.strategy else [])]
        asks = [ask for part in (*levers, *guide.sections) for ask in part.asks]
        limits = [
            Ask(ask.role, ask.component, ask.min, ask.max, ask.unit, ask.currency, ask.period, ask.region)
            for ask in asks
            if ask.role in {"accept", "floor"}
        ]
        for lever in levers:
            row = SimpleNamespace(parts=to_json(lever.parts), claims=to_json(lever.claims))
            sentences = tuple(spoken_sentences(row))
            script = compose(
                sentences,
                gaps=(),
                limits=limits,
                offers_sentence="",
                needs_competing_offer=lever.needs_competing_offer,
                confirmed=frozenset(sentence.text for sentence in sentences if sentence.claim == "self"),
                slot_answers={},
                ask_sentence=lambda asks: "",
            )
            spoken = " ".join(part.text for part in lever.parts if part.voice == "say")
            quoted = [
                offer.company
                for offer in lever.quoted_offers
                if offer.company and re.search(rf"{re.escape(offer.company)}\b[^.]*[$€£]\d", script.text)
            ]
            if LIMIT.search(spoken) or LIMIT.search(script.text) or OFFER_HELD.search(script.text) or quoted:
                told.append((str(path.relative_to(CORPUS)), lever.title, script.text))
    assert told == []


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
    assert f"{files} unchanged" in run()
    assert Revision.objects.count() == files


def compared():
    """The guides of whose bands an offer can't be compared: of each company one guide, all its bands."""
    browser, owner = factories.browser()
    failed = []
    revisions = Revision.objects.order_by("guide__company", "pk").select_related("guide").prefetch_related("bands")
    one_each = list({revision.guide.company_id: revision for revision in revisions}.values())
    for revision in one_each[::EACH]:
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


def words(page):
    html = re.sub(r"<(script|style)\b.*?</\1>", " ", page.content.decode(), flags=re.DOTALL)
    return re.sub(r"<[^>]+>", " ", html)
