"""Rows that can be read in two ways: both readings at the desk, one click for all guides of the company."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from guides.document.settling import Choice, is_open, shape_of
from guides.editing import drafts, edits, states, workflow
from guides.editing.checking import recheck
from guides.editing.decided import chosen_for
from guides.editing.exporting import to_document
from guides.editing.importing import Importer
from guides.editing.previews import preview, read_texts
from guides.editing.settling import settle
from guides.models import Band, Event, Guide, Revision, Settlement
from guides.parsing import parse_guide
from offers.comparison.wording import POSITIONS
from tests import factories
from tests.factories import D
from tests.guides.admin.test_admin import change, desk, editor, publisher
from tests.html_forms import flat
from tests.page_text import text_of

pytestmark = pytest.mark.django_db

MATRIX = """### {role} | Acme Global Negotiation Guide

| Level | {place} |
|---|---|
| Mid (L4) | $140,000–$170,000 |
| Senior (L5) | $170,000–$210,000 |

> **Negotiate Up Strategy:** Open at $165,000 base. Accept at $215,000 total comp.

**Evidence & Sources**
- Levels.fyi 2025
"""
# The total of each row only follows from its parts if the grant is a year's.
GRANTS = """### {role} | Acme Global Negotiation Guide

| Region | Base Salary | Stock (RSU/4yr) | Total Comp |
|---|---|---|---|
| Boston | $100K–$120K | $40K–$60K | $140K–$180K |
| Denver | $90K–$110K | $30K–$50K | $120K–$160K |
"""


def stored(text: str, role: str = "Data Engineer", place: str = "Boston", *, publish: bool = False) -> Revision:
    made = text.format(role=role, place=place)
    imported = Importer(publish=publish).store(parse_guide(made), made)
    assert imported.revision is not None, imported.reason
    factories.commit()
    return imported.revision


def address(revision: Revision) -> str:
    return reverse("admin:guides_revision_readings", args=[revision.pk])


def told(client: Client, revision: Revision, choice: str) -> dict[str, str]:
    """What the draft's screen would send for a choice."""
    html = client.get(change(revision)).content.decode()
    form = re.search(rf'<form[^>]*id="reading-1-{choice}".*?</form>', html, re.DOTALL)
    assert form, choice
    fields = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form[0])
    return {name: value for name, value in fields if name != "csrfmiddlewaretoken"}


def decide(revision: Revision, choice: Choice) -> str:
    """Settle a revision's doubt as nobody in particular; the shape."""
    shape = shape_of(to_document(revision).bands[0])
    settle(revision.guide.company, shape, choice, today=timezone.localdate(), by=None)
    return shape


def rows(guide: Guide) -> list[tuple[str, Decimal | None, Decimal | None, Decimal | None]]:
    """Of the guide's newest revision: status, base, total and amount of no stated part of the first row."""
    revision = guide.revisions.order_by("-number")[0]
    band = revision.bands.first()
    return [(revision.status, band.base_min, band.total_min, band.unspecified_min)]


def test_the_draft_shows_both_readings_and_which_one_fits_the_guide():
    revision = stored(MATRIX)
    page = text_of(editor().get(change(revision)))
    assert "As base pay: this fits the rest of the guide." in page
    assert "The strategy's base 165,000 USD lies inside Boston, Mid (L4), 140,000–170,000 USD" in page
    assert "As annual totals. Nothing in the strategy shows that the amounts are a total." in page
    assert "Read as base pay in 1 guide" in page


def test_a_draft_without_doubts_shows_none():
    revision = factories.published()
    assert "Two readings" not in text_of(editor().get(change(revision)))


