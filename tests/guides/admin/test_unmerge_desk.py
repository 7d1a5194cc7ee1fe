"""Undoing a merging at the desk: who may, what is asked first, and until when."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.utils import timezone

from guides.editing.merging import merge
from guides.models import Company, Event, Merging, Source
from tests import factories
from tests.guides.admin.test_admin import change, desk, move
from tests.guides.admin.test_merge_desk import merger
from tests.page_text import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def acme() -> Company:
    """A company that was merged into another."""
    old = factories.published(factories.document(company="Acme", role="Engineer")).guide.company
    new = factories.published(factories.document(company="Acme Corp", role="Designer")).guide.company
    merge(old, new)
    return Company.objects.get(pk=old.pk)


def test_the_button_leads_to_what_will_happen_and_that_to_the_record_as_it_was(acme):
    client = merger()
    page = client.get(change(acme))
    assert move(acme, "unmerge") in page.content.decode()
    assert f"can be undone until {timezone.localdate() + timedelta(days=30):%Y-%m-%d}" in text_of(page)
    asked = text_of(client.get(move(acme, "unmerge")))
    assert "Undo the merging of Acme?" in asked
    assert "1 guide goes back to its old address, and the one that it has now leads there: Acme Corp · Eng" in asked
    assert Company.objects.get(name="Acme").merged_into is not None
    told = text_of(client.post(move(acme, "unmerge"), follow=True))
    assert "Acme stands for itself again, and is no longer one with Acme Corp." in told
    assert Company.objects.get(name="Acme").merged_into is None
    assert Client().get("/guides/acme/engineer/").status_code == 200
    messages = set(LogEntry.objects.values_list("change_message", flat=True))
    assert {"Undid its merging into Acme Corp.", "Undid the merging of Acme into it."} <= messages
    assert Event.objects.get(kind="unmerged").by == Merging.objects.get().undone_by
    # A second press says what is so, and changes nothing.
    assert "Acme isn't merged into another." in text_of(client.post(move(acme, "unmerge"), follow=True))


def test_after_thirty_days_there_is_no_button_and_the_page_says_why(acme):
    Merging.objects.update(at=timezone.now() - timedelta(days=31))
    client = merger()
    page = client.get(change(acme))
    assert move(acme, "unmerge") not in page.content.decode()
    assert "A merging can be undone within 30 days, and these are over." in text_of(page)
    assert "these are over" in text_of(client.post(move(acme, "unmerge"), follow=True))
    assert Company.objects.get(name="Acme").merged_into is not None


@pytest.mark.parametrize("two_people", [True, False])
def test_who_may_not_merge_may_not_undo_it_either(acme, settings, two_people):
    settings.TWO_PERSON_REVIEW = two_people
    client = desk("change_company", "view_company")
    assert move(acme, "unmerge") not in client.get(change(acme)).content.decode()
    for method in (client.get, client.post):
        assert method(move(acme, "unmerge")).status_code == 403
    assert Company.objects.get(name="Acme").merged_into is not None


def test_where_two_people_look_a_source_is_set_apart_by_a_publisher_only(settings):
    one, other = Source.objects.create(text="One"), Source.objects.create(text="Other")
    merge(one, other)
    editor = desk("change_source", "view_source")
    assert editor.get(move(one, "unmerge")).status_code == 200
    settings.TWO_PERSON_REVIEW = True
    assert editor.post(move(one, "unmerge")).status_code == 403
    desk("change_source", "publish_guide").post(move(one, "unmerge"))
    assert Source.objects.get(text="One").merged_into is None


def test_the_merge_says_that_it_can_be_undone():
    one, other = Source.objects.create(text="One"), Source.objects.create(text="Other")
    page = text_of(merger().get(move(one, "merge"), {"into": other.pk}))
    assert "This can be undone for 30 days, on the page of what was merged." in page
