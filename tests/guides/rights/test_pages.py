"""The public pages of rights: a place, all places, and what was in force on a day."""

from __future__ import annotations

import pytest
from django.core.cache import caches

from guides.models import Location
from tests.page_text import text_of

pytestmark = pytest.mark.django_db


def page(client, address, **query):
    return client.get(address, query)


def test_a_place_says_what_may_be_asked_with_its_sources(client):
    answer = page(client, "/rights/colorado/")
    text = text_of(answer)
    assert "Pay ranges and offers in Colorado: what you may ask" in text
    assert "In force since 1 January 2021" in text.replace("Jan ", "January ")
    assert "https://ezel.ai/labor-guidance/co/info-9a" in answer.content.decode()
    assert "not legal advice" in text
    # Checked in July 2026: the day of the test is later.
    assert "as of July 2026" in text.lower().replace("as of july", "as of July")


@pytest.mark.parametrize(("day", "stated"), [("2026-09-30", False), ("2026-10-01", True)])
def test_what_was_in_force_on_a_day_can_be_asked(client, day, stated):
    text = text_of(page(client, "/rights/connecticut/", on=day))
    assert ("postings state the pay range" in text) is stated


def test_a_city_has_the_rules_of_its_state_beside_its_own(client):
    text = text_of(page(client, "/rights/new-york-city/"))
    assert "New York State" in text
    assert "The range in the posting" in text


def test_no_duty_is_said_as_such(client):
    assert "no duty" in text_of(page(client, "/rights/texas/")).lower()


@pytest.mark.parametrize("address", ["/rights/montevideo/", "/rights/nowhere/"])
def test_there_is_no_page_where_nothing_is_known(client, address):
    assert page(client, address).status_code == 404


def test_a_place_that_was_merged_leads_to_the_one_it_was_merged_into(client):
    colorado = Location.objects.get(slug="colorado")
    Location.objects.create(name="Colorado state", slug="colorado-state", merged_into=colorado)
    assert page(client, "/rights/colorado-state/")["Location"] == "/rights/colorado/"


@pytest.mark.parametrize("day", ["yesterday", "2026-02-30", "1066-01-01", "99999-01-01"])
def test_what_is_no_day_is_said_beside_the_field_and_stays(client, day):
    answer = page(client, "/rights/colorado/", on=day)
    assert answer.status_code == 422
    assert day in answer.content.decode()
    assert "on-error" in answer.content.decode()


def test_the_table_has_every_place_with_a_fact(client):
    text = text_of(page(client, "/rights/"))
    for place in ("Cleveland", "Michigan", "Wisconsin", "Puerto Rico", "Slovenia", "United Arab Emirates"):
        assert place in text
    assert "Montevideo" not in text


def test_pages_are_kept_and_days_are_not(client):
    pages = caches["pages"]
    assert page(client, "/rights/").status_code == 200
    kept = len(getattr(pages, "_cache", ()))
    for day in range(1, 10):
        page(client, "/rights/", on=f"2026-01-0{day}")
        page(client, f"/rights/?other={day}")
    assert len(getattr(pages, "_cache", ())) == kept


def test_the_sitemap_names_the_pages(client):
    text = client.get("/sitemap-rights.xml").content.decode()
    assert "/rights/cleveland/" in text
    assert "/rights/</loc>" in client.get("/sitemap-pages.xml").content.decode()
