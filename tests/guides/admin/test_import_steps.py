"""An import at the desk goes step by step: it goes on after a reload, an end in the middle, another's work."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.db import connection

from guides.editing import batches, drafts, workflow
from guides.models import Guide, Revision
from tests.guides.admin.importing import (
    address,
    bring_in,
    import_all,
    importer,
    many,
    outcomes,
    refreshed,
    started,
    stored,
    text,
)
from tests.guides.admin.test_admin import change
from tests.page_text import text_of

pytestmark = pytest.mark.django_db


def test_reading_goes_on_from_where_it_stands_after_a_reload():
    client = importer()
    batch = batches.read_some(started(many(45)), seconds=0)
    for _ in range(2):
        page = client.get(change(batch))
        assert "20 of 45 guides read." in text_of(page)
        assert '<progress value="20" max="45"' in page.content.decode()
        assert "imports.js" in page.content.decode()
    answer = client.post(address(batch, "step"), headers={"Accept": "application/json"})
    assert answer.json() == {"done": 45, "total": 45, "sentence": "45 of 45 guides read.", "goes_on": False}
    assert "45 guides: 45 new." in text_of(client.get(change(batch)))


def test_storing_goes_on_from_where_it_stands_after_a_reload():
    client = importer()
    batch = started(many(3))
    batch = batches.begin_storing(batches.read_some(batch))
    batch = batches.store_some(batch, by=User.objects.get(), seconds=0)
    assert "1 of 3 guides stored as drafts." in text_of(client.get(change(batch)))
    response = client.post(address(batch, "step"))
    assert response.url == change(batch)
    assert Revision.objects.count() == 3
    assert refreshed(batch).state == "done"


def test_two_browsers_at_one_import_do_nothing_twice():
    batch = started(many(25))
    alice, bob = importer(), importer()
    for client in (alice, bob, alice, bob):
        client.post(address(batch, "step"))
    assert outcomes(batch) == dict.fromkeys(many(25), "new")
    for client in (alice, alice, bob):
        client.post(address(batch, "import"))
    for client in (alice, bob, alice, bob):
        client.post(address(batch, "step"))
    assert Revision.objects.count() == 25
    assert set(Revision.objects.values_list("number", flat=True)) == {1}
    assert batch.items.filter(stored=True).count() == 25


def test_an_end_in_the_middle_of_a_step_leaves_whole_guides_and_running_on_completes_them():
    user = User.objects.create_user("alice")
    batch = batches.begin_storing(batches.read_some(started(many(6))))
    batch = batches.store_some(batch, by=user, seconds=0)
    left = iter(range(12))

    def ends(execute, sql, params, many, context):
        if "INSERT" in sql and next(left, None) is None:
            raise KeyboardInterrupt
        return execute(sql, params, many, context)

    with connection.execute_wrapper(ends), pytest.raises(KeyboardInterrupt):
        batches.store_some(batch, by=user)
    kept = Revision.objects.count()
    assert 1 <= kept < 6
    assert batch.items.filter(stored=True).count() == Guide.objects.count() == kept
    assert all(revision.levers.count() == 2 for revision in Revision.objects.all())
    batch = batches.store_some(batch, by=user)
    assert batch.state == "done"
    assert batch.items.filter(stored=True).count() == Revision.objects.count() == 6


def test_texts_are_kept_once():
    client = importer()
    stored("Same")
    batch = bring_in(client, {"same.md": text("Same"), "new.md": text("New"), "odd.md": "odd"})
    assert batch.items.get(path="same.md").text == ""
    assert batch.items.get(path="new.md").text == text("New")
    import_all(client, batch)
    item = batch.items.get(path="new.md")
    assert item.text == ""
    assert item.revision.source_text == text("New")
    assert item.guide == item.revision.guide
    assert batch.items.get(path="odd.md").text == "odd"
    page = text_of(client.get(address(batch, f"texts/{item.pk}")))
    assert "It was imported as revision 1" in page
    assert "Levels.fyi data engineers in Berlin (2025)" in page


def test_a_draft_that_was_begun_meanwhile_refuses_its_guide_and_the_rest_goes_on():
    revision = stored("Acme")
    client = importer()
    batch = bring_in(client, {"a.md": text("Acme", base="€82K-€100K"), "b.md": text("New")})
    drafts.start_draft(revision.guide, copy_of=revision)
    batch = import_all(client, batch)
    assert outcomes(batch) == {"a.md": "refused", "b.md": "new"}
    assert batch.items.get(path="a.md").reason == "Revision 2 is a draft already. Finish or discard it first."
    assert batch.items.get(path="a.md").text
    assert Revision.objects.filter(guide__company__name="New").count() == 1


def test_what_was_refused_can_be_read_again_when_the_draft_is_gone():
    draft = stored("Acme", publish=False)
    client = importer()
    batch = bring_in(client, {"a.md": text("Acme", base="€82K-€100K"), "odd.md": "odd"})
    assert outcomes(batch) == {"a.md": "refused", "odd.md": "refused"}
    workflow.publish(draft)
    assert "Read 2 refused texts again?" in text_of(client.get(address(batch, "read-again")))
    assert outcomes(batch) == {"a.md": "refused", "odd.md": "refused"}
    client.post(address(batch, "read-again"))
    assert outcomes(batch) == {"a.md": "changed", "odd.md": "refused"}
    assert refreshed(batch).state == "ready"


def test_who_brought_the_texts_in_is_the_author_whoever_goes_on():
    alice = User.objects.create_user("alice")
    batch = batches.read_some(started(many(1), by=alice))
    import_all(importer(), batch)
    assert Revision.objects.get().created_by == alice
    assert workflow.authored_by(alice, Revision.objects.all())
