"""An offer, what it is compared with and the owner's other offers → what the comparison page shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import Literal

from django.utils.safestring import SafeString

from display.formatting import whole_money
from guides.library.citing import Cited
from guides.library.guide_terms import LeverTerms, guide_terms
from guides.library.rates import Withdrawn, rates_between, withdrawn_since
from guides.library.terms import band_terms, region_keys
from guides.models import Band, Lever
from offers import speaking
from offers.comparison import wording
from offers.law import Law, law_of
from offers.market import OfferMarket, load_offer_market
from offers.models import CounterPlan, Offer, Posting, ScriptFact
from offers.planning import Alternatives, load_alternatives, own_figures, plan_for
from pay.alternatives import same_employer, weakens
from pay.asks import Ask, Effect, Gap, effect, gap
from pay.bands import BandTerms
from pay.comparison import Comparison, compare
from pay.equity import Assumptions
from pay.money import Conversion, RateMissingError, Rates
from pay.packages import Package
from pay.plans import LeverMoves, Own, Plan
from pay.postings.standing import PostedStanding, standing_in
from pay.scripts import PROMISE, OwnWords, Script, compose, promise_key, tickable
from pay.slots import Slot
from pay.totals import Total, annual_total

# Why a recorded offer is named in no script.
WhyUnused = Literal["lapsed", "over", "same-employer", "weaker"]


# For how long a comparison says that a rate it may have used was wrong.
WITHDRAWN_TOLD = timedelta(days=90)


@dataclass(frozen=True)
class Alternative:
    """A competing offer with its terms and annual total in the currency of the comparison."""

    offer: Offer
    package: Package
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
    def is_to_read(self) -> bool:
        """Whether nothing of it can be said, whatever the candidate ticks, fills in or records."""
        could_be = self.script.locked != "nothing-to-say" or self.confirmable or self.blanks
        return not could_be and all(left.why in {"leans", "offer-claim"} for left in self.script.left_out)

    @property
    def gain(self) -> Decimal:
        return self.effect.four_year_gain


@dataclass(frozen=True)
class Confirmable:
    """A sentence that is said once the candidate says that it is true of them."""

    key: str
    text: str
    is_confirmed: bool


@dataclass(frozen=True)
class Blank:
    """A slot of a script, with the candidate's words for it if there are any."""

    slot: Slot
    answer: str


@dataclass(frozen=True)
class Outlook:
    """All that the comparison page shows, in the currency of the offer.

    ``comparison`` has the band of full time; ``paid_band`` and the asks are of the offer's share of it.
    ``conversion`` brought the band and the guide's asks there; ``None`` where they are in it.
    """

    offer: Offer
    today: date
    law: Law
    # What the employer's own posting states, where the candidate stored it.
    posted: PostedStanding | None
    # What other companies publish for the job and place, where these are known.
    market: OfferMarket | None
    comparison: Comparison
    conversion: Conversion | None
    rate_missing: str
    # Rates of its currencies that may have been used for it before, and were wrong.
    withdrawn: tuple[Withdrawn, ...]
    rates: Rates
    # ``None`` where there is none, and where the offer's is being checked.
    band: Band | None
    paid_band: BandTerms | None
    levers: tuple[LeverOutlook, ...]
    met_levers: tuple[LeverOutlook, ...]
    strategy: LeverOutlook | None
    asked: tuple[Gap, ...]
    floors: tuple[Gap, ...]
    competing: tuple[Offer, ...]
    unused: tuple[tuple[Offer, WhyUnused], ...]
    best_alternative: Alternative | None
    alternatives: Alternatives
    stored_plan: CounterPlan | None
    # The guide's own asks alone, and with them the candidate's figures and alternatives.
    guides_plan: Plan
    plan: Plan
    sources: tuple[Cited, ...]

    @property
    def package(self) -> Package:
        return self.comparison.package

    @property
    def currency(self) -> str:
        return self.package.currency

    @property
    def is_over(self) -> bool:
        """Whether it was accepted, declined or withdrawn: nothing is asked for any more."""
        return bool(self.offer.outcome)

    @property
    def checked_band(self) -> Band | None:
        """The offer's band where an editor is checking an error in it, so that nothing is compared with it."""
        return self.offer.band if _is_in_doubt(self.offer.band) else None

    @property
    def verdict(self) -> str:
        raised = self.guides_plan.raised
        more = any(part.origin not in {"up-the-band", "posting", "market"} for part in raised)
        asked = () if self.is_over else self.asked
        return wording.verdict(self.comparison, asked, levers_ask=more, can_rise=bool(raised))


