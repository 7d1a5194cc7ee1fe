"""Importing at the command line keeps to the rules of the desk."""

from __future__ import annotations

import io

import pytest
from django.core.management import CommandError, call_command

from guides.models import Guide, Revision
from tests.guides.admin.importing import text

pytestmark = pytest.mark.django_db


def test_where_two_people_have_to_look_the_command_publishes_nothing(settings, tmp_path):
    settings.TWO_PERSON_REVIEW = True
    (tmp_path / "a.md").write_text(text(), encoding="utf-8")
    with pytest.raises(CommandError, match="Two people have to look") as refused:
        call_command("import_guides", str(tmp_path), "nowhere", "--publish")
    assert refused.value.returncode == 2
    assert not Guide.objects.exists()
    call_command("import_guides", str(tmp_path), stdout=io.StringIO(), stderr=io.StringIO())
    assert Revision.objects.get().status == "draft"
