"""How long the slowest texts take to read: python -m benchmarks.hostile [--entry NAME] [--all] [--whole]

Every reader of foreign text is given inputs of the full size that it takes,
made of one repeated unit behind each of its contexts (``tests.hostile_units``).
It goes by stages: a case is measured at a 64th and at a sixteenth of the size, at a quarter where a parabola through
both says that it could be slow at the whole, and there where the parabola through the last two still says so: what
grows with the square or worse shows in each of them, and what is slow without it is only slow near its limit.
``--whole`` measures all of them at full size. Every reader meets every unit,
each behind three of the reader's contexts, drawn with a seed, so that each
context meets hundreds; ``--all`` tries it behind all. A case that takes too
long counts as the least of three turns: other work on the machine makes
nothing quicker. Prints the ten slowest of each
reader with seconds of processor; ends with 1 where one takes longer than its reader may: ``LIMIT``, a tenth of
it for a letter. Units of three and four characters are drawn here; ``benchmarks.expressions`` tries
all of them with each expression that the readers are made of.
"""

from __future__ import annotations

import argparse
import gc
import os
import random
import signal
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from multiprocessing import Pool
from pathlib import Path
from types import FrameType
from typing import Any

import django

LIMIT = 1.0
# A case is given up after so many seconds by the clock on the wall: while the processor's clock has to wake anybody up,
# it only goes by hundredths of a second. It then counts as this much at least.
PATIENCE = 15.0
GIVEN_UP = 1.5
# Where the parabola comes to less than this part of what a reader may take, the full size isn't measured.
SUSPECT = 0.6
# Behind so many contexts of a reader each unit is tried, always the same ones, unless all are asked for.
BEHIND = 3
SHOWN = 10
TODAY = date(2026, 11, 28)
CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"

Contexts = Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Entry:
    """A reader, the bytes that it takes at most, and what may open a context for it. ``units`` "words" are the few."""

    read: Callable[[str], Any]
    size: int
    contexts: Contexts
    units: str = "all"
    limit: float = LIMIT
    # Cases that aren't one unit repeated: name → text.
    others: Mapping[str, str] = field(default_factory=dict)
    _least: dict[tuple[str, str], float] = field(default_factory=dict)

    def least(self, head: str, tail: str) -> float:
        """Seconds that a context alone takes."""
        if (head, tail) not in self._least:
            self._least[head, tail] = min(seconds(self.read, f"{head}a{tail}") for _ in range(5))
        return self._least[head, tail]


@dataclass(frozen=True, slots=True)
class Measured:
    seconds: float
    entry: str
    case: str
    whole: bool


class _GivenUpError(Exception):
    pass


