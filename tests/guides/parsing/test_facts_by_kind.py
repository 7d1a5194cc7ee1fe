"""Against a second set of facts: 60 guides read by eye before the reader was mended for them.

``facts/guides.jsonl`` holds figures and names only. The guides are
``random.Random(20261128).sample(rest, 60)`` over the sorted paths of the sample
that are in none of the other files. "?" before an amount: told or not, both are right; "|" between readings
that are both right; "?" alone: not judged. A region counts where the fact names one.
"""

from __future__ import annotations

import json
import math
import re
import sys
from collections import Counter
from pathlib import Path

import pytest

from guides.document.document import Lever
from tests.guides.parsing.test_facts import number
from tests.shared import CORPUS, needs_corpus

FACTS = Path(__file__).parent / "facts" / "guides.jsonl"
# Of every kind so much is right, at least.
LEAST = 0.98

pytestmark = [pytest.mark.corpus, needs_corpus]


def wilson(right: int, of: int, z: float = 1.96) -> tuple[float, float]:
    """The 95 % interval of a share (E. B. Wilson, 1927)."""
    share, spread = right / of, z * z / of
    middle, half = share + spread / 2, z * math.sqrt(share * (1 - share) / of + spread / (4 * of))
    return (middle - half) / (1 + spread), (middle + half) / (1 + spread)


def matched(stated: list[str], found: list[str], same) -> tuple[int, list[str]]:
    """How many are right out of those stated and those found in excess, and what is wrong."""
    left, missed = list(found), []
    for fact in sorted(stated, key=lambda fact: (fact.startswith("?"), "@" not in fact)):
        options = fact.removeprefix("?").split("|")
        hit = next((one for option in options for one in left if same(option, one)), None)
        if hit is not None:
            left.remove(hit)
        elif not fact.startswith("?"):
            missed.append(f"missing: {fact}")
    sure = [fact for fact in stated if not fact.startswith("?")]
    wrong = missed + [f"too many: {one}" for one in left]
    # An amount that is read as another one is one fault, not two.
    return len(sure) - len(missed), wrong if len(left) > len(missed) else missed


def said(ask) -> str:
    more = "+" if ask.basis == "addition" else ""
    amounts = more + number(ask.min) + ("" if ask.max == ask.min else f"..{number(ask.max)}")
    unit = ask.currency if ask.unit == "money" else ask.unit
    return f"{ask.role} {ask.component} {amounts} {unit}" + (f" @{ask.region}" if ask.region else "")


def same_ask(fact, one):
    """ "@Atlanta" is the table's "Atlanta GA", too."""
    (stated, _, region), (found, _, of) = fact.partition(" @"), one.partition(" @")
    return stated == found and of.startswith(region)


def of_offer(offer) -> str:
    parts = [f" {name} {number(value)}" for name in ("base", "equity", "total") if (value := getattr(offer, name))]
    return f"{offer.company}" + "".join(parts)


def counted(claims: str) -> tuple[int, int]:
    """Offers exactly; of statements about the speaker at least so many, since what is unsettled counts as one."""
    return tuple(int(found[1]) if (found := re.search(rf"{kind} (\d)", claims)) else 0 for kind in ("offer", "self"))


def places(guide):
    found = {f"levers/{at}": lever for at, lever in enumerate(guide.levers)}
    return found | ({"strategy": guide.strategy} if guide.strategy else {})


def tell_table(guide) -> str:
    parts = [
        name
        for name in ("base", "equity", "bonus", "signing", "total", "unspecified")
        if any(
            (value := getattr(band, name)) is not None and getattr(value, "kind", "") != "text" for band in guide.bands
        )
    ]
    return f"{len(guide.bands)} {' '.join(parts)}"


def is_in_a_blank(ask, lever):
    blanks = " ".join(re.findall(r"\[[^\[\]]*\]", " ".join(part.text for part in lever.parts)))
    amount = re.search(r"\d[\d.,]*", ask.text)
    return bool(amount) and amount[0] in blanks


