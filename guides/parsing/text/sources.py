"""The sources that a guide names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from guides.document.document import Source, SourcePeriod
from guides.parsing.text.blocks import Block, plain
from guides.parsing.text.headings import LEAD, lead_name, names_sources
from guides.parsing.text.words import publisher_at

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
_DASH = re.compile(r"\([^()]*\)|(?P<dash>\s+(?:—|–|--|-)\s+|:\s+)")
_BOLD = re.compile(r"\s*(?:\[\d+\]\s*)?\*\*([^*]+)\*\*")
# "salaries on Levels.fyi"
_BY = re.compile(r"\b(?:on|by|from|via|at|in|per)\s+$")
# From where on a head says what was published and when: "Acme Inc. 2025 Annual Report", "Acme (NYSE: A)".
_SHORT_MONTHS = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
_DATED = re.compile(rf"\s+(?:\(|(?:Q[1-4]|FY|H[12]|(?:{'|'.join(_MONTHS)}|{_SHORT_MONTHS})\b|20\d\d\b)).*$")
_PUBLISHED = re.compile(
    r"\b(?:annual|report|earnings|filings?|10-K|proxy|press|investors?|conference|letter|survey)\b", re.IGNORECASE
)
_LONGEST_HEAD = 80
# "*Sources: …*", "Data sources: …"
_PLAIN_LEAD = re.compile(
    r"(?P<mark>[*_]?)(?P<name>[^*_:\n\"“]{3,40}):(?P=mark)?\s*(?P<rest>\S[^\n]*?)(?P=mark)", re.DOTALL
)
_BETWEEN = re.compile(r";\s+|\s+\|\s+|\s+[·•]\s+")


@dataclass(frozen=True, slots=True)
class SaidSources:
    """A paragraph of sources: what it calls them, and each one's Markdown."""

    name: str
    texts: tuple[str, ...]


def said_sources(block: Block) -> SaidSources | None:
    """The sources of "**Data sources:** …; …", in bold, slanted or plain, quoted or not."""
    if block.kind not in {"paragraph", "quote"}:
        return None
    bold = LEAD.match(block.text)
    name, rest = (lead_name(bold), bold["rest"]) if bold else ("", "")
    if not bold and (plainly := _PLAIN_LEAD.fullmatch(block.text)):
        name, rest = plainly["name"], plainly["rest"]
    if not rest.strip() or not names_sources(name):
        return None
    return SaidSources(name, tuple(source_texts(rest)))


def source_texts(text: str) -> list[str]:
    """The sources between semicolons or bars, or between commas if each begins with a known publisher."""
    pieces = [piece.strip() for piece in _BETWEEN.split(text) if piece.strip()]
    listed = [piece.strip() for piece in text.split(", ")]
    return listed if len(pieces) == 1 and all(map(publisher_at().match, listed)) else pieces


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
    """Who published it: what is printed in bold, a known publisher, or who stands before a dash or a date."""
    if bold := _BOLD.match(markdown):
        return plain(bold[1]).rstrip(":").strip() or None
    text = text.strip("[]").strip()
    head, rest = _divided(text)
    at = publisher_at()
    if found := at.match(text) or (rest and at.match(rest)):
        return found[0]
    named = next((found for found in at.finditer(text) if _BY.search(text, 0, found.start())), None)
    if named:
        return named[0]
    dated = _DATED.search(head)
    who = head[: dated.start()].strip(" ,") if dated else head
    if rest:
        return (who or head) if 0 < len(head) <= _LONGEST_HEAD else None
    # "Acme Q3 report": a name and what it published.
    is_name = bool(dated and who) and all(word[0].isupper() or word[0].isdigit() for word in who.split())
    return who if is_name and _PUBLISHED.search(head[len(who) :]) else None


def _divided(text: str) -> tuple[str, str]:
    """What stands before the first dash or colon outside of parentheses, and behind it."""
    for match in _DASH.finditer(text):
        if match["dash"]:
            return text[: match.start()], text[match.end() :]
    return text, ""


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