def entries() -> dict[str, Entry]:
    from django.core.exceptions import ValidationError

    from display.rendering import to_html
    from guides.admin import fields
    from guides.admin.rate_import import LARGEST_TEXT
    from guides.document.checks import check
    from guides.document.differences import differences
    from guides.document.naming import address_slug, citation_key, page_key, place_key
    from guides.editing.rate_tables.reading import read_rates
    from guides.library.nearby import near_places
    from guides.library.reading import Entry as Named
    from guides.library.reading import Vocabulary
    from guides.parsing import MAX_BYTES, GuideRefused, parse_guide
    from guides.parsing.canonical.writing import to_markdown
    from guides.parsing.losses import lost_words
    from guides.parsing.speech.claims import find_claims, find_slots
    from guides.parsing.speech.splitting import split_sentences
    from guides.parsing.text.sizes import MOST_SAID
    from offers.entry.fields import AmountField as OfferAmountField
    from offers.entry.fields import BonusField, CountField, PercentsField, PriceField
    from offers.posting.forms import LONGEST_PASTE
    from pay.amounts import UnreadableAmountError, read_amount
    from pay.letters.reading import LONGEST, read_letter
    from pay.postings import words
    from pay.postings.pages import UnreadablePageError
    from pay.postings.reading import read_posting
    from tests.guides.parsing.hostile import hostile_texts
    from tests.hostile_units import (
        GUIDE_CONTEXTS,
        LETTER_CONTEXTS,
        SCRIPT_CONTEXTS,
        SHORT_CONTEXTS,
        SPEECH_CONTEXTS,
    )

    def guide(text: str) -> None:
        try:
            document = parse_guide(text)
        except GuideRefused:
            return
        check(document, today=TODAY)
        to_markdown(document)
        lost_words(text, document)

    def shown(text: str) -> None:
        to_html(text)

    def lever(text: str) -> None:
        split_sentences(text)
        find_claims(text)
        find_slots(text)

    def naming(text: str) -> None:
        for work in (address_slug, place_key, citation_key, page_key):
            work(text)
        near_places(place_key(text), ("london", "new york", "a a a"))

    def amounts(text: str) -> None:
        for is_price in (False, True):
            try:
                read_amount(text, is_price=is_price)
            except UnreadableAmountError:
                continue

    def form_fields(text: str) -> None:
        for kind in (OfferAmountField, BonusField, PriceField, CountField, PercentsField):
            try:
                kind().clean(text)
            except ValidationError:
                continue

    def rates(text: str) -> None:
        read_rates(text, today=TODAY, currencies=frozenset({"USD", "GBP", "EUR"}))

    def field_texts(text: str) -> None:
        for work in (
            fields.parts_from, fields.pairs_from, fields.equivalents_from, fields.claims_from, fields.amount_from,
            fields.premiums_from, fields.other_pay_from, fields.in_other_currencies_from,
        ):  # fmt: skip
            try:
                work(text)
            except ValueError:
                continue

    def posting(text: str) -> None:
        try:
            read_posting(text)
        except UnreadablePageError:
            return

    data = '<script type="application/ld+json">{"@type": "JobPosting", "baseSalary": '
    page_contexts = {
        "": ("<p>", ""), "data": (data, "}</script>"), "text": (f'{data}"', '"}</script>'),
        "item": ('<div itemscope itemtype="JobPosting"><p itemprop="baseSalary">', ""), "attribute": ('<p title="', ""),
    }  # fmt: skip
    posting_contexts = {
        name: (name, "")
        for name in ("", "salary: ", "base pay $100,000 ", "$100,000 to ", "between $100,000 ", "up to ")
    }
    names = [
        Named("company", number, (f"Acme {word}",)) for number, word in enumerate(("Bank", "Data", "A", "Aa", "10"))
    ]
    names += [Named("role", number, (word,)) for number, word in enumerate(("Data Engineer", "Engineer", "A"))]
    vocabulary = Vocabulary(names)
    csv_head = "currency,per_euro,on,source\n"
    rate_contexts = {
        "": ("", ""), "long": (csv_head, ""), "row": (csv_head + "USD,1.1,2026-01-02,", ""),
        "rate": (csv_head + "USD,", ""), "day": (csv_head + "USD,1.1,", ""), "quoted": (csv_head + '"', ""),
        "wide": ("Date,USD,GBP\n2026-01-02,", ""), "semicolons": ("Date;USD;GBP\n2026-01-02;", ""),
    }  # fmt: skip
    short = SHORT_CONTEXTS
    compared = parse_guide("### Engineer | Acme Negotiation Guide\n\n#### Notes\n\n" + "a b " * 100)

    def compare(text: str) -> None:
        try:
            differences(compared, parse_guide(text))
        except GuideRefused:
            return

    return {
        "letter": Entry(read_letter, LONGEST, LETTER_CONTEXTS, limit=0.1),
        "posting": Entry(posting, words.LONGEST, posting_contexts, limit=0.25),
        "page of a posting": Entry(posting, LONGEST_PASTE, page_contexts, units="words"),
        "amount": Entry(amounts, 10_000, short),
        "offer form": Entry(form_fields, 100, short),
        "search": Entry(vocabulary.read, 100, short),
        "names": Entry(naming, 10_000, short),
        "lever": Entry(lever, MAX_BYTES, SPEECH_CONTEXTS),
        "field": Entry(field_texts, 1_000_000, short, units="words"),
        "rates": Entry(rates, LARGEST_TEXT, rate_contexts, units="words"),
        "shown": Entry(
            shown, MAX_BYTES, {"": ("", ""), "row": ("|a|b|\n|-|-|\n|", ""), "bold": ("**", ""), "link": ("- [", "")}
        ),
        "guide": Entry(guide, MAX_BYTES, GUIDE_CONTEXTS, others=dict(hostile_texts())),
        "scripts": Entry(guide, MOST_SAID, SCRIPT_CONTEXTS),
        "compared": Entry(compare, MAX_BYTES, {"section": GUIDE_CONTEXTS["section"]}, units="words"),
    }


def seconds(work: Callable[[str], Any], text: str) -> float:
    """Seconds of processor; ``GIVEN_UP`` where it takes that long."""
    gc.collect()
    started = time.process_time()
    signal.setitimer(signal.ITIMER_REAL, PATIENCE)
    try:
        work(text)
    except _GivenUpError:
        return max(GIVEN_UP, time.process_time() - started)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return time.process_time() - started


