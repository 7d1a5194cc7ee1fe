"""A Word document (.docx) → Markdown, and what of it has no place there. It is read with distrust, as any zip is."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from io import BytesIO
from xml.parsers.expat import ExpatError

from guides.editing.rich_text import markdown_of_html

MAX_WORD_FILE = 8 * 1024 * 1024
# What a guide of the longest kind unpacks to, pictures aside, and then ten times that.
MAX_WORDS = 16 * 1024 * 1024
MAX_PARTS = 2_000

_DOCUMENT = "word/document.xml"
_XML = (".xml", ".rels")
# No program writes one into a Word document, and it is what would make a small file large.
_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_EQUATION = re.compile(rb"<m:oMath[ >]")
_DROPPED = (
    ("a picture", re.compile(rb"<(?:a:blip|v:imagedata) ")),
    ("words taken out by a tracked change", re.compile(rb"<w:del ")),
    ("a text box", re.compile(rb"<w:txbxContent[ >]")),
)
_PARTS_DROPPED = (
    ("comments", re.compile(r"word/comments\.xml")),
    ("headers or footers", re.compile(r"word/(?:header|footer)\d*\.xml")),
)


class WordRefusedError(Exception):
    """A Word document isn't taken; ``reason`` says why, as the end of a sentence that begins with its name."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class WordText:
    """A document's Markdown, and what was left out of it, in words."""

    text: str
    dropped: tuple[str, ...] = ()


def markdown_of_word(data: bytes) -> WordText:
    """Raises ``WordRefusedError``."""
    # As what reads HTML, it is taken in where there is a document.
    import mammoth

    parts = _checked(data)
    document = parts[_DOCUMENT]
    if _EQUATION.search(document):
        raise WordRefusedError("has an equation in it, which can't be read. Type its amounts as plain words.")
    try:
        made = mammoth.convert_to_html(BytesIO(data), convert_image=mammoth.images.img_element(lambda _: {}))
        text = markdown_of_html(made.value)
    except (zipfile.BadZipFile, ExpatError, KeyError, ValueError, AttributeError, OSError, RecursionError) as error:
        raise WordRefusedError("is no Word document that can be read.") from error
    dropped = [what for what, mark in _DROPPED if mark.search(document)]
    dropped += [
        what for what, name in _PARTS_DROPPED if any(name.fullmatch(part) and b"<w:t" in parts[part] for part in parts)
    ]
    return WordText(text, tuple(dropped))


def _checked(data: bytes) -> dict[str, bytes]:
    """The XML parts of a document that is small, whole and declares no entities."""
    if len(data) > MAX_WORD_FILE:
        raise WordRefusedError(f"has more than {MAX_WORD_FILE // 1024 // 1024} MB. Take its pictures out.")
    parts: dict[str, bytes] = {}
    room = MAX_WORDS
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > MAX_PARTS or len({entry.filename for entry in entries}) < len(entries):
                raise WordRefusedError("has too many parts for a document.")
            for entry in entries:
                if not entry.filename.lower().endswith(_XML):
                    continue
                with archive.open(entry) as file:
                    part = file.read(room + 1)
                room -= len(part)
                if room < 0:
                    raise WordRefusedError("unpacks to more than any guide has.")
                # In UTF-16 a declaration would be spelled otherwise.
                if _DECLARES.search(part) or part.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in part[:200]:
                    raise WordRefusedError("declares entities, as no document does.")
                parts[entry.filename] = part
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError, OSError, RuntimeError) as error:
        raise WordRefusedError("is no Word document that can be read: it is broken, or has a password.") from error
    if _DOCUMENT not in parts:
        raise WordRefusedError("is no Word document.")
    return parts
