"""The desk's lists are searched by what people call companies and roles."""

from __future__ import annotations

import re

import pytest

from guides.models import Company, Location, Role
from tests import factories
from tests.guides.admin.test_admin import desk
from tests.page_text import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    for company, role in (
        ("Google", "Software Engineer"),
        ("Google", "Product Manager"),
        ("Runway", "Senior Software Engineer"),
        ("Runway", "Data Engineer"),
    ):
        factories.published(factories.document(company=company, role=role))
    Company.objects.filter(name="Runway").update(aliases=["Moving Pictures"])
    factories.changed()
    kinds = ("guide", "revision", "company", "role", "location", "finding", "report")
    return desk("change_report", *(f"view_{kind}" for kind in kinds))


def listed(editor, kind: str, typed: str) -> set[str]:
    html = editor.get(f"/admin/guides/{kind}/", {"q": typed}).content.decode()
    return set(re.findall(rf'<th class="field-[\w -]+"><a href="/admin/guides/{kind}/[^"]+">([^<]+)</a>', html))


def test_other_names_find_guides_in_any_order_as_on_the_site(editor):
    assert listed(editor, "guide", "swe") == {"Google · Software Engineer", "Runway · Senior Software Engineer"}
    assert listed(editor, "guide", "goog swe") == listed(editor, "guide", "swe goog") == {"Google · Software Engineer"}
    assert listed(editor, "guide", "moving pictures") == {"Runway · Data Engineer", "Runway · Senior Software Engineer"}
    assert listed(editor, "guide", "engin goo") == {"Google · Software Engineer"}
    assert listed(editor, "guide", "nothing") == set()


def test_what_is_quoted_stands_together(editor):
    assert listed(editor, "guide", '"senior software" runway') == {"Runway · Senior Software Engineer"}
    assert listed(editor, "guide", '"software senior"') == set()
    assert listed(editor, "guide", '"moving pictures" data') == {"Runway · Data Engineer"}
    for odd in ('"', '"" x', "'a", '"a b'):
        assert editor.get("/admin/guides/guide/", {"q": odd}).status_code == 200


def test_revisions_roles_and_companies_are_found_by_other_names_too(editor):
    assert listed(editor, "revision", "swe goog") == {"Google · Software Engineer"}
    assert listed(editor, "role", "swe") == {"Software Engineer", "Senior Software Engineer"}
    assert listed(editor, "company", "moving pictures") == {"Runway"}
    for kind in ("finding", "report"):
        assert editor.get(f"/admin/guides/{kind}/", {"q": "swe"}).status_code == 200


def test_a_picker_finds_by_other_names_and_offers_nothing_that_was_merged(editor):
    survivor = Role.objects.get(slug="software-engineer")
    Role.objects.create(name="Software Engineer II", merged_into=survivor)
    factories.changed()
    picker = desk("view_role", "change_guide", "add_guide", "view_guide")
    address = "/admin/autocomplete/?app_label=guides&model_name=guide&field_name=role&term="
    found = picker.get(f"{address}swe").json()["results"]
    assert {one["text"] for one in found} == {"Software Engineer", "Senior Software Engineer"}


def test_a_place_with_several_spellings_is_listed_once(editor):
    place = Location.objects.get(slug="new-york-city")
    assert place.aliases.filter(name__icontains="new york").count() > 1
    html = editor.get("/admin/guides/location/", {"q": "new york"}).content.decode()
    assert len(re.findall(rf'href="/admin/guides/location/{place.pk}/change/', html)) == 1
    assert "New York City" in text_of(editor.get("/admin/guides/location/", {"q": "new york"}))
