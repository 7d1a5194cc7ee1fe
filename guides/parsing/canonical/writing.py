"""Guide document → its canonical Markdown, to be edited anywhere and read again. Pure.

Its form: front matter with the names, tags, labels and findings, a line of JSON
each; ``# Title``; the pay as one table; levels, sections of prose, levers,
strategy and sources, each under a heading of its own. ``guides.parsing.canonical.reading``
reads it. Parsing it again gives an equal document (``comparable``).
"""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from guides.document.document import (
    Band,
    Bonus,
    EquityKind,
    EquityRange,
    GuideDocument,
    LevelMapping,
    Lever,
    OtherPay,
    PercentileOf,
    Range,
    Section,
    Source,
    to_json,
)
from guides.document.totals import only_fits_whole_grant
from guides.parsing.canonical.reading import EQUIVALENT, FACTS, MARK, NONE, SOURCE, SOURCE_MARK, VOICES, read_cited
from guides.parsing.pay.captions import OTHER, PERCENTILE_MARK
from guides.parsing.speech.context import Context
from guides.parsing.speech.naming import Naming
from guides.parsing.speech.scripts import context_of, read_lever, read_section
from guides.parsing.speech.sentences import naming_of, read_sentences
from guides.parsing.text.sources import read_source

_KINDS: dict[EquityKind, str] = {
    "rsu": "RSU",
    "options": "options",
    "pre_ipo": "pre-IPO",
    "phantom": "phantom",
    "profit_share": "profit share",
    "mixed": "RSU + options",
}
_COUNTED = re.compile(r"\b(?:options?|shares?|units?|RSUs?)\b")


def to_markdown(document: GuideDocument) -> str:
    """The canonical Markdown of a document."""
    context, naming = context_of(document.bands, document.company), naming_of(document)
    blocks = [
        _front_matter(document),
        f"# {document.title}",
        *_under("## Pay {#pay}", _pay_table(document.bands)),
        *_under("## Levels {#levels}", *_level_tables(document.level_mappings)),
        *(block for section in document.sections for block in _section(section, context)),
    ]
    if document.levers:
        blocks.append("## Levers {#levers}")
    for number, lever in enumerate(document.levers, start=1):
        blocks += [f"### {number}. {lever.title or ''}".rstrip(), *_parts(lever, context, naming)]
    if document.strategy:
        blocks += ["## Negotiate-up strategy {#strategy}", *_parts(document.strategy, context, naming)]
    blocks += _under("## Sources {#sources}", "\n".join(f"- {_source(source)}" for source in document.sources))
    return "\n\n".join(blocks) + "\n"


def comparable(document: GuideDocument) -> GuideDocument:
    """A document without what depends on the text that it was read from, or follows from the rest of it.

    Lines, path and verbatim cells; the readings of a band.
    """
    unplaced: dict[str, Any] = {
        name: tuple(_unplaced(row) for row in getattr(document, name))
        for name in ("bands", "level_mappings", "sections", "levers", "sources", "labels", "findings")
    }
    return replace(
        document,
        source_path=None,
        **unplaced,
        strategy=document.strategy and _unplaced(document.strategy),
    )


def _unplaced(row: Any) -> Any:
    if isinstance(row, Band):
        return replace(row, line=None, cells={}, readings=())
    return replace(row, line=None)


def _under(heading: str, *blocks: str) -> list[str]:
    filled = [block for block in blocks if block]
    return [heading, *filled] if filled else []


def _front_matter(document: GuideDocument) -> str:
    lines = ["---", MARK]
    for name in ("company", "role", "level", "tagline", "tags", "premiums"):
        lines.append(f"{name}: {_json(to_json(getattr(document, name)))}")
    if document.labels:
        lines += ["labels:", *(f"- {_json(label.text)}" for label in document.labels)]
    if document.findings:
        lines.append("findings:")
    for finding in document.findings:
        facts = {"code": finding.code, "severity": finding.severity, "message": finding.message}
        lines.append(f"- {_json(facts | ({'place': finding.place} if finding.place else {}))}")
    return "\n".join([*lines, "---"])


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


# Pay


