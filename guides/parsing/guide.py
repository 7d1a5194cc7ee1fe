"""The whole guide: each block goes to the one part that it belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from guides.document.document import Band, Finding, GuideDocument, Label, LevelMapping, Part, Source
from guides.parsing.normalising.document import normalised
from guides.parsing.pay.mappings import EQUALS, is_level_table, read_mapping_line, read_mapping_table
from guides.parsing.pay.tables import Around, read_pay_table
from guides.parsing.speech.ask_tables import asks_of
from guides.parsing.speech.scripts import context_of, read_lever, read_section
from guides.parsing.speech.sentences import with_voices
from guides.parsing.speech.voices import read_parts
from guides.parsing.text.blocks import Block, Item, Row, blocks, plain
from guides.parsing.text.refusal import GuideRefused
from guides.parsing.text.sizes import refuse_outsized, refuse_so_many
from guides.parsing.text.sources import read_source
from guides.parsing.text.titles import read_premiums, read_tags, read_title

Mode = Literal["", "levers", "sources", "mapping", "pay"]

_KNOWN: tuple[tuple[Mode, re.Pattern[str]], ...] = (
    ("levers", re.compile(r"(?:global |key |main )?(?:negotiation )?levers\b.*", re.IGNORECASE)),
    ("sources", re.compile(r"(?:evidence|sources|references)\b.*", re.IGNORECASE)),
    ("mapping", re.compile(r"(?:.*\s)?level (?:mapping|equivalen)\w*\b.*", re.IGNORECASE)),
    (
        "pay",
        re.compile(r"(?:.*\s)?compensation (?:benchmarks?|ranges?|bands?|overview|by region)\b.*", re.IGNORECASE),
    ),
)
# Below the heading of levers or strategy only these end it; others are levers' titles or words of the strategy.
_SOURCES = r"(?:sources?|references|citations)"
_ANNOUNCED: tuple[tuple[Mode, re.Pattern[str]], ...] = (
    ("sources", re.compile(rf"(?:evidence\s*(?:&|and|/)\s*)?{_SOURCES}(?:\s*(?:&|and|/)\s*\w+)?", re.IGNORECASE)),
    ("mapping", re.compile(r"level (?:mapping|equivalen\w+)", re.IGNORECASE)),
    ("levers", re.compile(r"(?:global |key |main )?(?:negotiation )?levers", re.IGNORECASE)),
)
_LISTED = re.compile(r"\s*(?:\[\d{1,3}\]|\d{1,3}[.)]|[•·])\s+\S")
_SCRIPT = re.compile(r"script|what to say|say|words", re.IGNORECASE)
_STRATEGY = re.compile(
    r"(?:(?:negotiate[- ]up|negotiation|negotiating|counter(?:-offer)?) strategy|strategy\W*$|negotiate[- ]up\W*$)",
    re.IGNORECASE,
)
_LEAD = re.compile(r"\*\*(?P<name>[^*\n]+)\*\*\s*:?\s*(?P<rest>.*)", re.DOTALL)
_NUMBERED = re.compile(
    r"(?:(?:global )?lever\s+\d+(?:\s*\([^()]*\))?|\d{1,2})\s*(?:[.:)—–]\s*|-\s+)(?P<title>.+)", re.IGNORECASE
)
_LEVER_HEADING = re.compile(r"(?:global )?lever\s+\d+\b", re.IGNORECASE)
# A heading that goes on with what to say: 'Edge Growth — "My work …"'
_WITH_SCRIPT = re.compile(r"(?P<title>[^\"“]+?)\s*[:—–-]\s*(?P<script>[\"“][^\"“”]+[\"”])")
# Of a heading that many tables may stand below, so much is a caption.
_LONGEST_CAPTION = 300
_SUMMARY = re.compile(r"negotiation dna", re.IGNORECASE)


@dataclass
class _Lever:
    title: str | None
    line: int
    texts: list[tuple[str, bool]] = field(default_factory=list)

    def parts(self) -> Iterator[Part]:
        for text, is_quote in self.texts:
            yield from read_parts(text, spoken=is_quote)


@dataclass
class _Section:
    heading: str
    depth: int
    line: int
    end: int


@dataclass
class _Reader:
    """Goes through the blocks in order; ``mode`` says what the last known heading announced."""

    lines: list[str]
    bands: list[Band] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    mappings: list[LevelMapping] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    sections: list[tuple[_Section, list[str]]] = field(default_factory=list)
    levers: list[_Lever] = field(default_factory=list)
    strategy: _Lever | None = None
    tagline: str | None = None
    mode: Mode = ""
    mode_level: int = 0
    strategy_level: int = 0
    outline: list[int] = field(default_factory=list)
    heading: str = ""
    # What a heading below the strategy's names, until it is said with the words that follow.
    aspect: str = ""
    lever: _Lever | None = None
    section: list[str] | None = None

    def read(self, found: list[Block], company: str) -> None:
        for at, block in enumerate(found):
            match block.kind:
                case "heading":
                    self._heading(block)
                case "table":
                    before = found[at - 1] if at else None
                    self._table(block, company, before, found[at + 1] if at + 1 < len(found) else None)
                case "rule":
                    continue
                case _:
                    self._text(block, company)
        self._say_aspect()

    def _heading(self, block: Block) -> None:
        text = plain(block.text)
        depth = self._depth(block.level)
        bare = re.sub(r"^\W+", "", text)
        in_strategy = self.lever is not None and self.lever is self.strategy and block.level > self.strategy_level
        in_levers = self.mode == "levers" and block.level > self.mode_level
        patterns = _ANNOUNCED if in_strategy or in_levers else _KNOWN
        mode: Mode = next((mode for mode, pattern in patterns if pattern.fullmatch(bare)), "")
        self._say_aspect()
        if in_strategy and not (mode or _STRATEGY.match(bare) or _LEVER_HEADING.match(bare)):
            self.heading, self.aspect = text, text
            return
        self.heading, self.lever, self.section = text, None, None
        if _STRATEGY.match(bare):
            self.labels.append(Label(block.line, text))
            self.strategy = self.lever = self.strategy or _Lever(None, block.line)
            self.strategy_level = block.level
            if block.level <= self.mode_level:
                self.mode = ""
            return
        numbered = self.mode == "levers" and block.level == self.mode_level and _NUMBERED.fullmatch(bare)
        if not mode and (_LEVER_HEADING.match(bare) or in_levers or numbered):
            self._open_lever(text, block.line)
            return
        self.mode, self.mode_level = mode, block.level
        if self.mode:
            self.labels.append(Label(block.line, text))
        else:
            self._open_section(text, depth, block.line)

    def _say_aspect(self) -> None:
        """A heading inside of the strategy is said on its own where no paragraph follows it."""
        if self.aspect and self.strategy is not None:
            self.strategy.texts.append((self.aspect, False))
            self.aspect = ""

    def _depth(self, level: int) -> int:
        while self.outline and self.outline[-1] >= level:
            self.outline.pop()
        self.outline.append(level)
        return len(self.outline)

    def _open_section(self, heading: str, depth: int, line: int) -> list[str]:
        section: list[str] = []
        self.section = section
        self.sections.append((_Section(heading, depth, line, line), section))
        return section

    def _open_lever(self, heading: str, line: int) -> _Lever:
        numbered = _NUMBERED.fullmatch(heading)
        if numbered:
            self.labels.append(Label(line, heading[: numbered.start("title")].strip(" :—–-")))
        title = (numbered["title"] if numbered else heading).strip()
        scripted = _WITH_SCRIPT.fullmatch(title)
        self.lever = lever = _Lever(scripted["title"] if scripted else title, line)
        self.levers.append(lever)
        if scripted:
            self._speak(lever, scripted["script"], "paragraph")
        return lever

    def _table(self, block: Block, company: str, before: Block | None, after: Block | None) -> None:
        if self.mode == "levers" and any(_SCRIPT.fullmatch(plain(cell)) for cell in block.rows[0].cells[1:]):
            self._lever_rows(block.rows)
            return
        note = after.text if after and after.text.startswith("*") else ""
        said = before.text if before and before.kind == "paragraph" else ""
        is_mapping = self.mode == "mapping" and is_level_table(block)
        pay = (
            None if is_mapping else read_pay_table(block, Around(self.heading[:_LONGEST_CAPTION], said, note, company))
        )
        if pay:
            self.labels += pay.labels
        if pay and not pay.bands:
            self.findings += pay.findings
        elif pay:
            self.findings += pay.findings_after(len(self.bands))
            self.bands += pay.bands
            refuse_so_many(len(self.bands), block.line)
            return
        mappings = read_mapping_table(block, company, expected=self.mode == "mapping")
        if mappings:
            self.mappings += mappings
            header = block.rows[0]
            self.labels.append(Label(header.line, " | ".join(plain(cell) for cell in header.cells)))
        elif self.lever is not None and (asks := asks_of(block.rows)):
            self._tell(self.lever, block.rows, asks)
        else:
            self._prose(block)

    def _lever_rows(self, rows: tuple[Row, ...]) -> None:
        """A table of levers: a row each, its title first, its script under a header that says so."""
        header, *others = rows
        names = [plain(cell) for cell in header.cells]
        self.labels.append(Label(header.line, " | ".join(names)))
        for row in others:
            lever = self._open_lever(plain(row.cells[0]), row.line)
            for name, cell in zip(names[1:], row.cells[1:], strict=False):
                self._speak(lever, cell if _SCRIPT.fullmatch(name) else f"{name}: {cell}", "items")
        self.lever = None

    def _tell(self, lever: _Lever, rows: tuple[Row, ...], asks: list[str]) -> None:
        """A lever's or strategy's table of asks, as advice."""
        self._speak(lever, "\n".join(asks), "table")
        self.labels.append(Label(rows[0].line, " | ".join(plain(cell) for cell in rows[0].cells)))

    def _text(self, block: Block, company: str) -> None:
        lead = _LEAD.match(block.text) if block.kind in {"paragraph", "quote"} else None
        name = _name(lead) if lead else ""
        if lead and _STRATEGY.match(name):
            self._strategy(name, lead["rest"], block.line)
        elif lead and self.tagline is None and _SUMMARY.fullmatch(name):
            self.tagline = lead["rest"].strip()
            self.labels.append(Label(block.line, name))
        elif lead and lead["rest"] and block.kind == "paragraph" and _ANNOUNCED[0][1].fullmatch(name):
            self.labels.append(Label(block.line, name))
            self.mode, self.lever = "sources", None
            for text in lead["rest"].split("; "):
                self._source(Item(text.strip(), block.line))
        elif lead and _KNOWN[2][1].fullmatch(name) and block.kind == "paragraph":
            self.labels.append(Label(block.line, name))
            self._map(lead["rest"], company, block.line)
        elif lead and (_LEVER_HEADING.match(name) or (self.mode == "levers" and _NUMBERED.fullmatch(name))):
            self._speak(self._open_lever(name, block.line), lead["rest"], block.kind)
        elif block.kind == "items" and self.mode == "sources":
            self._number(block)
            for item in block.items:
                self._source(item)
        elif self.mode == "sources" and block.kind == "paragraph" and all(map(_LISTED.match, block.text.split("\n"))):
            for number, line in enumerate(block.text.split("\n")):
                self._source(Item(line.strip(), block.line + number))
        elif block.kind == "items" and self.mode == "levers" and self.lever is None:
            self._number(block)
            for item in block.items:
                self._lever_item(item.text, item.line)
        elif self.mode == "mapping" and block.kind in {"items", "paragraph"} and "=" in block.text:
            self._mapping(block, company)
        elif self.lever is not None:
            self._speak(self.lever, block.text, block.kind)
        else:
            self._prose(block)

    def _source(self, item: Item) -> None:
        source = read_source(item.text, item.line)
        self.sources.append(source)
        number = plain(item.text).removesuffix(source.text).strip()
        if number:
            self.labels.append(Label(item.line, number))

    def _number(self, block: Block) -> None:
        """Keep the numbers of a list whose items become rows of their own."""
        self.labels += [Label(item.line, item.number) for item in block.items if item.number]

    def _strategy(self, name: str, rest: str, line: int) -> None:
        self.labels.append(Label(line, name))
        self.strategy = self.strategy or _Lever(None, line)
        self.strategy.texts.append((rest, False))
        self.lever = None

    def _speak(self, lever: _Lever, text: str, kind: str) -> None:
        if self.aspect and kind == "paragraph":
            text, self.aspect = f"{self.aspect}: {text}", ""
        self._say_aspect()
        if text.strip():
            lever.texts.append((text, kind == "quote"))

    def _lever_item(self, text: str, line: int) -> None:
        lead = _LEAD.match(text)
        if lead:
            self._speak(self._open_lever(_name(lead), line), lead["rest"], "items")
        else:
            self.levers.append(_Lever("", line, [(text, False)]))
        self.lever = None

    def _mapping(self, block: Block, company: str) -> None:
        self._number(block)
        entries = block.items or (block,)
        for entry in entries:
            self._map(entry.text, company, entry.line)

    def _map(self, text: str, company: str, line: int) -> None:
        for mark in (" | ", "\n"):
            several = text.split(mark)
            if len(several) > 1 and all(EQUALS.search(piece) for piece in several):
                for piece in several:
                    self._map(piece, company, line)
                return
        mapping = read_mapping_line(text, company, line)
        self.mappings.append(mapping)
        # "L6 at Google" becomes company and level; the word between them is kept here.
        kept = " ".join((mapping.own, *(equivalent.level for equivalent in mapping.equivalents)))
        turned = plain(text).split().count("at") - kept.split().count("at")
        if turned > 0:
            self.labels.append(Label(line, " ".join(["at"] * turned)))

    def _prose(self, block: Block) -> None:
        section = self.section
        if section is None:
            section = self._open_section("", max(1, len(self.outline)), block.line)
        section.append("\n".join(self.lines[block.line - 1 : block.end - 1]).rstrip())


def _name(lead: re.Match[str]) -> str:
    """What stands in bold before a paragraph, without its colon."""
    words = " ".join(lead["name"].split())
    return words[:-1].rstrip() if words.endswith(":") and len(words) > 1 else words


def read_guide(text: str, source_path: str | None) -> GuideDocument:
    """The document of a guide's text. Raises ``GuideRefused``."""
    plain_text = normalised(text)
    labels = [Label(line.number, line.text.strip()) for line in plain_text.properties]
    try:
        document = plain_text.numbered(_read(plain_text.text, source_path))
    except GuideRefused as refusal:
        raise GuideRefused(refusal.reason, plain_text.sent(refusal.line)) from None
    return replace(document, labels=(*labels, *document.labels)) if labels else document


