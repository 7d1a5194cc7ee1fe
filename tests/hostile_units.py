"""Texts that are made to take a reader's time: one unit again and again, behind what opens a context."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import combinations_with_replacement
from pathlib import Path

ALPHABET = "017$£€K%-–,.()[]|*_#:;\"'/+ \naA"
# Longer units are drawn, always the same ones.
SEED = 20261128
DRAWN = {3: 30, 4: 30}
# Of the longest exhaustive ones.
_LONGEST_WHOLE = 2

# "␣" is a blank, "¶" a line break: what the readers' words and shapes begin with.
_WORDS = [
    unit.replace("␣", " ").replace("¶", "\n")
    for unit in """
    12␣ 1␣ 1, 1,0 1.0 1'0 12,12, $1␣ $1K- $1,000␣ 1%␣ 1-1- 1/1/ (1 (1)␣ ... .a .␣a. a.␣ A.␣ [a]( [a]␣ [[ ](
    **a **a**␣ ***a __ ##␣ >␣> -␣-␣ 1.␣1.␣ |a| ||a |- \\| \\ ` `a`␣ ``a ~ ~~ & &amp; &# <a <!-- = ␣=␣ a␣=␣ é \u0301 İ
    \U0001f1e6 \u00a0 \u2003 “ “a ” ‘A ’␣ A'␣ A’s␣ a-a- a/a/ A␣ Aa␣ AA␣ A& A.␣A I␣ I␣have␣ I,␣ my␣ my␣A␣ offer␣ offers␣
    an␣offer␣ from␣ from␣A␣ over␣ over␣4␣years␣ per␣ per␣year␣ a␣year␣ plus␣ and␣ with␣ or␣ to␣ of␣ the␣ base␣ base␣of␣
    salary␣ bonus␣ equity␣ RSUs␣ options␣ 10␣of␣ 10␣a␣ 10␣units␣ 10␣options␣ vest␣ month␣ one␣year␣ 12␣months␣ paid␣
    between␣1␣and␣ up␣to␣ USD␣ 1␣USD␣ US$ (USD␣ (USD) Rs. k␣ 1k 1m␣ million␣ target␣ accept␣ ask␣ floor␣ below␣ walk␣
    not␣ lakh␣ London␣ London/ L4␣ L4-L5␣ Senior␣ Level␣ year␣1␣ total␣ annual␣ January␣1␣ 1␣January␣ 2025␣ 2025-01-
    https://a a.com/ a.a. (a)b http://( repaid␣ sign␣ signing␣bonus␣ respond␣by␣ join␣A␣ position␣with␣ is␣pleased␣
    figures␣ :␣a ;␣a —␣ —␣a –␣1 !␣ ?" ."␣ .)␣ i. e.g.␣ u.s.␣ - --- ---¶ ¶--- ```¶ ¶¶ ¶␣ ¶#␣a ¶-␣a ¶>␣ ¶|␣a|¶
    """.split()
]


def units(*, drawn: dict[int, int] = DRAWN) -> list[str]:
    """Every unit of one and two characters of the alphabet, some drawn ones that are longer, and words.

    "ab" stands for "ba", too: again and again they are the same.
    """
    draw = random.Random(SEED)  # noqa: S311 - the same ones each time
    found = [
        "".join(unit)
        for length in range(1, _LONGEST_WHOLE + 1)
        for unit in combinations_with_replacement(ALPHABET, length)
        if length == 1 or len(set(unit)) > 1
    ]
    for length, count in drawn.items():
        found += ["".join(draw.choices(ALPHABET, k=length)) for _ in range(count)]
    return list(dict.fromkeys([*found, *_WORDS]))


def words() -> list[str]:
    """The units that are words or shapes of them."""
    return list(dict.fromkeys(_WORDS))


def fragments(corpus: Path, *, count: int = 40) -> Iterator[str]:
    """Some pieces of real guides, of 5 to 60 characters."""
    draw = random.Random(SEED)  # noqa: S311 - the same ones each time
    paths = sorted(corpus.rglob("*.md"))
    for path in draw.sample(paths, min(count, len(paths))):
        text = path.read_text(encoding="utf-8-sig")
        at = draw.randrange(max(1, len(text) - 60))
        yield text[at : at + draw.randint(5, 60)]


def filled(head: str, unit: str, size: int, tail: str = "") -> str:
    """``unit`` again and again between ``head`` and ``tail``, of ``size`` bytes at most."""
    room = size - len((head + tail).encode())
    return head + unit * max(1, room // len(unit.encode())) + tail


_TITLE = "### Engineer | Acme Global Negotiation Guide\n\n"
_LEVER = _TITLE + "#### Negotiation Levers\n\n**1. Lever**\n\n"
_TABLE = _TITLE + "| Region | Base | Equity | Total |\n|---|---|---|---|\n"
_CANONICAL = '---\nleverbook: guide-document/1\ncompany: "Acme"\nrole: "Engineer"\n---\n\n# T\n\n'

# Name → head and tail; where the tail has a bar, the unit must not break out of its line.
GUIDE_CONTEXTS: dict[str, tuple[str, str]] = {
    "title": ("### Engineer ", " | Acme Negotiation Guide\n"),
    "company": ("### Engineer | Acme ", "\n"),
    "note": ("### Engineer (L4-", " x) | Acme Negotiation Guide\n"),
    "prose": (_TITLE, ""),
    "section": (_TITLE + "#### Notes\n\nWe pay $5K base, ", ""),
    "heading": (_TITLE + "#### ", "\n\nWords.\n"),
    "bold": (_TITLE + "**", ""),
    "bold name": (_TITLE + "**Lever 1: ", "x**\n"),
    "front": ("---\n", ""),
    "linked": (_TITLE + "- [", ""),
    "region": (_TABLE + "| ", " | $1K-$2K | $1K | $2K |\n"),
    "cell": (_TABLE + "| London (GBP £) | ", " | $1K | $2K |\n"),
    "header": (_TITLE + "| Region | Base ", " |\n|---|---|\n| London | $1K-$2K |\n"),
    "source": (_TITLE + "#### Sources\n\n1. ", ""),
    "mapping": (_TITLE + "#### Level Mapping\n\nL4 = ", ""),
    "summary": (_TITLE + "**Negotiation DNA:** ", ""),
    "canonical section": (_CANONICAL + "## N\n\nWe pay $5K base, ", ""),
    "canonical source": (_CANONICAL + "## S {#sources}\n\n- A ", ""),
}

# What is said in levers and the strategy has a bound of its own.
SCRIPT_CONTEXTS: dict[str, tuple[str, str]] = {
    "figure": (_LEVER + '"I would accept $5K base', ' from you [a](b)."\n'),
    "quoted": (_LEVER + '"I have an offer from ', '"\n'),
    "ask": (_LEVER + '"I am asking for $5K base ', ""),
    "strategy": (_TITLE + "**Negotiate-Up Strategy:** Accept at $5K ", ""),
    "canonical": (_CANONICAL + "## L {#levers}\n\n### 1. A\n\n> **Say:** ", ""),
}

LETTER_CONTEXTS: dict[str, tuple[str, str]] = {
    name: (name, "")
    for name in (
        "", "base salary ", "signing bonus ", "bonus of 15% ", "RSUs worth $5,000 vest over ", "repay ", "strike ",
        "please sign by ", "We offer 1,000 ", "Acme is ", "On behalf of A", "join A", "fully diluted (", '"',
    )
}  # fmt: skip

SPEECH_CONTEXTS: dict[str, tuple[str, str]] = {
    name: (name, "")
    for name in ("", "I have an offer ", "My ", "my A ", "I've been ", "Acme gave me ", "an offer ", '"', "[")
}

SHORT_CONTEXTS: dict[str, tuple[str, str]] = {
    name: (name, "") for name in ("", "1", "$1", "12,000", "a", "(", "https://www.a/", "basis ", "“", "USD base: ")
}
