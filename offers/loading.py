"""Models → domain inputs → what the comparison page shows, in a bounded number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from guides.citing import OWN_SOURCE
from guides.formatting import money
from guides.models import Ask as AskRow
from guides.models import Band, Citation, ExchangeRate, Lever
from guides.naming import place_key
from guides.parsing.claims import split_sentences
from offers import wording
from offers.domain.alternatives import same_employer, weakens
from offers.domain.asks import Ask, Effect, Gap, effect, gap
from offers.domain.bands import BandBonus, BandEquity, BandTerms
from offers.domain.comparison import Comparison, compare
from offers.domain.money import Conversion, Rate, RateMissingError, Rates
from offers.domain.packages import Package
from offers.domain.ranges import PayRange
from offers.domain.scripts import SLOT, Script, Sentence, compose
from offers.domain.totals import Total, annual_total
from offers.models import Offer, Owner, ScriptFact, key_of

# Why a recorded offer is named in no script.
WhyUnused = Literal["lapsed", "over", "same-employer", "weaker"]


@dataclass(frozen=True)
class Alternative:
    """A competing offer with its annual total in the currency of the comparison."""

    offer: Offer
    annual: Total


@dataclass(frozen=True)
class LeverOutlook:
    """A lever (or the strategy) for one offer: what it would move and what to say."""

    row: Lever
    anchor: str
    asks: tuple[Ask, ...]
    effect: Effect
    script: Script
    confirmable: tuple[Confirmable, ...]
    blanks: tuple[Blank, ...]
    advice: tuple[str, ...]

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
    citations: tuple[Citation, ...]

    @property
    def currency(self) -> str:
        return self.comparison.package.currency

    @property
    def checked_band(self) -> Band | None:
        """The offer's band where an editor is checking an error in it, so that nothing is compared with it."""
        return self.offer.band if self.offer.band_has_error else None

    @property
    def verdict(self) -> str:
        return wording.verdict(self.comparison, self.asked, self.package)


