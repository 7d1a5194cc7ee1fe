"""Cells as real guides print them; the expected amounts are worked out by hand."""

from __future__ import annotations

from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guides.parsing.pay.cells import likely_currency, read_cell
from guides.parsing.text.figures import figures
from guides.parsing.text.measures import measure_of

LAKH = 100_000
CRORE = 10_000_000


def amounts(cell, likely=None):
    return [
        (int(figure.minimum), int(figure.maximum), figure.currency(likely), figure.period) for figure in cell.amounts
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$195K-$275K", [(195_000, 275_000, "USD", "")]),
        ("$155,000–$205,000", [(155_000, 205_000, "USD", "")]),
        ("**$155,000 - $205,000**", [(155_000, 205_000, "USD", "")]),
        ("$725K - $1.05M", [(725_000, 1_050_000, "USD", "")]),
        ("IDR 580M–IDR 1.03B", [(580_000_000, 1_030_000_000, "IDR", "")]),
        ("₹42L–₹65L", [(42 * LAKH, 65 * LAKH, "INR", "")]),
        ("₹1.2Cr–₹2Cr", [(12_000_000, 2 * CRORE, "INR", "")]),
        ("₹25,00,000-₹42,00,000", [(2_500_000, 4_200_000, "INR", "")]),
        ("C$150K–C$190K", [(150_000, 190_000, "CAD", "")]),
        ("S$120K–S$160K", [(120_000, 160_000, "SGD", "")]),
        ("R$300K-R$420K", [(300_000, 420_000, "BRL", "")]),
        ("PLN 310K–470K", [(310_000, 470_000, "PLN", "")]),
        ("SEK 51K–64K/mo", [(51_000, 64_000, "SEK", "month")]),
        ("$40K–$108K/yr", [(40_000, 108_000, "USD", "year")]),
        ("$180K - $285K ($45K-$71K/yr vest)", [(180_000, 285_000, "USD", ""), (45_000, 71_000, "USD", "year")]),
        ("£132K-£171K / $165K-$214K", [(132_000, 171_000, "GBP", ""), (165_000, 214_000, "USD", "")]),
        ("£104K / $130K - £144K / $180K", [(104_000, 144_000, "GBP", ""), (130_000, 180_000, "USD", "")]),
        ("£175K - £235K ($220K - $295K)", [(175_000, 235_000, "GBP", ""), (220_000, 295_000, "USD", "")]),
        ("€70K", [(70_000, 70_000, "EUR", "")]),
        ("$195-275K", [(195_000, 275_000, "USD", "")]),
        # A code beside a sign says which dollar, before or behind, for both ends.
        ("CAD $145K–$180K", [(145_000, 180_000, "CAD", "")]),
        ("$145K–$180K CAD", [(145_000, 180_000, "CAD", "")]),
        ("SGD$140K–SGD$190K", [(140_000, 190_000, "SGD", "")]),
        ("COP $180M–$220M", [(180_000_000, 220_000_000, "COP", "")]),
        # Every dash, and words for it.
        ("$180K‑$220K", [(180_000, 220_000, "USD", "")]),
        ("$180K−$220K", [(180_000, 220_000, "USD", "")]),
        ("$180K ~ $220K", [(180_000, 220_000, "USD", "")]),
        ("$180K -- $220K", [(180_000, 220_000, "USD", "")]),
        ("$180K&ndash;$220K", [(180_000, 220_000, "USD", "")]),
        ("\\$180K–\\$220K", [(180_000, 220_000, "USD", "")]),
        ("between $180K and $220K", [(180_000, 220_000, "USD", "")]),
        # A footnote's mark is no part of an amount, and what groups as no amount does is none.
        ("$150,000¹–$180,000²", [(150_000, 180_000, "USD", "")]),
        ("$150K¹ – $180K¹²", [(150_000, 180_000, "USD", "")]),
        ("€85.000¹", [(85_000, 85_000, "EUR", "")]),
        ("$150,0001–$180,0002", []),
        ("₹25,00,0001", []),
        ("$10⁶", []),
        ("~~$150K~~ $180K–$220K", [(180_000, 220_000, "USD", "")]),
        # Groups of three, whatever stands between them, and a decimal comma.
        ("CHF 140'000–180’000", [(140_000, 180_000, "CHF", "")]),
        ("95.000 € – 120.000 €", [(95_000, 120_000, "EUR", "")]),
        ("650 000–850 000 SEK", [(650_000, 850_000, "SEK", "")]),
        ("€1,5M", [(1_500_000, 1_500_000, "EUR", "")]),
        ("₹42 LPA – ₹65 LPA", [(42 * LAKH, 65 * LAKH, "INR", "year")]),
        ("₹38–58 LPA", [(38 * LAKH, 58 * LAKH, "INR", "year")]),
        ("₹36 Lakhs – ₹52 Lakhs", [(36 * LAKH, 52 * LAKH, "INR", "")]),
        # Rand; a code behind a dollar sign says which for both ends.
        ("R820 000–R1 050 000", [(820_000, 1_050_000, "ZAR", "")]),
        ("R1.3M", [(1_300_000, 1_300_000, "ZAR", "")]),
        ("R95k", [(95_000, 95_000, "ZAR", "")]),
        ("R3", []),
        ("91 000 $ – 118 000 $ CAD", [(91_000, 118_000, "CAD", "")]),
        ("91 000 $CA – 118 000 $CA", [(91_000, 118_000, "CAD", "")]),
        ("72 000 $ AUD", [(72_000, 72_000, "AUD", "")]),
        # An unknown sign takes the rest of its amount with it.
        ("X820 000–X1 050 000", []),
        # A year is no amount.
        ("Jan 2026", []),
    ],
)
def test_amounts_of_a_cell(text, expected):
    assert amounts(read_cell(text)) == expected


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("10–15%", 10, 15), ("15%", 15, 15), ("20–50% (OPI+TAI)", 20, 50), ("7.5%", D("7.5"), D("7.5"))],
)
def test_percentages(text, low, high):
    cell = read_cell(text)
    assert not cell.amounts
    assert [(figure.minimum, figure.maximum) for figure in cell.percents] == [(low, high)]


