"""An offer, what it is compared with and the owner's other offers → what the comparison page shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from django.utils.safestring import SafeString

from guides.library.citing import Cited
from guides.library.guide_terms import LeverTerms, guide_terms
from guides.library.rates import Withdrawn, rates_between, withdrawn_since
from guides.library.terms import band_terms, region_keys
from guides.models import Band, Lever
from offers import speaking
from offers.comparison import wording
from offers.models import Offer, ScriptFact
from pay.alternatives import same_employer, weakens
from pay.asks import Ask, Effect, Gap, effect, gap
from pay.comparison import Comparison, compare
from pay.money import Conversion, RateMissingError, Rates
from pay.packages import Package
from pay.scripts import Script, compose
from pay.totals import Total, annual_total

# Why a recorded offer is named in no script.
WhyUnused = Literal["lapsed", "over", "same-employer", "weaker"]


# For how long a comparison says that a rate it may have used was wrong.
WITHDRAWN_TOLD = timedelta(days=90)


@dataclass(frozen=True)
class Alternative:
    """A competing offer with its annual total in the currency of the comparison."""

    offer: Offer
    annual: Total


@dataclass(frozen=True)
class LeverOutlook:
    """A lever (or the strategy) for one offer: what it would move and what to say."""

    terms: LeverTerms
    effect: Effect
    script: Script
    confirmable: tuple[Confirmable, ...]
    blanks: tuple[Blank, ...]

    @property
    def row(self) -> Lever:
        return self.terms.row

    @property
    def anchor(self) -> str:
        return self.terms.anchor

    @property
    def asks(self) -> tuple[Ask, ...]:
        return self.terms.asks

    @property
    def advice(self) -> tuple[SafeString, ...]:
        return self.terms.advice

    @property
    def is_locked(self) -> bool:
        return self.script.locked is not None

    @property
    def gain(self) -> Decimal:
        return self.effect.four_year_gain


@dataclass(frozen=True)
class Confirmable:
    """A claim that is printed once the candidate says that it is true."""

    key: str
    text: str
    is_confirmed: bool


@dataclass(frozen=True)
class Blank:
    """A slot of a script, with the candidate's words for it if there are any."""

    key: str
    slot: str
    answer: str


@dataclass(frozen=True)
class Outlook:
    """All that the comparison page shows."""

    offer: Offer
    today: date
    package: Package
    own: Comparison
    comparison: Comparison
    conversion: Conversion | None
    rate_missing: str
    # Rates of its currencies that may have been used for it before, and were wrong.
    withdrawn: tuple[Withdrawn, ...]
    # Empty where all is in one currency.
    rates: Rates
    # ``None`` where there is none, and where the offer's is being checked.
    band: Band | None
    levers: tuple[LeverOutlook, ...]
    met_levers: tuple[LeverOutlook, ...]
    strategy: LeverOutlook | None
    asked: tuple[Gap, ...]
    floors: tuple[Gap, ...]
    competing: tuple[Offer, ...]
    unused: tuple[tuple[Offer, WhyUnused], ...]
    best_alternative: Alternative | None
    sources: tuple[Cited, ...]

    @property
    def currency(self) -> str:
        return self.comparison.package.currency

    @property
    def checked_band(self) -> Band | None:
        """The offer's band where an editor is checking an error in it, so that nothing is compared with it."""
        return self.offer.band if _is_in_doubt(self.offer.band) else None

    @property
    def verdict(self) -> str:
        return wording.verdict(self.comparison, self.asked, self.package)


def load_outlook(offer: Offer, *, stored: Iterable[Offer], today: date) -> Outlook:
    """The comparison of one of the ``stored`` offers of its owner, all loaded with ``load_offers``.

    Queries: script facts; rates only where currencies differ; what the
    revision says, where it isn't kept.
    """
    package = offer.package
    own = compare(package, None)
    band = None if _is_in_doubt(offer.band) else offer.band
    compared = band_terms(band) if band else None
    others = [other for other in stored if other.kind == Offer.Kind.OFFER and other.pk != offer.pk]
    rates = rates_between(
        {package.currency, *([compared.currency] if compared else []), *(other.currency for other in others)}, today
    )
    comparison, conversion, rate_missing = own, None, ""
    if compared:
        try:
            conversion = rates.conversion(package.currency, compared.currency)
            comparison = compare(package.in_currency(conversion), compared)
        except RateMissingError as missing:
            rate_missing = missing.currency
    competing, unused, best = _weighed(offer, others, comparison.package, rates, today)

    terms = guide_terms(offer.revision_id)
    regions = region_keys(band)
    limits = [ask for ask in terms.asks if ask.is_limit]
    loader = _LeverLoader(
        offer=offer,
        comparison=comparison,
        regions=regions,
        offers_sentence=speaking.offers_sentence(
            [(other.employer, other.status == Offer.Status.WRITTEN, other.package) for other in competing]
        ),
        limits=limits,
        facts={(fact.kind, fact.key): fact for fact in offer.script_facts.all()} if offer.revision_id else {},
    )
    levers = [loader.outlook(lever) for lever in terms.levers]
    strategy = loader.outlook(terms.strategy) if terms.strategy else None
    strategy_asks = [ask for ask in strategy.asks if ask.is_for(comparison.band, regions)] if strategy else []
    return Outlook(
        offer=offer,
        today=today,
        package=package,
        own=own,
        comparison=comparison,
        conversion=None if conversion is None or conversion.is_identity else conversion,
        rate_missing=rate_missing,
        withdrawn=_withdrawn(offer, {package.currency, compared.currency} if compared else set(), today),
        rates=rates,
        band=band,
        levers=tuple(sorted((lever for lever in levers if not lever.effect.is_met), key=lambda lever: -lever.gain)),
        met_levers=tuple(lever for lever in levers if lever.effect.is_met),
        strategy=strategy,
        asked=tuple(gap(ask, comparison) for ask in strategy_asks if not ask.is_limit),
        floors=tuple(gap(ask, comparison) for ask in dict.fromkeys(limits) if ask.is_for(comparison.band, regions)),
        competing=competing,
        unused=unused,
        best_alternative=best,
        sources=terms.sources,
    )


