"""Our example guides as real converters give them back: each reads as the same document.

``converted/make.py`` makes the folders; ``TOOL`` in each says what was run. Shares: ``pytest -s -k shares``.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from guides.document.document import GuideDocument, Lever
from guides.parsing import GuideRefused, decode_guide, parse_guide
from guides.parsing.losses import lost_words
from guides.parsing.text.blocks import plain
from tests.guides.parsing.converted.make import EXAMPLES, GUIDES
from tests.guides.parsing.converted.make import HERE as CONVERTED

# What a row can't hold: its converter dropped it.
LOST = {
    # LibreOffice has no backticks: Monzo's tags become one.
    "pandoc-odt-gfm": {"tags"},
    "office-turndown-gfm": {"tags"},
    "office-markdownify": {"tags"},
    "office-markitdown": {"tags"},
    "markitdown-docx": {"tags"},
}
# turndown without its plugin for tables makes a paragraph of each cell.
REFUSED = {"turndown": "each cell of a table"}
ROWS = sorted(path.parent.name for path in CONVERTED.glob("*/TOOL"))
_TYPOGRAPHY = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "\xa0": " "})


def folded(value: Any) -> Any:
    """A value as a reader takes it in: no markup, plain quotation marks and dashes, single blanks."""
    if isinstance(value, str):
        text = plain(value.replace("…", "...").translate(_TYPOGRAPHY))
        return [word for word in re.sub(r"-{2,3}", "-", text.replace("|", " ")).split() if word not in {*"-*>+#"}]
    if isinstance(value, Decimal | int | None):
        return value
    if isinstance(value, dict):
        return [[folded(key), folded(item)] for key, item in value.items()]
    if isinstance(value, Iterable):
        return [folded(item) for item in value]
    return [folded(getattr(value, name)) for name in value.__slots__ if name not in {"line", "source"}]


def voiced(levers: Iterable[Lever], voice: str) -> list[list[str]]:
    return [[part.text for part in lever.parts if part.voice == voice] for lever in levers]


def fields_of(document: GuideDocument) -> dict[str, Any]:
    """What a guide says, as 27 fields."""
    bands, levers = document.bands, document.levers
    strategy = [document.strategy] if document.strategy else []
    found = {
        "title": document.title,
        "company": document.company,
        "role": document.role,
        "level": document.level,
        "tagline": document.tagline,
        "tags": document.tags,
        "premiums": document.premiums,
        "bands": [(band.region, band.level) for band in bands],
        "currencies": [band.currency for band in bands],
        "base": [band.base for band in bands],
        "equity": [band.equity for band in bands],
        "bonus": [(band.bonus, band.signing, band.other) for band in bands],
        "total": [(band.total, band.unspecified) for band in bands],
        "other currencies": [band.equivalents for band in bands],
        "own levels": [(mapping.own, mapping.extra) for mapping in document.level_mappings],
        "levels elsewhere": [mapping.equivalents for mapping in document.level_mappings],
        "headings": [section.heading for section in document.sections],
        "sections": [(section.body, section.asks, section.claims) for section in document.sections],
        "lever titles": [lever.title for lever in levers],
        "scripts": voiced(levers, "say"),
        "advice": voiced(levers, "advice"),
        "asks": [lever.asks for lever in levers],
        "claims": [
            (lever.claims, lever.quoted_offers, lever.slots, lever.needs_competing_offer, lever.sentences)
            for lever in levers
        ],
        "strategy": (voiced(strategy, "say"), voiced(strategy, "advice")),
        "strategy asks": [(lever.asks, lever.quoted_offers, lever.claims) for lever in strategy],
        "sources": [(source.text, source.period) for source in document.sources],
        "publishers": [(source.publisher, source.url) for source in document.sources],
    }
    return {name: folded(value) for name, value in found.items()}


@cache
def original(guide: str) -> dict[str, Any]:
    return fields_of(parse_guide(decode_guide((EXAMPLES / f"{guide}.md").read_bytes())))


def converted(row: str) -> dict[str, bytes]:
    """Each guide as a row's converter gave it back."""
    return {guide: (CONVERTED / row / f"{guide}.md").read_bytes() for guide in GUIDES}


def differing(sent: dict[str, bytes]) -> Iterator[tuple[str, str]]:
    """Guide and field of each that reads otherwise."""
    for guide, data in sent.items():
        try:
            read = fields_of(parse_guide(decode_guide(data)))
        except GuideRefused:
            yield from ((guide, name) for name in original(guide))
            continue
        yield from ((guide, name) for name, value in original(guide).items() if read[name] != value)


# How editors' own programs and habits write a guide, where no converter is at hand to do it.
def in_guillemets(text: str) -> str:
    return re.sub(r'"([^"]*)"', "« \\1 »", text)


def as_notion_writes(text: str) -> str:
    """Properties below the title, and the strategy in a call-out."""
    about = "Owner: Pat Example\nStatus: Draft\nTags: pay, negotiation\nLast edited: March 3, 2026 9:14 AM"
    text = re.sub(r"^#+ (.*)", rf"# \1\n\n{about}", text, count=1)
    return re.sub(r"(?m)^> (\*\*Negotiate.*)$", r"<aside>\n💡 \1\n\n</aside>", text)


def wrapped_by_hand(text: str, width: int) -> str:
    lines = []
    for line in text.split("\n"):
        mark = re.match(r"> |- |\d+\. |", line)[0]
        indent = "> " if mark == "> " else " " * len(mark)
        words = line[len(mark) :]
        inner = textwrap.wrap(words, width - len(mark), break_long_words=False, break_on_hyphens=False)
        is_prose = inner and not line.startswith(("|", "#"))
        lines += [mark + inner[0], *(indent + piece for piece in inner[1:])] if is_prose else [line]
    return "\n".join(lines)


