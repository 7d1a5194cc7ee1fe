"""What changed from one state of a guide to another: field by field, and word by word. Pure."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from guides.document.document import Ask, Band, GuideDocument, LevelMapping, Lever, Section, Source

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Kind = Literal["added", "removed", "changed"]
Op = Literal["same", "removed", "added"]

# Each word with the blanks behind it; blanks alone are what a text begins with.
_WORDS = re.compile(r"\S+\s*|\s+")
# Beyond so many words, or pairs of the same word, a comparison word by word takes longer than anybody waits.
_LONGEST = 4000
_MOST_PAIRS = 100_000


class Field(NamedTuple):
    """One field of a guide in words, under a name by which it is found again in another state of the guide.

    ``line`` is that of the text from which its row was read, where it is known.
    """

    place: str
    text: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One field that differs; ``pieces`` are its words in order, marked."""

    place: str
    kind: Kind
    pieces: tuple[tuple[Op, str], ...]


def differences(before: GuideDocument, after: GuideDocument) -> tuple[Change, ...]:
    """The fields that differ, in the order of the later state; what was removed stands last.

    Where and how something was read (lines, cells, path, findings) is no difference.
    """
    old, new = _texts(before), _texts(after)
    changes = []
    for place, text in new.items():
        if place not in old:
            changes.append(Change(place, "added", (("added", text),)))
        elif old[place] != text:
            changes.append(Change(place, "changed", word_by_word(old[place], text)))
    changes += [Change(place, "removed", (("removed", text),)) for place, text in old.items() if place not in new]
    return tuple(changes)


def changed_places(before: GuideDocument, after: GuideDocument) -> tuple[str, ...]:
    """The places of ``differences``, without the work of comparing words."""
    old, new = _texts(before), _texts(after)
    changed = [place for place, text in new.items() if old.get(place) != text]
    return (*changed, *(place for place in old if place not in new))