def faults(fact, guide):
    """(kind, right, wrong) of one guide."""
    found_places = places(guide)
    for place in sorted(found_places.keys() | fact["asks"].keys() | fact["quoted"].keys()):
        lever = found_places.get(place, Lever(None))
        # The facts are older than the rule that an amount inside a blank is asked for as well: those aren't judged.
        asks = [said(ask) for ask in lever.asks if not is_in_a_blank(ask, lever)]
        right, wrong = matched(fact["asks"].get(place, []), asks, same_ask)
        yield "asks", right, [f"{place} {one}" for one in wrong]
        stated = fact["quoted"].get(place, [])
        found = [of_offer(offer) for offer in lever.quoted_offers if offer.company]
        right, wrong = matched(stated, found, lambda option, one: option == one)
        yield "quoted offers", right, [f"{place} {one}" for one in wrong]
        claims = fact["claims"].get(place, "none")
        counts = Counter(claim.kind for claim in lever.claims)
        if claims != "?":
            ok = any(
                counts["offer"] == offers and counts["self"] >= about
                for offers, about in map(counted, claims.split("|"))
            )
            yield "claims", int(ok), [] if ok else [f"{place} {claims} → {dict(counts)}"]
    for own, equivalents in fact["mappings"].items():
        rows = {row.own: [f"{at.company} {at.level}" for at in row.equivalents] for row in guide.level_mappings}
        hit = next((option for option in own.split("|") if option in rows), None)
        if hit is None:
            yield "level mappings", 0, [f"{own} not in {list(rows)}"]
        else:
            yield ("level mappings", *matched(equivalents, rows[hit], lambda option, one: option == one))
    stated = fact["sections"]
    own = [one for one in guide.sections if not re.search(r"negotiation dna|level mapping|^$", one.heading, re.I)]
    outer = [str(one.line) for one in own if one.line in stated or not _is_within(one, own, stated, guide.levers)]
    yield ("own sections", *matched([str(at) for at in stated], outer, str.__eq__))
    for publisher, source in zip(fact["publishers"], guide.sources, strict=False):
        if publisher != "?":
            ok = source.publisher in publisher.split("|")
            yield "publishers", int(ok), [] if ok else [f"{publisher} → {source.publisher}: {source.text[:60]}"]
    table = tell_table(guide)
    ok = table in fact["bands"].split("|")
    yield "tables", int(ok), [] if ok else [f"{fact['bands']} → {table}"]
    told = [f"{premium.min_pct}..{premium.max_pct}" for premium in guide.premiums]
    ok = told == fact["premiums"]
    yield "premiums", int(ok), [] if ok else [f"{fact['premiums']} → {told}"]


def _is_within(section, sections, stated, levers) -> bool:
    """Whether a section belongs to the one that was stated before it: deeper than it, or before any lever."""
    above = [one for one in sections if one.line in stated and one.line < section.line]
    first = min((lever.line for lever in levers), default=0)
    return bool(above) and (section.depth > above[-1].depth or section.line < first)


def test_what_was_read_by_eye_is_read(parsed, record_property, capsys):
    right, wrong = Counter(), {}
    for line in FACTS.read_text("utf-8").splitlines():
        fact = json.loads(line)
        for kind, hits, misses in faults(fact, parsed(CORPUS / fact["file"])):
            right[kind] += hits
            wrong.setdefault(kind, []).extend(f"{fact['file']} {miss}" for miss in misses)
    shares, lines = {}, []
    for kind, hits in right.items():
        of = hits + len(wrong[kind])
        low, high = wilson(hits, of)
        shares[kind] = hits / of
        told = f"{hits} of {of} = {hits / of:.1%} (95 %: {low:.1%} to {high:.1%})"
        record_property(kind, told)
        lines += ["", f"{kind}: {told}", *(f"   {one}" for one in wrong[kind])]
    with capsys.disabled():
        sys.stdout.write("\n".join(lines) + "\n")
    assert {kind: share for kind, share in shares.items() if share < LEAST} == {}
