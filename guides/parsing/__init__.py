"""Markdown text → ``GuideDocument``. Pure: standard library and the Markdown parser only."""

import codecs

from guides.document.document import GuideDocument
from guides.parsing.canonical.reading import is_canonical, read_canonical
from guides.parsing.guide import read_guide
from guides.parsing.text.blocks import unix_lines
from guides.parsing.text.refusal import GuideRefused

__all__ = ["MAX_BYTES", "GuideDocument", "GuideRefused", "decode_guide", "parse_guide"]

# The largest real guide has 28 KB.
MAX_BYTES = 128 * 1024
# The largest real guide has 250 lines.
MAX_LINES = 5000
# Quotation marks, dashes, "€", "£" and a bullet as Windows writes them in one byte.
_TYPOGRAPHIC = frozenset(b"\x80\x85\x91\x92\x93\x94\x95\x96\x97\xa3\xa0")


def decode_guide(data: bytes) -> str:
    """The text of a guide's file: UTF-8 or UTF-16, with or without byte order mark, any line ends.

    Raises ``GuideRefused`` for a file over ``MAX_BYTES``, another encoding, or binary data.
    """
    if len(data) > MAX_BYTES:
        raise GuideRefused(f"The guide has {len(data):,} bytes; at most {MAX_BYTES:,} are read.")
    try:
        text = data.decode(_encoding(data))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        named = "probably Windows-1252" if _TYPOGRAPHIC & {*data} else "probably an older encoding"
        raise GuideRefused(f"The text is not UTF-8 but {named}. Save it as UTF-8 and bring it again.", line) from None
    if "\0" in text:
        raise GuideRefused("The file is binary, not text.", text.count("\n", 0, text.index("\0")) + 1)
    return unix_lines(text)


def _encoding(data: bytes) -> str:
    """UTF-16 where a byte order mark or the zeros between Latin letters tell it, else UTF-8."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    for zeros, encoding in ((data[1::2], "utf-16-le"), (data[::2], "utf-16-be")):
        if not len(data) % 2 and zeros.count(0) > len(zeros) * 0.8:
            return encoding
    return "utf-8-sig"


def parse_guide(text: str, *, source_path: str | None = None) -> GuideDocument:
    """The document of a guide's text, with the findings of its reading.

    The canonical Markdown of ``guides.parsing.canonical.writing`` is told by its first lines.

    Raises ``GuideRefused`` where no guide can be made of it.
    """
    text = unix_lines(text)
    if len(text.encode("utf-8")) > MAX_BYTES:
        raise GuideRefused(f"The guide is longer than {MAX_BYTES:,} bytes.")
    if text.count("\n") > MAX_LINES:
        raise GuideRefused(f"The guide has more than {MAX_LINES:,} lines.", MAX_LINES)
    return read_canonical(text, source_path) if is_canonical(text) else read_guide(text, source_path)
