"""A draft as a text: downloaded, edited elsewhere, pasted back."""

from __future__ import annotations

import pytest

from guides.editing import drafts, workflow
from guides.editing.exporting import to_document
from guides.models import Revision
from guides.parsing import parse_guide
from guides.parsing.canonical.writing import comparable
from tests import factories
from tests.guides.admin.test_admin import desk, editor, move, refreshed
from tests.html_forms import form_of
from tests.page_text import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> Revision:
    revision = factories.published()
    return drafts.start_draft(revision.guide, copy_of=revision)


def opened(client, draft: Revision) -> dict[str, list[str]]:
    return form_of(client.get(move(draft, "text")))


def test_what_is_downloaded_reads_back_as_the_same_guide(draft):
    response = editor().get(move(draft, "markdown"))
    assert response["Content-Disposition"] == 'attachment; filename="runway-ml-ai-engineer-2.md"'
    assert comparable(parse_guide(response.content.decode())) == comparable(to_document(draft))


def test_a_text_pasted_back_shows_what_it_changes_before_anything_is_replaced(draft):
    client = editor()
    data = opened(client, draft)
    data["text"] = [data["text"][0].replace("Scarcity premium", "Rare skills")]
    page = client.post(move(draft, "text"), data)
    assert "Your text changes" in text_of(page)
    assert "Lever “Rare skills”: text" in text_of(page)
    assert refreshed(draft).levers.first().title == "Scarcity premium"
    response = client.post(move(draft, "text"), form_of(page) | {"replace": "Replace"})
    assert response.status_code == 302
    draft = refreshed(draft)
    assert draft.levers.first().title == "Rare skills"
    assert draft.number == 2
    assert draft.events.get(kind="edited").note == "Pasted a text."
    published = to_document(draft.guide.published_revision)
    assert published.levers[0].title == "Scarcity premium"
    assert comparable(to_document(draft)).bands == comparable(published).bands


def test_an_untouched_text_changes_nothing(draft):
    client = editor()
    page = client.post(move(draft, "text"), opened(client, draft))
    assert "says what the draft says already" in text_of(page)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("# Engineer | Acme Negotiation Guide\n\n## Pay\n", "This text is of Acme, Engineer"),
        ("no heading at all", ""),
        ("# Title\n" + "x" * 140_000, ""),
    ],
)
def test_a_text_that_cannot_take_the_drafts_place_is_told_and_kept(draft, text, told):
    client = editor()
    before = to_document(draft)
    page = client.post(move(draft, "text"), opened(client, draft) | {"text": text, "replace": "Replace"})
    assert page.status_code == 200
    assert 'class="errorlist"' in page.content.decode()
    assert told in text_of(page)
    assert form_of(page)["text"] == [text]
    assert to_document(refreshed(draft)) == before


def test_a_text_does_not_replace_what_somebody_saved_meanwhile(draft):
    client = editor()
    data = opened(client, draft)
    data["text"] = [data["text"][0].replace("Scarcity premium", "Rare skills")]
    confirmed = form_of(client.post(move(draft, "text"), data)) | {"replace": "Replace"}
    draft.tagline = "By somebody else"
    draft.save()
    page = client.post(move(draft, "text"), confirmed)
    assert "changed after you had opened this page" in text_of(page)
    assert "By somebody else" in text_of(page)
    assert refreshed(draft).levers.first().title == "Scarcity premium"
    assert client.post(move(draft, "text"), form_of(page) | {"replace": "Replace"}).status_code == 302
    assert refreshed(draft).levers.first().title == "Rare skills"


def test_only_a_draft_takes_a_text(draft):
    client = editor()
    data = opened(client, draft) | {"replace": "Replace"}
    workflow.submit(draft)
    page = client.post(move(draft, "text"), data)
    assert "only a draft can be changed" in text_of(page)
    before = to_document(draft.guide.published_revision)
    published = draft.guide.published_revision
    client.post(move(published, "text"), data)
    assert to_document(refreshed(published)) == before


def test_each_address_needs_its_permission(draft):
    viewer = desk("view_revision")
    assert viewer.get(move(draft, "markdown")).status_code == 200
    assert viewer.get(move(draft, "text")).status_code == 403
    assert viewer.post(move(draft, "text"), {"text": "x"}).status_code == 403
    nobody = desk("view_guide")
    for name in ("markdown", "text", "preview"):
        assert nobody.get(move(draft, name)).status_code == 403
