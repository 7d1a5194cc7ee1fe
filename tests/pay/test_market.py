"""What companies publish for one job in one place: by hand, and by properties."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pay.bands import BandBonus, BandEquity, BandTerms
from pay.market import MarketBand, comparable_total, is_own_level, market, quartiles, shared_levels
from pay.money import Rate, Rates
from pay.ranges import PayRange
from tests.factories import D

# One euro costs 2 dollars or half a pound: round figures.
RATES = Rates(
    {
        "USD": Rate("USD", D(2), date(2026, 11, 2), "a bank"),
        "GBP": Rate("GBP", D("0.5"), date(2026, 11, 1), "a bank"),
    }
)


def pay(low, high) -> PayRange:
    return PayRange(D(low), D(high))


def grant(low, high, **changes) -> BandEquity:
    terms = {"period": "grant", "years": 4, "kind": "rsu", "unit": "money", "doubtful": False}
    return BandEquity(pay(low, high), **terms | changes)


NO_BONUS = BandBonus("none", None)


def published(key, low=100_000, high=120_000, *, company=None, level="", currency="EUR", **changes) -> MarketBand:
    base = None if low is None else pay(low, high)
    terms = {"equity": grant(40_000, 80_000), "bonus": NO_BONUS}
    terms |= {name: changes.pop(name) for name in list(changes) if name in {"equity", "bonus"}}
    mixes_currencies = changes.pop("mixes_currencies", False)
    made = MarketBand(
        key,
        key if company is None else company,
        level,
        base,
        currency,
        comparable_total(BandTerms("", level, currency, base=base, **terms), mixes_currencies=mixes_currencies),
        is_own_level=not level,
    )
    return replace(made, **changes)


def seen(*bands, currency="EUR", level="", rates=RATES):
    return market(bands, currency=currency, rates=rates, level=level)


def whys(found):
    return [(out.band, out.why) for out in found.left_out]


FIVE = [published(number, 100_000 + number * 10_000, 120_000 + number * 10_000) for number in range(1, 6)]


# Quartiles


def test_quartiles_lie_on_straight_lines_between_the_figures():
    # Five figures: places 1, 2, 3 of 0–4. Six: places 1.25, 2.5, 3.75 of 0–5.
    five = quartiles([D(30), D(10), D(50), D(20), D(40)])
    assert (five.lowest, five.lower, five.median, five.upper, five.highest) == (10, 20, 30, 40, 50)
    six = quartiles([D(10), D(20), D(30), D(40), D(50), D(100)])
    assert (six.lower, six.median, six.upper) == (D("22.5"), 35, D("47.5"))
    assert six.companies == 6


def test_of_four_figures_nothing_is_said():
    assert quartiles([D(1)] * 4) is None


def test_the_spread_of_five_companies():
    found = seen(*FIVE)
    assert found.is_enough
    # Midpoints 120, 130, 140, 150 and 160 thousand; totals add 40/4 and 80/4 thousand.
    assert found.spread("base").midpoint.median == 140_000
    assert found.spread("base").minimum.lower == 120_000
    assert found.spread("base").maximum.upper == 160_000
    assert found.spread("total").minimum.median == 140_000
    assert found.spread("total").maximum.median == 170_000
    assert [line.company for line in found.lines] == [5, 4, 3, 2, 1]


def test_four_companies_are_too_few():
    found = seen(*FIVE[:4])
    assert not found.is_enough
    assert len(found.lines) == 4
    assert found.spread("base").midpoint is None


# What counts


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"in_error": True}, "in-error"),
        ({"level": "Staff+ (L6+)"}, "other-level"),
        ({"low": None}, "no-base"),
        ({"is_base_a_year": False}, "base-period"),
        ({"currency": ""}, "no-currency"),
        ({"currency": "SEK"}, "no-rate"),
    ],
)
def test_a_band_that_does_not_count_is_listed_and_changes_nothing_else(changes, why):
    found = seen(*FIVE, published(9, **changes))
    assert replace(found, left_out=()) == seen(*FIVE)
    assert whys(found) == [(9, why)]


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"equity": grant(40_000, 80_000, doubtful=True)}, "equity-doubtful"),
        ({"equity": grant(100, 200, unit="shares")}, "equity-in-shares"),
        ({"equity": grant(40_000, 80_000, years=None)}, "equity-period"),
        ({"equity": grant(40_000, 80_000, period="unknown", years=None)}, "equity-period"),
        ({"equity": None}, "no-equity"),
        ({"bonus": None}, "no-bonus"),
        ({"bonus": BandBonus("text", None, "generous")}, "bonus-in-words"),
        ({"mixes_currencies": True}, "several-currencies"),
    ],
)
def test_without_a_complete_total_the_base_counts_alone(changes, why):
    found = seen(*FIVE, published(9, **changes))
    assert found.count("base") == 6
    assert found.count("total") == 5
    assert found.spread("total") == seen(*FIVE).spread("total")
    assert whys(found) == [(9, why)]


def test_totals_of_four_companies_are_too_few_though_their_bases_are_five():
    found = seen(*FIVE[:4], published(9, equity=None))
    assert found.spread("base").midpoint is not None
    assert found.spread("total").midpoint is None


def test_a_base_in_a_currency_of_its_own_counts_by_its_own_rate():
    made = published(9, currency="USD", mixes_currencies=True)
    found = seen(replace(made, base=pay(50_000, 60_000), base_currency="GBP"))
    assert found.lines[0].base == pay(100_000, 120_000)
    assert found.lines[0].total is None


def test_an_open_end_counts_for_the_minimum_alone():
    found = seen(*FIVE, published(9, 90_000, None))
    assert found.spread("base").minimum.lowest == 90_000
    assert found.spread("base").minimum.companies == 6
    assert found.spread("base").midpoint.companies == 5
    assert found.spread("base").maximum.companies == 5
    assert found.spread("total").minimum.companies == 6
    assert whys(found) == [(9, "open-end")]


def test_an_open_grant_opens_the_total_alone():
    found = seen(*FIVE, published(9, equity=grant(40_000, None)))
    assert found.spread("base").midpoint.companies == 6
    assert found.spread("total").midpoint.companies == 5
    assert whys(found) == [(9, "open-total")]


def test_the_bands_of_one_company_are_joined_into_one_range():
    two = [published(8, 150_000, 205_000, company=8), published(9, 130_000, 180_000, company=8)]
    found = seen(*two)
    assert len(found.lines) == 1
    assert found.lines[0].base == pay(130_000, 205_000)
    assert found.lines[0].total == pay(140_000, 225_000)
    assert found.lines[0].bands == (8, 9)
    assert found.left_out == ()


def test_a_joined_range_has_a_total_only_where_each_of_its_bands_has_one():
    found = seen(published(8, company=8), published(9, 130_000, 180_000, company=8, equity=None))
    assert found.lines[0].base == pay(100_000, 180_000)
    assert found.lines[0].total is None
    assert whys(found) == [(8, "joined-incomplete"), (9, "no-equity")]


def test_a_joined_range_with_an_open_end_is_open():
    found = seen(published(8, company=8), published(9, 90_000, None, company=8))
    assert found.lines[0].base == pay(90_000, None)


# Levels


@pytest.mark.parametrize(
    ("label", "job", "stated", "own"),
    [
        ("", "Software Engineer", "", True),
        ("Senior (L5)", "Senior Software Engineer", "", True),
        ("senior", "Senior Software Engineer", "", True),
        ("Senior Software Engineer", "Senior Software Engineer", "", True),
        ("Senior+ (L5+)", "Senior Software Engineer", "", False),
        ("Senior II (L5+)", "Senior Software Engineer", "", False),
        ("Staff/Principal (L6+)", "Staff Software Engineer", "", False),
        ("Senior (L5)", "Software Engineer", "", False),
        ("Mid (L3-L4)", "Software Engineer", "", False),
        ("Mid (L3-L4)", "Software Engineer", "L3-L4", True),
        ("L5", "Software Engineer", "L5", True),
        ("(L5)", "Software Engineer", "", False),
        ("Software", "Software Engineer", "", False),
    ],
)
def test_which_levels_are_the_jobs_own(label, job, stated, own):
    assert is_own_level(label, job=job, stated=stated) is own


def test_a_level_is_a_market_of_its_own():
    senior = [replace(band, level="Senior (L5)", is_own_level=False) for band in FIVE]
    found = seen(*senior, published(9), level="senior  (l5)")
    assert found.count("base") == 5
    assert whys(found) == [(9, "other-level")]
    assert whys(seen(*senior, published(9))) == [(number, "other-level") for number in range(1, 6)]


def test_a_level_can_be_chosen_where_five_companies_have_a_base_for_it():
    def named(numbers, level, **changes):
        return [published(number, level=level, company=number, **changes) for number in numbers]

    assert shared_levels(named(range(5), "Senior (L5)") + named(range(5, 9), "Staff")) == ("Senior (L5)",)
    assert shared_levels(named(range(4), "Senior (L5)") + named([4], "senior (L5)")) == ("Senior (L5)",)
    assert shared_levels(named(range(4), "Senior") + named([4], "Senior", low=None)) == ()
    assert shared_levels([*named(range(4), "Senior"), published(9, level="Senior", company=3)]) == ()
    assert shared_levels(FIVE) == ()


# Currencies


def test_amounts_are_converted_and_the_rates_named():
    found = seen(published(1, 100_000, 120_000), published(2, 30_000, 40_000, currency="GBP"), currency="USD")
    # £1 = €2 = $4.
    assert [line.base for line in found.lines] == [pay(200_000, 240_000), pay(120_000, 160_000)]
    assert [(used.origin, used.rate, used.on) for used in found.conversions] == [
        ("EUR", D(2), date(2026, 11, 2)),
        ("GBP", D(4), date(2026, 11, 1)),
    ]


def test_in_one_currency_no_rate_is_needed():
    found = seen(*FIVE, rates=Rates({}))
    assert found.conversions == ()
    assert found.count("base") == 5


# Standing


def test_where_a_figure_stands_among_the_midpoints():
    # Midpoints 120, 130, 140, 150 and 160 thousand.
    standing = seen(*FIVE).midpoints("base").standing(D(140_000))
    assert (standing.below, standing.at, standing.companies) == (2, 1, 5)
    assert standing.above == ((150_000, 4), (160_000, 5))
    assert standing.is_enough


def test_among_the_others_the_own_company_is_not_counted():
    standing = seen(*FIVE).midpoints("base").without(5).standing(D(140_000))
    assert standing.above == ((150_000, 4),)
    assert standing.companies == 4
    assert not standing.is_enough


def test_a_company_without_a_midpoint_is_not_stood_against():
    assert len(seen(*FIVE, published(9, 10_000, None)).midpoints("base").ordered) == 5
    assert len(seen(*FIVE, published(9, equity=None)).midpoints("total").ordered) == 5


# Properties

amounts = st.integers(1, 10**7).map(D)
ends = st.tuples(amounts, amounts).map(sorted)


@st.composite
def bands(draw, most=12):
    made = []
    for key in range(draw(st.integers(0, most))):
        low, high = draw(ends)
        made.append(
            published(
                key,
                low,
                draw(st.sampled_from([high, high, None])),
                company=draw(st.integers(0, 8)),
                level=draw(st.sampled_from(["", "", "Senior"])),
                equity=draw(st.sampled_from([None, grant(1000, 2000), grant(1000, 2000, doubtful=True)])),
                in_error=draw(st.booleans()) and draw(st.booleans()),
                currency=draw(st.sampled_from(["EUR", "USD", "SEK"])),
            )
        )
    return made


@given(bands(), st.randoms(use_true_random=False))
def test_the_order_of_the_bands_does_not_matter(made, random):
    shuffled = list(made)
    random.shuffle(shuffled)
    assert seen(*shuffled) == seen(*made)
    assert shared_levels(shuffled) == shared_levels(made)


@given(st.lists(amounts, min_size=5, max_size=30))
def test_the_median_lies_between_the_quartiles(figures):
    found = quartiles(figures)
    assert min(figures) == found.lowest <= found.lower <= found.median <= found.upper <= found.highest == max(figures)
    assert sum(figure <= found.median for figure in figures) * 2 >= len(figures)


@given(bands())
def test_another_currency_scales_everything_alike(made):
    """€1 is £½, so that every figure halves, the order stays, and the same bands are left out."""
    euros, pounds = seen(*made), seen(*made, currency="GBP")
    assert [line.company for line in euros.lines] == [line.company for line in pounds.lines]
    assert euros.left_out == pounds.left_out
    for part in ("base", "total"):
        for of in ("minimum", "midpoint", "maximum"):
            there, here = getattr(euros.spread(part), of), getattr(pounds.spread(part), of)
            assert (there is None) == (here is None)
            if there:
                for figure in ("lowest", "lower", "median", "upper", "highest"):
                    assert getattr(here, figure) * 2 == getattr(there, figure)


@given(bands(), st.sampled_from([{"in_error": True}, {"level": "Director"}, {"low": None}, {"currency": "SEK"}]))
def test_a_company_that_is_left_out_changes_nothing_but_the_list(made, changes):
    before, after = seen(*made), seen(*made, published(99, **changes))
    assert replace(after, left_out=()) == replace(before, left_out=())
    assert [out for out in after.left_out if out.band != 99] == list(before.left_out)
    assert len(after.left_out) == len(before.left_out) + 1


@given(bands(), amounts)
def test_everybody_stands_above_at_or_below(made, figure):
    found = seen(*made)
    for part in ("base", "total"):
        midpoints = {
            line.company: line.pay(part).midpoint
            for line in found.lines
            if line.pay(part) and line.pay(part).midpoint is not None
        }
        standing = found.midpoints(part).standing(figure)
        assert standing.companies == len(midpoints)
        assert {company: midpoint for midpoint, company in standing.above} == {
            company: midpoint for company, midpoint in midpoints.items() if midpoint > figure
        }
        assert standing.below == sum(midpoint < figure for midpoint in midpoints.values())
