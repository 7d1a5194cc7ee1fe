"""P1–P7, O1 and O2 of the worked cases, each with other cases of its kind: one plan in parts."""

from __future__ import annotations

import datetime
import re

import pytest
from django.urls import reverse

from offers.models import Offer
from tests import factories
from tests.factories import D
from tests.offers.words.world import HOOLI, OFFER, Candidate, candidate, terms
from tests.page_text import text_of

pytestmark = pytest.mark.django_db


def plan_data(acme, **changes):
    form = acme.client.get(acme.address("counter")).context["form"]
    data = {field.html_name: "" if field.value() is None else field.value() for field in form}
    return {name: value for name, value in data.items() if name != "levers"} | changes


def save(acme, **changes):
    response = acme.client.post(acme.address("counter"), plan_data(acme, **changes))
    assert response.status_code == 302


def asked(acme):
    return {one.part: one.ask for one in acme.plan.parts}


def alone(*, band="", **changes):
    """An offer of Globex's without a guide."""
    client, owner = factories.browser()
    bare = dict.fromkeys(OFFER) | {"bonus_amount": None, "equity_kind": "unspecified", "vesting_years": None}
    return Candidate(client, factories.offer(owner, employer="Globex", **terms(bare | changes)))


@pytest.mark.parametrize(
    ("lever", "strategy"),
    [
        ("I'm looking for $190K base.", "Open at $185K base and $140K RSUs."),
        ("Make the base $190K and I'm yours.", "A base of $185K with RSUs of $140K is what I'd open with."),
        ("For the pager alone $190,000 base is fair.", "$185K base, $140K in stock."),
    ],
)
def test_p1_every_text_has_the_plans_figures(lever, strategy):
    acme = candidate(lever, strategy=strategy)
    save(acme, ask_base="185000", ask_equity="140000", ask_signing="20000")
    said = acme.said
    assert "190,000" not in said
    assert "190K" not in said
    for words in ("$185,000 base", "$140,000 in equity", "a $20,000 signing bonus"):
        assert words in said
    page = acme.page("counter")
    assert "$243,500 a year in all" in page
    assert page.index("$185,000 base") < page.index("$243,500 a year in all")
    assert "190,000" not in acme.page("brief")


@pytest.mark.parametrize("strategy", ["Open at $185K base.", "I'm asking for a base of $185K."])
def test_p2_the_source_of_each_figure_is_named_truly(strategy):
    acme = candidate("Acme's customers pay for fresh data.", strategy=strategy)
    rows = acme.table()
    assert (rows["base"].ask, rows["base"].origin) == ("$185,000", "the guide's strategy")
    for part in ("equity", "signing"):
        assert "strategy" not in rows[part].origin
    page = acme.page("counter")
    assert "the company moves up to $200,000" not in page
    if rows["equity"].is_raised:
        assert rows["equity"].ask == "$140,000"
        assert "three quarters up the band" in rows["equity"].origin


@pytest.mark.parametrize(
    "strategy", ["Push for $239K all in.", "I'm aiming at a total of $239K.", "Total comp should land at $239K."]
)
def test_p3_a_total_alone_becomes_parts(strategy):
    acme = candidate(strategy=strategy, base=165000, equity=120000, signing=0)
    # 190,000 + 19,000 + 30,000
    assert asked(acme)["base"] == 190000
    assert asked(acme)["equity"] == 120000
    assert "worked out here from the guide's total" in acme.table()["base"].origin
    assert "already has all the pay" not in acme.page("counter")
    assert "already at or above" not in acme.page()


@pytest.mark.parametrize(
    ("strategy", "base", "equity"),
    [
        # A tenth over the top of its range: 200,000, or 160,000 of RSUs.
        ("Push for $400K all in.", 220000, 120000),
        ("I'm aiming at a total of $1.2M.", 220000, 120000),
        ("Total comp should land at $400K, with more RSUs.", 165000, 176000),
    ],
)
def test_p3_a_total_far_from_the_band_asks_for_no_more_than_a_tenth_over_it(strategy, base, equity):
    acme = candidate("I'd like a larger grant." if equity > 120000 else "Acme prints invoices.", strategy=strategy,
                     base=165000, equity=120000, signing=0)  # fmt: skip
    assert (asked(acme)["base"], asked(acme)["equity"]) == (base, equity)
    rows = acme.table()
    told = rows["equity" if equity > 120000 else "base"].origin
    assert told == "worked out here: the guide's total takes more than a tenth over the top of the band"