def word_by_word(before: str, after: str) -> tuple[tuple[Op, str], ...]:
    """The words of both texts in order: what stayed, what went, what came."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    # Words alone are compared: a blank is like every other, and would be looked at with each of them.
    words, others = [piece.rstrip() for piece in old], [piece.rstrip() for piece in new]
    if len(old) + len(new) > _LONGEST or _pairs(words, others) > _MOST_PAIRS:
        return (("removed", before), ("added", after))
    pieces = _Pieces()
    for tag, a, b, c, d in SequenceMatcher(None, words, others, autojunk=False).get_opcodes():
        if tag == "equal":
            for one, other in zip(old[a:b], new[c:d], strict=True):
                pieces.keep(one, other)
        else:
            pieces.gone += "".join(old[a:b])
            pieces.come += "".join(new[c:d])
    pieces.turn("")
    return tuple(pieces.made)


class _Pieces:
    """What stayed, went and came, in order."""

    def __init__(self) -> None:
        self.made: list[tuple[Op, str]] = []
        self.same = self.gone = self.come = ""

    def keep(self, one: str, other: str) -> None:
        """A word that stayed; the blanks behind it may differ."""
        if self.gone or self.come:
            self.turn(_common_blank(self.gone, self.come))
        if one == other:
            self.same += one
            return
        word = one.rstrip()
        self.same += word
        self.gone, self.come = one[len(word) :], other[len(word) :]

    def turn(self, blank: str) -> None:
        """Tell what has stayed so far, and what changed behind it; ``blank``, at the end of both, stayed, too."""
        kept = len(blank)
        changed: tuple[tuple[Op, str], ...] = (
            ("same", self.same),
            ("removed", self.gone[: -kept or None]),
            ("added", self.come[: -kept or None]),
        )
        self.made += [(op, words) for op, words in changed if words]
        self.same, self.gone, self.come = blank, "", ""


def _common_blank(gone: str, come: str) -> str:
    """The blanks that both end with, where there is more than these."""
    blank = gone[len(gone.rstrip()) :]
    return blank if blank and come[len(come.rstrip()) :] == blank and gone.strip() and come.strip() else ""


def _pairs(old: list[str], new: list[str]) -> int:
    """How many pairs of the same word two texts have."""
    counts = Counter(old)
    return sum(counts[word] * count for word, count in Counter(new).items())


def _texts(document: GuideDocument) -> dict[str, str]:
    return {field.place: field.text for field in fields(document)}


def fields(document: GuideDocument) -> Iterator[Field]:
    """Every field of a guide."""
    for place, text in _named(
        {
            "Title": document.title,
            "Level": document.level,
            "Tagline": document.tagline,
            "Tags": "\n".join(document.tags),
            "Premiums": "\n".join(
                f"{one.label}: {_amount(one.min_pct)}{f'–{_amount(one.max_pct)}' if one.max_pct else '+'} %"
                for one in document.premiums
            ),
        }
    ):
        yield Field(place, text)
    for row, named in _rows(document):
        for place, text in named:
            yield Field(place, text, row.line)


def _rows(
    document: GuideDocument,
) -> Iterator[tuple[Band | LevelMapping | Section | Lever | Source, Iterator[tuple[str, str]]]]:
    """Each row of a guide with its fields, as name and words."""
    taken: dict[str, int] = {}
    for band in document.bands:
        place = " · ".join(filter(None, (band.region, band.level, band.currency))) or "of all regions"
        yield band, _of_band(_unique(taken, f"Band {place}"), band)
    for mapping in document.level_mappings:
        yield mapping, _of_mapping(_unique(taken, f"Level {mapping.own}"), mapping)
    for section in document.sections:
        name = _unique(taken, f"Section “{section.heading}”" if section.heading else "Section without heading")
        yield section, _of_section(name, section)
    for lever in document.levers:
        yield lever, _lever(_unique(taken, f"Lever “{lever.title}”"), lever)
    if document.strategy:
        yield document.strategy, _lever("Strategy", document.strategy)
    for source in document.sources:
        yield source, iter([(_unique(taken, f"Source {source.text}"), _source(source))])


def _of_band(name: str, band: Band) -> Iterator[tuple[str, str]]:
    for part, facts in _band(band):
        yield f"{name}: {part}", facts
    yield from _own_source(name, band)


def _of_mapping(name: str, mapping: LevelMapping) -> Iterator[tuple[str, str]]:
    levels = [f"{one.company} {one.level}".strip() for one in mapping.equivalents]
    levels += [f"{label}: {value}" for label, value in mapping.extra.items()]
    yield name, " · ".join(levels)
    yield from _own_source(name, mapping)


def _of_section(name: str, section: Section) -> Iterator[tuple[str, str]]:
    yield f"{name}: text", section.body
    yield from _asks(name, section.asks)


def _own_source(name: str, row: Band | LevelMapping | Lever) -> Iterator[tuple[str, str]]:
    if row.source:
        yield f"{name}: source", _source(row.source)


def _source(source: Source) -> str:
    return " ".join(filter(None, (source.text, source.url)))


def _named(values: dict[str, str | None]) -> Iterator[tuple[str, str]]:
    for name, value in values.items():
        if value:
            yield name, value


def _unique(taken: dict[str, int], name: str) -> str:
    taken[name] = taken.get(name, 0) + 1
    return name if taken[name] == 1 else f"{name} ({taken[name]})"


def _band(band: Band) -> Iterator[tuple[str, str]]:
    for part in ("base", "equity", "bonus", "signing", "total", "unspecified"):
        value = getattr(band, part)
        if value is not None:
            yield part, _as_text(value)
    for pay in band.other:
        yield f"other pay, {pay.label}", _as_text(pay)
    for equal in band.equivalents:
        yield f"in {equal.currency}", _as_text(equal)
    for one in band.percentiles:
        yield f"{one.component}, P{one.percent}", f"{one.amount:,f}"


def _as_text(value: DataclassInstance) -> str:
    """A value's fields as words, those that say nothing left out."""
    facts = [_range(value)] if getattr(value, "min", None) is not None else []
    for field in dataclasses.fields(value):
        one = getattr(value, field.name)
        if one is None or one is False or one == "" or field.name in {"label", "min", "max", "open"}:
            continue
        facts.append(f"{field.name.replace('_', ' ')} {_shown(one)}")
    return ", ".join(facts)


def _shown(value: object) -> str:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return _as_text(value)
    return _amount(value) if isinstance(value, Decimal) else str(value)


def _range(value: Any) -> str:
    if value.max is None:
        return f"{_amount(value.min)} or more"
    ends = _amount(value.min) if value.min == value.max else f"{_amount(value.min)}–{_amount(value.max)}"
    return f"{ends} or more" if getattr(value, "open", False) else ends


def _amount(amount: Decimal) -> str:
    return f"{amount.normalize():,f}"


def _lever(name: str, lever: Lever) -> Iterator[tuple[str, str]]:
    yield (
        f"{name}: text",
        "\n".join(f"{'Say' if part.voice == 'say' else 'Advice'}: {part.text}" for part in lever.parts),
    )
    yield from _own_source(name, lever)
    yield from _asks(name, lever.asks)
    yield from _named(
        {
            f"{name}: sample offers": "\n".join(_as_text(offer) for offer in lever.quoted_offers),
            f"{name}: voices": "\n".join(f"{sentence.voice}: {sentence.text}" for sentence in lever.sentences),
            f"{name}: falls without another offer": "yes" if lever.needs_competing_offer else "",
        }
    )


def _asks(name: str, asks: tuple[Ask, ...]) -> Iterator[tuple[str, str]]:
    if asks:
        yield f"{name}: asks", "\n".join(_as_text(dataclasses.replace(ask, text="")) for ask in asks)
