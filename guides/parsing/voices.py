"""What is to be spoken and what is advice to the reader, apart and in order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from guides.parsing.blocks import plain
from guides.parsing.claims import split_sentences
from guides.parsing.document import Part, Voice
from guides.parsing.limits import is_limit, limits_the_last

_OPEN, _CLOSE = "“", "”"
_ANY_MARK = re.compile(r"[“”\"]")
# Fewer words in quotation marks are a name or a term, not a script.
SCRIPT_WORDS = 4
_QUOTE_MARK = re.compile(r"^(?:\s*>)+\s?")
_DASH_FIRST = re.compile(r"\A\s*[—–]\s*")
_BLANK_LINES = re.compile(r"\n\s*\n")


def quoted_spans(text: str) -> Iterator[tuple[int, int]]:
    """Start and end, marks included, of the scripts in a text; one left open runs to the end."""
    opened: int | None = None
    for match in _ANY_MARK.finditer(text):
        position, char = match.start(), match[0]
        if opened is None:
            if char == _OPEN or (char == '"' and _opens(text, position)):
                opened = position
        elif char == _CLOSE or (char == '"' and _closes(text, position)):
            if len(text[opened:position].split()) >= SCRIPT_WORDS:
                yield opened, position + 1
            opened = None
    if opened is not None and len(text[opened:].split()) >= SCRIPT_WORDS:
        yield opened, len(text)


def _opens(text: str, position: int) -> bool:
    return position + 1 < len(text) and not text[position + 1].isspace()


def _closes(text: str, position: int) -> bool:
    return not text[position - 1].isspace() and (position + 1 == len(text) or not text[position + 1].isalnum())


def read_parts(markdown: str, *, spoken: bool = False) -> tuple[Part, ...]:
    """The parts of a lever's or strategy's text.

    What stands in quotation marks is spoken; with ``spoken``, all of it is
    where nothing stands in quotation marks. A sentence that tells how low the
    speaker would go is advice wherever the guide put it.
    """
    text = unmarked(markdown)
    spans = list(quoted_spans(text))
    parts: list[Part] = []
    if not spans and spoken:
        _say(parts, text)
        return tuple(parts)
    end = 0
    for start, stop in spans:
        _advise(parts, text[end:start])
        _say(parts, text[start:stop].strip('"“” '))
        end = stop
    _advise(parts, text[end:])
    return tuple(parts)


def spoken_text(markdown: str) -> str:
    """The scripts of a text alone."""
    text = unmarked(markdown)
    return "\n".join(text[start:stop].strip('"“” ') for start, stop in quoted_spans(text))


def unmarked(markdown: str) -> str:
    """Text without emphasis and marks of quotation, line by line; links stay, so that no address is lost."""
    lines = (_QUOTE_MARK.sub("", line) for line in markdown.splitlines())
    return "\n".join(line.strip() if "](" in line else plain(line) for line in lines)


def _say(parts: list[Part], text: str) -> None:
    sentences = split_sentences(text)
    back = [limits_the_last(sentence) for sentence in sentences]
    for sentence, of_the_last, of_this in zip_longest(sentences, back, back[1:], fillvalue=False):
        _add(parts, "advice" if of_the_last or of_this or is_limit(sentence) else "say", sentence)


def _advise(parts: list[Part], text: str) -> None:
    if re.search(r"\w", text):
        _add(parts, "advice", _BLANK_LINES.sub("\n", _DASH_FIRST.sub("", text)))


def _add(parts: list[Part], voice: Voice, text: str) -> None:
    text = text.strip()
    if not text:
        return
    if parts and parts[-1].voice == voice:
        parts[-1] = Part(voice, f"{parts[-1].text} {text}")
    else:
        parts.append(Part(voice, text))
