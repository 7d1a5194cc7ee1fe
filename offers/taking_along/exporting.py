"""Everything of an owner's, to take along: JSON that says it all, CSV and a workbook with a row a round and grant."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from xlsxwriter import Workbook

from offers.models import CounterPlan, GrantTerms, Offer, Posting, Round
from offers.models.rows import written
from offers.speaking import signing_amount
from pay.totals import benefits_total, cash_total, told_total

SCHEMA = "leverbook-offers/2"
ROUND_COLUMNS = ("party", "on", *Round.TERMS)
OFFER_COLUMNS = (
    *("kind", "employer", "place", "currency", "status", "respond_by", "outcome", "outcome_on"),
    *("respond_by_time", "respond_by_zone", "mapped_level"),
    *("employer_size", "works_from", "names_pay"),
)
SIGNING_COLUMNS = ("signing_in_all", "signing_in_words")
POSTING_COLUMNS = tuple(f"posting_{name}" for name in Posting.FIELDS)
COMPARED = ("role", "guide", "revision", "region", "level")
GRANT_COLUMNS = tuple(field.name for field in fields(GrantTerms))
# A grant has columns of its own in CSV.
CELLS = tuple(name for name in ROUND_COLUMNS if name != "grants")
TOTALS = {"annual_total": told_total, "cash": cash_total, "benefits": benefits_total}
PLAN_COLUMNS = ("currency", "equity_currency", *CounterPlan.FIGURES, "levers", "email")
OF_ROUND = (
    *(*CELLS, *SIGNING_COLUMNS),
    *(f"{name}{more}" for name in TOTALS for more in ("", "_missing")),
    *POSTING_COLUMNS,
)
COLUMNS = (*OFFER_COLUMNS, *COMPARED, "round", "grant", *(f"grant_{name}" for name in GRANT_COLUMNS), *OF_ROUND)


def to_json(offers: Iterable[Offer]) -> dict[str, Any]:
    """Offers with their rounds, plans and what was said of scripts; amounts as exact strings, ``null`` not known."""
    return {"schema": SCHEMA, "offers": [_offer(offer) for offer in offers]}


def _offer(offer: Offer) -> dict[str, Any]:
    plan: CounterPlan | None = getattr(offer, "plan", None)
    posting: Posting | None = getattr(offer, "posting", None)
    return (
        {"id": _plain(offer.pk)}
        | {name: _plain(getattr(offer, name)) for name in OFFER_COLUMNS}
        | {
            **_compared(offer),
            "rounds": [
                {name: _plain(getattr(one, name)) for name in ROUND_COLUMNS}
                | {name: _plain(value) for name, value in _signing(offer, one).items()}
                | {
                    "totals": {
                        name: total and {"amount": _plain(total["amount"]), "missing": total["missing"]}
                        for name, total in _totals(offer, one).items()
                    }
                }
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
    """One row a round, newest offers first, with its first grant; each further grant has a row of its own beneath it.

    Such a row repeats what names the round and nothing else, so that no amount is summed twice.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows([_cell(value) for value in row] for row in _rows(offers))
    return out.getvalue()


def to_workbook(offers: Iterable[Offer]) -> bytes:
    """The rows of the CSV as an .xlsx: amounts are numbers, days are days, and all else is text, never a formula."""
    file = io.BytesIO()
    with Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        sheet = book.add_worksheet("Offers")
        sheet.freeze_panes(1, 0)
        for column, name in enumerate(COLUMNS):
            sheet.write_string(0, column, name, bold)
        for number, row in enumerate(_rows(offers), 1):
            for column, value in enumerate(row):
                match value:
                    case None | "":
                        pass
                    case bool():
                        sheet.write_boolean(number, column, value)
                    case int() | Decimal():
                        sheet.write_number(number, column, value)
                    case datetime() | time():
                        sheet.write_string(number, column, value.isoformat())
                    case date():
                        sheet.write_datetime(number, column, value, day)
                    case list() | tuple():
                        sheet.write_string(number, column, _in_words(value))
                    case _:
                        sheet.write_string(number, column, str(value))
        sheet.autofit()
    return file.getvalue()


def _rows(offers: Iterable[Offer]) -> Iterator[list[Any]]:
    """The values of ``COLUMNS`` for each round and further grant."""
    for offer in offers:
        posting = getattr(offer, "posting", None)
        for one in offer.rounds.all():
            named = [getattr(offer, name) for name in OFFER_COLUMNS] + [*_compared(offer).values(), one.number]
            cells = [*(getattr(one, name) for name in CELLS), *_signing(offer, one).values()]
            for total in _totals(offer, one).values():
                cells += [total["amount"], total["missing"]] if total else [None, None]
            cells += [getattr(posting, name, None) for name in Posting.FIELDS]
            for number, grant in enumerate(one.grants or [None], 1):
                granted = [number, *(getattr(grant, name) for name in GRANT_COLUMNS)] if grant else []
                rest = cells if number == 1 else [None] * len(OF_ROUND)
                yield [*named, *(granted or [None] * (len(GRANT_COLUMNS) + 1)), *rest]


def _compared(offer: Offer) -> dict[str, Any]:
    """What the offer is compared with, by the names of ``COMPARED``."""
    guide, band = offer.guide, offer.band
    told = (
        guide.role.name if guide else offer.role.name if offer.role else None,
        guide.get_absolute_url() if guide else None,
        offer.revision.number if offer.revision else None,
        band.region if band else None,
        band.level if band else None,
    )
    return dict(zip(COMPARED, told, strict=True))


def _totals(offer: Offer, round: Round) -> dict[str, dict[str, Any] | None]:
    """Totals a year in the offer's currency, each with the parts that it lacks: with one, it is "at least".

    ``None`` where nothing of it is known. Equity whose worth can't be said is in none of them, and not named.
    """
    package = round.package(offer.currency)
    found = {name: total(package) for name, total in TOTALS.items()}
    return {
        name: {"amount": total.amount, "missing": list(total.missing)} if total else None
        for name, total in found.items()
    }


def _signing(offer: Offer, round: Round) -> dict[str, Any]:
    """The signing bonus of all years, which its columns hold in parts."""
    package = round.package(offer.currency)
    return dict(zip(SIGNING_COLUMNS, (package.signing_in_all, signing_amount(package)), strict=True))


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


def _in_words(rows: Iterable[Any]) -> str:
    return " / ".join(_row_words(one) for one in rows)


def _cell(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return _in_words(value)
    plain = _plain(value)
    return ";".join(map(_not_run, plain.split(";"))) if isinstance(value, str) else plain


def _not_run(piece: str) -> str:
    """A text, or what a spreadsheet that cuts at semicolons makes a cell of, so that it isn't run as a formula.

    Some take full-width signs, and none minds what isn't seen before them. Source: OWASP, "CSV Injection".
    """
    seen = "".join(one for one in unicodedata.normalize("NFKC", piece) if unicodedata.category(one)[0] not in "CZ")
    return f"'{piece}" if piece.startswith(("\t", "\r")) or seen.startswith(("=", "+", "-", "@")) else piece
