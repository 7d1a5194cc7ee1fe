"""Some of an owner's offers side by side, in one currency: loaded in five queries, however many they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from guides.library.rates import newest_rates
from offers.models import Offer
from offers.telling_apart import names_of
from pay.equity import Assumptions, Grant
from pay.money import BASE_CURRENCY, Conversion, RateMissingError, Rates
from pay.side_by_side import Contender, contender

# More columns nobody reads.
MOST_SIDE_BY_SIDE = 10


@dataclass(frozen=True)
class Entry:
    """One offer in the common currency.

    ``in_hand`` is what it pays: no equity that can't be sold yet. With that, as the candidate's assumptions count
    it, it is the ``contender``. ``private``: those grants as the letter states them.

    ``name`` is the employer, with what tells it from others of the same employer.
    """

    offer: Offer
    name: str
    contender: Contender
    in_hand: Contender
    private: tuple[Grant, ...]
    conversion: Conversion
    lapsed: bool
    is_over: bool


@dataclass(frozen=True)
class Lineup:
    """``entries`` by what they pay over four years; ``left_out`` are offers in a currency without a rate."""

    currency: str
    entries: tuple[Entry, ...]
    left_out: tuple[Offer, ...]
    baseline: Entry | None
    assumptions: Assumptions

    @property
    def conversions(self) -> list[Conversion]:
        used = {entry.conversion.origin: entry.conversion for entry in self.entries}
        return [conversion for conversion in used.values() if not conversion.is_identity]


def side_by_side(kept: Sequence[Offer], named: Collection[str], today: date) -> list[Offer]:
    """Which of the kept offers, newest first, stand side by side, ten at most.

    Those whose keys are named; where none is, those that can still be had
    before those that can't.
    """
    chosen = [offer for offer in kept if str(offer.pk) in named]
    return (chosen or sorted(kept, key=lambda offer: offer.is_over(today)))[:MOST_SIDE_BY_SIDE]


def load_lineup_rates(offers: Sequence[Offer], today: date) -> tuple[Rates, list[str]]:
    """All rates, and the currencies to choose from: those of the offers first."""
    rates = newest_rates(today) if offers else Rates({})
    own = [currency for currency, _ in Counter(offer.currency for offer in offers).most_common()]
    return rates, list(dict.fromkeys([*own, BASE_CURRENCY, *sorted(rates.by_currency)]))


def line_up(
    offers: Sequence[Offer],
    rates: Rates,
    *,
    currency: str,
    assumptions: Assumptions,
    baseline: str | None,
    today: date,
) -> Lineup:
    """``baseline`` is an offer's key; the first offer's, if it names none of them."""
    entries, left_out = [], []
    names = names_of(offers)
    for offer in offers:
        try:
            conversion = rates.conversion(offer.currency, currency)
        except RateMissingError:
            left_out.append(offer)
            continue
        stated = offer.package.in_currency(conversion)
        package = stated.assuming(assumptions)
        entries.append(
            Entry(
                offer,
                names[offer.pk],
                contender(package),
                contender(package.in_hand),
                # What is in a currency without a rate can't be weighed.
                tuple(one if stated.counts(one) else Grant(one.kind) for one in stated.private_grants),
                conversion,
                offer.has_lapsed(today),
                offer.is_over(today),
            )
        )
    entries.sort(key=lambda entry: (-entry.in_hand.total, -entry.contender.total))
    chosen = next((entry for entry in entries if str(entry.offer.pk) == baseline), entries[0] if entries else None)
    return Lineup(currency, tuple(entries), tuple(left_out), chosen, assumptions)
