"""Makes a library many times the sample, and offers: DATABASE_URL=… python -m benchmarks.grow --guides N --offers N

Imports the sample (the folder of real guides beside the checkout, or the
examples), then multiplies its published guides under other companies' names
until there are N, and records offers around their bands. The same numbers make
the same library. It only works in the database that DATABASE_URL names, and
only if that is empty or was made by it: then it adds what is missing.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, UUID, uuid5

from benchmarks.names import company_names

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.models import Model

    from guides.models import Band

ROOT = Path(__file__).resolve().parent.parent
# Its being there says that the database was made here.
MARK = "benchmark_library"
# What copy c of the row with key k is called: k + c × STRIDE. The sample's own keys stay below.
STRIDE = 1_000_000
GUIDES_AT_ONCE = 5_000
OFFERS_AT_ONCE = 5_000
OFFERS_OF_AN_OWNER = 2


class NotOursError(Exception):
    """The database may hold somebody's data."""


def sample() -> Path:
    """The folder of real guides beside the checkout, where there is one; else the examples."""
    corpus = ROOT.parent / "shared" / "corpus"
    return corpus if corpus.is_dir() else ROOT / "guides" / "examples"


def claim(connection: BaseDatabaseWrapper) -> None:
    """Raise ``NotOursError`` unless the database is empty or was made here; mark an empty one."""
    if "DATABASE_URL" not in os.environ:
        raise NotOursError("Name the database in DATABASE_URL: it is filled with thousands of made-up companies.")
    tables = connection.introspection.table_names()
    if MARK in tables:
        return
    if tables:
        raise NotOursError("The database that DATABASE_URL names holds tables that weren't made by a benchmark.")
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {MARK} (note varchar(100))")


def grow(folder: Path, guides: int, offers: int) -> None:
    """Make the library that is asked for, from the database as it is, and let the database look at it."""
    from django.core.management import call_command
    from django.db import connection

    claim(connection)
    call_command("migrate", verbosity=0)
    started = time.perf_counter()
    import_sample(folder, guides)
    multiply(guides)
    record_offers(offers)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(f"{guides:,} guides and {offers:,} offers are there after {time.perf_counter() - started:.0f} s")


def import_sample(folder: Path, most: int) -> None:
    """Import and publish the first guides of a folder, unless they were multiplied before."""
    from django.db.models import F

    from guides.editing.importing import Importer
    from guides.management.paths import guide_paths
    from guides.models import Event, Guide
    from guides.parsing import decode_guide, parse_guide

    if Guide.objects.filter(pk__gt=STRIDE).exists():
        return
    importer = Importer(publish=True)
    for path in guide_paths([str(folder)])[:most]:
        text = decode_guide(Path(path).read_bytes())
        if importer.unchanged(text, path) is None:
            importer.store(parse_guide(text, source_path=path), text)
    # As if they had been published a month ago: pages are kept for less time right after something happened.
    Event.objects.update(at=F("at") - timedelta(days=30))


def multiply(wanted: int) -> None:
    """Copy the sample's published guides under other companies until there are as many as wanted."""
    from guides.models import Guide

    there = Guide.objects.published().count()
    if there > wanted:
        raise NotOursError(f"The database holds {there:,} guides already; take a new one for {wanted:,}.")
    original = list(
        Guide.objects.published()
        .filter(pk__lt=STRIDE)
        .order_by("company", "pk")
        .values_list("company", "pk", "published_revision", "company__name")
    )
    copies = _copies(original)
    # Those that an earlier run made come first in the same order.
    next(islice(copies, there - len(original), there - len(original)), None)
    missing = wanted - there
    while batch := list(islice(copies, min(missing, GUIDES_AT_ONCE))):
        _copy(batch)
        missing -= len(batch)


def _copies(original: list[tuple[int, int, int, str]]) -> Iterator[tuple[int, int, int, int, str, str]]:
    """Company, guide and revision of each original, the number of the copy, and the old and the new name."""
    places = {company: place for place, company in enumerate(dict.fromkeys(company for company, *_ in original))}
    names = company_names()
    for copy in range(1, len(names) // len(places) + 1):
        for company, guide, revision, name in original:
            yield company, guide, revision, copy, name, names[(copy - 1) * len(places) + places[company]]


def _copy(batch: list[tuple[int, int, int, int, str, str]]) -> None:
    """Copy guides with all that their published revisions say.

    In SQL of its own: the models rightly refuse to add rows to a published
    revision, and millions of rows are a matter of minutes only where the
    database copies them itself.
    """
    from django.db import connection, transaction

    from guides.document.naming import address_slug
    from guides.models import Company, Guide, Revision

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE growing"
            " (company bigint, guide bigint, revision bigint, copy bigint, old varchar(200), new varchar(200))"
        )
        cursor.executemany("INSERT INTO growing VALUES (%s, %s, %s, %s, %s, %s)", batch)
        named = {company + copy * STRIDE: new for company, _, _, copy, _, new in batch}
        Company.objects.bulk_create(
            (Company(pk=key, name=name, slug=address_slug(name)) for key, name in named.items()), ignore_conflicts=True
        )
        for model in copied_models():
            owner = {Guide: "t.id = g.guide", Revision: "t.id = g.revision"}.get(model, "t.revision_id = g.revision")
            columns = [field.column for field in model._meta.concrete_fields]
            copied = ", ".join(_copied_value(model, column, connection.vendor) for column in columns)
            names = ", ".join(connection.ops.quote_name(column) for column in columns)
            table = model._meta.db_table
            cursor.execute(f"INSERT INTO {table} ({names}) SELECT {copied} FROM growing g JOIN {table} t ON {owner}")  # noqa: S608
        cursor.execute("DROP TABLE growing")
    reset_sequences([Company, *copied_models()])


