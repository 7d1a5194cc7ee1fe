"""All that an owner has stored, as one value that differs whenever any of it does.

It is read from the rows themselves. Nothing that writes has to think of it, be it a form, a command, an editor who
merges two places or a hand in the database, and what was rolled back never counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b

from django.db import connection
from django.db.models import Model

from offers.models import Owner


@dataclass(frozen=True, slots=True)
class Stored:
    """``digest`` is of each column of each row that an owner has."""

    owner: int
    digest: bytes


def stored_by(user_id: int | None, key_hash: str = "") -> Stored | None:
    """What an account's owner has stored, or the owner of a key that no account has taken over.

    ``None`` where there is no such owner. One query.
    """
    is_account = user_id is not None
    statement, times = _statement(is_account=is_account)
    with connection.cursor() as cursor:
        cursor.execute(statement, [user_id if is_account else key_hash] * times)
        rows = sorted(cursor.fetchall(), key=repr)
    owner = next((int(row[1]) for row in rows if row[0] == Owner._meta.db_table), None)
    if owner is None:
        return None
    return Stored(owner, blake2b(repr(rows).encode(), digest_size=16).digest())


def tables() -> list[type[Model]]:
    """The models of which an owner has rows."""
    return [model for model, _ in _owned(Owner, "")]


@cache
def _statement(*, is_account: bool) -> tuple[str, int]:
    """A query for all columns of all that is an owner's, as text, and how often it names the owner.

    The rows of each table begin with its name and their own key.
    """
    parts = list(_owned(Owner, "user_id = %s" if is_account else "user_id IS NULL AND key_hash = %s"))
    widest = max(len(model._meta.concrete_fields) for model, _ in parts)
    selects = []
    for model, condition in parts:
        fields = sorted(model._meta.concrete_fields, key=lambda field: not field.primary_key)
        columns = [f"'{model._meta.db_table}'"]
        columns += [f"CAST({_quoted(str(field.column))} AS text)" for field in fields]
        columns += ["NULL"] * (widest - len(fields))
        selects.append(f"SELECT {', '.join(columns)} FROM {_quoted(model._meta.db_table)} WHERE {condition}")  # noqa: S608
    return " UNION ALL ".join(selects), len(parts)


def _owned(model: type[Model], condition: str) -> Iterator[tuple[type[Model], str]]:
    """A model and those whose rows go when its rows do, each with the condition that finds them."""
    yield model, condition
    for relation in model._meta.related_objects:
        if relation.one_to_many or relation.one_to_one:
            keys = f"SELECT id FROM {_quoted(model._meta.db_table)} WHERE {condition}"  # noqa: S608
            yield from _owned(relation.related_model, f"{_quoted(str(relation.field.column))} IN ({keys})")


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
