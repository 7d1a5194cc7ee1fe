"""What else is in each of the offers side by side: cash and benefits by name, terms in words, what nobody mentioned."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from display.formatting import exact_money, listed, rate_words, whole_money
from offers.lining_up import Entry, Lineup
from offers.models.rows import WORDS
from offers.usual import unmentioned
from pay.on_top import KIND_NAMES
from pay.parts import label
from pay.totals import Total, annual_total, benefits_total, cash_total

NOT_STATED = "not stated"


@dataclass(frozen=True)
class PackageCell:
    """What one offer has of a row; ``beside`` says it in the offer's own currency."""

    entry: Entry
    told: str
    beside: str = ""


@dataclass(frozen=True)
class PackageRow:
    label: str
    cells: list[PackageCell]


def package_rows(lineup: Lineup, today: date) -> list[PackageRow]:
    """A row for each thing that at least one of the offers has; money in the common currency, a year."""
    entries = lineup.entries
    kinds = dict.fromkeys(row.kind for entry in entries for row in entry.contender.package.on_top)
    words = dict.fromkeys(row.kind for entry in entries for row in entry.offer.terms.in_words)
    rows = [
        _row("Own currency, a year", entries, _in_own_currency) if lineup.conversions else None,
        _row("Cash, a year", entries, _cash),
        *(_row(f"{label(kind)}, a year", entries, _of_kind(kind)) for kind in kinds if kind in KIND_NAMES),
        _row("Benefits in all, a year", entries, _benefits) if kinds else None,
        *(_row(WORDS.get(kind, kind), entries, _in_words(kind)) for kind in words),
        _row("Usual there, and not in what you entered", entries, _unmentioned(today)),
    ]
    return [row for row in rows if row and any(cell.told not in {"", NOT_STATED} for cell in row.cells)]


def _row(name: str, entries: tuple[Entry, ...], cell: Callable[[Entry], PackageCell]) -> PackageRow:
    return PackageRow(name, [cell(entry) for entry in entries])


def _in_own_currency(entry: Entry) -> PackageCell:
    """The annual total as that employer pays it, with the rate that brought it here."""
    offer, conversion = entry.offer, entry.conversion
    total = annual_total(offer.package.in_hand)
    if total is None:
        return PackageCell(entry, "not known")
    # The rate's source stands once, beneath the totals.
    beside = "" if conversion.is_identity else rate_words(conversion)
    return PackageCell(entry, _total(total, offer.currency), beside)


def _total(total: Total, currency: str) -> str:
    return f"{'at least ' if total.at_least else ''}{exact_money(total.amount, currency)}"


def _cash(entry: Entry) -> PackageCell:
    total, package = cash_total(entry.contender.package), entry.contender.package
    if total is None:
        return PackageCell(entry, "not known")
    return PackageCell(entry, _total(total, package.currency))


def _of_kind(kind: str) -> Callable[[Entry], PackageCell]:
    def cell(entry: Entry) -> PackageCell:
        package = entry.contender.package
        rows = [row for row in package.on_top if row.kind == kind]
        if not rows:
            return PackageCell(entry, NOT_STATED)
        told, own = [], []
        for row in rows:
            worth = package.worth_of(row)
            told.append("not known" if worth is None else exact_money(worth, package.currency))
            if worth is not None and not entry.conversion.is_identity:
                own.append(whole_money(entry.conversion.back(worth), entry.offer.currency))
        conditions = [row.words for row in rows if row.words]
        return PackageCell(entry, " + ".join(told), "; ".join([*own, *conditions]))

    return cell


def _benefits(entry: Entry) -> PackageCell:
    total = benefits_total(entry.contender.package)
    if total is None:
        return PackageCell(entry, NOT_STATED)
    return PackageCell(entry, _total(total, entry.contender.package.currency))


def _in_words(kind: str) -> Callable[[Entry], PackageCell]:
    def cell(entry: Entry) -> PackageCell:
        told = [row.words for row in entry.offer.terms.in_words if row.kind == kind]
        return PackageCell(entry, "; ".join(told) or NOT_STATED)

    return cell


def _unmentioned(today: date) -> Callable[[Entry], PackageCell]:
    def cell(entry: Entry) -> PackageCell:
        return PackageCell(entry, listed([usual.name for usual in unmentioned(entry.offer, today)]))

    return cell
