"""An export read back in: all of it as it was, or nothing, with the place that is wrong."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from offers.loading import load_offers
from offers.models import MOST_OFFERS, GrantTerms, InWords, Offer, Owner, Round
from offers.taking_along.exporting import to_json
from offers.taking_along.reading_back import LARGEST, read_export, store
from pay.basis import BasePart
from pay.on_top import OnTop
from tests import factories
from tests.factories import D
from tests.offers.entry.test_pay_cases import NEW, rows, typed
from tests.page_text import text_of

pytestmark = pytest.mark.django_db

ADDRESS = "/offers/read-back/"


def exported(owner: Owner) -> dict[str, Any]:
    stored = Offer.objects.of(owner).select_related("plan").prefetch_related("script_facts")
    return json.loads(json.dumps(to_json(load_offers(stored))))


def without_keys(told: dict[str, Any]) -> list[dict[str, Any]]:
    return [{name: value for name, value in one.items() if name != "id"} for one in told["offers"]]


def send(client: Client, told: Any) -> Any:
    data = told if isinstance(told, bytes) else json.dumps(told).encode()
    return client.post(ADDRESS, {"file": SimpleUploadedFile("leverbook-offers.json", data)})


def full() -> tuple[Client, Owner]:
    """A guide's offer with a plan, a claim and two rounds, and one without a guide that has rows of each kind."""
    client, owner = factories.browser()
    runway = factories.offer(owner, factories.published(), respond_by=date(2026, 12, 4))
    client.post(reverse("offers:counter", args=[runway.pk]), {"floor": "301,000.50", "levers": []})
    runway.add_round(Round(on=date(2026, 11, 20), party="candidate", base=D(230_000), signing=D("20000.50")))
    runway.script_facts.create(kind="claim", key="0f3a", answer="")
    acme = factories.offer(owner, employer="Acme", currency="GBP", base=D(90_000), place="Leeds")
    acme.rounds.update(
        base_parts=(BasePart("basic", D(80_000)), BasePart("car", D(10_000))),
        grants=(
            GrantTerms("rsu", "USD", value=D(240_000), years=D(4), cliff_months=12, every_months=3),
            GrantTerms("options", shares=D(1_000), strike=D("2.10"), percents=("10", "20", "30", "40")),
        ),
        on_top=(OnTop("pension", percent=D("3"), lower=D(6_240), upper=D(50_270)),),
        in_words=(InWords("notice", "three months"),),
        clawback="steps",
        clawback_percents=["100", "50"],
    )
    return client, owner


def test_another_browser_gets_everything_and_a_second_reading_adds_nothing():
    client, owner = full()
    told = client.get("/offers/offers.json").json()
    other, others = factories.browser()
    answer = send(other, told)
    assert answer.status_code == 302
    assert "2 offers were read from the file." in text_of(other.get(answer["Location"]))
    assert without_keys(exported(others)) == without_keys(told)
    assert not {one.pk for one in Offer.objects.of(others)} & {one.pk for one in Offer.objects.of(owner)}
    compared = Offer.objects.of(others).get(employer="Runway")
    assert "lowest fifth of the band" in text_of(other.get(compared.get_absolute_url()))

    again = send(other, told)
    assert "2 offers of the file were here already and stay as they are." in text_of(other.get(again["Location"]))
    assert Offer.objects.of(others).count() == 2


def test_ones_own_deleted_offers_come_back_under_their_own_keys():
    client, owner = full()
    told = client.get("/offers/offers.json").json()
    Offer.objects.of(owner).delete()
    assert send(client, told).status_code == 302
    assert exported(owner) == told


