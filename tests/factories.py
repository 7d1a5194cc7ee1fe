"""Typed makers of test data. What they don't fix is up to the caller."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any
from uuid import uuid4

from django.db import connection, connections
from django.test import Client
from django.utils import timezone

from guides.document.document import (
    Ask,
    Band,
    Bonus,
    EquityRange,
    GuideDocument,
    LevelEquivalent,
    LevelMapping,
    Lever,
    Part,
    QuotedOffer,
    Range,
    Section,
    Source,
    SourcePeriod,
)
from guides.editing.importing import Importer
from guides.library import epoch
from guides.library.rights import rights
from guides.library.statutory import countries
from guides.models import Revision
from guides.parsing.speech.claims import find_claims
from guides.parsing.speech.sentences import with_voices
from offers.models import GrantTerms, Offer, Owner, Round
from offers.ownership.owners import COOKIE
from pay.equity import Grant
from pay.packages import Package
from pay.vesting import Schedule

_numbers = count(1)


def D(number: int | str | None) -> Decimal | None:
    return None if number is None else Decimal(number)


def package(currency: str = "USD", *, vesting_years: int | str | None = None, **terms: Any) -> Package:
    """A package from plain numbers; ``equity`` is one grant, ``vesting_years`` its even schedule."""
    for name, value in terms.items():
        if not name.endswith("_kind") and isinstance(value, int | str):
            terms[name] = Decimal(value)
    if vesting_years is not None:
        terms["schedule"] = Schedule.even(Decimal(vesting_years))
    return Package(currency, **with_grants(terms))


def with_grants(terms: dict[str, Any]) -> dict[str, Any]:
    """Terms of a package of which ``equity``, ``equity_kind`` and ``schedule`` are one grant, if any is said."""
    said = {name: terms.pop(name) for name in ("equity", "equity_kind", "schedule") if name in terms}
    if any(value is not None for value in said.values()):
        grant = Grant(said.get("equity_kind", "unspecified"), said.get("equity"), schedule=said.get("schedule"))
        terms["grants"] = (grant,)
    return terms


def ask(component: str, amount: int, *, role: str = "ask", text: str = "", **changes: Any) -> Ask:
    period = {"equity": "grant", "signing": "once"}.get(component, "year")
    return Ask(role, component, D(amount), D(amount), currency="USD", period=period, text=text, **changes)


def band(region: str = "New York City", **changes: Any) -> Band:
    """New York's band of the guide that the worked example uses."""
    terms = {
        "level": None,
        "currency": "USD",
        "base": Range(D(195000), D(275000)),
        "equity": EquityRange(D(175000), D(420000), "grant", 4, "pre_ipo"),
        "bonus": Bonus("none"),
        "total": Range(D(239000), D(380000)),
    }
    return Band(region=region, **terms | changes)


def document(**changes: Any) -> GuideDocument:
    """A guide with the figures of the worked example, in words of our own."""
    offers_claim = "I hold offers from OpenAI at $260K base / $500K equity and from Anthropic at $250K base."
    strategy_claim = "OpenAI has offered me $260K and Stability AI $240K."
    skill = "I have shipped [video models / image models] to production."
    made = GuideDocument(
        title="ML/AI Engineer | Runway Global Negotiation Guide",
        company="Runway",
        role="ML/AI Engineer",
        tagline="Pay of a young company with equity before its listing",
        tags=("Private company", "New York"),
        bands=(
            band(),
            band(
                "Remote US",
                base=Range(D(176000), D(248000)),
                equity=EquityRange(D(158000), D(378000), "grant", 4, "pre_ipo"),
                total=Range(D(215000), D(343000)),
            ),
        ),
        level_mappings=(LevelMapping("ML/AI Engineer", (LevelEquivalent("Google", "L4-L5 ML Engineer"),)),),
        sections=(Section("Why equity", 1, "Ask for a grant of *weight*.", asks=(ask("equity", 400000),)),),
        levers=(
            Lever(
                "Scarcity premium",
                (Part("say", f"Few people do this work. {skill} I'm looking for $265K base."),),
                asks=(ask("base", 265000, text="$265K base"),),
                slots=("video models / image models",),
            ),
            Lever(
                "Revenue",
                (Part("say", "Better models sell more seats. That is worth $270K base and $400K equity/4yr."),),
                asks=(ask("base", 270000, text="$270K base"), ask("equity", 400000, text="$400K equity/4yr")),
            ),
            Lever(
                "Competing offers",
                (Part("say", f"{offers_claim} I'd rather come to you: $270K base and $410K equity/4yr."),),
                asks=(ask("base", 270000, text="$270K base"), ask("equity", 410000, text="$410K equity/4yr")),
                quoted_offers=(QuotedOffer("OpenAI", None, D(260000), D(500000), currency="USD"),),
                needs_competing_offer=True,
            ),
        ),
        strategy=Lever(
            None,
            (
                Part("say", f"{strategy_claim} To join: $270K base, $400K equity/4yr and $55K to sign."),
                Part("advice", "Floor is $245K base."),
            ),
            asks=(
                ask("base", 270000, text="$270K base"),
                ask("equity", 400000, text="$400K equity/4yr"),
                ask("signing", 55000, text="$55K to sign"),
                ask("base", 245000, role="floor", text="Floor is $245K base"),
            ),
            quoted_offers=(QuotedOffer("OpenAI", None, D(260000), currency="USD"),),
        ),
        sources=(
            Source(
                "Levels.fyi figures for machine learning (2025-2026)",
                "Levels.fyi",
                None,
                SourcePeriod("2025", "2026"),
            ),
            Source("Posts of verified employees", "Blind"),
        ),
    )
    return as_read(replace(made, **changes))


