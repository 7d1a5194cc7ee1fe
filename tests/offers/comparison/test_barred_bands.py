"""A band in which an error was found: shown, and never compared until somebody has settled it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from guides.editing.accepting import accept
from guides.library import epoch
from guides.models import Finding, Revision
from offers.comparison.loading import load_outlook
from offers.counter.loading import load_counter, plan_ask
from offers.loading import load_offers
from offers.models import Offer
from tests import factories
from tests.factories import D
from tests.page_text import copyable, text_of

pytestmark = pytest.mark.django_db

ADDRESS = "/guides/runway/ml-ai-engineer/"
CHECKING = "An editor is checking this row: it isn't compared with offers."


def err(revision: Revision, place: str = "bands/0", severity: str = "error") -> Finding:
    return Finding.objects.create(
        revision=revision, code="range-inverted", severity=severity, message=f"{place} is upside down.", place=place
    )


@pytest.fixture
def revision() -> Revision:
    """A guide whose first band, New York City, has an error."""
    made = factories.published()
    err(made)
    return made


def outlook_of(owner, offer):
    stored = load_offers(Offer.objects.of(owner))
    (loaded,) = (one for one in stored if one.pk == offer.pk)
    return load_outlook(loaded, stored=stored, today=timezone.localdate())


# The guide page


def test_the_guide_page_shows_the_band_with_a_note(revision, django_assert_num_queries):
    epoch.current()  # which pages ask for once a second, not each
    factories.warm()
    with django_assert_num_queries(6):
        page = text_of(Client().get(ADDRESS))
    assert f"New York City {CHECKING}" in page
    assert page.count(CHECKING) == 1
    assert "$195,000–$275,000" in page.replace("\u2060", "")
    assert "Compare my offer" in page


def test_the_guide_pages_verdict_rests_on_a_band_without_an_error(revision):
    page = text_of(Client().get(ADDRESS))
    # Remote US is the first band that nobody doubts.
    assert "pays $176,000 to $248,000 base a year in Remote US" in page
    assert "of New York City" not in page


@pytest.mark.parametrize(("place", "severity"), [("", "error"), ("bands/0", "warning"), ("levers/0", "error")])
def test_other_findings_bar_nothing(place, severity):
    revision = factories.published()
    err(revision, place, severity)
    client, owner = factories.browser()
    assert CHECKING not in text_of(client.get(ADDRESS))
    assert "18.75%" in text_of(client.get(factories.offer(owner, revision).get_absolute_url()))


def test_a_guide_of_bands_in_error_alone_compares_nothing(revision):
    err(revision, "bands/1")
    client, _ = factories.browser()
    assert "Compare my offer" not in text_of(client.get(ADDRESS))
    form = client.get(reverse("offers:new", args=["runway", "ml-ai-engineer"]), follow=True)
    assert form.status_code == 404


def test_the_error_of_another_revision_bars_nothing(revision):
    newer = factories.published(factories.document(tagline="Mended"))
    assert CHECKING not in text_of(Client().get(ADDRESS))
    assert not Offer.objects.exists()
    assert newer.bands.comparable().count() == 2


# The comparison


def test_the_comparison_says_why_and_compares_nothing(revision, django_assert_max_num_queries):
    client, owner = factories.browser()
    offer = factories.offer(owner, revision)
    factories.warm()
    with django_assert_max_num_queries(10):
        page = text_of(client.get(offer.get_absolute_url()))
    assert "An error was found in the guide's row for New York City and an editor is checking it." in page
    # Shares of a private company are named beside what is paid.
    assert "Your offer is $210,000 a year in base, with $240,000 in equity over 4 years beside it." in page
    for of_the_band in ("18.75%", "0.894", "$235,000", "Where each part stands", "What the guide asks for"):
        assert of_the_band not in page, of_the_band


def test_another_band_of_the_same_guide_is_compared(revision):
    client, owner = factories.browser()
    page = text_of(client.get(factories.offer(owner, revision, region="Remote US").get_absolute_url()))
    assert "is checking" not in page
    # (210 − 176) ÷ (248 − 176)
    assert "47.22%" in page


def test_once_the_finding_is_settled_the_band_is_compared_again(revision):
    client, owner = factories.browser()
    offer = factories.offer(owner, revision)
    accept(revision.findings.get(severity="error"), reason="It is right.", by=None)
    page = text_of(client.get(offer.get_absolute_url()))
    assert "18.75%" in page
    assert "is checking" not in page
    assert CHECKING not in text_of(client.get(ADDRESS))


def test_no_script_asks_for_a_figure_that_the_offer_may_have_already(revision):
    client, owner = factories.browser()
    offer = factories.offer(owner, revision, base=D(300000), equity=D(600000), signing=D(90000))
    factories.openai_offer(owner, base=D(400000))
    page = client.get(offer.get_absolute_url())
    told = " ".join(copyable(page))
    assert "OpenAI" in told
    for asked in ("265K", "270", "400K", "410K", "55K", "245"):
        assert asked not in told, asked
    assert "Its figures aren't compared while an editor checks the guide's row" in text_of(page)


def test_the_plan_takes_nothing_from_the_band_or_its_asks(revision):
    client, owner = factories.browser()
    offer = factories.offer(owner, revision)
    (loaded,) = stored = load_offers(Offer.objects.of(owner))
    today = timezone.localdate()
    plan = load_counter(loaded, stored=stored, today=today)
    assert plan.plan.ask.base == D(210000)
    assert plan_ask(loaded, stored=stored, today=today).base == D(210000)
    assert set(plan.movable.values()) == {D(0)}
    page = text_of(client.get(reverse("offers:counter", args=[offer.pk])))
    assert "found in the guide's row for New York City and an editor is checking it" in page
    assert "the guide's strategy" not in page
    assert "an editor is checking it" in text_of(client.get(reverse("offers:brief", args=[offer.pk])))


def test_the_list_of_offers_and_the_other_pages_work(revision):
    client, owner = factories.browser()
    offer = factories.offer(owner, revision)
    assert "$210,000" in text_of(client.get(reverse("offers:list")))
    for name in ("equity", "rounds", "edit", "share"):
        assert client.get(reverse(f"offers:{name}", args=[offer.pk])).status_code == 200


def test_without_an_error_the_outlook_has_its_band():
    revision = factories.published()
    _, owner = factories.browser()
    outlook = outlook_of(owner, factories.offer(owner, revision))
    assert outlook.band.region == "New York City"
    assert outlook.checked_band is None


# The form


def regions(response):
    return [value for value, _ in response.context["form"].fields["region"].choices]


def test_a_new_offer_has_no_barred_band_to_choose_and_the_form_says_why(revision):
    client, owner = factories.browser()
    address = reverse("offers:new", args=["runway", "ml-ai-engineer"])
    form = client.get(address, follow=True)
    assert regions(form) == ["Remote US"]
    assert "Not to choose while an editor checks the guide's row: New York City." in text_of(form)
    refused = client.post(address, factories.form_data(region="New York City"))
    assert refused.status_code == 422
    assert 'value="210,000"' in refused.content.decode()
    assert not Offer.objects.of(owner).exists()
    assert client.post(address, factories.form_data(region="Remote US")).status_code == 302


def test_changing_an_offer_keeps_its_band_though_it_is_barred(revision):
    client, owner = factories.browser()
    offer = factories.offer(owner, revision)
    address = reverse("offers:edit", args=[offer.pk])
    form = client.get(address)
    assert regions(form) == ["", "New York City", "Remote US"]
    opened = form.context["form"].initial["opened_at"]
    # 30,000 is far under the band; beside a band in error nobody asks about it.
    assert client.post(address, factories.form_data(base="30,000", opened_at=opened)).status_code == 302
    offer.refresh_from_db()
    assert offer.band.region == "New York City"
    assert "an editor is checking it" in text_of(client.get(offer.get_absolute_url()))


def test_a_newer_revision_in_error_is_not_taken():
    client, owner = factories.browser()
    first = factories.published()
    offer = factories.offer(owner, first)
    err(factories.published(factories.document(tagline="Newer")))
    page = client.post(reverse("offers:newer-revision", args=[offer.pk]), follow=True)
    offer.refresh_from_db()
    assert offer.revision == first
    assert "An editor is checking the newer guide's band: the comparison stays as it was." in text_of(page)
    assert "18.75%" in text_of(page)