amounts = st.none() | st.decimals(0, 10**12, places=2).map(lambda number: number.normalize() + 0)
texts = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), max_size=40)
grants = st.builds(
    GrantTerms,
    kind=st.sampled_from(Round.EquityKind.values),
    currency=st.sampled_from(["", "USD", "EUR", "INR"]),
    value=amounts,
    strike=amounts,
    shares=st.none() | st.integers(0, 10**9).map(D),
    years=st.none() | st.sampled_from(["0.5", "1", "3", "4", "10"]).map(D),
    percents=st.sampled_from([(), ("100",), ("5", "15", "40", "40")]),
    cliff_months=st.none() | st.integers(0, 6),
    every_months=st.none() | st.sampled_from([1, 3, 6, 12]),
    recurs_from=st.none() | st.integers(1, 5),
    close_on=st.none() | st.dates(date(1970, 1, 1), date(2200, 12, 31)),
    condition=texts,
)
on_top = st.builds(
    OnTop,
    kind=st.sampled_from(["pension", "extra_month", "cash_allowance", "match"]),
    amount=amounts,
    is_included=st.booleans(),
    words=texts,
)
rounds = st.fixed_dictionaries(
    {
        "base": amounts,
        "base_per": st.sampled_from(["year", "month", "week"]),
        "working_share": st.none() | st.sampled_from(["0.2", "0.6", "1"]).map(D),
        "bonus_percent": st.none() | st.decimals(0, 300, places=3).map(lambda number: number.normalize() + 0),
        "signing": amounts,
        "other_words": texts,
        "grants": st.lists(grants, max_size=3).map(tuple),
        "on_top": st.lists(on_top, max_size=3).map(tuple),
        "in_words": st.lists(st.builds(InWords, st.just("notice"), texts.filter(bool)), max_size=2).map(tuple),
        "joins_on": st.none() | st.dates(date(1970, 1, 1), date(2200, 12, 31)),
    }
)


@given(st.lists(st.tuples(texts.filter(bool), st.sampled_from(["USD", "JPY", "INR"]), rounds), max_size=3))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_stored_comes_back_as_it_was(db, every):
    owner, other = Owner.objects.create(key_hash="a"), Owner.objects.create(key_hash="b")
    try:
        for employer, currency, terms in every:
            offer = Offer.objects.create(owner=owner, employer=employer, currency=currency)
            Round.objects.create(offer=offer, on=date(2026, 11, 1), **terms)
        told = exported(owner)
        stored = store(other, read_export(json.dumps(told).encode()))
        assert stored.new == len(every)
        assert without_keys(exported(other)) == without_keys(told)
    finally:
        Offer.objects.filter(owner__in=[owner, other]).delete()
        owner.delete()
        other.delete()


def test_what_the_forms_let_in_at_their_limits_can_be_read_back():
    client, owner = factories.browser()
    grant = {"kind": "rsu", "value": "10,000", "years": "10"}
    full_form = typed("USD", base="150,000", equity="90,000", vesting_years="4", clawback_percents="0100 / 0.50")
    full_form |= rows("grants", *[grant] * 10) | rows("on_top", {"kind": "match", "how_much": "50", "matched": "100"})
    assert client.post(NEW, full_form | {"joins_on": "2200-12-31"}).status_code == 302
    client.post(NEW, typed("USD", base="120,000", kind="current", signing=""))
    job = Offer.objects.of(owner).get(kind="current")
    lost = {f"{name}_{at}": value for at in range(16) for name, value in (("kind", "bonus"), ("amount", "1,000"))}
    address = reverse("offers:leaving", args=[job.pk])
    assert client.post(address, lost | {"leaves_on": "1970-01-01"}).status_code == 302
    told = client.get("/offers/offers.json").json()
    other, others = factories.browser()
    assert send(other, told).status_code == 302
    assert without_keys(exported(others)) == without_keys(told)
    assert max(len(one.terms.grants) for one in Offer.objects.of(others)) == 11
    assert max(len(one.terms.forfeits) for one in Offer.objects.of(others)) == 16


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"joins_on": "0206-11-28"}, "Is the year right?"),
        (rows("on_top", {"kind": "match", "how_much": "50", "matched": "150"}), "More than 100 percent of pay?"),
    ],
)
def test_what_no_file_may_have_no_form_lets_in(changes, why):
    client, owner = factories.browser()
    answer = client.post(NEW, typed("USD", base="150,000", **changes))
    assert answer.status_code == 422
    assert why in text_of(answer)
    assert not Offer.objects.of(owner).exists()


def broken(change: Any) -> dict[str, Any]:
    client, _ = full()
    told = client.get("/offers/offers.json").json()
    change(next(one for one in told["offers"] if one["employer"] == "Acme"))
    return told


def first(told: dict[str, Any]) -> dict[str, Any]:
    return told["rounds"][0]


