"""Bundled reference data: locations with their aliases, dated exchange rates, vesting presets and statutory rates.

Loaded by a migration, so that every installation has them; editors add to
them afterwards. Loading again adds what is missing and changes nothing.
"""

from __future__ import annotations

import csv
import json
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from guides.document.naming import address_slug, place_key
from pay.money import Rate, Rates

DATA = Path(__file__).resolve().parent


def load_locations(location_model: Any, alias_model: Any) -> int:
    """Add the bundled locations that are missing; returns how many.

    The models are arguments because a migration has its own historical ones,
    without our ``save``.
    """
    known_slugs = set(location_model.objects.values_list("slug", flat=True))
    known_keys = set(alias_model.objects.values_list("key", flat=True))
    added = 0
    for entry in json.loads((DATA / "locations.json").read_text(encoding="utf-8")):
        slug = address_slug(entry["name"])
        if slug in known_slugs:
            continue
        location = location_model.objects.create(
            name=entry["name"], slug=slug, country=entry["country"], currency=entry["currency"]
        )
        added += 1
        spellings = {place_key(name): name for name in [*reversed(entry["aliases"]), entry["name"]]}
        fresh = {key: name for key, name in spellings.items() if key not in known_keys}
        alias_model.objects.bulk_create(
            alias_model(location=location, name=name, key=key) for key, name in fresh.items()
        )
        known_keys.update(fresh)
    return added


def load_vesting_presets(preset_model: Any) -> int:
    """Add the bundled vesting presets that are missing; returns how many."""
    known = set(preset_model.objects.values_list("name", flat=True))
    with (DATA / "vesting-presets.csv").open(encoding="utf-8", newline="") as file:
        fresh = [
            preset_model(
                name=row["name"],
                percents=row["percents"].split("/"),
                cliff_months=int(row["cliff_months"]),
                every_months=int(row["every_months"]),
                on=date.fromisoformat(row["on"]),
                source=row["source"],
            )
            for row in csv.DictReader(file)
            if row["name"] not in known
        ]
    preset_model.objects.bulk_create(fresh)
    return len(fresh)


@cache
def bundled_rates() -> Rates:
    """The newest bundled rate of each currency."""
    with (DATA / "exchange-rates.csv").open(encoding="utf-8", newline="") as file:
        found = [
            Rate(row["currency"], Decimal(row["per_euro"]), date.fromisoformat(row["on"]), row["source"])
            for row in csv.DictReader(file)
        ]
    return Rates({rate.currency: rate for rate in sorted(found, key=lambda rate: rate.on)})


def load_statutory_rates(rate_model: Any) -> int:
    """Add the bundled statutory rates that are missing; returns how many."""
    known = set(rate_model.objects.values_list("country", "kind", "starts_on"))
    with (DATA / "statutory-rates.csv").open(encoding="utf-8", newline="") as file:
        rates = [rate_model(**_statutory_rate(row)) for row in csv.DictReader(file)]
    fresh = [rate for rate in rates if (rate.country, rate.kind, rate.starts_on) not in known]
    rate_model.objects.bulk_create(fresh)
    return len(fresh)


def _statutory_rate(row: dict[str, str]) -> dict[str, Any]:
    days = {name: date.fromisoformat(row[name]) if row[name] else None for name in ("starts_on", "ends_on", "on")}
    figures = ("percent", "lower", "upper", "days", "first_years", "days_after", "days_a_month", "most_months")
    return (
        row
        | {name: Decimal(row[name]) if row[name] else None for name in figures}
        | days
        | {
            "is_law": row["is_law"] == "yes",
            "begins_after": int(row["begins_after"]) if row["begins_after"] else None,
        }
    )


def load_rates(rate_model: Any) -> int:
    """Add the bundled exchange rates that are missing; returns how many."""
    known = set(rate_model.objects.values_list("currency", "on", "source"))
    with (DATA / "exchange-rates.csv").open(encoding="utf-8", newline="") as file:
        rates = [
            rate_model(
                currency=row["currency"],
                per_euro=Decimal(row["per_euro"]),
                on=date.fromisoformat(row["on"]),
                source=row["source"],
            )
            for row in csv.DictReader(file)
        ]
    fresh = [rate for rate in rates if (rate.currency, rate.on, rate.source) not in known]
    rate_model.objects.bulk_create(fresh)
    return len(fresh)


# What each group may do with which models: the desk's two kinds of people.
DESK_MODELS = {
    "company": "add change view delete",
    "role": "add change view delete",
    "location": "add change view delete",
    "locationalias": "add change view delete",
    "guide": "add change view delete",
    "revision": "change view",
    "finding": "view",
    "event": "view",
    "proposal": "view",
    "source": "add change view delete",
    "exchangerate": "add view",
    "vestingpreset": "add change view delete",
    "statutoryrate": "add change view delete",
    "importbatch": "add change view delete",
    "report": "change view",
}
GROUPS = {"Editors": frozenset[str](), "Publishers": frozenset({"publish_guide"})}


def load_groups(group_model: Any, permission_model: Any) -> None:
    """Make the groups "Editors" and "Publishers", with what they may do; permissions added by hand stay."""
    shared = {f"{verb}_{model}" for model, verbs in DESK_MODELS.items() for verb in verbs.split()}
    for name, own in GROUPS.items():
        group, _ = group_model.objects.get_or_create(name=name)
        wanted = permission_model.objects.filter(content_type__app_label="guides", codename__in=shared | own)
        group.permissions.add(*wanted)
