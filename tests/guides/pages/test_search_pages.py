"""The search as visitors use it: results, suggestions, other names."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from guides.editing import workflow
from guides.editing.merging import merge
from guides.library import names as library_names
from guides.models import Company, Guide, Location, Role
from guides.pages.results import find
from tests import factories
from tests.guides.admin.test_admin import change, desk
from tests.html_forms import flat, form_of
from tests.page_text import text_of


@pytest.fixture
def client() -> Client:
    return Client()


def guide(company: str, role: str, **changes) -> Guide:
    return factories.published(factories.document(company=company, role=role, **changes)).guide


def found(query: str) -> list[str]:
    """Addresses, the likeliest guide first."""
    return [one.guide.get_absolute_url() for one in find(query).guides]


def shown(client: Client, query: str) -> list[str]:
    html = client.get("/search/", {"q": query}).content.decode()
    return re.findall(r'<li><a href="(/guides/[^"]+)"', html)


@pytest.mark.django_db
def test_a_company_without_a_guide_of_the_role_is_not_dropped(client):
    guide("Adobe", "Data Engineer")
    guide("Hooli", "Product Manager")
    guide("Initech", "Accountant")
    for query in ("adobe product manager", "product manager at adobe"):
        assert found(query) == []
        assert [one.guide.get_absolute_url() for one in find(query).beside] == [
            "/guides/adobe/data-engineer/",
            "/guides/hooli/product-manager/",
        ]
        assert shown(client, query) == ["/guides/adobe/data-engineer/", "/guides/hooli/product-manager/"]
    page = text_of(client.get("/search/", {"q": "adobe product manager"}))
    assert "No guide for “adobe product manager” yet" in page
    assert "Nearest to it" in page
    suggested = text_of(client.get("/search/suggestions/", {"q": "adobe product manager"}))
    assert "Data Engineer" in suggested
    assert not find("adobe data engineer").beside


@pytest.fixture
def three_companies(db):
    for company in ("Google", "Klarna", "Runway"):
        for role in ("Software Engineer", "Product Manager"):
            guide(company, role)


@pytest.mark.usefixtures("three_companies")
def test_results_say_what_the_query_was_read_as_and_what_the_place_pays(client):
    page = text_of(client.get("/search/?q=goggle+swe+nyc")).replace("\u2060", "")
    assert "Read as Google · Software Engineer · New York City" in page
    assert "New York City: $195,000–$275,000 base a year" in page
    assert shown(client, "goggle swe nyc") == ["/guides/google/software-engineer/"]


@pytest.mark.usefixtures("three_companies")
def test_a_role_lists_every_company_and_a_company_every_role(client):
    assert shown(client, "swe") == [f"/guides/{name}/software-engineer/" for name in ("google", "klarna", "runway")]
    assert shown(client, "klarna") == ["/guides/klarna/product-manager/", "/guides/klarna/software-engineer/"]


@pytest.mark.django_db
def test_a_place_lists_its_guides_alone_and_with_a_role(client):
    guide("Google", "Software Engineer", bands=(factories.band("London", currency="GBP"),))
    guide("Google", "Product Manager", bands=(factories.band("London", currency="GBP"),))
    guide("Runway", "Software Engineer")
    assert shown(client, "london") == ["/guides/google/product-manager/", "/guides/google/software-engineer/"]
    assert shown(client, "london swe") == ["/guides/google/software-engineer/"]
    assert "/guides/runway/software-engineer/" in shown(client, "swe new york")


@pytest.mark.django_db
def test_a_place_that_no_guide_has_says_so_and_lists_the_role(client):
    guide("Runway", "Software Engineer")
    page = client.get("/search/?q=runway+swe+london")
    assert "None of these guides has pay for London alone" in text_of(page)
    assert shown(client, "swe london") == ["/guides/runway/software-engineer/"]


@pytest.mark.django_db
def test_what_is_quoted_is_found_word_for_word_or_said_not_to_be(client):
    guide("Runway", "Data Engineer")
    guide("Runway", "Data Platform Engineer")
    guide("Hooli", "Senior Data Engineer")
    assert set(found('runway "data engineer"')) == {"/guides/runway/data-engineer/"}
    assert set(found("“senior data” hooli")) == {"/guides/hooli/senior-data-engineer/"}
    page = text_of(client.get("/search/", {"q": '"dtaa engineer" runway'}))
    assert "No name here has “dtaa engineer” word for word" in page
    assert "Data Engineer" in page
    assert "word for word" not in text_of(client.get("/search/", {"q": '"data engineer" runway'}))
    assert client.get("/search/", {"q": '"" " runway'}).status_code == 200


@pytest.mark.usefixtures("three_companies")
def test_words_that_name_nothing_are_said(client):
    page = text_of(client.get("/search/?q=google+blockchain"))
    assert "nothing here is called “blockchain”" in page
    assert "Product Manager" in page


@pytest.mark.usefixtures("three_companies")
def test_nothing_found_says_what_to_try_and_offers_to_record_an_offer(client):
    response = client.get("/search/?q=zzzz")
    assert "No guide for “zzzz” yet" in text_of(response)
    assert 'href="/offers/new/"' in response.content.decode()
    assert 'href="/companies/"' in response.content.decode()


@pytest.mark.usefixtures("three_companies")
def test_results_are_for_people_not_for_search_engines(client):
    assert '<meta name="robots" content="noindex">' in client.get("/search/?q=google").content.decode()
    assert client.get("/search/suggestions/?q=google")["X-Robots-Tag"] == "noindex"


@pytest.mark.django_db
def test_the_old_address_of_the_search_leads_to_the_new_one(client):
    response = client.get("/?q=google+swe")
    assert (response.status_code, response["Location"]) == (301, "/search/?q=google+swe")


@pytest.mark.usefixtures("three_companies")
@pytest.mark.parametrize(
    "query",
    ["google swe london", "swe london", "london", "e", "google", "so pr en", "swe nowhere", "a b c d e f g h i j"],
)
def test_a_search_takes_ten_queries_at_most_once_the_names_are_read(client, query, django_assert_max_num_queries):
    for number in range(12):
        guide(f"Company {number}", f"Engineer {number}")
    library_names.vocabulary()
    with django_assert_max_num_queries(10):
        client.get("/search/", {"q": query})
    with django_assert_max_num_queries(10):
        client.get("/search/suggestions/", {"q": query})


@pytest.mark.usefixtures("three_companies")
def test_suggestions_are_options_with_a_names_own_page_first(client):
    html = flat(client.get("/search/suggestions/?q=goo"))
    addresses = re.findall(r'role="option" id="suggestion-\d" aria-selected="false" data-address="([^"]+)"', html)
    assert addresses == [
        "/guides/google/",
        "/guides/google/product-manager/",
        "/guides/google/software-engineer/",
    ]
    html = flat(client.get("/search/suggestions/?q=google+swe"))
    assert re.findall(r'data-address="([^"]+)"', html) == [
        "/guides/google/software-engineer/",
        "/guides/google/",
        "/roles/software-engineer/",
    ]


@pytest.mark.usefixtures("three_companies")
@pytest.mark.parametrize("query", ["", "g", "zzzz"])
def test_too_little_or_nothing_known_suggests_nothing(client, query):
    assert "option" not in client.get("/search/suggestions/", {"q": query}).content.decode()


@pytest.mark.usefixtures("three_companies")
def test_a_withdrawn_guide_is_not_found(client):
    workflow.withdraw(Guide.objects.get(company__slug="google", role__slug="software-engineer"))
    assert found("google swe") == []
    assert "/guides/google/software-engineer/" not in shown(client, "google swe")
    assert shown(client, "google") == ["/guides/google/product-manager/"]


@pytest.mark.usefixtures("three_companies")
def test_names_of_merged_records_find_what_they_were_merged_into(client):
    guide("Runway ML Incorporated", "Data Scientist")
    merge(Company.objects.get(slug="runway-ml-incorporated"), Company.objects.get(slug="runway"))
    factories.changed()
    assert shown(client, "runway ml incorporated data scientist") == ["/guides/runway/data-scientist/"]
    old = Role.objects.create(name="Codesmith")
    merge(old, Role.objects.get(slug="software-engineer"))
    merge(Location.objects.create(name="Gotham"), Location.objects.get(slug="new-york-city"))
    factories.changed()
    assert shown(client, "google codesmith gotham") == ["/guides/google/software-engineer/"]


@pytest.mark.usefixtures("three_companies")
def test_an_editor_writes_other_names_and_the_search_knows_them_at_once(client):
    assert shown(client, "searchgiant") == []
    google = Company.objects.get(slug="google")
    editor = desk("view_company", "change_company")
    page = editor.get(change(google))
    assert "Other names" in text_of(page)
    data = form_of(page, "company_form") | {"aliases": "Searchgiant\r\nBig G\r\nBig G"}
    assert editor.post(change(google), data).status_code == 302
    assert Company.objects.get(pk=google.pk).aliases == ["Searchgiant", "Big G"]
    assert "/guides/google/software-engineer/" in shown(client, "searchgiant swe")


@pytest.mark.usefixtures("three_companies")
def test_other_names_need_the_permission_and_something_to_search_for():
    role = Role.objects.get(slug="software-engineer")
    assert desk("view_role").post(change(role), {"aliases": "coder"}).status_code == 403
    editor = desk("view_role", "change_role")
    data = form_of(editor.get(change(role)), "role_form") | {"aliases": "coder\r\n???"}
    page = editor.post(change(role), data)
    assert "can't be searched for" in text_of(page)
    assert "coder" in page.content.decode()
    assert Role.objects.get(pk=role.pk).aliases == []


@pytest.mark.django_db
def test_every_page_has_one_search_box_that_works_without_a_script(client):
    factories.published()
    for address in ("/", "/search/", "/companies/", "/guides/runway/", "/offers/", "/account/login/"):
        html = client.get(address).content.decode()
        assert html.count('action="/search/"') == 1, address
        assert 'href="/search/"' in html or address in {"/", "/search/"}


@pytest.mark.django_db
def test_a_first_visit_does_not_load_htmx(client):
    factories.published()
    assert '<script src="/static/django_htmx' not in client.get("/").content.decode()