WRONG = {
    "an amount as a number": (lambda acme: first(acme).update(base=90000.5), "round 1, base: an amount such as"),
    "an amount under nothing": (lambda acme: first(acme).update(signing="-5"), "round 1, signing: an amount such as"),
    "more digits than there are": (lambda acme: first(acme).update(base="9" * 15), "round 1, base: Ensure"),
    "a name of our own": (lambda acme: acme.update(owner=1), "“owner” is no name that an export has here"),
    "a name too few": (lambda acme: first(acme).pop("bonus_kind"), "“bonus_kind” is missing"),
    "no currency": (lambda acme: acme.update(currency="XXQ"), "currency: this currency isn't known"),
    "a choice that is none": (lambda acme: acme.update(status="maybe"), "status: Value 'maybe' is not a valid choice"),
    "a schedule of 99": (
        lambda acme: first(acme)["grants"][1].update(percents=["33", "33", "22", "11"]),
        "grants, row 2: ",
    ),
    "a cliff after its end": (lambda acme: first(acme)["grants"][0].update(cliff_months=60), "vests over 48 months"),
    "parts that don't add up": (lambda acme: first(acme).update(base="91000"), "they don't add up to the base"),
    "no round": (lambda acme: acme.update(rounds=[]), "at least one round of the company"),
    "more rounds than are kept": (lambda acme: acme.update(rounds=acme["rounds"] * 41), "no more than 40 are kept"),
    "more rows than are kept": (
        lambda acme: first(acme).update(in_words=first(acme)["in_words"] * 17),
        "no more than 16 are kept",
    ),
    "two ways of a bonus": (
        lambda acme: first(acme).update(bonus_percent="10", bonus_amount="5000", bonus_months=None),
        "stated in more than one way",
    ),
    "a share over full time": (lambda acme: first(acme).update(working_share="1.2"), "full time is 1"),
    "a day that is none": (lambda acme: first(acme).update(on="2026-02-30"), "round 1, on: a day such as"),
    "a character that no text has": (lambda acme: acme.update(place="Leeds\x00"), "a character in it that no text has"),
    "text too long": (lambda acme: acme.update(employer="A" * 201), "longer than 200 characters"),
}


@pytest.mark.parametrize(("change", "told"), WRONG.values(), ids=WRONG)
def test_what_no_export_says_is_refused_whole_with_its_place(change, told):
    other, others = factories.browser()
    answer = send(other, broken(change))
    assert answer.status_code == 422
    page = text_of(answer)
    assert "Nothing was stored. Offer" in page
    assert told in page.replace("&#x27;", "'")
    assert not Offer.objects.of(others).exists()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "This is no JSON file."),
        (b"PK\x03\x04", "This is no JSON file."),
        (b"[" * 100_000, "This is no JSON file."),
        (b'{"schema": "leverbook-offers/2", "schema": "x", "offers": []}', "This is no JSON file."),
        (b'{"schema": "leverbook-offers/2", "offers": NaN}', "This is no JSON file."),
        (b'{"schema": "leverbook-offers/1", "offers": []}', "This isn't a file of offers"),
        (b'{"schema": "leverbook-offers/2", "offers": {}}', "a list is expected here"),
        (b'{"schema": "leverbook-offers/2", "offers": [7]}', "Offer 1: an object with names is expected here"),
        (b" " * (LARGEST + 1), "The file is larger than 5 MB"),
    ],
)
def test_what_is_no_export_at_all_is_refused(data, told):
    answer = send(factories.browser()[0], data)
    assert answer.status_code == 422
    assert told in text_of(answer).replace("&#x27;", "'")


def test_no_more_offers_are_read_than_are_kept():
    client, _ = full()
    told = client.get("/offers/offers.json").json()
    other, others = factories.browser()
    Offer.objects.bulk_create(
        Offer(owner=others, employer=f"Employer {number}", currency="USD") for number in range(MOST_OFFERS - 1)
    )
    answer = send(other, told)
    assert answer.status_code == 422
    assert "2 more would make 61 offers, and no more than 60 are kept. Nothing was stored" in text_of(answer)
    assert Offer.objects.of(others).count() == MOST_OFFERS - 1


def test_a_guide_that_is_not_here_is_told_and_the_offer_is_kept_without():
    client, _ = full()
    told = client.get("/offers/offers.json").json()
    for one in told["offers"]:
        one["guide"] = one["guide"] and "/guides/nowhere/clerk/"
    other, others = factories.browser()
    page = text_of(other.get(send(other, told)["Location"]))
    assert "The guide that the offer of Runway was compared with isn't here, so it is stored without." in page
    assert Offer.objects.of(others).get(employer="Runway").guide is None
