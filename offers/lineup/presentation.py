"""A line-up as sentences, rows and bars that templates print; no decision is taken here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from display.charts import StackedBar, stacked_bar
from display.formatting import compact_money, exact_money, listed, percent, whole_money
from offers.lining_up import Entry, Lineup
from offers.models import Offer
from offers.progress import progress_sentence
from offers.speaking import grant_words
from offers.telling_apart import names_of
from pay.equity import Assumptions
from pay.side_by_side import Contender, Year, break_even_discount, break_even_exit, difference, lead_from
from pay.totals import YEARS, Total

METRICS: tuple[tuple[str, str, Callable[[Contender], Total | None]], ...] = (
    ("4-year average", "mean of four years, signing included", lambda one: one.average),
    ("Year 1", "base + bonus + other cash + the year's equity that can be sold + signing", lambda one: one.year_1),
    (
        "Annual total",
        "base + bonus + other cash + equity that can be sold ÷ vesting years, no signing",
        lambda one: one.annual,
    ),
    ("Guaranteed cash, year 1", "base + fixed pay beside it + signing + guaranteed bonus", lambda one: one.guaranteed),
)


@dataclass(frozen=True)
class Card:
    """An offer in the list; ``annual`` is ``None`` where nothing is known, or there is no rate.

    ``outcome`` says how it ended, and what negotiating gained; "" while it is open.
    """

    offer: Offer
    annual: Total | None
    lapsed: bool
    outcome: str


@dataclass(frozen=True)
class Choice:
    """An offer that can be seen side by side with others."""

    key: str
    name: str
    is_chosen: bool


@dataclass(frozen=True)
class Cell:
    """A total of one offer, and how it differs from the baseline's."""

    entry: Entry
    amount: str
    difference: str
    direction: str
    is_baseline: bool


@dataclass(frozen=True)
class YearRow:
    """One year of one offer as a bar."""

    entry: Entry
    amount: str
    bar: StackedBar
    parts: str


def lineup_context(lineup: Lineup) -> dict[str, Any]:
    """What the template of a line-up gets."""
    return {
        "lineup": lineup,
        "verdict": lineup_sentence(lineup),
        "beside_verdict": beside_it(lineup),
        "turning": turning(lineup),
        "metrics": [
            *((label, formula, _cells(lineup, total)) for label, formula, total in METRICS),
            *_beside_totals(lineup),
        ],
        "years": _years(lineup),
        "illiquid": _unsold(*lineup.entries) if any(entry.contender.illiquid for entry in lineup.entries) else "",
        "untold": [_untold(entry) for entry in lineup.entries if not _is_counted(entry)],
        "unknown": [(entry, _unknown(entry)) for entry in lineup.entries if entry.contender.missing],
    }


def names(offers: Sequence[Offer]) -> list[tuple[str, str]]:
    """Key and name of each."""
    return [(str(key), name) for key, name in names_of(offers).items()]


def choices(kept: Sequence[Offer], compared: Sequence[Offer]) -> list[Choice]:
    chosen = {str(offer.pk) for offer in compared}
    return [Choice(key, name, key in chosen) for key, name in names(kept)]


def cards(offers: Sequence[Offer], lineup: Lineup) -> list[Card]:
    """The offers in their order, with the totals of a line-up that has them all."""
    entries = {entry.offer.pk: entry for entry in lineup.entries}
    found = [(offer, entries.get(offer.pk)) for offer in offers]
    return [
        Card(
            offer,
            entry.in_hand.annual if entry else None,
            bool(entry and entry.lapsed),
            progress_sentence(offer) if offer.outcome else "",
        )
        for offer, entry in found
    ]


def _is_counted(entry: Entry) -> bool:
    """Whether totals have an offer's equity, where there is some: it may have no worth to be said."""
    return entry.offer.package.equity_is_told


def _untold(entry: Entry) -> str:
    """The equity that no total counts, under its own name."""
    package = entry.offer.package
    why = "its kind isn't known" if package.equity_kind == "unspecified" else "what it is worth can't be said"
    name = _name(entry)
    return f"{_begun(name)}: {grant_words(package) or 'equity'}, which no total here counts, since {why}."


def _unknown(entry: Entry) -> str:
    names = {"signing": "signing bonus"}
    return listed([names.get(part, part) for part in entry.contender.missing])


