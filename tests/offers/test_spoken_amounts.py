"""What a candidate reads and says of a split signing bonus, of options, and of amounts that aren't round."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from django.urls import reverse

from guides.document.document import Bonus, EquityRange, Lever, Part, Range
from offers.models import Offer, Round
from offers.speaking import offers_sentence, package_parts, plan_words, signing_words, thanks_sentence
from pay.equity import Grant
from pay.plans import Plan
from pay.vesting import Schedule
from tests import factories
from tests.factories import D, package
from tests.page_text import text_of

pytestmark = pytest.mark.django_db

ACME = {
    "base": D(170000),
    "bonus_percent": D(10),
    "bonus_amount": None,
    "equity": D(100000),
    "equity_kind": "rsu",
    "signing": D(10000),
}


def guide(*asks, **terms):
    band = factories.band(
        base=Range(D(160000), D(200000)),
        equity=EquityRange(D(80000), D(160000), "grant", 4, "rsu"),
        bonus=Bonus("percent", D(10), D(20)),
        total=None,
    )
    lever = Lever(None, (Part("say", "Fresh data is what customers pay for."),), asks=asks)
    return factories.published(
        factories.document(company="Acme", role="Data Engineer", bands=(band,), strategy=lever, levers=(), **terms)
    )


def acme(*asks, with_guide=True, **terms):
    client, owner = factories.browser()
    made = factories.offer(owner, guide(*asks) if with_guide else None, employer="Acme", **ACME | terms)
    return client, made


def pages(client, offer, names=("offer", "counter", "brief", "rounds")):
    return {name: text_of(client.get(reverse(f"offers:{name}", args=[offer.pk]))) for name in names}


def split(offer, first=15000, second=15000):
    offer.rounds.update(signing=D(first), signing_2=None if second is None else D(second))
    return Offer.objects.get(pk=offer.pk)


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ((30000,), "a $30,000 signing bonus"),
        ((15000, 15000), "a $30,000 signing bonus in two parts of $15,000"),
        ((20000, 15000), "a $35,000 signing bonus in two parts ($20,000, then $15,000)"),
        ((40000, 30000, 10000), "an $80,000 signing bonus in three parts ($40,000, then $30,000, then $10,000)"),
        ((10000, 10000, 10000, 10000), "a $40,000 signing bonus in four parts of $10,000"),
        ((0, 18000), "an $18,000 signing bonus after a year"),
        ((None, 0, 8000), "an $8,000 signing bonus after two years"),
        ((20000, 0, 15000), "a $35,000 signing bonus in two parts ($20,000, then $15,000 after two years)"),
        ((0, 0), ""),
    ],
)
def test_a_signing_bonus_is_said_in_all_and_in_its_parts(parts, words):
    first, *later = (None if part is None else D(part) for part in parts)
    assert signing_words(package(signing=first, signing_later=tuple(later))) == words


def test_a_signing_bonus_in_two_parts_is_said_and_added_up_everywhere():
    client, offer = acme(factories.ask("base", 185000))
    offer = split(offer)
    said = pages(client, offer)
    assert "The signing bonus is $30,000 in two parts of $15,000." in said["offer"]
    assert "Year 1 $227,000" in said["offer"]
    assert "Year 2 $227,000" in said["offer"]
    assert "$15,000 of the $30,000 signing bonus" in said["offer"]
    assert "4-year average $219,500" in said["offer"]
    assert "a $30,000 signing bonus in two parts of $15,000" in said["rounds"]
    assert "$30,000 in two parts of $15,000" in said["counter"]
    assert "$219,500" in said["counter"]
    email = client.get(reverse("offers:counter", args=[offer.pk])).context["form"]["email"].value()
    assert "a $30,000 signing bonus in two parts of $15,000" in email
    link = client.post(reverse("offers:share", args=[offer.pk]), {"days": 7, "with_plan": "on"}).context["made"]
    assert "The signing bonus is $30,000 in two parts of $15,000." in text_of(client.get(link))
    factories.openai_offer(offer.owner)
    beside = text_of(client.get(reverse("offers:list")))
    assert "The signing bonus is $30,000 in two parts of $15,000." in beside
    assert not any("a $15,000 signing bonus" in text or "215,750" in text for text in [*said.values(), email, beside])


def test_exports_have_the_signing_bonus_in_all():
    client, offer = acme(with_guide=False)
    split(offer, 20000, 15000)
    (row,) = csv.DictReader(io.StringIO(client.get(reverse("offers:csv")).content.decode("utf-8-sig")))
    assert (row["signing_in_all"], row["signing_2"]) == ("35000", "15000")
    assert row["signing_in_words"] == "$35,000 in two parts ($20,000, then $15,000)"
    (one,) = client.get(reverse("offers:json")).json()["offers"]
    assert one["rounds"][0]["signing_in_all"] == "35000"
    assert one["rounds"][0]["signing_in_words"] == row["signing_in_words"]


def test_a_whole_ask_for_signing_counts_from_the_sum():
    client, offer = acme(factories.ask("signing", 40000))
    offer = split(offer)
    page = text_of(client.get(offer.get_absolute_url()))
    assert "$10,000 under the ask" in page
    assert "$25,000 under" not in page
    response = client.get(reverse("offers:counter", args=[offer.pk]))
    assert "I'm asking for a $40,000 signing bonus." in response.context["form"]["email"].value()
    ask = response.context["counter"].plan.ask
    assert (ask.signing, ask.signing_later) == (40000, ())
    assert response.context["form"]["ask_signing"].value() == "40,000"


def test_a_plan_for_as_much_signing_as_is_offered_leaves_it_in_parts():
    client, offer = acme(factories.ask("base", 185000))
    offer = split(offer)
    address = reverse("offers:counter", args=[offer.pk])
    assert client.get(address).context["form"]["ask_signing"].value() == "30,000"
    data = {"ask_base": "186k", "ask_equity": "100k", "ask_signing": "30k", "email": ""}
    assert client.post(address, data).status_code == 302
    ask = client.get(address).context["counter"].plan.ask
    assert (ask.base, ask.signing, ask.signing_later) == (186000, 15000, (15000,))


def test_thanks_and_asks_have_their_article():
    said = package_parts(package(base=80000, bonus_percent=8, signing=8000))
    assert said == ["$80,000 base", "an 8% bonus", "an $8,000 signing bonus"]
    assert package_parts(package("GBP", bonus_amount=11000, signing=100000)) == [
        "an £11,000 bonus a year",
        "a £100,000 signing bonus",
    ]
    offered = package("EUR", base=100000, bonus_percent=10, signing=0)
    ask = offered.changed(bonus_percent=D(18)).with_whole("signing", D(80000))
    plan = Plan(offered, ask, ask, None, None, {})
    assert plan_words(plan, plan.raised) == "an €80,000 signing bonus and an 18% target bonus"


def test_no_cents_are_said():
    odd = package(base="182609.33", equity="118260.87", vesting_years=4, equity_kind="rsu", signing="17391.30")
    assert thanks_sentence(odd) == (
        "Thank you for the offer of $182,609 base, $118,261 in equity over 4 years and a $17,391 signing bonus."
    )
    client, offer = acme(factories.ask("base", 185000), base=D("170123.45"), signing=D("12345.67"))
    response = client.get(reverse("offers:counter", args=[offer.pk]))
    copied = [response.context["verdict"], response.context["form"]["email"].value(), response.context["room"]]
    heading = client.get(offer.get_absolute_url()).context["outlook"].verdict
    assert not [text for text in [*copied, heading] if ".45" in text or ".67" in text]


def test_what_it_takes_is_said_in_round_amounts():
    client, offer = acme(factories.ask("base", 185000), base=D("170123.45"))
    response = client.get(reverse("offers:counter", args=[offer.pk]) + "?goal=top")
    base, equity, *_ = response.context["ways"]
    assert base.becomes.removeprefix("Then: ").removesuffix(" base").endswith(("500", "000"))
    assert equity.becomes.removeprefix("Then: ").removesuffix(" equity").endswith(",000")
    assert "over-precise" not in response.context["counter"].concerns


def test_packages_of_equal_value_start_at_the_ask():
    asks = [factories.ask("base", 185000), factories.ask("equity", 140000), factories.ask("signing", 20000)]
    client, offer = acme(*asks)
    rows = client.get(reverse("offers:counter", args=[offer.pk])).context["proposals"]
    assert [(row.title, row.a_year) for row in rows] == [
        ("Your ask", "$243,500"),
        ("More up front", "$243,500"),
        ("More base", "$243,500"),
    ]
    # 5,000 of base with its bonus, 5,500 a year, for 22,000 at signing.
    assert rows[1].terms[0] == "$180,000 base"
    assert rows[1].terms[-1] == "a $42,000 signing bonus"
    assert {row.difference for row in rows[1:]} == {"Worth the same as your ask."}


def test_figures_of_the_comparison_are_whole():
    client, offer = acme(with_guide=False, vesting_years=D(3))
    page = client.get(offer.get_absolute_url())
    assert page.context["totals"][0].amount == "$230,333"  # 170,000 + 17,000 + 33,333.33 + 10,000
    assert "Your offer is worth $220,333 a year" in page.context["outlook"].verdict


OPTIONS = {"equity": None, "equity_kind": "options"}
FORTY_THOUSAND = {"shares": D(40000), "strike": D(2), "preferred": D(6)}


def test_options_are_named_beside_base_and_bonus():
    client, offer = acme(with_guide=False, **OPTIONS)
    factories.regrant(offer, **FORTY_THOUSAND)
    said = pages(client, offer)
    verdict = client.get(offer.get_absolute_url()).context["outlook"].verdict
    assert verdict == "Your offer is $187,000 a year in base and bonus, with 40,000 options over 4 years beside it."
    assert "Year 1 $197,000" in said["offer"]
    assert "227,000" not in said["offer"]
    letters = client.get(reverse("offers:counter", args=[offer.pk])).context["emails"]
    accepting = next(email.body for email in letters if email.kind == "accept")
    assert "Thank you for the offer of $170,000 base, 40,000 options over 4 years, a 10% bonus" in accepting
    assert not [email for email in letters if "160,000" in email.body]
    card = text_of(client.get(reverse("offers:list")))
    assert "$187,000 base and bonus a year, with 40,000 options over 4 years beside it" in card
    assert "227,000" not in card


def test_equity_of_a_kind_that_isnt_known_is_asked_about_and_called_neither():
    client, offer = acme(with_guide=False, equity_kind="unspecified")
    verdict = client.get(offer.get_absolute_url()).context["outlook"].verdict
    assert verdict == (
        "Your offer is $187,000 a year in base and bonus, "
        "with $100,000 in equity over 4 years beside it, of a kind that isn't known."
    )
    assert "$100,000 in equity over 4 years" in thanks_sentence(offer.package)
    equity = client.get(reverse("offers:equity", args=[offer.pk]))
    assert len(equity.context["questions"]) == 1
    factories.openai_offer(offer.owner, equity_kind="rsu")
    beside = client.get(reverse("offers:list"))
    assert "$100,000 in equity over 4 years, which no total here counts, since its kind isn't known" in text_of(beside)
    assert not any("can't be sold" in sentence for sentence in beside.context["turning"])
    for text in [*pages(client, offer).values(), text_of(equity), text_of(beside)]:
        assert "worth $227,000" not in text
        assert "nothing in cash before" not in text
        assert "is money as it vests" not in text


def test_another_offer_of_options_is_compared_in_base_and_bonus():
    client, offer = acme(with_guide=False)
    other = factories.openai_offer(offer.owner, **ACME | OPTIONS | {"base": D(180000)})
    factories.regrant(other, **FORTY_THOUSAND)
    page = text_of(client.get(offer.get_absolute_url()))
    # 180,000 and 18,000 against 170,000 and 17,000.
    assert (
        "Your offer from OpenAI is $198,000 a year in base and bonus, $11,000 more than this one, "
        "with 40,000 options over 4 years beside it." in page
    )


def test_a_claim_of_another_offer_names_shares_that_nobody_valued():
    grant = Grant("options", shares=D(40000), strike=D(2), preferred=D(6))
    theirs = package(base=188000, grants=(replace(grant, schedule=Schedule.even(4)),))
    assert offers_sentence([("Hooli", False, theirs)]) == (
        "I have a verbal offer from Hooli at $188,000 base and 40,000 options over 4 years."
    )


def test_percentages_differ_by_points():
    wanted = factories.ask("bonus", 15, unit="percent")
    client, offer = acme(replace(wanted, min=D("12.5"), max=D("12.5")))
    page = text_of(client.get(offer.get_absolute_url()))
    assert "2.5 points under the ask" in page
    # The band's bonus is 10 to 20 %.
    assert "5 points under it" in page
    assert "% under" not in page


@pytest.fixture
def negotiation():
    client, offer = acme(with_guide=False)
    return client, split(offer), reverse("offers:rounds", args=[offer.pk])


def round_data(client, address, **changes):
    """The form as the page fills it in, with changes."""
    form = client.get(address).context["form"]
    return {field.html_name: "" if field.value() is None else field.value() for field in form} | changes


@pytest.mark.parametrize(
    ("parts", "said", "moved"),
    [
        (
            {"signing": "20k", "signing_2": "15k"},
            "a $35,000 signing bonus in two parts ($20,000, then $15,000)",
            "signing bonus +$5,000 +$5,000 over four years, $1,250 a year",
        ),
        (
            {"signing": "40k", "signing_2": ""},
            "a $40,000 signing bonus.",
            "signing bonus +$10,000 +$10,000 over four years, $2,500 a year",
        ),
        (
            {"signing": "30k", "signing_2": ""},
            "a $30,000 signing bonus.",
            "signing bonus now paid at once",
        ),
    ],
)
def test_an_answer_moves_the_signing_bonus_in_all(negotiation, parts, said, moved):
    client, _, address = negotiation
    assert client.post(address, round_data(client, address, **parts)).status_code == 302
    page = text_of(client.get(address))
    assert said in page
    assert moved in page


def test_a_round_can_change_every_part_of_the_terms(negotiation):
    client, offer, address = negotiation
    changes = {
        "signing_3": "5k",
        "bonus_kind": "guaranteed",
        "other": "6,000",
        "other_words": "Car",
        "vesting_percents": "40 / 30 / 20 / 10",
        "cliff_months": "12",
        "grants-rows": "1",
        "grants-0-value": "20k",
        "grants-0-recurs_from": "2",
        "grants-0-years": "4",
        "equity_kind": "double_trigger",
        "clawback": "whole",
        "clawback_months": "12",
    }
    assert client.post(address, round_data(client, address, **changes)).status_code == 302
    terms = Offer.objects.get(pk=offer.pk).terms
    assert (terms.number, terms.signing_3, terms.bonus_kind, terms.other) == (2, 5000, "guaranteed", 6000)
    assert terms.grants[0].percents == ("40", "30", "20", "10")
    assert (terms.grants[1].value, terms.grant.kind) == (20000, "double_trigger")
    page = text_of(client.get(address))
    for words in (
        "bonus now guaranteed",
        "vests 40%, 30%, 20% and 10% by the year",
        "signing bonus +$5,000",
        "yearly refresher +$20,000",
        "other pay now $6,000",
    ):
        assert words in page
    # The same form again changes nothing.
    assert client.post(address, round_data(client, address)).status_code == 302
    kept = Offer.objects.get(pk=offer.pk).terms
    assert all(getattr(kept, name) == getattr(terms, name) for name in Round.TERMS)
