"""Markdown text → blocks with their line numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.token import Token

from guides.parsing.text.memo import remembered

BlockKind = Literal["heading", "paragraph", "table", "items", "quote", "rule", "other"]

_markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
# Only blocks are wanted here; the inline rules take a quarter of the time.
_markdown.core.ruler.disable(["inline", "text_join"])
# Without HTML it finds nothing, and is asked at every line.
_markdown.disable("html_block")
_BOLD_LINE = re.compile(r"^\s*\*\*(?P<heading>[^*\n]+)\*\*\s*(?::\s*)?$")
MARKUP = re.compile(r"\*\*|__|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)|`")
# Each repetition stops at the next bracket, so that a text of brackets alone costs no more than another.
_BAR = re.compile(r"(?<!\\)\|")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z]\w{1,30});")
_ITEM = re.compile(r"\s*(?P<marker>[-*+]|\d{1,9}[.)])\s*")
_INDENT = re.compile(r"^\s{1,6}")
_QUOTED = re.compile(r"^\s{0,3}>\s?")
_LINK = re.compile(r"\[([^\[\]\n]*)\]\([^\s()]*(?:\([^\s()]*\)[^\s()]*)?\)")


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list: its Markdown, and its number as printed ("1.") if it has one."""

    text: str
    line: int
    number: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A table row's cells, as printed; a header's cells that are empty or repeated are numbered.

    ``is_uneven``: it has several cells, and not as many as the header, so that nobody knows which is under which.
    """

    cells: tuple[str, ...]
    line: int
    is_uneven: bool = False


# The level of a bold line that serves as a heading.
BOLD = 7


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the text. ``line`` and ``end`` are 1-based, ``end`` exclusive; ``text`` is Markdown.

    ``level`` of a heading is 1 to 6, or 7 for a bold line that serves as one.
    """

    kind: BlockKind
    text: str
    line: int
    end: int
    level: int = 0
    items: tuple[Item, ...] = ()
    rows: tuple[Row, ...] = ()


@remembered(most=2048, longest=200)
def plain(markdown: str) -> str:
    """Text without its inline markup; a link keeps its words, "\\$" and "&ndash;" become what they stand for."""
    text = _LINK.sub(r"\1", markdown) if "](" in markdown else markdown
    if "*" in text or "_" in text or "`" in text:
        text = MARKUP.sub("", text)
    if "\\" in text:
        text = _ESCAPED.sub(r"\1", text)
    return " ".join(without_entities(text).split())


def without_entities(text: str) -> str:
    """Text with the characters that its entities, such as "&ndash;", stand for."""
    return _ENTITY.sub(lambda match: unescape(match[0]), text) if "&" in text else text


def unix_lines(text: str) -> str:
    """A text whose lines all end as the Markdown parser, too, takes them to end."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def blocks(text: str) -> list[Block]:
    """The blocks of a text, top level only; what stands inside of one stays in its text."""
    tokens = _markdown.parse(text)
    lines = text.split("\n")
    found: list[Block] = []
    index = 0
    while index < len(tokens):
        end = _closing(tokens, index)
        found.extend(_block(tokens[index : end + 1], lines))
        index = end + 1
    return found


def _closing(tokens: list[Token], index: int) -> int:
    if tokens[index].nesting != 1:
        return index
    depth = 0
    for position in range(index, len(tokens)):
        depth += tokens[position].nesting
        if depth == 0:
            return position
    return len(tokens) - 1


def _block(tokens: list[Token], lines: list[str]) -> list[Block]:
    token = tokens[0]
    start, end = token.map or (0, 0)
    while end > start and not lines[end - 1].strip():
        end -= 1
    raw = "\n".join(lines[start:end])
    first, last = start + 1, end + 1
    match token.type:
        case "heading_open":
            return [Block("heading", tokens[1].content, first, last, level=int(token.tag[1]))]
        case "paragraph_open":
            return _paragraph(tokens[1].content, first, last)
        case "table_open":
            return [Block("table", raw, first, last, rows=_rows(tokens, lines))]
        case "bullet_list_open" | "ordered_list_open":
            return [Block("items", raw, first, last, items=_items(tokens, lines))]
        case "blockquote_open":
            quoted = "\n".join(_QUOTED.sub("", line) for line in lines[start:end])
            return [Block("quote", quoted, first, last)]
        case "hr":
            return [Block("rule", raw, first, last)]
        case _:
            return [Block("other", raw, first, last)]


def _paragraph(content: str, first: int, last: int) -> list[Block]:
    """A paragraph; a first line all in bold is a heading of what follows."""
    head, _, rest = content.partition("\n")
    bold = _BOLD_LINE.match(head)
    if not bold:
        return [Block("paragraph", content, first, last)]
    made = [Block("heading", bold["heading"].strip(" :"), first, first + 1, level=BOLD)]
    if rest:
        made.append(Block("paragraph", rest, first + 1, last))
    return made


def _rows(tokens: list[Token], lines: list[str]) -> tuple[Row, ...]:
    rows: list[Row] = []
    cells: list[str] = []
    for position, token in enumerate(tokens):
        if token.type == "tr_open":
            cells = []
            line = (token.map or (0, 0))[0] + 1
        elif token.type in {"th_open", "td_open"}:
            cells.append(tokens[position + 1].content.strip())
        elif token.type == "tr_close":
            given = _given(lines[line - 1])
            rows.append(Row((*cells, *given[len(cells) :]), line, 1 < len(given) != len(cells)))
    return (_named(rows), *rows[1:])


def _named(rows: list[Row]) -> Row:
    """The header, with a name of its own for each column of the widest row."""
    header = rows[0]
    names: dict[str, None] = {}
    for at in range(max(len(row.cells) for row in rows)):
        name = header.cells[at] if at < len(header.cells) and header.cells[at] else f"Column {at + 1}" if at else ""
        names[f"{name} ({at + 1})" if name in names else name] = None
    return Row(tuple(names), header.line)


def _given(line: str) -> list[str]:
    """The cells that a row has; Markdown makes as many as its header's of them."""
    cells = _BAR.split(line.strip().removeprefix("|"))
    if not cells[-1].strip():
        cells.pop()
    return [cell.strip() for cell in cells]


def _items(tokens: list[Token], lines: list[str]) -> tuple[Item, ...]:
    items = []
    for token in tokens:
        if token.type == "list_item_open" and token.level == 1 and token.map:
            start, end = token.map
            marker = _ITEM.match(lines[start])
            body = [lines[start][marker.end() :] if marker else lines[start]]
            body += [_INDENT.sub("", line) for line in lines[start + 1 : end]]
            number = marker["marker"] if marker and marker["marker"][0].isdigit() else ""
            items.append(Item("\n".join(body).strip(), start + 1, number))
    return tuple(items)
