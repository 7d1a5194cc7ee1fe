"""A letter's file → its words, by what the file is. Nothing in it is executed, and nothing that it names is opened."""

from __future__ import annotations

import re
from dataclasses import dataclass

LARGEST = 5 * 1024 * 1024
# A letter with its annexes; the reader takes no longer text than this either way.
MOST_PAGES = 40
LONGEST = 50_000

_LIGATURES = {
    "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st",
}  # fmt: skip
_BLANKS = dict.fromkeys([*map(ord, "\u00a0\u2007\u2009\u200a\u202f\u2002\u2003\u3000\t"), 0x1680], " ")
_SILENT = dict.fromkeys(map(ord, "\u200b\u2060\ufeff\u00ad"))
_AS_PLAIN = str.maketrans({**{ord(sign): plain for sign, plain in _LIGATURES.items()}, **_BLANKS, **_SILENT})
# At the end of a line: a soft hyphen, or what printers put in its place, only ever cuts a word.
_CUT = re.compile(r"(?<=[^\W\d_])[\u00ad\u2010]\n(?=[^\W\d_])")
_HYPHEN = re.compile(r"(?P<first>[^\W\d_]+)-\n(?P<second>[^\W\d_]\w*)")
# "one-\nyear" keeps its hyphen, "repre-\nsented" doesn't have one.
_COMPOUND = re.compile(
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|forty|sign|on|off|full|part|long|short|"
    r"non|pro|co|mid|semi|self|pre|post|well|year|month|first|second|third|half|double|single|time|end|day|cash|tax|"
    r"in|at|buy|make|catch|high|low|re|ex|to|up|out|equity|stock|share|performance|target|company|employee|market)",
    re.IGNORECASE,
)
# "$240,\n000": only a figure that begins with its currency is put together.
_BROKEN_AMOUNT = re.compile(r"((?:[$€£₹¥]|\b[A-Z]{3}) ?\d{1,3}(?:[,.'’]\d{3})*[,.'’])\n(?=\d{3}(?!\d))")
_SPACES = re.compile(r"  +")
_ROOM = re.compile(r"\n{3,}")


class FileRefusedError(Exception):
    """The file isn't read; the message says why and what to do instead."""


@dataclass(frozen=True, slots=True)
class FileWords:
    """The words of a file, a line each as printed, and what of the file isn't among them."""

    text: str
    notes: tuple[str, ...] = ()


def words_of_file(data: bytes) -> FileWords:
    """Raises ``FileRefusedError``."""
    if len(data) > LARGEST:
        raise FileRefusedError("This file has more than 5 MB. Copy the words of the letter and paste them instead.")
    if data[:1024].lstrip().startswith(b"%PDF-"):
        from offers.entry.files.pdf import words_of_pdf

        words = words_of_pdf(data)
    elif data.startswith(b"PK\x03\x04"):
        from offers.entry.files.word import words_of_word

        words = words_of_word(data)
    elif data.startswith(b"\xd0\xcf\x11\xe0"):
        raise FileRefusedError(
            "This is an old Word file, or one with a password. Save it as .docx without a password, or paste its words."
        )
    else:
        raise FileRefusedError("This is no PDF and no Word file (.docx). Paste the words of the letter instead.")
    text = as_plain(words.text)
    if not text:
        raise FileRefusedError("There are no words in this file. Paste those of the letter instead.")
    if len(text) > LONGEST:
        raise FileRefusedError(
            f"This has {len(text):,} characters, more than the {LONGEST:,} that are read at once. Paste those about "
            "pay instead."
        )
    return FileWords(text, words.notes)


def as_plain(text: str) -> str:
    """Text as somebody would have typed it: no ligatures, no special blanks, words and amounts whole again."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n")
    text = _CUT.sub("", text).translate(_AS_PLAIN)
    text = _HYPHEN.sub(_joined, text)
    text = _SPACES.sub(" ", text)
    text = "\n".join(line.strip() for line in text.split("\n"))
    text = _BROKEN_AMOUNT.sub(r"\1", text)
    return _ROOM.sub("\n\n", "".join(char for char in text if char == "\n" or char.isprintable())).strip()


def _joined(match: re.Match[str]) -> str:
    first, second = match["first"], match["second"]
    keeps = second[0].isupper() or _COMPOUND.fullmatch(first)
    return f"{first}-{second}" if keeps else f"{first}{second}"