def _read(text: str, source_path: str | None) -> GuideDocument:
    found = blocks(text)
    refuse_outsized(found)
    first = next((at for at, block in enumerate(found) if block.kind == "heading"), None)
    if first is None:
        raise GuideRefused("There is no heading that names role and company.", 1)
    title = read_title(found[first].text, found[first].line)
    reader = _Reader(text.split("\n"))
    reader.read(found[:first] + found[first + 1 :], title.company)

    context = context_of(reader.bands)
    tagline = plain(reader.tagline) if reader.tagline else None
    document = GuideDocument(
        title=title.text,
        company=title.company,
        role=title.role,
        level=title.level,
        tagline=tagline,
        tags=read_tags(reader.tagline or ""),
        premiums=read_premiums(reader.tagline or ""),
        bands=tuple(reader.bands),
        level_mappings=tuple(reader.mappings),
        sections=tuple(
            read_section(head.heading, head.depth, "\n\n".join(body), context, head.line)
            for head, body in reader.sections
        ),
        levers=tuple(read_lever(lever.title, lever.parts(), context, lever.line) for lever in reader.levers),
        strategy=read_lever(None, reader.strategy.parts(), context, reader.strategy.line) if reader.strategy else None,
        sources=tuple(reader.sources),
        labels=tuple(sorted(reader.labels, key=lambda label: label.line)),
        findings=tuple(reader.findings),
        source_path=source_path,
    )
    return with_voices(document)
