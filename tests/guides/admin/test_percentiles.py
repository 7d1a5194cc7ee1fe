"""Percentiles as an editor types them."""

from __future__ import annotations

import pytest

from guides.admin.fields import UnreadableLineError, percentiles_from, percentiles_text

TYPED = "base P25: 118,000\nbase P50: 133,090.5\ntotal P50: 150,000\ntotal P90: 200,000"


def test_what_is_typed_is_what_is_shown_again():
    stored = percentiles_from("total P90: 200K\ntotal P50: 150,000\nbase P50: 133,090.5\nbase P25: 118000")
    assert [(one["component"], one["percent"]) for one in stored] == [
        ("base", 25), ("base", 50), ("total", 50), ("total", 90)
    ]  # fmt: skip
    assert percentiles_text(stored) == TYPED
    assert percentiles_from(TYPED) == stored


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("P25: 118,000", "write “base P25: 118,000”"),
        ("bonus P25: 10,000", "of base or total"),
        ("base P25: 118,000-120,000", "write"),
        ("base P25: many", "write"),
        ("base P25: 1\nbase P25: 2", "named twice"),
        ("base P25: 130,000\nbase P50: 120,000", "it has to be more than P25"),
    ],
)
def test_what_makes_no_line_is_refused(typed, why):
    with pytest.raises(UnreadableLineError, match=why):
        percentiles_from(typed)
