"""Findings that need no parsing: what an editor should look at in a guide's content. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from statistics import median

from guides.document.contradictions import contradictions
from guides.document.document import (
    Ask,
    Band,
    EquityRange,
    Finding,
    GuideDocument,
    Lever,
    Range,
    Section,
    Severity,
    Source,
)
from guides.document.plausible import is_years_pay
from guides.document.totals import Ends, computed_total, only_fits_whole_grant
from pay.money import Rates
from pay.net_pay import is_net_at

# What each code means, in a sentence for editors.
CODES = {
    "place-missing": "A band's place is none of the locations: no offer and no market finds the band. Choose it.",
    "total-differs": "The stated total is not what base, a year's equity and bonus add up to.",
    "equity-period-doubtful": "The stated total only works if the whole grant counts as one year, or a cell "
    "says by the year or month what its heading calls a whole grant. Neither reading is compared with an offer until "
    "you decide.",
    "range-inverted": "A range's minimum is above its maximum.",
    "currency-mixed": "Amounts of one row or range are in different currencies.",
    "currency-not-stated": "Nothing says which currency a row's amounts are in, and its place is none that is known. "
    "No offer can be compared with it.",
    "amount-unusual": "A base or total that is too small for a year's pay, or whose ends lie far apart; "
    "it may be misread or misprinted.",
    "band-two-readings": "A row can be read in two ways, and the guide's own strategy speaks for one of them. "
    "Neither is compared with an offer until you decide.",
    "reading-settled": "Rows that can be read in two ways are read as an editor decided for all guides of the company "
    "with such a table.",
    "base-above-total": "A base lies above the total that it is a part of.",
    "accept-above-band": "The strategy accepts only what lies more than a third above every band.",
    "equivalent-far-off": "A part's two currencies differ by more than a quarter at the stored rate; one may be "
    "a month's pay beside a year's.",
    "currency-of-place": "Amounts with a sign that several currencies share, in a place that pays in another of them "
    "than the one that is taken.",
    "equivalent-off-rate": "An amount and its equivalent imply another rate than the guide's other rows.",
    "period-unusual": "A vesting period that is rarely seen; it may be a slip.",
    "cell-not-numeric": "A cell of a pay column holds words where an amount is expected.",
    "cell-ambiguous": "A cell with several amounts, or with one that lacks an end: none of them is taken.",
    "cell-period": "A cell with pay by the week, the day or the hour, of which no year's pay is made: enter a year's.",
    "cell-net": "Pay after tax, which hangs on who earns it: no band is made of it. Enter the amount before tax.",
    "ask-net": "A script or strategy names pay after tax. It is no ask: no band and no offer can be compared with it.",
    "table-unread": "A table of amounts whose rows or columns are neither known places nor levels. It gives no bands "
    "and stays in its section.",
    "row-uneven": "A row of a pay table with more or fewer cells than its header: which amount is which part can't be "
    "told. It gives no band; its words are kept.",
    "column-unused": "A column that has no place in a band; its words are kept with the row.",
    "component-not-stated": "The table doesn't say which part of the pay its amounts are. They are shown, "
    "and not compared.",
    "title-reversed": "In the title company and role seem to have changed places; they are read the other way round.",
    "region-unknown": "A region that is not among the known locations.",
    "no-bands": "The guide has no pay bands: there is nothing to compare an offer with.",
    "no-levers": "The guide has no levers.",
    "no-strategy": "The guide has no negotiate-up strategy.",
    "no-sources": "The guide names no sources.",
    "source-undated": "A source without a date: readers can't tell how old its figures are.",
    "source-old": "A source whose figures ended before last year.",
    "claims-sample-offer": "A script claims offers that nobody holds. The claim is printed only from offers "
    "that the candidate has recorded.",
    "voice-unsettled": "A sentence to speak is in the first person, names somebody who may be another employer, or is "
    "otherwise none that can be handed out: it counts as a claim, printed only once a candidate ticks it. "
    "An editor who knows better gives it another voice.",
    "limit-spoken": "A sentence to speak tells how low the speaker would go. It is never handed out; it belongs "
    "outside of the script, as advice.",
    "ask-not-in-script": "An ask whose amount isn't in the words of its script: nothing says where it comes from.",
    "ask-above-band": "An ask is above the maximum of every band that it could be for.",
    "floor-above-ask": "A floor is above what the same script asks for.",
}

GRAVE_SHARE = Decimal("0.15")
# Real ranges span less than three times their minimum.
WIDEST = Decimal(5)
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
# More than one digit: "€3,200", "45.000 €", "4 500 PLN", "$180K".
_AMOUNT = re.compile(
    r"[$€£¥₹]?\s?\d(?:[\d.,’']|[ \u00a0\u202f](?=\d{3}))*(?:\d|\s?[KkMmL](?![a-z]))"
    r"(?:\s?(?:[$€£¥]|(?:[A-Z]{3}|zł|kr)\b))?"
)
# So many characters of a sentence stand in a finding.
_QUOTED = 120
USUAL_YEARS = frozenset({3, 4, 5})
# Rates printed in whole thousands wobble by a few percent.
RATE_TOLERANCE = Decimal("0.05")


def check(document: GuideDocument, *, today: date, rates: Rates | None = None) -> tuple[Finding, ...]:
    """The findings of a document's content on a day, each once, in the order of its parts.

    With ``rates`` amounts are held against each other and against what can be
    a year's pay; without, only against what no rate could make one.
    """
    found = [
        *_bands(document, rates),
        *contradictions(document, rates),
        *_equivalents(document),
        *_scripts(document),
        *_missing(document),
        *_sources(document, today),
    ]
    return tuple(dict.fromkeys(found))


def _finding(code: str, severity: Severity, message: str, line: int | None, place: str) -> Finding:
    return Finding(code, severity, message, line, place)


def _bands(document: GuideDocument, rates: Rates | None) -> Iterator[Finding]:
    for position, band in enumerate(document.bands):
        place = f"bands/{position}"
        name = ", ".join(filter(None, (band.region, band.level))) or f"Row {position + 1}"
        for part in ("base", "equity", "signing", "total", "unspecified"):
            value = getattr(band, part)
            if value is None:
                continue
            if value.max is not None and value.min > value.max:
                message = f"{name}: {part} runs from {_amount(value.min)} down to {_amount(value.max)}."
                yield _finding("range-inverted", "error", message, band.line, place)
            if value.currency and value.currency != band.currency:
                message = f"{name}: {part} is in {value.currency}, the rest in {band.currency}."
                yield _finding("currency-mixed", "info", message, band.line, place)
        if band.currency is None and (amounts := _in_money(band)):
            message = f"{name}: in which currency is {_shown(amounts[0])}?"
            yield _finding("currency-not-stated", "warning", message, band.line, place)
        for part in ("base", "total"):
            value = getattr(band, part)
            if value and not _is_usual(value, band.currency, rates):
                message = f"{name}: {part} {_shown(value)} is no usual pay for a year."
                yield _finding("amount-unusual", "warning", message, band.line, place)
        if band.unspecified:
            message = f"{name}: nothing says which part of the pay {_shown(band.unspecified)} is."
            yield _finding("component-not-stated", "info", message, band.line, place)
        if band.equity and band.equity.years and band.equity.years not in USUAL_YEARS:
            message = f"{name}: equity over {band.equity.years} years."
            yield _finding("period-unusual", "info", message, band.line, place)
        yield from _total(band, name, place)


def _is_usual(value: Range, code: str | None, rates: Rates | None) -> bool:
    """Whether a base or a total may be a year's pay."""
    if value.max and value.max > WIDEST * value.min:
        return False
    return is_years_pay(value.min, value.currency or code or "USD", rates)


