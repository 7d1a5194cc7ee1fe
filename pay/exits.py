"""What a sale of the company leaves for a common share: dilution, preferences, the candidate's own odds.

Amounts are in the grant's currency, exact; dilution, odds and rates are
fractions (0.2 for 20 %); shares are whole numbers as ``Decimal``. Nothing here
is assumed for the candidate: every value is one that they enter.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from typing import Literal

ZERO, ONE = Decimal(0), Decimal(1)

PreferenceKind = Literal["none", "non_participating", "participating"]


class OddsError(ValueError):
    """Odds that don't make 100 %; the text gives their sum."""


def dilution(rounds: Iterable[Decimal] = (), issues: Iterable[Decimal] = ()) -> Decimal:
    """What is lost of a share of the company: 1 − Π(1 − dᵢ) ÷ Π(1 + mⱼ).

    ``rounds`` sell a part of the company each; ``issues`` are new shares, as a
    fraction of those there are: 20 % more is ÷ 1.2, not × 0.8. Source: og-equity-compensation.
    """
    left = ONE
    for sold in rounds:
        left *= ONE - sold
    for more in issues:
        left /= ONE + more
    return ONE - left


@dataclass(frozen=True, slots=True)
class Preference:
    """What investors get before common shares do.

    They paid ``invested`` for ``shares`` of preferred stock and are owed
    ``multiple`` × that. Participating ones then share in the rest, in all at
    most ``cap`` × what they invested (``None``: no cap). Each may convert to
    common instead. Sources: cdixon.org, "my exit payout"; Gust, "Participating
    Preferred"; startupcompanylawyer.com, 18 June 2007.
    """

    kind: PreferenceKind = "none"
    invested: Decimal = ZERO
    shares: Decimal = ZERO
    multiple: Decimal = ONE
    cap: Decimal | None = None

    def proceeds(self, exit_value: Decimal, all_shares: Decimal) -> Decimal:
        """What the investors get of an exit, whichever way pays them more; never more than there is."""
        converted = exit_value * self.shares / all_shares
        if self.kind == "none":
            return converted
        first = min(exit_value, self.multiple * self.invested)
        if self.kind == "non_participating":
            return max(first, converted)
        sharing = first + (exit_value - first) * self.shares / all_shares
        if self.cap is not None:
            sharing = min(sharing, max(first, min(exit_value, self.cap * self.invested)))
        return max(sharing, converted)

    def converts(self, exit_value: Decimal, all_shares: Decimal) -> bool:
        """Whether the investors do better as common shareholders, so that every share gets the same."""
        return self.kind == "none" or self.proceeds(exit_value, all_shares) == exit_value * self.shares / all_shares


NO_PREFERENCE = Preference()


@dataclass(frozen=True, slots=True)
class Company:
    """All shares fully diluted today, the part that later rounds take, and what investors get first."""

    all_shares: Decimal
    dilution: Decimal = ZERO
    preference: Preference = NO_PREFERENCE

    @property
    def shares_then(self) -> Decimal:
        """All shares at the exit: those of today are what dilution leaves of them."""
        return self.all_shares / (ONE - self.dilution)

    def price(self, exit_value: Decimal) -> Decimal:
        """What a common share gets at an exit.

        Without a preference: exit × (1 − dilution) ÷ fully diluted shares.
        Source: frontapp compensation calculator. Money that options bring in at
        exercise is left out; new shares of later rounds count as common.
        """
        if self.dilution >= ONE:
            return ZERO
        if self.preference.kind == "none":
            return exit_value * (ONE - self.dilution) / self.all_shares
        common = self.shares_then - self.preference.shares
        return (exit_value - self.preference.proceeds(exit_value, self.shares_then)) / common

    def worth(self, shares: Decimal, strike: Decimal, exit_value: Decimal) -> Decimal:
        """shares × max(0, price − strike)."""
        return shares * max(ZERO, self.price(exit_value) - strike)

    def exit_for_price(self, price: Decimal) -> Decimal | None:
        """The exit at which a common share gets ``price``, such as an option's strike; ``None`` where none does.

        The inverse of ``price``. Where the cap holds a preference, common shares get all that comes on top.
        """
        if self.dilution >= ONE:
            return None
        if self.preference.kind == "none":
            return price * self.all_shares / (ONE - self.dilution)
        if price <= 0:
            return ZERO
        then, held = self.shares_then, self.preference
        common = then - held.shares
        first = held.multiple * held.invested
        candidates = [price * then, price * common + first, first + price * then]
        if held.cap is not None:
            candidates.append(price * common + max(held.cap * held.invested, first))
        reached = [value for value in candidates if self.price(value) >= price * (ONE - _TINY)]
        return min(reached, default=None)


# What thirds of a share leave open in the last digits.
_TINY = Decimal("1e-18")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One way in which it may end: the candidate's own odds of it, and what the grant is worth to them then."""

    odds: Decimal
    worth: Decimal


def expected(outcomes: Sequence[Outcome]) -> Decimal:
    """Σ pᵢ·valueᵢ. Raises ``OddsError`` unless the odds make 100 %."""
    check_odds([outcome.odds for outcome in outcomes])
    return sum((outcome.odds * outcome.worth for outcome in outcomes), ZERO)


def check_odds(odds: Sequence[Decimal]) -> None:
    """Raises ``OddsError``, with the sum, unless the odds make 100 %."""
    total = sum(odds, ZERO)
    if any(chance < 0 for chance in odds):
        raise OddsError("No odds are under 0%.")
    if total != ONE:
        raise OddsError(f"The odds make {(total * 100).normalize():f}%, not 100%.")


def odds_of_nothing(outcomes: Iterable[Outcome]) -> Decimal:
    """The odds that it ends with nothing."""
    return sum((outcome.odds for outcome in outcomes if outcome.worth == 0), ZERO)


def present_value(values: Sequence[Decimal], rate: Decimal, *, mid_year: bool = False) -> Decimal:
    """Σ v ÷ (1 + r)ᵗ: what yearly amounts are worth today, each paid at its year's end, or half a year before.

    ``rate`` a year is the candidate's. 50,000 in each of four years at 10 %: 158,493.27; at mid-year 166,229.15.
    """
    with localcontext() as context:
        context.prec = 40
        at_end = sum((value / (ONE + rate) ** year for year, value in enumerate(values, start=1)), ZERO)
        return at_end * (ONE + rate).sqrt() if mid_year else at_end
