"""Findings that an editor has found to be fine, and levers as candidates read them on the desk."""

from __future__ import annotations

import io
import re

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from guides.document.document import Lever, Part
from guides.editing import drafts, workflow
from guides.editing.accepting import accept, look_again
from guides.editing.checking import recheck
from guides.editing.importing import Importer
from guides.models import Acceptance, Finding, Revision
from tests import factories
from tests.factories import D
from tests.guides.admin.test_admin import change, desk, editor
from tests.html_forms import flat, form_of
from tests.page_text import text_of

pytestmark = pytest.mark.django_db

REASON = "They are samples, and the page says so."


def page_of(finding, name="accept"):
    return reverse(f"admin:guides_revision_{name}", args=[finding.revision_id, finding.pk])


@pytest.fixture
def draft() -> Revision:
    revision = factories.published()
    return drafts.start_draft(revision.guide, copy_of=revision)


@pytest.fixture
def finding(draft) -> Finding:
    """That the strategy claims offers; the published revision has the same one."""
    return draft.findings.get(code="claims-sample-offer", place="strategy")


def settled(revision):
    return {one.message for one in revision.findings.exclude(acceptance=None)}


# On the desk


def test_an_editor_settles_a_finding_and_the_page_says_how_to_go_on(draft, finding):
    client = editor()
    screen = flat(client.get(change(draft)))
    assert re.search(rf'<a class="fine" href="{page_of(finding)}" target="_blank" rel="noopener">This is fine', screen)
    question = text_of(client.get(page_of(finding)))
    assert "Info in the negotiate-up strategy: The strategy claims offers" in question
    assert "in revision 1 and revision 2" in question
    assert settled(draft) == set()
    done = client.post(page_of(finding), {"reason": REASON}, follow=True)
    assert "Settled. Close this tab, or go back to the draft" in text_of(done)
    assert f'href="{change(draft).partition("?")[0]}"' in done.content.decode()
    acceptance = Acceptance.objects.get()
    assert (acceptance.guide, acceptance.reason, acceptance.by.username) == (draft.guide, REASON, "staff0")
    assert settled(draft) == settled(draft.guide.published_revision) == {finding.message}


def test_settled_findings_stand_apart_with_reason_who_and_when(draft, finding):
    client = editor()
    before = text_of(client.get(change(draft)))
    open_before = draft.findings.open().filter(severity="info").count()
    assert f"Info ({open_before})" in before
    client.post(page_of(finding), {"reason": REASON})
    page = client.get(change(draft))
    text, html = text_of(page), page.content.decode()
    assert f"Info ({open_before - 1})" in text
    apart = text[text.index("Found to be fine (1)") :]
    assert f"{finding.message} Fine, because {REASON} staff0, {timezone.localdate():%Y-%m-%d}" in apart
    # Neither in the list of what to look at nor beside its row does it stand any more.
    assert html.count(finding.message) == 1
    assert page_of(finding, "look_again") in html


def test_a_reason_has_to_be_given(draft, finding):
    client = editor()
    page = client.post(page_of(finding), {"reason": "  "})
    assert page.status_code == 200
    assert "Say why, for whoever looks next." in text_of(page)
    assert not Acceptance.objects.exists()


def test_looking_at_it_again_asks_and_then_puts_it_back_everywhere(draft, finding):
    client = editor()
    client.post(page_of(finding), {"reason": REASON})
    assert "Look at it again?" in text_of(client.get(page_of(finding, "look_again")))
    assert settled(draft)
    done = client.post(page_of(finding, "look_again"), follow=True)
    assert "It is among the findings again. Close this tab" in text_of(done)
    assert not Acceptance.objects.exists()
    assert settled(draft) == settled(draft.guide.published_revision) == set()


def test_the_findings_of_a_published_revision_are_settled_as_well(draft, finding):
    published = draft.guide.published_revision
    theirs = published.findings.get(code=finding.code, place="strategy")
    client = editor()
    assert page_of(theirs) in client.get(change(published)).content.decode()
    done = client.post(page_of(theirs), {"reason": REASON}, follow=True)
    assert "go back to revision 1" in text_of(done)
    assert settled(published) == settled(draft) == {finding.message}


def test_settling_it_twice_keeps_the_first_reason(draft, finding):
    first, second = editor(), editor()
    first.post(page_of(finding), {"reason": REASON})
    page = second.post(page_of(finding), {"reason": "Another reason"}, follow=True)
    assert REASON in text_of(page)
    assert "Another reason" not in text_of(page)
    assert Acceptance.objects.get().reason == REASON
    stale = Finding(revision=draft, code=finding.code, message=finding.message)
    assert accept(stale, reason="Too late", by=None).reason == REASON


def test_a_finding_that_was_checked_again_meanwhile_leads_back_to_the_draft(draft, finding):
    recheck(draft, today=timezone.localdate())
    page = editor().get(page_of(finding), follow=True)
    assert page.redirect_chain[-1][0] == change(draft).partition("?")[0]
    assert "This finding is gone" in text_of(page)


def test_a_finding_of_another_revision_is_not_reached_through_this_one(draft, finding):
    address = reverse("admin:guides_revision_accept", args=[draft.guide.published_revision_id, finding.pk])
    editor().post(address, {"reason": REASON})
    assert not Acceptance.objects.exists()


