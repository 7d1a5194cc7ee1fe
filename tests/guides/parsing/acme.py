"""A small guide of a made-up company, with one thing in it that a test is about, and what it says in short words."""

from __future__ import annotations

from decimal import Decimal

from guides.document.document import GuideDocument, Lever
from guides.parsing import parse_guide

TITLE = "### Data Engineer | Acme Global Negotiation Guide"
TABLE = """\
| Region | Base Salary | Stock (RSU/4yr) | Bonus | Total Comp |
|---|---|---|---|---|
| London | £80K–£100K | £40K–£60K | 10% | £98K–£125K |
| New York | $150K–$200K | $80K–$160K | 10% | $185K–$260K |"""


def acme(
    *,
    title: str = TITLE,
    summary: str = "RSU | Bonus",
    table: str = TABLE,
    mapping: str = "**Level Mapping:** Acme DE = Google L4",
    lever: str | None = None,
    levers: str | None = None,
    strategy: str | None = None,
    sources: str = "**Evidence & Sources**\n- Levels.fyi 2025",
) -> GuideDocument:
    if levers is None:
        levers = f"**Global Levers**\n\n1. **Scope:** {lever or 'Name what you will run.'}"
    plan = f"> **Negotiate Up Strategy:** {strategy or 'Stay calm.'}"
    parts = [title, f"**Negotiation DNA:** {summary}", table, mapping, levers, plan, sources]
    return parse_guide("\n\n".join(part for part in parts if part) + "\n")


def of_lever(words: str, title: str = "Scope") -> Lever:
    (lever,) = acme(levers=f"**Global Levers**\n\n1. **{title}:** {words}").levers
    return lever


def of_strategy(words: str) -> Lever:
    strategy = acme(strategy=words).strategy
    assert strategy is not None
    return strategy


def short(value: Decimal | None) -> str:
    if value is None:
        return ""
    return f"{value / 1000:f}K" if value >= 1000 and value % 1000 == 0 else f"{value.normalize():f}"


def asks(lever: Lever) -> set[str]:
    """ "ask base 180K", "floor total 200K.. @London"; "+" before what comes on top, "%" after percents."""
    return {
        f"{ask.role} {ask.component} {'+' if ask.basis == 'addition' else ''}{short(ask.min)}"
        + ("" if ask.max == ask.min else f"..{short(ask.max)}")
        + ("%" if ask.unit == "percent" else "")
        + (f" @{ask.region}" if ask.region else "")
        for ask in lever.asks
    }


def quoted(lever: Lever) -> set[str]:
    """ "Hooli base 190K equity 150K"."""
    return {
        f"{offer.company}"
        + "".join(f" {name} {short(value)}" for name in ("base", "equity", "total") if (value := getattr(offer, name)))
        for offer in lever.quoted_offers
    }


def offer_claims(lever: Lever) -> int:
    return sum(claim.kind == "offer" for claim in lever.claims)


def spoken(lever: Lever) -> str:
    """What a candidate could copy, before blanks are filled: facts and asks."""
    return " ".join(sentence.text for sentence in lever.sentences if sentence.voice in {"fact", "ask"})


def codes(document: GuideDocument) -> set[str]:
    return {finding.code for finding in document.findings}
