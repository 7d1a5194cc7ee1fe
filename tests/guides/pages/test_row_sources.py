"""Bands, levels, levers and the strategy that name a source of their own: from the text to every page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.forms import model_to_dict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from guides.document.checks import check
from guides.document.differences import differences
from guides.document.document import LevelEquivalent, LevelMapping, SourcePeriod
from guides.document.document import Source as Cited
from guides.editing import drafts
from guides.editing.exporting import to_document
from guides.editing.importing import Importer
from guides.library import epoch
from guides.models import Revision, Source
from guides.parsing import parse_guide
from guides.parsing.canonical.writing import comparable, to_markdown
from tests import factories
from tests.guides.admin.test_admin import change, desk, editor
from tests.html_forms import form_of
from tests.page_text import text_of

pytestmark = pytest.mark.django_db

ADDRESS = "/guides/runway/ml-ai-engineer/"
TABLE = Cited("Pay table of the board", "Board", "https://example.org/table", SourcePeriod("2024", "2025"))
LADDER = Cited("Our ladder, 2026", None, None, SourcePeriod("2026", "2026"))
MEMO = Cited("A memo on levers", "Union", None, SourcePeriod("2025-03", None))


def cited_document(**changes):
    """The worked example's guide: a band, the level, a lever and the strategy cite a source of their own."""
    made = factories.document(**changes)
    return replace(
        made,
        bands=(replace(made.bands[0], source=TABLE), *made.bands[1:]),
        level_mappings=tuple(replace(one, source=LADDER) for one in made.level_mappings),
        levers=(replace(made.levers[0], source=MEMO), *made.levers[1:]),
        strategy=replace(made.strategy, source=made.sources[0]),
    )


def own_sources(document):
    return [row.source.text if row.source else None for row in document.citing_rows]


SOURCES = [TABLE.text, None, LADDER.text, MEMO.text, None, None, "Levels.fyi figures for machine learning (2025-2026)"]


# Import, export, copy


def test_what_is_stored_comes_out_again_and_from_markdown_too():
    made = cited_document()
    stored = to_document(factories.published(made))
    assert stored == made
    assert own_sources(stored) == SOURCES
    again = parse_guide(to_markdown(stored))
    assert comparable(again) == comparable(stored)
    draft = Importer().store(again, "the same as a text").revision
    assert comparable(to_document(draft)) == comparable(made)


def test_a_rows_source_is_the_shared_record_that_citations_use():
    revision = factories.published(cited_document())
    cited = revision.citations.first()
    assert revision.levers.get(is_strategy=True).source == cited.source
    assert Source.objects.count() == 5  # two that the guide cites, three of rows alone
    assert Source.objects.get(text=TABLE.text).publisher == "Board"


def test_in_json_a_row_without_a_source_has_no_such_key():
    first, second = cited_document().to_json()["bands"]
    assert first["source"]["url"] == TABLE.url
    assert "source" not in second


def test_a_new_draft_keeps_the_rows_sources():
    revision = factories.published(cited_document())
    draft = drafts.start_draft(revision.guide, copy_of=revision)
    assert own_sources(to_document(draft)) == SOURCES


def test_another_source_of_a_row_is_a_change():
    before = cited_document()
    after = replace(before, bands=(replace(before.bands[0], source=LADDER), before.bands[1]))
    (found,) = differences(before, after)
    assert (found.place, found.kind) == ("Band New York City · USD: source", "changed")
    gone = replace(
        before,
        bands=(replace(before.bands[0], source=None), before.bands[1]),
        level_mappings=tuple(replace(one, source=None) for one in before.level_mappings),
        levers=(replace(before.levers[0], source=None), *before.levers[1:]),
        strategy=replace(before.strategy, source=None),
    )
    assert {(one.place, one.kind) for one in differences(before, gone)} == {
        ("Band New York City · USD: source", "removed"),
        ("Level ML/AI Engineer: source", "removed"),
        ("Lever “Scarcity premium”: source", "removed"),
        ("Strategy: source", "removed"),
    }


def test_reading_all_of_a_revision_takes_as_many_queries_however_many_rows_cite(django_assert_num_queries):
    def read(revision, queries):
        with django_assert_num_queries(queries):
            to_document(Revision.objects.with_content().get(pk=revision.pk))

    bands = tuple(replace(factories.band(f"Place {at}"), source=TABLE) for at in range(20))
    read(factories.published(), 9)
    read(factories.published(cited_document(company="Acme", bands=bands)), 9)


