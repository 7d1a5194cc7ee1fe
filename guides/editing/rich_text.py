"""HTML, as a browser or a word processor gives it → Markdown as guides are written in."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from markdownify import MarkdownConverter

from guides.parsing import GuideRefused
from guides.parsing.normalising.document import normalised

if TYPE_CHECKING:
    from bs4.element import Tag

_BLANK_LINES = re.compile(r"\n{3,}")


class _Converter(MarkdownConverter):
    """Tables stay HTML, which knows of cells over several rows; the reader makes pipe tables of them."""

    def convert_table(self, el: Tag, text: str, parent_tags: Any) -> str:
        return f"\n\n{el}\n\n"

    def _nothing(self, el: Tag, text: str, parent_tags: Any) -> str:
        return ""

    convert_img = convert_script = convert_style = convert_title = _nothing


def markdown_of_html(html: str) -> str:
    """The words of a page or a piece of one, without its pictures, scripts and style."""
    text: str = _Converter(heading_style="atx", bullets="-").convert(html)
    # Where it can't be made plain, the reading of the text says why, and in which line.
    with suppress(GuideRefused):
        text = normalised(text).text
    return _BLANK_LINES.sub("\n\n", text).strip() + "\n"
