"""What of a text stands in no value of its document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from guides.document.document import GuideDocument
from guides.parsing.canonical.reading import is_canonical, without_syntax
from guides.parsing.normalising.document import words_only
from guides.parsing.text.blocks import MARKUP, without_entities

_WORD = re.compile(r"[^\W_]+")


def lost_words(text: str, document: GuideDocument) -> list[tuple[int, str]]:
    """Line and word of each occurrence in the text beyond those in the document's values.

    Keys count where they are the guide's own words (``cells``, ``extra``);
    the findings and the path do not. Where a word is kept less often than it
    stands in the text, its last occurrences are named.
    """
    text = without_syntax(text) if is_canonical(text) else words_only(text)
    kept = Counter(word for value in _values(document) for word in _words(value))
    seen: Counter[str] = Counter()
    lost = []
    for number, line in enumerate(text.split("\n"), start=1):
        for word in _words(line):
            seen[word] += 1
            if seen[word] > kept[word]:
                lost.append((number, word))
    return lost


def _words(text: str) -> list[str]:
    """Words as a reader sees them: emphasis inside of one doesn't divide it."""
    return _WORD.findall(without_entities(MARKUP.sub("", text)))


def _values(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from _values(item)
    elif isinstance(value, tuple | list):
        for item in value:
            yield from _values(item)
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in {"findings", "source_path"}:
                yield from _values(getattr(value, field.name))