def test_levers_with_asks_are_what_prefetching_finds_in_one_query(django_assert_num_queries):
    made = cited_document()
    silent = replace(made.levers[0], title="Nothing to ask for", asks=(), source=None)
    revision = factories.published(replace(made, levers=(silent, *made.levers)))
    Source.objects.filter(text=MEMO.text).update(merged_into=Source.objects.get(text=TABLE.text))
    prefetched = [
        (model_to_dict(lever), lever.source and lever.source.current, [model_to_dict(ask) for ask in lever.asks.all()])
        for lever in revision.levers.select_related("source__merged_into").prefetch_related("asks")
    ]
    with django_assert_num_queries(1):
        told = [
            (model_to_dict(lever), lever.source and lever.source.current, [model_to_dict(ask) for ask in asks])
            for lever, asks in revision.levers.with_asks()
        ]
    assert told == prefetched
    assert [len(asks) for _, _, asks in told][:2] == [0, len(made.levers[0].asks)]
    assert told[1][1].text == TABLE.text


def test_a_guide_whose_rows_alone_name_sources_names_sources():
    codes = {one.code for one in check(replace(cited_document(), sources=()), today=date(2026, 11, 1))}
    assert "no-sources" not in codes
    assert "no-sources" in {one.code for one in check(factories.document(sources=()), today=date(2026, 11, 1))}


def test_a_rows_old_or_undated_source_is_found_at_its_row():
    made = factories.document(sources=())
    old = Cited("A survey, 2019", None, None, SourcePeriod("2019", "2019"))
    made = replace(
        made,
        bands=(made.bands[0], replace(made.bands[1], source=old)),
        strategy=replace(made.strategy, source=Cited("Hearsay")),
    )
    found = {(one.code, one.place) for one in check(made, today=date(2026, 11, 1)) if one.code.startswith("source")}
    assert found == {("source-old", "bands/1"), ("source-undated", "strategy")}


# The guide page


def test_the_guide_page_names_a_rows_source_beside_it_and_among_all(django_assert_num_queries):
    factories.published(cited_document())
    epoch.current()  # which pages ask for once a second, not each
    factories.warm()
    with django_assert_num_queries(6):
        page = Client().get(ADDRESS)
    html, text = page.content.decode(), text_of(page)
    assert f'<a href="{TABLE.url}" rel="nofollow noopener">Board, 2024–2025</a>' in html
    assert "New York City Source: Board, 2024–2025" in text
    assert "Source: Our ladder, 2026" in text
    assert "Source: Union, 2025-03" in text
    assert "Source: Levels.fyi, 2025–2026" in text
    listed = text[text.index("Posts of verified employees") :]
    for words in (f"{TABLE.text} (2024–2025)", LADDER.text, f"{MEMO.text} (2025-03)"):
        assert words in listed
    # What a citation lists already isn't listed twice.
    assert text.count("Levels.fyi figures for machine learning (2025-2026)") == 1
    assert "5 sources" in text


def test_of_a_merged_source_the_one_in_its_place_is_named(django_assert_num_queries):
    factories.published(cited_document())
    survivor = Source.objects.create(
        text="The board's table", publisher="Board of pay", url="https://example.org/new", period_from="2026"
    )
    Source.objects.exclude(pk=survivor.pk).update(merged_into=survivor)
    epoch.current()
    factories.warm()
    with django_assert_num_queries(6):
        page = Client().get(ADDRESS)
    assert '<a href="https://example.org/new" rel="nofollow noopener">Board of pay, 2026</a>' in page.content.decode()
    assert text_of(page).count("Source: Board of pay, 2026") == 4
    assert "2 sources" in text_of(page)


def test_a_guide_without_sources_of_rows_says_nothing_of_them():
    factories.published()
    assert "Source:" not in text_of(Client().get(ADDRESS))


# The comparison


def test_the_comparison_names_the_bands_own_source(django_assert_max_num_queries):
    client, owner = factories.browser()
    revision = factories.published(cited_document())
    here, elsewhere = factories.offer(owner, revision), factories.offer(owner, revision, region="Remote US")
    factories.warm()
    with django_assert_max_num_queries(10):
        page = client.get(here.get_absolute_url())
    assert "has a source of its own: Board, 2024–2025" in text_of(page)
    assert "source of its own" not in text_of(client.get(elsewhere.get_absolute_url()))


