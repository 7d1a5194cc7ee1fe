"""Goes through the blocks of a guide: each goes to the one part that it belongs to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from guides.document.document import Band, Finding, Label, LevelMapping, Part, Source
from guides.parsing.pay.around import Around
from guides.parsing.pay.mappings import is_level_table, maps, read_mapping_line, read_mapping_table
from guides.parsing.pay.reshaping import listed_pay
from guides.parsing.pay.tables import read_pay_table
from guides.parsing.speech.ask_tables import asks_of
from guides.parsing.speech.voices import read_parts
from guides.parsing.text.blocks import BOLD, Block, Item, Row, plain
from guides.parsing.text.headings import (
    ANNOUNCED,
    KNOWN,
    LEAD,
    LEVER,
    NUMBERED,
    STRATEGY,
    Aspect,
    Mode,
    aspect_of,
    counted_levers,
    lead_name,
    names_group,
)
from guides.parsing.text.notes import note_below
from guides.parsing.text.sizes import refuse_so_many
from guides.parsing.text.sources import read_source, said_sources, source_texts

_LISTED = re.compile(r"\s*(?:\[\d{1,3}\]|\d{1,3}[.)]|[•·])\s+\S")
_SCRIPT = re.compile(r"script|what to say|say|words", re.IGNORECASE)
_NESTED = re.compile(r"^[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+", re.MULTILINE)
# A heading that goes on with what to say: 'Edge Growth — "My work …"'
_WITH_SCRIPT = re.compile(r"(?P<title>[^\"“]*?[^\s\"“])\s*[:—–-]\s*(?P<script>[\"“][^\"“”]+[\"”])")
# Of a heading that many tables may stand below, so much is a caption.
_LONGEST_CAPTION = 300
# What stands between a key and its amount.
_KEYED = re.compile(r"[:=→]|\s[–—-]\s")
_SUMMARY = re.compile(r"negotiation dna", re.IGNORECASE)
# "*Script:* …", "Script: …"
_PLAIN_LEAD = re.compile(r"[*_]?(?P<name>[^*_:\n\"“]{3,40}):[*_]?\s*(?P<rest>\S.*)", re.DOTALL)
_WORD = re.compile(r"[^\W_]+")


@dataclass
class OpenLever:
    """A lever (without a title the strategy) in the making; ``level`` is its heading's, 0 of an item of a list."""

    title: str | None
    line: int
    level: int = 0
    number: str = ""
    texts: list[tuple[str, bool]] = field(default_factory=list)

    def parts(self) -> Iterator[Part]:
        """Its words to say and to the reader, in order."""
        for text, is_quote in self.texts:
            yield from read_parts(text, spoken=is_quote)

    @property
    def characters(self) -> int:
        return sum(len(text) for text, _ in self.texts)


@dataclass
class OpenSection:
    """The heading of a section."""

    heading: str
    depth: int
    line: int
    end: int


