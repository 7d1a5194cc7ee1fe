"""A Word document (.docx) → Markdown, and what of it has no place there."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from xml.parsers.expat import ExpatError

from guides.editing.rich_text import HtmlRefusedError, markdown_of_html
from guides.editing.word_parts import DOCUMENT, HIDDEN, WordRefusedError, only, parts_of_word, readable

_EQUATION = re.compile(rb"<m:oMath[ >]")
_DROPPED = (
    ("a picture", re.compile(rb"<(?:a:blip|v:imagedata) ")),
    ("words taken out by a tracked change", re.compile(rb"<w:del ")),
    ("hidden words", HIDDEN),
    ("a text box", re.compile(rb"<w:txbxContent[ >]")),
)
_PARTS_DROPPED = (
    ("comments", re.compile(r"word/comments\.xml")),
    ("headers or footers", re.compile(r"word/(?:header|footer)\d*\.xml")),
)


@dataclass(frozen=True, slots=True)
class WordText:
    """A document's Markdown, and what was left out of it, in words."""

    text: str
    dropped: tuple[str, ...] = ()


def markdown_of_word(data: bytes) -> WordText:
    """Raises ``WordRefusedError``."""
    # As what reads HTML, it is taken in where there is a document.
    import mammoth

    parts = parts_of_word(data)
    document = parts[DOCUMENT]
    if _EQUATION.search(document):
        raise WordRefusedError("has an equation in it, which can't be read. Type its amounts as plain words.")
    try:
        made = mammoth.convert_to_html(only(readable(parts)), convert_image=mammoth.images.img_element(lambda _: {}))
        text = markdown_of_html(made.value)
    except HtmlRefusedError as refusal:
        raise WordRefusedError(refusal.reason) from refusal
    except (zipfile.BadZipFile, ExpatError, KeyError, ValueError, AttributeError, OSError, RecursionError) as error:
        raise WordRefusedError("is no Word document that can be read.") from error
    dropped = [what for what, mark in _DROPPED if mark.search(document)]
    dropped += [
        what for what, name in _PARTS_DROPPED if any(name.fullmatch(part) and b"<w:t" in parts[part] for part in parts)
    ]
    return WordText(text, tuple(dropped))
