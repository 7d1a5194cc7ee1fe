"""What the law gives for an offer: the box, the size in one tap, remote work, and present pay in texts."""

from __future__ import annotations

import re
from datetime import date

import pytest

from offers.comparison.loading import load_outlook
from offers.law import law_of
from offers.loading import load_offers
from offers.models import Offer, Posting
from tests import factories
from tests.factories import D
from tests.page_text import text_of

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 28)


def made(place: str, on: date = DAY, **changes):
    client, owner = factories.browser()
    offer = factories.offer(owner, place=place, **changes)
    offer.rounds.update(on=on)
    return client, offer


def box(client, offer: Offer) -> str:
    text = text_of(client.get(offer.get_absolute_url()))
    return text[text.index("What the law gives you") :] if "What the law gives you" in text else ""


def applied(offer: Offer) -> set[str]:
    stored = Offer.objects.get(pk=offer.pk)
    return {one.fact.key for one in law_of(stored).applied}


def test_a_place_with_nothing_has_no_box():
    for place in ("Montevideo", "Austin", "Columbus, Georgia", "Somewhere", ""):
        assert box(*made(place)) == ""


def test_the_size_is_told_in_one_tap_and_settles_what_is_covered():
    client, offer = made("Oakland, CA")
    assert "If the employer has 15 or more employees." in box(client, offer)
    client.post(f"/offers/{offer.pk}/law/", {"employer_size": "15-24"})
    assert "An employer with 15 to 24 employees is covered." in box(client, offer)
    client.post(f"/offers/{offer.pk}/law/", {"employer_size": "under-15"})
    assert "Not for an employer with under 15 employees" in box(client, offer)
    client.post(f"/offers/{offer.pk}/law/", {"employer_size": ""})
    assert "If the employer has 15 or more employees." in box(client, offer)


def test_a_size_that_there_isnt_changes_nothing():
    client, offer = made("Oakland, CA")
    assert client.post(f"/offers/{offer.pk}/law/", {"employer_size": "many"}).status_code == 422
    assert Offer.objects.get(pk=offer.pk).employer_size == ""


def test_one_answer_leaves_the_others_as_they_are():
    client, offer = made("Austin")
    client.post(f"/offers/{offer.pk}/law/", {"works_from": "Denver, CO"})
    client.post(f"/offers/{offer.pk}/law/", {"employer_size": "50-plus"})
    stored = Offer.objects.get(pk=offer.pk)
    assert (stored.works_from, stored.employer_size, stored.names_pay) == ("Denver, CO", "50-plus", False)


def test_a_remote_job_has_the_law_of_where_it_is_done():
    client, offer = made("Austin", works_from="Denver, CO")
    assert "colorado-posting-range" in applied(offer)
    text = box(client, offer)
    assert "Colorado" in text
    assert "Whether it reaches work that is done elsewhere wasn’t found." in text


def test_where_nothing_is_known_of_the_place_of_a_remote_job_that_is_said():
    assert "Nothing is known here of the law in Samarkand." in box(*made("Austin", works_from="Samarkand"))


@pytest.mark.parametrize(("on", "there"), [(date(2026, 9, 30), False), (date(2026, 10, 1), True)])
def test_the_day_of_the_offer_counts(on, there):
    _, offer = made("Stamford", on)
    assert ("connecticut-posting-range" in applied(offer)) is there


def test_the_place_that_was_typed_goes_before_the_band():
    _, owner = factories.browser()
    revision = factories.published()
    assert "new-york-city-posting-range" in applied(factories.offer(owner, revision))
    assert applied(factories.offer(owner, revision, place="Montevideo")) == set()


def test_a_repayment_term_beyond_the_rule_gets_a_question_and_no_claim():
    client, offer = made("Oakland, CA", clawback="whole", clawback_months=36)
    text = box(client, offer)
    assert "Could the repayment term end after 24 months at the latest and fall with every month that I stay?" in text
    assert "not legal advice" in text
    for claim in ("illegal", "unlawful", "broke", "violat"):
        assert claim not in text


def test_a_repayment_term_within_the_rule_gets_no_such_question():
    client, offer = made("Oakland, CA", clawback="prorated", clawback_months=24)
    assert "Could the repayment term end" not in box(client, offer)