def lineup_sentence(lineup: Lineup) -> str:
    """Which offer pays more, and from which year on, in one sentence; equity that can't be sold yet is no pay."""
    if len(lineup.entries) < 2:
        return ""
    first, second = lineup.entries[:2]
    apart = first.in_hand.total - second.in_hand.total
    known = "As far as is known, " if first.in_hand.missing or second.in_hand.missing else ""
    of_pay = _of_pay(first, second)
    if not apart:
        return f"{_begun(_name(first))} and {_name(second)} pay the same over four years{of_pay}."
    more = _apart(apart, lineup.currency)
    year = lead_from(first.in_hand, second.in_hand)
    since = f", ahead from year {year} on" if year and year > 1 else ", ahead from the first year" if year else ""
    sentence = f"{_name(first)} pays {more} more than {_name(second)} over four years{of_pay}{since}"
    return f"{_begun(f'{known}{sentence}')}."


def beside_it(lineup: Lineup) -> str:
    """Which offer is ahead of all others with the equity that can't be sold yet, as it is counted.

    "" where neither of the two that come to most has any: they are those that pay most, too.
    """
    entries = sorted(lineup.entries, key=lambda entry: -entry.contender.total)
    if len(entries) < 2 or _all_is_pay(*entries[:2]):
        return ""
    if not all(map(_is_counted, entries)):
        return ""
    first, second = entries[:2]
    counted = f"With what can’t be sold yet, counted {_counted(lineup)}"
    apart = first.contender.total - second.contender.total
    if not apart:
        both = "they" if len(entries) == 2 else f"{_name(first)} and {_name(second)}"
        return f"{counted}, {both} come to the same."
    of_whom = "" if len(entries) == 2 else f" of {_name(second)}"
    return f"{counted}, {_name(first)} is {_apart(apart, lineup.currency)} ahead{of_whom}."


def _counted(lineup: Lineup) -> str:
    return "as assumed below" if lineup.assumptions != Assumptions() else "as quoted"


def _all_is_pay(*entries: Entry) -> bool:
    return all(entry.contender.total == entry.in_hand.total for entry in entries)


def _of_pay(*entries: Entry) -> str:
    """What a difference is counted in where that isn't all that the offers have."""
    return "" if _all_is_pay(*entries) else " in cash and shares that can be sold"


def _begun(sentence: str) -> str:
    return f"{sentence[:1].upper()}{sentence[1:]}"


def _name(entry: Entry) -> str:
    return f"your job at {entry.offer.employer}" if entry.offer.kind == "current" else entry.name


def turning(lineup: Lineup) -> list[str]:
    """What would turn the order of the first and each other, and of neighbours: a discount on equity, or an exit."""
    sentences = []
    pairs = [*((lineup.entries[0], other) for other in lineup.entries[1:]), *pairwise(lineup.entries[1:])]
    for ahead, behind in pairs:
        apart = ahead.in_hand.total - behind.in_hand.total
        known = "As far as is known, " if ahead.in_hand.missing or behind.in_hand.missing else ""
        lead = f"{known}{_name(ahead)} is {_apart(apart, lineup.currency)} ahead of {_name(behind)}"
        if not apart:
            lead = f"{known}{_name(ahead)} and {_name(behind)} pay the same"
        lead = _begun(f"{lead}{_of_pay(ahead, behind)}")
        ways = [*_as_counted(lineup, ahead, behind), *_by_an_exit(lineup, ahead, behind)]
        is_settled = not (behind.in_hand.missing or behind.private or behind.contender.illiquid)
        if apart and is_settled and _is_counted(behind):
            ways.append("No sale or listing would change that.")
        sentences.append(" ".join([f"{lead}.", *ways]))
    return sentences


def _unsold(*entries: Entry) -> str:
    """What a discount is taken off: nobody says of equity whose kind isn't known that it can't be sold."""
    kinds = {entry.contender.package.equity_kind for entry in entries if entry.contender.illiquid}
    known = ["equity that can't be sold yet"] if kinds - {"unspecified"} or not kinds else []
    unknown = ["equity whose kind isn't known"] if "unspecified" in kinds else []
    return " and ".join([*known, *unknown])


def _as_counted(lineup: Lineup, ahead: Entry, behind: Entry) -> list[str]:
    """Where the order is another one with equity that can't be sold yet: by how much, and from which discount not."""
    more = behind.contender.total - ahead.contender.total
    discount = break_even_discount(ahead.contender, behind.contender)
    if more <= 0 or not discount or not (_is_counted(ahead) and _is_counted(behind)):
        return []
    further = "a further " if lineup.assumptions.discount else "a "
    what = f"With {_unsold(ahead, behind)}, counted {_counted(lineup)}, {_name(behind)} is"
    turns = f"that turns at {further}discount of {percent(discount)}"
    return [f"{what} {_apart(more, lineup.currency)} ahead; {turns}."]