def _in_money(band: Band) -> list[Range | EquityRange]:
    """The amounts of a row that take the row's currency."""
    equity = band.equity if band.equity and band.equity.unit == "money" else None
    amounts = (band.base, equity, band.signing, band.total, band.unspecified)
    return [amount for amount in amounts if amount and not amount.currency]


def _total(band: Band, name: str, place: str) -> Iterator[Finding]:
    if band.equity and band.equity.period_doubtful and not only_fits_whole_grant(band):
        message = f"{name}: the equity is a year's part by its cell, and a whole grant by the heading above it."
        yield _finding("equity-period-doubtful", "warning", message, band.line, place)
        return
    if band.total is None or band.total.currency or band.total.basis:
        return
    computed = computed_total(band)
    if computed is None:
        return
    stated: Ends = (band.total.min, band.total.max)
    if band.equity and band.equity.period_doubtful:
        message = (
            f"{name}: the stated total {_range(stated)} follows from the parts only if the whole grant "
            f"counts as one year; a year's part of it gives {_range(computed)}."
        )
        yield _finding("equity-period-doubtful", "warning", message, band.line, place)
        return
    off = [
        (abs(end - said) / said, abs(end - said))
        for end, said in zip(computed, stated, strict=True)
        if end is not None and said
    ]
    rounding = _rounding(band, band.total)
    if not any(amount > rounding for _, amount in off):
        return
    share = max(share for share, _ in off)
    message = (
        f"{name}: the stated total {_range(stated)} {band.currency or ''} differs by up to {share:.1%} from "
        f"the computed {_range(computed)}."
    )
    severity: Severity = "warning" if share >= GRAVE_SHARE else "info"
    yield _finding("total-differs", severity, " ".join(message.split()), band.line, place)


