"""HTML, as a browser or a word processor gives it → Markdown as guides are written in, and what of it is left out."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bs4 import BeautifulSoup
from bs4.element import PreformattedString
from markdownify import MarkdownConverter

from guides.parsing import GuideRefused
from guides.parsing.normalising.document import normalised

if TYPE_CHECKING:
    from bs4.element import Tag

# A guide of the longest kind, with the style that an office writes to each of its words.
MAX_HTML = 2 * 1024 * 1024

_BLANK_LINES = re.compile(r"\n{3,}")
_BOLD = re.compile(r"font-weight:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_NOT_BOLD = re.compile(r"font-weight:\s*(?:normal|[1-5]00)", re.IGNORECASE)
_ITALIC = re.compile(r"font-style:\s*italic", re.IGNORECASE)
_HIDDEN = re.compile(r"display:\s*none|mso-hide:\s*all", re.IGNORECASE)
# What has no words, and what is said of it where it was there.
_DROPPED = (
    ("a picture", "img, svg, picture, canvas"),
    ("an embedded page, film or sound", "iframe, object, embed, video, audio"),
    ("fields to fill in", "input:not([type=hidden]), select, textarea"),
)
_WITHOUT_WORDS = "script, style, title, template, noscript, meta, link, button, head > *"


class HtmlRefusedError(Exception):
    """A piece of HTML isn't taken; ``reason`` says why, as the end of a sentence that begins with its name."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class RichText:
    """The Markdown of rich text, and what was left out of it, in words."""

    text: str
    dropped: tuple[str, ...] = ()


class _Converter(MarkdownConverter):
    """Tables stay HTML, which knows of cells over several rows; the reader makes pipe tables of them."""

    def convert_table(self, el: Tag, text: str, parent_tags: Any) -> str:
        return f"\n\n{el}\n\n"


def markdown_of_html(html: str) -> str:
    """The words of a page or a piece of one, without its pictures, scripts and style."""
    return read_html(html).text


def read_html(html: str | bytes) -> RichText:
    """A page or a piece of one, as a browser's clipboard or a file holds it. Raises ``HtmlRefusedError``."""
    if len(html) > MAX_HTML:
        raise HtmlRefusedError(f"has more than {MAX_HTML // 1024 // 1024} MB. Take its pictures out.")
    try:
        soup = BeautifulSoup(html, "html.parser")
        dropped = _plain(soup)
        text: str = _Converter(heading_style="atx", bullets="-").convert_soup(soup)
    except RecursionError as error:
        raise HtmlRefusedError("is nested more deeply than any text.") from error
    # Where it can't be made plain, the reading of the text says why, and in which line.
    with suppress(GuideRefused):
        text = normalised(text).text
    return RichText(_BLANK_LINES.sub("\n\n", text).strip() + "\n", dropped)


def _plain(soup: BeautifulSoup) -> tuple[str, ...]:
    """Take out what isn't words, and say with tags what is said with style; what was taken out, in words."""
    dropped = []
    for what, tags in _DROPPED:
        found = soup.select(tags)
        dropped += [what] if found else []
        for tag in found:
            tag.decompose()
    if hidden := [tag for tag in soup.find_all(style=_HIDDEN) if tag.get_text(strip=True)]:
        dropped.append("hidden words")
    for tag in (*hidden, *soup.select(_WITHOUT_WORDS)):
        if not tag.decomposed:
            tag.decompose()
    # Comments, and what Word writes for its own eyes: <![if !supportLists]>.
    for aside in soup.find_all(string=lambda text: isinstance(text, PreformattedString)):
        aside.extract()
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
    return tuple(dropped)