def with_tables(text: str, change: Callable[[list[str]], list[str]]) -> str:
    return re.sub(r"(?m)(?:^\|.*\n)+", lambda table: "\n".join(change(table[0].splitlines())) + "\n", text)


def tabbed(rows: list[str]) -> list[str]:
    return ["\t".join(cell.strip() for cell in row.strip("|").split("|")) for row in [rows[0], *rows[2:]]]


TYPED: dict[str, Callable[[str], str]] = {
    "CR LF": lambda text: text.replace("\n", "\r\n"),
    "CR": lambda text: text.replace("\n", "\r"),
    "byte order mark": lambda text: "\ufeff" + text,
    "fixed blanks": lambda text: re.sub(r"(?<=\w) (?=\w)", "\xa0", text),
    "curly marks": lambda text: re.sub(r'"([^"]*)"', r"“\1”", text).replace("'", "’"),
    "« »": in_guillemets,
    "» «": lambda text: re.sub(r'"([^"]*)"', r"»\1«", text),
    "„ “": lambda text: re.sub(r'"([^"]*)"', r"„\1“", text),
    "__bold__": lambda text: text.replace("**", "__"),
    "Notion": as_notion_writes,
    "wrapped at 60": lambda text: wrapped_by_hand(text, 60),
    "wrapped at 100": lambda text: wrapped_by_hand(text, 100),
    "alert": lambda text: re.sub(r"(?m)^> (\*\*Negotiate.*)$", r"> [!TIP]\n> \1", text),
    "{#id}": lambda text: re.sub(r"(?m)^(#+ .*)$", r"\1 {#some-id .wide}", text),
    "anchors": lambda text: re.sub(r"(?m)^(#+) (.*)$", r'\1 <a id="x"></a>\2 [¶](#x "Permalink")', text),
    "title without a mark": lambda text: re.sub(r"^#+ ", "", text),
    "<br>": lambda text: re.sub(r"(?m)^(\*\*[^*\n]+\*\*)\n(?=\w)", r"\1<br>", text),
    "break by backslash": lambda text: re.sub(r"(?m)^(\*\*[^*\n]+\*\*)\n(?=\w)", r"\1\\\n", text),
    "tabs": lambda text: with_tables(text, tabbed),
    "indented tables": lambda text: with_tables(text, lambda rows: [f"    {row}" for row in rows]),
    "fenced tables": lambda text: with_tables(text, lambda rows: ["```", *rows, "```"]),
    "tables without a rule": lambda text: with_tables(text, lambda rows: [rows[0], *rows[2:]]),
    "empty header": lambda text: with_tables(
        text, lambda rows: [re.sub(r"[^|]", " ", rows[1]), rows[1], rows[0], *rows[2:]]
    ),
    "escapes": lambda text: re.sub(
        r"(?m)^(?![|#]|.*\]\().*$", lambda line: re.sub(r"(?<=.)([$.~()+-])(?=\S)", r"\\\1", line[0]), text
    ),
    "==marked==": lambda text: re.sub(r"(?m)^(\*\*Negotiation DNA.*)$", r"==\1==", text),
}  # fmt: skip
FIELDS = [(guide, name) for guide in GUIDES for name in original(guide)]


def typed(name: str) -> dict[str, bytes]:
    return {guide: TYPED[name]((EXAMPLES / f"{guide}.md").read_text(encoding="utf-8")).encode() for guide in GUIDES}


def test_a_guide_has_27_fields():
    assert len(FIELDS) == 189


@pytest.mark.parametrize("name", TYPED)
def test_it_reads_as_the_original_however_it_was_typed(name):
    assert list(differing(typed(name))) == []


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_read(encoding):
    sent = {guide: (EXAMPLES / f"{guide}.md").read_text(encoding="utf-8").encode(encoding) for guide in GUIDES}
    assert list(differing(sent)) == []


def test_another_encoding_is_named_with_its_line():
    with pytest.raises(GuideRefused, match=r"Windows-1252.*Save it as UTF-8") as refusal:
        decode_guide("### Engineer | Acme Negotiation Guide\n\nLondon pays £80K–£100K.\n".encode("cp1252"))
    assert refusal.value.line == 3


@pytest.mark.parametrize("row", [row for row in ROWS if row not in REFUSED])
def test_it_reads_as_the_original(row):
    assert [(guide, name) for guide, name in differing(converted(row)) if name not in LOST.get(row, set())] == []


def test_shares():
    """Prints the table of the rows."""
    for row in ROWS:
        right = len(FIELDS) - len(list(differing(converted(row))))
        print(f"{right:4} of {len(FIELDS)}  {row:22}  {(CONVERTED / row / 'TOOL').read_text().strip()}")
        assert right >= 187 or row in REFUSED


@pytest.mark.parametrize("row", REFUSED)
@pytest.mark.parametrize("guide", GUIDES)
def test_what_a_converter_has_destroyed_is_refused_with_its_line(row, guide):
    text = decode_guide((CONVERTED / row / f"{guide}.md").read_bytes())
    with pytest.raises(GuideRefused, match=REFUSED[row]) as refusal:
        parse_guide(text)
    assert text.split("\n")[refusal.value.line - 1] in {"Region", "Level"}


@pytest.mark.parametrize("row", [row for row in ROWS if row not in REFUSED])
def test_no_word_is_lost(row):
    for guide in GUIDES:
        text = decode_guide((CONVERTED / row / f"{guide}.md").read_bytes())
        assert lost_words(text, parse_guide(text)) == [], guide
