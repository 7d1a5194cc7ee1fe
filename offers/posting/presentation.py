"""A posting as the rows of its page, and as the section of the comparison and of the call sheet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from display.charts import RangeBar, range_bar
from display.formatting import day, whole_money
from guides.rights import wording as rights_wording
from guides.rights.presentation import place_address
from offers.comparison.loading import Outlook
from offers.models import Offer, Posting
from offers.posting import wording
from offers.speaking import posted_sentence, posted_words
from pay.postings.ranges import Posting as Reading
from pay.postings.ranges import Stated
from pay.rights.clauses import is_wider


@dataclass(frozen=True)
class ReadRow:
    """A range of the posting, with the words that it was read from."""

    number: int
    shown: str
    words: str
    is_chosen: bool
    from_data: bool


@dataclass(frozen=True)
class WidthRow:
    """What a place asks of a posted range, and whether this one is within it."""

    duty: str
    covers: str
    coverage: str
    place: str
    address: str
    source: str
    sentence: str


@dataclass(frozen=True)
class PostedSection:
    """The stored range beside the offer; ``to_say`` is "" where it is no argument."""

    stated: str
    whole: str
    source: str
    address: str
    sentence: str
    working: str
    bar: RangeBar | None
    to_say: str
    over: str
    widths: tuple[WidthRow, ...]


def reading_context(reading: Reading | None, chosen: Stated | None, currency: str) -> dict[str, Any]:
    """What was read, for the candidate to look at; ``currency``: of their offer."""
    if reading is None:
        return {"reading": None}
    return {
        "reading": reading,
        "read_sentence": wording.reading_sentence(reading) if chosen in {None, reading.settled} else _taken(chosen),
        "doubts": [wording.DOUBTS[doubt] for doubt in reading.doubts],
        "about_currency": wording.currency_sentence(chosen, currency),
        "rows": [
            ReadRow(number, wording.stated_words(one), one.words, one is chosen, one.origin == "data")
            for number, one in enumerate(reading.ranges)
        ],
        "left": [one for one in reading.rest if one.kind != "other"],
        "left_others": [one for one in reading.rest if one.kind == "other"],
    }


def _taken(chosen: Stated | None) -> str:
    return f"Taken: {wording.stated_words(chosen)}" if chosen else ""


def posted_section(outlook: Outlook) -> PostedSection | None:
    """``None`` where nothing is stored."""
    posting: Posting | None = getattr(outlook.offer, "posting", None)
    standing = outlook.posted
    if posting is None or standing is None:
        return None
    base = next((part for part in outlook.plan.raised if part.part == "base"), None)
    top = standing.base_top(outlook.currency, outlook.package.basis.share)
    return PostedSection(
        stated=posted_words(standing.posted),
        whole={"base": "base pay", "total": "total pay", "": "whether of base or in all, it doesn’t say"}[
            posting.whole
        ],
        source=source_words(posting),
        address=posting.address,
        sentence=wording.standing_sentence(standing),
        working=wording.working(standing),
        bar=_bar(outlook),
        to_say="" if outlook.is_over else posted_sentence(standing, outlook.plan),
        over="" if outlook.is_over else wording.over_sentence(base.ask if base else None, top, outlook.currency),
        widths=tuple(_widths(outlook)),
    )


def source_words(posting: Posting) -> str:
    """ "The employer’s own posting, posted on 2 July 2026, as you read it on 28 November 2026"."""
    on = f" of {day(posting.posted_on)}" if posting.posted_on else ""
    return f"The employer’s own posting{on}, as you read it on {day(posting.read_on)}"


def _bar(outlook: Outlook) -> RangeBar | None:
    standing = outlook.posted
    if standing is None or standing.pay is None or standing.lowest is None or standing.highest is None:
        return None
    currency = standing.posted.currency
    return range_bar(
        standing.lowest,
        standing.highest,
        marks=[("offer", standing.pay, "Your base")],
        shown=lambda amount: whole_money(amount, currency),
    )


def _widths(outlook: Outlook) -> Iterator[WidthRow]:
    """What the law of the place asks of how wide a posted range is. Never that an employer broke it."""
    standing = outlook.posted
    a_year = standing.a_year if standing else None
    if a_year is None:
        return
    for one in outlook.law.applied:
        fact = one.fact
        if fact.width is None or one.covered == "no":
            continue
        wider = is_wider(fact.width, a_year)
        width = whole_money(a_year.highest - a_year.lowest, a_year.currency)
        told = {
            None: "Whether this one is can’t be told in another currency.",
            False: "This one is.",
            True: (
                f"As you entered it this one is {width} wide from end to end. You could ask: “Which part of the range "
                "is for this position?”"
            ),
        }[wider]
        place = outlook.law.held.places.by_key[fact.place].name
        coverage = rights_wording.coverage(one, outlook.law.size, place)
        yield WidthRow(
            fact.duty,
            fact.covers,
            coverage,
            place,
            f"{place_address(fact.place)}#{fact.key}",
            fact.source.address,
            told,
        )


def report_words(outlook: Outlook) -> str:
    """What the editors would be told, word for word."""
    posting: Posting | None = getattr(outlook.offer, "posting", None)
    if posting is None or outlook.posted is None:
        return ""
    band = outlook.offer.band
    return wording.report_text(
        outlook.posted,
        band.region if band else "",
        day(posting.posted_on) if posting.posted_on else "",
        public_address(posting.address),
    )


def public_address(address: str) -> str:
    """An address without what may be the reader's own: no question, no fragment, no name; "" for what is none."""
    try:
        parts = urlsplit(address if "//" in address else f"https://{address}")
    except ValueError:
        return ""
    host = parts.netloc.rpartition("@")[2]
    if parts.scheme not in {"http", "https"} or "." not in host or " " in address.strip():
        return ""
    return urlunsplit((parts.scheme, host, parts.path, "", ""))[:300]


def may_report(offer: Offer) -> bool:
    return bool(offer.revision_id and offer.guide and offer.guide.published_revision_id)
