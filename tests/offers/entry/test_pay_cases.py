"""Offers as they are really made, from the form to the figures on the page, to the cent."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal as D
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from guides.document.document import Bonus, Range
from guides.models import ExchangeRate
from offers.models import Offer
from tests import factories
from tests.html_forms import form_of
from tests.page_text import text_of

pytestmark = pytest.mark.django_db

NEW = "/offers/new/"


def typed(currency: str, **changes: Any) -> dict[str, Any]:
    return {
        "form_key": str(uuid4()),
        "kind": "offer",
        "employer": "Acme",
        "currency": currency,
        "base": "",
        "bonus": "0",
        "bonus_unit": "percent",
        "equity": "0",
        "equity_kind": "rsu",
        "vesting_years": "",
        "signing": "0",
        "status": "written",
    } | changes


def rows(prefix: str, *each: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {f"{prefix}-rows": str(len(each))}
    for at, row in enumerate(each):
        found |= {f"{prefix}-{at}-{name}": value for name, value in row.items()}
    return found


def parts(**amounts: str) -> dict[str, Any]:
    return rows("parts", *({"name": name, "amount_paid": amount} for name, amount in amounts.items()))


def on_top(kind: str, how_much: str, **changes: str) -> dict[str, Any]:
    return {"kind": kind, "how_much": how_much} | changes


def page_of(data: dict[str, Any]) -> str:
    client, owner = factories.browser()
    answer = client.post(NEW, data)
    assert answer.status_code == 302, _errors(answer)
    return text_of(client.get(Offer.objects.of(owner).get().get_absolute_url())).replace("\N{NO-BREAK SPACE}", " ")


def _errors(answer: Any) -> Any:
    form = answer.context["form"]
    return form.errors, [row.errors for kind in form.rows.values() for row in kind.forms]


UAE = parts(basic="20,000", housing="10,000", transport="3,000") | {"base_per": "month"}
INDIA = parts(basic="₹21,00,000", hra="8,40,000", special="12,60,000")
CTC = parts(basic="12,00,000", hra="6,00,000", special="5,40,000")

CASES = {
    "1 by the hour": (
        typed("USD", base="45", base_per="hour", hours_a_week="40"),
        ["$45 an hour × 40 hours × 52 weeks: 2,080 hours a year", "Base, a year $93,600"],
    ),
    "2 by the hour, all weeks": (
        typed("GBP", base="22.50", base_per="hour", hours_a_week="37.5", weeks_a_year="52"),
        ["Base, a year £43,875 "],
    ),
    "2 by the hour, 46 weeks": (
        typed("GBP", base="22.50", base_per="hour", hours_a_week="37.5", weeks_a_year="46"),
        ["Base, a year £38,812.50"],
    ),
    "3 by the week": (typed("AUD", base="2,300", base_per="week"), ["Base, a year A$119,600"]),
    "3 by the day": (
        typed("GBP", base="450", base_per="day", days_a_week="5", weeks_a_year="44"),
        ["£450 a day × 5 days × 44 weeks", "Base, a year £99,000"],
    ),
    "4 thirteen months": (
        typed("CHF", base="9,000", base_per="month", salaries="13", bonus="10%"),
        ["CHF 9,000 a month × 13 times a year", "Base, a year CHF 117,000", "CHF 11,700 bonus"],
    ),
    "5 a 13th month on top": (
        typed("SGD", base="8,500", base_per="month", **rows("on_top", on_top("extra_month", "1", unit="months"))),
        ["SGD 102,000 base + SGD 8,500 13th month", "Cash, a year SGD 110,500"],
    ),
    "6 fourteen months": (typed("EUR", base="3,500", base_per="month", salaries="14"), ["Base, a year €49,000"]),
    "6 twelve months": (typed("EUR", base="49,000", salaries="12"), ["A month €4,083.33 12 times a year"]),
    "7 13.92 months": (typed("EUR", base="4,500", base_per="month", salaries="13.92"), ["Base, a year €62,640"]),
    "7 13.5 months": (typed("EUR", base="4,500", base_per="month", salaries="13.5"), ["Base, a year €60,750"]),
    "10 stated at full time": (
        typed("GBP", base="75,000", working_share="0.8", base_is_full_time="full", bonus="10"),
        ["Base, a year £60,000", "£60,000 base + £6,000 bonus", "Base at full time £75,000"],
    ),
    "11 of all of it": (
        typed("INR", bonus="15", bonus_of=["all"], **INDIA),
        ["₹42,00,000 base + ₹6,30,000 bonus", "Basic pay, a year ₹21,00,000", "₹42 lakh"],
    ),
    "11 of basic": (typed("INR", bonus="15", bonus_of=["basic"], **INDIA), ["Bonus ₹3,15,000 15% of basic pay"]),
    "12 cost to company": (
        typed(
            "INR",
            bonus="3,00,000",
            bonus_unit="amount",
            **CTC,
            **rows(
                "on_top",
                on_top("provident_fund", "12", of="basic"),
                on_top("gratuity", "4.81", of="basic"),
            ),
        ),
        [
            "Cash, a year ₹26,40,000",
            "₹23,40,000 base",
            "Benefits, a year ₹2,01,720",
            "All of it, a year ₹28,41,720",
            "Gratuity ₹57,720",
        ],
    ),
    "13 of basic": (
        typed("AED", bonus="15", bonus_of=["basic"], **UAE),
        ["AED 396,000 base + AED 36,000 bonus", "Basic pay, a year AED 240,000"],
    ),
    "13 of all": (typed("AED", bonus="15", bonus_of=["all"], **UAE), ["AED 59,400 bonus"]),
    "13 two months' basic": (
        typed("AED", bonus="2", bonus_unit="months", bonus_of=["basic"], **UAE),
        ["Bonus AED 40,000 2 months of basic pay"],
    ),
    "13 two months' pay": (
        typed("AED", bonus="2", bonus_unit="months", bonus_of=["all"], **UAE),
        ["Bonus AED 66,000 2 months of all of base pay"],
    ),
    "14 bonus of base": (
        typed("GBP", bonus="10", bonus_of=["basic"], **parts(basic="90,000", car="6,000")),
        ["Cash, a year £105,000 "],
    ),
    "14 bonus of both": (
        typed("GBP", bonus="10", bonus_of=["all"], **parts(basic="90,000", car="6,000")),
        ["Cash, a year £105,600"],
    ),
    "15 guaranteed at first": (
        typed("USD", base="150,000", bonus="10", bonus_guaranteed="30,000"),
        ["Year 1 $180,000", "Year 2 $165,000", "Guaranteed cash, year 1 $180,000 base + signing + guaranteed bonus;"],
    ),
    "16 signing in parts": (
        typed("USD", base="150,000", signing="15,000", signing_2="15,000"),
        ["Year 1 $165,000", "Year 2 $165,000", "4-year average $157,500"],
    ),
    "17 holiday allowance on top": (
        typed("EUR", base="5,500", base_per="month", **rows("on_top", on_top("holiday_allowance", "8"))),
        ["Base, a year €66,000", "Holiday allowance €5,280", "Cash, a year €71,280"],
    ),
    "17 holiday allowance included": (
        typed(
            "EUR",
            base="5,500",
            base_per="month",
            **rows("on_top", on_top("holiday_allowance", "8", is_included="in")),
        ),
        ["Base without what is in it €61,111.11", "Holiday allowance €4,888.89", "Cash, a year €66,000"],
    ),
    "18 superannuation included": (
        typed("AUD", base="168,000", **rows("on_top", on_top("superannuation", "12", is_included="in"))),
        ["A$150,000", "Superannuation A$18,000", "All of it, a year A$168,000"],
    ),
    "18 superannuation on top": (
        typed("AUD", base="168,000", **rows("on_top", on_top("superannuation", "12"))),
        ["Superannuation A$20,160", "All of it, a year A$188,160"],
    ),
    "18 under the maximum": (
        typed(
            "AUD",
            base="300,000",
            **rows("on_top", on_top("superannuation", "12", is_included="in", upper="270,830")),
        ),
        ["A$267,857.14", "A$32,142.86"],
    ),
    "18 over the maximum": (
        typed(
            "AUD",
            base="350,000",
            **rows("on_top", on_top("superannuation", "12", is_included="in", upper="270,830")),
        ),
        ["A$317,500.40", "A$32,499.60"],
    ),
    "18 over the maximum of 2025-26": (
        typed(
            "AUD",
            base="350,000",
            **rows("on_top", on_top("superannuation", "12", is_included="in", upper="250,000")),
        ),
        ["A$320,000", "Superannuation A$30,000 "],
    ),
    "20 pension of base": (
        typed("GBP", base="70,000", **rows("on_top", on_top("pension", "8"))),
        ["Employer’s pension £5,600", "£5,600 employer’s pension", "Cash, a year £70,000"],
    ),
    "20 pension of a band": (
        typed("GBP", base="70,000", **rows("on_top", on_top("pension", "3", lower="6,240", upper="50,270"))),
        ["Benefits, a year £1,320.90", "3% of base between £6,240 and £50,270"],
    ),
    "21 a match": (
        typed("USD", base="150,000", **rows("on_top", on_top("match", "50", matched="6"))),
        ["Retirement match $4,500", "50% of the first 6% of base", "where you pay in $9,000 a year"],
    ),
    "24 two grants": (
        typed(
            "USD",
            base="100,000",
            equity="120,000",
            vesting_years="4",
            cliff_months="12",
            vesting_every="3",
            **rows(
                "grants", {"value": "60,000", "kind": "rsu", "years": "3", "every_months": "12", "starts_after": "12"}
            ),
        ),
        [
            "Year 1 $130,000",
            "Year 2 $150,000",
            "Year 3 $150,000",
            "Year 4 $150,000",
            "granted after a year",
        ],
    ),
    "25 shares at the last close": (
        typed(
            "USD",
            base="100,000",
            equity="",
            shares="800",
            close="62.50",
            close_on="2026-10-30",
            vesting_years="4",
        ),
        ["$50,000 800 RSUs at the last close, $62.50 on 30 October 2026", "$12,500 a year"],
    ),
    "29 refreshers": (
        typed(
            "USD",
            base="100,000",
            equity="160,000",
            vesting_years="4",
            **rows("grants", {"value": "36,000", "kind": "rsu", "years": "3", "recurs_from": "2"}),
        ),
        ["Year 1 $140,000", "Year 2 $152,000", "Year 3 $164,000", "Year 4 $176,000", "Year 5 $136,000"],
    ),
    "29 refreshers over four years": (
        typed(
            "USD",
            base="100,000",
            **rows("grants", {"value": "60,000", "kind": "rsu", "years": "4", "recurs_from": "2"}),
        ),
        ["Year 1 $100,000", "Year 2 $115,000", "Year 3 $130,000", "Year 4 $145,000"],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_every_figure_comes_out_on_the_page(name):
    data, said = CASES[name]
    page = page_of(data)
    for words in said:
        assert words in page, words


def rate(currency: str, per_euro: str) -> None:
    ExchangeRate.objects.create(currency=currency, per_euro=D(per_euro), on=timezone.localdate(), source="a bank")


def test_row_23_grants_in_other_currencies_are_converted_with_their_rates_shown():
    # £1 = $1.25 = €1.20, for one euro as a central bank would print them: with ten decimals.
    rate("GBP", "0.8333333333")
    rate("USD", "1.0416666667")
    page = page_of(
        typed(
            "GBP",
            base="100,000",
            equity="US$240,000",
            vesting_years="4",
            **rows(
                "grants",
                {
                    "value": "€60,000",
                    "kind": "psu",
                    "years": "3",
                    "cliff_months": "36",
                    "condition": "targets are met",
                },
            ),
        )
    )
    for words in (
        "Grant, RSUs £192,000 $240,000; 1 USD = 0.8 GBP on ",
        "(a bank)",
        "£48,000 a year",
        "Grant, PSUs £50,000 €60,000; 1 EUR = 0.833333 GBP on ",
        "only if: targets are met",
        "Year 1 £148,000",
        "Year 2 £148,000",
        "Year 3 £198,000",
        "Year 4 £148,000",
    ):
        assert words in page, words


def within_a_band(offer: dict[str, Any], **changes: Any) -> str:
    """The page of an offer that is compared with the one band of a guide."""
    made = replace(factories.band(), equity=None, total=None, **changes)
    revision = factories.published(factories.document(bands=(made,)))
    client, owner = factories.browser()
    guide = revision.guide
    address = reverse("offers:new", args=[guide.company.slug, guide.role.slug])
    answer = client.post(address, offer | {"region": made.region})
    assert answer.status_code == 302, _errors(answer)
    return text_of(client.get(Offer.objects.of(owner).get().get_absolute_url())).replace("\N{NO-BREAK SPACE}", " ")


def test_row_8_pay_by_the_month_stands_in_a_band_by_the_month():
    page = within_a_band(
        typed("SEK", base="58,000", base_per="month", salaries="12"),
        currency="SEK",
        base=Range(D(660_000), D(864_000)),
    )
    assert "SEK 660,000" in page
    assert "SEK 864,000" in page
    assert "Range penetration 17.65%" in page
    assert "Compa-ratio 0.913" in page


def test_row_9_part_time_is_compared_at_full_time_and_counted_as_it_is_paid():
    page = within_a_band(
        typed("GBP", base="48,000", working_share="0.6"), currency="GBP", base=Range(D(70_000), D(90_000))
    )
    assert "Base at full time £80,000" in page
    assert "Range penetration 50%" in page
    assert "£48,000 base" in page
    assert "£32,000 under" not in page


def test_row_45_percentages_are_apart_in_points():
    page = within_a_band(typed("USD", base="200,000", bonus="12"), bonus=Bonus("percent", D("12.5"), D(15)))
    assert "Minimum, 12.5% 0.5 points under it" in page
    assert "0.5% under" not in page


def test_row_47_two_offers_and_one_without_a_rate():
    client, owner = factories.browser()
    rate("USD", "1.10")
    rate("GBP", "0.88")
    for data in (
        typed("GBP", base="95,000", equity="US$80,000", vesting_years="4"),
        typed("EUR", base="100,000", employer="Berlin"),
        typed("KZT", base="9,000,000", employer="Far"),
    ):
        assert client.post(NEW, data).status_code == 302
    offer = Offer.objects.of(owner).get(employer="Acme")
    page = text_of(client.get(offer.get_absolute_url()))
    for words in ("Grant, RSUs £64,000 $80,000; 1 USD = 0.8 GBP on ", "(a bank)", "£16,000 a year", "£111,000"):
        assert words in page, words
    page = text_of(client.get("/offers/?currency=EUR"))
    assert "€126,136.36" in page
    assert "1 GBP = 1.13636 EUR on " in page
    assert "There is no exchange rate for KZT, so Far isn't compared." in page


def refused(data: dict[str, Any]) -> Any:
    client, owner = factories.browser()
    answer = client.post(NEW, data)
    assert answer.status_code == 422
    assert not Offer.objects.of(owner).exists()
    return answer


@pytest.mark.parametrize(
    ("data", "field", "said"),
    [
        (
            typed("USD", base="150,000", bonus="15", bonus_unit="amount"),
            "bonus",
            "Did you mean 15% of base, $22,500?",
        ),
        (typed("USD", base="45"), "base", "Is it an hour’s pay ($93,600 a year at 40 hours)?"),
        (typed("EUR", base="3,500"), "base", "Is it a month’s pay (€42,000 a year)?"),
        (typed("USD", base="1", equity="1", vesting_percents="33/33/22/11"), "vesting_percents", "up to 99%, not 100%"),
        (
            typed("USD", base="150,000", equity="80,000", vesting_years="4", cliff_months="60"),
            "cliff_months",
            "vests over 48 months",
        ),
        (typed("USD", base="150,000", working_share="1.2"), "working_share", "at most 1"),
        (typed("USD", base="45", base_per="hour"), "hours_a_week", "40 × 52 = 2,080"),
        (
            typed("AED", bonus="15", **UAE),
            "bonus_of",
            "Of all of base pay it is AED 59,400 and of basic pay AED 36,000",
        ),
        (typed("AED", base="30,000", bonus="0", **UAE), "base", "Its parts add up to AED 33,000, not AED 30,000"),
    ],
)
def test_what_contradicts_itself_is_said_beside_its_field(data, field, said):
    answer = refused(data)
    form = answer.context["form"]
    assert said in " ".join(form.errors[field]).replace("\N{NO-BREAK SPACE}", " ")
    assert (form[field].value() or "") == data.get(field, "")


@pytest.mark.parametrize(
    ("row", "field", "said"),
    [
        ({"value": "60,000", "percents": "33/33/22/11"}, "percents", "up to 99%, not 100%"),
        ({"value": "60,000", "years": "4", "cliff_months": "60"}, "cliff_months", "vests over 48 months"),
    ],
)
def test_row_49_a_further_grant_that_contradicts_itself_is_said_beside_its_field(row, field, said):
    answer = refused(typed("USD", base="150,000", **rows("grants", row)))
    form = answer.context["form"].rows["grants"].forms[0]
    assert said in " ".join(form.errors[field])
    assert all(form[name].value() == value for name, value in row.items())


def test_what_is_meant_is_saved_when_it_is_sent_again():
    client, owner = factories.browser()
    data = typed("USD", base="45", bonus="15", bonus_unit="amount")
    for _ in range(2):
        answer = client.post(NEW, data)
        if answer.status_code == 302:
            break
        data |= {"asked_about": answer.context["form"]["asked_about"].value()}
    assert Offer.objects.of(owner).get().terms.base == 45


def test_another_row_loses_nothing_and_stores_nothing():
    client, owner = factories.browser()
    data = typed("GBP", base="oops", **rows("grants", {"value": "60,000", "recurs_from": "2"}), another="grants")
    answer = client.post(NEW, data)
    assert answer.status_code == 200
    form = answer.context["form"]
    assert form.rows["grants"].total == 2
    assert form.rows["grants"].forms[0]["value"].value() == "60,000"
    page = answer.content.decode()
    assert 'value="oops"' in page
    assert "is-invalid" not in page
    assert 'name="grants-1-value"' in page
    assert not Offer.objects.of(owner).exists()


def test_a_row_that_is_wrong_is_named_and_keeps_what_was_typed():
    answer = refused(typed("GBP", base="100,000", **rows("grants", {"value": "a lot", "years": "40"})))
    page = answer.content.decode()
    assert 'href="#id_grants-0-value"' in page
    assert 'value="a lot"' in page


def test_years_to_vest_are_empty_until_they_are_known():
    client, _ = factories.browser()
    form = client.get(NEW, follow=True).context["form"]
    assert form["vesting_years"].value() is None


def test_every_row_comes_back_in_the_form_and_stays_when_saved_again():
    client, owner = factories.browser()
    data = typed(
        "AED",
        bonus="2",
        bonus_unit="months",
        bonus_of=["basic"],
        **UAE,
        **rows(
            "grants",
            {"value": "US$60,000", "kind": "options", "years": "3", "starts_after": "12", "window_months": "3"},
        ),
    )
    data |= rows("on_top", on_top("gratuity", "5.75", of="basic")) | rows(
        "words", {"kind": "notice", "words": "3 months"}
    )
    assert client.post(NEW, data).status_code == 302
    before = Offer.objects.of(owner).get()
    edit = f"{before.get_absolute_url()}edit/"
    form = client.get(edit).context["form"]
    answer = client.post(edit, form_of(client.get(edit)))
    assert answer.status_code == 302, _errors(answer)
    after = Offer.objects.get(pk=before.pk)
    assert form["bonus_unit"].value() == "months"
    assert before.terms.grants[-1].window_months == 3
    assert (after.terms.grants, after.terms.on_top, after.terms.in_words, after.package) == (
        before.terms.grants,
        before.terms.on_top,
        before.terms.in_words,
        before.package,
    )


def test_what_is_usual_in_a_country_and_not_mentioned_is_named_with_its_source():
    page = page_of(typed("AUD", base="168,000"))
    assert "Usual in Australia, and not in what you entered" in page
    assert "12% of pay up to A$270,830 a year" in page
    assert "as of" in page
    stated = page_of(typed("AUD", base="168,000", **rows("on_top", on_top("superannuation", "12"))))
    assert "Usual in Australia" not in stated


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("Madrid", "Usual in Spain, and not in what you entered"),
        ("Vienna", "A 13th and a 14th salary a year by nearly all collective agreements."),
        ("Brussels", "13.92 salaries"),
        ("Amsterdam", "business.gov.nl"),
    ],
)
def test_where_a_place_is_typed_its_country_says_what_is_usual(place, said):
    data = typed("EUR", base="49,000", place=place)
    assert said in page_of(data)
    stated = rows("on_top", on_top("holiday_allowance", "8")) | {"salaries": "14"}
    assert "not in what you entered" not in page_of(data | {"form_key": str(uuid4())} | stated)


def test_beside_a_band_too_it_is_told_what_is_usual():
    page = within_a_band(typed("GBP", base="80,000"), region="London", currency="GBP", base=Range(D(70_000), D(90_000)))
    assert "Usual in the United Kingdom, and not in what you entered" in page


def test_a_repayment_by_steps_is_entered_in_the_form_and_comes_back_in_it():
    client, owner = factories.browser()
    steps = {"clawback_percents": "100 / 50", "clawback_owed": "gross", "clawback_trigger": "resign"}
    answer = client.post(NEW, typed("USD", base="150,000", signing="30,000", **steps))
    assert answer.status_code == 302, _errors(answer)
    offer = Offer.objects.of(owner).get()
    assert (offer.terms.clawback, offer.terms.clawback_percents) == ("steps", ["100", "50"])
    page = text_of(client.get(offer.get_absolute_url()))
    assert "Of the $30,000 signing bonus, you pay back 100% if you leave in year 1 and 50% in year 2." in page
    form = form_of(client.get(reverse("offers:edit", args=[offer.pk])))
    assert {name: form[name] for name in steps} == {name: [value] for name, value in steps.items()}


@pytest.mark.parametrize(
    ("clawback", "percents", "told"),
    [("whole", "100 / 50", "which of the two?"), ("steps", "", "Which percentage in each year")],
)
def test_a_repayment_that_contradicts_itself_is_refused_beside_its_field(clawback, percents, told):
    answer = factories.browser()[0].post(
        NEW, typed("USD", base="150,000", clawback=clawback, clawback_percents=percents)
    )
    assert answer.status_code == 422
    assert told in str(answer.context["form"].errors["clawback_percents"])


def test_private_shares_are_named_beside_the_headline_and_counted_in_none():
    data = typed("AUD", base="190,000", bonus="15", equity="100k", equity_kind="pre_ipo", vesting_years="4")
    page = page_of(data)
    # 190,000 and 28,500.
    assert "Your offer is A$218,500 a year in base and bonus, with A$100,000 in equity over 4 years beside it." in page
