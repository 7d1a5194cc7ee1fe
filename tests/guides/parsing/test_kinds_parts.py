"""What belongs to which part of the guide: nothing that is text falls between headings."""

from __future__ import annotations

import pytest

from guides.parsing import parse_guide
from guides.parsing.losses import lost_words
from tests.guides.parsing.acme import TABLE, acme, asks, offer_claims, quoted

UNINDENTED = [
    '1. **Pipeline scope**\n> "I run [three] pipelines. I\'d like $185K base."\n\n'
    '2. **Pager**\n> "I have an offer from Hooli at $188K base."',
    '1. **Pipeline scope**\n\n> "I run [three] pipelines. I\'d like $185K base."\n\n'
    '2. **Pager**\n\n> "I have an offer from Hooli at $188K base."',
    '1. **Pipeline scope**\n\n"I run [three] pipelines. I\'d like $185K base."\n\n'
    '2. **Pager**\n\n"I have an offer from Hooli at $188K base."',
    '**1. Pipeline scope**\n> "I run [three] pipelines. I\'d like $185K base."\n\n'
    '**2. Pager**\n> "I have an offer from Hooli at $188K base."',
    '1) **Pipeline scope**\n> *"I run [three] pipelines. I\'d like $185K base."*\n\n'
    '2) **Pager**\n> *"I have an offer from Hooli at $188K base."*',
    '- **Pipeline scope**\n\n> "I run [three] pipelines. I\'d like $185K base."\n\n'
    '- **Pager**\n\n> "I have an offer from Hooli at $188K base."',
    '#### 1. Pipeline scope\n\n> "I run [three] pipelines. I\'d like $185K base."\n\n'
    '#### 2. Pager\n\n> "I have an offer from Hooli at $188K base."',
]


@pytest.mark.parametrize("levers", UNINDENTED)
def test_a_quote_below_a_numbered_title_is_its_levers(levers):
    document = acme(levers=f"**Global Levers**\n\n{levers}")
    assert [lever.title for lever in document.levers] == ["Pipeline scope", "Pager"]
    scope, pager = document.levers
    assert asks(scope) == {"ask base 185K"}
    assert scope.slots == ("three",)
    assert quoted(pager) == {"Hooli base 188K"}
    assert offer_claims(pager) == 1
    assert not document.sections


LABELLED = [
    ("### Lever 1: Base", "### Lever 2: Grant", "**Strategy:** {}", "**Script:**\n\n> {}"),
    ("### Lever 1: Base", "### Lever 2: Grant", "**Strategy:**\n\n{}", "**Script:** {}"),
    ("#### Lever 1 — Base", "#### Lever 2 — Grant", "**Approach:** {}", "**What to say:**\n\n{}"),
    ("### Global Lever 1: Base", "### Global Lever 2: Grant", "**Why it works:** {}", "**Sample script:** {}"),
    ("**Lever 1: Base**", "**Lever 2: Grant**", "*Strategy:* {}", "*Script:* {}"),
]


@pytest.mark.parametrize(("first", "second", "advice", "script"), LABELLED)
def test_labels_inside_a_lever_are_no_levers(first, second, advice, script):
    levers = "\n\n".join(
        [
            first, advice.format("Ask for the top."), script.format('"I\'d like $178K base."'),
            second, advice.format("Ask in writing."), script.format('"I\'d like a $90K grant."'),
        ]
    )  # fmt: skip
    document = acme(levers=levers, strategy="Open at $182K base.")
    assert [lever.title for lever in document.levers] == ["Base", "Grant"]
    base, grant = document.levers
    assert [part.voice for part in base.parts] == ["advice", "say"]
    assert base.parts[1].text == "I'd like $178K base."
    assert asks(base) == {"ask base 178K"}
    assert asks(grant) == {"ask equity 90K"}
    assert [part.text for part in document.strategy.parts] == ["Open at $182K base."]


SOURCES = [
    "## Evidence & Sources\n\n### Pay data\n- Levels.fyi 2025\n- Glassdoor 2024\n\n### News\n- Acme annual report 2025",
    "## Evidence & Sources\n\n**Pay data**\n- Levels.fyi 2025\n- Glassdoor 2024\n\n**News**\n- Acme annual report 2025",
    "## Sources\n\n#### Surveys\n1. Levels.fyi 2025\n2. Glassdoor 2024\n\n#### Filings\n1. Acme annual report 2025",
    "**Evidence & Sources**\n\nPay data:\n- Levels.fyi 2025\n- Glassdoor 2024\n\nNews:\n- Acme annual report 2025",
    "## References\n\n- Pay data\n  - Levels.fyi 2025\n  - Glassdoor 2024\n- News\n  - Acme annual report 2025",
]


@pytest.mark.parametrize("sources", SOURCES)
def test_sources_below_sub_headings(sources):
    document = acme(sources=sources)
    assert [source.text for source in document.sources] == [
        "Levels.fyi 2025", "Glassdoor 2024", "Acme annual report 2025"
    ]  # fmt: skip
    assert not document.sections


BEFORE_THE_TITLE = [
    "# Pay library\n\n### Data Engineer | Acme Global Negotiation Guide",
    "# Compensation\n\n## Negotiation\n\n### Data Engineer | Acme Global Negotiation Guide",
    "Internal draft\n\n### Data Engineer | Acme Global Negotiation Guide",
    "**Guides 2026**\n\n### Data Engineer | Acme Global Negotiation Guide",
]


@pytest.mark.parametrize("title", BEFORE_THE_TITLE)
def test_words_before_the_title(title):
    text = f"{title}\n\n**Negotiation DNA:** RSU | Bonus\n\n{TABLE}\n"
    document = parse_guide(text)
    assert (document.role, document.company) == ("Data Engineer", "Acme")
    assert len(document.bands) == 2
    assert not lost_words(text, document)
