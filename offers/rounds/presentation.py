"""The rounds of an offer as sentences and rows that templates print."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from display.formatting import listed, percent, signed_money, whole_money, years
from offers.models import Offer, Round
from offers.progress import progress_sentence
from offers.speaking import grant_words, package_parts, signing_words
from pay.packages import Package
from pay.parts import NAMES
from pay.rounds import Move, four_year_change, moves, still_open
from pay.totals import YEARS, four_year_average
from pay.vesting import share_of


@dataclass(frozen=True)
class RoundRow:
    """One move: whose, its terms, and what moved since the same party's move before."""

    round: Round
    who: str
    terms: str
    moved: tuple[str, ...]
    change: str
    a_year: str


def rounds_context(offer: Offer) -> dict[str, Any]:
    rows: list[RoundRow] = []
    before: dict[str, Package] = {}
    for round in offer.rounds.all():
        package = round.package(offer.currency)
        rows.append(_row(offer, round, package, before.get(round.party)))
        before[round.party] = package
    own = before.get(Round.Party.CANDIDATE)
    open_parts = still_open(own, offer.package) if own else ()
    return {
        "offer": offer,
        "verdict": progress_sentence(offer),
        "rows": rows,
        "open": [_open_words(move, offer.currency) for move in open_parts if move.part not in _untold(offer.package)],
        "has_countered": own is not None,
    }


def _row(offer: Offer, round: Round, package: Package, before: Package | None) -> RoundRow:
    moved = _moved(before, package) if before else []
    change = four_year_change(before, package) if before else Decimal(0)
    return RoundRow(
        round,
        offer.employer if round.party == Round.Party.COMPANY else "You",
        listed(package_parts(package)),
        tuple(moved),
        _change_words(change, offer.currency) if change else "",
        _in_all(package),
    )


def _in_all(package: Package) -> str:
    total = four_year_average(package.told)
    if total is None:
        return "not known"
    amount = f"{'at least ' if total.at_least else ''}{whole_money(total.amount, package.currency)} a year"
    return f"{amount} in all" if package.equity_is_told else f"{amount} without the equity"


def _change_words(change: Decimal, currency: str) -> str:
    """ "+$5,000 over four years, $1,250 a year"."""
    return f"{signed_money(change, currency)} over four years, {whole_money(abs(change) / YEARS, currency)} a year"


def _moved(before: Package, after: Package) -> list[str]:
    """What moved, in money and otherwise."""
    words = [_moved_words(move, after.currency) for move in moves(before, after) if move.part not in _untold(after)]
    return [*words, *_restated(before, after)]


def _untold(package: Package) -> frozenset[str]:
    """A grant of shares is told in shares: what they are worth, nobody quoted."""
    in_shares = any((grant.value is None and grant.shares) or grant.kind == "options" for grant in package.first_grants)
    return frozenset({"equity"} if in_shares else ())


def _restated(before: Package, after: Package) -> list[str]:
    """What is now paid in another way, or in shares."""
    words = []
    if before.signing_in_all == after.signing_in_all and before.signing_parts != after.signing_parts:
        words.append(
            f"now {signing_words(after)}" if len(after.signing_parts) > 1 else "signing bonus now paid at once"
        )
    if before.bonus_kind != after.bonus_kind:
        words.append(f"bonus now {Round.BonusKind(after.bonus_kind).label}")
    if before.equity_kind != after.equity_kind:
        words.append(f"equity now of the kind “{Round.EquityKind(after.equity_kind).label}”")
    if _untold(after) and grant_words(before) != grant_words(after):
        words.append(f"now {grant_words(after)}")
    if _by_year(before) != _by_year(after) and (shares := _by_year(after)):
        words.append(f"vests {listed([percent(share) for share in shares])} by the year")
    return words


def _by_year(package: Package) -> list[Decimal] | None:
    """How much vests in each year where that isn't the same; ``None`` where it is, or isn't known."""
    if package.schedule is None:
        return None
    years = range(1, int(package.schedule.years) + 1)
    parts = [share_of(Decimal(1), package.schedule.in_year(year)) for year in years]
    return parts if len(set(parts)) > 1 else None


def _moved_words(move: Move, currency: str) -> str:
    if move.part == "vesting years":
        return f"vests over {years(move.after)}" if move.after else "vesting no longer known"
    part = NAMES[move.part]
    if move.change is None:
        return (
            f"{part} now {whole_money(move.after, currency)}" if move.after is not None else f"{part} no longer known"
        )
    return f"{part} {signed_money(move.change, currency)}"


def _open_words(move: Move, currency: str) -> str:
    if move.change is None:
        return f"{whole_money(move.after or Decimal(0), currency)} {NAMES[move.part]} asked for, theirs isn't known"
    return f"{whole_money(move.change, currency)} of {NAMES[move.part]}"
