"""Lists to browse: companies, roles, places, and the guides of a role or a place."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from guides.editing import workflow
from guides.models import Finding, Guide, Location, Revision, Role
from tests import factories
from tests.html_forms import flat
from tests.page_text import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    return Client()


def guide(company: str, role: str = "Engineer", **changes) -> Guide:
    return factories.published(factories.document(company=company, role=role, **changes)).guide


def band(region: str, currency: str = "USD", equity_kind: str = "rsu"):
    made = factories.band(region, currency=currency)
    return replace(made, equity=replace(made.equity, kind=equity_kind))


def names(response) -> list[tuple[str, int]]:
    """What a list names, with the number of guides."""
    rows = re.findall(r'<li><a href="[^"]+">([^<]+)</a> <span class="quiet">(\d+)<', flat(response))
    return [(name, int(count)) for name, count in rows]


def companies_on(response) -> list[str]:
    assert response.status_code == 200
    return re.findall(r'<li><a href="/guides/([^/]+)/[^"#]*"', flat(response))


def test_lists_count_what_is_on_the_site_only(client):
    guide("Acme", "Engineer")
    guide("Acme", "Designer")
    guide("Beta", "Engineer")
    workflow.withdraw(guide("Gone", "Engineer"))
    assert names(client.get("/companies/")) == [("Acme", 2), ("Beta", 1)]
    assert names(client.get("/roles/")) == [("Designer", 1), ("Engineer", 2)]
    assert names(client.get("/locations/")) == [("New York City", 3), ("Remote US", 3)]


def test_a_guide_that_comes_on_the_site_is_counted_at_once(client):
    guide("Acme", "Engineer")
    assert names(client.get("/companies/")) == [("Acme", 1)]
    guide("Acme", "Designer")
    assert names(client.get("/companies/")) == [("Acme", 2)]


def test_a_merged_places_guides_count_for_the_one_that_stays(client):
    guide("Acme", bands=(band("Gotham"),))
    guide("Beta", bands=(band("New York City"),))
    Location.objects.filter(name="Gotham").update(merged_into=Location.objects.get(slug="new-york-city"))
    factories.changed()
    assert names(client.get("/locations/")) == [("New York City", 2)]
    assert companies_on(client.get("/locations/new-york-city/")) == ["acme", "beta"]
    assert client.get("/locations/gotham/")["Location"] == "/locations/new-york-city/"


def test_letters_and_pages(client):
    for name in ("Acme", "Éclair", "Beta", "beta two", "7th Street"):
        guide(name)
    response = client.get("/companies/")
    assert [name for name, _ in names(response)] == ["Acme", "Beta", "beta two", "Éclair", "7th Street"]
    assert re.findall(r"letter=([^\"&]+)", response.content.decode()) == ["A", "B", "E", "%23"]
    assert names(client.get("/companies/?letter=B")) == [("Beta", 1), ("beta two", 1)]
    assert names(client.get("/companies/?letter=%23")) == [("7th Street", 1)]


def test_names_by_the_page(client, monkeypatch):
    monkeypatch.setattr("guides.pages.browse_views.NAMES_A_PAGE", 2)
    for name in "ABC":
        guide(f"Company {name}")
    assert names(client.get("/companies/?page=2")) == [("Company C", 1)]
    assert 'rel="next" href="?page=2"' in client.get("/companies/").content.decode()
    assert 'rel="next" href="?letter=C&amp;page=2"' in client.get("/companies/?letter=C").content.decode()


def test_the_pages_of_a_role_end(client, monkeypatch):
    monkeypatch.setattr("guides.pages.browse_views.GUIDES_A_PAGE", 2)
    for name in "abc":
        guide(f"Company {name}")
    first, second = client.get("/roles/engineer/"), client.get("/roles/engineer/?page=2")
    assert companies_on(first) == ["company-a", "company-b"]
    assert "More than 2 companies" in text_of(first)
    assert companies_on(second) == ["company-c"]
    assert "3 companies" in text_of(second)
    assert client.get("/roles/engineer/?page=3").status_code == 404


def test_a_role_narrowed_by_place_currency_and_equity_of_one_band(client):
    guide("Acme", bands=(band("London", "GBP", "rsu"), band("Berlin", "EUR", "options")))
    guide("Beta", bands=(band("London", "GBP", "options"),))
    guide("Gamma", bands=(band("New York City", "USD", "rsu"),))
    for query, left in {
        "": ["acme", "beta", "gamma"],
        "?place=london": ["acme", "beta"],
        "?place=nyc": ["gamma"],
        "?currency=EUR": ["acme"],
        "?equity=options": ["acme", "beta"],
        "?place=London&equity=options": ["beta"],
        "?place=london&currency=USD": [],
    }.items():
        assert companies_on(client.get(f"/roles/engineer/{query}")) == left, query


def test_a_role_narrowed_by_when_its_guides_were_checked_and_sorted_by_it(client):
    today = timezone.localdate()
    for name, days in {"Acme": 10, "Beta": 200, "Gamma": 400}.items():
        Guide.objects.filter(pk=guide(name).pk).update(verified_on=today - timedelta(days=days))
    unchecked = guide("Delta")  # on the site since a year and more ago, never checked
    Revision.objects.filter(guide=unchecked).update(first_published_at=timezone.now() - timedelta(days=500))
    assert companies_on(client.get("/roles/engineer/?fresh=6")) == ["acme"]
    assert companies_on(client.get("/roles/engineer/?fresh=12")) == ["acme", "beta"]
    assert companies_on(client.get("/roles/engineer/?sort=checked")) == ["acme", "beta", "gamma", "delta"]


def test_a_place_narrowed_by_role(client):
    guide("Acme", "Software Engineer", bands=(band("London", "GBP"),))
    guide("Acme", "Product Manager", bands=(band("London", "GBP"),))
    response = client.get("/locations/london/?role=swe")
    assert re.findall(r'<li><a href="(/guides/[^"]+)"', response.content.decode()) == [
        "/guides/acme/software-engineer/"
    ]
    assert "London: £195,000" in text_of(response).replace("\u2060", "")


def test_what_names_nothing_is_said_beside_the_field_and_kept(client):
    guide("Acme")
    response = client.get("/roles/engineer/?place=nowhere+at+all")
    assert "No place here is called “nowhere at all”" in text_of(response)
    assert 'value="nowhere at all"' in response.content.decode()
    assert companies_on(response) == ["acme"]


def test_a_merged_roles_address_leads_to_the_one_that_stays(client):
    guide("Acme")
    Role.objects.create(name="Ingenieur", merged_into=Role.objects.get(slug="engineer"))
    response = client.get("/roles/ingenieur/")
    assert (response.status_code, response["Location"]) == (301, "/roles/engineer/")


def test_a_special_role_is_found_at_its_guide_so_that_no_addresses_clash(client):
    made = guide("Acme", "Rocket Engineer")
    guide("Beta", "Engineer")
    special = Role.objects.create(name="Rocket Engineer", slug="rocket-engineer", company=made.company)
    Guide.objects.filter(pk=made.pk).update(role=special)
    Role.objects.filter(slug="rocket-engineer", company=None).delete()
    html = client.get("/roles/").content.decode()
    assert '<a href="/guides/acme/rocket-engineer/">Rocket Engineer · Acme</a>' in html
    assert client.get("/roles/rocket-engineer/").status_code == 404


@pytest.mark.parametrize("address", ["/roles/nothing/", "/locations/nowhere/"])
def test_unknown_addresses_are_not_there(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/companies/",
        "/roles/",
        "/locations/",
        "/roles/engineer/",
        "/roles/engineer/?place=nyc&currency=USD&equity=rsu&fresh=6&sort=checked",
        "/locations/new-york-city/?role=engineer",
        "/guides/company-1/",
    ],
)
def test_lists_take_ten_queries_at_most_however_many_guides(client, address, django_assert_max_num_queries):
    for number in range(8):
        guide(f"Company {number}")
    with django_assert_max_num_queries(10):
        assert client.get(address).status_code == 200


def test_pages_name_their_canonical_address(client):
    guide("Acme")
    for address in ("/companies/", "/roles/", "/roles/engineer/", "/locations/new-york-city/", "/guides/acme/"):
        assert f'<link rel="canonical" href="http://testserver{address}">' in client.get(address).content.decode()
    narrowed = client.get("/roles/engineer/?currency=USD").content.decode()
    assert '<meta name="robots" content="noindex">' in narrowed
    assert '<link rel="canonical" href="http://testserver/roles/engineer/">' in narrowed


def test_the_home_page_leads_to_the_lists_and_the_newest_guides(client):
    for number in range(13):
        guide(f"Company {number:02}")
    response = client.get("/")
    html = response.content.decode()
    for address in ("/companies/", "/roles/", "/locations/", "/compare/", "/roles/engineer/"):
        assert f'href="{address}"' in html
    assert companies_on(response)[0] == "company-12"
    assert len(companies_on(response)) == 12


def test_the_newest_guides_are_of_different_companies(client):
    guide("Zenith", "Engineer")
    for number in range(15):
        guide("Acme", f"Engineer {number:02}")
    first, second, third, *_ = shown = companies_on(client.get("/"))
    assert (first, second, third) == ("acme", "zenith", "acme")
    assert len(shown) == 12


def test_a_band_that_an_editor_is_checking_is_not_quoted_in_a_list(client):
    made = guide("Acme", bands=(band("London", "GBP"),))
    assert "London: £" in text_of(client.get("/locations/london/"))
    Finding.objects.create(revision=made.published_revision, code="x", severity="error", place="bands/0", message="?")
    factories.changed()
    assert "London: £" not in text_of(client.get("/locations/london/"))
