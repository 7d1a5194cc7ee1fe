"""Against facts read by eye from the real guides; ``facts/`` shares no code with the parser.

``bands.jsonl``: rows of pay tables of every layout, cell for cell, and what they
say. ``asks.jsonl``: levers and strategies, and the amounts that they tell the
reader to ask for, aim at, accept or hold; "+" before what comes on top.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from guides.parsing import decode_guide
from tests.shared import CORPUS, corpus_files, needs_corpus

FACTS = Path(__file__).parent / "facts"
PARTS = ("base", "equity", "bonus", "signing", "total", "unspecified")

pytestmark = [pytest.mark.corpus, needs_corpus]


def facts(name):
    return [json.loads(line) for line in (FACTS / name).read_text("utf-8").splitlines()]


def number(value):
    return "" if value is None else f"{Decimal(value).normalize():f}"


def span(value):
    return f"{number(value.min)}..{number(value.max)}{'+' if value.open else ''}"


def told(band):
    """A band in the notation of the facts: a set of its parts."""
    parts = {band.currency or "-"}
    for name in PARTS:
        value = getattr(band, name)
        if value is None:
            continue
        if name == "bonus":
            text = f" {value.text}" if value.text else ""
            said = f"bonus {value.kind}{text}" if value.kind in {"none", "text"} else f"bonus {span(value)}"
            said += "%" if value.kind == "percent" else ""
            said += f" ({span(value.percent)}%)" if value.percent else ""
        else:
            said = f"{name} {span(value)}"
        if name == "equity":
            said += f" {value.period}{value.years or ''} {value.kind}"
            said += " shares" if value.unit == "shares" else ""
            said += " doubtful" if value.period_doubtful else ""
        elif name != "bonus":
            said += " monthly" if value.period == "month" else ""
            said += f" {value.basis}" if value.basis else ""
        parts.add(said + (f" {value.currency}" if value.currency else ""))
    parts |= {f"other[{pay.label}] {span(pay)} {pay.period}" for pay in band.other}
    for equal in band.equivalents:
        shown = [f"{name} {span(value)}" for name in PARTS if (value := getattr(equal, name))]
        parts.add(f"= {equal.currency} {', '.join(shown)}")
    return parts


def test_of_the_cells_read_by_eye_all_but_one_in_two_hundred_are_right(parsed):
    cells = wrong = 0
    for fact in facts("bands.jsonl"):
        (band,) = [
            band
            for band in parsed(CORPUS / fact["file"]).bands
            if (band.line, band.region, band.level) == (fact["line"], fact["region"], fact["level"])
        ]
        cells += sum(bool(re.search(r"\d", cell)) for cell in list(fact["cells"].values())[1:])
        wrong += len(set(fact["pay"].split("; ")) - told(band))
    assert cells >= 300
    assert wrong <= cells * 0.005


def asked(ask):
    more = "+" if ask.basis == "addition" else ""
    amounts = more + number(ask.min) + ("" if ask.max == ask.min else f"..{number(ask.max)}")
    return f"{ask.role} {ask.component} {amounts} {ask.currency or ask.unit}" + (
        f" @{ask.region}" if ask.region else ""
    )


def test_asks_read_by_eye_are_found_and_little_else(parsed):
    stated, found = Counter(), Counter()
    places = facts("asks.jsonl")
    for fact in places:
        guide = parsed(CORPUS / fact["file"])
        kind, _, at = fact["place"].partition("/")
        lever = guide.strategy if kind == "strategy" else guide.levers[int(at)]
        stated.update((fact["file"], fact["place"], ask) for ask in fact["asks"])
        found.update((fact["file"], fact["place"], asked(ask)) for ask in lever.asks)
    right = (stated & found).total()
    assert len(places) >= 150
    assert right >= stated.total() * 0.97
    assert right >= found.total() * 0.98


def test_company_role_and_summary_of_every_guide_are_as_its_file_says(parsed):
    """Folders and files are named after company and role; the summary is the line that says so."""
    wrong = []
    for path in corpus_files():
        text = decode_guide(path.read_bytes())
        guide = parsed(path)
        line = next((line for line in text.split("\n") if re.match(r"\W*Negotiation DNA:", line)), "")
        summary = bare(re.sub(r"^\W*Negotiation DNA:", "", line))
        company, role = path.parent.name, path.stem
        role_is_right = NAMED_OTHERWISE.get(f"{company}/{role}") == guide.role or same(guide.role, role)
        if not (same(guide.company, company) and role_is_right):
            wrong.append((str(path), guide.company, guide.role))
        if summary and bare(guide.tagline or "") != summary:
            wrong.append((str(path), guide.tagline))
    assert not wrong, wrong


def bare(text):
    return re.findall(r"[\w%$]+", text.replace("_", " ").replace("`", "").replace("*", ""))


# Where a file's name says it in other words than its title.
NAMED_OTHERWISE = {
    "google/devops-engineer": "Site Reliability Engineer (SRE)",
    "mckinsey/quantum-black-ai-engineer": "QuantumBlack AI Engineer",
    "runway/gen3-video-ai-engineer": "Gen-3 Video AI Engineer",
}


def same(name, of_file):
    """Whether a name is that of a file, which may shorten it: "Splunk (Cisco)" in "splunk-cisco"."""
    short = frozenset(of_file.split("-"))
    spelled = [frozenset(re.findall(r"[a-z0-9]+", way)) for way in (name.lower(), name.lower().replace(".", ""))]
    return any(words <= short or short <= words for words in spelled)
