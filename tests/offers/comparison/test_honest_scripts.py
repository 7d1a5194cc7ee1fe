"""No page hands out a sentence that isn't true of the candidate."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from guides.library.terms import spoken_sentences
from guides.models import Lever as LeverRow
from offers.models import Offer, ScriptFact
from tests import factories
from tests.factories import D
from tests.page_text import copyable, text_of

pytestmark = pytest.mark.django_db


def test_the_competing_offers_lever_is_locked_until_an_offer_is_recorded():
    client, owner = factories.browser()
    offer = factories.offer(owner, factories.published())
    before = client.get(offer.get_absolute_url())
    assert "260" not in " ".join(copyable(before))
    assert "Record a competing offer" in text_of(before)
    factories.openai_offer(owner)
    after = copyable(client.get(offer.get_absolute_url()))
    claims = [text for text in after if "OpenAI" in text]
    assert len(claims) == 2  # the lever and the strategy
    for text in claims:
        assert text.count("OpenAI") == 1
        assert "a written offer from OpenAI at $255,000 base and $480,000 in equity" in text
    assert "260" not in " ".join(after)


def test_no_text_to_copy_contains_the_floor():
    client, owner = factories.browser()
    offer = factories.offer(owner, factories.published())
    factories.openai_offer(owner)
    response = client.get(offer.get_absolute_url())
    assert len(copyable(response)) == 4
    assert not [text for text in copyable(response) if "245" in text]
    assert "$245,000" in text_of(response)  # shown to the reader as the guide's floor


def test_an_offer_that_has_lapsed_is_not_claimed():
    client, owner = factories.browser()
    offer = factories.offer(owner, factories.published())
    factories.openai_offer(owner, respond_by=timezone.localdate() - timedelta(days=1))
    response = client.get(offer.get_absolute_url())
    assert "OpenAI" not in " ".join(copyable(response))
    assert "OpenAI" in text_of(response)


def test_a_current_job_is_no_competing_offer():
    client, owner = factories.browser()
    offer = factories.offer(owner, factories.published())
    factories.openai_offer(owner, kind=Offer.Kind.CURRENT_JOB)
    assert "OpenAI" not in " ".join(copyable(client.get(offer.get_absolute_url())))


def test_a_claim_is_printed_once_it_is_true_of_the_candidate_and_its_slot_is_filled():
    client, owner = factories.browser()
    revision = factories.published()
    offer = factories.offer(owner, revision)
    lever = revision.levers.get(title="Scarcity premium")
    (claim,) = (sentence for sentence in spoken_sentences(lever) if sentence.voice == "self")
    (slot,) = claim.slots
    assert "shipped" not in " ".join(copyable(client.get(offer.get_absolute_url())))
    response = client.post(
        reverse("offers:script-facts", args=[offer.pk]),
        {
            "lever": lever.pk,
            "anchor": "lever-1",
            "shown": claim.key,
            f"claim-{claim.key}": "on",
            f"slot-{slot.key}": "speech models",
        },
    )
    assert response.url == f"{offer.get_absolute_url()}#lever-1"
    assert "I have shipped speech models to production." in " ".join(copyable(client.get(offer.get_absolute_url())))
    settled = {"lever": lever.pk, "anchor": "lever-1"}
    # A form that shows nothing of it leaves it as it is.
    client.post(reverse("offers:script-facts", args=[offer.pk]), settled)
    assert ScriptFact.objects.count() == 2
    client.post(reverse("offers:script-facts", args=[offer.pk]), settled | {"shown": claim.key, f"slot-{slot.key}": ""})
    assert not ScriptFact.objects.exists()


def test_facts_for_a_script_of_another_guide_are_refused():
    client, owner = factories.browser()
    offer = factories.offer(owner, factories.published())
    other = factories.published(factories.document(company="Acme"))
    address = reverse("offers:script-facts", args=[offer.pk])
    lever = LeverRow.objects.filter(revision=other).first()
    assert client.post(address, {"lever": lever.pk, "anchor": "lever-1"}).status_code == 404
    assert client.post(address, {"lever": "x", "anchor": "//evil.example"}).status_code == 404


def test_an_offer_at_the_ask_is_told_so_and_offered_no_lever_that_lowers_it():
    client, owner = factories.browser()
    offer = factories.offer(owner, factories.published(), base=D(290000), equity=D(500000), signing=D(60000))
    response = client.get(offer.get_absolute_url())
    assert "already at or above what the guide asks for" in text_of(response)
    assert not [text for text in copyable(response) if "$270K" in text or "$265K" in text]
