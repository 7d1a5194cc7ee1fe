"""A right on its way to the site: its words stay once published, and two people look where they have to."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import User

from guides.editing import proposals, rights
from guides.editing.states import MoveRefusedError
from guides.library.rights import rights as held
from guides.models import Proposal, PublishedRevisionError, Right

pytestmark = pytest.mark.django_db


@pytest.fixture
def colorado() -> Right:
    return Right.objects.get(key="colorado-posting-range")


@pytest.fixture
def ann(db) -> User:
    return User.objects.create_user("ann")


@pytest.fixture
def bob(db) -> User:
    return User.objects.create_user("bob")


def duty() -> str:
    return next(fact.duty for fact in held().facts if fact.key == "colorado-posting-range")


def test_a_draft_is_seen_once_it_is_published_and_the_words_before_it_stay(colorado, ann):
    before = duty()
    draft = rights.start_draft(colorado, by=ann)
    draft.duty = "Other words."
    draft.save()
    assert duty() == before
    rights.publish(draft, by=ann, today=date(2026, 12, 1))
    assert duty() == "Other words."
    colorado.refresh_from_db()
    assert colorado.checked_on == date(2026, 12, 1)
    assert [(one.number, one.status, one.duty) for one in colorado.revisions.order_by("number")] == [
        (1, "superseded", before),
        (2, "published", "Other words."),
    ]
    assert [event.kind for event in colorado.events.all()] == ["started", "published"]


def test_published_words_cant_change(colorado):
    revision = colorado.published_revision
    revision.duty = "Something else."
    with pytest.raises(PublishedRevisionError):
        revision.save()


def test_there_is_one_draft_at_most(colorado, ann):
    rights.start_draft(colorado, by=ann)
    with pytest.raises(MoveRefusedError, match="open already"):
        rights.start_draft(colorado, by=ann)


def test_a_draft_that_lacks_something_is_not_published(colorado, ann):
    draft = rights.start_draft(colorado, by=ann)
    draft.duty = ""
    draft.save()
    with pytest.raises(MoveRefusedError, match="duty"):
        rights.publish(draft, by=ann)


def test_two_people_look_where_they_have_to(colorado, ann, bob, settings):
    settings.TWO_PERSON_REVIEW = True
    draft = rights.start_draft(colorado, by=ann)
    with pytest.raises(MoveRefusedError, match="review first"):
        rights.publish(draft, by=bob)
    rights.submit(draft, by=ann)
    draft.refresh_from_db()
    with pytest.raises(MoveRefusedError, match="Another person"):
        rights.publish(draft, by=ann)
    rights.send_back(draft, by=bob, note="Which size?")
    draft.refresh_from_db()
    rights.submit(draft, by=ann)
    rights.publish(draft, by=bob)
    draft.refresh_from_db()
    assert draft.status == "published"


def test_a_check_waits_for_a_second_person_where_it_has_to(colorado, ann, bob, settings):
    settings.TWO_PERSON_REVIEW = True
    assert rights.checked(colorado, on=date(2026, 12, 1), by=ann)
    colorado.refresh_from_db()
    assert colorado.checked_on == date(2026, 7, 1)
    proposals.approve(Proposal.objects.get(), by=bob)
    colorado.refresh_from_db()
    assert colorado.checked_on == date(2026, 12, 1)


def test_what_is_withdrawn_is_not_shown_and_can_be_published_anew(colorado, ann):
    rights.withdraw(colorado, by=ann, note="Wrong.")
    assert all(fact.key != "colorado-posting-range" for fact in held().facts)
    rights.publish(rights.start_draft(colorado, by=ann), by=ann)
    assert any(fact.key == "colorado-posting-range" for fact in held().facts)


def test_what_is_due_is_found(colorado):
    assert colorado not in Right.objects.due(date(2026, 9, 29))
    assert colorado in Right.objects.due(date(2026, 9, 30))
    proposed = Right.objects.get(key="united-states-posting-range")
    assert proposed in Right.objects.due(date(2026, 8, 1))
    assert proposed not in Right.objects.due(date(2026, 7, 31))
