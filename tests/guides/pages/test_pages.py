"""The public pages of guides."""

from __future__ import annotations

import gzip
import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from guides.document.document import Bonus, Part, Range, Section, Source
from guides.editing import drafts, workflow
from guides.models import Company
from tests import factories
from tests.factories import D
from tests.page_text import text_of

pytestmark = pytest.mark.django_db

ADDRESS = "/guides/runway/ml-ai-engineer/"
PAGES = [
    "/",
    "/search/",
    "/search/?q=runway",
    "/search/?q=zzz",
    "/companies/",
    "/roles/",
    "/roles/ml-ai-engineer/",
    "/roles/ml-ai-engineer/?place=nowhere&fresh=6",
    "/locations/",
    "/locations/new-york-city/",
    "/compare/",
    "/compare/?role=ml-ai-engineer&company=runway",
    "/guides/runway/",
    ADDRESS,
]


@pytest.fixture
def client():
    return Client()


@pytest.mark.parametrize("address", PAGES)
def test_public_pages_are_the_same_for_everyone(client, address):
    factories.published()
    response = client.get(address)
    assert response.status_code == 200
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert "public" in response["Cache-Control"]
    assert len(re.findall(r"<h1\b", response.content.decode())) == 1
    again = client.get(address, headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304
    signed_in, _ = factories.browser()
    assert signed_in.get(address).content == response.content


@pytest.mark.parametrize("address", PAGES)
def test_a_strict_policy_and_nothing_inline(client, address):
    factories.published()
    response = client.get(address)
    policy = response["Content-Security-Policy"]
    assert "'unsafe-inline'" not in policy
    assert "'unsafe-eval'" not in policy
    assert "default-src 'none'" in policy or "default-src 'self'" in policy
    html = response.content.decode()
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?! type=.application/ld\+json.>)(?![^>]*\ssrc=)", html)


def test_the_guide_page_takes_six_queries_however_long_the_guide(client, django_assert_num_queries):
    factories.published()
    factories.warm()
    with django_assert_num_queries(6):
        client.get(ADDRESS)
    bands = tuple(factories.band(f"Place {number}") for number in range(30))
    lever = factories.document().levers[1]
    factories.published(factories.document(bands=bands, levers=(lever,) * 30, company="Acme"))
    factories.warm()
    with django_assert_num_queries(6):
        client.get("/guides/acme/ml-ai-engineer/")


def test_the_home_page_takes_two_queries_once_the_library_is_known(client, django_assert_num_queries):
    for company in ("Acme", "Beta", "Runway"):
        factories.published(factories.document(company=company))
    client.get("/")
    with django_assert_num_queries(2):
        client.get("/?nothing=is kept of such an address")


def test_the_guide_page_weighs_at_most_15_kilobytes(client):
    factories.published()
    response = client.get(ADDRESS, headers={"accept-encoding": "gzip"})
    assert response["Content-Encoding"] == "gzip"
    assert len(response.content) < 15_000
    assert b"Runway" in gzip.decompress(response.content)


def test_what_the_guide_says_is_on_its_page(client):
    factories.published()
    page = text_of(client.get(ADDRESS)).replace("\u2060", "")
    for words in (
        "$195,000–$275,000",
        "$175,000–$420,000 over 4 years",
        "$238,750–$380,000",
        "$239,000–$380,000",
        "Google L4-L5 ML Engineer",
        "Scarcity premium",
        "video models / image models",
        "base $265,000 a year",
        "The guide's floor, never to be said: base $245,000",
        "Levels.fyi figures for machine learning (2025-2026)",
        "Posts of verified employees (no date stated)",
        "Revision 1",
    ):
        assert words in page, words


def test_a_sample_claim_is_marked_as_one(client):
    factories.published()
    html = client.get(ADDRESS).content.decode()
    (sample,) = re.findall(r'class="sample"[^>]*>([^<]*OpenAI at[^<]*)<', html)
    assert "$260K base" in sample


def test_hostile_markdown_is_harmless(client):
    body = "<script>alert(1)</script> [x](javascript:alert(1)) ![p](https://evil.example/p.png)"
    body += " <img onerror=a src=b> **bold**"
    factories.published(factories.document(sections=(Section("<b>Title</b>", 1, body),)))
    html = client.get(ADDRESS).content.decode()
    assert "<script>alert" not in html
    assert 'href="javascript:' not in html
    assert "<img" not in html
    assert "<b>Title</b>" not in html
    assert "<strong>bold</strong>" in html


def test_a_source_with_an_address_is_a_link(client):
    source = Source("Annual report (2025)", url="https://example.org/report")
    factories.published(factories.document(sources=(source,)))
    html = client.get(ADDRESS).content.decode()
    assert '<a href="https://example.org/report" rel="nofollow noopener">Annual report (2025)</a>' in html


def test_percent_bonus_open_end_and_monthly_pay_are_shown_as_such(client):
    bands = (
        factories.band("Oslo", bonus=Bonus("percent", D(10), D(15))),
        factories.band("Bergen", base=Range(D(195000), None), total=None),
        factories.band("Tromsø", base=Range(D(600000), D(720000), "month"), currency="SEK", equity=None, total=None),
    )
    factories.published(factories.document(bands=bands))
    page = text_of(client.get(ADDRESS)).replace("\u2060", "")
    assert "10%–15% of base" in page
    assert "$195,000 or more" in page
    assert "SEK 600,000–720,000 (printed by the month)" in page.replace("\xa0", " ")