def test_an_amount_with_its_percentage():
    cell = read_cell("$13K-$27K (10-15%)")
    assert amounts(cell) == [(13_000, 27_000, "USD", "")]
    assert [(figure.minimum, figure.maximum) for figure in cell.percents] == [(10, 15)]


@pytest.mark.parametrize(
    ("text", "minima"),
    [
        ("a total of $340K — $215K base and $40K sign-on", [340_000, 215_000, 40_000]),
        ("$195 - 275K", [195_000]),
        ("$190K-$150K", [190_000]),
    ],
)
def test_in_prose_a_spaced_dash_before_less_goes_on_with_the_sentence(text, minima):
    assert [int(figure.minimum) for figure in figures(text)] == minima


def test_in_a_cell_it_is_an_upside_down_range():
    (figure,) = read_cell("$190K - $150K").amounts
    assert figure.is_inverted


@pytest.mark.parametrize("text", ["from $280K", ">$280K", "$280K or more", "at least $280K"])
def test_words_for_an_open_end(text):
    (figure,) = read_cell(text).amounts
    assert (figure.minimum, figure.is_open) == (280_000, True)


@pytest.mark.parametrize("text", ["up to $50K", "<£50K", "€50K max", "Up to 20%"])
def test_an_upper_end_alone(text):
    assert read_cell(text).is_top


@pytest.mark.parametrize(
    ("text", "ambiguous"),
    [
        ("$50K (Y1) + $25K (Y2)", True),
        ("10% / 15%", True),
        ("15% + $10K", True),
        ("£100K-£120K, £90K remote", True),
        ("$13K-$27K (10-15%)", False),
        ("$180K - $285K ($45K-$71K/yr)", False),
        ("£100K-£120K / $125K-$150K", False),
        ("HK$715K / $92K - HK$975K / $125K", False),
    ],
)
def test_a_further_amount_that_could_as_well_count(text, ambiguous):
    cell = read_cell(text)
    likely = cell.amounts[0].currency(None) if cell.amounts else None
    assert cell.is_ambiguous(likely) is ambiguous


@pytest.mark.parametrize(
    ("header", "text", "expected"),
    [
        ("Base (USD K)", "180–220", [(180_000, 220_000, "USD", "")]),
        ("TC ($K)", "227-290", [(227_000, 290_000, "USD", "")]),
        ("Base ($K)", "$180,000", [(180_000, 180_000, "USD", "")]),
        ("CTC (₹ Lakhs)", "42–65", [(42 * LAKH, 65 * LAKH, "INR", "")]),
        ("Equity in thousands", "€40 (4 years)", [(40_000, 40_000, "EUR", "")]),
    ],
)
def test_a_header_in_thousands(header, text, expected):
    assert amounts(read_cell(text, measure_of(header))) == expected


def test_a_header_in_percent():
    cell = read_cell("10–15", measure_of("Bonus %"))
    assert [(figure.minimum, figure.maximum, figure.unit) for figure in cell.percents] == [(10, 15, "percent")]
    assert measure_of("Target (85th percentile)") is None


@pytest.mark.parametrize("text", ["$435K+", "25%+"])
def test_an_open_end(text):
    (figure,) = figures(text)
    assert figure.is_open
    assert figure.minimum == figure.maximum


def test_a_printed_maximum_with_plus_keeps_it():
    (figure,) = figures("$260K–$460K+")
    assert (figure.minimum, figure.maximum, figure.is_open) == (260_000, 460_000, True)


def test_shares_are_counted_not_valued():
    cell = read_cell("15,000 – 30,000 options")
    assert cell.counts_shares
    assert [(figure.minimum, figure.maximum) for figure in cell.amounts] == [(15_000, 30_000)]


@pytest.mark.parametrize("text", ["—", "None", "N/A", "", "–", "none"])
def test_nothing_is_nothing(text):
    assert read_cell(text).is_empty
    assert not read_cell(text).amounts


def test_two_currencies_in_one_range_are_told():
    (figure,) = figures("$188K–C$348K")
    assert figure.mixes_currencies
    assert figure.currency(None) is None


def test_the_rest_of_the_row_settles_a_shared_symbol():
    assert likely_currency([read_cell("$150K–$200K"), read_cell("C$20K")], ["CAD"]) == "CAD"
    assert likely_currency([read_cell("$150K–$200K")], []) == "USD"
    assert likely_currency([read_cell("155,000–205,000")], ["EUR"]) == "EUR"
    assert likely_currency([read_cell("Varies")], []) is None


@given(st.integers(1, 999), st.integers(1, 999), st.sampled_from(["$", "£", "€", "C$", "CHF ", "SEK "]))
def test_a_printed_range_reads_back(one, other, symbol):
    low, high = sorted((one, other))
    (figure,) = figures(f"{symbol}{low}K–{symbol}{high}K")
    assert (figure.minimum, figure.maximum) == (low * 1000, high * 1000)


@given(st.text(max_size=300))
def test_figures_stand_in_order_inside_of_the_text(text):
    end = 0
    for figure in figures(text):
        assert end <= figure.start < figure.end <= len(text)
        end = figure.end


@pytest.mark.parametrize(("text", "cut"), [("X1 050 000 – 1 200 000", True), ("L5 – 1 200 000", False)])
def test_an_amount_is_cut_where_its_other_end_is_unread(text, cut):
    assert read_cell(text).is_cut is cut
