"""Whatever the forms let in, every page of its owner answers."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone
from hypothesis import example, given, settings
from hypothesis import strategies as st

from offers.models import Offer, Round
from pay.currencies import PAID_IN
from tests import factories
from tests.html_forms import form_of

pytestmark = pytest.mark.django_db

NEW, NEW_BESIDE_GUIDE = "/offers/new/", "/offers/new/runway/ml-ai-engineer/"
MOST, MOST_PRICE = "999,999,999,999.99", "999999999.999999"
AMOUNTS = st.sampled_from(["", "?", "0", "none", "0.01", "1", "120k", "210000", "0.000001k", MOST]) | st.integers(
    0, 10**12 - 1
).map(str)
PRICES = st.sampled_from(["", "0", "0.000001", "4.20", "999,999,998", MOST_PRICE])
COUNTS = st.sampled_from(["", "0", "1", "30,000", "999,999,999", "999999999999"])
WORDS = st.sampled_from(["", "=1+1", "<b>&", "\N{RIGHT-TO-LEFT OVERRIDE}x", "é" * 200]) | st.text(max_size=40)
EMPLOYERS = WORDS.map(lambda words: words.strip() or "Acme")
DAYS = st.integers(-365, 730).map(lambda days: (timezone.localdate() + timedelta(days=days)).isoformat())


def choice(*values: Any) -> st.SearchStrategy[str]:
    return st.sampled_from([str(value) for value in values])


BONUS = choice("", "0", "15%", "300%", "0.001%", "15", MOST)
PAY: dict[str, st.SearchStrategy[Any]] = {
    "base": AMOUNTS,
    "bonus": BONUS,
    "bonus_unit": choice("percent", "amount", "months"),
    "equity": AMOUNTS,
    "signing": AMOUNTS,
    "respond_by": st.just("") | DAYS,
}
OFFERS = st.fixed_dictionaries(
    PAY
    | {
        "address": choice(NEW, NEW_BESIDE_GUIDE),
        "form_key": st.builds(lambda: str(uuid4())),
        "kind": choice(*Offer.Kind.values),
        "employer": EMPLOYERS,
        "region": choice("New York City", "Remote US"),
        "place": WORDS,
        "currency": st.sampled_from(["USD", "EUR", "IDR", "KWD", "XPF"]) | st.sampled_from(sorted(PAID_IN)),
        "vesting_years": choice("", "0.5", "1", "2.25", "4", "10"),
        "equity_kind": choice(*Round.EquityKind.values),
        "status": choice(*Offer.Status.values),
    },
    optional={
        "bonus_kind": choice(*Round.BonusKind.values),
        **dict.fromkeys(["other", "signing_2", "signing_3", "signing_4"], AMOUNTS),
        "other_words": WORDS,
        "clawback": choice("", *Round.Clawback.values),
        "clawback_months": choice("", 1, 60),
        "vesting_percents": choice("", "100", "0/0/0/100", "5/15/40/40", " / ".join(["10"] * 10), "33.34/33.33/33.33"),
        "cliff_months": choice("", 0, 12, 60),
        "vesting_every": choice("", 1, 3, 6, 12),
        **dict.fromkeys(["shares", "fully_diluted"], COUNTS),
        **dict.fromkeys(["strike", "preferred", "fair_value"], PRICES),
        "base_per": choice(*Round.Per.values),
        "salaries": choice("", "12", "13.92", "24"),
        "hours_a_week": choice("", "37.5", "100"),
        "days_a_week": choice("", "5"),
        "working_share": choice("", "0.6", "1%", "3/5"),
        "base_is_full_time": choice("", "full"),
        "equity_currency": choice("", "USD", "EUR", "XPF"),
        "starts_after": choice("", 0, 12, 120),
        "condition": WORDS,
        "bonus_guaranteed": AMOUNTS,
        **{f"{prefix}-rows": choice("", "1", "99", "x") for prefix in ("parts", "grants", "on_top", "words")},
        "parts-0-name": choice("", "basic"),
        "parts-0-amount_paid": AMOUNTS,
        "grants-0-value": AMOUNTS,
        "grants-0-currency": choice("", "GBP", "XPF"),
        "grants-0-years": choice("", "0.5", "4"),
        "grants-0-recurs_from": choice("", 1, 5),
        "on_top-0-kind": choice("", "pension", "superannuation", "holiday_allowance", "match"),
        "on_top-0-how_much": choice("", "8", "12%", "1,000"),
        "on_top-0-unit": choice("percent", "amount", "months"),
        "on_top-0-is_included": choice("", "in"),
        "on_top-0-upper": AMOUNTS,
        "words-0-kind": choice("", "notice"),
        "words-0-words": WORDS,
    },
)
ROUNDS = st.fixed_dictionaries(PAY | {"party": choice(*Round.Party.values), "shares": COUNTS})
PLANS = st.fixed_dictionaries(dict.fromkeys(["ask_base", "ask_equity", "ask_signing", "target", "floor"], AMOUNTS))
OUTCOMES = choice("", *Offer.Outcome.values)
LARGE_GRANT = factories.form_data(
    address=NEW,
    kind="offer",
    employer="Acme",
    currency="EUR",
    equity="",
    equity_kind="options",
    shares="999,999,999",
    strike="1",
    preferred="999,999,998",
    fully_diluted="",
)
LARGE_SHARES = LARGE_GRANT | {"currency": "IDR", "shares": "999999999999", "fully_diluted": "999999999999"}
LARGE_BASE = factories.form_data(address=NEW, kind="offer", employer="Other", currency="IDR", base=MOST, equity=MOST)

LARGE_ROUND = LARGE_BASE | {"party": "company", "shares": "1"}


def fill_in(client, address: str, data: dict[str, Any]) -> bool:
    """Send a form, and send it again where the page asks whether it is meant. Whether it was stored."""
    answer = client.post(address, data)
    if answer.status_code == 422 and "asked_about" in answer.context["form"].fields:
        answer = client.post(address, form_of(answer))
    assert answer.status_code in {302, 422}
    return answer.status_code == 302


def pages_of(offer: Offer) -> list[str]:
    own = offer.get_absolute_url()
    return [
        own,
        f"{own}edit/",
        f"{own}equity/",
        f"{own}equity/?exit=999,999,999,999&dilution=95&discount=95",
        f"{own}equity/?exit=0.01",
        *(f"{own}counter/?goal={goal}&discount=95" for goal in ("ask", "target", "middle", "top")),
        f"{own}counter/?target=999,999,999,999",
        f"{own}brief/",
        f"{own}rounds/",
        f"{own}rounds/?own",
        f"{own}share/",
        f"{own}delete/",
    ]


def lists_of(offers: list[Offer]) -> list[str]:
    return [
        "/offers/",
        *(f"/offers/?discount=95&baseline={offer.pk}&currency={offer.currency}" for offer in offers),
        "/offers/?currency=IDR",
        "/offers/offers.csv",
        "/offers/offers.json",
        "/offers/delete-everything/",
    ]


def check_pages(forms, round, plan, outcome, hides) -> None:
    cache.clear()  # all of these come from one address in a moment
    client, owner = factories.browser()
    for form in forms:
        fill_in(client, form["address"], form)
    offers = list(Offer.objects.of(owner))
    for offer in offers:
        own = offer.get_absolute_url()
        fill_in(client, f"{own}rounds/", round | {"form_key": str(uuid4()), "on": timezone.localdate().isoformat()})
        fill_in(client, f"{own}counter/", plan)
        shown = {"with_plan": "on"} | ({"hides_companies": "on"} if hides else {})
        made = client.post(f"{own}share/", {"days": "7"} | shown)
        assert client.get(made.context["made"]).status_code == 200
        client.post(f"{own}outcome/", {"outcome": outcome, "outcome_on": ""})
        assert client.get(f"{own}respond-by.ics").status_code in {200, 404}
    for address in [*lists_of(offers), *(page for offer in offers for page in pages_of(offer))]:
        assert client.get(address).status_code == 200, address


@given(st.lists(OFFERS, min_size=1, max_size=3), ROUNDS, PLANS, OUTCOMES, st.booleans())
@example([LARGE_GRANT, LARGE_BASE], LARGE_ROUND, {"target": MOST}, "", False)
@example([LARGE_SHARES, LARGE_BASE], LARGE_ROUND | {"shares": "999999999999"}, {"ask_equity": MOST}, "", True)
@settings(max_examples=8, deadline=None)
def test_every_page_of_an_owner_answers_whatever_the_forms_let_in(forms, round, plan, outcome, hides):
    with transaction.atomic():
        factories.published()
        check_pages(forms, round, plan, outcome, hides)
        transaction.set_rollback(True)
