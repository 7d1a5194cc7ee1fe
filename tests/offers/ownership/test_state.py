"""Whatever an owner has stored changes the value that stands for all of it; what others have stored doesn't."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection, models

from offers.models import CounterPlan, Offer, Owner, Posting, Round, ScriptFact, ShareLink
from offers.ownership.state import stored_by, tables
from tests import factories

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 4)
MOMENT = datetime(2026, 3, 4, 12, tzinfo=UTC)


def an_owner_with_everything() -> Owner:
    _, owner = factories.browser()
    offer = factories.offer(owner)
    CounterPlan.objects.create(offer=offer, currency="USD")
    Posting.objects.create(offer=offer, lowest=100, highest=200, currency="USD", period="year", read_on=DAY)
    ScriptFact.objects.create(offer=offer, kind="slot", key="a", answer="b")
    ShareLink.objects.create(offer=offer, key_hash="c" * 64, expires_at=MOMENT)
    return owner


def state(owner: Owner) -> object:
    found = stored_by(owner.user_id, owner.key_hash)
    assert found is not None
    assert found.owner == owner.pk
    return found


def other_value(field: models.Field, value: object) -> object:
    """Something else that the column of a field can hold."""
    if isinstance(field, models.JSONField):
        return '[{"name": "another"}]'
    if isinstance(field, models.UUIDField):
        return uuid.uuid4().hex
    if isinstance(field, models.BooleanField):
        return not value
    if isinstance(field, models.DateTimeField):
        return (value or MOMENT) + timedelta(microseconds=1)
    if isinstance(field, models.DateField):
        return (value or DAY) + timedelta(days=1)
    if isinstance(field, models.TimeField):
        return "01:02:03"
    if isinstance(field, models.DecimalField | models.IntegerField):
        return (value or 0) + 1
    return f"{value}x"[-field.max_length :] if field.max_length else f"{value}x"


def test_all_models_with_rows_of_an_owner_are_in_it():
    assert set(tables()) == {Owner, Offer, Round, CounterPlan, Posting, ScriptFact, ShareLink}


def test_each_column_of_each_row_counts_whoever_writes_it():
    owner = an_owner_with_everything()
    seen = {state(owner)}
    columns = 0
    for model in tables():
        table = connection.ops.quote_name(model._meta.db_table)
        for field in model._meta.concrete_fields:
            # Keys lead elsewhere; a check of the table holds the three ways to state a bonus apart.
            if field.is_relation or field.primary_key or field.name in {"bonus_percent", "bonus_months"}:
                continue
            if model is Owner and field.name == "key_hash":
                continue
            value = other_value(field, model.objects.values_list(field.name, flat=True).get())
            column = connection.ops.quote_name(field.column)
            with connection.cursor() as cursor:
                cursor.execute(f"UPDATE {table} SET {column} = %s", [value])  # noqa: S608
            assert state(owner) not in seen, f"{model.__name__}.{field.name}"
            seen.add(state(owner))
            columns += 1
    assert columns > 80


@pytest.mark.parametrize("model", [Round, CounterPlan, Posting, ScriptFact, ShareLink, Offer])
def test_a_row_less_counts(model):
    owner = an_owner_with_everything()
    before = state(owner)
    model.objects.all().delete()
    assert state(owner) != before


def test_what_another_owner_stores_does_not_count():
    owner = an_owner_with_everything()
    before = state(owner)
    _, other = factories.browser()
    factories.openai_offer(other)
    assert state(owner) == before
    assert state(other) != before


def test_two_owners_with_the_same_rows_are_told_apart():
    assert state(factories.browser()[1]) != state(factories.browser()[1])


def test_a_browsers_key_finds_nothing_once_an_account_has_taken_over():
    owner = an_owner_with_everything()
    key, user = owner.key_hash, User.objects.create_user("alice")
    Owner.objects.filter(pk=owner.pk).update(user=user)
    assert stored_by(None, key) is None
    assert stored_by(user.pk) is not None


def test_who_has_stored_nothing_has_no_state():
    assert stored_by(None, "0" * 64) is None
    assert stored_by(0) is None


def test_it_takes_one_query(django_assert_num_queries):
    owner = an_owner_with_everything()
    with django_assert_num_queries(1):
        state(owner)
