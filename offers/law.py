"""What the law gives a candidate for one offer, by its place, the employer's size and the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import cast

from guides.library.rights import Rights, rights
from offers.models import Offer
from pay.rights.applying import Applied, hides_pay_history, of_kind
from pay.rights.clauses import Beyond, Clawback, beyond_rule
from pay.rights.facts import Repayment


@dataclass(frozen=True)
class Law:
    """``applied`` is in force on ``on``, the day of the newest terms.

    ``place`` and ``done_from`` are keys of places; "" where the words for
    them name none, so that nothing is known.
    """

    held: Rights
    place: str
    done_from: str
    size: str
    on: date
    applied: tuple[Applied, ...]
    clause: tuple[Beyond, ...]
    clause_rule: Repayment | None

    @property
    def hides_pay(self) -> bool:
        """Whether no text names the present pay, unless the candidate insists."""
        return hides_pay_history(self.applied)

    @property
    def asks_size(self) -> bool:
        """Whether the employer's size settles anything."""
        return any((one.fact.least or 1) > 1 for one in self.applied)


def law_of(offer: Offer) -> Law:
    """What is in force for an offer; no query where the library's rights are kept."""
    held = rights()
    place = _place(offer, held)
    done_from = held.places.named(offer.works_from) if offer.works_from else ""
    terms = offer.terms
    applied = held.for_job(place, done_from, size=offer.employer_size, day=terms.on)
    rule = next((one.fact.repayment for one in of_kind(applied, "repayment-limit") if one.fact.repayment), None)
    within = terms.repayment.ends_after if terms.repayment else None
    return Law(
        held,
        place,
        done_from,
        offer.employer_size,
        terms.on,
        applied,
        beyond_rule(rule, cast("Clawback", terms.clawback), within) if rule else (),
        rule,
    )


def country_of(offer: Offer) -> str:
    """Where the job is, as ISO 3166 has it: of the place that was typed, else as the offer knows; "" for not known."""
    held = rights()
    chain = held.places.chain(held.places.named(offer.place)) if offer.place else ()
    typed = next((place.country for key in chain if (place := held.places.by_key[key]).country), "")
    return typed or offer.country


def _place(offer: Offer, held: Rights) -> str:
    """Where the job is. Typed words go before the band, which is only the nearest then."""
    if offer.place:
        return held.places.named(offer.place)
    location = offer.band.location if offer.band else None
    if location is None:
        return held.places.named(offer.band.region) if offer.band else ""
    return location.slug if location.slug in held.places.by_key else held.places.named(location.name)