def _pay_table(bands: Sequence[Band]) -> str:
    """One row a band; a column for each part that any of them has."""
    if not bands:
        return ""
    columns: list[tuple[str, Callable[[Band], str]]] = [("Region", lambda band: band.region or NONE)]
    if any(band.level for band in bands):
        columns.append(("Level", lambda band: band.level or NONE))
    columns.append(("Currency", lambda band: band.currency or NONE))
    for header, part, basis in (
        ("Base Salary", "base", None),
        ("Equity", "equity", None),
        ("Bonus", "bonus", None),
        ("Signing", "signing", None),
    ):
        if any(getattr(band, part) for band in bands):
            columns.append((header, _part(part, basis)))
    for label in dict.fromkeys(pay.label for band in bands for pay in band.other):
        columns.append((f"{OTHER}{label}", _other(label)))
    for header, part, basis in (
        ("Total Comp", "total", None),
        ("Total Comp (Year 1)", "total", "year_1"),
        ("Component Not Stated", "unspecified", None),
    ):
        if any((value := getattr(band, part)) and value.basis == basis for band in bands):
            columns.append((header, _part(part, basis)))
    # Behind the parts that they are of.
    published = {(one.component, one.percent) for band in bands for one in band.percentiles}
    columns += [
        (f"{PERCENTILE_MARK}{component} P{percent}", _percentile(component, percent))
        for component, percent in sorted(published)
    ]
    if any(band.source for band in bands):
        columns.append((SOURCE, _own_source))
    rows = [[cell(band) for _, cell in columns] for band in bands]
    return _table([header for header, _ in columns], rows)


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    return "\n".join(_row(cells) for cells in (header, ["---"] * len(header), *rows))


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _part(part: str, basis: str | None) -> Callable[[Band], str]:
    def cell(band: Band) -> str:
        value = getattr(band, part)
        if value is None:
            return "" if part == "bonus" else NONE
        if isinstance(value, Range) and value.basis != basis:
            return NONE
        others = [
            _amount(equal, equivalent.currency)
            for equivalent in band.equivalents
            if (equal := getattr(equivalent, part))
        ]
        if isinstance(value, Bonus):
            printed = _bonus(value, band.currency)
        elif isinstance(value, EquityRange):
            printed = _equity(value, band.currency)
        else:
            printed = _amount(value, band.currency)
        printed = " / ".join([printed, *others])
        if part == "equity" and value.period_doubtful != only_fits_whole_grant(band):
            printed += " (period doubtful)" if value.period_doubtful else " (period settled)"
        return printed

    return cell


def _other(label: str) -> Callable[[Band], str]:
    def cell(band: Band) -> str:
        return next((_amount(pay, band.currency) for pay in band.other if pay.label == label), NONE)

    return cell


def _percentile(component: PercentileOf, percent: int) -> Callable[[Band], str]:
    def cell(band: Band) -> str:
        of = getattr(band, component)
        found = [one.amount for one in band.percentiles if (one.component, one.percent) == (component, percent)]
        return _amount(Range(found[0], found[0], of.period if of else "year"), band.currency) if found else NONE

    return cell


def _amount(value: Range | EquityRange | Bonus | OtherPay, currency: str | None) -> str:
    """ "USD 195,000 - USD 275,000", "USD 435,000+", "SEK 51,000/mo"."""
    monthly = not isinstance(value, Bonus) and value.period == "month"
    code = getattr(value, "currency", None) or currency
    sign = f"{code} " if code and getattr(value, "unit", "money") == "money" else ""
    ends = [end for end in dict.fromkeys((value.min, value.max)) if end is not None]
    printed = " - ".join(f"{sign}{_number(end / 12 if monthly else end)}" for end in ends)
    plus = "+" if value.max is None or value.open else ""
    return f"{printed}{plus}{'/mo' if monthly else ''}"


def _number(value: Decimal) -> str:
    text = f"{value:,.6f}"
    return text.rstrip("0").rstrip(".")


def _equity(equity: EquityRange, currency: str | None) -> str:
    period = {"grant": f"/{equity.years}yr", "year": "/yr", "unknown": ""}[equity.period]
    kind = _KINDS.get(equity.kind, "")
    counted = "shares " if equity.unit == "shares" and not _COUNTED.search(kind) else ""
    return f"{_amount(replace(equity, period='unknown'), currency)}{period} {counted}{kind}".rstrip()


def _bonus(bonus: Bonus, currency: str | None) -> str:
    match bonus.kind:
        case "none":
            return "None"
        case "text":
            return bonus.text or ""
        case "percent" if bonus.min is not None:
            return _percent(bonus.min, bonus.max, is_open=bonus.open)
    percent = bonus.percent
    also = f" ({_percent(percent.min, percent.max, is_open=percent.open)})" if percent else ""
    return f"{_amount(bonus, currency)}{also}"