def as_read(made: GuideDocument) -> GuideDocument:
    """The document with what a reader makes of its words: voices and claims."""

    def claiming(lever: Lever) -> Lever:
        return replace(lever, claims=find_claims("\n".join(part.text for part in lever.parts if part.voice == "say")))

    strategy = claiming(made.strategy) if made.strategy else None
    return with_voices(replace(made, levers=tuple(map(claiming, made.levers)), strategy=strategy))


def published(made: GuideDocument | None = None) -> Revision:
    """A published revision of a document."""
    made = as_read(made or document())
    imported = Importer(publish=True).store(made, f"text {next(_numbers)}")
    assert imported.revision is not None, imported.reason
    commit()
    return imported.revision


def commit() -> None:
    """As if the test's transaction had been committed: what waited for that is done."""
    hooks, connection.run_on_commit = connection.run_on_commit, []
    for _, hook, _ in hooks:
        hook()
    epoch.current()  # asked for once a second, so that no page's queries are counted with it


def warm() -> None:
    """What a process reads before its first visitor is read."""
    rights()
    countries(timezone.localdate())
    epoch.current()


def changed() -> None:
    """Tell every process that something which visitors see was changed behind the models' back."""
    with epoch.change():
        pass
    commit()


def close_connection() -> None:
    """This thread's own, which Django leaves open where the database is in memory."""
    connections.close_all()
    if connection.connection is not None:
        connection.connection.close()


def browser() -> tuple[Client, Owner]:
    """Somebody's browser, and the owner that its cookie names."""
    key = f"{next(_numbers):043d}"
    client = Client()
    client.cookies[COOKIE] = key
    return client, Owner.objects.for_key(key)


def offer(owner: Owner, revision: Revision | None = None, *, region: str = "New York City", **changes: Any) -> Offer:
    """The worked example's offer, in the revision's band of a region."""
    terms = {
        "base": D(210000),
        "equity": D(240000),
        "vesting_years": D(4),
        "equity_kind": "pre_ipo",
        "bonus_percent": None,
        "bonus_amount": D(0),
        "signing": D(20000),
    }
    terms |= {name: changes.pop(name) for name in list(changes) if name in terms or name in Round.TERMS}
    grant = GrantTerms(terms.pop("equity_kind"), value=terms.pop("equity"), years=terms.pop("vesting_years"))
    terms = {"grants": (grant,)} | terms
    made = Offer.objects.create(
        owner=owner,
        guide=revision.guide if revision else None,
        revision=revision,
        band=revision.bands.get(region=region) if revision else None,
        employer=changes.pop("employer", revision.guide.company.name if revision else "OpenAI"),
        currency=changes.pop("currency", "USD"),
        **changes,
    )
    Round.objects.create(offer=made, number=1, on=date(2026, 11, 1), **terms)
    return made


def regrant(offer: Offer, **changes: Any) -> None:
    """Store other terms of the one grant of an offer."""
    (grant,) = offer.terms.grants
    offer.rounds.update(grants=(replace(grant, **changes),))


def openai_offer(owner: Owner, **changes: Any) -> Offer:
    """The competing offer of the worked example."""
    terms = {
        "employer": "OpenAI",
        "base": D(255000),
        "equity": D(480000),
        "bonus_amount": None,
        "signing": None,
    }
    return offer(owner, **terms | changes)


def form_data(**changes: Any) -> dict[str, Any]:
    """The short form as the worked example's candidate fills it in."""
    return {
        "form_key": str(uuid4()),
        "opened_at": "",
        "region": "New York City",
        "place": "",
        "currency": "USD",
        "base": "210,000",
        "equity": "240k",
        "vesting_years": "4",
        "equity_kind": "pre_ipo",
        "bonus": "0",
        "bonus_unit": "percent",
        "signing": "20000",
        "status": "written",
        "respond_by": "",
    } | changes
