"""The source of a page → its words, the data that it holds for search engines, and its microdata.

Read by lxml's parser as events, so that no tree is built; a page that is nested
deeper than any real one is refused, since the parser would take its time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

DEEPEST = 400
_PIECE = 32_768
_IS_PAGE = re.compile(
    r"<(?:!doctype|html|head|body|script|div|p|span|meta|li|ul|article|main|section|h[1-6]|br|table)(?=[\s>/])",
    re.IGNORECASE,
)
_BLOCKS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "body", "br", "dd", "details", "div", "dl", "dt", "fieldset"),
        *("figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol"),
        *("option", "p", "pre", "section", "summary", "table", "tbody", "tr", "ul"),
    }
)
_CELLS = frozenset({"td", "th", "button", "label"})
_UNSEEN = frozenset({"script", "style", "template", "head", "svg", "select"})
# Where an element says what it stands for in an attribute.
_VALUES = ("content", "datetime", "value")
_BLANKS = re.compile(r"[^\S\n]+")
_LINES = re.compile(r"(?<!\s)\s*\n\s*")


class UnreadablePageError(ValueError):
    """The source is no page that can be read; the message says what to do instead."""


@dataclass
class Page:
    """``data``: the JSON of its scripts as printed; ``items``: microdata, as such JSON would have it."""

    text: str = ""
    data: list[str] = field(default_factory=list)
    items: list[dict[str, Any]] = field(default_factory=list)


def is_page(text: str) -> bool:
    return bool(_IS_PAGE.search(text))


def read_page(source: str) -> Page:
    """The page of a source. Raises ``UnreadablePageError``."""
    target = _Target()
    parser = etree.HTMLParser(target=target, encoding="utf-8", no_network=True, huge_tree=False)
    try:
        # In pieces: what the target refuses ends the reading with the piece.
        content = source.replace("\0", " ").encode("utf-8", "replace")
        for at in range(0, len(content), _PIECE):
            parser.feed(content[at : at + _PIECE])
        parser.close()
    except etree.LxmlError as error:
        raise UnreadablePageError("This page’s source can’t be read. Copy the words of the posting instead.") from error
    words = _LINES.sub("\n", _BLANKS.sub(" ", "".join(target.words))).strip()
    return Page(words, target.data_blocks, target.items)


@dataclass
class _Open:
    """An element that isn't closed yet: the item that it begins, the property whose words it holds."""

    tag: str
    item: dict[str, Any] | None = None
    name: str = ""
    words: list[str] = field(default_factory=list)


class _Target:
    """Takes lxml's events."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.data_blocks: list[str] = []
        self.items: list[dict[str, Any]] = []
        self._open: list[_Open] = []
        self._unseen = 0
        self._script: list[str] | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if len(self._open) >= DEEPEST:
            raise UnreadablePageError(
                "This page’s source is nested too deep to be read. Copy the words of the posting instead."
            )
        if tag in _UNSEEN and tag != "head":
            self._unseen += 1
        if tag == "script" and "ld+json" in attributes.get("type", "").lower():
            self._script = []
        self._break(tag)
        self._open.append(self._begun(tag, attributes))

    def _begun(self, tag: str, attributes: dict[str, str]) -> _Open:
        name = attributes.get("itemprop", "").split(" ")[0]
        if "itemscope" in attributes:
            item: dict[str, Any] = {"@type": attributes.get("itemtype", "")}
            holder = self._holder()
            if name and holder is not None:
                holder.setdefault(name, []).append(item)
            else:
                self.items.append(item)
            return _Open(tag, item)
        stated = next((attributes[key] for key in _VALUES if key in attributes), None)
        if name and stated is not None:
            if (holder := self._holder()) is not None:
                holder.setdefault(name, []).append(stated)
            return _Open(tag)
        return _Open(tag, name=name)

    def _holder(self) -> dict[str, Any] | None:
        return next((one.item for one in reversed(self._open) if one.item is not None), None)

    def end(self, tag: str) -> None:
        closed = self._open.pop() if self._open else _Open(tag)
        if tag in _UNSEEN and tag != "head":
            self._unseen -= 1
        if tag == "script" and self._script is not None:
            self.data_blocks.append("".join(self._script))
            self._script = None
        if closed.name and (holder := self._holder()) is not None:
            holder.setdefault(closed.name, []).append("".join(closed.words).strip())
        self._break(tag)

    def data(self, text: str) -> None:
        if self._script is not None:
            self._script.append(text)
        if self._unseen:
            return
        text = text.replace("\n", " ")
        self.words.append(text)
        for one in reversed(self._open[-4:]):
            if one.name:
                one.words.append(text)

    def close(self) -> None:
        return None

    def _break(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.words.append("\n")
        elif tag in _CELLS:
            self.words.append(" ")
