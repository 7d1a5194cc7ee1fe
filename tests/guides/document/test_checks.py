"""Findings of a document's content; expected figures are worked out beside them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from guides.document.checks import CODES, check
from guides.document.document import Band, Bonus, EquityRange, Equivalent, Range, Source, SourcePeriod
from tests import factories
from tests.factories import D

TODAY = date(2026, 11, 24)


def codes(document, today=TODAY):
    return {(finding.code, finding.severity) for finding in check(document, today=today)}


def with_band(**changes):
    return factories.document(bands=(factories.band(**changes),))


def total(low, high):
    return Range(D(low), D(high))


def test_a_total_within_the_printed_rounding_is_silent():
    # 176 + 158 / 4 = 215.5 and 248 + 378 / 4 = 342.5, printed in whole thousands
    document = with_band(
        base=Range(D(176000), D(248000)),
        equity=EquityRange(D(158000), D(378000), "grant", 4, "pre_ipo"),
        total=total(215000, 343000),
    )
    assert not {code for code, _ in codes(document)} & {"total-differs", "equity-period-doubtful"}


def test_what_comes_on_top_is_held_against_no_band_and_no_floor():
    lever = factories.document().levers[0]
    more = replace(factories.ask("base", 500_000), basis="addition")
    assert ("ask-above-band", "warning") not in codes(factories.document(levers=(replace(lever, asks=(more,)),)))
    little = replace(factories.ask("base", 20_000), basis="addition")
    both = replace(lever, asks=(little, factories.ask("base", 200_000, role="floor")))
    assert ("floor-above-ask", "warning") not in codes(factories.document(levers=(both,)))


@pytest.mark.parametrize(("low", "high", "found"), [(25, 40, True), (50_000, 300_000, True), (50_000, 90_000, False)])
def test_an_amount_that_is_no_years_pay(low, high, found):
    assert (("amount-unusual", "warning") in codes(with_band(base=Range(D(low), D(high))))) is found


@pytest.mark.parametrize(
    ("stated", "severity"),
    [
        # computed: 238,750 to 380,000
        (total(250000, 380000), "info"),  # 4.5 %
        (total(239000, 430000), "info"),  # 11.6 %
        (total(239000, 480000), "warning"),  # 20.8 %
    ],
)
def test_a_differing_total_by_how_much(stated, severity):
    assert ("total-differs", severity) in codes(with_band(total=stated))


def test_the_finding_tells_both_totals():
    (finding,) = [
        finding
        for finding in check(with_band(total=total(239000, 480000)), today=TODAY)
        if finding.code == "total-differs"
    ]
    assert "239,000–480,000" in finding.message
    assert "238,750–380,000" in finding.message
    assert finding.place == "bands/0"


def test_a_doubtful_grant_is_not_called_a_differing_total():
    equity = EquityRange(D(80000), D(90000), "grant", 4, "options", period_doubtful=True)
    document = with_band(base=Range(D(100000), D(120000)), equity=equity, total=total(180000, 210000))
    found = {code for code, _ in codes(document)}
    assert "equity-period-doubtful" in found
    assert "total-differs" not in found


def test_a_percentage_bonus_enters_the_total():
    # 100 + 10 % of 100 = 110 and 120 + 15 % of 120 = 138
    fitting = with_band(
        base=Range(D(100000), D(120000)),
        equity=None,
        bonus=Bonus("percent", D(10), D(15)),
        total=total(110000, 138000),
    )
    assert "total-differs" not in {code for code, _ in codes(fitting)}


def test_an_upside_down_range_is_an_error():
    assert ("range-inverted", "error") in codes(with_band(base=Range(D(200000), D(100000))))


def test_an_unnamed_part_is_told():
    band = Band("Oslo", "L4", "NOK", unspecified=Range(D(900000), D(1100000)))
    assert ("component-not-stated", "info") in codes(factories.document(bands=(band,)))


def test_amounts_without_a_currency_are_told_and_shares_need_none():
    assert ("currency-not-stated", "warning") in codes(with_band(currency=None))
    shares = EquityRange(D(100), D(200), unit="shares")
    assert ("currency-not-stated", "warning") not in codes(
        with_band(currency=None, base=None, equity=shares, signing=None, total=None)
    )


def test_an_unusual_vesting_period():
    assert ("period-unusual", "info") in codes(with_band(equity=EquityRange(D(1), D(2), "grant", 7)))
    assert "period-unusual" not in {code for code, _ in codes(with_band())}


def test_an_equivalent_off_the_other_rows_rate():
    def paired(region, pounds, dollars):
        return Band(
            region,
            None,
            "GBP",
            base=Range(D(pounds), D(pounds)),
            equivalents=(Equivalent("USD", base=Range(D(dollars), D(dollars))),),
        )

    bands = (paired("A", 100000, 125000), paired("B", 80000, 100000), paired("C", 100000, 180000))
    found = check(factories.document(bands=bands), today=TODAY)
    assert [finding.place for finding in found if finding.code == "equivalent-off-rate"] == ["bands/2"]


def test_sample_offers_asks_and_floors():
    document = factories.document()
    found = check(document, today=TODAY)
    assert [finding.place for finding in found if finding.code == "claims-sample-offer"] == ["levers/2", "strategy"]
    assert not {finding.code for finding in found} & {"ask-above-band", "floor-above-ask"}
    strategy = document.strategy
    high = replace(strategy, asks=(factories.ask("base", 300000), factories.ask("base", 310000, role="floor")))
    found = {finding.code: finding for finding in check(replace(document, strategy=high), today=TODAY)}
    # New York's band, the highest, ends at 275,000.
    assert "300,000" in found["ask-above-band"].message
    assert "275,000" in found["ask-above-band"].message
    assert "310,000" in found["floor-above-ask"].message


def test_what_a_guide_lacks():
    bare = factories.document(bands=(), levers=(), strategy=None, sources=())
    assert codes(bare) == {
        ("no-bands", "warning"),
        ("no-levers", "info"),
        ("no-strategy", "info"),
        ("no-sources", "warning"),
    }


def test_undated_and_old_sources():
    sources = (
        Source("Undated"),
        Source("Of 2024", period=SourcePeriod("2023", "2024")),
        Source("Of 2025", period=SourcePeriod("2025", None)),
    )
    found = check(factories.document(sources=sources), today=TODAY)
    told = [(finding.code, finding.place) for finding in found if finding.code.startswith("source-")]
    assert told == [("source-undated", "sources/0"), ("source-old", "sources/1")]


def test_every_finding_has_a_sentence_for_editors():
    document = factories.document()
    assert {finding.code for finding in check(document, today=TODAY)} <= CODES.keys()
    assert all(sentence.endswith(".") for sentence in CODES.values())


def test_nothing_is_found_twice():
    found = check(factories.document(bands=(factories.band(), factories.band())), today=TODAY)
    assert len(found) == len(set(found))


def test_a_missing_end_is_no_crash():
    open_ended = with_band(base=Range(D(195000), None), total=Range(D(239000), None))
    assert isinstance(check(open_ended, today=TODAY), tuple)
    assert Decimal(195000) == open_ended.bands[0].base.min