def test_one_click_settles_every_guide_of_the_company_with_such_a_table():
    ours = stored(MATRIX)
    published = stored(MATRIX, "Product Designer", "Toronto", publish=True)
    other_shape = stored(GRANTS, "Product Manager")
    elsewhere = MATRIX.format(role="Data Engineer", place="Boston").replace("Acme", "Initech")
    foreign = Importer().store(parse_guide(elsewhere), elsewhere).revision
    client = editor()
    page = text_of(client.get(address(ours)))
    assert "It fits the rest of 2 of 2 guides." in page
    assert "Product Designer" in page
    assert "Read as base pay in all 2 guides" in text_of(client.get(change(ours)))
    sent = told(client, ours, "base")
    assert sent["guides"] == "2"
    answer = client.post(address(ours), sent, follow=True)
    assert "Read as base pay: 1 draft changed and 1 new draft started." in text_of(answer)
    assert rows(ours.guide) == [("draft", 140000, None, None)]
    # What is published stays as it is; its next draft has the reading.
    assert rows(published.guide) == [("draft", 140000, None, None)]
    assert published.bands.first().unspecified_min == 140000
    assert published.guide.revisions.get(status="published").pk == published.pk
    assert Band.objects.filter(revision=other_shape, equity_period_doubtful=True).count() == 2
    assert Band.objects.filter(revision=foreign, unspecified_min__isnull=True).count() == 0
    assert "Two readings" not in text_of(client.get(change(ours)))


def test_it_stands_in_the_history_with_who_decided_and_what_changed():
    revision = stored(MATRIX)
    client = editor()
    client.post(address(revision), told(client, revision, "total"))
    event = Event.objects.get(revision=revision, kind=Event.Kind.EDITED)
    assert event.by.username == "staff0"
    assert "read as annual totals" in event.note
    assert any("140,000" in words for one in edits.changes_of(event) for _, words in one.pieces)
    assert "read as annual totals" in text_of(
        client.get(reverse("admin:guides_guide_history", args=[revision.guide_id]))
    )
    decided = Settlement.objects.get()
    assert (decided.company, decided.choice, decided.by) == (revision.guide.company, "total", event.by)


@pytest.mark.parametrize(("choice", "period", "years"), [("grant", "grant", 4), ("year", "year", None)])
def test_grants_that_may_be_yearly_are_settled_too(choice, period, years):
    revision = stored(GRANTS)
    assert revision.bands.filter(equity_period_doubtful=True).count() == 2
    client = editor()
    client.post(address(revision), told(client, revision, choice))
    found = set(revision.bands.values_list("equity_period", "equity_years", "equity_period_doubtful", "equity_min"))
    assert found == {(period, years, False, D(40000)), (period, years, False, D(30000))}
    assert not revision.findings.filter(code__in=["equity-period-doubtful", "band-two-readings"]).exists()
    assert Event.objects.filter(revision=revision, kind=Event.Kind.EDITED).count() == 1


def test_the_same_text_keeps_the_decision_however_it_comes_back():
    revision = stored(MATRIX)
    settle(
        revision.guide.company,
        shape_of(parse_guide(revision.source_text).bands[0]),
        "base",
        today=timezone.localdate(),
        by=None,
    )
    again = Importer().store(parse_guide(revision.source_text), revision.source_text)
    assert (again.outcome, again.revision.bands.first().base_min) == ("unchanged", 140000)
    # A draft that was thrown away, and a text that says the same in other words, are read alike.
    drafts.discard_draft(Revision.objects.get(pk=revision.pk))
    anew = stored(MATRIX)
    assert rows(anew.guide) == [("draft", 140000, None, None)]
    assert anew.findings.filter(code="reading-settled").count() == 1
    changed = anew.source_text.replace("2025", "2026")
    (read,) = preview([("a.md", read_texts([("a.md", changed)], today=timezone.localdate())[0])], seen={})
    assert "two-readings" not in {finding["code"] for finding in read.findings}
    assert "component-not-stated" not in {finding["code"] for finding in read.findings}


def test_a_guide_that_comes_later_is_read_as_was_decided():
    first = stored(MATRIX)
    client = editor()
    client.post(address(first), told(client, first, "base"))
    later = stored(MATRIX, "Product Designer", "Seattle")
    assert rows(later.guide) == [("draft", 140000, None, None)]
    Settlement.objects.get().delete()
    assert rows(stored(MATRIX, "Analyst", "Seattle").guide) == [("draft", None, None, 140000)]


