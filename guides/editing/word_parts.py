"""The parts of a Word document (.docx), which is a zip and is read with distrust, as any zip is."""

from __future__ import annotations

import re
import zipfile
import zlib
from io import BytesIO

MAX_WORD_FILE = 8 * 1024 * 1024
# What a guide of the longest kind unpacks to, pictures aside, and then ten times that.
MAX_WORDS = 16 * 1024 * 1024
MAX_PARTS = 2_000
# In all parts together: what reads one takes time for each. The styles of an empty document have up to 24,000.
MAX_TAGS = 60_000
DOCUMENT = "word/document.xml"
_XML = (".xml", ".rels")
# No program writes one into a Word document, and it is what would make a small file large.
_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)

# A mail merge's field, or a run of one direction, around words that belong to the text.
_WRAPPERS = re.compile(rb"</?w:(?:fldSimple|bdo|dir)(?:\s[^<>]*)?>")
_TAB = re.compile(rb"<w:ptab(?:\s[^<>]*)?>")
HIDDEN = re.compile(rb"<w:vanish/>")
_HIDDEN_RUN = re.compile(
    rb"<w:r(?:\s[^<>]*)?>\s*<w:rPr>(?:(?!</?w:rPr>).){0,1000}?<w:vanish/>(?:(?!</?w:r[ >]).)*</w:r>", re.DOTALL
)
# What a row says of itself, where it begins after so many columns.
_LATER = re.compile(
    rb"<w:trPr>(?:(?!</?w:trPr>).){0,1000}?<w:gridBefore w:val=\"([1-9])\"\s?/>(?:(?!</?w:trPr>).){0,1000}</w:trPr>",
    re.DOTALL,
)

_BROKEN = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    NotImplementedError,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
)


class WordRefusedError(Exception):
    """A Word document isn't taken; ``reason`` says why, as the end of a sentence that begins with its name."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def parts_of_word(data: bytes) -> dict[str, bytes]:
    """The XML parts of a document that is small, whole and declares no entities; of others the name alone.

    Raises ``WordRefusedError``.
    """
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
                    parts[entry.filename] = b""
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
            _refuse_many_tags(parts)
    except _BROKEN as error:
        raise WordRefusedError("is no Word document that can be read: it is broken, or has a password.") from error
    if DOCUMENT not in parts:
        raise WordRefusedError("is no Word document.")
    return parts


def only(parts: dict[str, bytes]) -> BytesIO:
    """A document of these parts and nothing else: a relation may call any part the document, whatever its name."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    made.seek(0)
    return made


def readable(parts: dict[str, bytes]) -> dict[str, bytes]:
    """The parts without hidden words, and with what mammoth drops made what it keeps.

    findings/docx-mail-merge-field.sh, findings/docx-row-that-begins-later.sh. Raises ``WordRefusedError``.
    """
    made = {name: _readable(part) if name.endswith(".xml") else part for name, part in parts.items()}
    _refuse_many_tags(made)
    return made


def _refuse_many_tags(parts: dict[str, bytes]) -> None:
    if sum(part.count(b"<") for part in parts.values()) > MAX_TAGS:
        raise WordRefusedError("has more tags than any guide or letter. Save it without its tracked changes.")


def _readable(part: bytes) -> bytes:
    part = _HIDDEN_RUN.sub(b"", _TAB.sub(b"<w:tab/>", _WRAPPERS.sub(b"", part)))
    return _LATER.sub(lambda row: row[0] + b"<w:tc><w:p/></w:tc>" * int(row[1]), part)
