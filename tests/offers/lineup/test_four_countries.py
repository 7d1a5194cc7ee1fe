"""Four offers as they are really made, from four countries, typed into the form and seen side by side."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.utils import timezone

from guides.models import ExchangeRate
from tests import factories
from tests.factories import D
from tests.html_forms import flat
from tests.offers.entry.test_pay_cases import NEW, on_top, rows, typed
from tests.page_text import text_of

pytestmark = pytest.mark.django_db

OFFERS: dict[str, dict[str, Any]] = {
    "Boston": typed(
        "USD",
        base="150,000",
        bonus="10",
        equity="120,000",
        vesting_years="4",
        **rows("on_top", on_top("match", "50", matched="6")),
        **rows("words", {"kind": "holiday", "words": "20 days"}),
    ),
    "London": typed(
        "GBP",
        base="88,000",
        **rows("on_top", on_top("pension", "8")),
        **rows("words", {"kind": "notice", "words": "3 months"}),
    ),
    "Utrecht": typed("EUR", base="5,500", base_per="month", **rows("on_top", on_top("holiday_allowance", "8"))),
    "Dubai": typed(
        "AED",
        base_per="month",
        **rows("parts", {"name": "basic", "amount_paid": "20,000"}, {"name": "housing", "amount_paid": "10,000"}),
    ),
}


@pytest.fixture
def client():
    client, _ = factories.browser()
    # $1.10 = £0.88 = AED 4 = €1
    for currency, per_euro in (("USD", "1.10"), ("GBP", "0.88"), ("AED", "4")):
        ExchangeRate.objects.create(
            currency=currency, per_euro=D(per_euro), on=timezone.localdate(), source="A central bank"
        )
    for employer, data in OFFERS.items():
        answer = client.post(NEW, data | {"employer": employer})
        assert answer.status_code == 302, answer.context["form"].errors
    return client


def page_in(client, currency: str) -> str:
    return text_of(client.get(f"/offers/?currency={currency}")).replace("\N{NO-BREAK SPACE}", " ")


def test_each_stands_in_one_currency_and_in_its_own(client):
    page = page_in(client, "USD")
    # 150,000 + 15,000 + 30,000; 88,000 × 1.25; 71,280 × 1.1; 360,000 × 0.275
    for figure in ("$195,000", "$110,000", "$78,408", "$99,000"):
        assert figure in page, figure
    own = page[page.index("Own currency, a year") : page.index("Cash, a year")]
    for words in (
        "£88,000 1 GBP = 1.25 USD on ",
        "€71,280 1 EUR = 1.1 USD on ",
        "AED 360,000 1 AED = 0.275 USD on ",
    ):
        assert words in own, words


def test_cash_and_benefits_stand_under_their_own_names(client):
    page = page_in(client, "USD")
    # 50% of 6% of 150,000; 8% of £88,000 is £7,040; 8% of €66,000 is €5,280.
    match = page[page.index("Retirement match, a year") : page.index("Employer’s pension, a year")]
    assert "$4,500" in match
    assert match.count("not stated") == 3
    assert "$8,800 £7,040" in page
    assert "$5,808 €5,280" in page
    benefits = page[page.index("Benefits in all, a year") : page.index("Paid holiday")]
    assert "$4,500" in benefits
    assert "$8,800" in benefits
    # A holiday allowance is cash.
    assert "$5,808" not in benefits
    assert "20 days" in page
    assert "3 months" in page


def test_what_is_usual_and_in_none_of_the_words_is_named(client):
    page = page_in(client, "EUR")
    usual = page[page.index("Usual there, and not in what you entered") :]
    assert "gratuity on leaving" in usual[: usual.index("Year by year")]


def test_every_cell_names_its_offer_where_a_phone_shows_no_columns(client):
    html = flat(client.get("/offers/"))
    table = html[html.index('aria-labelledby="package"') : html.index('id="years"')]
    cells = re.findall(r"<td [^>]*>", table)
    assert len(cells) % 4 == 0
    assert cells
    assert all(re.search(r'data-label="(Boston|London|Utrecht|Dubai)"', cell) for cell in cells)
