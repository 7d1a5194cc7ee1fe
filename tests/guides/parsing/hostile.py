"""Texts up to the size limit, made to take a reader's time."""

from __future__ import annotations

from collections.abc import Iterator

from guides.parsing import MAX_BYTES

_TITLE = "### Engineer | Acme Global Negotiation Guide\n\n"
_LEVER = _TITLE + "#### Negotiation Levers\n\n**1. Lever**\n\n"
_TABLE = _TITLE + "| Region | Base | Equity | Total |\n|---|---|---|---|\n"
_REGIONS = "".join(f"| Place {number:04} | $1K-$2K | $1K | $2K |\n" for number in range(1200))

_CANONICAL = '---\nleverbook: guide-document/1\ncompany: "Acme"\nrole: "Engineer"\n---\n\n# T\n\n'
_CLOSE = _CANONICAL.index("---", 3)
# "␣" is a blank and "¶" a line break.
_UNITS = [
    unit.replace("␣", " ").replace("¶", "\n")
    for unit in """
    [ ] ]( [a]( ![ < * ** _ ` a` ~ | & \\ ( ) “ " "␣ ' $ $1 1 1, 1. 1- 1␣-␣ $1K- 1% + - — / a/ a. a.␣ A A␣ Aa␣
    I␣ I␣have␣ I,␣ we␣have␣an␣ my␣ offer␣ offers␣ I␣have␣an␣offer.␣ target␣ accept␣at␣ per␣ over␣ a␣year␣ each␣
    ␣ ␣␣¶ ¶␣ ¶¶ = ␣=␣ a␣=␣ a␣at␣ # #␣ ¶# > >␣ ¶> -␣ ¶-␣ 1.␣ \u0301 \U0001f1e6 é İ 2025␣ 2025- https://a a.com/
    ($1K)␣ $1␣and␣ between␣$1␣and␣ figures␣ 1␣000␣ CAD␣$1 ~~ ~~a 1'000 95.000␣ &amp; \\$ up␣to␣
    12␣January␣ (a (USD (USD␣ US$ Rs. to␣ base␣ base␣of␣ equity␣over␣ [[a] [a]
    I'd␣ can't␣ not␣a␣ below␣ below␣$1␣ below␣a␣ be␣ my␣total␣ or␣I␣ 'A .'␣'A␣ :␣'Aa␣a␣a.'␣ ‘A’␣ my␣offer␣from␣A␣
    A␣made␣me␣
    """.split()
]


def _filled(head: str, unit: str, tail: str = "") -> str:
    """``unit`` again and again up to the limit."""
    room = MAX_BYTES - len((head + tail).encode())
    return head + unit * (room // len(unit.encode())) + tail


def hostile_texts() -> Iterator[tuple[str, str]]:
    """Name and text of each case."""
    for unit in _UNITS:
        yield f"title {unit!r}", _filled("### Engineer ", unit, " | Acme Negotiation Guide\n")
        yield f"prose {unit!r}", _filled(_TITLE, unit)
        yield f"quoted {unit!r}", _filled(_LEVER + '"', unit, '"\n')
        yield f"cell {unit!r}", _filled(_TABLE + "| London (GBP £) | ", unit.replace("|", "/"), " | $1 | $2 |\n")
        yield (
            f"header {unit!r}",
            _filled(
                _TITLE + "| Region | Base | ",
                unit.replace("\n", " ").replace("|", "/"),
                " |\n|---|---|---|\n| A | $1K | $2 |\n",
            ),
        )
        yield f"source {unit!r}", _filled(_TITLE + "#### Sources\n\n1. ", unit)
        yield f"mapping {unit!r}", _filled(_TITLE + "#### Level Mapping\n\nL4 = ", unit)
        yield f"summary {unit!r}", _filled(_TITLE + "**Negotiation DNA:** ", unit)
        yield f"canonical part {unit!r}", _filled(_CANONICAL + "## L {#levers}\n\n### 1. A\n\n> **Say:** ", unit)
    yield "canonical labels", _filled(_CANONICAL[:_CLOSE] + "labels:\n", '- "a"\n', _CANONICAL[_CLOSE:])
    yield "canonical nesting", _filled(_CANONICAL[:_CLOSE] + "tags: ", "[", "\n" + _CANONICAL[_CLOSE:])
    yield "canonical sections", _filled(_CANONICAL, "## A\n\n```leverbook\n{}\n```\n\n")
    yield "canonical sources", _filled(_CANONICAL + "## S {#sources}\n\n- A ", "{")
    yield "rows", _filled(_TABLE, "| London | $1K-$2K | $1K/4yr | $2K |\n")
    yield "columns", _filled(_TITLE, "| Base ", "|\n")
    width = 4000
    wide = _TITLE + "| Level " + "| London (GBP) " * width + "|\n" + "|---" * (width + 1) + "|\n"
    yield "matrix", _filled(wide, "| L4 " + "| £1K " * 4000 + "|\n")
    yield (
        "regions and asks",
        _filled(_TABLE + _REGIONS + "\n" + _LEVER[len(_TITLE) :] + '"', "I want $5K base in Place 0007. ", '"'),
    )
    yield (
        "regions in one sentence",
        _filled(_TABLE + _REGIONS + "\n" + _LEVER[len(_TITLE) :] + '"', "I want $5K base in Place 0007, ", '"'),
    )
    yield "levers", _filled(_LEVER, '**2. Another**\n\n"I have an offer from Acme at $5K."\n\n')
    yield "quoted offers", _filled(_LEVER + '"I have offers from ', "Aa Aa at $5K, ", '."')
    yield "headings", _filled(_TITLE, "## A\n\n")
    yield "deep headings", _filled(_TITLE, "# A\n## B\n### C\n#### D\n##### E\n###### F\n")
    yield "nested quotes", _filled(_TITLE, "> " * 500 + "a\n")
    yield "nested lists", _TITLE + "".join("  " * depth + "- a\n" for depth in range(350))
    yield "nested numbers", _TITLE + "1. " * 40_000
    yield "front matter", _filled("---\n", "a: b\n")
    yield "front matter closed", _filled("---\n", "a: b\n", "---\n" + _TITLE)
    yield "references", _filled(_TITLE, "[a]: b\n")
    yield "fences", _filled(_TITLE, "```\n")
    yield "html", _filled(_TITLE, "<!--\n")
    yield "entities", _filled(_TITLE, "&#x41;")
    yield "setext", _filled("a\n", "a\n", "---\n")
    yield "strategy", _filled(_TITLE + "**Negotiate-Up Strategy:** ", "Accept at $5K, floor $4K, target $6K base; ")
    yield "one line", "a" * MAX_BYTES
