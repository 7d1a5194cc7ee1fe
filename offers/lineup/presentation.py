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
    ("Year 1", "base + bonus + the year's equity + signing", lambda one: one.year_1),
    ("Annual total", "base + bonus + equity ÷ vesting years, no signing", lambda one: one.annual),
    ("Guaranteed cash, year 1", "base + signing + guaranteed bonus", lambda one: one.guaranteed),
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
        "metrics": [(label, formula, _cells(lineup, total)) for label, formula, total in METRICS],
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
            entry.contender.annual if entry else None,
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
    first, second = _in_front(lineup)
    apart = first.in_hand.total - second.in_hand.total
    known = "As far as is known, " if first.in_hand.missing or second.in_hand.missing else ""
    of_pay = "" if _all_is_pay(first, second) else " in cash and shares that can be sold"
    if not apart:
        return f"{_begun(_name(first))} and {_name(second)} pay the same over four years{of_pay}."
    more = _apart(apart, lineup.currency)
    year = lead_from(first.in_hand, second.in_hand)
    since = f", ahead from year {year} on" if year and year > 1 else ", ahead from the first year" if year else ""
    sentence = f"{_name(first)} pays {more} more than {_name(second)} over four years{of_pay}{since}"
    return f"{_begun(f'{known}{sentence}')}."


def beside_it(lineup: Lineup) -> str:
    """How far apart the two are with the equity that can't be sold yet, as it is counted; "" where neither has any."""
    if len(lineup.entries) < 2 or _all_is_pay(*_in_front(lineup)):
        return ""
    first, second = _in_front(lineup)
    how = "as assumed below" if lineup.assumptions != Assumptions() else "as quoted"
    apart = first.contender.total - second.contender.total
    if not apart:
        return f"With what can’t be sold yet, counted {how}, they come to the same."
    ahead = first if apart > 0 else second
    return f"With what can’t be sold yet, counted {how}, {_name(ahead)} is {_apart(abs(apart), lineup.currency)} ahead."


def _in_front(lineup: Lineup) -> list[Entry]:
    """The two that pay most."""
    return sorted(lineup.entries, key=lambda entry: -entry.in_hand.total)[:2]


def _all_is_pay(*entries: Entry) -> bool:
    return all(entry.contender.total == entry.in_hand.total for entry in entries)


def _begun(sentence: str) -> str:
    return f"{sentence[:1].upper()}{sentence[1:]}"


def _name(entry: Entry) -> str:
    return f"your job at {entry.offer.employer}" if entry.offer.kind == "current" else entry.name


def turning(lineup: Lineup) -> list[str]:
    """What would turn the order of the first and each other, and of neighbours: a discount on equity, or an exit."""
    sentences = []
    pairs = [*((lineup.entries[0], other) for other in lineup.entries[1:]), *pairwise(lineup.entries[1:])]
    for ahead, behind in pairs:
        ways = _ways(lineup, ahead, behind)
        apart = ahead.contender.total - behind.contender.total
        known = "As far as is known, " if ahead.contender.missing or behind.contender.missing else ""
        lead = f"{known}{_name(ahead)} is {_apart(apart, lineup.currency)} ahead of {_name(behind)}"
        if not apart:
            sentences.append(f"{known}{_name(ahead)} and {_name(behind)} pay the same.")
        elif ways:
            sentences.append(f"{lead}. {' '.join(ways)}")
        elif behind.contender.illiquid or "equity" in behind.contender.missing or not _is_counted(behind):
            sentences.append(
                f"{lead}. To say at which exit {_name(behind)} would catch up, we'd need your number of shares there "
                "and the number of all shares, fully diluted."
            )
        else:
            sentences.append(f"{lead}, whatever {_unsold(ahead, behind)} turns out to be worth.")
    return sentences


def _unsold(*entries: Entry) -> str:
    """What a discount is taken off: nobody says of equity whose kind isn't known that it can't be sold."""
    kinds = {entry.contender.package.equity_kind for entry in entries if entry.contender.illiquid}
    known = ["equity that can't be sold yet"] if kinds - {"unspecified"} or not kinds else []
    unknown = ["equity whose kind isn't known"] if "unspecified" in kinds else []
    return " and ".join([*known, *unknown])


def _ways(lineup: Lineup, ahead: Entry, behind: Entry) -> list[str]:
    ways = []
    discount = break_even_discount(ahead.contender, behind.contender)
    if discount is not None:
        further = "a further " if lineup.assumptions.discount else "a "
        ways.append(f"That turns at {further}discount of {percent(discount)} on {_unsold(ahead, behind)}.")
    assumed = (lineup.assumptions.dilution, lineup.assumptions.discount)
    loses = break_even_exit(ahead.contender, ahead.grant, *assumed, behind.contender.total)
    if loses:
        ways.append(f"It falls behind if {_name(ahead)} is sold or listed for less than {_big(lineup, loses)}.")
    wins = break_even_exit(behind.contender, behind.grant, *assumed, ahead.contender.total)
    if wins:
        ways.append(f"{_name(behind)} catches up if it is sold or listed for more than {_big(lineup, wins)}.")
    return ways


def _apart(amount: Decimal, currency: str) -> str:
    """A difference as one would say it; the tables have the cents."""
    return whole_money(amount, currency) if abs(amount) >= 1 else exact_money(amount, currency)


def _big(lineup: Lineup, amount: Decimal) -> str:
    return compact_money(amount, lineup.currency)


def _cells(lineup: Lineup, total: Callable[[Contender], Total | None]) -> list[Cell]:
    baseline = total(lineup.baseline.contender) if lineup.baseline else None
    return [_cell(lineup, entry, total(entry.contender), baseline) for entry in lineup.entries]


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
            ("illiquid", year.illiquid, _unsold(entry)),
        )
        if amount > 0
    ]
    at_least = "at least " if year.missing else ""
    return YearRow(
        entry,
        f"{at_least}{exact_money(year.total, lineup.currency)}",
        stacked_bar([(kind, amount) for kind, amount, _ in shown], most),
        listed([f"{exact_money(amount, lineup.currency)} {words}" for _, amount, words in shown]),
    )