def _by_an_exit(lineup: Lineup, ahead: Entry, behind: Entry) -> list[str]:
    """At which exit the one that is behind catches up with what the other pays, or what has to be known to say so."""
    if not behind.private or behind.in_hand.total == ahead.in_hand.total:
        return []
    assumed = lineup.assumptions
    exit_value = break_even_exit(
        behind.in_hand.total, behind.private, assumed.dilution, assumed.discount, ahead.in_hand.total
    )
    if exit_value is None:
        return [
            f"To say at which exit {_name(behind)} would catch up, we'd need your number of shares there "
            "and the number of all shares, fully diluted."
        ]
    with_what = " with that" if ahead.private else ""
    return [
        f"{_begun(_name(behind))} catches up{with_what} if it is sold or listed for more than "
        f"{compact_money(exit_value, lineup.currency)}."
    ]


def _apart(amount: Decimal, currency: str) -> str:
    """A difference as one would say it; the tables have the cents."""
    return whole_money(amount, currency) if abs(amount) >= 1 else exact_money(amount, currency)


def _beside_totals(lineup: Lineup) -> list[tuple[str, str, list[Cell]]]:
    """What no total counts, as a row of its own: equity that can't be sold yet."""
    if not any(entry.contender.illiquid for entry in lineup.entries):
        return []
    cells = [Cell(entry, _beside_words(entry, lineup.currency), "", "", is_baseline=False) for entry in lineup.entries]
    unsold = _unsold(*lineup.entries)
    return [(f"Beside it: {unsold}", f"over four years, {_counted(lineup)}; counted in no total", cells)]


def _beside_words(entry: Entry, currency: str) -> str:
    """Equity that can't be sold yet in money; in the letter's words where what it is worth can't be said."""
    amount = entry.contender.illiquid
    worth = [exact_money(amount, currency)] if amount else []
    untold = [] if _is_counted(entry) else [grant_words(entry.offer.package.untold) or "equity"]
    return " and ".join([*worth, *untold]) or "none"


def _cells(lineup: Lineup, total: Callable[[Contender], Total | None]) -> list[Cell]:
    baseline = total(lineup.baseline.in_hand) if lineup.baseline else None
    return [_cell(lineup, entry, total(entry.in_hand), baseline) for entry in lineup.entries]


def _cell(lineup: Lineup, entry: Entry, theirs: Total | None, baseline: Total | None) -> Cell:
    is_baseline = entry is lineup.baseline
    amount = "not known"
    if theirs:
        amount = f"{'at least ' if theirs.at_least else ''}{exact_money(theirs.amount, lineup.currency)}"
    apart = None if is_baseline else difference(theirs, baseline)
    words = direction = ""
    if apart and theirs:
        direction = "up" if apart.amount > 0 else "down" if apart.amount < 0 else ""
        sign = "+" if apart.amount > 0 else ""
        words = f"{sign}{exact_money(apart.amount, lineup.currency)}"
        if apart.fraction is not None:
            words += f" ({sign}{percent(apart.fraction)})".replace("-", "\N{MINUS SIGN}")
        if apart.at_least:
            more = "more" if apart.amount > 0 else "less"
            words = f"at least {exact_money(abs(apart.amount), lineup.currency)} {more}"
        if not apart.amount:
            words = "the same" if not apart.at_least else "the same or more" if theirs.at_least else "the same or less"
    return Cell(entry, amount, words, direction, is_baseline)


def _years(lineup: Lineup) -> list[tuple[int, list[YearRow]]]:
    most = max((year.total for entry in lineup.entries for year in entry.contender.years), default=Decimal(0))
    return [
        (number, [_year_row(lineup, entry, entry.contender.years[number - 1], most) for entry in lineup.entries])
        for number in range(1, YEARS + 1)
    ]


def _year_row(lineup: Lineup, entry: Entry, year: Year, most: Decimal) -> YearRow:
    shown = [
        (kind, amount, words)
        for kind, amount, words in (
            ("cash", year.cash, "cash"),
            ("liquid", year.liquid, "equity that can be sold"),
        )
        if amount > 0
    ]
    drawn = [(kind, amount) for kind, amount, _ in shown]
    parts = listed([f"{exact_money(amount, lineup.currency)} {words}" for _, amount, words in shown])
    if year.illiquid > 0:
        drawn.append(("illiquid", year.illiquid))
        parts += f"; beside it, not counted, {exact_money(year.illiquid, lineup.currency)} {_unsold(entry)}"
    at_least = "at least " if entry.in_hand.years[year.number - 1].missing else ""
    return YearRow(
        entry,
        f"{at_least}{exact_money(year.cash + year.liquid, lineup.currency)}",
        stacked_bar(drawn, most),
        parts,
    )
