"""Percentiles that a guide publishes: what is kept of them, and what makes none."""

from __future__ import annotations

import pytest

from guides.parsing.canonical.reading import read_canonical
from guides.parsing.canonical.writing import comparable, to_markdown
from guides.parsing.losses import lost_words
from tests.guides.parsing.acme import acme, codes


def _table(*rows: str) -> str:
    header, *others = rows
    return "\n".join((header, "|" + "---|" * (header.count("|") - 1), *others))


QUARTILES = [("base", 25, 140_000), ("base", 50, 152_000), ("base", 75, 170_000)]
KEPT = [
    (_table("| City | Base P25 | Base P50 | Base P75 |", "| Austin | $140K | $152K | $170K |"), QUARTILES),
    (_table("| City | P25 Base | Median Base | P75 Base |", "| Austin | $140K | $152K | $170K |"), QUARTILES),
    (
        "**Base salary percentiles**\n\n"
        + _table("| City | 10th | 25th | 50th | 75th | 90th |", "| Austin | $130K | $140K | $152K | $170K | $190K |"),
        [("base", 10, 130_000), *QUARTILES, ("base", 90, 190_000)],
    ),
    (
        _table("| City | Base (25th–75th percentile) |", "| Austin | $140K–$170K |"),
        [("base", 25, 140_000), ("base", 75, 170_000)],
    ),
    (
        _table("| City | Base P25 /mo | Base P50 /mo | Base P75 /mo |", "| Oslo | NOK 60K | NOK 70K | NOK 80K |"),
        [("base", 25, 720_000), ("base", 50, 840_000), ("base", 75, 960_000)],
    ),
    (
        _table(
            "| City | 25th percentile base | 75th percentile base | 25th percentile TC | 75th percentile TC |",
            "| Austin | $140K | $170K | $160K | $220K |",
        ),
        [("base", 25, 140_000), ("base", 75, 170_000), ("total", 25, 160_000), ("total", 75, 220_000)],
    ),
]


def _percentiles(document):
    (band,) = document.bands
    return [(one.component, one.percent, int(one.amount)) for one in band.percentiles]


@pytest.mark.parametrize(("table", "kept"), KEPT)
def test_published_percentiles_are_kept_and_come_back_from_an_export(table, kept):
    document = acme(table=table)
    assert _percentiles(document) == kept
    assert "column-unused" not in codes(document)
    text = to_markdown(document)
    again = read_canonical(text, None)
    assert comparable(again) == comparable(document)
    assert not lost_words(text, again)


@pytest.mark.parametrize(
    "table",
    [
        # The median lies outside of the quartiles; the second figure is in another currency; a level is called P10.
        _table("| City | Base P25 | Base P50 | Base P75 |", "| Austin | $140K | $182K | $170K |"),
        _table("| City | Base P25 | Base P50 | Base P75 |", "| Austin | $140K | €152K | $170K |"),
        _table("| City | Base P25 | Base P50 | Base P75 |", "| Austin | $140K | $150K–$155K | $170K |"),
        _table("| City | Base Salary (P10) |", "| Austin | $140K–$170K |"),
    ],
)
def test_what_makes_no_line_is_no_percentile(table):
    document = acme(table=table)
    assert _percentiles(document) == []


def test_percentiles_of_no_named_part_stay_in_the_cells():
    table = _table(
        "| City | Base | Survey P25 | Survey P50 | Survey P75 |", "| Austin | $140K–$180K | $9K | $10K | $11K |"
    )
    document = acme(table=table)
    assert _percentiles(document) == []
    assert document.bands[0].cells["Survey P50"] == "$10K"
    assert "column-unused" in codes(document)
