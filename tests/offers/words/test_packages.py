"""P8–P10 and G1–G3 of the worked cases, each with others of its kind: amounts that one would say, packages, kinds."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from tests import factories
from tests.factories import D
from tests.offers.words.test_plans import save
from tests.offers.words.world import candidate
from tests.page_text import text_of

pytestmark = pytest.mark.django_db


def amounts(text):
    return [int(amount.replace(",", "")) for amount in re.findall(r"\$([\d,]*\d)", text)]


@pytest.mark.parametrize(
    "better",
    [
        {"base": 187333, "equity": 141111, "signing": 7777, "bonus_percent": 11},
        {"base": D("182609.33"), "equity": D("118260.87"), "signing": D("17391.30"), "bonus_percent": 10},
        {"base": 199999, "equity": 100001, "signing": 3, "bonus_percent": 10},
        {"base": 172345, "equity": 219876, "signing": 0, "bonus_percent": 0},
    ],
)
def test_p8_a_gap_is_closed_in_sayable_amounts(better):
    acme = candidate(strategy="I'm looking for $171K base.")
    acme.record(**better)
    for goal in ("ask", "target"):
        context = acme.client.get(f"{acme.address('counter')}?goal={goal}").context
        said = [context["verdict"], *acme.client.get(acme.address("brief")).context["sheet"].opening[-1:]]
        said += [f"{way.raises} {way.becomes}" for way in context["ways"]]
        said += [" ".join((*row.terms, row.working)) for row in context["proposals"]]
        for text in said:
            assert not [amount for amount in amounts(text) if amount % 500], text
            assert ".00" not in text


@pytest.mark.parametrize(
    ("signing", "words"),
    [
        ("80k", "an $80,000 signing bonus"),
        ("11k", "an $11,000 signing bonus"),
        ("18k", "an $18,000 signing bonus"),
        ("15k", "a $15,000 signing bonus"),
        ("110k", "a $110,000 signing bonus"),
    ],
)
def test_p8_an_amount_has_its_article(signing, words):
    acme = candidate(strategy="I'm looking for $185K base.", signing=5000)
    save(acme, ask_signing=signing)
    assert words in acme.said
    assert words in acme.page("counter")


def test_p8_eight_thousand_has_its_article():
    assert "Thank you for the offer of $170,000 base, $100,000 in equity over 4 years, a 10% bonus and an $8,000" in (
        candidate(strategy="I'm looking for $185K base.", signing=8000).said
    )


def rows(acme):
    return {row.title: row for row in acme.client.get(acme.address("counter")).context["proposals"]}


@pytest.mark.parametrize(
    ("base", "equity", "signing"), [(185000, 140000, 20000), (190000, 120000, 30000), (181000, 150000, 12000)]
)
def test_p9_packages_start_at_the_ask_and_say_what_they_are_worth_beside_it(base, equity, signing):
    acme = candidate(strategy="I'm looking for $172K base.")
    save(acme, ask_base=str(base), ask_equity=str(equity), ask_signing=str(signing))
    found = rows(acme)
    ask = found.pop("Your ask")
    assert amounts(" ".join(ask.terms)) == [base, equity, signing]
    assert found
    for row in found.values():
        its_base, its_equity, its_signing = amounts(" ".join(row.terms))
        # Over four years, the bonus of 10 % with the base.
        more = D("4.4") * (its_base - base) + (its_equity - equity) + (its_signing - signing)
        assert more >= 0
        if not more:
            assert row.difference == "Worth the same as your ask."
        elif more % 4 == 0:
            assert row.difference == f"Worth ${more / 4:,.0f} a year more than your ask."
        else:
            assert f"${more:,.0f} more than your ask over four years" in row.difference
        # Never a package at the target.
        assert D(ask.a_year[1:].replace(",", "")) <= D(row.a_year[1:].replace(",", "")) + 1


def test_p9_the_worked_packages():
    """243,500 a year: base 185,000, RSUs 140,000, signing 20,000; or base 180,000 and signing 42,000."""
    acme = candidate(strategy="Open at $185K base and $140K RSUs.")
    save(acme, ask_base="185000", ask_equity="140000", ask_signing="20000")
    found = rows(acme)
    assert (found["Your ask"].a_year, found["More up front"].a_year) == ("$243,500", "$243,500")
    assert found["More up front"].difference == "Worth the same as your ask."
    assert amounts(" ".join(found["More up front"].terms)) == [180000, 140000, 42000]


def test_p9_a_package_that_is_worth_more_is_not_called_equal():
    """Base 190,000, RSUs 120,000, signing 20,000 beside an ask of 243,500: 244,000, $500 a year more."""
    from offers.counter.presentation import _beside_the_ask

    more = D("4.4") * 5000 - 20000
    assert _beside_the_ask(more, "USD") == "Worth $500 a year more than your ask."


@pytest.mark.parametrize(
    ("shares", "strike", "preferred"), [(D(40000), D(2), D(6)), (D(25000), D("0.5"), D(4)), (D(9000), None, D(30))]
)
def test_p10_options_stand_beside_base_and_bonus(shares, strike, preferred):
    acme = candidate(strategy="I'm looking for $185K base.", equity=None, equity_kind="options")
    factories.regrant(acme.offer, value=None, shares=shares, strike=strike, preferred=preferred)
    worth = [
        shares * preferred,
        shares * (preferred - (strike or 0)),
        187000 + shares * (preferred - (strike or 0)) / 4,
    ]
    for page in [acme.page(name) for name in ("offer", "counter", "brief", "rounds")]:
        # The band's own top is one of them.
        assert not [amount for amount in worth if f"${amount:,.0f}" in page and amount != 160000]
    assert "$187,000" in acme.page()
    said = acme.said
    assert f"{shares:,.0f} options" in said
    assert not [amount for amount in worth if f"${amount:,.0f}" in said]
    assert acme.table()["equity"].offered.startswith(f"{shares:,.0f} options")
    form = acme.client.get(acme.address("counter")).context["form"]
    assert not form["ask_equity"].value()


@pytest.mark.parametrize("kind", ["unspecified"])
@pytest.mark.parametrize("equity", [100000, 64000])
def test_p10_equity_of_a_kind_that_isnt_known_is_a_question_to_the_recruiter(kind, equity):
    acme = candidate(strategy="I'm looking for $185K base.", equity=equity, equity_kind=kind)
    page = acme.page("brief")
    kinds = [question for question in re.findall(r"[^.?!]*\?", page) if re.search(r"RSUs|options|kind", question)]
    assert len(kinds) == 1, kinds
    assert not re.search(r"can be sold|can['’]t be sold|sold yet", acme.said)


def test_p10_the_line_up_counts_no_options():
    acme = candidate(strategy="I'm looking for $185K base.")
    other = acme.record(equity=160000, equity_kind="options", base=170000, bonus_percent=10, signing=10000)
    factories.regrant(other, value=None, shares=D(40000), strike=D(2), preferred=D(6))
    page = text_of(acme.client.get(reverse("offers:list")))
    # 170,000 + 17,000 + 10,000 ÷ 4 for Hooli; with the options as quoted it would be 229,500.
    assert "229,500" not in page
    assert "227,000" not in page
    assert "40,000 options" in page


# A signing bonus in two parts


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        (15000, 15000, "a $30,000 signing bonus in two parts of $15,000"),
        (20000, 15000, "a $35,000 signing bonus in two parts ($20,000, then $15,000)"),
        (8000, 10000, "an $18,000 signing bonus in two parts ($8,000, then $10,000)"),
    ],
)
def test_g1_a_split_signing_bonus_is_said_in_all(first, second, words):
    acme = candidate(strategy="I'm looking for $185K base.", signing=first)
    acme.offer.rounds.update(signing_2=D(second))
    said = acme.said
    assert words in said
    assert f" ${first:,} signing bonus" not in said
    assert f"${170000 + 17000 + 25000 + (first + second) // 4:,}" in acme.page()


@pytest.mark.parametrize(
    "sentence", ["A $40K signing bonus.", "I'd like a sign-on of $40K.", "Could the signing bonus be $40,000?"]
)
def test_g2_more_signing_counts_from_the_sum(sentence):
    acme = candidate(sentence, signing=15000)
    acme.offer.rounds.update(signing_2=D(15000))
    page = acme.page()
    assert "signing bonus +$10,000" in page
    assert "+$25,000" not in page
    assert "Not needed" not in page


@pytest.mark.parametrize(
    ("answered", "moved", "a_year"),
    [((20000, 15000), "$5,000", "$1,250"), ((40000, None), "$10,000", "$2,500"), ((18000, 18000), "$6,000", "$1,500")],
)
def test_g3_a_round_moves_the_whole_signing_bonus(answered, moved, a_year):
    acme = candidate(strategy="I'm looking for $185K base.", signing=15000)
    acme.offer.rounds.update(signing_2=D(15000))
    address = reverse("offers:rounds", args=[acme.offer.pk])
    form = acme.client.get(address).context["form"]
    data = {field.html_name: "" if field.value() is None else field.value() for field in form}
    first, second = answered
    data |= {"signing": str(first), "signing_2": "" if second is None else str(second)}
    assert acme.client.post(address, data).status_code == 302
    page = text_of(acme.client.get(address))
    assert f"moved by {moved} over four years" in page
    assert a_year in page
    assert f"{first + (second or 0):,}" in acme.said
