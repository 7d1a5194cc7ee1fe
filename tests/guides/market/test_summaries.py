"""The market from summaries is the one that is reckoned from the bands' rows, whatever happened to guides."""

from __future__ import annotations

from decimal import Decimal
from importlib import import_module
from random import Random

import pytest
from django.apps import apps
from django.utils import timezone

from guides.document.document import Bonus, EquityRange, Range
from guides.editing import unmerging, workflow
from guides.editing.accepting import accept
from guides.editing.merging import MergeRefusedError, merge
from guides.editing.states import MoveRefusedError
from guides.library import epoch
from guides.library.rates import newest_rates
from guides.library.terms import band_terms
from guides.market.loading import load_market, market_figures
from guides.models import Band, BandSummary, Company, Finding, Guide, Location, Revision, Role
from pay.market import is_own_level
from tests import factories
from tests.factories import D

pytestmark = pytest.mark.django_db

COMPANIES = ("Acme", "Bolt", "Crux", "Dyno", "Echo", "Flux", "Gyro")
ROLES = ("ML/AI Engineer", "Product Designer")
REGIONS = ("Seattle", "Bellevue", "Kirkland", "London", "Seattle / Kirkland")
LEVELS = ("", "Senior (L5)", "Staff", "staff ")
EQUITY = (
    None,
    # 100,000 over three and seven years has no last digit.
    EquityRange(D(100_000), D(200_000), "grant", 3, "rsu"),
    EquityRange(D(100_000), None, "grant", 7, "rsu"),
    EquityRange(D(9_000), D(12_000), "year", None, "rsu"),
    EquityRange(D(9_000), D(12_000), "unknown", None, "rsu"),
)
BONUSES = (None, Bonus("none"), Bonus("percent", D("7.5"), D(15)), Bonus("amount", D(5_000), D(6_000)))
BASES = (None, Range(D(100_000), D(120_000)), Range(D(95_500), D(95_500)), Range(D(140_000), None))


def publish(chance: Random, company: str, role: str) -> Revision:
    rows = tuple(
        factories.band(
            region=chance.choice(REGIONS),
            level=chance.choice(LEVELS),
            currency=chance.choice(("USD", "USD", "GBP", "SEK")),
            base=chance.choice(BASES),
            equity=chance.choice(EQUITY),
            bonus=chance.choice(BONUSES),
            total=None,
        )
        for _ in range(chance.randint(1, 4))
    )
    made = factories.document(company=company, title=f"{role} | {company}", role=role, bands=rows)
    return factories.published(made)


# What can happen to guides. Each may be refused, and then changes nothing.


def publish_one(chance: Random) -> None:
    publish(chance, chance.choice(COMPANIES), chance.choice(ROLES))


def publish_again(chance: Random) -> None:
    workflow.publish_again(chance.choice(list(Revision.objects.order_by("pk"))))


def withdraw(chance: Random) -> None:
    if some := list(Guide.objects.published().order_by("pk")):
        workflow.withdraw(chance.choice(some))


def restore(chance: Random) -> None:
    if some := list(Guide.objects.withdrawn().order_by("pk")):
        workflow.restore(chance.choice(some))


def merge_two(chance: Random) -> None:
    kind, names = chance.choice(((Company, COMPANIES), (Role, ROLES), (Location, REGIONS)))
    some = list(kind.objects.current().filter(name__in=names).order_by("pk"))
    if len(some) > 1:
        merge(*chance.sample(some, 2))


def undo_one(chance: Random) -> None:
    kind = chance.choice((Company, Role, Location))
    if merged := list(kind.objects.exclude(merged_into=None).order_by("pk")):
        unmerging.undo(chance.choice(merged), by=None)


def doubt(chance: Random) -> None:
    row = chance.choice(list(Band.objects.order_by("pk")))
    with epoch.change():
        Finding.objects.create(
            revision=row.revision, code="made-up", severity="error", message="No.", place=f"bands/{row.position}"
        )


def settle(chance: Random) -> None:
    if found := Finding.objects.open().filter(severity="error").order_by("pk").first():
        accept(found, reason="It is so.", by=None)


DEEDS = (publish_one, publish_again, withdraw, restore, merge_two, undo_one, doubt, settle)


