"""Bundled reference data: locations with their aliases and what they are part of, what the law gives in each, dated
exchange rates, vesting presets and statutory rates.

Loaded by a migration, so that every installation has them; editors add to
them afterwards. Loading again adds what is missing and changes nothing.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Collection
from datetime import date, datetime
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


def load_statutory_rates(rate_model: Any, kind: str = "", countries: Collection[str] = ()) -> int:
    """Add the bundled statutory rates that are missing; returns how many.

    Those of one kind, or of some countries, if these are named.
    """
    known = set(rate_model.objects.values_list("country", "kind", "starts_on"))
    with (DATA / "statutory-rates.csv").open(encoding="utf-8", newline="") as file:
        rates = [rate_model(**_statutory_rate(row)) for row in csv.DictReader(file)]
    fresh = [rate for rate in rates if (rate.country, rate.kind, rate.starts_on) not in known]
    fresh = [rate for rate in fresh if kind in {"", rate.kind} and (not countries or rate.country in countries)]
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


def load_place_tree(location_model: Any, alias_model: Any) -> int:
    """Add the bundled places that are missing, and say of each what it is part of; returns how many are new.

    What an editor has said of a place stays.
    """
    known = {location.slug: location for location in location_model.objects.all()}
    taken = set(alias_model.objects.values_list("key", flat=True))
    with (DATA / "place-tree.csv").open(encoding="utf-8", newline="") as file:
        rows = [(address_slug(row["name"]), row) for row in csv.DictReader(file)]
    fresh = [
        location_model(name=row["name"], slug=slug, country=row["country"], currency=row["currency"])
        for slug, row in rows
        if slug not in known
    ]
    known |= {location.slug: location for location in location_model.objects.bulk_create(fresh)}
    spellings = [
        (known[slug], name) for slug, row in rows for name in [row["name"], *row["aliases"].split(";")] if name
    ]
    alias_model.objects.bulk_create(
        alias_model(location=location, name=name, key=place_key(name))
        for location, name in spellings
        if place_key(name) not in taken
    )
    said = []
    for slug, row in rows:
        place, parent = known[slug], known.get(address_slug(row["parent"]))
        if (parent and place.parent_id is None) or (row["code"] and not place.code):
            place.parent_id = place.parent_id or (parent.pk if parent else None)
            place.code = place.code or row["code"]
            said.append(place)
    location_model.objects.bulk_update(said, ["parent", "code"])
    return len(fresh)


def load_areas(location_model: Any) -> int:
    """Say of the bundled places to whose area they belong, where nobody has yet; returns of how many."""
    known = {location.slug: location for location in location_model.objects.filter(merged_into=None)}
    areas = {location.area_id for location in known.values()}
    said = []
    with (DATA / "areas.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            place, area = known.get(address_slug(row["place"])), known.get(address_slug(row["area"]))
            if place and area and place.area_id is None and area.area_id is None and place.pk not in areas:
                place.area_id = area.pk
                said.append(place)
    location_model.objects.bulk_update(said, ["area"])
    return len(said)


def right_words(row: dict[str, str]) -> dict[str, Any]:
    """A row of ``rights.csv`` as the columns of a revision. Raises ``ValueError`` for what is no day or number."""
    texts = ("duty", "covers", "who", "asking", "volunteered", "width_currency", "confidence")
    sources = ("source_title", "source_publisher", "source_address", "source_date")
    flags = ("counted_there", "is_detail", "repay_prorated", "repay_no_interest", "repay_separate")
    numbers = {"least_employees": int, "repay_months": int, "width_most": Decimal, "width_ratio": Decimal}
    return {
        **{name: row.get(name, "").strip() for name in (*texts, *sources)},
        **{name: row.get(name, "") == "yes" for name in flags},
        **{name: read(row[name]) if row.get(name) else None for name, read in numbers.items()},
        **{name: _day(row.get(name, "")) for name in ("in_force_from", "in_force_until")},
        "who": row.get("who", "") or "all",
        "legal_status": row["status"],
        "reaches_remote": row.get("remote", "") == "yes",
        "reaches_elsewhere": {"yes": True, "no": False}.get(row.get("elsewhere", "")),
    }


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def bundled_rights() -> list[dict[str, str]]:
    """The rows of ``rights.csv``: what the law gives a candidate in each place, in our words."""
    with (DATA / "rights.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def load_rights(right_model: Any, revision_model: Any, location_model: Any, now: datetime) -> int:
    """Add the bundled rights that are missing, published; returns how many."""
    known = set(right_model.objects.values_list("key", flat=True))
    places = {location.slug: location for location in location_model.objects.all()}
    fresh = [row for row in bundled_rights() if row["key"] not in known]
    rights = right_model.objects.bulk_create(
        right_model(
            key=row["key"],
            place=places[address_slug(row["place"])],
            kind=row["kind"],
            checked_on=date.fromisoformat(row["checked_on"]),
        )
        for row in fresh
    )
    revisions = revision_model.objects.bulk_create(
        revision_model(right=right, number=1, status="published", first_published_at=now, **right_words(row))
        for right, row in zip(rights, fresh, strict=True)
    )
    for right, revision in zip(rights, revisions, strict=True):
        right.published_revision = revision
    right_model.objects.bulk_update(rights, ["published_revision"])
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
    "right": "add change view",
    "rightrevision": "change view",
    "rightevent": "view",
}
GROUPS = {"Editors": frozenset[str](), "Publishers": frozenset({"publish_guide"})}


def load_groups(group_model: Any, permission_model: Any) -> None:
    """Make the groups "Editors" and "Publishers", with what they may do; permissions added by hand stay."""
    shared = {f"{verb}_{model}" for model, verbs in DESK_MODELS.items() for verb in verbs.split()}
    for name, own in GROUPS.items():
        group, _ = group_model.objects.get_or_create(name=name)
        wanted = permission_model.objects.filter(content_type__app_label="guides", codename__in=shared | own)
        group.permissions.add(*wanted)
