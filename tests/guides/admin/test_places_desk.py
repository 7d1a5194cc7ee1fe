"""Places are put into their tree at the desk, without a developer."""

from __future__ import annotations

import pytest
from django.urls import reverse

from guides.library.rights import rights
from guides.models import Location
from tests import factories
from tests.guides.admin.test_attention import member
from tests.html_forms import form_of
from tests.page_text import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return member("alice", "Editors")[0]


def sent(client, place: Location, **changes):
    at = reverse("admin:guides_location_change", args=[place.pk])
    return client.post(at, form_of(client.get(at), "location_form") | changes, follow=True)


@pytest.fixture
def dayton() -> Location:
    place = Location.objects.create(name="Dayton", slug="dayton", country="US", currency="USD")
    place.spell_name()
    return place


def test_a_city_gets_the_law_of_its_state(editor, dayton):
    assert rights().places.chain("dayton") == ("dayton",)
    sent(editor, dayton, parent=str(Location.objects.get(slug="ohio").pk))
    factories.commit()
    assert rights().places.chain("dayton")[:2] == ("dayton", "ohio")


def test_a_state_is_named_by_its_code(editor, dayton):
    sent(editor, dayton, code="us-dy")
    factories.commit()
    assert rights().places.named("Springfield, DY") == "dayton"


def test_no_place_is_part_of_itself(editor, dayton):
    ohio = Location.objects.get(slug="ohio")
    sent(editor, dayton, parent=str(ohio.pk))
    told = text_of(sent(editor, ohio, parent=str(dayton.pk)))
    assert "is this place, or a part of it." in told
    assert "is this place" in text_of(sent(editor, dayton, parent=str(dayton.pk)))


@pytest.mark.parametrize("code", ["Ohio", "US", "US-", "USA-OH", "US-OHIO"])
def test_what_is_no_code_is_said_beside_the_field(editor, dayton, code):
    sent(editor, dayton, code=code)
    assert Location.objects.get(pk=dayton.pk).code == ""