def reckoned(role: Role, location: Location, currency: str) -> dict[int, tuple]:
    """Of each band for the job and place what the market has to make of it, row by row and step by step."""
    rates = newest_rates(timezone.localdate())
    found = {}
    for row in Band.objects.select_related("revision__guide__company", "revision__guide__role", "location"):
        guide, place = row.revision.guide, row.location
        if row.revision.status != "published" or place is None:
            continue
        if guide.role.current != role or location not in {place.current, place.current.market_place}:
            continue
        errors = Finding.objects.filter(revision=row.revision, acceptance=None, severity="error")
        base = (row.base_min, row.base_max)
        foreign = row.base_currency or row.currency
        pay = "none"
        if row.base_min is not None and foreign:
            rate = rates.conversion(foreign, currency).rate
            pay = tuple(None if end is None else end * rate for end in base)
        found[row.pk] = (
            guide.company.current.pk,
            guide.company.current.name,
            row.level,
            is_own_level(row.level, job=role.name, stated=row.revision.level),
            errors.filter(place=f"bands/{row.position}").exists(),
            pay,
            total_of(row),
            (place.current.slug, place.current.name),
        )
    return found


def total_of(row: Band) -> tuple | None:
    """Base, a year's part of the equity and the bonus, end by end; ``None`` where one of them isn't known."""
    terms = band_terms(row)
    if terms.base is None or terms.equity is None or terms.bonus is None:
        return None
    share = {"grant": row.equity_years, "year": 1}.get(row.equity_period)
    if share is None or row.equity_period_doubtful:
        return None
    ends = []
    for end in ("min", "max"):
        base, equity = getattr(row, f"base_{end}"), getattr(row, f"equity_{end}")
        bonus = {
            "none": lambda end=end: Decimal(0),
            "percent": lambda end=end, base=base: base and base * getattr(row, f"bonus_percent_{end}") / 100,
            "amount": lambda end=end: getattr(row, f"bonus_{end}"),
        }[row.bonus_kind]()
        ends.append(None if None in {base, equity, bonus} else base + equity / share + bonus)
    return tuple(ends)


def shown(role: Role, location: Location, currency: str) -> dict[int, tuple]:
    """The same of what the pages are made from."""
    rates = newest_rates(timezone.localdate())
    found = {}
    for band in load_market(role, location):
        counted, pay = band.counted, "none"
        if counted.base is not None and counted.base_currency:
            used = rates.conversion(counted.base_currency, currency)
            pay = (used.convert(counted.base.minimum), counted.base.maximum and used.convert(counted.base.maximum))
        found[counted.key] = (
            counted.company,
            band.company,
            counted.level,
            counted.is_own_level,
            counted.in_error,
            pay,
            None if isinstance(counted.total, str) else (counted.total.minimum, counted.total.maximum),
            band.place,
        )
    return found


@pytest.mark.parametrize("seed", range(2))
def test_it_is_the_market_of_the_rows_after_whatever_happened(seed):
    chance = Random(seed)  # noqa: S311
    for company in COMPANIES:
        for role in ROLES:
            publish(chance, company, role)
    done = set()
    bands = 0
    for deed in chance.sample(DEEDS * 2, len(DEEDS) * 2):
        try:
            deed(chance)
            done.add(deed)
        except (MergeRefusedError, MoveRefusedError):
            pass
        for role in Role.objects.current().filter(name__in=ROLES):
            for place in Location.objects.current().filter(area=None, name__in=REGIONS):
                rows = reckoned(role, place, "EUR")
                assert shown(role, place, "EUR") == rows
                bands += len(rows)
                # The joined base of each company, from the rows alone.
                joined: dict[int, list] = {}
                for company, _, _, is_own, in_error, pay, *_ in rows.values():
                    if pay != "none" and is_own and not in_error:
                        joined.setdefault(company, []).append(pay)
                lines = market_figures(role, place, level="", currency="EUR", today=timezone.localdate()).figures.lines
                assert {line.company: (line.base.minimum, line.base.maximum) for line in lines} == {
                    company: (
                        min(low for low, _ in ends),
                        None if any(high is None for _, high in ends) else max(high for _, high in ends),
                    )
                    for company, ends in joined.items()
                }
    assert len(done) > 5
    assert bands > 100


def test_what_was_on_the_site_before_is_summed_up_by_the_migration():
    for seed, company in enumerate(COMPANIES):
        publish(Random(seed), company, ROLES[0])  # noqa: S311
    workflow.withdraw(Guide.objects.first())
    factories.published(factories.document(company="Acme", title=f"{ROLES[0]} | Acme", role=ROLES[0]))
    before = list(BandSummary.objects.order_by("pk").values())
    assert len(before) > len(COMPANIES)
    BandSummary.objects.all().delete()
    import_module("guides.migrations.0034_band_summaries").sum_up_published(apps, None)
    assert list(BandSummary.objects.order_by("pk").values()) == before


def test_a_draft_has_no_summary():
    revision = publish(Random(1), "Acme", ROLES[0])  # noqa: S311
    draft = workflow.start_draft(revision.guide, copy_of=revision, by=None)
    assert draft.bands.exists()
    assert not BandSummary.objects.filter(revision=draft).exists()
