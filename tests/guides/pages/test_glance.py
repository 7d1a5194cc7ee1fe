"""Pay at a glance on the pages of companies and roles."""

from __future__ import annotations

import re

import pytest

from guides.document.document import Range
from guides.models import Finding
from tests import factories
from tests.factories import D, band
from tests.html_forms import flat
from tests.page_text import text_of

pytestmark = pytest.mark.django_db


def guide(company: str, role: str, *bands):
    return factories.published(factories.document(company=company, role=role, bands=bands)).guide


def london(low: int, high: int | None, **changes):
    return band("London", currency="GBP", base=Range(D(low), D(high), open=high is None), **changes)


def pictures(client, address: str) -> dict[str, str]:
    """The text alternative of each bar, by what it is of."""
    html = flat(client.get(address))
    return dict(re.findall(r'<li><a href="[^"]+#band-\d+">([^<]+)</a> ?<svg role="img" aria-label="([^"]+)"', html))


def test_a_companys_page_shows_the_base_of_its_roles_in_the_place_that_most_of_them_name(client):
    guide("Monzo", "Data Engineer", london(50_000, 70_000), band("New York City"))
    guide("Monzo", "Product Manager", london(60_000, 90_000, level="L3"), london(80_000, 120_000, level="L4"))
    guide("Monzo", "Product Designer", band("New York City", base=None))
    guide("Monzo", "Data Scientist", london(65_000, None))
    page = text_of(client.get("/guides/monzo/")).replace("\u2060", "")
    assert "Base a year in London" in page
    assert "From £50,000 to £120,000 or more in GBP, by 3 guides." in page
    assert "1 more guide has no yearly base in GBP there to compare." in page
    assert pictures(client, "/guides/monzo/") == {
        "Data Engineer": "Range from £50,000 to £70,000. Midpoint £60,000.",
        "Data Scientist": "Range from £65,000 with an open end.",
        "Product Manager": "Range from £60,000 to £120,000. Midpoint £90,000.",
    }


def test_a_guide_with_a_base_in_another_currency_is_not_said_to_name_none(client):
    guide("Monzo", "Data Engineer", london(50_000, 70_000))
    guide("Monzo", "Product Manager", london(60_000, 90_000))
    guide("Monzo", "Product Designer", band("London", currency="USD"))
    page = text_of(client.get("/guides/monzo/")).replace("\u2060", "")
    assert "From £50,000 to £90,000 in GBP, by 2 guides. 1 more guide has no yearly base in GBP there" in page


def test_a_roles_page_shows_its_companies_in_the_chosen_place_with_the_way_to_the_whole_market(client):
    for company, low in (("Monzo", 50_000), ("Wise", 60_000)):
        guide(company, "Data Engineer", london(low, low + 20_000), band("New York City"))
    guide("Runway", "Data Engineer", band("New York City"))
    assert set(pictures(client, "/roles/data-engineer/")) == {"Monzo", "Runway", "Wise"}
    assert set(pictures(client, "/roles/data-engineer/?place=london")) == {"Monzo", "Wise"}
    assert 'href="/market/data-engineer/london/"' in client.get("/roles/data-engineer/?place=london").content.decode()


def test_a_row_with_an_error_and_a_base_of_no_year_are_not_drawn(client):
    one = guide("Monzo", "Data Engineer", london(50_000, 70_000))
    guide("Monzo", "Product Manager", london(60_000, 90_000))
    assert len(pictures(client, "/guides/monzo/")) == 2
    Finding.objects.create(
        revision=one.published_revision,
        code="band-currency",
        severity=Finding.Severity.ERROR,
        place="bands/0",
        message="The currency can't be right.",
    )
    factories.changed()
    assert pictures(client, "/guides/monzo/") == {}
    assert "Base a year in" not in text_of(client.get("/guides/monzo/"))


def test_a_glance_takes_one_query(client, django_assert_max_num_queries):
    for number in range(9):
        guide("Monzo", f"Engineer {number}", london(50_000, 70_000), band("New York City"))
        guide(f"Company {number}", "Data Engineer", london(50_000, 70_000))
    for address in ("/guides/monzo/", "/roles/data-engineer/"):
        client.get("/")
        with django_assert_max_num_queries(6):
            client.get(address)
