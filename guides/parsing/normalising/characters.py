"""Characters that say the same as others: blanks, invisible ones, other languages' quotation marks."""

from __future__ import annotations

import re

# Between digits a narrow or fixed blank groups thousands.
_BLANK = re.compile(
    r"(?<!\d)[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]|[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000](?!\d)"
)
_INVISIBLE = re.compile(r"[\u00ad\u200b\u200e\u200f\u2060\ufeff]")
_BREAK = re.compile(r"[\u2028\u2029\x0b\x0c\x85]")
# „…“, ‚…‘ and »…« open with what closes elsewhere.
_QUOTED = re.compile(r"„([^„“”]*)[“”]|«([^«»]*)»|»([^«»]*)«|‹([^‹›]*)›|›([^‹›]*)‹|‚([^‚‘’]*)‘")
_UNUSUAL = re.compile(
    r"[\u00a0\u00ad\u1680\u2000-\u200b\u200e\u200f\u2028\u2029\u202f\u205f\u2060\u3000\ufeff\x0b\x0c\x85„«»‹›‚]"
)


def usual_characters(text: str) -> str:
    """A text with plain blanks and English quotation marks, its line ends in their places."""
    if not _UNUSUAL.search(text):
        return text
    text = _INVISIBLE.sub("", _BLANK.sub(" ", _BREAK.sub(" ", text)))
    return _QUOTED.sub(_english, text)


def _english(match: re.Match[str]) -> str:
    double, *_, single, single_turned, low = match.groups()
    said = next(words for words in match.groups() if words is not None)
    if "\n\n" in said:
        return match[0]
    marks = "“”" if single is single_turned is low is None else "‘’"
    inner = said.strip(" ") if low is None and double is None else said
    return f"{marks[0]}{inner}{marks[1]}"