def load_outlook(
    offer: Offer,
    *,
    stored: Sequence[Offer],
    today: date,
    assumptions: Assumptions | None = None,
    tried_target: Decimal | None = None,
) -> Outlook:
    """The comparison of one of the ``stored`` offers of its owner, all loaded with ``load_offers``.

    Queries: script facts; rates only where currencies differ; what
    the revision says and the market, where they aren't kept. ``assumptions``: what equity counts beside
    alternatives; ``tried_target``: another target than the plan's.
    """
    assumptions = assumptions or Assumptions()
    package = offer.package
    band = None if _is_in_doubt(offer.band) else offer.band
    printed = band_terms(band) if band else None
    posting: Posting | None = getattr(offer, "posting", None)
    others_in = {one.currency for one in (printed, posting) if one} | {other.currency for other in stored}
    rates = rates_between({package.currency} | others_in, today)
    compared, conversion, rate_missing = None, None, ""
    if printed:
        try:
            conversion = rates.conversion(printed.currency, package.currency)
            compared = printed.in_currency(conversion)
        except RateMissingError as missing:
            rate_missing = missing.currency
    comparison = compare(package, compared)
    others = [other for other in stored if other.kind == Offer.Kind.OFFER and other.pk != offer.pk]
    competing, unused, best = _weighed(offer, others, package, rates, today)
    alternatives = load_alternatives(offer, stored=stored, rates=rates, today=today, assumptions=assumptions)
    stored_plan: CounterPlan | None = getattr(offer, "plan", None)

    posted = _posted(posting, package, rates)
    terms = guide_terms(offer.revision_id)
    share = package.basis.share
    market = load_offer_market(offer, today=today)
    guides = _GuidesAsks(printed if compared else None, conversion, region_keys(band), share)
    paid_band = compared.at_share(share) if compared else None
    strategy_asks = guides.here(terms.strategy.moves.asks) if terms.strategy else []
    planning = partial(
        plan_for,
        package,
        strategy=strategy_asks,
        levers=[LeverMoves(tuple(guides.here(lever.moves.asks)), lever.parts) for lever in terms.levers],
        band=paid_band,
        posted_top=posted.base_top(package.currency, share) if posted else None,
        market_base=market.base.upper * share if market and market.base and not offer.guide_id else None,
        assumptions=assumptions,
    )
    own = own_figures(stored_plan, package, tried_target)
    plan = planning(own=own, alternatives=alternatives)
    law = law_of(offer)
    loader = _LeverLoader(
        comparison=comparison,
        guides=guides,
        plan=None if offer.outcome else plan,
        own=_own_words(offer, stored, competing, today, names_pay=offer.names_pay or not law.hides_pay),
    )
    levers = [loader.outlook(lever) for lever in terms.levers]
    limits = guides.here(ask for ask in terms.asks if ask.is_limit)
    return Outlook(
        offer=offer,
        today=today,
        law=law,
        posted=posted,
        market=market,
        comparison=comparison,
        conversion=None if conversion is None or conversion.is_identity else conversion,
        rate_missing=rate_missing,
        withdrawn=_withdrawn(offer, {package.currency, printed.currency} if printed else set(), today),
        rates=rates,
        band=band,
        paid_band=paid_band,
        levers=tuple(sorted((lever for lever in levers if not lever.effect.is_met), key=lambda lever: -lever.gain)),
        met_levers=tuple(lever for lever in levers if lever.effect.is_met),
        strategy=loader.outlook(terms.strategy) if terms.strategy else None,
        asked=_once(gap(ask, comparison) for ask in strategy_asks),
        floors=_once(gap(ask, comparison) for ask in limits),
        competing=competing,
        unused=unused,
        best_alternative=best,
        alternatives=alternatives,
        stored_plan=stored_plan,
        guides_plan=planning(own=Own(), alternatives=Alternatives()),
        plan=plan,
        sources=terms.sources,
    )


def _posted(posting: Posting | None, package: Package, rates: Rates) -> PostedStanding | None:
    if posting is None:
        return None
    try:
        return standing_in(posting.range, package, rates.conversion(package.currency, posting.currency))
    except RateMissingError:
        return standing_in(posting.range, package)


def _once(gaps: Iterable[Gap]) -> tuple[Gap, ...]:
    """Gaps without those that a guide names again in other words."""
    return tuple({replace(gap, ask=replace(gap.ask, text="")): gap for gap in reversed(list(gaps))}.values())[::-1]


