"""What is to be spoken and what is advice to the reader, apart and in order."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guides.document.document import Part, Voice
from guides.parsing.speech.limits import is_limit, limits_the_last
from guides.parsing.speech.splitting import split_sentences
from guides.parsing.text.blocks import plain

# The marks that may close what each opens.
_CLOSERS = {"“": '”"', '"': '"”', "‘": "’'", "'": "'’"}
_DOUBLE = re.compile(r"[“”\"]")
_MAY_BE_SINGLE = re.compile(r"['‘](?<!\w['‘])(?=[A-Z])")
_MARKS = re.compile(r"[“”\"]|['‘’](?!\w)|(?<!\w)['‘]")
# Fewer words in quotation marks are a name or a term, not a script.
SCRIPT_WORDS = 4
_LONGEST_LEAD = 600
# Where a sentence may begin.
_BEGINS = re.compile(r"(?:\A|\n|[.:!?—–-])[ \t*_]*\Z")
_QUOTE_MARK = re.compile(r"^(?:\s*>)+\s?")
_DASH_FIRST = re.compile(r"\A\s*[—–]\s*")
_FIRST_PERSON = re.compile(r"\b(?:I|my|me|we|our|us)\b", re.IGNORECASE)
_BLANK_LINES = re.compile(r"\n\s*\n")

# A part in the making: its voice, and its pieces.
_Part = tuple[Voice, list[str]]


def quoted_spans(text: str) -> Iterator[tuple[int, int]]:
    """Start and end, marks included, of the scripts in a text; one in double marks left open runs to the end.

    Single marks hold one only where a sentence begins and ends with them:
    elsewhere they are apostrophes, or a term's.
    """
    opened: int | None = None
    for match in (_MARKS if _MAY_BE_SINGLE.search(text) else _DOUBLE).finditer(text):
        position, char = match.start(), match[0]
        if opened is not None and text[opened] in "'‘" and char in '“”"':
            opened = None
        if opened is None:
            if _opens(text, position):
                opened = position
        elif char in _CLOSERS[text[opened]] and _closes(text, position, single=text[opened] in "'‘"):
            if len(text[opened:position].split()) >= SCRIPT_WORDS:
                yield opened, position + 1
            opened = None
    if opened is not None and text[opened] in '“"' and len(text[opened:].split()) >= SCRIPT_WORDS:
        yield opened, len(text)


def _opens(text: str, position: int) -> bool:
    char = text[position]
    if char not in _CLOSERS or position + 1 == len(text) or text[position + 1].isspace():
        return char == "“"
    if char in '“"':
        return True
    return bool(_BEGINS.search(text, max(0, position - 4), position)) and text[position + 1].isupper()


def _closes(text: str, position: int, *, single: bool) -> bool:
    if single:
        return text[position - 1] in ".!?…"
    return text[position] == "”" or (
        not text[position - 1].isspace() and (position + 1 == len(text) or not text[position + 1].isalnum())
    )


def read_parts(markdown: str, *, spoken: bool = False) -> tuple[Part, ...]:
    """The parts of a lever's or strategy's text.

    What stands in quotation marks is spoken; with ``spoken``, all of it is
    where nothing stands in quotation marks. A sentence that tells how low the
    speaker would go is advice wherever the guide put it.
    """
    text = unmarked(markdown)
    spans = list(quoted_spans(text))
    parts: list[_Part] = []
    if not spans and spoken:
        _say(parts, text)
        return _joined(parts)
    end = 0
    for start, stop in spans:
        _advise(parts, text[end:start])
        _say(parts, _inside(text[start:stop]))
        end = stop
    _advise(parts, text[end:])
    return _joined(parts)


def _joined(parts: list[_Part]) -> tuple[Part, ...]:
    return tuple(Part(voice, " ".join(texts)) for voice, texts in parts)


def apart(markdown: str) -> tuple[str, str]:
    """The scripts of a text, and the rest of it."""
    text = unmarked(markdown)
    scripts, rest, end = [], [], 0
    for start, stop in quoted_spans(text):
        scripts.append(_inside(text[start:stop]))
        rest.append(text[end:start])
        end = stop
    return "\n".join(scripts), "\n".join((*rest, text[end:]))


def _inside(script: str) -> str:
    """A script without its quotation marks."""
    return script[1:-1].strip("'‘’ ") if script[0] in "'‘" else script.strip('"“” ')


def unmarked(markdown: str) -> str:
    """Text without emphasis and marks of quotation, line by line; links stay, so that no address is lost."""
    lines = (_QUOTE_MARK.sub("", line) for line in markdown.splitlines())
    return "\n".join(line.strip() if "](" in line else plain(line) for line in lines)


def _say(parts: list[_Part], text: str) -> None:
    """Spoken words, but for those that only lead to a script inside of them: "Push for more: 'I would like …'"."""
    end = 0
    for start, stop in quoted_spans(text):
        if text[start] not in "'‘":
            continue
        # A sentence that leads to a script is short: what stands before each is not divided as a whole.
        first = max(end, start - _LONGEST_LEAD)
        *_, lead = split_sentences(text[first:start]) or [""]
        is_whole = first == end or len(lead) < start - first
        if is_whole and lead.rstrip().endswith(":") and not _FIRST_PERSON.search(lead):
            _utter(parts, text[end : start - len(lead)])
            _advise(parts, lead)
            _utter(parts, _inside(text[start:stop]))
            end = stop
    _utter(parts, text[end:])


def _utter(parts: list[_Part], text: str) -> None:
    sentences = split_sentences(text)
    back = [limits_the_last(sentence) for sentence in sentences]
    for sentence, of_the_last, of_this in zip(sentences, back, [*back[1:], False], strict=False):
        _add(parts, "advice" if of_the_last or of_this or is_limit(sentence) else "say", sentence)


def _advise(parts: list[_Part], text: str) -> None:
    if re.search(r"\w", text):
        _add(parts, "advice", _BLANK_LINES.sub("\n", _DASH_FIRST.sub("", text)))


def _add(parts: list[_Part], voice: Voice, text: str) -> None:
    text = text.strip()
    if not text:
        return
    if parts and parts[-1][0] == voice:
        parts[-1][1].append(text)
    else:
        parts.append((voice, [text]))