def copied_models() -> list[type[Model]]:
    """The tables that a guide's rows are in; what a row points at comes first."""
    from guides.models import (
        Ask,
        Band,
        BandSummary,
        Citation,
        Event,
        Finding,
        Guide,
        LevelMapping,
        Lever,
        QuotedOffer,
        Revision,
        Section,
    )

    return [
        Guide,
        Revision,
        Band,
        BandSummary,
        LevelMapping,
        Section,
        Lever,
        Ask,
        QuotedOffer,
        Citation,
        Finding,
        Event,
    ]


def _copied_value(model: type[Model], column: str, vendor: str) -> str:
    """The SQL of a copied row's column: keys of what is copied move, names change, all else stays."""
    from guides.models import Company

    field = next(field for field in model._meta.concrete_fields if field.column == column)
    quoted = f't."{column}"'
    if field.primary_key or field.related_model in {Company, *copied_models()}:
        return f"{quoted} + g.copy * {STRIDE}"
    if column in {"title", "source_text"}:
        return f"replace({quoted}, g.old, g.new)"
    if column == "source_hash":
        text = _copied_value(model, "source_text", vendor)
        return f"SHA256({text})" if vendor == "sqlite" else f"encode(sha256(convert_to({text}, 'UTF8')), 'hex')"
    return quoted


def owner_key(number: int) -> str:
    """What the browser of an owner of offers holds."""
    return f"{number:043d}"


def offer_id(number: int) -> UUID:
    return uuid5(NAMESPACE_URL, f"https://example.org/offers/{number}")


def record_offers(wanted: int) -> None:
    """Record offers until there are as many as wanted, two an owner, around the bands of published guides."""
    from django.db import transaction

    from offers.models import Offer, Owner, Round, key_hash

    there = Offer.objects.count()
    bands = _bands_for_ever()
    next(islice(bands, there, there), None)
    for first in range(there, wanted, OFFERS_AT_ONCE):
        numbers = range(first, min(first + OFFERS_AT_ONCE, wanted))
        owners = sorted({number // OFFERS_OF_AN_OWNER for number in numbers})
        with transaction.atomic():
            Owner.objects.bulk_create(
                (Owner(pk=owner + 1, key_hash=key_hash(owner_key(owner))) for owner in owners), ignore_conflicts=True
            )
            rows = [_offer(number, band) for number, band in zip(numbers, bands, strict=False)]
            Offer.objects.bulk_create(offer for offer, _ in rows)
            Round.objects.bulk_create(round for _, rounds in rows for round in rounds)
    if wanted > there:
        reset_sequences([Owner])


def _offer(number: int, band: Band) -> tuple[Model, list[Model]]:
    """An offer from a little below its band to a little above; every third was answered."""
    from offers.models import GrantTerms, Offer, Round

    low, high = band.base_min, band.base_max or band.base_min * Decimal("1.3")
    base = (low + (high - low) * (number % 15 - 2) / 10).quantize(Decimal(1))
    offer = Offer(
        pk=offer_id(number),
        owner_id=number // OFFERS_OF_AN_OWNER + 1,
        employer=band.revision.guide.company.name,
        guide_id=band.revision.guide_id,
        revision_id=band.revision_id,
        band_id=band.pk,
        currency=band.currency,
    )
    on = date(2026, 1, 1) + timedelta(days=number % 300)
    terms = {"bonus_percent": Decimal(10), "signing": Decimal(0), "on": on}
    if band.equity_min is not None and band.equity_unit == "money":
        terms["grants"] = (GrantTerms("rsu", value=band.equity_min, years=Decimal(band.equity_years or 4)),)
    rounds = [Round(offer=offer, number=1, base=base, **terms)]
    if number % 3 == 0:
        rounds.append(Round(offer=offer, number=2, party=Round.Party.CANDIDATE, base=high, **terms))
    return offer, rounds


def _bands_for_ever() -> Iterator[Band]:
    """The bands that offers can be compared with, by their keys, and from the start again."""
    from guides.models import Band

    usable = (
        Band.objects.filter(revision__status="published", base_min__isnull=False, location__isnull=False)
        .exclude(currency="")
        .select_related("revision__guide__company")
        .defer("revision__source_text")
        .order_by("pk")
    )
    last = 0
    while True:
        some = list(usable.filter(pk__gt=last)[:OFFERS_AT_ONCE])
        if not some and not last:
            return
        yield from some
        last = some[-1].pk if some else 0


def reset_sequences(models: list[type[Model]]) -> None:
    """Let the database go on after the keys that are there, since these rows brought their own."""
    from django.core.management.color import no_style
    from django.db import connection

    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=Path, default=sample(), metavar="FOLDER")
    parser.add_argument("--guides", type=int, default=4_000, metavar="N")
    parser.add_argument("--offers", type=int, default=2_000, metavar="N")
    arguments = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guides_project.settings")
    import django

    django.setup()
    try:
        grow(arguments.sample, arguments.guides, arguments.offers)
    except NotOursError as refusal:
        print(refusal, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
