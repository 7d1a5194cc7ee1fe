"""While a text is read and checked nobody waits for the database."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.utils import timezone

from guides.admin import revisions
from guides.admin.rows import levers, sections, told
from guides.editing import batches, drafts, edits, importing, previews, workflow
from guides.editing.importing import Importer
from guides.models import Guide, Revision
from guides.parsing import parse_guide
from tests import factories
from tests.guides.admin.importing import text
from tests.guides.admin.test_admin import change, editor, move, refreshed
from tests.html_forms import form_of
from tests.page_text import text_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bool]]:
    """Each reading and check of a text, with whether a transaction was open."""
    seen: list[tuple[str, bool]] = []

    def noted(name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        def noting(*args: Any, **kwargs: Any) -> Any:
            seen.append((name, connection.in_atomic_block))
            return work(*args, **kwargs)

        return noting

    for module in (batches, edits, importing, previews):
        for name in ("parse_guide", "check"):
            if hasattr(module, name):
                monkeypatch.setattr(module, name, noted(name, getattr(module, name)))
    return seen


def test_an_import_reads_its_texts_before_it_holds_anything(held: list[tuple[str, bool]]) -> None:
    user = User.objects.create_user("alice")
    texts = [(f"{name}.md", text(name).encode()) for name in ("Acme", "Bolt")]
    batch = batches.read_some(batches.start("guides.zip", texts, by=user))
    assert held == [("parse_guide", False), ("check", False)] * 2
    held.clear()
    batch = batches.store_some(batches.begin_storing(batch), by=user)
    assert batch.state == "done"
    assert held == [("parse_guide", False), ("check", False)] * 2


def test_a_text_is_checked_before_it_takes_a_drafts_place(held: list[tuple[str, bool]]) -> None:
    words = text()
    draft = Importer().store(parse_guide(words), words).revision
    changed = text(base="€85K-€100K")
    edits.replace(draft, parse_guide(changed), changed, today=timezone.localdate())
    assert held == [("check", False)] * 2


READINGS = [
    (told, "split_sentences"), (sections, "find_claims"), (levers, "find_slots"), (levers, "read_sentences"),
    (revisions, "check"), (revisions, "differences"), (edits, "check"), (edits, "differences"),
]  # fmt: skip


@pytest.fixture
def draft() -> Revision:
    revision = factories.published()
    return drafts.start_draft(revision.guide, copy_of=revision)


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], Any]], set[str]]:
    """Lets somebody else do something, over a connection of their own, at each reading of a text; names these."""

    def during(work: Callable[[], Any]) -> set[str]:
        read: set[str] = set()

        def noted(name: str, reading: Callable[..., Any]) -> Callable[..., Any]:
            def noting(*args: Any, **kwargs: Any) -> Any:
                with ThreadPoolExecutor(1) as others:
                    others.submit(_on_its_own, work).result()
                read.add(name)
                return reading(*args, **kwargs)

            return noting

        for module, name in READINGS:
            monkeypatch.setattr(module, name, noted(name, getattr(module, name)))
        return read

    return during


def _on_its_own(work: Callable[[], Any]) -> None:
    try:
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = '1s'")
        work()
    finally:
        connection.close()


def test_others_write_while_a_drafts_texts_are_read(draft: Revision, meanwhile: Any) -> None:
    client = editor()
    data = form_of(client.get(change(draft)), "revision_form")
    data |= {
        "tagline": "Another",
        "sections-0-body": "We pay well.",
        "levers-0-parts": "> I have an offer of $5K from Acme. Pay [my figure].",
    }
    # The very row that a save locks.
    read = meanwhile(lambda: Guide.objects.filter(pk=draft.guide_id).update(verified_on="2026-11-01"))
    assert client.post(change(draft), data).status_code == 302
    assert read == {"split_sentences", "find_claims", "find_slots", "read_sentences", "check", "differences"}
    assert refreshed(draft).tagline == "Another"
    assert draft.events.filter(kind="edited").count() == 1


def test_others_write_while_a_pasted_text_is_read(draft: Revision, meanwhile: Any) -> None:
    client = editor()
    data = form_of(client.get(move(draft, "text")))
    data["text"] = [data["text"][0].replace("Scarcity premium", "Rare skills")]
    confirmed = form_of(client.post(move(draft, "text"), data)) | {"replace": "Replace"}
    read = meanwhile(lambda: Guide.objects.filter(pk=draft.guide_id).update(verified_on="2026-11-01"))
    assert client.post(move(draft, "text"), confirmed).status_code == 302
    assert read == {"check", "differences"}


def test_a_draft_that_is_saved_while_another_edit_of_it_is_read_keeps_both(draft: Revision, meanwhile: Any) -> None:
    client = editor()
    data = form_of(client.get(change(draft)), "revision_form") | {"tagline": "Mine"}
    meanwhile(lambda: refreshed(draft).save() or Revision.objects.filter(pk=draft.pk).update(tagline="Theirs"))
    page = client.post(change(draft), data)
    assert "saved this draft while you were editing it" in text_of(page)
    assert form_of(page, "revision_form")["tagline"] == ["Mine"]
    assert refreshed(draft).tagline == "Theirs"
    assert not draft.events.filter(kind="edited").exists()


def test_a_draft_that_is_published_while_an_edit_of_it_is_read_stays_published(draft: Revision, meanwhile: Any) -> None:
    client = editor()
    data = form_of(client.get(change(draft)), "revision_form") | {"tagline": "Too late"}
    meanwhile(lambda: workflow.publish(draft))
    page = client.post(change(draft), data)
    assert "was published while you were editing it" in text_of(page)
    assert form_of(page, "revision_form")["tagline"] == ["Too late"]
    assert refreshed(draft).tagline != "Too late"


def test_a_draft_that_is_discarded_while_an_edit_of_it_is_read_is_gone(draft: Revision, meanwhile: Any) -> None:
    client = editor()
    data = form_of(client.get(change(draft)), "revision_form") | {"tagline": "Too late"}
    meanwhile(lambda: [drafts.discard_draft(one) for one in Revision.objects.filter(pk=draft.pk)])
    assert client.post(change(draft), data).status_code == 302
    assert not Revision.objects.filter(pk=draft.pk).exists()
