from __future__ import annotations

from contextlib import suppress
from itertools import chain

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from guides.editing import drafts, workflow
from guides.editing.exporting import to_document
from guides.editing.states import MoveRefusedError
from guides.models import (
    Ask,
    Band,
    Citation,
    Finding,
    Guide,
    LevelMapping,
    Lever,
    PublishedRevisionError,
    QuotedOffer,
    Revision,
    Section,
)
from tests import factories

pytestmark = pytest.mark.django_db

CONTENT = [Band, LevelMapping, Section, Lever, Ask, QuotedOffer, Citation]


def draft_of(revision: Revision) -> Revision:
    return drafts.start_draft(revision.guide, copy_of=revision)


def test_a_new_draft_says_what_the_published_revision_says():
    revision = factories.published()
    draft = draft_of(revision)
    assert to_document(draft) == to_document(revision)
    assert (draft.number, draft.based_on) == (2, revision)
    assert set(draft.findings.values_list("code", "place")) == set(revision.findings.values_list("code", "place"))
    assert revision.findings.exists()


def test_copying_rows_reads_no_text_of_the_guide_with_each_of_them():
    revision = factories.published()
    with CaptureQueriesContext(connection) as asked:
        draft_of(revision)
    read = {
        model: [
            query["sql"]
            for query in asked
            if query["sql"].startswith("SELECT") and f'FROM "{model._meta.db_table}"' in query["sql"]
        ]
        for model in CONTENT
    }
    assert all(read.values())
    told = "".join(chain.from_iterable(read.values()))
    assert "source_text" not in told
    assert f'JOIN "{Revision._meta.db_table}"' not in told


def test_publishing_a_draft_supersedes_what_was_published():
    first = factories.published()
    second = workflow.publish(draft_of(first))
    first.refresh_from_db()
    guide = Guide.objects.get()
    assert first.status == "superseded"
    assert second.status == "published"
    assert guide.published_revision == second
    assert first.has_newer()


def test_publishing_twice_publishes_once():
    draft = draft_of(factories.published())
    when = workflow.publish(draft).first_published_at
    assert workflow.publish(draft).first_published_at == when
    assert Revision.objects.filter(status="published").count() == 1


def test_a_guide_has_one_draft():
    revision = factories.published()
    draft_of(revision)
    with pytest.raises(MoveRefusedError, match="draft already"):
        draft_of(revision)


def test_the_database_itself_allows_one_draft():
    revision = factories.published()
    draft_of(revision)
    with pytest.raises(IntegrityError), transaction.atomic():
        Revision.objects.create(guide=revision.guide, number=9, title="Another")


def test_withdrawn_and_put_back():
    revision = factories.published()
    workflow.withdraw(revision.guide)
    guide = Guide.objects.get()
    assert guide.published_revision is None
    assert guide.withdrawn_at
    with pytest.raises(MoveRefusedError):
        workflow.withdraw(guide)
    assert workflow.restore(guide) == revision
    guide.refresh_from_db()
    assert guide.published_revision == revision
    assert guide.withdrawn_at is None


def test_an_old_state_comes_back_as_a_new_revision():
    first = factories.published()
    second = workflow.publish(draft_of(first))
    third = workflow.publish(draft_of(first))
    second.refresh_from_db()
    assert (third.number, second.status) == (3, "superseded")
    with pytest.raises(MoveRefusedError):
        workflow.publish(Revision.objects.get(pk=first.pk))


def test_a_discarded_draft_is_gone_and_nothing_else():
    revision = factories.published()
    before = [model.objects.count() for model in CONTENT]
    drafts.discard_draft(draft_of(revision))
    assert [model.objects.count() for model in CONTENT] == before
    assert Revision.objects.get() == revision
    assert Finding.objects.filter(revision=revision).exists()
    with pytest.raises(MoveRefusedError):
        drafts.discard_draft(revision)


@pytest.mark.parametrize("model", CONTENT)
def test_published_content_refuses_every_write(model):
    factories.published()
    row = model.objects.first()
    for write in (
        lambda: row.save(),
        lambda: row.delete(),
        lambda: model.objects.all().update(position=7),
        lambda: model.objects.filter(pk=row.pk).delete(),
        lambda: model.objects.bulk_update([row], ["position"]),
        lambda: model.objects.bulk_create([model(revision=row.revision, position=99)]),
        lambda: model.objects.order_by("pk")[:1].delete(),
    ):
        with pytest.raises((PublishedRevisionError, TypeError)), transaction.atomic():
            write()
    assert not model.objects.filter(position__in=[7, 99]).exists()


@pytest.mark.parametrize("model", CONTENT)
def test_content_of_a_draft_may_change(model):
    draft = draft_of(factories.published())
    row = model.objects.filter(revision=draft).first()
    row.position = 7
    row.save()
    assert model.objects.filter(revision=draft, position=7).update(position=8) == 1


def test_a_row_cannot_be_moved_out_of_a_published_revision():
    revision = factories.published()
    draft = draft_of(revision)
    band = revision.bands.first()
    band.revision = draft
    with pytest.raises(PublishedRevisionError):
        band.save()


def test_a_published_revisions_text_cannot_change_and_its_status_can():
    revision = factories.published()
    revision.change_note = "the note is no content"
    revision.save()
    revision.title = "Another title"
    with pytest.raises(PublishedRevisionError):
        revision.save()
    with pytest.raises(PublishedRevisionError):
        Revision.objects.filter(pk=revision.pk).update(title="Another title")
    with pytest.raises(PublishedRevisionError):
        Revision.objects.all().delete()


class TestAnyOrderOfMoves(TestCase):
    """Whatever editors press in whatever order, a guide keeps to its rules."""

    @settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow], deadline=None)
    @given(st.lists(st.sampled_from(["draft", "publish", "withdraw", "restore", "discard"]), max_size=8))
    def test_one_published_and_one_draft_at_most(self, moves):
        guide = factories.published().guide
        for move in moves:
            guide.refresh_from_db()
            newest = guide.revisions.order_by("-number").first()
            with suppress(MoveRefusedError):
                match move:
                    case "draft":
                        drafts.start_draft(guide, copy_of=newest)
                    case "publish":
                        workflow.publish(guide.draft or newest)
                    case "withdraw":
                        workflow.withdraw(guide)
                    case "restore":
                        workflow.restore(guide)
                    case "discard":
                        drafts.discard_draft(guide.draft or newest)
            guide.refresh_from_db()
            statuses = list(guide.revisions.values_list("status", flat=True))
            assert statuses.count("published") <= 1
            assert statuses.count("draft") <= 1
            assert ("published" in statuses) == (guide.published_revision_id is not None)
            assert not (guide.published_revision_id and guide.withdrawn_at)