def _withdrawn(offer: Offer, currencies: Set[str], today: date) -> tuple[Withdrawn, ...]:
    """The wrong rates that the offer may have been converted with, for as long as that is worth telling."""
    if len(currencies) < 2:
        return ()
    return tuple(
        rate
        for rate in withdrawn_since(today - WITHDRAWN_TOLD)
        if rate.currency in currencies and offer.created_at < rate.at
    )


def _weighed(
    offer: Offer, others: Iterable[Offer], package: Package, rates: Rates, today: date
) -> tuple[tuple[Offer, ...], tuple[tuple[Offer, WhyUnused], ...], Alternative | None]:
    """The competing offers that scripts may name, those that they don't with the reason, and the best of the first."""
    used: list[Offer] = []
    unused: list[tuple[Offer, WhyUnused]] = []
    alternatives: list[Alternative] = []
    for other in others:
        try:
            theirs = other.package.in_currency(rates.conversion(other.currency, package.currency))
        except RateMissingError:
            theirs = None
        if other.has_lapsed(today):
            unused.append((other, "lapsed"))
        elif other.is_over(today):
            unused.append((other, "over"))
        elif same_employer(other.employer, offer.employer):
            unused.append((other, "same-employer"))
        elif theirs and weakens(theirs, package):
            unused.append((other, "weaker"))
        else:
            used.append(other)
            if theirs and (annual := annual_total(theirs)):
                alternatives.append(Alternative(other, annual))
    best = max(alternatives, key=lambda alternative: alternative.annual.amount, default=None)
    return tuple(used), tuple(unused), best


@dataclass(frozen=True)
class _LeverLoader:
    offer: Offer
    comparison: Comparison
    regions: frozenset[str]
    offers_sentence: str
    limits: Sequence[Ask]
    facts: Mapping[tuple[str, str], ScriptFact]

    def outlook(self, terms: LeverTerms) -> LeverOutlook:
        moving = [ask for ask in terms.asks if not ask.is_limit]
        here = [ask for ask in moving if ask.is_for(self.comparison.band, self.regions)]
        elsewhere = [ask for ask in moving if ask not in here]
        confirmed = {key for key in terms.confirmable if (ScriptFact.Kind.CLAIM, key) in self.facts}
        answers = {key: fact.answer for key in terms.blanks if (fact := self.facts.get((ScriptFact.Kind.SLOT, key)))}
        granted = effect(here, self.comparison)
        script = compose(
            terms.sentences,
            gaps=granted.gaps,
            limits=self.limits,
            # Beside a band that is being checked nobody knows which asks are for this offer.
            elsewhere=elsewhere if self.comparison.band or _is_in_doubt(self.offer.band) else (),
            offers_sentence=self.offers_sentence,
            needs_competing_offer=terms.row.needs_competing_offer,
            confirmed=frozenset(terms.confirmable[key] for key in confirmed),
            slot_answers={terms.blanks[key]: answer for key, answer in answers.items()},
            ask_sentence=speaking.ask_sentence,
            thanks=speaking.thanks_sentence(self.offer.package) if terms.row.is_strategy else "",
        )
        return LeverOutlook(
            terms=terms,
            effect=granted,
            script=script,
            confirmable=tuple(Confirmable(key, text, key in confirmed) for key, text in terms.confirmable.items()),
            blanks=tuple(Blank(key, slot, answers.get(key, "")) for key, slot in terms.blanks.items()),
        )


def _is_in_doubt(band: Band | None) -> bool:
    """Whether an error was found in it that no editor has settled."""
    return band is not None and band.has_error
