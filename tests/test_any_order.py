"""What lets tests run in any order and beside each other."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command

from guides.data.reference import DATA
from guides.models import ExchangeRate, Location, LocationAlias, StatutoryRate, VestingPreset
from guides.parsing import decode_guide, parse_guide

EXAMPLES = DATA.parent / "examples"


def of_migrations() -> dict[str, set[str]]:
    return {
        model.__name__: {str(record) for record in model.objects.all()}
        for model in (ExchangeRate, Location, LocationAlias, StatutoryRate, VestingPreset)
    } | {
        f"permissions of {group}": {permission.codename for permission in group.permissions.all()}
        for group in Group.objects.all()
    }


@pytest.mark.django_db(transaction=True)
def test_a_flush_leaves_what_migrations_load():
    before = of_migrations()
    assert all(before.values())
    call_command("flush", interactive=False, verbosity=0)
    assert of_migrations() == before


def test_a_kept_document_is_the_parsed_one(parsed):
    path = EXAMPLES / "monzo-senior-software-engineer.md"
    assert parsed(path) == parsed(path) == parse_guide(decode_guide(path.read_bytes()))
