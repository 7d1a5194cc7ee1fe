"""The sources that a guide names."""

from __future__ import annotations

import re

from guides.document.document import Source, SourcePeriod
from guides.parsing.text.blocks import plain

_LINK = re.compile(r"\[[^\[\]\n]*\]\((https?://[^\s()]+(?:\([^\s()]*\)[^\s()]*)?)\)")
_BARE = re.compile(
    r"https?://[^\s)>\]]+|\b(?:[a-z0-9-]{1,63}\.){1,5}(?:com|org|net|io|gov|edu|co|ai|fyi|uk|de|br)(?:/[^\s)>\],;]*)"
)
_NUMBER = re.compile(r"^(?:\[\d+\]|\(\d+\)|\d+[.)])\s*")
_YEARS = re.compile(r"\b(?:FY\s?)?(20\d\d)(?:\s*[-–/]\s*(20\d\d|\d\d)\b)?")
_MONTHS = "January February March April May June July August September October November December".split()
_MONTH = re.compile(rf"\b({'|'.join(_MONTHS)})\s+(?:\d{{1,2}},?\s+)?(20\d\d)\b")
# "2026-02-14" and "2026-02", which can't be a span of years as "2024-25" is.
_ISO = re.compile(r"\b(20(?:1[3-9]|[2-9]\d))-(0[1-9]|1[0-2])(?:-\d\d)?(?![\d-])")
_KNOWN = (
    "Levels.fyi",
    "Glassdoor",
    "TeamBlind",
    "Blind",
    "LinkedIn",
    "Payscale",
    "Comparably",
    "Carta",
    "SEC",
    "Bloomberg",
)
_DASH = re.compile(r"\s+(?:—|–|--|-)\s+|:\s+")


def read_source(markdown: str, line: int) -> Source:
    """One item of a list of sources."""
    link = _LINK.search(markdown)
    text = _NUMBER.sub("", plain(markdown))
    bare = _BARE.search(markdown) if not link else None
    url = link[1] if link else bare[0] if bare else None
    if url and not url.startswith("http"):
        url = f"https://{url}"
    return Source(text, _publisher(markdown, text), url, _period(text), line)


def _publisher(markdown: str, text: str) -> str | None:
    bold = re.match(r"\s*(?:\[\d+\]\s*)?\*\*([^*]+)\*\*", markdown)
    if bold:
        return plain(bold[1]).rstrip(":").strip() or None
    head, *rest = _DASH.split(text, maxsplit=1)
    for name in _KNOWN:
        if text.startswith(name) or (rest and rest[0].startswith(name)):
            return name
    if rest and 0 < len(head) <= 80:
        return head
    return None


def _period(text: str) -> SourcePeriod | None:
    """From when to when: the earliest and the latest date that the source names; years only where it names no month."""
    months = [f"{year}-{_MONTHS.index(month) + 1:02}" for month, year in _MONTH.findall(text)]
    months += [f"{year}-{month}" for year, month in _ISO.findall(text)]
    if months:
        return SourcePeriod(min(months), max(months))
    years = []
    for match in _YEARS.finditer(text):
        years.append(match[1])
        if match[2]:
            years.append(match[2] if len(match[2]) == 4 else match[1][:2] + match[2])
    return SourcePeriod(min(years), max(years)) if years else None


def is_web_address(url: str) -> bool:
    """Whether a page may link to it: nothing that would run in a reader's browser."""
    return url.startswith(("https://", "http://"))