@pytest.mark.parametrize("strategy", ["Push for $700K all in.", "I'm aiming at a total of $700K."])
def test_p3_a_total_that_no_part_can_carry_is_named_alike_on_every_page(strategy):
    """Base and grant are far over their ranges already, so that nothing of them is left to ask for."""
    acme = candidate("Acme prints invoices.", strategy=strategy, base=400000, equity=400000, signing=0)
    assert not acme.plan.raised
    assert "names a higher total, but no part that could still rise" in acme.page("counter")
    # 700,000 less 400,000, its bonus of 40,000 and 100,000 of equity
    assert "the guide names $160,000 more a year in all, but no part that could still rise" in acme.page()
    assert "; the guide asks for" not in acme.page()


@pytest.mark.parametrize(
    "lever",
    ["The scope here calls for a larger grant.", "The equity should reflect the scope.", "I'd like more RSUs for it."],
)
def test_p4_a_total_moves_what_the_levers_move(lever):
    acme = candidate(lever, strategy="Aim for $222K total.")
    # 170,000 + 17,000 + 35,000
    assert asked(acme)["equity"] == 140000
    assert asked(acme)["base"] == 170000


@pytest.mark.parametrize(
    "strategy",
    ["Ask for $10K more in total.", "I'd like another $10K a year in total comp.", "Lift the total by $10K."],
)
def test_p3_an_addition_to_the_total_is_one(strategy):
    acme = candidate(strategy=strategy, equity=120000, signing=0)
    # 10,000 more a year in base with its bonus of 10 %: 9,090.91
    assert asked(acme)["base"] in {D(179000), D(179500)}


ABOVE = {"base": 200000, "bonus_percent": 10, "equity": 160000, "signing": 20000, "status": "written"}


def test_p5_the_ask_beats_a_better_alternative_and_says_so():
    acme = candidate(strategy="I'm looking for $185K base and $140K RSUs.")
    acme.record(**ABOVE)
    plan = acme.plan
    total = acme.client.get(acme.address("counter")).context["counter"].worth(plan.ask)
    assert total > 265000
    page = acme.page("counter")
    assert "goes beyond the guide" in page
    assert "unlikely" not in page
    assert "241,000" not in page
    said = acme.said
    assert "265,000" not in said
    assert "265,000" not in acme.page("brief")


def test_p5_beyond_reach_it_says_what_else_could_close_the_gap():
    acme = candidate(strategy="I'm looking for $185K base and $140K RSUs.")
    acme.record(base=225000, bonus_percent=10, equity=180000, signing=30000, status="written")
    page = acme.page("counter")
    assert "unlikely" in page
    assert "the start date" in page
    assert "300,000" not in acme.said


@pytest.mark.parametrize(
    ("lever", "strategy"),
    [
        ("At $190K I'd sign today.", "I'm looking for $185K base, $140K RSUs and a $20K sign-on."),
        ("Make it $190K and I'm in.", "Thank you for the offer of […]. I'd ask for $185K base and $140K in stock."),
        ("With $190K base you'd have my signature.", "Push for a total of $240K. I'd accept it on the spot."),
    ],
)
def test_p6_above_every_ask_nothing_about_pay_is_asked(lever, strategy):
    acme = candidate(
        lever,
        strategy=strategy,
        base=205000,
        equity=180000,
        signing=40000,
    )
    acme.settle()
    page, said = acme.page("counter"), acme.scripts
    assert "already has all the pay that the guide would ask for" in page
    assert "the level" in page
    assert "it is already at or above what the guide asks for" in acme.page()
    assert not [words for words in ("I'm looking for", "sign", "accept", "offer of …", "I'm in") if words in said]
    sheet = acme.client.get(acme.address("brief")).context["sheet"]
    assert sheet.opening[-1] == "Could we talk about the level, the start date and a review in writing?"
    assert not re.search(r"looking for|asking for|\bsign\b|more time.*\$", " ".join(one.say for one in sheet.answers))


