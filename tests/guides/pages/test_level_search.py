"""Searching by a level, or by a company that guides name but have nothing on."""

from __future__ import annotations

import importlib

import pytest
from django.apps import apps

from guides.document.document import LevelEquivalent, LevelMapping
from guides.editing import drafts, levels, workflow
from guides.library import names as library_names
from guides.models import Guide, LevelCompany, NamedLevel
from guides.pages.results import find
from tests import factories
from tests.page_text import text_of

pytestmark = pytest.mark.django_db


def guide(company: str, role: str, *equivalents: tuple[str, str], own: str = "Senior (P3)", **changes) -> Guide:
    mapping = LevelMapping(own, tuple(LevelEquivalent(*one) for one in equivalents))
    document = factories.document(company=company, role=role, level_mappings=(mapping,), **changes)
    return factories.published(document).guide


def found(query: str) -> list[str]:
    return [str(one.guide) for one in find(query).guides]


def beside(query: str) -> list[str]:
    return [str(one.guide) for one in find(query).beside]


def test_a_level_finds_what_guides_call_equal_to_it_and_says_why(client):
    guide("Runway", "Data Engineer", ("Hooli", "E5"))
    guide("Initech", "Data Engineer", ("Hooli", "E3-E4"))
    for query in ("hooli e5", "E5 hooli", "e5", "hooli e5 data engineer"):
        assert found(query) == ["Runway · Data Engineer"], query
    page = text_of(client.get("/search/", {"q": "hooli e5"}))
    assert "calls its Senior (P3) equal to Hooli E5" in page
    assert "There is no guide of Hooli here" in page
    assert "Read as Hooli · E5" in page
    assert "Runway" in text_of(client.get("/search/suggestions/", {"q": "hooli e5"}))


def test_a_level_with_the_longest_name_is_stored_and_found():
    guide("Runway", "Data Engineer", ("Hooli", "Distinguished Engineer"))
    assert found("hooli distinguished") == ["Runway · Data Engineer"]
    longest = max(NamedLevel.objects.values_list("code", flat=True), key=len)
    assert longest == "distinguished"
    # PostgreSQL refuses what is longer; SQLite stores it.
    assert len(longest) <= NamedLevel._meta.get_field("code").max_length


def test_a_companys_own_guide_of_the_level_comes_before_what_others_call_equal(client):
    guide("Runway", "Data Engineer", ("Hooli", "L5"))
    guide("Hooli", "Product Manager", own="PM")
    guide("Hooli", "Software Engineer", own="SWE", level="L4-L5")
    assert found("hooli l5")[:2] == ["Hooli · Software Engineer", "Runway · Data Engineer"]
    assert "names its level L4-L5" in text_of(client.get("/search/", {"q": "hooli l5"}))


def test_a_company_that_is_only_named_is_never_dropped(client):
    guide("Runway", "Product Manager", ("Hooli", "PM2"))
    guide("Acme", "Product Manager", ("Initech", "PM2"))
    guide("Runway", "Data Engineer", ("Hooli", "E5"))
    assert found("hooli product manager") == []
    assert beside("hooli product manager") == ["Runway · Product Manager", "Acme · Product Manager"]
    assert beside("hooli") == ["Runway · Product Manager", "Runway · Data Engineer"]
    page = text_of(client.get("/search/", {"q": "hooli product manager"}))
    assert "No guide for “hooli product manager” yet" in page
    assert "There is no guide of Hooli here" in page


def test_two_names_of_one_company_are_one():
    guide("Runway", "Product Manager", ("Meta", "IC5"))
    guide("Acme", "Product Manager", ("Facebook", "IC5"))
    assert (
        set(found("facebook ic5")) == set(found("meta ic5")) == {"Acme · Product Manager", "Runway · Product Manager"}
    )


def test_a_level_that_nobody_names_is_said(client):
    guide("Runway", "Product Manager", ("Hooli", "IC5"))
    page = text_of(client.get("/search/", {"q": "runway p9"}))
    assert "No guide here names that level" in page
    assert "Product Manager" in page


def test_a_first_job_finds_a_companys_lowest_levels_first():
    guide("Hooli", "Engineering Manager", own="M1")
    guide("Hooli", "Data Engineer", own="L4-L5")
    guide("Hooli", "Software Engineer", own="L3-L4")
    for query in ("new grad hooli", "hooli entry level", "hooli graduate", "junior hooli"):
        assert found(query)[0] == "Hooli · Software Engineer", query
        assert found(query)[-1] == "Hooli · Engineering Manager", query


def test_words_that_companies_add_to_their_names_lead_nowhere_else():
    guide("Runway", "Data Engineer")
    guide("Blood Bank", "Data Engineer")
    assert found("runway bank") == ["Runway · Data Engineer"]
    assert found("blood bank") == ["Blood Bank · Data Engineer"]
    assert found("runway inc data engineer") == ["Runway · Data Engineer"]


def test_what_leaves_the_site_is_not_found_by_its_levels_and_what_returns_is():
    one = guide("Runway", "Data Engineer", ("Hooli", "E5"))
    workflow.withdraw(one)
    factories.changed()
    assert (find("hooli e5").guides, NamedLevel.objects.count()) == ((), 0)
    workflow.restore(one)
    factories.changed()
    assert found("hooli e5") == ["Runway · Data Engineer"]
    one.refresh_from_db()
    draft = drafts.start_draft(one, copy_of=one.published_revision)
    draft.levelmappings.update(equivalents=[{"company": "Hooli", "level": "E6"}])
    assert found("hooli e5") == ["Runway · Data Engineer"]
    workflow.publish(draft)
    factories.changed()
    assert found("hooli e6") == ["Runway · Data Engineer"]
    assert set(NamedLevel.objects.values_list("revision", flat=True)) == {draft.pk}
    assert found("hooli e5") == []


def test_a_migration_indexes_what_was_published_before():
    guide("Runway", "Data Engineer", ("Hooli", "E5"), level="P3", bands=(factories.band(level="Mid (P2)"),))
    values = ("revision", "company__slug", "code", "is_other", "own", "words")
    before = list(NamedLevel.objects.order_by("pk").values_list(*values))
    assert before
    NamedLevel.objects.all().delete()
    LevelCompany.objects.all().delete()
    importlib.import_module("guides.migrations.0024_named_levels").index_published(apps, None)
    assert list(NamedLevel.objects.order_by("pk").values_list(*values)) == before


@pytest.mark.parametrize(
    "query",
    [
        "hooli e5 data engineer new york",
        "hooli e9 data engineer london",
        "hooli data engineer london",
        "runway e9 software engineer london",
        "e5",
        "hooli",
        "runway p3 nyc",
    ],
)
def test_a_search_by_level_takes_ten_queries_at_most(client, query, django_assert_max_num_queries):
    for company in ("Runway", "Acme"):
        for role in ("Data Engineer", "Product Manager"):
            guide(company, role, ("Hooli", "E5"))
    library_names.vocabulary()
    with django_assert_max_num_queries(10):
        client.get("/search/", {"q": query})


def test_publishing_several_levels_takes_no_query_a_level(django_assert_num_queries):
    few = guide("Runway", "Data Engineer", ("Hooli", "E5"))
    many = guide("Acme", "Data Engineer", *((f"Company {number}", f"E{number}") for number in range(1, 9)))
    for one in (few, many):
        with django_assert_num_queries(6):
            levels.renew([one.published_revision_id])
