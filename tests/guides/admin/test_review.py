"""From draft to review to the site, by one person or two; back again; and what the history says of it."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command
from django.test import Client

from guides.editing import drafts, workflow
from guides.editing.exporting import to_document
from guides.editing.states import MoveRefusedError
from guides.models import Event, Guide, Revision
from tests import factories
from tests.guides.admin.test_admin import change, desk, move, refreshed
from tests.html_forms import form_of
from tests.page_text import text_of

pytestmark = pytest.mark.django_db


def member(name: str, group: str) -> tuple[Client, User]:
    """A member of staff who is in one of the groups that migrations make."""
    user = User.objects.create_user(name, is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    client = Client()
    client.force_login(user)
    return client, user


def press(client: Client, obj, name: str, **typed: str):
    """Confirm a move as a browser would."""
    return client.post(move(obj, name), form_of(client.get(move(obj, name))) | typed, follow=True)


@pytest.fixture
def alice() -> tuple[Client, User]:
    return member("alice", "Editors")


@pytest.fixture
def bob() -> tuple[Client, User]:
    return member("bob", "Publishers")


@pytest.fixture
def draft(alice) -> Revision:
    revision = factories.published()
    return drafts.start_draft(revision.guide, copy_of=revision, by=alice[1])


@pytest.fixture
def two_people(draft, settings):
    settings.TWO_PERSON_REVIEW = True


def kinds(guide: Guide) -> list[str]:
    return list(guide.events.order_by("at", "pk").values_list("kind", flat=True))


def test_an_editor_sends_to_review_and_a_publisher_publishes(draft, alice, bob):
    page = press(alice[0], draft, "submit", note="The new bands of November")
    assert "Revision 2 is in review." in text_of(page)
    page = bob[0].get(change(draft))
    assert "The new bands of November" in text_of(page)
    assert "alice sent it to review" in text_of(page)
    press(bob[0], draft, "publish")
    assert refreshed(draft).status == "published"
    assert refreshed(draft).published_by == bob[1]
    assert kinds(draft.guide)[-3:] == ["started", "submitted", "published"]


def test_what_is_in_review_cannot_be_changed(draft, alice):
    data = form_of(alice[0].get(change(draft)), "revision_form") | {"tagline": "Too late"}
    workflow.submit(draft)
    page = alice[0].post(change(draft), data)
    assert "was sent to review while you were editing it" in text_of(page)
    assert "Too late" in page.content.decode()
    assert refreshed(draft).tagline != "Too late"
    assert "tagline" not in form_of(alice[0].get(change(draft)), "revision_form")


def test_a_publisher_sends_back_with_a_note_and_the_author_reads_it(draft, alice, bob):
    workflow.submit(draft)
    page = press(bob[0], draft, "send-back")
    assert "This has to be said." in text_of(page)
    assert refreshed(draft).status == "in_review"
    press(bob[0], draft, "send-back", note="Where does the London figure come from?")
    assert refreshed(draft).is_draft
    page = alice[0].get(change(draft))
    assert "bob sent it back" in text_of(page)
    assert "Where does the London figure come from?" in text_of(page)
    assert form_of(page, "revision_form")["tagline"]


def test_a_note_that_comes_too_late_is_kept(draft, bob):
    workflow.submit(draft)
    typed = form_of(bob[0].get(move(draft, "send-back"))) | {"note": "A long explanation"}
    workflow.publish(draft)
    page = bob[0].post(move(draft, "send-back"), typed)
    assert "is published, not in review" in text_of(page)
    assert form_of(page)["note"] == ["A long explanation"]


def test_the_author_takes_it_back(draft, alice):
    workflow.submit(draft)
    press(alice[0], draft, "take-back")
    assert refreshed(draft).is_draft


def test_a_guide_in_review_gets_no_second_draft(draft):
    workflow.submit(draft)
    with pytest.raises(MoveRefusedError, match="in review"):
        drafts.start_draft(draft.guide, copy_of=draft.guide.published_revision)
    with pytest.raises(MoveRefusedError, match="Only a draft"):
        drafts.discard_draft(draft)


def test_by_one_person_a_draft_can_go_straight_to_the_site(draft, bob):
    press(bob[0], draft, "publish")
    assert refreshed(draft).status == "published"


@pytest.mark.usefixtures("two_people")
def test_by_two_people_a_draft_has_to_be_reviewed(draft, bob):
    assert ">Publish</a>" not in bob[0].get(change(draft)).content.decode()
    page = bob[0].get(move(draft, "publish"), follow=True)
    assert "has to be sent to review first" in text_of(page)
    bob[0].post(move(draft, "publish"), {"seen_at": draft.changed_at.isoformat()})
    assert refreshed(draft).is_draft


@pytest.mark.usefixtures("two_people")
@pytest.mark.parametrize("as_what", ["starter", "writer", "submitter"])
def test_by_two_people_no_author_publishes(draft, alice, bob, as_what):
    carol, user = member("carol", "Publishers")
    if as_what == "starter":
        Revision.objects.filter(pk=draft.pk).update(created_by=user)
    elif as_what == "writer":
        data = form_of(carol.get(change(draft)), "revision_form") | {"tagline": "Carol was here"}
        assert carol.post(change(draft), data).status_code == 302
    workflow.submit(refreshed(draft), by=user if as_what == "submitter" else alice[1])
    page = carol.post(move(draft, "publish"), {"seen_at": refreshed(draft).changed_at.isoformat()}, follow=True)
    assert "Another person has to publish it" in text_of(page)
    assert refreshed(draft).status == "in_review"
    press(bob[0], draft, "publish")
    assert refreshed(draft).status == "published"


@pytest.mark.usefixtures("two_people")
def test_by_two_people_nothing_is_published_by_nobody(draft):
    workflow.submit(draft)
    with pytest.raises(MoveRefusedError):
        workflow.publish(draft)


@pytest.mark.usefixtures("two_people")
def test_by_two_people_an_old_state_comes_back_through_review(draft, bob):
    first = draft.guide.published_revision
    workflow.submit(draft)
    workflow.publish(draft, by=bob[1])
    page = press(bob[0], first, "publish-again")
    assert "Revision 3 is in review." in text_of(page)
    assert refreshed(first.guide).published_revision == draft
    with pytest.raises(MoveRefusedError, match="Another person"):
        workflow.publish(first.guide.draft, by=bob[1])


def test_an_old_state_is_published_again_as_a_new_revision(draft, bob):
    first = draft.guide.published_revision
    draft.tagline = "Something else"
    draft.save()
    workflow.publish(draft)
    press(bob[0], first, "publish-again")
    again = refreshed(first.guide).published_revision
    assert again.number == 3
    assert to_document(again) == to_document(first)
    assert refreshed(draft).status == "superseded"
    assert again.change_note == "Revision 1 again"


def test_an_open_draft_bars_publishing_an_old_state_again(draft, bob):
    first = draft.guide.published_revision
    workflow.publish(draft)
    drafts.start_draft(draft.guide, copy_of=draft)
    page = bob[0].post(move(first, "publish-again"), follow=True)
    assert "a draft already" in text_of(page)
    assert refreshed(draft.guide).published_revision == draft


NEEDS = [
    ("submit", "change_revision", "draft"),
    ("publish", "publish_guide", "in_review"),
    ("send-back", "publish_guide", "in_review"),
    ("take-back", "change_revision", "in_review"),
    ("publish-again", "publish_guide", "superseded"),
]


@pytest.mark.parametrize(("name", "permission", "status"), NEEDS)
def test_each_step_needs_its_permission(name, permission, status, draft):
    revision = draft
    if status == "in_review":
        workflow.submit(draft)
    elif status == "superseded":
        revision = draft.guide.published_revision
        workflow.publish(draft)
    before = refreshed(revision).status, Revision.objects.count()
    others = {"publish_guide", "change_revision"} - {permission}
    without = desk(*others, "view_guide", "view_revision")
    typed = {"note": "Because", "seen_at": refreshed(revision).changed_at.isoformat()}
    assert without.get(move(revision, name)).status_code == 403
    assert without.post(move(revision, name), typed).status_code == 403
    assert (refreshed(revision).status, Revision.objects.count()) == before
    assert desk(permission, "view_revision").post(move(revision, name), typed).status_code == 302
    assert (refreshed(revision).status, Revision.objects.count()) != before


def test_groups_may_do_what_their_names_say(draft, alice, bob):
    assert alice[0].get(change(draft)).status_code == 200
    assert alice[0].get(move(draft, "publish")).status_code == 403
    assert alice[0].get(move(draft.guide, "withdraw")).status_code == 403
    assert bob[0].get(move(draft, "publish")).status_code == 200
    assert bob[0].get(move(draft.guide, "withdraw")).status_code == 200


@pytest.mark.usefixtures("two_people")
def test_the_command_publishes_nothing_where_two_people_have_to_look(tmp_path):
    (tmp_path / "guide.md").write_text("# Engineer | Acme Negotiation Guide\n")
    with pytest.raises(CommandError, match="Two people"):
        call_command("import_guides", str(tmp_path), publish=True)
    assert Guide.objects.count() == 1


def test_an_edit_is_written_down_field_by_field(draft, alice):
    data = form_of(alice[0].get(change(draft)), "revision_form") | {"bands-0-base_max": "280K"}
    alice[0].post(change(draft), data)
    event = draft.events.get(kind="edited")
    assert event.by == alice[1]
    assert [change["place"] for change in event.changes] == ["Band New York City · USD: base"]
    alice[0].post(change(draft), form_of(alice[0].get(change(draft)), "revision_form"))
    assert draft.events.filter(kind="edited").count() == 1


def test_the_second_of_two_editors_reads_what_the_first_changed(draft, alice, bob):
    first = form_of(alice[0].get(change(draft)), "revision_form") | {"level": "an earlier save"}
    alice[0].post(change(draft), first)
    opened = form_of(bob[0].get(change(draft)), "revision_form")
    data = form_of(alice[0].get(change(draft)), "revision_form") | {"tagline": "By Alice"}
    alice[0].post(change(draft), data)
    page = bob[0].post(change(draft), opened | {"tagline": "By Bob"})
    told = text_of(page)
    assert "alice saved this draft while you were editing it" in told
    assert "What alice changed" in told
    assert "By Alice" in told
    assert "an earlier save" not in re.sub(r'value="[^"]*"', "", told.split("save mine over it")[0])
    assert form_of(page, "revision_form")["tagline"] == ["By Bob"]


def test_the_history_says_who_did_what(draft, alice, bob):
    data = form_of(alice[0].get(change(draft)), "revision_form") | {"tagline": "Better words"}
    alice[0].post(change(draft), data)
    press(alice[0], draft, "submit")
    press(bob[0], draft, "publish")
    press(bob[0], draft.guide, "withdraw", note="Their pay changed")
    page = text_of(alice[0].get(f"/admin/guides/guide/{draft.guide_id}/history/"))
    for told in (
        "alice changed the draft",
        "Better words",
        "alice sent it to review",
        "bob published it",
        "bob withdrew it",
        "Their pay changed",
        "imported a text",
    ):
        assert told in page
    assert page.index("bob withdrew it") < page.index("bob published it") < page.index("alice changed the draft")


def test_any_two_revisions_are_compared_word_by_word(draft, alice):
    draft.tagline = "Pay of a listed company"
    draft.save()
    workflow.publish(draft)
    third = drafts.start_draft(draft.guide, copy_of=draft)
    third.title = "A third title"
    third.save()
    address = f"/admin/guides/guide/{draft.guide_id}/compare/"
    page = alice[0].get(address, {"from": 1, "to": 3}).content.decode()
    assert "<ins>listed</ins>" in page
    assert "third" in page
    assert "third" not in alice[0].get(address, {"from": 1, "to": 2}).content.decode().split("fields changed")[-1]
    assert "say the same" in text_of(alice[0].get(address, {"from": 2, "to": 2}))
    assert alice[0].get(address, {"from": 1, "to": 9}).status_code == 404


@pytest.mark.parametrize("page", ["history", "compare"])
def test_history_needs_a_permission(draft, page):
    address = f"/admin/guides/guide/{draft.guide_id}/{page}/?from=1&to=2"
    assert desk("view_guide").get(address).status_code == 403
    assert desk("view_guide", "view_revision").get(address).status_code == 200
    assert Client().get(address).status_code == 302


def test_dates_are_set_and_written_down(draft, alice):
    guide = draft.guide
    data = form_of(alice[0].get(change(guide)), "guide_form") | {"verified_on": "2026-11-20"}
    alice[0].post(change(guide), data)
    assert str(refreshed(guide).verified_on) == "2026-11-20"
    assert guide.events.get(kind="dates").note == "Verified on 2026-11-20, no date for review due on."


def test_a_draft_is_previewed_as_candidates_will_see_it(draft, alice):
    draft.tags = ["Seen in the preview only"]
    draft.save()
    page = alice[0].get(move(draft, "preview"))
    assert "Seen in the preview only" in text_of(page)
    assert "as candidates will see it" in text_of(page)
    assert '<meta name="robots" content="noindex">' in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert "Seen in the preview only" not in text_of(Client().get(draft.guide.get_absolute_url()))
    assert desk("view_guide").get(move(draft, "preview")).status_code == 403


def test_moves_of_commands_are_written_down_without_a_name(draft):
    assert kinds(draft.guide)[:2] == ["imported", "published"]
    assert Event.objects.filter(kind="imported").get().by is None


def test_a_note_longer_than_any_is_told_and_kept(draft, alice):
    page = alice[0].post(move(draft, "submit"), {"note": "a" * 30_001, "seen_at": draft.changed_at.isoformat()})
    assert "30,001 characters are too many: 30,000 at most." in text_of(page)
    assert "a" * 30_001 in page.content.decode()
    assert refreshed(draft).is_draft