@pytest.mark.parametrize("target", ["", "185,000"])
@pytest.mark.parametrize(
    "offered",
    [
        {"base": 150000, "bonus_percent": 12},
        {"base": 150000},
        {"base": 150000, "equity": 60000, "vesting_years": 4, "equity_kind": "rsu", "signing": 5000},
    ],
)
def test_p7_without_a_guide_the_plan_says_nothing_of_guides(target, offered):
    globex = alone(**offered)
    if target:
        save(globex, target=target)
        assert asked(globex)["base"] > 150000
        assert globex.table()["base"].origin == "yours"
    for name in ("offer", "counter", "brief"):
        body = re.sub(r"^.*?(?=Globex ·|a plan to counter|What to ask)", "", globex.page(name), count=1)
        main = body.split("Print it")[0]
        for words in ("the guide", "the band", "moves up to", "no room", "already has what you would ask for"):
            assert words not in main, (name, words)


def test_rounds_name_an_open_grant_of_options_by_its_number():
    acme = candidate(strategy="I'm looking for $185K base and $140K RSUs.", equity=100000, equity_kind="options")
    factories.regrant(acme.offer, value=None, shares=D(40000), strike=D(2), preferred=D(6))
    page = acme.page("rounds")
    assert "$140,000" not in page
    assert not re.search(r"equity \$", page)


def test_the_most_that_the_guide_asks_for_has_its_bonus_in_it():
    acme = candidate(strategy="I'm looking for $185K base and a 30% target bonus.", equity=160000)
    counter = acme.client.get(acme.address("counter")).context["counter"]
    # 185,000 + 55,500 + 40,000 + 2,500, where the band's top with 10 % is less.
    assert counter.worth(counter.plan.ask) == 283000
    assert counter.their_limit >= 283000


# After an outcome


def test_o1_texts_count_from_the_last_round_and_stop_at_the_outcome():
    acme = candidate("I'm looking for $185K base.", strategy="I'm looking for $185K base and $140K RSUs.")
    address = reverse("offers:rounds", args=[acme.offer.pk])
    form = acme.client.get(address).context["form"]
    data = {field.html_name: "" if field.value() is None else field.value() for field in form}
    assert acme.client.post(address, data | {"base": "178,000"}).status_code == 302
    said = acme.said
    assert "Thank you for the offer of $178,000 base" in said
    assert "$170,000" not in said
    for outcome in ("accepted",):
        Offer.objects.filter(pk=acme.offer.pk).update(outcome=outcome, respond_by=datetime.date(2026, 12, 20))
        for name in ("offer", "counter", "brief"):
            page = acme.page(name)
            assert "Accepted, and negotiating gained $35,200 over four years." in page
            urging = re.findall(
                r".{80}(?:left to respond|Ask for \$|I'm looking for|asks for \$|\$170,000 base).{80}", page
            )
            assert urging == [], name
        assert "Accepted" in text_of(acme.client.get(reverse("offers:list")))


@pytest.mark.parametrize("ending", ["declined", "lapsed", "withdrawn"])
def test_o2_an_offer_that_is_gone_is_claimed_no_more(ending):
    acme = candidate("Hooli has offered me $195K.", strategy="I'm looking for $185K base.")
    other = acme.record(**{name: value for name, value in HOOLI.items() if name != "employer"})
    assert "Hooli" in acme.said
    if ending == "lapsed":
        Offer.objects.filter(pk=other.pk).update(respond_by=datetime.date(2026, 11, 3))
    else:
        Offer.objects.filter(pk=other.pk).update(outcome=ending)
    assert "Hooli" not in acme.said
    page = acme.page("counter")
    assert "Hooli" not in page or "passed" in page
