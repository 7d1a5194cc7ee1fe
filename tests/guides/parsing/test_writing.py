"""The canonical Markdown: what is printed reads back as the same document."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guides.document.document import (
    Ask,
    Band,
    Bonus,
    EquityRange,
    Equivalent,
    Finding,
    GuideDocument,
    Label,
    LevelEquivalent,
    LevelMapping,
    Lever,
    OtherPay,
    Part,
    PercentRange,
    Premium,
    QuotedOffer,
    Range,
    Section,
    Source,
    SourcePeriod,
)
from guides.parsing import GuideRefused, parse_guide
from guides.parsing.canonical.writing import comparable, to_markdown
from guides.parsing.losses import lost_words
from guides.parsing.speech.scripts import context_of, read_lever
from guides.parsing.speech.sentences import with_voices
from tests.shared import corpus_files, needs_corpus

D = Decimal


def document(**parts):
    return with_voices(GuideDocument("Engineer | Acme Negotiation Guide", "Acme", "Engineer", **parts))


def assert_reads_back(made):
    text = to_markdown(made)
    assert comparable(parse_guide(text)) == comparable(made)
    assert lost_words(text, parse_guide(text)) == []
    assert to_markdown(parse_guide(text)) == text


@pytest.mark.corpus
@needs_corpus
def test_every_real_guide_reads_back(parsed):
    for path in corpus_files():
        made = parsed(path)
        text = to_markdown(made)
        again = parse_guide(text)
        assert comparable(again) == comparable(made), path
        assert lost_words(text, again) == [], path


def test_the_form():
    text = to_markdown(
        document(
            level="L4",
            tagline="Steady | Berlin",
            tags=("Steady", "Berlin"),
            bands=(
                Band(
                    "Berlin (HQ)",
                    None,
                    "EUR",
                    Range(D(80000), D(100000)),
                    EquityRange(D(40000), D(80000), "grant", 4, "rsu"),
                    Bonus("percent", D(10), D(15)),
                ),
            ),
            level_mappings=(LevelMapping("L4", (LevelEquivalent("Initech", "Senior"),), {"Scope": "A team"}),),
            sections=(Section("Why | now", 1, "It *matters*.\n\n- one\n- two"),),
            levers=(Lever("Scope", (Part("say", "The scope is wide."), Part("advice", "Wait.\nThen go on."))),),
            strategy=Lever(None, (Part("advice", "Open high."),)),
            sources=(Source("A survey, 2025", None, None, SourcePeriod("2025", "2025")),),
        )
    )
    assert text == (
        "---\nleverbook: guide-document/1\n"
        'company: "Acme"\nrole: "Engineer"\nlevel: "L4"\ntagline: "Steady | Berlin"\ntags: ["Steady", "Berlin"]\n'
        "premiums: []\n---\n\n"
        "# Engineer | Acme Negotiation Guide\n\n"
        "## Pay {#pay}\n\n"
        "| Region | Currency | Base Salary | Equity | Bonus |\n| --- | --- | --- | --- | --- |\n"
        "| Berlin (HQ) | EUR | EUR 80,000 - EUR 100,000 | EUR 40,000 - EUR 80,000/4yr RSU | 10-15% |\n\n"
        "## Levels {#levels}\n\n"
        "| Level | Equivalent at Initech | Scope |\n| --- | --- | --- |\n| L4 | Senior | A team |\n\n"
        "## Why | now\n\nIt *matters*.\n\n- one\n- two\n\n"
        "## Levers {#levers}\n\n### 1. Scope\n\n> **Say:** The scope is wide.\n\n> **Advice:** Wait.\n> Then go on.\n\n"
        "## Negotiate-up strategy {#strategy}\n\n> **Advice:** Open high.\n\n"
        "## Sources {#sources}\n\n- A survey, 2025\n"
    )


ODD_BANDS = [
    Band(None, None, "USD", Range(D(100000), D(150000))),
    Band("Oslo", "L4 · Senior", "NOK", Range(D(612000), D(768000), "month"), total=Range(D(1), None)),
    Band("Berlin", None, "EUR", total=Range(D(90000), D(120000), basis="year_1")),
    Band("Berlin", None, "EUR", Range(D(90000), D(120000), open=True), bonus=Bonus("text", text="Performance")),
    Band("Berlin", None, "EUR", Range(D(90000), D(90000)), bonus=Bonus("none")),
    Band("Berlin", None, "EUR", Range(D(9), D(10)), bonus=Bonus("amount", D(7000), D(9000), PercentRange(D(5), None))),
    Band("Berlin", None, "EUR", unspecified=Range(D(90000), D(120000))),
    Band("Berlin", None, "EUR", Range(D(90000), D(120000)), EquityRange(D(15000), D(30000), unit="shares")),
    Band("Berlin", None, "EUR", Range(D(90000), D(120000)), EquityRange(D(5), D(6), "year", kind="mixed")),
    Band("Berlin", None, "EUR", Range(D(90000), D(120000)), EquityRange(D(5), None, "grant", 3, "options")),
    Band("Zug", None, "CHF", Range(D(9), D(12), currency="EUR"), other=(OtherPay("PnL share", D(1), D("2.5")),)),
    Band("London / Europe", None, "GBP", Range(D(1000), D(2000)), equivalents=(Equivalent("EUR", Range(D(3), D(4))),)),
    # The total only fits the whole grant counted as one year: 9 + 4 = 13.
    Band("Rome", None, "EUR", Range(D(9), D(19)), EquityRange(D(4), D(8), "grant", 4), total=Range(D(13), D(27))),
    Band("Nice", None, "EUR", Range(D(100), D(200)), EquityRange(D(40), D(80), "grant", 4, period_doubtful=True)),
]  # fmt: skip


@pytest.mark.parametrize("band", ODD_BANDS, ids=lambda band: str(ODD_BANDS.index(band)))
def test_bands_of_all_kinds_read_back(band):
    assert_reads_back(document(bands=(band,)))


def test_bands_of_all_kinds_share_one_table():
    assert_reads_back(document(bands=tuple(ODD_BANDS)))


def test_level_mappings_of_different_companies_read_back():
    rows = (
        LevelMapping("L3", (LevelEquivalent("A", "1"), LevelEquivalent("B", "2"))),
        LevelMapping("L4", (LevelEquivalent("B", "3"),)),
        LevelMapping("L5", (LevelEquivalent("B", "3"), LevelEquivalent("A", ""))),
        LevelMapping("L6", (LevelEquivalent("A", "1"), LevelEquivalent("A", "2")), {"Scope | size": "all"}),
        LevelMapping("L7"),
    )
    assert_reads_back(document(level_mappings=rows))


def test_what_an_editor_has_changed_reads_back():
    """Asks, claims and blanks that the words alone would not give stand beside them."""
    ask = Ask("target", "equity", D("400000.5"), None, currency="USD", period="grant", region="Rome", text="that much")
    ask = replace(ask, basis="addition")
    lever = Lever(
        "Offers",
        (Part("say", "I'd like $200K base for [reason]."),),
        asks=(ask,),
        quoted_offers=(QuotedOffer("Initech", None, D(1), currency="USD"),),
        needs_competing_offer=True,
    )
    section = Section("Now", 2, "Say $5K.", asks=(ask,))
    source = Source("A survey, 2025", "Initech", "https://example.org/a", None)
    assert_reads_back(
        document(levers=(lever,), strategy=replace(lever, title=None), sections=(section,), sources=(source,))
    )


def test_front_matter_keeps_what_is_no_prose():
    assert_reads_back(
        document(
            tagline='A "quoted" | line',
            premiums=(Premium("ML PREMIUM", D(15), D(30)), Premium("GO PREMIUM", D(5), None)),
            labels=(Label(3, "Global Levers"), Label(3, "1.")),
            findings=(Finding("range-inverted", "error", "“$3–$2” is upside down.", None, "bands/0"),),
        )
    )


def test_a_renamed_company_reads_back():
    assert_reads_back(replace(document(), company="Acme & Sons", role="Welder"))


WORDS = st.text(alphabet="abcXYZ 0123$€K.,:-/\"'()[]{}#>|*_`~+=\\é“”—", max_size=40).map(
    lambda text: " ".join(text.split())
)


ENDS = st.sampled_from([None, "2025", "2025-03"])
SOURCES = st.builds(
    Source,
    WORDS.filter(bool) | st.just('A {b} survey {"publisher": "C", "url": null}'),
    st.none() | WORDS,
    st.none() | WORDS,
    st.none() | st.builds(SourcePeriod, ENDS, ENDS),
)


@given(
    st.lists(st.tuples(st.sampled_from(["say", "advice"]), WORDS), max_size=4),
    WORDS,
    st.none() | SOURCES,
    st.booleans(),
)
def test_any_words_read_back(parts, note, source, is_strategy):
    told = read_lever("A title", [Part(voice, text) for voice, text in parts if text], context_of((), "Acme"), 1)
    lever = replace(told, source=source)
    made = document(levers=(lever,), labels=(Label(3, note),), tagline=note or None)
    if is_strategy:
        made = document(strategy=replace(lever, title=None), labels=made.labels, tagline=made.tagline)
    assert comparable(parse_guide(to_markdown(made))) == comparable(made)


@given(st.lists(st.none() | SOURCES, min_size=3, max_size=3), st.lists(st.none() | SOURCES, min_size=3, max_size=3))
def test_the_own_sources_of_bands_and_levels_read_back(of_bands, of_levels):
    bands = [replace(band, source=source) for band, source in zip(ODD_BANDS[:3], of_bands, strict=True)]
    rows = (
        LevelMapping("L3", (LevelEquivalent("A", "1"), LevelEquivalent("B", "2"))),
        LevelMapping("L4", (LevelEquivalent("B", "3"),)),
        LevelMapping("L5", (), {"Source": "All", "Scope | size": "a {b}"}),
    )
    mappings = [replace(row, source=source) for row, source in zip(rows, of_levels, strict=True)]
    assert_reads_back(document(bands=tuple(bands), level_mappings=tuple(mappings)))


def test_a_rows_own_source_is_written_beside_it():
    survey = Source("A survey, 2025", None, None, SourcePeriod("2025", "2025"))
    report = Source("Annual | report", "Acme", "https://example.org/a", None)
    text = to_markdown(
        document(
            bands=(
                Band("Berlin", None, "EUR", Range(D(9), D(10)), source=report),
                Band("Rome", None, "EUR", Range(D(8), D(9))),
            ),
            level_mappings=(LevelMapping("L4", (LevelEquivalent("Initech", "Senior"),), source=survey),),
            levers=(Lever("Scope", (Part("say", "The scope is wide."),), source=survey),),
        )
    )
    assert "| Region | Currency | Base Salary | Source {#source} |\n" in text
    assert r'| EUR 9 - EUR 10 | Annual \| report {"publisher": "Acme", "url": "https://example.org/a"} |' in text
    assert "| EUR 8 - EUR 9 |  |\n" in text
    assert (
        "| Level | Equivalent at Initech | Source {#source} |\n| --- | --- | --- |\n| L4 | Senior | A survey, 2025 |"
        in text
    )
    assert "> **Say:** The scope is wide.\n\n> **Source:** A survey, 2025\n" in text


def test_a_word_that_an_editor_adds_to_a_rows_source_is_kept_and_missed_where_it_is_not():
    band = Band("Berlin", None, "EUR", Range(D(9), D(10)), source=Source("A survey", "Acme", None, None))
    text = to_markdown(document(bands=(band,))).replace("A survey", "A thorough survey")
    made = parse_guide(text)
    assert made.bands[0].source == Source("A thorough survey", "Acme")
    assert lost_words(text, made) == []
    (lost,) = lost_words(text, replace(made, bands=(replace(made.bands[0], source=Source("A survey")),)))
    assert lost[1] == "thorough"


TOP = '---\nleverbook: guide-document/1\ncompany: "Acme"\nrole: "R"\n'


@pytest.mark.parametrize(
    "text",
    [
        TOP,
        "---\nleverbook: guide-document/1\ncompany: \"Acme\"\n---\n# T\n",
        "---\nleverbook: guide-document/1\ncompany: Acme\nrole: \"R\"\n---\n# T\n",
        TOP + "---\n",
        TOP + "premiums: [1]\n---\n# T\n",
        TOP + "tags: 7\n---\n# T\n",
        TOP + "findings:\n- {}\n---\n# T\n",
        TOP + "tags: " + "[" * 50_000 + "\n---\n# T\n",
        TOP + 'premiums: [{"label": "X", "min_pct": NaN, "max_pct": null}]\n---\n# T\n',
        TOP + "---\n# T\n## L {#levers}\n### 1. A\n> words\n",
        TOP + "---\n# T\n## S\n```leverbook\n{\"asks\": 1}\n```\n",
    ],
)  # fmt: skip
def test_broken_marks_are_refused_with_a_reason(text):
    with pytest.raises(GuideRefused) as refusal:
        parse_guide(text)
    assert refusal.value.reason
    assert refusal.value.line


@settings(max_examples=300)
@given(st.data())
def test_a_damaged_export_is_read_or_refused(data):
    text = to_markdown(document(bands=tuple(ODD_BANDS), labels=(Label(1, "x"),), sources=(Source("A survey, 2025"),)))
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 30)))
    damaged = text[:start] + data.draw(WORDS) + text[end:]
    with suppress(GuideRefused):
        assert parse_guide(damaged).company
