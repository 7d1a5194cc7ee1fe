"""The shared lists of queries on the sample of real guides: whether what was meant stands first."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from guides.editing.importing import Importer
from guides.models import Guide
from guides.pages.results import Found, find
from tests.shared import corpus_files, needs_corpus

pytestmark = [pytest.mark.corpus, needs_corpus, pytest.mark.django_db]

HERE = Path(__file__).parent
FIRST = 3
# What stands between two levels of a line: "Hooli L5 = Acme E5, Initech P3".
BETWEEN = re.compile(r"=|≈|~|→|↔|[,;·|]|\bto\b")


def rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def addresses(guides) -> list[str]:
    return [one.guide.get_absolute_url().removeprefix("/guides/").strip("/") for one in guides]


@pytest.fixture
def texts(parsed) -> dict[str, str]:
    """The sample's texts by address, once all of it is on the site without what no search reads."""
    importer = Importer(publish=True)
    found = {}
    for number, path in enumerate(corpus_files()):
        document = parsed(path)
        bare = replace(document, sections=(), levers=(), strategy=None, sources=())
        revision = importer.store(bare, f"text {number}").revision
        found[revision.guide.pk] = path.read_text(encoding="utf-8")
    guides = Guide.objects.select_related("company", "role").in_bulk(found)
    return {guides[pk].get_absolute_url().removeprefix("/guides/").strip("/"): text for pk, text in found.items()}


def level_pieces(text: str) -> Iterator[tuple[str, str]]:
    """Each piece of a guide's lines that can name another company's level, with the header of its column."""
    header: list[str] = []
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")] if line.startswith("|") else []
        if not cells:
            header = []
            yield from (("", piece) for piece in BETWEEN.split(line))
        elif not header:
            header = cells
        else:
            yield from zip(header, cells, strict=False)
            yield from (
                (name, piece) for name, cell in zip(header, cells, strict=False) for piece in BETWEEN.split(cell)
            )


def says(text: str, companies: list[str], level: str) -> bool:
    """Whether the text itself names a company's level, alone or in a range: read without the program's reader."""
    prefix, number = re.fullmatch(r"(.*?)(\d+|I+)", level).groups()
    ends = rf"\b{prefix}\s?{number}(?!\w)"
    if number.isdigit():
        lower, higher = int(number) - 1, int(number) + 1
        ends += rf"|\b{prefix}{lower}\s?[-–/]\s?{prefix}?({number}|{higher})\b|\b{prefix}\d\s?[-–/]\s?{number}\b"
    else:
        ends += rf"|\b{prefix}I?\s?[-–/]\s?(SDE )?{number}\b|\b{prefix.strip()} I\s?[-–]\s?({prefix.strip()} )?III\b"
    whose = "|".join(map(re.escape, companies)) or "."
    return any(re.search(whose, name + " " + piece) and re.search(ends, piece) for name, piece in level_pieces(text))


def names(text: str, companies: list[str]) -> bool:
    return any(company in text for company in companies)


def says_level(found: Found, what: list[str], texts: dict[str, str]) -> bool:
    *companies, level = what
    shown = addresses(found.guides)[:FIRST]
    return bool(shown) and all(
        any(address.startswith(f"{company.lower()}/") for company in companies)
        or says(texts[address], companies, level)
        for address in shown
    )


def are_named(found: Found, what: list[str], texts: dict[str, str]) -> bool:
    shown = addresses([*found.guides, *found.beside])[:FIRST]
    return bool(shown) and found.missing is not None and all(names(texts[address], what) for address in shown)


def are_named_for_role(found: Found, what: list[str], texts: dict[str, str]) -> bool:
    *companies, role = what
    shown = addresses([*found.guides, *found.beside])[:FIRST]
    return are_named(found, companies, texts) and all(address.endswith(f"/{role}") for address in shown)


def is_near(found: Found, what: list[str], texts: dict[str, str]) -> bool:
    """No guide is all that was asked for: the company's are beside it, and others' of the role."""
    company, role, *_ = what
    shown = addresses(found.beside)
    return (
        not found.guides
        and shown[0].startswith(f"{company}/")
        and any(address.endswith(f"/{role}") and not address.startswith(f"{company}/") for address in shown)
    )


RIGHT: dict[str, Callable[[Found, list[str], dict[str, str]], bool]] = {
    "first": lambda found, what, texts: bool({*addresses(found.guides)[:FIRST]} & {*what}),
    "of": lambda found, what, texts: (
        bool(found.guides) and all(one.startswith(f"{what[0]}/") for one in addresses(found.guides)[:FIRST])
    ),
    "nearest-company": lambda found, what, texts: any(
        one.startswith(f"{what[0]}/") for one in addresses([*found.guides, *found.beside])[:FIRST]
    ),
    "says": says_level,
    "names": are_named,
    "names-role": are_named_for_role,
    "nearest": is_near,
}


def test_of_both_shared_lists_nearly_every_query_finds_what_was_meant_among_the_first_three(texts):
    known = rows("queries.csv")
    assert {row["guide"] for row in known} <= texts.keys()
    missed = [row["query"] for row in known if row["guide"] not in addresses(find(row["query"]).guides)[:FIRST]]
    assert len(missed) <= 0.05 * len(known), missed
    asked = rows("level_queries.csv")
    assert len(asked) >= 60
    missed = [
        row["query"] for row in asked if not RIGHT[row["expect"]](find(row["query"]), row["what"].split("|"), texts)
    ]
    assert len(missed) <= 0.05 * len(asked), missed
