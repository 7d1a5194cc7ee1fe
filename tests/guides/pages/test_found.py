"""What search engines and other readers that aren't people get."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from guides.editing import drafts, workflow
from guides.library.structured import as_script_text
from guides.models import Revision
from tests import factories
from tests.html_forms import flat

pytestmark = pytest.mark.django_db

GUIDE = "/guides/runway/ml-ai-engineer/"
HOST = "http://testserver"
PLACES = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
PAGES = [
    "/",
    "/companies/",
    "/roles/",
    "/roles/ml-ai-engineer/",
    "/locations/",
    "/locations/new-york-city/",
    "/compare/",
    "/search/?q=runway",
    "/market/",
    "/market/ml-ai-engineer/new-york-city/",
    "/guides/runway/",
    GUIDE,
]


def data_of(response) -> dict[str, dict]:
    """The page's data for machines by their type."""
    texts = re.findall(r'<script type="application/ld\+json">(.*?)</script>', response.content.decode(), re.DOTALL)
    return {data["@type"]: data for data in map(json.loads, texts)}


def meta(page: str, name: str) -> str:
    return re.search(rf'<meta (?:property|name)="{name}" content="([^"]*)">', page)[1]


@pytest.fixture
def guide():
    revision = factories.published()
    days = [timezone.now() - timedelta(days=number) for number in (40, 9)]
    Revision.objects.filter(pk=revision.pk).update(first_published_at=days[0])
    newer = workflow.publish(drafts.start_draft(revision.guide, copy_of=revision))
    Revision.objects.filter(pk=newer.pk).update(first_published_at=days[1])
    return revision.guide


def day(days_ago: int) -> str:
    return (timezone.localtime() - timedelta(days=days_ago)).date().isoformat()


def test_a_guide_is_an_article_with_its_first_day_and_its_last(client, guide):
    found = data_of(client.get(GUIDE))["Article"]
    assert found["@context"] == "https://schema.org"
    assert found["headline"] == "Runway ML/AI Engineer: pay bands and how to negotiate"
    assert len(found["headline"]) <= 110
    assert found["author"] == found["publisher"] == {"@type": "Organization", "name": "Leverbook"}
    assert found["mainEntityOfPage"] == HOST + GUIDE
    assert (found["datePublished"], found["dateModified"]) == (day(40), day(9))
    workflow.set_dates(guide, verified_on=timezone.localdate() - timedelta(days=2), review_due_on=None)
    found = data_of(client.get(GUIDE))["Article"]
    assert (found["datePublished"], found["dateModified"]) == (day(40), day(2))


@pytest.mark.parametrize("address", [page for page in PAGES if page.count("/") > 2 and "?" not in page])
def test_breadcrumbs_lead_from_the_first_page_to_this_one(client, guide, address):
    steps = data_of(client.get(address))["BreadcrumbList"]["itemListElement"]
    assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
    assert steps[0]["item"] == f"{HOST}/"
    assert steps[-1]["item"] == HOST + address
    for step in steps:
        assert step["@type"] == "ListItem"
        assert step["name"]
        assert client.get(step["item"].removeprefix(HOST)).status_code == 200


@pytest.mark.parametrize("address", PAGES)
def test_each_page_has_one_heading_a_title_and_what_others_show_of_it(client, guide, address):
    page = flat(client.get(address))
    assert len(re.findall(r"<h1[ >]", page)) == 1
    title = re.search(r"<title>(.*?) · Leverbook</title>", page)[1]
    assert meta(page, "og:title") == title
    assert meta(page, "og:description") == meta(page, "description")
    assert meta(page, "og:url") == HOST + address.split("?")[0]
    assert meta(page, "og:site_name") == "Leverbook"
    assert meta(page, "og:type") == ("article" if address == GUIDE else "website")
    if "?" not in address:
        assert f'<link rel="canonical" href="{HOST}{address}">' in page


def test_titles_and_descriptions_tell_pages_apart(client, guide):
    pages = [flat(client.get(address)) for address in PAGES]
    assert len({re.search(r"<title>(.*?)</title>", page)[1] for page in pages}) == len(PAGES)


def test_private_pages_are_shown_to_nobody_else_in_part(client):
    page = client.get("/offers/").content.decode()
    assert '<meta name="robots" content="noindex, nofollow">' in page
    assert "og:title" not in page


def test_sitemaps_name_every_public_guide_with_its_last_change(client, guide):
    withdrawn = factories.published(factories.document(company="Gone")).guide
    workflow.withdraw(withdrawn)
    index = ElementTree.fromstring(client.get("/sitemap.xml").content)  # noqa: S314 - our own
    sections = [place.text.removeprefix(HOST) for place in index.iter(f"{PLACES}loc")]
    found = {}
    for section in sections:
        answer = client.get(section)
        assert answer.status_code == 200
        assert answer["Content-Type"].startswith("application/xml")
        for url in ElementTree.fromstring(answer.content):  # noqa: S314
            found[url.findtext(f"{PLACES}loc").removeprefix(HOST)] = url.findtext(f"{PLACES}lastmod")
    assert found[GUIDE] == day(9)
    assert found["/guides/runway/"] == day(9)
    assert {"/", "/companies/", "/roles/", "/locations/", "/market/", "/roles/ml-ai-engineer/"} <= found.keys()
    assert "/locations/new-york-city/" in found
    assert not any("gone" in address for address in found)
    for address in found:
        assert client.get(address).status_code == 200


def test_a_market_is_in_the_sitemap_once_it_says_something(client):
    for number in range(4):
        factories.published(factories.document(company=f"Company {number}"))
    assert "/market/ml-ai-engineer/new-york-city/" not in client.get("/sitemap-markets.xml").content.decode()
    factories.published(factories.document(company="The fifth"))
    assert "/market/ml-ai-engineer/new-york-city/" in client.get("/sitemap-markets.xml").content.decode()


def test_a_section_of_the_sitemap_takes_few_queries(client, django_assert_max_num_queries):
    for number in range(9):
        factories.published(factories.document(company=f"Company {number}"))
    for section in ("guides", "companies", "roles", "places"):
        with django_assert_max_num_queries(3):
            client.get(f"/sitemap-{section}.xml")


def test_robots_are_kept_out_of_what_is_private_and_led_to_the_sitemap(client):
    lines = client.get("/robots.txt").content.decode().splitlines()
    for private in ("/offers/", "/shared/", "/account/", "/admin/"):
        assert f"Disallow: {private}" in lines
    assert f"Sitemap: {HOST}/sitemap.xml" in lines


@pytest.mark.parametrize("address", ["/guides/none/", "/guides/runway/none/", "/roles/none/", "/market/a/b/", "/x/"])
def test_a_missing_page_is_a_real_404(client, guide, address):
    assert client.get(address).status_code == 404


@given(st.recursive(st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_no_data_ends_the_element_that_it_stands_in(data):
    text = as_script_text(data)
    assert not set("<>&") & set(text)
    assert json.loads(text) == data
