"""A posting as it was pasted or saved → the range that it states, where it leaves no doubt of it.

The words and the data are read apart. Where both state the same it is one
range; where they differ that is said, and neither is chosen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from pay.postings.data import Job, UnreadableDataError, jobs_in, jobs_of
from pay.postings.pages import Page, is_page, read_page
from pay.postings.ranges import Doubt, Posting, Rest, Stated
from pay.postings.words import Words, read_words

# Of a page's source; its words are cut by ``read_words``.
LONGEST_SOURCE = 3_000_000
MOST_RANGES = 12
# Several jobs of one page, each with its words.
MOST_TEXTS = 4
_IS_DATA = re.compile(r"\A\s*[\[{]")


def read_posting(source: str) -> Posting:
    """What a posting states. Raises ``UnreadablePageError`` for a page that can't be read."""
    source = source[:LONGEST_SOURCE]
    page = read_page(source) if is_page(source) else Page(source)
    jobs, doubts = _jobs(source, page)
    if jobs and page.text == source:
        page = Page()
    pieces = [read_words(page.text)]
    for description in list(dict.fromkeys(job.description for job in jobs if job.description))[:MOST_TEXTS]:
        text = read_page(description).text if is_page(description) else description
        if text[:200] not in page.text:
            pieces.append(read_words(text))
    return _together(jobs, pieces, doubts)


def _jobs(source: str, page: Page) -> tuple[list[Job], list[Doubt]]:
    jobs: list[Job] = []
    doubts: list[Doubt] = []
    blocks = page.data or ([source] if _IS_DATA.match(source) else [])
    for block in blocks:
        if "JobPosting" not in block:
            continue
        try:
            jobs += jobs_of(block)
        except UnreadableDataError:
            doubts.append("unreadable-data")
    return jobs + jobs_in(page.items), doubts


def _together(jobs: list[Job], pieces: list[Words], doubts: list[Doubt]) -> Posting:
    in_data = _merged(one for job in jobs for one in job.ranges)
    in_words = _merged(one for piece in pieces for one in piece.ranges)
    estimates = [one for job in jobs for one in job.estimates]
    ranges = _merged([*in_data, *in_words, *estimates])
    # What is for the base, or for nobody says what, is one question; totals are another.
    main = [one for one in ranges if one.whole != "total"]
    ranges = [*main, *(one for one in ranges if one.whole == "total")][:MOST_RANGES]
    certain = [one for one in main or ranges if one.is_certain]
    if _contradict(in_data, in_words):
        doubts.append("contradiction")
    elif len(certain) > 1 or (certain and len(main) > 1):
        doubts.append("several")
    if estimates:
        doubts.append("estimate")
    if not all(piece.is_whole for piece in pieces):
        doubts.append("cut")
    is_open = {"contradiction", "several", "cut", "unreadable-data"} & set(doubts)
    return Posting(
        tuple(ranges),
        certain[0] if len(certain) == 1 and not is_open else None,
        _rest(jobs, pieces),
        tuple(dict.fromkeys(doubts)),
        next((job.title for job in jobs if job.title), ""),
        next((job.posted_on for job in jobs if job.posted_on), None),
    )


def _merged(ranges: Iterable[Stated]) -> list[Stated]:
    """Each once, with all that is said of it; the words before the data, since they are what a person reads."""
    found: list[Stated] = []
    for one in ranges:
        at = next((number for number, other in enumerate(found) if one.is_same(other)), None)
        if at is None:
            found.append(one)
            continue
        other = found[at]
        best, less = (one, other) if one.fullness > other.fullness else (other, one)
        found[at] = replace(
            best,
            currency=best.currency or less.currency,
            sign="" if best.currency or less.currency else best.sign or less.sign,
            period=best.period or less.period,
            whole=best.whole or less.whole,
            origin="words" if "words" in {best.origin, less.origin} else best.origin,
            words=next((each.words for each in (best, less) if each.origin == "words"), best.words),
            place=best.place or less.place,
            is_certain=best.is_certain or less.is_certain,
        )
    return found


def _contradict(in_data: list[Stated], in_words: list[Stated]) -> bool:
    """Whether the words state a range, and the data another one."""
    said = [one for one in in_words if one.is_certain and one.whole != "total"]
    return bool(said) and any(not any(one.is_same(other) for other in said) for one in in_data)


def _rest(jobs: list[Job], pieces: list[Words]) -> tuple[Rest, ...]:
    left = [Rest("money", text, "baseSalary") for job in jobs for text in job.unread]
    return tuple(dict.fromkeys([*left, *(one for piece in pieces for one in piece.rest)]))
