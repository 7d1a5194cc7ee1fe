"""Everything of an owner's, to take along: JSON that says it all, CSV with a row for each round."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable
from dataclasses import is_dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from offers.models import CounterPlan, Offer, Posting, Round
from offers.models.rows import written
from offers.speaking import signing_amount

ROUND_COLUMNS = ("party", "on", *Round.TERMS)
OFFER_COLUMNS = (
    *("kind", "employer", "place", "currency", "status", "respond_by", "outcome", "outcome_on"),
    *("respond_by_time", "respond_by_zone"),
    *("employer_size", "works_from", "names_pay"),
)
SIGNING_COLUMNS = ("signing_in_all", "signing_in_words")
POSTING_COLUMNS = tuple(f"posting_{name}" for name in Posting.FIELDS)
PLAN_COLUMNS = ("currency", "equity_currency", *CounterPlan.FIGURES, "levers", "email")


def to_json(offers: Iterable[Offer]) -> dict[str, Any]:
    """Offers with their rounds, plans and what was said of scripts; amounts as exact strings, ``null`` not known."""
    return {"schema": "leverbook-offers/1", "offers": [_offer(offer) for offer in offers]}


def _offer(offer: Offer) -> dict[str, Any]:
    plan: CounterPlan | None = getattr(offer, "plan", None)
    posting: Posting | None = getattr(offer, "posting", None)
    return (
        {"id": _plain(offer.pk)}
        | {name: _plain(getattr(offer, name)) for name in OFFER_COLUMNS}
        | {
            "guide": offer.guide.get_absolute_url() if offer.guide else None,
            "revision": offer.revision.number if offer.revision else None,
            "region": offer.band.region if offer.band else None,
            "level": offer.band.level if offer.band else None,
            "rounds": [
                {name: _plain(getattr(one, name)) for name in ROUND_COLUMNS} | _signing(offer, one)
                for one in offer.rounds.all()
            ],
            "plan": {name: _plain(getattr(plan, name)) for name in PLAN_COLUMNS} if plan else None,
            "posting": {name: _plain(getattr(posting, name)) for name in Posting.FIELDS} if posting else None,
            "said_of_scripts": [
                {"kind": fact.kind, "of": fact.key, "answer": fact.answer} for fact in offer.script_facts.all()
            ],
        }
    )


def to_csv(offers: Iterable[Offer]) -> str:
    """One row a round, newest offers first."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([*OFFER_COLUMNS, "round", *ROUND_COLUMNS, *SIGNING_COLUMNS, *POSTING_COLUMNS])
    for offer in offers:
        posting = getattr(offer, "posting", None)
        for one in offer.rounds.all():
            cells = [getattr(offer, name) for name in OFFER_COLUMNS]
            cells += [one.number, *(getattr(one, name) for name in ROUND_COLUMNS), *_signing(offer, one).values()]
            cells += [getattr(posting, name, None) for name in Posting.FIELDS]
            writer.writerow([_cell(cell) for cell in cells])
    return out.getvalue()


def _signing(offer: Offer, round: Round) -> dict[str, Any]:
    """The signing bonus of all years, which its columns hold in parts."""
    package = round.package(offer.currency)
    return dict(zip(SIGNING_COLUMNS, (_plain(package.signing_in_all), signing_amount(package)), strict=True))


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [written(one) if is_dataclass(one) else one for one in value]
    if isinstance(value, UUID):
        return str(value)
    return value


def _row_words(row: Any) -> str:
    """ "kind rsu, value 240000": a row in one cell."""
    told = written(row) if is_dataclass(row) else row
    return ", ".join(f"{name} {value}" for name, value in told.items()) if isinstance(told, dict) else str(told)


def _cell(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return " / ".join(_row_words(one) for one in value)
    plain = _plain(value)
    return ";".join(map(_not_run, plain.split(";"))) if isinstance(value, str) else plain


def _not_run(piece: str) -> str:
    """A text, or what a spreadsheet that cuts at semicolons makes a cell of, so that it isn't run as a formula.

    Some take full-width signs, and none minds what isn't seen before them. Source: OWASP, "CSV Injection".
    """
    seen = "".join(one for one in unicodedata.normalize("NFKC", piece) if unicodedata.category(one)[0] not in "CZ")
    return f"'{piece}" if piece.startswith(("\t", "\r")) or seen.startswith(("=", "+", "-", "@")) else piece