def _percent(minimum: Decimal, maximum: Decimal | None, *, is_open: bool) -> str:
    ends = [minimum] if maximum is None or maximum == minimum else [minimum, maximum]
    return f"{'-'.join(_number(end) for end in ends)}%{'+' if maximum is None or is_open else ''}"


# Levels


def _level_tables(mappings: Sequence[LevelMapping]) -> Iterator[str]:
    """A table for each run of mappings that can share its columns."""
    run: list[LevelMapping] = []
    companies: list[str] = []
    for mapping in mappings:
        named = [one.company for one in mapping.equivalents]
        # What keeps a shorter order keeps every longer one that this keeps: the run is not looked through again.
        shorter, longer = sorted((companies, named), key=len)
        if run and (list(mapping.extra) != list(run[0].extra) or not _keeps(shorter, longer)):
            yield _level_table(run, companies)
            run, companies = [], []
        run.append(mapping)
        companies = max(companies, named, key=len)
    if run:
        yield _level_table(run, companies)


def _keeps(names: Sequence[str], order: Sequence[str]) -> bool:
    following = iter(order)
    return all(name in following for name in names)


def _level_table(run: Sequence[LevelMapping], companies: Sequence[str]) -> str:
    """``companies``: in an order that all rows keep."""
    extras = list(run[0].extra)
    cited = [SOURCE] if any(mapping.source for mapping in run) else []
    rows = []
    for mapping in run:
        equal = list(mapping.equivalents)
        cells = [mapping.own]
        for company in companies:
            cells.append((equal.pop(0).level or NONE) if equal and equal[0].company == company else "")
        rows.append([*cells, *(mapping.extra[name] for name in extras), *(_own_source(mapping) for _ in cited)])
    return _table(["Level", *(f"{EQUIVALENT}{company}" for company in companies), *extras, *cited], rows)


# Words


def _section(section: Section, context: Context) -> Iterator[str]:
    level = min(6, section.depth + 1)
    deep = f" {{depth={section.depth}}}" if section.depth > 5 else ""
    yield f"{'#' * level} {section.heading}{deep}" if section.heading else f"{'#' * level} {{#prose}}"
    if section.body:
        yield section.body
    again = read_section(section.heading, section.depth, section.body, context, 0)
    yield from _facts(section, again, ("asks", "claims"))


def _parts(lever: Lever, context: Context, naming: Naming) -> Iterator[str]:
    for part in lever.parts:
        first, *rest = f"{VOICES[part.voice]}{part.text}".split("\n")
        yield "\n".join([f"> {first}", *(f"> {line}".rstrip() for line in rest)])
    if lever.source:
        yield f"> {SOURCE_MARK}{_source(lever.source)}"
    again = read_lever(lever.title, lever.parts, context, 0)
    if lever.sentences:
        again = replace(again, sentences=read_sentences(lever.parts, naming))
    yield from _facts(lever, again, ("sentences", "asks", "quoted_offers", "slots", "needs_competing_offer"))


def _facts(row: Any, again: Any, names: Sequence[str]) -> Iterator[str]:
    """What reading the words again would not give, as a block of JSON."""
    differing = {name: getattr(row, name) for name in names if getattr(row, name) != getattr(again, name)}
    if differing:
        facts = json.dumps({name: _plainly(value) for name, value in differing.items()}, ensure_ascii=False, indent=1)
        yield f"```{FACTS}\n{facts}\n```"


def _plainly(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plainly(item) for item in value]
    if dataclasses.is_dataclass(value):
        return {field.name: to_json(getattr(value, field.name)) for field in dataclasses.fields(value)}
    return value


def _own_source(row: Band | LevelMapping) -> str:
    return _source(row.source) if row.source else ""


def _source(source: Source) -> str:
    """A source's words, and behind them in JSON what they don't say."""
    if read_cited(source.text) == replace(source, line=None):
        return source.text
    again = read_source(source.text, 0)
    facts: dict[str, Any] = {
        name: getattr(source, name) for name in ("publisher", "url") if getattr(source, name) != getattr(again, name)
    }
    if source.period != again.period:
        facts["period"] = [source.period.from_, source.period.to] if source.period else None
    return f"{source.text} {_json(facts)}"
