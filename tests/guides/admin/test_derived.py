"""What an editor types into a draft is read as what is imported is."""

from __future__ import annotations

import pytest

from guides.document.checks import check
from guides.editing import drafts
from guides.editing.exporting import to_document
from guides.models import Revision
from tests import factories
from tests.guides.admin.test_admin import change, editor, refreshed
from tests.html_forms import form_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> Revision:
    revision = factories.published()
    return drafts.start_draft(revision.guide, copy_of=revision)


def saved(draft: Revision, **typed: str):
    """The draft's document once so much was typed into its screen."""
    client = editor()
    data = form_of(client.get(change(draft)), "revision_form")
    response = client.post(change(draft), data | {name.replace("__", "-"): value for name, value in typed.items()})
    assert response.status_code == 302, response.content.decode()
    return to_document(refreshed(draft))


def asks(lever) -> list[tuple[str, str, int]]:
    return [(ask.role, ask.component, int(ask.min)) for ask in lever.asks]


def test_a_changed_script_asks_for_what_it_says_now(draft):
    before = to_document(draft).levers[0]
    assert asks(before) == [("ask", "base", 265_000)]
    lever = saved(draft, levers__0__parts="> I'd like $275K base and a $30K signing bonus.").levers[0]
    assert asks(lever) == [("ask", "base", 275_000), ("ask", "signing", 30_000)]


def test_an_ask_that_an_editor_set_stays(draft):
    saved(draft, **{"levers-0-asks-0-role": "target", "levers-0-asks-0-text": ""})
    lever = saved(draft, levers__0__parts="> I'd like a $30K signing bonus.").levers[0]
    assert asks(lever) == [("target", "base", 265_000), ("ask", "signing", 30_000)]
    found = [one.message for one in draft.findings.all() if one.code == "ask-not-in-script"]
    assert found == [f"“{lever.title}” asks for 265,000, which isn't in its script."]


def test_a_new_script_quotes_what_others_offer(draft):
    lever = saved(draft, levers__0__parts="> Hooli has offered me $250K base. I'd like $280K base.").levers[0]
    assert [(offer.company, offer.base) for offer in lever.quoted_offers] == [("Hooli", 250_000)]
    assert asks(lever) == [("ask", "base", 280_000)]


def test_a_limit_typed_into_a_script_is_an_error_and_none_to_say(draft):
    document = saved(draft, levers__0__parts="> I'd like $275K base. I will not go below $190K base.")
    assert [sentence.voice for sentence in document.levers[0].sentences] == ["ask", "limit"]
    assert ("floor", "base", 190_000) in asks(document.levers[0])
    assert draft.findings.get(code="limit-spoken").severity == "error"


def test_no_other_voice_can_be_given_to_a_limit(draft):
    saved(draft, levers__0__parts="> I'd like $275K base. I will not go below $190K base.")
    client = editor()
    data = form_of(client.get(change(draft)), "revision_form")
    data["levers-0-sentences"] = [data["levers-0-sentences"][0].replace("limit", "fact")]
    page = client.post(change(draft), data)
    assert page.status_code == 200
    assert "its voice is limit or advice" in page.content.decode()


def test_saving_what_was_not_changed_changes_nothing(draft):
    section = draft.sections.first()
    type(section).objects.filter(pk=section.pk).update(body="One line.\n\n- two\n- three")
    before = to_document(refreshed(draft))
    client = editor()
    data = form_of(client.get(change(draft)), "revision_form")
    # As a browser sends it: line ends of two characters.
    data = {name: [value.replace("\n", "\r\n") for value in values] for name, values in data.items()}
    assert client.post(change(draft), data).status_code == 302
    assert to_document(refreshed(draft)) == before
    assert not draft.events.filter(kind="edited").exists()


def test_a_lever_that_is_added_is_read(draft):
    count = draft.levers.filter(is_strategy=False).count()
    typed = {
        "levers-TOTAL_FORMS": str(count + 1),
        f"levers-{count}-title": "Pager",
        f"levers-{count}-parts": "> I'd like $12K on top for the pager. I'd like $281K base.",
    }
    typed |= {
        f"levers-{count}-{rows}-{name}_FORMS": "0" for rows in ("asks", "quoted") for name in ("TOTAL", "INITIAL")
    }
    lever = saved(draft, **typed).levers[-1]
    assert lever.title == "Pager"
    assert ("ask", "base", 281_000) in asks(lever)


def test_what_is_asked_in_other_words_of_the_same_amount_is_in_the_script(draft):
    document = to_document(draft)
    assert "ask-not-in-script" not in {finding.code for finding in check(document, today=draft.created_at.date())}


def test_a_script_that_rests_on_offers_needs_one_and_another_does_not(draft):
    assert [lever.needs_competing_offer for lever in to_document(draft).levers] == [False, False, True]
    resting = "> I have an offer from Hooli at $280K base and another one from Globex at $282K base."
    said = saved(draft, levers__0__parts=resting, levers__2__parts="> The scope is wide. I'd like $275K base.")
    assert [lever.needs_competing_offer for lever in said.levers] == [True, False, False]


def test_what_an_editor_said_of_the_need_for_an_offer_stays(draft):
    by_hand = saved(draft, levers__0__needs_competing_offer="on")
    assert by_hand.levers[0].needs_competing_offer
    later = saved(refreshed(draft), levers__0__parts="> The scope is wide. I'd like $275K base.")
    assert later.levers[0].needs_competing_offer


def test_the_title_says_whose_offers_a_script_tells(draft):
    """Below "Competing offers" a company and its figures are an offer, as they are in a text that is imported."""
    said = saved(
        draft, levers__2__title="Competing offers", levers__2__parts="> Hooli: $281K base. I'd like $275K base."
    )
    assert [(offer.company, offer.base) for offer in said.levers[2].quoted_offers] == [("Hooli", 281_000)]
    assert ("ask", "base", 275_000) in asks(said.levers[2])
    assert ("ask", "base", 281_000) not in asks(said.levers[2])