def _rounding(band: Band, total: Range) -> Decimal:
    """By how much printed rounding alone can put a total off: half a unit of each amount that enters it."""
    units = [_unit(total.min, total.max)]
    if band.base:
        units.append(_unit(band.base.min, band.base.max))
    if band.equity:
        years = band.equity.years if band.equity.period == "grant" and band.equity.years else 1
        units.append(_unit(band.equity.min, band.equity.max) / years)
    if band.bonus and band.bonus.kind == "amount":
        units.append(_unit(band.bonus.min, band.bonus.max))
    return sum(units, Decimal(0)) / 2


def _unit(minimum: Decimal | None, maximum: Decimal | None) -> Decimal:
    """The unit that a range is printed in: the largest power of ten, up to 1 %, that divides both ends."""
    unit = Decimal(1)
    ends = [end for end in (minimum, maximum) if end]
    while ends and all(end % (unit * 10) == 0 and unit * 10 * 100 <= end for end in ends):
        unit *= 10
    return unit


def _equivalents(document: GuideDocument) -> Iterator[Finding]:
    """Paired amounts whose rate differs from the one that the guide's other rows imply."""
    rates: dict[tuple[str, str], list[tuple[Decimal, int, str]]] = defaultdict(list)
    for position, band in enumerate(document.bands):
        for equivalent in band.equivalents:
            for part in ("base", "equity", "signing", "total", "unspecified"):
                one, other = getattr(band, part), getattr(equivalent, part)
                if one and other and one.max and other.max:
                    pair = (one.currency or band.currency or "", equivalent.currency)
                    rates[pair].append((other.max / one.max, position, part))
    for (currency, other), found in rates.items():
        usual = median(rate for rate, _, _ in found)
        for rate, position, part in found:
            if len(found) >= 3 and abs(rate - usual) > RATE_TOLERANCE * usual:
                band = document.bands[position]
                message = (
                    f"{band.region or 'A row'}: {part} implies {rate:.3f} {other} for 1 {currency}, "
                    f"the guide's other rows {usual:.3f}."
                )
                yield _finding("equivalent-off-rate", "warning", message, band.line, f"bands/{position}")