# The draft's screen


@pytest.fixture
def draft():
    revision = factories.published(cited_document())
    return drafts.start_draft(revision.guide, copy_of=revision)


def test_an_editor_picks_and_clears_the_source_of_every_kind_of_row(draft):
    client = editor()
    data = form_of(client.get(change(draft)), "revision_form")
    table, ladder = Source.objects.get(text=TABLE.text), Source.objects.get(text=LADDER.text)
    assert data["bands-0-source"] == [str(table.pk)]
    assert data["bands-1-source"] == [""]
    data |= {
        "bands-0-source": "",
        "bands-1-source": ladder.pk,
        "levelmappings-0-source": table.pk,
        "levers-0-source": "",
        "levers-1-source": table.pk,
        "strategy-0-source": table.pk,
    }
    assert client.post(change(draft), data).status_code == 302
    assert own_sources(to_document(draft)) == [
        *(None, LADDER.text),
        TABLE.text,
        *(None, TABLE.text, None),
        TABLE.text,
    ]
    assert own_sources(to_document(draft.guide.published_revision)) == SOURCES


def test_an_untouched_draft_keeps_its_sources(draft):
    client = editor()
    assert client.post(change(draft), form_of(client.get(change(draft)), "revision_form")).status_code == 302
    assert own_sources(to_document(draft)) == SOURCES


def test_a_source_that_is_none_is_told_beside_the_field_and_what_was_typed_is_kept(draft):
    client = editor()
    data = form_of(client.get(change(draft)), "revision_form") | {"bands-0-source": "999999", "tagline": "Mine"}
    page = client.post(change(draft), data)
    assert page.status_code == 200
    assert "not one of the available choices" in text_of(page)
    assert form_of(page, "revision_form")["tagline"] == ["Mine"]
    assert own_sources(to_document(draft)) == SOURCES


def test_the_screen_takes_as_many_queries_however_many_rows_cite():
    client = editor()

    def queries(company, number):
        bands = tuple(replace(factories.band(f"Place {at}"), source=TABLE) for at in range(number))
        mappings = tuple(LevelMapping(f"L{at}", (LevelEquivalent("A", "1"),), source=LADDER) for at in range(number))
        made = factories.document(company=company, bands=bands, level_mappings=mappings)
        revision = factories.published(made)
        draft = drafts.start_draft(revision.guide, copy_of=revision)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(change(draft)).status_code == 200
        return len(captured)

    # All the places are known then: an unknown one is looked at for what it may be.
    queries("Warm", 12)
    assert queries("One", 1) == queries("Many", 12)


def test_what_was_published_shows_the_source_to_who_may_only_look(draft):
    client = desk("view_revision")
    page = text_of(client.get(change(draft.guide.published_revision)))
    assert f"Source of this row {TABLE.text}" in page
    assert f"Source of this row {LADDER.text}" in page
    assert f"Source of this row {MEMO.text}" in page


def test_who_may_only_look_picks_no_source(draft):
    data = form_of(editor().get(change(draft)), "revision_form") | {"bands-0-source": ""}
    assert desk("view_revision").post(change(draft), data).status_code == 403
    assert own_sources(to_document(draft)) == SOURCES


def test_the_picker_finds_sources_for_who_may_see_them(draft):
    field = {"app_label": "guides", "model_name": "band", "field_name": "source", "term": "Pay table"}
    found = editor().get(reverse("admin:autocomplete"), field).json()["results"]
    assert [one["text"] for one in found] == [TABLE.text]
    assert desk("view_revision").get(reverse("admin:autocomplete"), field).status_code == 403


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//example.org/x", " https://x"])
def test_no_address_that_would_run_something_becomes_a_link(client, url):
    cited = Cited("A survey of 2025", "A survey", url)
    text = to_markdown(factories.document(sources=(cited,), bands=(replace(factories.band(), source=cited),)))
    revision = factories.published(parse_guide(text))
    assert revision.citations.get().source.url == ""
    page = client.get(revision.guide.get_absolute_url()).content.decode()
    assert "A survey of 2025" in page
    assert f'href="{url}' not in page