def test_what_is_in_review_stays_and_is_told():
    ours = stored(MATRIX)
    waiting = stored(MATRIX, "Product Designer")
    workflow.submit(waiting)
    client = editor()
    assert "1 in review stays as it is." in text_of(client.get(change(ours)))
    answer = client.post(address(ours), told(client, ours, "base"), follow=True)
    assert "Acme · Product Designer: It is in review. Decide on it first." in text_of(answer)
    assert rows(waiting.guide) == [("in_review", None, None, 140000)]


def test_more_guides_than_were_told_are_looked_at_again():
    ours = stored(MATRIX)
    client = editor()
    sent = told(client, ours, "base")
    stored(MATRIX, "Product Designer")
    assert "It is 2 guides by now. Nothing was done: look again." in text_of(client.post(address(ours), sent))
    assert rows(ours.guide) == [("draft", None, None, 140000)]
    assert not Settlement.objects.exists()


@pytest.mark.parametrize("changes", [{"choice": "grant"}, {"choice": "bonus"}, {"shape": "part: elsewhere"}])
def test_what_is_no_choice_does_nothing(changes):
    revision = stored(MATRIX)
    client = editor()
    answer = client.post(address(revision), told(client, revision, "base") | changes)
    assert "Nothing was done" in text_of(answer)
    assert rows(revision.guide) == [("draft", None, None, 140000)]


def test_looking_changes_nothing_and_takes_the_right_to_change_drafts():
    revision = stored(MATRIX)
    assert editor().get(address(revision)).status_code == 200
    looking = desk("view_revision", "view_guide")
    assert looking.get(address(revision)).status_code == 403
    assert looking.post(address(revision), {"shape": "", "choice": "base"}).status_code == 403
    assert "Read as base pay" not in text_of(looking.get(change(revision)))
    assert rows(revision.guide) == [("draft", None, None, 140000)]


def test_who_settles_it_has_written_in_it(settings):
    settings.TWO_PERSON_REVIEW = True
    revision = stored(MATRIX)
    client = publisher()
    client.post(address(revision), told(client, revision, "base"))
    settler = User.objects.get(username="staff0")
    revision = Revision.objects.get(pk=revision.pk)
    workflow.submit(revision)
    with pytest.raises(states.MoveRefusedError):
        workflow.publish(Revision.objects.get(pk=revision.pk), by=settler)


def test_a_merged_companys_decisions_hold_for_its_texts():
    revision = stored(MATRIX)
    shape = decide(revision, "base")
    other = stored(MATRIX.replace("Acme", "Acme Labs"), "Analyst").guide.company
    other.merged_into = revision.guide.company
    other.save()
    factories.commit()
    assert chosen_for(["acme-labs"]) == {"acme-labs": {shape: "base"}}


def test_a_candidate_sees_both_readings_and_no_rank_until_it_is_decided():
    revision = stored(MATRIX, publish=True)
    client, owner = factories.browser()
    band = revision.bands.get(level="Mid (L4)")
    offer = factories.offer(owner, base=D(150000))
    offer.guide, offer.revision, offer.band = revision.guide, revision, band
    offer.save()
    page = text_of(client.get(offer.get_absolute_url()))
    assert "The guide prints $140,000 to $170,000 a year and doesn't say of what." in page
    assert "Read as base pay, equity and bonus come on top; read as an annual total, they are in it." in page
    assert not [rank for rank in POSITIONS.values() if f"base is {rank}" in page or f"a year is {rank}" in page]
    assert "its middle." not in page
    assert "<svg" not in client.get(offer.get_absolute_url()).content.decode().split("<table")[0]
    decide(revision, "base")
    draft = revision.guide.draft
    recheck(draft, today=timezone.localdate())
    with_reading = workflow.publish(draft)
    factories.commit()
    offer.revision, offer.band = with_reading, with_reading.bands.get(level="Mid (L4)")
    offer.save()
    assert "Your base of $150,000 a year is in the lower part of the band" in text_of(
        client.get(offer.get_absolute_url())
    )
    assert not any(is_open(one) for one in to_document(with_reading).bands)
    assert "Two readings" not in flat(client.get(revision.guide.get_absolute_url()))