def _scripts(document: GuideDocument) -> Iterator[Finding]:
    highest: _Highest = {}
    levers = [(f"levers/{position}", lever) for position, lever in enumerate(document.levers)]
    if document.strategy:
        levers.append(("strategy", document.strategy))
    for place, lever in levers:
        name = f"“{lever.title}”" if lever.title else "The strategy"
        claimed = any(sentence.voice == "offer" for sentence in lever.sentences)
        if claimed:
            quoted = ", ".join(dict.fromkeys(quoted.company for quoted in lever.quoted_offers if quoted.company))
            message = f"{name} claims offers the candidate may not hold{f' ({quoted})' if quoted else ''}."
            yield _finding("claims-sample-offer", "info", message, lever.line, place)
        for sentence in lever.sentences:
            if sentence.voice == "limit":
                message = f"{name} tells how low the speaker would go in words to speak: “{_shortened(sentence.text)}”."
                yield _finding("limit-spoken", "error", message, lever.line, place)
        yield from _asks_beside_script(lever, name, place)
        yield from _net_amounts(lever, name, place)
        unsettled = [sentence.text for sentence in lever.sentences if sentence.voice == "unsettled"]
        if unsettled:
            others = f" and {len(unsettled) - 1} more" if len(unsettled) > 1 else ""
            message = f"{name} has a sentence whose voice isn't settled: “{_shortened(unsettled[0])}”{others}."
            yield _finding("voice-unsettled", "info", message, lever.line, place)
        yield from _asks_above_band(document, lever, name, place, highest)
        yield from _floors_above_asks(lever, name, place)
    for position, section in enumerate(document.sections):
        name = f"“{section.heading}”"
        yield from _asks_above_band(document, section, name, f"sections/{position}", highest)


def _asks_beside_script(lever: Lever, name: str, place: str) -> Iterator[Finding]:
    """Asks whose amount stands neither in the words nor, times twelve or a power of ten, behind them."""
    said = {
        Decimal(number.replace(",", "").rstrip(".")) for part in lever.parts for number in _NUMBER.findall(part.text)
    }
    for position, ask in enumerate(lever.asks):
        ends = [end for end in (ask.min, ask.max) if end is not None]
        if not any(_is_said(end, said) for end in ends):
            message = f"{name} asks for {_amount(ask.min)}, which isn't in its script."
            yield _finding("ask-not-in-script", "warning", message, lever.line, f"{place}/asks/{position}")


def _net_amounts(lever: Lever, name: str, place: str) -> Iterator[Finding]:
    """Amounts that are said to be after tax."""
    for part in lever.parts:
        for amount in _AMOUNT.finditer(part.text):
            if is_net_at(part.text, *amount.span()):
                message = f"{name} names {amount[0].strip()} after tax: it is no ask."
                yield _finding("ask-net", "warning", message, lever.line, place)


def _is_said(amount: Decimal, said: set[Decimal]) -> bool:
    digits = {_digits(number) for number in said}
    return _digits(amount) in digits or _digits(amount / 12) in digits


def _digits(number: Decimal) -> str:
    """A number without its power of ten: of 180,000 as of "180K" and "0.18M" the same."""
    return f"{number.normalize():f}".replace(".", "").strip("0")


def _shortened(text: str) -> str:
    return text if len(text) <= _QUOTED else f"{text[:_QUOTED].rsplit(' ', 1)[0]} …"


# Component, currency, region and period of an ask → where the highest band that it could be for ends; ``None`` where
# there is no such band, or an open one. Each is looked for once, however many asks are alike.
_Highest = dict[tuple[str | None, ...], Decimal | None]