@dataclass
class Reader:
    """Goes through the blocks in order; ``mode`` says what the last known heading announced."""

    lines: list[str]
    bands: list[Band] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    mappings: list[LevelMapping] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    sections: list[tuple[OpenSection, list[str]]] = field(default_factory=list)
    levers: list[OpenLever] = field(default_factory=list)
    strategy: OpenLever | None = None
    tagline: str | None = None
    mode: Mode = ""
    mode_level: int = 0
    strategy_level: int = 0
    outline: list[int] = field(default_factory=list)
    heading: str = ""
    # What a heading below the strategy's names, until it is said with the words that follow.
    aspect: str = ""
    # Whether the next words are a script because a label says so.
    spoken: bool = False
    lever: OpenLever | None = None
    # The last lever that is an item of a list.
    listed: OpenLever | None = None
    levers_before: int = 0
    section: list[str] | None = None
    # Headings that are levers though nothing announces any, by line.
    counted: set[int] = field(default_factory=set)
    # How many parts of the guide are called "Strategy" and no more.
    strategies: int = 0

    def read(self, found: list[Block], company: str) -> None:
        self.counted = counted_levers(found)
        self.strategies = sum(_is_strategy_label(block) for block in found)
        for at, block in enumerate(found):
            after = found[at + 1] if at + 1 < len(found) else None
            match block.kind:
                case "heading":
                    self._heading(block, after)
                case "table":
                    self._table(block, company, found[at - 1] if at else None, after)
                case "rule":
                    continue
                case _:
                    self._text(block, company, after)
        self._say_aspect()

    def _heading(self, block: Block, after: Block | None) -> None:
        text = plain(block.text)
        bare = re.sub(r"^\W+", "", text)
        if (aspect := aspect_of(bare)) and self._is_of_lever(aspect, block.level):
            self._say_aspect()
            self._begin_aspect(aspect, text, block.line)
            return
        depth = self._depth(block.level)
        in_strategy = self.lever is not None and self.lever is self.strategy and block.level > self.strategy_level
        in_levers = self.mode == "levers" and block.level > self.mode_level
        patterns = ANNOUNCED if in_strategy or in_levers else KNOWN
        mode: Mode = next((mode for mode, pattern in patterns if pattern.fullmatch(bare)), "")
        if self._groups_sources(mode, block, after):
            self.labels.append(Label(block.line, text))
            return
        self._say_aspect()
        if in_strategy and not (mode or STRATEGY.match(bare) or LEVER.match(bare)):
            self.heading, self.aspect = text, text
            return
        self.heading, self.lever, self.listed, self.section, self.spoken = text, None, None, None, False
        if STRATEGY.match(bare):
            self.labels.append(Label(block.line, text))
            self.strategy = self.lever = self.strategy or OpenLever(None, block.line)
            self.strategy_level = block.level
            if block.level <= self.mode_level:
                self.mode = ""
            return
        if not mode and (LEVER.match(bare) or in_levers or self._counts_on(block, bare)):
            self._open_lever(text, block.line, block.level)
            return
        self.mode, self.mode_level, self.levers_before = mode, block.level, len(self.levers)
        if self.mode:
            self.labels.append(Label(block.line, text))
        else:
            self._open_section(text, depth, block.line)

    def _counts_on(self, block: Block, bare: str) -> bool:
        """Whether a numbered heading is the next lever; below a bold line that announces them of whatever level."""
        if block.line in self.counted:
            return True
        numbered = NUMBERED.fullmatch(bare) if self.mode == "levers" else None
        if numbered is None or block.level == self.mode_level:
            return numbered is not None
        return self.mode_level == BOLD and numbered["number"] == str(len(self.levers) - self.levers_before + 1)

    def _is_of_lever(self, aspect: Aspect, level: int) -> bool:
        """Whether words that name a part of a lever do so here; "Strategy" is the guide's where it stands but once."""
        lever = self.lever
        if lever is None or lever is self.strategy or not (level == BOLD or level > lever.level):
            return False
        if aspect == "strategy":
            return lever.level < level or self.strategies > 1
        return aspect == "script" or lever.level < BOLD or bool(lever.number)

    def _begin_aspect(self, aspect: Aspect, text: str, line: int) -> None:
        self.spoken = aspect == "script"
        if aspect == "advice":
            self.aspect = text
        else:
            self.labels.append(Label(line, text))

    def _groups_sources(self, mode: Mode, block: Block, after: Block | None) -> bool:
        """Whether a heading below the sources' names a group of them."""
        is_below = block.level > self.mode_level or block.level == BOLD
        return self.mode == "sources" and not mode and is_below and after is not None and after.kind == "items"

    def _say_aspect(self) -> None:
        """A heading inside of a lever or the strategy is said on its own where no paragraph follows it."""
        if self.aspect and self.lever is not None:
            self.lever.texts.append((self.aspect, False))
        self.aspect = ""

    def _depth(self, level: int) -> int:
        while self.outline and self.outline[-1] >= level:
            self.outline.pop()
        self.outline.append(level)
        return len(self.outline)

    def _open_section(self, heading: str, depth: int, line: int) -> list[str]:
        section: list[str] = []
        self.section = section
        self.sections.append((OpenSection(heading, depth, line, line), section))
        return section

    def _open_lever(self, heading: str, line: int, level: int = 0) -> OpenLever:
        numbered = NUMBERED.fullmatch(heading)
        if numbered:
            self.labels.append(Label(line, heading[: numbered.start("title")].strip(" :—–-")))
        title = (numbered["title"] if numbered else heading).strip()
        scripted = _WITH_SCRIPT.fullmatch(title)
        number = heading[: numbered.start("title")] if numbered else ""
        self.lever = lever = OpenLever(scripted["title"] if scripted else title, line, level, number)
        self.levers.append(lever)
        if scripted:
            self._speak(lever, scripted["script"], "paragraph")
        return lever

    def _table(self, block: Block, company: str, before: Block | None, after: Block | None) -> None:
        if self.mode == "levers" and any(_SCRIPT.fullmatch(plain(cell)) for cell in block.rows[0].cells[1:]):
            self._lever_rows(block.rows)
            return
        note = note_below(after)
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

    def _tell(self, lever: OpenLever, rows: tuple[Row, ...], asks: list[str]) -> None:
        """A lever's or strategy's table of asks, as advice."""
        self._speak(lever, "\n".join(asks), "table")
        self.labels.append(Label(rows[0].line, " | ".join(plain(cell) for cell in rows[0].cells)))

    def _text(self, block: Block, company: str, after: Block | None) -> None:
        lead = LEAD.match(block.text) if block.kind in {"paragraph", "quote"} else None
        if lead is None and self.lever is not None and block.kind == "paragraph":
            plainly = _PLAIN_LEAD.match(block.text)
            lead = plainly if plainly and aspect_of(plainly["name"]) == "script" else None
        name = lead_name(lead) if lead else ""
        aspect = aspect_of(name)
        if lead and self.lever is not None and aspect in {"script", "strategy"} and self._is_of_lever(aspect, BOLD):
            self._begin_aspect(aspect, name, block.line)
            self._speak(self.lever, lead["rest"], "paragraph")
        elif lead and STRATEGY.match(name):
            self._strategy(name, lead["rest"], block.line)
        elif lead and self.tagline is None and _SUMMARY.fullmatch(name):
            self.tagline = lead["rest"].strip()
            self.labels.append(Label(block.line, name))
        elif said := said_sources(block):
            self.labels.append(Label(block.line, said.name))
            self.mode, self.lever = "sources", None
            for text in said.texts:
                self._source(Item(text, block.line))
        elif lead and KNOWN[2][1].fullmatch(name) and block.kind == "paragraph":
            self.labels.append(Label(block.line, name))
            self._map(lead["rest"], company, block.line)
        elif lead and (LEVER.match(name) or (self.mode == "levers" and NUMBERED.fullmatch(name))):
            self._speak(self._open_lever(name, block.line, BOLD), lead["rest"], block.kind)
        elif self.mode == "sources" and block.kind in {"items", "paragraph"} and self._sources(block, after):
            return
        elif self._lists_levers(block):
            self._number(block)
            for item in block.items:
                self._lever_item(item)
        elif self.mode == "mapping" and block.kind in {"items", "paragraph"} and self._maps(block):
            self._mapping(block, company)
        elif self._pay_list(block, company):
            return
        elif lever := self.lever or self._listed(block):
            self._speak(lever, block.text, block.kind)
        else:
            self._prose(block)

    def _pay_list(self, block: Block, company: str) -> bool:
        """Take the bands of a list of keys and amounts: "Base: $150K–$200K"."""
        if self.lever is not None or self.mode not in {"", "pay"} or block.kind not in {"items", "paragraph"}:
            return False
        table = listed_pay(block, self.heading, announced=self.mode == "pay") if _KEYED.search(block.text) else None
        pay = read_pay_table(table, Around(self.heading[:_LONGEST_CAPTION], company=company)) if table else None
        if not pay or not pay.bands:
            return False
        self._number(block)
        self.labels += pay.labels
        self.findings += pay.findings_after(len(self.bands))
        self.bands += pay.bands
        refuse_so_many(len(self.bands), block.line)
        return True

    def _lists_levers(self, block: Block) -> bool:
        """Whether the items of a list are levers, and not what the lever before it is about."""
        if self.mode != "levers" or block.kind != "items" or self.lever is not None:
            return False
        is_lead = bool(block.items) and bool(LEAD.match(block.items[0].text))
        return self.listed is None or (bool(self.listed.number) == bool(block.items[0].number) and is_lead)

    def _listed(self, block: Block) -> OpenLever | None:
        """The lever in a list that a block goes on with: its words, or a script of its own."""
        listed = self.listed
        if listed is None:
            return None
        is_script = block.kind == "quote" or block.text.lstrip("*_ ")[:1] in {'"', "“"}
        return listed if not listed.texts or is_script else None

    def _sources(self, block: Block, after: Block | None) -> bool:
        """Take the sources of a list, or of a paragraph of numbered lines, or the name of a group of them."""
        if block.kind == "items":
            self._number(block)
            for item in block.items:
                self._source_item(item)
        elif all(map(_LISTED.match, block.text.split("\n"))):
            for number, line in enumerate(block.text.split("\n")):
                self._source(Item(line.strip(), block.line + number))
        elif after is not None and after.kind == "items" and names_group(block.text):
            self.labels.append(Label(block.line, plain(block.text)))
        elif block.kind == "paragraph" and len(texts := source_texts(block.text)) > 1:
            for text in texts:
                self._source(Item(text, block.line))
        else:
            return False
        return True

    def _source_item(self, item: Item) -> None:
        """One source, or those of a list below a name: "Pay data"."""
        head, *others = item.text.split("\n")
        if not (others and all(map(_NESTED.match, others)) and names_group(head)):
            self._source(item)
            return
        self.labels.append(Label(item.line, plain(head)))
        for number, line in enumerate(others, start=1):
            self._source(Item(_NESTED.sub("", line), item.line + number))

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
        self.strategy = self.strategy or OpenLever(None, line)
        self.strategy.texts.append((rest, False))
        self.lever = None

    def _speak(self, lever: OpenLever, text: str, kind: str) -> None:
        if self.aspect and kind == "paragraph":
            text, self.aspect = f"{self.aspect}: {text}", ""
        self._say_aspect()
        if text.strip():
            lever.texts.append((text, kind == "quote" or self.spoken))
            self.spoken = False

    def _lever_item(self, item: Item) -> None:
        lead = LEAD.match(item.text)
        if lead:
            lever = self._open_lever(lead_name(lead), item.line)
            self._speak(lever, lead["rest"], "items")
        else:
            lever = OpenLever("", item.line, texts=[(item.text, False)])
            self.levers.append(lever)
        lever.number = item.number
        self.lever, self.listed = None, lever

    def _mapping(self, block: Block, company: str) -> None:
        self._number(block)
        if not block.items:
            self._map(block.text, company, block.line)
        for item in block.items:
            if maps(item.text):
                self._map(item.text, company, item.line)
            else:
                self._note(f"- {item.text}", item.line)

    def _maps(self, block: Block) -> bool:
        """Whether any item, or else line, of a block says what a level corresponds to."""
        return any(map(maps, [item.text for item in block.items] or block.text.split("\n")))

    def _map(self, text: str, company: str, line: int) -> None:
        for mark in (" | ", "\n", "; "):
            several = text.split(mark)
            if len(several) > 1 and all(map(maps, several)):
                for piece in several:
                    self._map(piece, company, line)
                return
        mapping = read_mapping_line(text, company, line)
        self.mappings.append(mapping)
        # "L6 at Google" becomes company and level: the words between them, and the own company's name, are kept here.
        kept = [mapping.own, *mapping.extra.values()]
        kept += [word for equal in mapping.equivalents for word in (equal.company, equal.level)]
        left = Counter(_WORD.findall(plain(text))) - Counter(_WORD.findall(" ".join(kept)))
        if left:
            self.labels.append(Label(line, " ".join(left.elements())))

    def _prose(self, block: Block) -> None:
        self._note("\n".join(self.lines[block.line - 1 : block.end - 1]).rstrip(), block.line)

    def _note(self, text: str, line: int) -> None:
        section = self.section
        if section is None:
            section = self._open_section("", max(1, len(self.outline)), line)
        section.append(text)


def _is_strategy_label(block: Block) -> bool:
    lead = LEAD.match(block.text)
    name = plain(block.text) if block.kind == "heading" else lead_name(lead) if lead else ""
    return aspect_of(name) == "strategy"