def load_outlook(offer: Offer, *, owner: Owner, today: date) -> Outlook:
    """The comparison of an offer, fetched with ``for_comparison()``.

    Queries: competing offers with their rounds, script facts, and of the
    revision its levers, asks and citations; rates only where currencies differ.
    """
    package = offer.package
    own = compare(package, None)
    band = None if offer.band_has_error else offer.band
    band_terms = band_input(band) if band else None
    others = Offer.objects.of(owner).filter(kind=Offer.Kind.OFFER).exclude(pk=offer.pk).prefetch_related("rounds")
    rates = load_rates(
        {package.currency, *([band_terms.currency] if band_terms else []), *(other.currency for other in others)}, today
    )
    comparison, conversion, rate_missing = own, None, ""
    if band_terms:
        try:
            conversion = rates.conversion(package.currency, band_terms.currency)
            comparison = compare(package.in_currency(conversion), band_terms)
        except RateMissingError as missing:
            rate_missing = missing.currency
    competing, unused, best = _weighed(offer, others, comparison.package, rates, today)

    asks_of_levers, all_asks = _asks(offer)
    levers, strategy = (), None
    if offer.revision_id:
        told = _LeverLoader(
            offer=offer,
            comparison=comparison,
            offers_sentence=wording.offers_sentence(
                [(other.employer, other.status == Offer.Status.WRITTEN, other.package) for other in competing]
            ),
            asks=asks_of_levers,
            limits=[ask for ask in all_asks if ask.is_limit],
            facts={(fact.kind, fact.key): fact for fact in offer.script_facts.all()},
        )
        rows = list(Lever.objects.filter(revision=offer.revision_id))
        levers = tuple(
            told.outlook(row, f"lever-{number}")
            for number, row in enumerate((row for row in rows if not row.is_strategy), start=1)
        )
        strategy = next((told.outlook(row, "strategy") for row in rows if row.is_strategy), None)
    regions = region_keys(band)
    strategy_asks = [ask for ask in strategy.asks if ask.is_for(comparison.band, regions)] if strategy else []
    limits = [ask for ask in all_asks if ask.is_limit and ask.is_for(comparison.band, regions)]
    return Outlook(
        offer=offer,
        today=today,
        package=package,
        own=own,
        comparison=comparison,
        conversion=None if conversion is None or conversion.is_identity else conversion,
        rate_missing=rate_missing,
        rates=rates,
        band=band,
        levers=tuple(sorted((lever for lever in levers if not lever.effect.is_met), key=lambda lever: -lever.gain)),
        met_levers=tuple(lever for lever in levers if lever.effect.is_met),
        strategy=strategy,
        asked=tuple(gap(ask, comparison) for ask in strategy_asks if not ask.is_limit),
        floors=tuple(gap(ask, comparison) for ask in dict.fromkeys(limits)),
        competing=competing,
        unused=unused,
        best_alternative=best,
        citations=tuple(
            Citation.objects.filter(revision=offer.revision_id).select_related(OWN_SOURCE) if offer.revision_id else ()
        ),
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
    offers_sentence: str
    asks: dict[int, list[Ask]]
    limits: Sequence[Ask]
    facts: dict[tuple[str, str], ScriptFact]

    def outlook(self, row: Lever, anchor: str) -> LeverOutlook:
        regions = region_keys(self.offer.band)
        asks = tuple(self.asks[row.pk])
        here = [ask for ask in asks if ask.is_for(self.comparison.band, regions) and not ask.is_limit]
        elsewhere = [ask for ask in asks if not ask.is_for(self.comparison.band, regions) and not ask.is_limit]
        sentences = tuple(spoken_sentences(row))
        granted = effect(here, self.comparison)
        script = compose(
            sentences,
            gaps=granted.gaps,
            limits=self.limits,
            # Beside a band that is being checked nobody knows which asks are for this offer.
            elsewhere=elsewhere if self.comparison.band or self.offer.band_has_error else (),
            offers_sentence=self.offers_sentence,
            needs_competing_offer=row.needs_competing_offer,
            confirmed=frozenset(
                sentence.text for sentence in sentences if (ScriptFact.Kind.CLAIM, key_of(sentence.text)) in self.facts
            ),
            slot_answers={
                slot: fact.answer
                for slot in row.slots
                if (fact := self.facts.get((ScriptFact.Kind.SLOT, key_of(slot))))
            },
            ask_sentence=wording.ask_sentence,
            thanks=wording.thanks_sentence(self.offer.package) if row.is_strategy else "",
        )
        return LeverOutlook(
            row=row,
            anchor=anchor,
            asks=asks,
            effect=granted,
            script=script,
            confirmable=tuple(
                Confirmable(key, sentence.text, (ScriptFact.Kind.CLAIM, key) in self.facts)
                for sentence in sentences
                if sentence.claim == "self"
                for key in [key_of(sentence.text)]
            ),
            blanks=tuple(
                Blank(key, slot, fact.answer if (fact := self.facts.get((ScriptFact.Kind.SLOT, key))) else "")
                for slot in dict.fromkeys(
                    slot for sentence in sentences if sentence.claim != "offer" for slot in SLOT.findall(sentence.text)
                )
                for key in [key_of(slot)]
            ),
            advice=tuple(part["text"] for part in row.parts if part["voice"] == "advice"),
        )


def spoken_sentences(row: Lever) -> Iterable[Sentence]:
    """The sentences of a lever's "say" parts, claims marked."""
    claims = {claim["text"].strip(): claim["kind"] for claim in row.claims}
    for part in row.parts:
        if part["voice"] == "say":
            for piece in split_sentences(part["text"]):
                if text := piece.strip():
                    yield Sentence(text, claims.get(text))


def region_keys(band: Band | None) -> frozenset[str]:
    """The spellings by which an ask may name a band's region."""
    if band is None:
        return frozenset()
    names = [band.region]
    if band.location:
        names += [band.location.name, band.location.current.name]
    return frozenset(place_key(name) for name in names if name)


def load_rates(currencies: Set[str], today: date) -> Rates:
    """All newest rates not after ``today``; none, and no query, for one currency alone."""
    if len(currencies) < 2:
        return Rates({})
    return rates_of(ExchangeRate.objects.newest_by(today))


def rates_of(rows: Mapping[str, ExchangeRate]) -> Rates:
    """Stored rates as the domain knows them."""
    return Rates({row.currency: Rate(row.currency, row.per_euro, row.on, row.source) for row in rows.values()})


def band_input(band: Band) -> BandTerms:
    """A stored band as the domain compares it."""
    bonus = None
    if band.bonus_kind == Band.BonusKind.PERCENT:
        bonus = BandBonus("percent", _pay_range(band.bonus_percent_min, band.bonus_percent_max))
    elif band.bonus_kind:
        bonus = BandBonus(band.bonus_kind, _pay_range(band.bonus_min, band.bonus_max), band.bonus_text)
    equity_range = _component(band, "equity")
    return BandTerms(
        region=band.region,
        level=band.level,
        currency=band.currency,
        base=_component(band, "base"),
        equity=BandEquity(
            equity_range,
            band.equity_period,
            band.equity_years,
            band.equity_kind,
            band.equity_unit,
            band.equity_period_doubtful,
        )
        if equity_range
        else None,
        bonus=bonus,
        signing=_component(band, "signing"),
        other_a_year=_other_a_year(band),
        stated_total=None if band.total_basis else _component(band, "total"),
    )


def _component(band: Band, part: str) -> PayRange | None:
    # A part in a currency of its own can't be added to the others without a rate.
    if getattr(band, f"{part}_currency", "") not in {"", band.currency}:
        return None
    return _pay_range(getattr(band, f"{part}_min"), getattr(band, f"{part}_max"))


def _pay_range(minimum: Decimal | None, maximum: Decimal | None) -> PayRange | None:
    return None if minimum is None else PayRange(minimum, maximum)


def _other_a_year(band: Band) -> PayRange | None:
    yearly = [pay for pay in band.other if pay.get("period") in {"year", "month"} and not pay.get("currency")]
    if not yearly:
        return None
    ends = [pay["max"] for pay in yearly]
    return PayRange(
        sum((Decimal(str(pay["min"])) for pay in yearly), Decimal(0)),
        None if None in ends else sum((Decimal(str(end)) for end in ends), Decimal(0)),
    )


def _asks(offer: Offer) -> tuple[dict[int, list[Ask]], list[Ask]]:
    """The asks of the offer's revision: by lever, and all (those of sections, too)."""
    by_lever: dict[int, list[Ask]] = defaultdict(list)
    everywhere: list[Ask] = []
    if not offer.revision_id:
        return by_lever, everywhere
    for row in AskRow.objects.filter(revision=offer.revision_id):
        ask = ask_input(row)
        everywhere.append(ask)
        if row.lever_id:
            by_lever[row.lever_id].append(ask)
    return by_lever, everywhere


def ask_input(row: AskRow) -> Ask:
    """A stored ask as the domain applies it."""
    return Ask(
        role=row.role,
        component=row.component,
        minimum=row.min,
        maximum=row.max,
        unit=row.unit,
        currency=row.currency,
        period=row.period,
        region=place_key(row.region) if row.region else "",
        level=row.level,
        text=row.text,
    )


def traced_segments(text: str, asks: Sequence[Ask]) -> list[tuple[str, str]]:
    """A line cut into ("text" | "slot" | "ask", words), so that the page can mark blanks and amounts."""
    segments: list[tuple[str, str]] = []
    amounts = [spelled for ask in asks for spelled in _spellings(ask)]
    rest = text
    while rest:
        found = min(
            (
                (start, kind, words)
                for kind, words in [
                    *(("ask", spelled) for spelled in amounts),
                    *(("slot", match[0]) for match in SLOT.finditer(rest)),
                ]
                if (start := rest.find(words)) >= 0
            ),
            key=lambda hit: (hit[0], -len(hit[2])),
            default=None,
        )
        if found is None:
            break
        start, kind, words = found
        if start:
            segments.append(("text", rest[:start]))
        segments.append((kind, words))
        rest = rest[start + len(words) :]
    if rest:
        segments.append(("text", rest))
    return segments


def _spellings(ask: Ask) -> list[str]:
    exact = money(ask.minimum, ask.currency) if ask.currency else f"{ask.minimum:,.0f}"
    return [spelled for spelled in (ask.text.strip(), exact) if spelled]
