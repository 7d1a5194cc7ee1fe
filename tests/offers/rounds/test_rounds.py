"""A negotiation followed through its rounds."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from offers.models import Offer, Round
from pay.equity import Grant
from pay.rounds import four_year_change, moves, still_open
from pay.vesting import Schedule
from tests import factories
from tests.factories import D, package
from tests.page_text import copyable, text_of

FIRST = package(base=210000, equity=240000, vesting_years=4, bonus_amount=0, signing=20000)


def test_what_moved_is_told_by_part_and_in_total():
    better = FIRST.changed(base=D(230000), signing=D(30000))
    assert [(move.part, move.change) for move in moves(FIRST, better)] == [("base", 20000), ("signing", 10000)]
    assert four_year_change(FIRST, better) == 90000  # 20 × 4 + 10


def test_a_part_that_became_known_is_no_gain():
    unknown = FIRST.changed(signing=None)
    assert [(move.part, move.change) for move in moves(unknown, FIRST)] == [("signing", None)]
    assert four_year_change(unknown, FIRST) == 0


def test_open_is_what_was_asked_for_and_not_given():
    asked = FIRST.changed(base=D(270000), signing=D(55000))
    offered = FIRST.changed(base=D(250000), signing=D(60000))
    assert [(move.part, move.before, move.after) for move in still_open(asked, offered)] == [("base", 250000, 270000)]


def test_every_part_that_changes_the_total_is_told():
    refresher = Grant("rsu", D(40000), schedule=Schedule.even(4), recurs_from=1)
    later = FIRST.with_grant(schedule=Schedule.even(5))
    later = later.changed(signing_later=(D(15000),), grants=(*later.grants, refresher))
    assert [move.part for move in moves(FIRST, later)] == ["vesting years", "signing", "refresher"]
    assert four_year_change(FIRST.with_grant(schedule=None), FIRST) == 0


amounts = st.integers(0, 10**7).map(D)


@given(amounts, amounts, amounts, amounts)
def test_there_and_back_is_no_change(base, equity, signing, other):
    one = FIRST.changed(base=base).with_equity(equity)
    two = FIRST.changed(base=other, signing=signing)
    assert four_year_change(one, two) == -four_year_change(two, one)


@pytest.fixture
def negotiation(db):
    client, owner = factories.browser()
    offer = factories.offer(owner, factories.published())
    return client, offer, reverse("offers:rounds", args=[offer.pk])


def round_data(**changes):
    return {
        "party": "company",
        "on": "2026-11-10",
        "base": "210,000",
        "equity": "240,000",
        "bonus": "0",
        "bonus_unit": "amount",
        "signing": "20,000",
        "respond_by": "",
    } | changes


def test_a_negotiation_from_first_offer_to_acceptance(negotiation):
    client, offer, address = negotiation
    assert "The first offer is on the table." in text_of(client.get(address))
    ask = client.get(f"{address}?own").context["form"]
    assert [ask[name].value() for name in ("party", "base", "equity", "signing")] == [
        "candidate",
        "270,000",
        "400,000",
        "55,000",
    ]
    client.post(address, round_data(party="candidate", base="270k", equity="400k", signing="55k"))
    client.post(address, round_data(base="250k", equity="300k", signing="55k"))
    page = text_of(client.get(address))
    # 40 × 4 + 60 + 35
    assert "So far they have moved by $255,000 over four years." in page
    assert "base +$40,000 equity +$60,000 signing bonus +$35,000 +$255,000 over four years" in page
    assert "Still open of what you asked for: $20,000 of base; $100,000 of equity." in page
    assert "$250,000" in text_of(client.get(offer.get_absolute_url()))  # the newest terms are compared
    client.post(reverse("offers:outcome", args=[offer.pk]), {"outcome": "accepted", "outcome_on": "2026-11-20"})
    assert "Accepted, and negotiating gained $255,000 over four years." in text_of(client.get(address))
    assert Offer.objects.get(pk=offer.pk).outcome_on == date(2026, 11, 20)


def test_a_round_sent_twice_is_one_round(negotiation):
    client, offer, address = negotiation
    key = str(client.get(address).context["form"]["form_key"].value())
    for _ in range(3):
        assert client.post(address, round_data(base="250k", form_key=key)).status_code == 302
    assert offer.rounds.count() == 2


def test_a_form_opened_before_a_round_does_not_overwrite_it(negotiation):
    client, offer, address = negotiation
    edit = reverse("offers:edit", args=[offer.pk])
    opened = client.get(edit).context["form"]["opened_at"].value()
    client.post(address, round_data(base="240k"))
    assert client.post(edit, factories.form_data(opened_at=opened)).status_code == 422
    assert Offer.objects.get(pk=offer.pk).terms.base == 240000


def test_rounds_keep_their_currency(negotiation):
    client, offer, address = negotiation
    client.post(address, round_data(base="240k"))
    edit = reverse("offers:edit", args=[offer.pk])
    opened = client.get(edit).context["form"]["opened_at"].value()
    response = client.post(edit, factories.form_data(opened_at=opened, currency="EUR"))
    assert "Its rounds are in USD" in " ".join(response.context["form"].errors["currency"])


def test_a_round_of_a_grant_in_shares_states_its_shares(negotiation):
    client, offer, address = negotiation
    factories.regrant(offer, shares=D(30000), strike=D(1), preferred=D(4), value=None, kind="options")
    client.post(address, round_data(equity="", shares="60,000"))
    assert Offer.objects.get(pk=offer.pk).package.equity == 180000  # 60,000 × 3


def test_nothing_known_is_not_nothing(db):
    client, owner = factories.browser()
    nothing = dict.fromkeys(("base", "equity", "bonus_amount", "signing"))
    offer = factories.offer(owner, **nothing)
    page = text_of(client.get(reverse("offers:rounds", args=[offer.pk])))
    assert "$0" not in page
    offer.rounds.update(signing=D(50000))
    assert "at least $12,500 a year in all" in text_of(client.get(reverse("offers:rounds", args=[offer.pk])))


def test_a_counter_of_ones_own_is_no_term_of_the_offer(negotiation):
    client, offer, address = negotiation
    client.post(address, round_data(party="candidate", base="900k"))
    assert Offer.objects.get(pk=offer.pk).terms.base == 210000


def test_details_that_did_not_move_are_kept(negotiation):
    client, offer, address = negotiation
    factories.regrant(offer, percents=("5", "15", "40", "40"), years=D(4), strike=D("4.2"))
    client.post(address, round_data(base="250k"))
    terms = Offer.objects.get(pk=offer.pk).terms
    (grant,) = terms.grants
    assert (terms.number, terms.base, grant.strike) == (2, 250000, D("4.2"))
    assert grant.percents == ("5", "15", "40", "40")


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("base", "a lot", "can't be read as one amount"),
        ("other", "€5", "This offer is in USD; the amount says EUR."),
        ("on", "0001-01-01", "Is the year right?"),
        ("on", "2999-01-01", "Is the year right?"),
        ("party", "lawyer", "not one of the available choices"),
        ("bonus", "900%", "more than 300 percent"),
    ],
)
def test_a_wrong_round_is_refused_and_keeps_what_was_typed(negotiation, field, typed, message):
    client, offer, address = negotiation
    response = client.post(address, round_data(signing="12,345") | {field: typed})
    assert response.status_code == 422
    assert message in " ".join(response.context["form"].errors[field])
    assert 'value="12,345"' in response.content.decode()
    assert offer.rounds.count() == 1


def test_a_declined_offer_is_no_alternative_and_in_no_script(db):
    client, owner = factories.browser()
    offer = factories.offer(owner, factories.published())
    other = factories.openai_offer(owner)
    client.post(reverse("offers:outcome", args=[other.pk]), {"outcome": "declined"})
    response = client.get(offer.get_absolute_url())
    assert not [text for text in copyable(response) if "OpenAI" in text]
    assert "declined or withdrawn; not used in scripts" in text_of(response)
    assert "Your floor is open" in text_of(client.get(reverse("offers:counter", args=[offer.pk])))


def test_an_outcome_can_be_taken_back(negotiation):
    client, offer, _ = negotiation
    address = reverse("offers:outcome", args=[offer.pk])
    client.post(address, {"outcome": "declined"})
    client.post(address, {"outcome": ""})
    offer.refresh_from_db()
    assert (offer.outcome, offer.outcome_on) == ("", None)


def test_the_respond_by_date_goes_into_a_calendar(negotiation):
    client, offer, _ = negotiation
    address = reverse("offers:respond-by", args=[offer.pk])
    assert client.get(address).status_code == 404
    Offer.objects.filter(pk=offer.pk).update(respond_by=date(2026, 12, 4), employer="Crêpes; & Söhne, Inc")
    response = client.get(address)
    (event,) = Calendar.from_ical(response.content).walk("VEVENT")
    assert event["dtstart"].dt == date(2026, 12, 4)
    assert event["summary"] == "Respond to the offer of Crêpes; & Söhne, Inc"
    # Nine in the morning of the second day before.
    assert event.walk("VALARM")[0]["trigger"].dt == timedelta(hours=9) - timedelta(days=2)
    assert (event["class"], event["transp"]) == ("PRIVATE", "TRANSPARENT")
    assert response["Content-Type"] == "text/calendar"


def test_two_rounds_at_once_get_numbers_of_their_own(negotiation):
    _, offer, _ = negotiation
    stale = Offer.objects.get(pk=offer.pk)
    for one in (offer, stale):
        one.add_round(Round(party="company", on=timezone.localdate(), base=D(1)))
    assert sorted(offer.rounds.values_list("number", flat=True)) == [1, 2, 3]
