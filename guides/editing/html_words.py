"""HTML → Markdown, with what reads it: taken in by ``rich_text`` only where there is some."""

from __future__ import annotations

import re
from typing import Any

from bs4 import BeautifulSoup
from bs4.element import PreformattedString, Tag
from markdownify import MarkdownConverter

from guides.editing.word_html import with_lists_and_quotes

# What Word says of scripts that run from right to left, "mso-bidi-font-weight", is said of no other.
_BOLD = re.compile(r"(?<![\w-])font-weight:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_NOT_BOLD = re.compile(r"(?<![\w-])font-weight:\s*(?:normal|[1-5]00)", re.IGNORECASE)
_ITALIC = re.compile(r"(?<![\w-])font-style:\s*italic", re.IGNORECASE)
_MONOSPACED = re.compile(r"font-family:[^;]*\b(?:courier|consolas|menlo|monaco|roboto mono|monospace)\b", re.IGNORECASE)
_HIDDEN = re.compile(r"display:\s*none|mso-hide:\s*all", re.IGNORECASE)
# What has no words, and what is said of it where it was there.
_DROPPED = (
    ("a picture", "img, svg, picture, canvas"),
    ("an embedded page, film or sound", "iframe, object, embed, video, audio"),
    ("fields to fill in", "input:not([type=hidden]), select, textarea"),
)
_WITHOUT_WORDS = "script, style, title, template, noscript, meta, link, button, head > *"


# No list within lists, and no table's cell, stands this deep.
DEEPEST = 200


class _Converter(MarkdownConverter):
    """Tables stay HTML, which knows of cells over several rows; the reader makes pipe tables of them."""

    def convert_table(self, el: Tag, text: str, parent_tags: Any) -> str:
        return f"\n\n{el}\n\n"


def converted(html: str | bytes) -> tuple[str, tuple[str, ...]]:
    """The Markdown of a page or a piece of one, and what was left out of it, in words. Raises ``RecursionError``."""
    soup = BeautifulSoup(html, "html.parser")
    _refuse_deep(soup)
    dropped = _plain(soup)
    text: str = _Converter(heading_style="atx", bullets="-", sup_symbol="<sup>").convert_soup(soup)
    return text, dropped


def _refuse_deep(soup: BeautifulSoup) -> None:
    """Raises ``RecursionError`` before anything looks for what is around each of a thousand nested tags."""
    left: list[tuple[Tag, int]] = [(soup, 0)]
    while left:
        tag, depth = left.pop()
        if depth > DEEPEST:
            raise RecursionError
        left.extend((child, depth + 1) for child in tag.children if isinstance(child, Tag))


def _plain(soup: BeautifulSoup) -> tuple[str, ...]:
    """Take out what isn't words, and say with tags what is said with style; what was taken out, in words."""
    dropped = []
    for what, tags in _DROPPED:
        found = soup.select(tags)
        dropped += [what] if found else []
        for tag in found:
            tag.decompose()
    unseen = [*soup.find_all(style=_HIDDEN), *soup.find_all(hidden=True)]
    if hidden := [tag for tag in unseen if tag.get_text(strip=True)]:
        dropped.append("hidden words")
    for tag in (*hidden, *soup.select(_WITHOUT_WORDS)):
        if not tag.decomposed:
            tag.decompose()
    # Comments, and what Word writes for its own eyes: <![if !supportLists]>.
    for aside in soup.find_all(string=lambda text: isinstance(text, PreformattedString)):
        aside.extract()
    with_lists_and_quotes(soup)
    # What Google Docs gives begins with a <b> of normal weight around all of it, and has no other.
    for tag in soup.find_all(["b", "strong"], style=_NOT_BOLD):
        tag.unwrap()
    for tag in soup.find_all("span", style=True):
        style = str(tag["style"])
        del tag["style"]
        if _BOLD.search(style) and not tag.find_parent(["b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th"]):
            tag.name = "strong"
        elif _ITALIC.search(style) and not tag.find_parent(["i", "em"]):
            tag.name = "em"
        elif _MONOSPACED.search(style) and not tag.find_parent(["code", "pre"]):
            tag.name = "code"
    return tuple(dropped)
