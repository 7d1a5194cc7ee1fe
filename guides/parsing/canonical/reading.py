"""The canonical Markdown of a guide document → the document that it was printed from.

``guides.parsing.canonical.writing`` prints it and describes its form. What other guides leave to
be recognised is marked here: parts by ``{#name}`` behind their heading, voices
by ``**Say:**`` and ``**Advice:**``, and what words alone can't tell in JSON.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, get_args

from guides.document.document import (
    Ask,
    AskBasis,
    AskComponent,
    AskRole,
    AskUnit,
    Claim,
    ClaimKind,
    Finding,
    GuideDocument,
    Label,
    LevelEquivalent,
    LevelMapping,
    Lever,
    Part,
    Period,
    Premium,
    QuotedOffer,
    Section,
    Sentence,
    SentenceVoice,
    Severity,
    Source,
    SourcePeriod,
    Voice,
)
from guides.document.readings import with_readings
from guides.parsing.pay.captions import OTHER, PERCENTILE_MARK
from guides.parsing.pay.tables import PayTable, read_rows
from guides.parsing.speech.context import Context
from guides.parsing.speech.scripts import context_of, read_lever, read_section
from guides.parsing.speech.sentences import with_voices
from guides.parsing.text.blocks import Block, Row, blocks
from guides.parsing.text.refusal import GuideRefused
from guides.parsing.text.sizes import refuse_outsized, refuse_so_many, refuse_so_much
from guides.parsing.text.sources import read_source

MARK = "leverbook: guide-document/1"
EQUIVALENT = "Equivalent at "
NONE = "—"
VOICES: dict[Voice, str] = {"say": "**Say:** ", "advice": "**Advice:** "}
# What a row's own source stands under in a table, and behind in a script.
SOURCE = "Source {#source}"
SOURCE_MARK = "**Source:** "
FACTS = "leverbook"

_FRONT = re.compile(rf"\A---\n{re.escape(MARK)}\n(?P<body>.*?\n)?---[ \t]*(?=\n|\Z)", re.DOTALL)
# Where a pattern begins with blanks, it begins at the first of them: else each of many would be tried.
_ANCHOR = re.compile(r"(?<!\s)\s*\{#(?P<name>pay|levels|levers|strategy|sources|prose)\}$")
_DEPTH = re.compile(r"(?<!\s)\s*\{depth=(?P<depth>\d)\}$")
_NUMBER = re.compile(r"(?<!\d)\d+\.\s*")
# What ``blocks`` adds to a second column of the same name.
_REPEATED = re.compile(r" \(\d+\)$")
_FACTS_OF_SOURCE = re.compile(r"\s(?=\{\s{0,9}(?:\}|\"(?:publisher|url|period)\"))")
# Where the facts of a source may begin; no real one has more such words in it.
_MOST_BEGINNINGS = 20
_MOST_DIGITS = 40
_LAST_CELL = re.compile(r"(?P<before>.*(?<!\\)\|) (?P<cell>.*?) ?\|$")


@dataclass
class _Piece:
    """A heading and the blocks below it. ``name`` is its anchor, "" for a section of prose."""

    name: str
    heading: str
    level: int
    line: int
    end: int
    blocks: list[Block] = field(default_factory=list)


def is_canonical(text: str) -> bool:
    """Whether a text is canonical Markdown; any other guide is not."""
    return text.startswith(f"---\n{MARK}\n")


def read_canonical(text: str, source_path: str | None) -> GuideDocument:
    """The document of a canonical text. Raises ``GuideRefused`` where its marks can't be read."""
    front = _FRONT.match(text)
    if not front:
        raise GuideRefused("The lines between “---” at the top have no end.", 1)
    head = _head((front["body"] or "").split("\n"))
    body = "\n" * front[0].count("\n") + text[front.end() :]
    title, pieces = _pieces(body)
    lines = body.split("\n")
    pay = _pay(pieces)
    context = context_of(pay.bands, head["company"])
    levers, strategy = _levers(pieces, context)
    try:
        document = GuideDocument(
            title=title,
            company=head["company"],
            role=head["role"],
            level=_text(head["level"], or_none=True),
            tagline=_text(head["tagline"], or_none=True),
            tags=tuple(_text(tag) for tag in head["tags"]),
            premiums=tuple(
                Premium(_text(premium["label"]), _number(premium["min_pct"]), _number(premium["max_pct"], or_none=True))
                for premium in head["premiums"]
            ),
            bands=tuple(pay.bands),
            level_mappings=tuple(_mappings(pieces)),
            sections=tuple(_section(piece, lines, context) for piece in pieces if piece.name in {"", "prose"}),
            levers=levers,
            strategy=strategy,
            sources=tuple(_sources(pieces)),
            labels=tuple(Label(line, _text(label)) for line, label in head["labels"]),
            findings=_findings(head["findings"], pay.findings),
            source_path=source_path,
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise GuideRefused(f"The lines between “---” at the top can't be read: {error}.", 1) from None
    return with_voices(with_readings(document))


def without_syntax(text: str) -> str:
    """A canonical text, line for line, without the words that only mark its parts."""
    kept = []
    inside: str = "front"
    cites = False
    for number, line in enumerate(text.split("\n")):
        if inside == "front":
            key, _, value = line.partition(": ")
            wordless = number < 2 or line.endswith(":") or value == "null" or key == "premiums"
            kept.append("" if wordless or line.startswith("- {") else value if key.isalpha() else line)
            inside = "" if number and line.rstrip() == "---" else inside
        elif line.startswith(f"```{FACTS}"):
            inside = "facts"
            kept.append("")
        elif inside == "facts":
            inside = "" if line.startswith("```") else inside
            kept.append("")
        elif line.startswith("#") and (anchor := _ANCHOR.search(line)):
            inside = anchor["name"]
            kept.append("")
        elif inside == "pay" and line.startswith("| Region |"):
            cites = SOURCE in line
            kept.append(line.replace(f"| {OTHER}", "| ").replace(f"| {PERCENTILE_MARK}", "| ").replace(SOURCE, ""))
        elif inside == "levels" and line.startswith("| Level |"):
            cites = SOURCE in line
            kept.append(line.removeprefix("| Level |").replace(EQUIVALENT, "").replace(SOURCE, ""))
        elif cites and line.endswith("|") and (row := _LAST_CELL.match(line)):
            kept.append(f"{row['before']} {_divided(row['cell'].replace(chr(92) + '|', '|'))[0]}")
        elif line.startswith("#"):
            kept.append(re.sub(r"^(#+ )\d+\.", r"\1", _DEPTH.sub("", line)))
        else:
            cites = False
            kept.append(_bare(line))
    return "\n".join(kept)


def _bare(line: str) -> str:
    for mark in VOICES.values():
        line = line.removeprefix(f"> {mark.rstrip()}")
    cites = line.startswith(("- ", f"> {SOURCE_MARK}"))
    line = line.removeprefix(f"> {SOURCE_MARK.rstrip()}")
    return _divided(line)[0] if cites else line


def _head(lines: Sequence[str]) -> dict[str, Any]:
    """The values between the marks at the top; those of labels with their line numbers."""
    head: dict[str, Any] = {"level": None, "tagline": None, "tags": [], "premiums": [], "labels": [], "findings": []}
    key = ""
    for number, line in enumerate(lines, start=3):
        if not line.strip():
            continue
        try:
            if line.startswith("- "):
                value = _loads(line[2:])
                head[key].append((number, value) if key == "labels" else value)
            elif line.endswith(":"):
                key = line[:-1]
                head[key] = []
            else:
                key, _, value = line.partition(": ")
                head[key] = _loads(value)
        except (ValueError, KeyError, AttributeError):
            raise GuideRefused(f"“{line[:80]}” is not of the form “name: value”.", number) from None
    for name in ("company", "role"):
        if not isinstance(head.get(name), str) or not head[name].strip():
            raise GuideRefused(f"The lines between “---” at the top must name the {name}.", 1)
    return head


def _pieces(body: str) -> tuple[str, list[_Piece]]:
    title = None
    pieces: list[_Piece] = []
    inside = ""
    end = body.count("\n") + 2
    found = blocks(body)
    refuse_outsized(found)
    for block in found:
        if block.kind == "heading" and block.level < 7:
            if title is None:
                title = block.text.strip()
                continue
            if pieces:
                pieces[-1].end = block.line
            anchor = _ANCHOR.search(block.text)
            name = anchor["name"] if anchor else ""
            if not name and inside == "levers" and block.level == 3:
                name = "lever"
            heading = _ANCHOR.sub("", block.text).strip()
            inside = name if block.level == 2 else inside
            pieces.append(_Piece(name, heading, block.level, block.line, end))
        elif pieces:
            pieces[-1].blocks.append(block)
    if not title:
        raise GuideRefused("There is no heading that names role and company.", 1)
    return title, pieces


def _pay(pieces: list[_Piece]) -> PayTable:
    read = PayTable()
    for block in _blocks(pieces, "pay", "table"):
        block, sources = _apart(block)
        table = read_rows(block)
        refuse_so_many(len(read.bands) + len(table.bands), block.line)
        read.findings += table.findings_after(len(read.bands))
        read.bands += [replace(band, source=sources.get(band.line or 0)) for band in table.bands]
    return read


def _blocks(pieces: list[_Piece], name: str, kind: str) -> Iterator[Block]:
    return (block for piece in pieces if piece.name == name for block in piece.blocks if block.kind == kind)


def _apart(table: Block) -> tuple[Block, dict[int, Source]]:
    """A table without its column of the rows' own sources, and those sources by the rows' lines."""
    header = table.rows[0].cells
    if SOURCE not in header:
        return table, {}
    at = header.index(SOURCE)
    sources = {row.line: read_cited(row.cells[at]) for row in table.rows[1:] if len(row.cells) > at and row.cells[at]}
    rows = tuple(Row(row.cells[:at] + row.cells[at + 1 :], row.line) for row in table.rows)
    return replace(table, rows=rows), sources


def _mappings(pieces: list[_Piece]) -> Iterator[LevelMapping]:
    for block in _blocks(pieces, "levels", "table"):
        block, sources = _apart(block)
        header, *rows = block.rows
        names = [_REPEATED.sub("", name) if name.startswith(EQUIVALENT) else name for name in header.cells[1:]]
        for row in rows:
            equivalents, extra = [], {}
            for name, cell in zip(names, row.cells[1:], strict=False):
                if not name.startswith(EQUIVALENT):
                    extra[name] = cell
                elif cell:
                    equivalents.append(LevelEquivalent(name.removeprefix(EQUIVALENT), "" if cell == NONE else cell))
            yield LevelMapping(row.cells[0], tuple(equivalents), extra, row.line, sources.get(row.line))


def _section(piece: _Piece, lines: list[str], context: Context) -> Section:
    deep = _DEPTH.search(piece.heading)
    depth = int(deep["depth"]) if deep else piece.level - 1
    facts = _facts(piece.blocks)
    end = facts[0].line if facts else piece.end
    body = "\n".join(lines[piece.line : end - 1]).strip("\n").rstrip()
    section = read_section(_DEPTH.sub("", piece.heading), depth, body, context, piece.line)
    return replace(section, **facts[1]) if facts else section


def _levers(pieces: list[_Piece], context: Context) -> tuple[tuple[Lever, ...], Lever | None]:
    levers, strategy = [], None
    refuse_so_much(
        (block.line, len(block.text))
        for piece in pieces
        if piece.name in {"lever", "strategy"}
        for block in piece.blocks
        if block.kind == "quote"
    )
    for piece in pieces:
        if piece.name == "lever":
            levers.append(_lever(_NUMBER.sub("", piece.heading, count=1), piece, context))
        elif piece.name == "strategy" and strategy is None:
            strategy = _lever(None, piece, context)
    return tuple(levers), strategy


def _lever(title: str | None, piece: _Piece, context: Context) -> Lever:
    parts = []
    source = None
    for block in piece.blocks:
        if block.kind != "quote":
            continue
        if block.text.startswith(SOURCE_MARK):
            source = read_cited(" ".join(block.text.removeprefix(SOURCE_MARK).split("\n")).strip())
            continue
        for voice, mark in VOICES.items():
            if block.text.startswith(mark.rstrip()):
                parts.append(Part(voice, block.text[len(mark.rstrip()) :].removeprefix(" ")))
                break
        else:
            raise GuideRefused("A part of a lever begins neither with **Say:** nor with **Advice:**.", block.line)
    facts = _facts(piece.blocks)
    lever = read_lever(title, parts, context, piece.line)
    made = facts[1] if facts else {}
    # Exports from before each sentence had a voice name claims instead: they follow from the words.
    made.pop("claims", None)
    return replace(lever, source=source, **made)


def _facts(found: list[Block]) -> tuple[Block, dict[str, Any]] | None:
    """What a block of facts says: the asks, claims and the like that differ from those in the words."""
    block = next((block for block in found if block.kind == "other" and block.text.startswith(f"```{FACTS}")), None)
    if block is None:
        return None
    made: dict[str, Any] = {}
    try:
        facts = _loads("\n".join(block.text.split("\n")[1:-1]))
        if "asks" in facts:
            made["asks"] = tuple(_ask(**ask) for ask in facts["asks"])
        if "sentences" in facts:
            made["sentences"] = tuple(
                Sentence(_one_of(one["voice"], SentenceVoice), _text(one["text"])) for one in facts["sentences"]
            )
        if "claims" in facts:
            made["claims"] = tuple(
                Claim(_one_of(claim["kind"], ClaimKind), _text(claim["text"])) for claim in facts["claims"]
            )
        if "quoted_offers" in facts:
            made["quoted_offers"] = tuple(_quoted(**offer) for offer in facts["quoted_offers"])
        if "slots" in facts:
            made["slots"] = tuple(_text(slot) for slot in facts["slots"])
        if "needs_competing_offer" in facts:
            made["needs_competing_offer"] = facts["needs_competing_offer"] is True
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise GuideRefused(f"The block of facts can't be read: {error}.", block.line) from None
    return block, made


def _ask(**ask: Any) -> Ask:
    numbers = {"min": _number(ask.pop("min")), "max": _number(ask.pop("max"), or_none=True)}
    terms = {"role": AskRole, "component": AskComponent, "basis": AskBasis, "unit": AskUnit, "period": Period}
    ask.setdefault("basis", "whole")  # as documents said that named none
    named = {name: _one_of(ask.pop(name), values) for name, values in terms.items()}
    words = {name: _text(value, or_none=name != "text") for name, value in ask.items()}
    return Ask(**numbers, **named, **words)


def _quoted(**offer: Any) -> QuotedOffer:
    numbers = {name: _number(offer.pop(name), or_none=True) for name in ("base", "equity", "total")}
    return QuotedOffer(**numbers, **{name: _text(value, or_none=True) for name, value in offer.items()})


def _sources(pieces: list[_Piece]) -> Iterator[Source]:
    for block in _blocks(pieces, "sources", "items"):
        for item in block.items:
            yield replace(read_cited(item.text), line=item.line)


def read_cited(printed: str) -> Source:
    """A source as it is printed: its words, and behind them what they don't say."""
    text, facts = _divided(printed)
    source = replace(read_source(text, 0), text=text, line=None)
    if not facts:
        return source
    period = facts.get("period")
    return replace(
        source,
        publisher=facts.get("publisher", source.publisher),
        url=facts.get("url", source.url),
        period=(SourcePeriod(*period) if period else None) if "period" in facts else source.period,
    )


def _divided(printed: str) -> tuple[str, dict[str, Any]]:
    """The words of a source, and the facts behind them."""
    beginnings = list(_FACTS_OF_SOURCE.finditer(printed)) if printed.endswith("}") else []
    for found in beginnings[-_MOST_BEGINNINGS:]:
        facts = _json(printed[found.end() :])
        if facts is not None:
            return printed[: found.start()], facts
    return printed, {}


def _json(text: str) -> dict[str, Any] | None:
    """What a source's facts say, or ``None`` where the braces are but a part of its words."""
    try:
        value = _loads(text)
    except ValueError:
        return None
    if not isinstance(value, dict) or not value.keys() <= {"publisher", "url", "period"}:
        return None
    said = [value.get("publisher"), value.get("url"), *(value.get("period") or ())]
    fits = len(said) in {2, 4} and all(one is None or isinstance(one, str) for one in said)
    return value if fits else None


def _findings(stored: list[dict[str, Any]], read: list[Finding]) -> tuple[Finding, ...]:
    """What the first reading found, as kept at the top, and what is new in this text."""
    kept = [
        Finding(
            _text(finding["code"]),
            _one_of(finding["severity"], Severity),
            _text(finding["message"]),
            None,
            _text(finding.get("place"), or_none=True),
        )
        for finding in stored
    ]
    known = {(finding.code, finding.place) for finding in kept}
    return (*kept, *(finding for finding in read if (finding.code, finding.place) not in known))


def _loads(text: str) -> Any:
    """JSON with exact numbers; raises ``ValueError`` for all that is none."""
    try:
        return json.loads(text, parse_float=_exact, parse_int=_exact, parse_constant=_no_number)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None


def _exact(digits: str) -> Decimal:
    number = Decimal(digits)
    if len(digits) > _MOST_DIGITS or abs(number.adjusted()) > _MOST_DIGITS:  # printed out, "1e999999" has a million
        raise ValueError(f"{digits[:20]}… has more than {_MOST_DIGITS} digits")
    return number


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no number")


def _text(value: Any, *, or_none: bool = False) -> Any:
    if isinstance(value, str) or (or_none and value is None):
        return value
    raise TypeError(f"“{value}” is no text")


def _number(value: Any, *, or_none: bool = False) -> Any:
    if isinstance(value, Decimal) or (or_none and value is None):
        return value
    raise TypeError(f"“{value}” is no number")


def _one_of(value: Any, terms: Any) -> Any:
    if value in get_args(terms):
        return value
    raise TypeError(f"“{value}” is none of {', '.join(get_args(terms))}")