def measure(entry: Entry, head: str, unit: str, tail: str, *, whole: bool) -> tuple[float, bool]:
    """Seconds at the full size, measured or, where that is fast for certain, estimated."""
    from tests.hostile_units import filled

    def at(size: int) -> float:
        return seconds(entry.read, filled(head, unit, size, tail))

    def whole_size() -> tuple[float, bool]:
        found = at(entry.size)
        for _ in range(2):
            if entry.limit < found < GIVEN_UP:
                found = min(found, at(entry.size))
        return found, True

    if whole or entry.size <= 1_000:
        return whole_size()
    # The lesser of two, without what the shortest text takes: what is added here hides a square.
    less = min(at(entry.size // 64), at(entry.size // 64)) - entry.least(head, tail)
    for part in (16, 4):
        more = at(entry.size // part)
        if more > LIMIT:
            return more, True
        # Seconds = a·n + b·n² through both, n in the lesser size; the whole is 4·part of it.
        square = max(0.0, (more - 4 * less) / 12)
        estimate = max(4 * part * max(less - square, 0.0) + (4 * part) ** 2 * square, part * more)
        # A reader that stops after so many figures or names takes less than it says.
        if estimate < SUSPECT * entry.limit:
            return estimate, False
        less = more - entry.least(head, tail)
    return whole_size()


def work_of(task: tuple[str, str, str, bool]) -> Measured:
    name, context, unit, whole = task
    entry = _entries[name]
    if unit.startswith("text:"):
        return Measured(seconds(entry.read, entry.others[context]), name, context, whole=True)
    head, tail = entry.contexts[context]
    found, is_measured = measure(entry, head, unit, tail, whole=whole)
    return Measured(found, name, f"{context}: {unit!r}", is_measured)


_entries: dict[str, Entry] = {}


def begin() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guides_project.settings")
    django.setup()
    _entries.update(entries())
    signal.signal(signal.SIGALRM, _give_up)
    # What is garbage of one case is no work of the next.
    gc.freeze()
    gc.disable()


def _give_up(number: int, frame: FrameType | None) -> None:
    raise _GivenUpError


def tasks(
    chosen: list[str], corpus: Path, *, behind: int, whole: bool, only_words: bool
) -> Iterator[tuple[str, str, str, bool]]:
    """Reader, context, unit and whether its full size is measured, each unit behind ``behind`` contexts at most."""
    from tests.hostile_units import SEED, fragments, units, words

    pieces = list(fragments(corpus)) if corpus.is_dir() else []
    for name in chosen:
        entry = _entries[name]
        draw = random.Random(SEED)  # noqa: S311 - the same ones each time
        for unit in [*(words() if only_words or entry.units == "words" else units()), *pieces]:
            for context in draw.sample(list(entry.contexts), min(behind, len(entry.contexts))):
                yield name, context, unit, whole
        for case in entry.others:
            yield name, case, "text:", whole


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entry", action="append", help="only this reader; may be given again")
    parser.add_argument("--all", action="store_true", help="each unit behind every context: three times as long")
    parser.add_argument("--whole", action="store_true", help="measure all cases at full size")
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="folder of guides to take fragments of")
    parser.add_argument("--words", action="store_true", help="only the units that are words or shapes of them")
    parser.add_argument("--every", type=int, default=1, help="only each so manieth case")
    parser.add_argument("--jobs", type=int, default=1)
    given = parser.parse_args(arguments)
    begin()
    behind = sys.maxsize if given.all else BEHIND
    slow = 0
    started = time.monotonic()
    for name in given.entry or list(_entries):
        cases = tasks([name], given.corpus, behind=behind, whole=given.whole, only_words=given.words)
        chosen = list(cases)[:: given.every]
        with Pool(given.jobs, begin) as pool:
            found = []
            for one in pool.imap_unordered(work_of, chosen, chunksize=4):
                found.append(one)
                if one.seconds > _entries[name].limit:
                    print(f"  over: {one.seconds:.2f} s {name}, {one.case}", file=sys.stderr, flush=True)
        found.sort(key=lambda one: -one.seconds)
        over = [one for one in found if one.seconds > _entries[name].limit]
        slow += len(over)
        whole = sum(one.whole for one in found)
        took = time.monotonic() - started
        print(
            f"{name}: {len(found):,} cases, {whole:,} at full size, "
            f"{len(over):,} over {_entries[name].limit} s; {took:.0f} s so far"
        )
        for one in found[:SHOWN]:
            least = "≥" if one.seconds >= GIVEN_UP else " "
            print(f"  {least}{one.seconds:6.2f} s {'' if one.whole else '(estimated) '}{one.case}", flush=True)
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