def _asks_above_band(
    document: GuideDocument, owner: Lever | Section, name: str, place: str, highest: _Highest
) -> Iterator[Finding]:
    for ask in owner.asks:
        if ask.role not in {"ask", "target"} or ask.unit != "money" or ask.basis == "addition":
            continue
        key = (ask.component, ask.currency, ask.region, ask.period)
        if key not in highest:
            ends = list(_maxima(document, ask))
            maxima = [end for end in ends if end is not None]
            highest[key] = max(maxima) if maxima and len(maxima) == len(ends) else None
        top = highest[key]
        if top is not None and ask.min > top:
            message = (
                f"{name} asks for {ask.component} {_amount(ask.min)} {ask.currency}; "
                f"the highest band ends at {_amount(top)}."
            )
            yield _finding("ask-above-band", "warning", message, owner.line, place)


def _maxima(document: GuideDocument, ask: Ask) -> Iterator[Decimal | None]:
    for band in document.bands:
        value = getattr(band, ask.component, None) if ask.component in {"base", "equity", "total"} else None
        if value is None or (value.currency or band.currency) != ask.currency:
            continue
        if ask.region and band.region != ask.region:
            continue
        if ask.component == "equity" and (value.period != ask.period or value.unit != "money"):
            continue
        yield None if value.open else value.max


def _floors_above_asks(lever: Lever, name: str, place: str) -> Iterator[Finding]:
    def key(ask: Ask) -> tuple[str, str, str | None, str | None, str | None]:
        return ask.component, ask.unit, ask.currency, ask.region, ask.level

    asked: dict[tuple[str, str, str | None, str | None, str | None], Decimal] = {}
    wholes = [ask for ask in lever.asks if ask.basis == "whole"]
    for ask in wholes:
        if ask.role == "ask" and ask.component != "other":
            asked[key(ask)] = max(asked.get(key(ask), Decimal(0)), ask.max or ask.min)
    for ask in wholes:
        top = asked.get(key(ask))
        if ask.role in {"floor", "accept"} and top is not None and ask.min > top:
            message = (
                f"{name}: the {ask.component} floor {_amount(ask.min)} {ask.currency} is above the ask {_amount(top)}."
            )
            yield _finding("floor-above-ask", "warning", message, lever.line, place)


def _missing(document: GuideDocument) -> Iterator[Finding]:
    expected: tuple[tuple[str, object, Severity], ...] = (
        ("no-bands", document.bands, "warning"),
        ("no-levers", document.levers, "info"),
        ("no-strategy", document.strategy, "info"),
        ("no-sources", document.sources or any(row.source for row in document.citing_rows), "warning"),
    )
    for code, part, severity in expected:
        if not part:
            yield Finding(code, severity, CODES[code])


def _sources(document: GuideDocument, today: date) -> Iterator[Finding]:
    for place, source, line in _cited(document):
        ended = (source.period.to or source.period.from_) if source.period else None
        if not ended:
            yield _finding("source-undated", "info", f"“{source.text}” has no date.", line, place)
        elif int(ended[:4]) < today.year - 1:
            message = f"“{source.text}” ended in {ended[:4]}."
            yield _finding("source-old", "info", message, line, place)


def _cited(document: GuideDocument) -> Iterator[tuple[str, Source, int | None]]:
    """Each source with its place and line: those of the whole guide, and those of rows that it doesn't list."""
    listed = set()
    for position, source in enumerate(document.sources):
        listed.add((source.text, source.url))
        yield f"sources/{position}", source, source.line
    for kind in ("bands", "level_mappings", "levers"):
        for position, row in enumerate(getattr(document, kind)):
            if row.source and (row.source.text, row.source.url) not in listed:
                yield f"{kind}/{position}", row.source, row.line
    strategy = document.strategy
    if strategy and strategy.source and (strategy.source.text, strategy.source.url) not in listed:
        yield "strategy", strategy.source, strategy.line


def _amount(amount: Decimal) -> str:
    return f"{amount:,.0f}" if amount == amount.to_integral_value() else f"{amount:,.2f}"


def _range(ends: Ends) -> str:
    minimum, maximum = ends
    return f"{_amount(minimum)} and more" if maximum is None else f"{_amount(minimum)}–{_amount(maximum)}"


def _shown(value: Range | EquityRange) -> str:
    return _range((value.min, value.max))
