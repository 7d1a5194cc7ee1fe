"""A deadline's time in a letter's words ("5 pm pacific") → the time of day and the IANA name of its zone."""

from __future__ import annotations

import re
from datetime import time

# What people call Pacific Standard Time the whole year round is Pacific time; who says AEST means no summer time.
_ZONES = {
    "America/Los_Angeles": "pacific pst pdt pt",
    "America/Denver": "mountain mst mdt mt",
    "America/Chicago": "central cst cdt ct",
    "America/New_York": "eastern est edt et",
    "Etc/UTC": "gmt utc",
    "Europe/London": "bst uk london",
    "Europe/Dublin": "irish",
    "Europe/Paris": "paris",
    "Europe/Berlin": "cet cest mez mesz berlin",
    "Asia/Jerusalem": "israel",
    "Asia/Dubai": "gst dubai",
    "Asia/Singapore": "sgt singapore",
    "Asia/Tokyo": "jst",
    "Australia/Perth": "awst",
    "Australia/Brisbane": "aest",
    "Australia/Sydney": "aedt",
}
_NAMED = {word: zone for zone, words in _ZONES.items() for word in words.split()}
# India, Ireland and Israel each call theirs so: the letter's currency says which.
_IST = {"INR": "Asia/Kolkata", "EUR": "Europe/Dublin", "ILS": "Asia/Jerusalem"}
ZONES = (*_ZONES, "Asia/Kolkata")
_CLOCK = re.compile(
    r"\b(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2}))?\s?(?P<half>[ap])?(?:\.?m\.?)?(?:\s?(?:uhr|o'clock))?(?!\d)"
)


def time_and_zone(words: str, currency: str | None) -> tuple[time | None, str]:
    """``None`` where the words name no time of the clock ("close of business"), "" where they name no zone."""
    low = words.lower()
    named = set(re.findall(r"[a-z]+", low))
    zone = next((zone for word, zone in _NAMED.items() if word in named), "")
    if "ist" in named:
        zone = _IST.get(currency or "", "")
    if "noon" in named:
        return time(12), zone
    clock = _CLOCK.search(low)
    if not clock:
        return None, zone
    hour, minute, half = int(clock["hour"]), int(clock["minute"] or 0), clock["half"]
    if half and not 1 <= hour <= 12:
        return None, zone
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    elif not clock["minute"] and "uhr" not in low:
        return None, zone
    return (time(hour, minute), zone) if hour < 24 and minute < 60 else (None, zone)