@pytest.mark.parametrize("name", ["accept", "look_again"])
def test_settling_needs_the_permission_to_change_drafts(name, draft, finding):
    accepted = name == "look_again"
    if accepted:
        accept(finding, reason=REASON, by=None)
    without = desk("view_revision", "view_guide", "publish_guide", "change_guide", "change_source")
    for send in (without.get, without.post):
        assert send(page_of(finding, name), {"reason": REASON}).status_code == 403
    assert "findings/" not in without.get(change(draft)).content.decode()
    assert Client().post(page_of(finding, name), {"reason": REASON}).status_code == 302
    assert Acceptance.objects.exists() == accepted
    allowed = desk("change_revision")
    assert allowed.get(page_of(finding, name)).status_code == 200
    assert Acceptance.objects.exists() == accepted
    allowed.post(page_of(finding, name), {"reason": REASON})
    assert Acceptance.objects.exists() != accepted


def test_an_unknown_revision_is_not_found(finding):
    assert editor().get(reverse("admin:guides_revision_accept", args=[10**9, finding.pk])).status_code == 404


def test_what_is_typed_into_the_draft_is_saved_after_a_finding_was_settled_beside_it(draft, finding):
    client = editor()
    typed = form_of(client.get(change(draft)), "revision_form") | {"tagline": "Typed before"}
    client.post(page_of(finding), {"reason": REASON})
    assert client.post(change(draft), typed).status_code == 302
    assert Revision.objects.get(pk=draft.pk).tagline == "Typed before"
    assert settled(draft) == {finding.message}


# What stays settled, and what doesn't


def test_checking_again_copying_and_importing_keep_what_is_settled(draft, finding):
    accept(finding, reason=REASON, by=None)
    recheck(draft, today=timezone.localdate())
    assert settled(draft) == {finding.message}
    published = workflow.publish(draft)
    copy = drafts.start_draft(published.guide, copy_of=published)
    assert settled(copy) == {finding.message}
    drafts.discard_draft(copy)
    imported = Importer().store(factories.document(tagline="Changed"), "a changed text").revision
    assert settled(imported) == {finding.message}


def test_with_other_figures_it_is_another_finding(draft):
    first = draft.levers.filter(is_strategy=False).first()
    first.asks.update(min=D(500000), max=D(500000))
    recheck(draft, today=timezone.localdate())
    found = draft.findings.get(code="ask-above-band")
    accept(found, reason=REASON, by=None)
    first.asks.update(min=D(510000), max=D(510000))
    recheck(draft, today=timezone.localdate())
    again = draft.findings.get(code="ask-above-band")
    assert again.message != found.message
    assert again.acceptance is None


def test_the_same_words_about_another_guide_are_not_settled(finding):
    other = factories.published(factories.document(company="Acme"))
    accept(finding, reason=REASON, by=None)
    assert other.findings.filter(message=finding.message).exists()
    assert settled(other) == set()
    look_again(other.findings.get(message=finding.message))
    assert Acceptance.objects.exists()


# Who counts findings counts open ones


def test_lists_filters_and_the_command_count_what_is_open(draft):
    def counted():
        out = io.StringIO()
        call_command("guide_findings", stdout=out)
        return out.getvalue().splitlines()[0]

    guides = reverse("admin:guides_guide_changelist")
    client = desk(superuser=True)
    assert "Runway" in text_of(client.get(guides, {"findings": "info"}))
    for one in draft.findings.all():
        accept(one, reason=REASON, by=None)
    assert counted() == "1 guides. Findings: none."
    shown = client.get(guides, {"findings": "info"}).content.decode()
    assert "Runway · ML/AI Engineer" not in shown
    assert "Runway · ML/AI Engineer" in client.get(guides, {"findings": "none"}).content.decode()


# As candidates read it


def with_amounts():
    claim = "I hold an offer from Initech at $300K."
    text = f"I build [engines / models] well. {claim} I'd like $280K base and $290,000 for the next year."
    asks = (factories.ask("base", 280000, text="$280K base"), factories.ask("total", 290000))
    lever = Lever(
        "Depth",
        (Part("say", text), Part("advice", "Say it *slowly*. Never say $250K.")),
        asks=(*asks, factories.ask("base", 250000, role="floor")),
        slots=("engines / models",),
    )
    return factories.document(levers=(lever,))


def reading(response) -> str:
    (first, *_) = re.findall(r'<details class="reading".*?</details>', flat(response), re.DOTALL)
    return first


def test_a_lever_is_shown_as_candidates_read_it():
    revision = factories.published(with_amounts())
    draft = drafts.start_draft(revision.guide, copy_of=revision)
    shown = reading(editor().get(change(draft)))
    assert '<details class="reading">' in shown
    assert re.search(r'<mark class="slot"[^>]*>\[engines / models\]</mark>', shown)
    assert re.findall(r'<mark class="ask"[^>]*>([^<]*)</mark>', shown) == ["$280K base", "$290,000"]
    assert "<s>I hold an offer from Initech at $300K.</s>" in shown
    assert "Say it <em>slowly</em>." in shown
    assert "floor, never to be said: base $250,000" in shown


def test_what_was_published_shows_it_unfolded():
    revision = factories.published(with_amounts())
    page = desk("view_revision").get(change(revision))
    assert '<details class="reading" open>' in reading(page)
    assert text_of(page).count("I build") == 1


def test_it_shows_what_was_saved_last_and_not_what_is_typed(draft):
    client = editor()
    data = form_of(client.get(change(draft)), "revision_form")
    data |= {"levers-0-parts": "> Other words altogether.", "bands-0-base_min": "about 200"}
    page = client.post(change(draft), data)
    assert page.status_code == 200
    assert "Few people do this work." in reading(page)
    assert "Other words altogether." not in reading(page)
    assert form_of(page, "revision_form")["levers-0-parts"] == ["> Other words altogether."]
