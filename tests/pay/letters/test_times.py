"""A deadline's time and zone in a letter's words."""

from __future__ import annotations

from datetime import time
from zoneinfo import ZoneInfo

import pytest

from pay.letters.times import ZONES, time_and_zone


@pytest.mark.parametrize(
    ("words", "currency", "meant"),
    [
        ("5 pm pacific", "USD", (time(17), "America/Los_Angeles")),
        ("5:00 p.m. eastern time", "USD", (time(17), "America/New_York")),
        ("12 a.m. est", "USD", (time(0), "America/New_York")),
        ("12 pm ct", "USD", (time(12), "America/Chicago")),
        ("noon", "CAD", (time(12), "")),
        ("17:30", "EUR", (time(17, 30), "")),
        ("18 uhr mez", "EUR", (time(18), "Europe/Berlin")),
        ("6 pm ist", "INR", (time(18), "Asia/Kolkata")),
        ("6 pm ist", "ILS", (time(18), "Asia/Jerusalem")),
        ("6 pm ist", "EUR", (time(18), "Europe/Dublin")),
        ("6 pm ist", None, (time(18), "")),
        ("5.00 pm awst", "AUD", (time(17), "Australia/Perth")),
        ("close of business", "GBP", (None, "")),
        ("midnight", "USD", (None, "")),
        ("13 pm", "USD", (None, "")),
        ("25:00", "EUR", (None, "")),
    ],
)
def test_words_name_a_time_and_a_zone(words, currency, meant):
    assert time_and_zone(words, currency) == meant


def test_every_zone_is_known_to_the_clock():
    assert all(ZoneInfo(zone).key == zone for zone in ZONES)