@pytest.mark.parametrize(("percents", "asked"), [(["100", "50", "0"], False), (["100", "50", "25"], True)])
def test_steps_of_a_repayment_end_with_the_last_year_of_which_something_is_owed(percents, asked):
    client, offer = made("Oakland, CA", clawback="steps", clawback_percents=percents)
    text = box(client, offer)
    assert ("end after 24 months at the latest" in text) is asked
    assert "fall with every month that I stay?" in text


def present_pay(place: str, **changes) -> str:
    _, owner = factories.browser()
    factories.offer(owner, kind="current", employer="Now Ltd", base=D(176_000))
    offer = factories.offer(owner, factories.published(), place=place, **changes)
    stored = load_offers(Offer.objects.of(owner))
    this = next(one for one in stored if one.pk == offer.pk)
    from offers.comparison.loading import _own_words

    law = law_of(this)
    return _own_words(this, stored, (), DAY, names_pay=this.names_pay or not law.hides_pay).present_pay


@pytest.mark.parametrize(
    ("place", "changes", "named"),
    [
        ("Austin", {}, True),
        ("Birmingham, Alabama", {}, True),
        ("Las Vegas, Nevada", {}, False),
        ("Las Vegas, Nevada", {"names_pay": True}, True),
        ("Cleveland", {}, False),
        ("Cleveland", {"employer_size": "under-15"}, True),
        ("Austin", {"works_from": "Boulder"}, False),
    ],
)
def test_present_pay_is_named_only_where_asking_isnt_banned_or_the_candidate_insists(place, changes, named):
    assert bool(present_pay(place, **changes)) is named


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("Baltimore, Maryland", "it may only raise the offer"),
        ("Minneapolis", "it may only raise the offer"),
        ("Providence, Rhode Island", "it may only raise the offer"),
        ("Reston", "it may only raise the offer"),
        ("Reno, Nevada", "it may not be used"),
    ],
)
def test_what_volunteering_pay_does_is_said(place, told):
    assert told in box(*made(place))


def test_the_call_sheet_has_it_too_and_asks_nothing():
    client, offer = made("Denver, CO")
    text = text_of(client.get(f"{offer.get_absolute_url()}brief/"))
    assert "What the law gives you in Denver" in text
    assert "How many people" not in text


def test_somebody_elses_offer_is_none():
    _, offer = made("Denver, CO")
    stranger, _ = factories.browser()
    assert stranger.post(f"/offers/{offer.pk}/law/", {"employer_size": "50-plus"}).status_code == 404


def test_once_kept_the_law_takes_no_query(django_assert_num_queries):
    _, owner = factories.browser()
    factories.offer(owner, place="Denver, CO")
    stored = load_offers(Offer.objects.of(owner))
    load_outlook(stored[0], stored=stored, today=DAY)
    with django_assert_num_queries(0):
        law_of(stored[0])


def _labels(client, offer: Offer) -> tuple[list[str], list[str]]:
    """The duties that are shown, and those that are folded."""
    html = client.get(offer.get_absolute_url()).content.decode()
    box = html[html.index('id="law-box"') :]
    shown, folded, _ = re.split(r'<details class="law-more">|</details>', box, maxsplit=2)
    return tuple(re.findall(r"<dt>([^<]*)</dt>", part) for part in (shown, folded))


def test_of_many_duties_those_that_matter_now_are_shown_and_the_rest_is_folded():
    client, offer = made("Stamford, CT", on=date(2026, 10, 1), signing=D(0), employer_size="50-plus")
    shown, folded = _labels(client, offer)
    assert shown == ["The range when you ask", "What you earn now"]
    assert folded == ["The range in the posting", "The range unasked", "Paying money back"]


def test_limits_of_repayment_are_shown_to_whoever_has_something_to_pay_back():
    client, offer = made("Stamford, CT", on=date(2026, 10, 1), signing=D(20_000), employer_size="50-plus")
    assert "Paying money back" in _labels(client, offer)[0]


def test_whoever_has_the_posting_is_not_told_to_ask_for_the_range():
    client, offer = made("Stamford, CT", on=date(2026, 10, 1))
    asked = "Could you tell me the pay range for this position?"
    assert asked in box(client, offer)
    Posting.objects.create(offer=offer, lowest=D(90_000), currency="USD", period="year", read_on=DAY)
    assert asked not in box(client, offer)