def _own_words(
    offer: Offer, stored: Iterable[Offer], competing: Iterable[Offer], today: date, *, names_pay: bool
) -> OwnWords:
    """What is the candidate's own in every script of an offer; present pay only where the texts may name it."""
    facts = {(fact.kind, fact.key): fact.answer for fact in offer.script_facts.all()} if offer.revision_id else {}
    job = next((other for other in stored if other.kind == Offer.Kind.CURRENT_JOB and not other.is_over(today)), None)
    return OwnWords(
        currency=offer.currency,
        said=lambda amount: whole_money(amount, offer.currency),
        offers=speaking.offers_sentence(
            [(other.employer, other.status == Offer.Status.WRITTEN, other.package) for other in competing]
        ),
        present_pay=speaking.present_pay_sentence(job.package)
        if names_pay and job and job.currency == offer.currency
        else "",
        confirmed=frozenset(key for kind, key in facts if kind == ScriptFact.Kind.CLAIM),
        answers={key: answer for (kind, key), answer in facts.items() if kind == ScriptFact.Kind.SLOT},
    )


def _withdrawn(offer: Offer, currencies: Set[str], today: date) -> tuple[Withdrawn, ...]:
    """The wrong rates that the offer may have been converted with, for as long as that is worth telling."""
    if len(currencies) < 2:
        return ()
    return tuple(
        rate
        for rate in withdrawn_since(today - WITHDRAWN_TOLD, today)
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
            if theirs and (annual := annual_total(theirs.told)):
                alternatives.append(Alternative(other, theirs, annual))
    best = max(alternatives, key=lambda alternative: _paid(alternative.package), default=None)
    return tuple(used), tuple(unused), best


def _paid(package: Package) -> Decimal:
    """What counts as pay a year; what can't be sold yet makes no offer the best."""
    total = annual_total(package.in_hand)
    return total.amount if total else Decimal(0)


@dataclass(frozen=True)
class _GuidesAsks:
    """Which of a guide's asks are for an offer, in its currency and for its share of full time.

    Those for its ``band``'s place and level.
    """

    band: BandTerms | None
    conversion: Conversion | None
    regions: frozenset[str]
    share: Decimal

    def here(self, asks: Iterable[Ask]) -> list[Ask]:
        found = [ask for ask in asks if ask.is_for(self.band, self.regions)]
        conversion = self.conversion
        return [(ask.in_currency(conversion) if conversion else ask).at_share(self.share) for ask in found]


@dataclass(frozen=True)
class _LeverLoader:
    """``plan`` is ``None`` where nothing is asked for any more."""

    comparison: Comparison
    guides: _GuidesAsks
    plan: Plan | None
    own: OwnWords

    def outlook(self, terms: LeverTerms) -> LeverOutlook:
        sentences, own = terms.sentences, self.own
        to_tick = tickable(sentences, own.currency)
        slots = {slot.key: slot for sentence in to_tick for slot in sentence.slots}
        promise = promise_key(sentences)
        package = self.comparison.package
        return LeverOutlook(
            terms=terms,
            effect=effect(self.guides.here(terms.moves.asks), self.comparison),
            script=compose(
                sentences,
                own,
                ask=self._ask(terms),
                thanks=speaking.thanks_sentence(package) if terms.row.is_strategy else "",
                needs_competing_offer=terms.row.needs_competing_offer,
            ),
            confirmable=(
                *(Confirmable(one.key, one.text, one.key in own.confirmed) for one in to_tick),
                *([Confirmable(promise, PROMISE, promise in own.confirmed)] if promise else []),
            ),
            blanks=tuple(Blank(slot, (own.answers or {}).get(slot.key, "")) for slot in slots.values()),
        )

    def _ask(self, terms: LeverTerms) -> str:
        """The plan's ask for the parts that a lever asks for; all of it in the strategy, and where it names no part."""
        if self.plan is None:
            return ""
        named = {*terms.parts, *(ask.component for ask in terms.moves.asks)}
        is_all = terms.row.is_strategy or "total" in named or (not named and terms.asks_for_money)
        raised = [part for part in self.plan.raised if is_all or part.part in named]
        return speaking.plan_sentence(self.plan, raised)


def _is_in_doubt(band: Band | None) -> bool:
    """Whether an error was found in it that no editor has settled."""
    return band is not None and band.has_error
