"""Stored rows as the domain takes them."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

from guides.document.naming import place_key
from guides.models import Ask as AskRow
from guides.models import Band, Lever
from guides.parsing.speech.cues import NAMED, named_component
from pay.anchors import Anchor
from pay.asks import Ask
from pay.bands import BandBonus, BandEquity, BandTerms
from pay.ranges import PayRange
from pay.scripts import Sentence, sentences_of

if TYPE_CHECKING:
    from pay.asks import AskBasis, AskRole
    from pay.bands import BonusKind, EquityPeriod, EquityUnit


def band_terms(band: Band | Any) -> BandTerms:
    """A stored band, or a row with its columns, as the domain compares it."""
    bonus = None
    if band.bonus_kind == Band.BonusKind.PERCENT:
        bonus = BandBonus("percent", _pay_range(band.bonus_percent_min, band.bonus_percent_max))
    elif band.bonus_kind:
        bonus = BandBonus(
            cast("BonusKind", band.bonus_kind), _pay_range(band.bonus_min, band.bonus_max), band.bonus_text
        )
    equity_range = _component(band, "equity")
    return BandTerms(
        region=band.region,
        level=band.level,
        currency=band.currency,
        base=_component(band, "base"),
        equity=BandEquity(
            equity_range,
            cast("EquityPeriod", band.equity_period),
            band.equity_years,
            band.equity_kind,
            cast("EquityUnit", band.equity_unit),
            band.equity_period_doubtful,
        )
        if equity_range
        else None,
        bonus=bonus,
        signing=_component(band, "signing"),
        other_a_year=_other_a_year(band),
        stated_total=None if band.total_basis else _component(band, "total"),
        unnamed=_component(band, "unspecified"),
        base_anchors=_anchors(band, "base"),
        total_anchors=() if band.total_basis else _anchors(band, "total"),
    )


def _anchors(band: Band, part: str) -> tuple[Anchor, ...]:
    # A market's rows come without them: each company counts once there, by its range.
    published = getattr(band, "percentiles", ())
    if getattr(band, f"{part}_currency", "") not in {"", band.currency}:
        return ()
    return tuple(Anchor(one["percent"], Decimal(str(one["amount"]))) for one in published if one["component"] == part)


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


def ask_terms(row: AskRow) -> Ask:
    """A stored ask as the domain applies it."""
    return Ask(
        role=cast("AskRole", row.role),
        component=row.component,
        minimum=row.min,
        maximum=row.max,
        basis=cast("AskBasis", row.basis),
        unit=row.unit,
        currency=row.currency,
        period=row.period,
        region=place_key(row.region) if row.region else "",
        level=row.level,
        text=row.text,
    )


def spoken_sentences(row: Lever) -> tuple[Sentence, ...]:
    """The sentences that a lever or the strategy has to say, each with its voice and its blanks."""
    place = row.title or "strategy"
    return sentences_of(place, [(sentence["voice"], sentence["text"]) for sentence in row.sentences])


def asked_parts(sentences: Iterable[Sentence]) -> tuple[str, ...]:
    """The parts of pay that the asks among a lever's sentences name, with an amount or without."""
    asks = [sentence.text for sentence in sentences if sentence.voice == "ask"]
    return tuple(dict.fromkeys(named_component(match) for text in asks for match in NAMED.finditer(text)))


def region_keys(band: Band | None) -> frozenset[str]:
    """The spellings by which an ask may name a band's region."""
    if band is None:
        return frozenset()
    names = [band.region]
    if band.location:
        names += [band.location.name, band.location.current.name]
    return frozenset(place_key(name) for name in names if name)