def test_a_withdrawn_guides_address_says_so_and_leads_on(client):
    revision = factories.published()
    factories.published(factories.document(role="Product Manager"))
    factories.published(factories.document(company="Hooli"))
    workflow.withdraw(revision.guide)
    gone = client.get(ADDRESS)
    assert gone.status_code == 410
    page = text_of(gone)
    assert "This guide was withdrawn" in page
    assert "Runway · Product Manager" in page
    assert "Hooli · ML/AI Engineer" in page
    workflow.publish(drafts.start_draft(revision.guide, copy_of=revision))
    assert client.get(ADDRESS).status_code == 200


def test_a_guide_that_is_not_published_is_not_there(client):
    revision = factories.published()
    workflow.withdraw(revision.guide)
    assert "/guides/runway/" not in client.get("/").content.decode()
    assert client.get("/guides/nobody/nothing/").status_code == 404
    assert client.get("/guides/nobody/").status_code == 404


def test_a_merged_companys_addresses_lead_to_the_new_one(client):
    revision = factories.published()
    old = Company.objects.create(name="Runway ML", slug="runway-ml", merged_into=revision.guide.company)
    response = client.get(f"/guides/{old.slug}/ml-ai-engineer/")
    assert (response.status_code, response["Location"]) == (301, ADDRESS)
    assert client.get(f"/guides/{old.slug}/")["Location"] == "/guides/runway/"


@pytest.mark.parametrize("query", ["%00", "%F0%9F%A6%84" * 60, "'; drop table", "%25_%25", "a" * 5000, "the", "x y z"])
@pytest.mark.parametrize(
    "address",
    [
        "/search/?q={}",
        "/search/suggestions/?q={}",
        "/companies/?letter={}",
        "/roles/ml-ai-engineer/?place={}&currency={}&equity={}&fresh={}&sort={}",
        "/locations/new-york-city/?role={}&sort={}",
        "/compare/?role={}&company={}&company=runway",
        "/compare/?role=ml-ai-engineer&company={}",
    ],
)
def test_whatever_is_typed_is_answered(client, address, query):
    factories.published()
    assert client.get(address.replace("{}", query)).status_code == 200


@pytest.mark.parametrize("page", ["", "0", "01", "-1", "2", "9999", "10000", "x", "%00", "%D9%A1", "1" * 5000])
@pytest.mark.parametrize("address", ["/companies/", "/roles/ml-ai-engineer/", "/market/"])
def test_a_page_that_is_not_there_is_not_found(client, address, page):
    factories.published()
    assert client.get(address).status_code == client.get(f"{address}?page=1").status_code == 200
    assert client.get(f"{address}?page={page}").status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_public_pages_are_read_only(client, method):
    factories.published()
    assert getattr(client, method)(ADDRESS).status_code in {403, 405}


def test_only_advice_of_a_lever_is_shown_as_advice(client):
    document = factories.document()
    lever = document.levers[0]
    quiet = type(lever)(lever.title, (Part("advice", "Wait for their number first."),))
    factories.published(factories.document(levers=(quiet,)))
    html = client.get(ADDRESS).content.decode()
    assert re.search(r'class="[^"]*advice-part[^"]*"[^>]*>\s*<p>Wait for their number first\.', html)


def test_the_bands_say_how_places_pay_beside_the_first(client):
    factories.published()
    # 212,000 in the middle of Remote US against 235,000 in New York
    assert "90% of New York City" in client.get("/guides/runway/ml-ai-engineer/").content.decode()


def test_an_overdue_guide_says_so_to_readers_and_in_comparisons(client):
    revision = factories.published()
    browser, owner = factories.browser()
    offer = factories.offer(owner, revision)
    workflow.set_dates(revision.guide, verified_on=None, review_due_on=timezone.localdate())
    assert "due to be checked again" not in client.get("/guides/runway/ml-ai-engineer/").content.decode()
    workflow.set_dates(revision.guide, verified_on=None, review_due_on=timezone.localdate() - timedelta(days=1))
    assert "due to be checked again" in client.get("/guides/runway/ml-ai-engineer/").content.decode()
    assert "due to be checked again" in browser.get(offer.get_absolute_url()).content.decode()


def test_a_heading_over_the_levers_alone_stands_with_them(client):
    sections = (Section("Why now", 1, ""), Section("Why us", 2, "Because."), Section("The premium", 1, ""))
    for levers, ordered in (
        (factories.document().levers, ("Why now", "Because.", "The premium", "Levers")),
        ((), ("Why now", "Because.", "The premium", "Strategy")),
    ):
        page = text_of(
            client.get(
                factories.published(factories.document(sections=sections, levers=levers)).guide.get_absolute_url()
            )
        )
        places = [page.index(words) for words in ordered]
        assert places == sorted(places)
        assert ("The premium Levers" in page) == bool(levers)
