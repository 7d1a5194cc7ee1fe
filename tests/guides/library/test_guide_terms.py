"""What offers are compared with is kept by the process, and never shown as it was before a change."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.urls import reverse

from guides.editing import drafts, workflow
from guides.editing.accepting import accept
from guides.library.guide_terms import guide_terms
from guides.models import Company, Finding, Source
from offers.loading import load_offers
from offers.models import Offer
from pay.scripts import tickable
from tests import factories
from tests.page_text import copyable, text_of

pytestmark = pytest.mark.django_db

OUT = "A newer revision of this guide is out."


@pytest.fixture
def revision():
    return factories.published()


def seen(client, offer) -> str:
    return text_of(client.get(offer.get_absolute_url()))


def test_a_newer_revision_a_withdrawal_and_a_due_date_are_told_at_once(revision):
    client, owner = factories.browser()
    offer = factories.offer(owner, revision)
    assert OUT not in seen(client, offer)
    newer = workflow.publish(drafts.start_draft(revision.guide))
    assert OUT in seen(client, offer)
    workflow.set_dates(newer.guide, verified_on=date(2020, 1, 1), review_due_on=date(2020, 2, 1))
    assert "The guide was due to be checked again by" in seen(client, offer)
    workflow.withdraw(newer.guide)
    assert "This guide was withdrawn on" in seen(client, offer)


def test_a_new_name_and_a_new_address_are_told_at_once(revision):
    client, owner = factories.browser()
    offer = factories.offer(owner, revision)
    assert "Runway · ML/AI Engineer" in seen(client, offer)
    Company.objects.filter(name="Runway").update(name="Runway Labs")
    source = Source.objects.order_by("pk").first()
    Source.objects.filter(pk=source.pk).update(url="https://example.org/moved")
    factories.changed()
    page = client.get(offer.get_absolute_url())
    assert "Runway Labs · ML/AI Engineer" in text_of(page)
    assert "https://example.org/moved" in page.content.decode()


def test_a_band_counts_again_as_soon_as_its_finding_is_settled(revision):
    finding = Finding.objects.create(
        revision=revision, code="range-inverted", severity="error", message="Upside down.", place="bands/0"
    )
    client, owner = factories.browser()
    offer = factories.offer(owner, revision)
    assert "Where each part stands" not in seen(client, offer)
    accept(finding, reason="It is as the company prints it.", by=None)
    assert "Where each part stands" in seen(client, offer)


def test_what_one_candidate_says_is_true_is_nobody_elses(revision):
    alice, bob = factories.browser(), factories.browser()
    offers = [factories.offer(owner, revision) for _, owner in (alice, bob)]
    told, (claim, *_) = next(
        (lever, found)
        for lever in guide_terms(offers[0].revision_id).levers
        if (found := tickable(lever.sentences, "USD"))
    )
    words = {f"slot-{slot.key}": "engines" for slot in claim.slots}
    said = re.sub(r"\[.*?\]", "engines", claim.text)
    address = reverse("offers:script-facts", args=[offers[0].pk])
    alice[0].post(
        address, {"lever": told.row.pk, "anchor": told.anchor, "shown": claim.key, f"claim-{claim.key}": "on"} | words
    )
    assert said in " ".join(copyable(alice[0].get(offers[0].get_absolute_url())))
    assert said not in " ".join(copyable(bob[0].get(offers[1].get_absolute_url())))


def test_names_that_are_hidden_from_a_mentor_stay_on_the_owners_page(revision):
    client, owner = factories.browser()
    offer = factories.offer(owner, revision)
    before = seen(client, offer)
    (loaded,) = load_offers(Offer.objects.filter(pk=offer.pk))
    loaded.band.region = loaded.guide.company = None
    loaded.revision.number = 99
    assert seen(client, offer) == before
