"""Exchange rates out of a table, in the forms in which central banks publish them. Pure.

Long: a row for each rate, its columns named (``currency,per_euro,on,source``, ``date,currency,rate``, the ECB data
portal's ``CURRENCY`` … ``OBS_VALUE``, Norges Bank's ``BASE_CUR`` … ``OBS_VALUE``, the Czech National Bank's amounts).
Wide: a row for each day, a column for each currency, by its code (the ECB's ``eurofxref-hist.csv``), by how many are
priced (``100 HUF``, the Czech and Polish national banks) or by a series (the ECB's data portal, the Bank of Canada, the
Reserve Bank of Australia, FRED). XML: the ECB's and Narodowy Bank Polski's.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from guides.editing.rate_tables.cells import FIRST_DAY
from guides.editing.rate_tables.per_euro import per_euro, refuse_reciprocals
from guides.editing.rate_tables.quotes import Problems, Quote, RateProblem, RateRow, RateTable, RefusedError
from guides.editing.rate_tables.shapes import Shape, Told, read_csv
from guides.editing.rate_tables.xml import read_xml

MOST_RATES = 200_000


def read_rates(
    text: str,
    *,
    today: date,
    currencies: Collection[str],
    base: str = "EUR",
    priced: bool = False,
    since: date = FIRST_DAY,
    known: Mapping[str, tuple[Decimal, date]] | None = None,
) -> RateTable:
    """The rates in a text, as units of a currency for one euro.

    Columns are parted by commas, semicolons, tabs or bars; with all but the
    first decimals may have a comma. ``currencies`` are the codes that exist.
    Where the table doesn't say it itself, its figures are units of a currency
    for one ``base``, or, ``priced``, units of ``base`` for one of the currency.
    Rates against another base than the euro need the euro of the same day.
    Days before ``since`` are passed over. ``known`` are rates (units for one
    euro, and their day) that the direction is held against. A text that can't
    be read at all, has more than ``MOST_RATES`` or whose reciprocals fit what
    is known gives no rows and its reason.
    """
    problems = Problems()
    told = Told(today, frozenset(currencies), since, base, priced)
    publisher = ""
    try:
        shape = _shape(text.removeprefix("\ufeff"), told, problems)
        publisher = shape.publisher
        rows = per_euro(_bounded(shape.quotes), problems)
        refuse_reciprocals(rows, known or {})
    except RefusedError as refusal:
        return RateTable((), (*problems, RateProblem(refusal.line, str(refusal))), publisher)
    return RateTable(tuple(rows), tuple(sorted(problems, key=lambda problem: problem.line)), publisher)


def _shape(text: str, told: Told, problems: Problems) -> Shape:
    return (read_xml if text.lstrip()[:1] == "<" else read_csv)(text, told, problems)


def _bounded(quotes: Iterator[Quote]) -> Iterator[Quote]:
    for number, quote in enumerate(quotes, start=1):
        if number > MOST_RATES:
            raise RefusedError(quote.line, f"More than {MOST_RATES:,} rates. Start from a later day.")
        yield quote


def text_of_rates(rows: Sequence[RateRow]) -> str:
    """Rates as a text that reads as the same ones, whatever base is typed beside it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    if any(row.source for row in rows):
        writer.writerow(["date", "currency", "per_euro", "source"])
        writer.writerows([row.on, row.currency, f"{row.per_euro.normalize():f}", row.source] for row in rows)
        return out.getvalue()
    codes = sorted({row.currency for row in rows})
    held = {(row.on, row.currency): f"{row.per_euro.normalize():f}" for row in rows}
    writer.writerow(["date", *(f"EUR1={code}" for code in codes)])
    for day in sorted({row.on for row in rows}, reverse=True):
        writer.writerow([day, *(held.get((day, code), "") for code in codes)])
    return out.getvalue()
