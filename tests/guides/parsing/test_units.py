"""Units that a header, a place's note or the heading above a table gives its amounts."""

from __future__ import annotations

import pytest

from guides.document.document import to_json
from guides.parsing.pay.captions import read_caption
from tests.guides.parsing.test_doubtful_tables import codes, document


@pytest.mark.parametrize(
    ("table", "before", "expected"),
    [
        ("| City | Base |\n| Oslo | NOK 1.1–1.3 mio |", "", (1_100_000, 1_300_000, "NOK", "year")),
        ("| City | Base |\n| Karachi | PKR 6,000,000 |", "", (6_000_000, 6_000_000, "PKR", "year")),
        ("| Level | Base |\n| L3 | 25–32 LPA |", "", (2_500_000, 3_200_000, "INR", "year")),
        ("| Level | Base (LPA) |\n| L3 | 25–32 |", "", (2_500_000, 3_200_000, "INR", "year")),
        ("| City | Base |\n| Haifa (₪/mo) | ₪25K–₪30K |", "", (300_000, 360_000, "ILS", "month")),
        ("| Component | Haifa (₪/mo) |\n| Base | ₪25K–₪30K |", "", (300_000, 360_000, "ILS", "month")),
        (
            "| City | Base |\n| Seoul | 6,000–10,500 |",
            "## Pay (KRW, 만원)\n\n",
            (60_000_000, 105_000_000, "KRW", "year"),
        ),
        ("| City | Base (만원) |\n| Seoul | 6,000 |", "", (60_000_000, 60_000_000, "KRW", "year")),
        ("| City | Base (万円) |\n| Tokyo | 800万円–950万円 |", "", (8_000_000, 9_500_000, "JPY", "year")),
        ("| City | Base |\n| Austin | 140–170 |", "## Pay ($K)\n\n", (140_000, 170_000, "USD", "year")),
    ],
)
def test_units_of_amounts(table, before, expected):
    (band,) = document(table, before).bands
    assert (int(band.base.min), int(band.base.max), band.currency, band.base.period) == expected
    assert "(" not in (band.region or "")


def test_two_amounts_that_make_one_are_not_taken_apart():
    found = document("| City | Base |\n| Seoul | 1억 500만원 |")
    assert (found.bands[0].base, codes(found)[0]) == (None, "cell-ambiguous")


def test_a_place_s_months_are_its_pay_s_and_no_sign_on_s():
    (band,) = document("| City | Base | Signing |\n| Haifa (monthly) | ₪25K | ₪20K |").bands
    assert (int(band.base.min), int(band.signing.min)) == (300_000, 20_000)


@pytest.mark.parametrize(("total", "period"), [("₪28K", "month"), ("₪390K", "year")])
def test_a_total_of_many_months_is_a_year_s(total, period):
    (band,) = document(f"| City | Base | Total Comp |\n| Haifa (₪/mo) | ₪25K | {total} |").bands
    assert (band.base.period, band.total.period) == ("month", period)


def test_a_header_of_several_parts_says_of_no_amount_whose_it_is():
    found = document("| City | Base / Bonus / Equity | Total |\n| Oslo | 800K / 5% / NOK 90K | NOK 900K |")
    assert (found.bands[0].equity, found.bands[0].base, codes(found)[0]) == (None, None, "column-unused")
    assert read_caption("Stock/Bonus").component == "equity"


def test_all_in_cash_beside_equity_is_no_total():
    assert document("| City | Base | All-in Cash | Carry |\n| Oslo | €60K | €80K | €90K |").bands[0].total is None
    assert int(document("| City | Base | All-in Cash |\n| Oslo | €60K | €80K |").bands[0].total.min) == 80_000


@pytest.mark.parametrize(
    ("header", "years", "kind"), [("Equity (4y)", 4, "unspecified"), ("ESOPs (5 years)", 5, "options")]
)
def test_years_and_kind_of_a_grant(header, years, kind):
    caption = read_caption(header)
    assert (caption.component, caption.years, caption.equity_kind) == ("equity", years, kind)


def test_a_lower_end_of_zero_is_written():
    (band,) = document("| City | Base | Bonus |\n| Oslo | €60K | Up to 15% |").bands
    assert to_json(band.bonus) == {"kind": "percent", "min": 0, "max": 15}
