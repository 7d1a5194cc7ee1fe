"""HTML, as a browser or a word processor gives it → Markdown as guides are written in, and what of it is left out."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass

from guides.parsing import GuideRefused
from guides.parsing.normalising.document import normalised

# A guide of the longest kind, with the style that an office writes to each of its words.
MAX_HTML = 2 * 1024 * 1024

# With entities: what reads them takes time for each. The longest guide of the sample has 550 as plain HTML.
MAX_TAGS = 30_000
# A link of a thousand letters, with the style of a word.
LONGEST_TAG = 8 * 1024
_BEGINS_TAG = re.compile(r"<(?=[A-Za-z/!?])")
# A picture that stands in its tag.
_IN_TAG = re.compile(r"(?<==[\"'])data:[^\"'<>\s]*")

_BLANK_LINES = re.compile(r"\n{3,}")


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


def markdown_of_html(html: str) -> str:
    """The words of a page or a piece of one, without its pictures, scripts and style."""
    return read_html(html).text


def read_html(html: str | bytes) -> RichText:
    """A page or a piece of one, as a browser's clipboard or a file holds it. Raises ``HtmlRefusedError``."""
    if len(html) > MAX_HTML:
        raise HtmlRefusedError(f"has more than {MAX_HTML // 1024 // 1024} MB. Take its pictures out.")
    html = _bounded(html)
    # What reads HTML takes as much memory as a tenth of a process: only those that read some have it.
    from guides.editing.html_words import converted

    try:
        text, dropped = converted(html)
    except RecursionError as error:
        raise HtmlRefusedError("is nested more deeply than any text.") from error
    # Where it can't be made plain, the reading of the text says why, and in which line.
    with suppress(GuideRefused):
        text = normalised(text).text
    return RichText(_BLANK_LINES.sub("\n\n", text).strip() + "\n", dropped)


def _bounded(html: str | bytes) -> str | bytes:
    """HTML without the pictures within its tags. Refused where it would take long to read.

    What reads it looks from each "<" for the end of the tag, and takes some time for each that has one.
    """
    # Each byte is a character of Latin-1, and what matters here is ASCII.
    text = html if isinstance(html, str) else html.decode("latin-1")
    text = _IN_TAG.sub("", text)
    if text.count("<") + text.count("&") > MAX_TAGS:
        raise HtmlRefusedError("has more tags than any guide. Paste its words alone, or bring it in parts.")
    at = 0
    while found := _BEGINS_TAG.search(text, at):
        begins = found.start()
        is_comment = text.startswith("<!--", begins)
        ends = text.find("-->" if is_comment else ">", begins)
        if ends < 0:
            raise HtmlRefusedError("is cut off within a tag.")
        if not is_comment and ends - begins > LONGEST_TAG:
            raise HtmlRefusedError("has a tag that is longer than any that is written by hand or by an office.")
        at = ends + 1
    return text if isinstance(html, str) else text.encode("latin-1")
