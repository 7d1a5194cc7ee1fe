"""What pointed where before two records were merged: noted before and after, and kept as a ``Merging``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Model, Q, QuerySet

from guides.models import (
    Band,
    Citation,
    Company,
    Guide,
    LevelMapping,
    Lever,
    Location,
    LocationAlias,
    Merging,
    Revision,
    Role,
    Source,
)

CITING_ROWS = (Citation, Band, LevelMapping, Lever)
MODELS: dict[str, type[Model]] = {
    model.__name__.lower(): model for model in (Company, Role, Location, Source, Guide, LocationAlias, *CITING_ROWS)
}

# Row → its columns.
Noted = dict[tuple[str, int], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows that a merging may change, and those of their columns that it may change."""

    rows: QuerySet[Any]
    columns: tuple[str, ...]


def in_drafts(rows: type[Model], **pointing: Model) -> QuerySet[Any]:
    """The rows of open drafts that point at a record."""
    return rows._default_manager.filter(revision__status__in=Revision.OPEN, **pointing)


def note(old: Model, new: Model) -> Noted:
    """What the rows say that merging ``old`` into ``new`` may change."""
    return _noted(_touched(old, new))


def keep(before: Noted, old: Model, new: Model, *, by: User | None) -> Merging:
    """Keep what a merging has changed since ``before`` was noted."""
    keys: dict[str, list[int]] = {}
    columns: dict[str, tuple[str, ...]] = {}
    for (name, key), said in before.items():
        keys.setdefault(name, []).append(key)
        columns[name] = tuple(said)
    after = _noted(
        Rows(MODELS[name]._default_manager.filter(pk__in=some), columns[name]) for name, some in keys.items()
    )
    changes = [
        {"of": name, "key": key, "before": _differing(said, now), "after": _differing(now, said)}
        for (name, key), said in before.items()
        if (now := after[name, key]) != said
    ]
    if isinstance(new, Location):
        made = LocationAlias.objects.filter(location=new).exclude(pk__in=keys.get("locationalias", []))
        changes += [
            {"of": "locationalias", "key": key, "before": None, "after": {"location_id": new.pk}}
            for key in made.values_list("pk", flat=True)
        ]
    return Merging.objects.create(kind=type(old).__name__.lower(), old=old.pk, new=new.pk, changes=changes, by=by)


def _noted(touched: Iterable[Rows]) -> Noted:
    return {
        (one.rows.model.__name__.lower(), row.pop("pk")): row
        for one in touched
        for row in one.rows.order_by().values("pk", *one.columns)
    }


def _differing(said: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    return {column: value for column, value in said.items() if other[column] != value}


def _touched(old: Model, new: Model) -> Sequence[Rows]:
    records = type(old)._default_manager.filter(Q(pk__in=[old.pk, new.pk]) | Q(merged_into=old))
    match old:
        case Company():
            return [
                Rows(records, ("merged_into_id",)),
                Rows(Role.objects.filter(company=old), ("company_id",)),
                Rows(Guide.objects.filter(Q(company=old) | Q(merged_into__company=old)), _OF_GUIDE),
            ]
        case Role():
            return [
                Rows(records, ("merged_into_id",)),
                Rows(Guide.objects.filter(Q(role=old) | Q(merged_into__role=old)), _OF_GUIDE),
            ]
        case Location():
            places = Location.objects.filter(Q(pk__in=[old.pk, new.pk]) | Q(merged_into=old) | Q(area=old))
            return [
                Rows(places, ("merged_into_id", "needs_review", "area_id")),
                # Those of the one that stays, so that one that is made is told from them.
                Rows(LocationAlias.objects.filter(location__in=[old, new]), ("location_id",)),
                Rows(in_drafts(Band, location=old), ("location_id",)),
            ]
        case _:
            return [
                Rows(records, ("merged_into_id",)),
                *(Rows(in_drafts(rows, source=old), ("source_id",)) for rows in CITING_ROWS),
            ]


_OF_GUIDE = ("company_id", "role_id", "merged_into_id", "published_revision_id")
