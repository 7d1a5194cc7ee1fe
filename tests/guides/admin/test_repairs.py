"""Findings of a draft that are mended where they are shown."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone

from guides.editing import workflow
from guides.editing.checking import recheck
from guides.editing.edits import DraftChangedError
from guides.editing.importing import Importer
from guides.editing.repairing import mend, repairs_of
from guides.editing.states import MoveRefusedError
from guides.models import Ask, Event, Finding, Location, Revision
from guides.parsing import parse_guide
from tests import factories
from tests.guides.admin.test_admin import change, desk, editor
from tests.page_text import text_of

pytestmark = pytest.mark.django_db

GUIDE = """### Data Engineer | Acme Global Negotiation Guide

| Region | Level | Base Salary |
|---|---|---|
| {region} | L4 | $110K–$130K |
| {region} | L5 | $140K–$160K |
| Atlantis | L4 | $90K–$100K |

**Global Levers**
1. **Scope:** "The scope is wide. I'm looking for $125K base and a $20K signing bonus."

> **Negotiate Up Strategy:** "To join: $128K base." Floor is $105K base.

**Evidence & Sources**
- Levels.fyi data engineers (2025)
"""


def draft(region: str = "Austin / Dallas") -> Revision:
    text = GUIDE.format(region=region)
    imported = Importer().store(parse_guide(text), text)
    assert imported.revision is not None, imported.reason
    return imported.revision


def found(revision: Revision, code: str) -> list[Finding]:
    return list(revision.findings.filter(code=code).order_by("pk"))


def offered(revision: Revision, code: str) -> list[list[str]]:
    findings = found(revision, code)
    repairs = repairs_of(Revision.objects.get(pk=revision.pk), findings)
    return [[repair.name for repair in repairs.get(finding.pk, [])] for finding in findings]


def mended(revision: Revision, finding: Finding, name: str) -> Revision:
    mend(Revision.objects.get(pk=revision.pk), finding, name, today=timezone.localdate(), by=None)
    return Revision.objects.get(pk=revision.pk)


def rows(revision: Revision) -> list[tuple[str, str, str, int]]:
    """Each row's region, the name of its place, level and least base."""
    return [
        (band.region, band.location.name, band.level, int(band.base_min))
        for band in revision.bands.select_related("location")
    ]


# A row for several places


def test_a_row_for_two_known_places_becomes_one_for_each_with_the_same_pay():
    revision = draft()
    before = {band.level: band for band in revision.bands.all()}
    revision = mended(revision, found(revision, "region-unknown")[0], "split")
    assert rows(revision) == [
        ("Austin", "Austin", "L4", 110_000),
        ("Dallas", "Dallas", "L4", 110_000),
        ("Austin", "Austin", "L5", 140_000),
        ("Dallas", "Dallas", "L5", 140_000),
        ("Atlantis", "Atlantis", "L4", 90_000),
    ]
    assert [band.position for band in revision.bands.all()] == [0, 1, 2, 3, 4]
    assert revision.bands.get(region="Dallas", level="L5").line == before["L5"].line


def test_its_asks_hold_for_each_place_and_findings_stay_with_their_rows():
    revision = draft()
    Ask.objects.filter(lever__title="Scope", component="base").update(region="Austin / Dallas")
    finding = found(revision, "region-unknown")[0]
    told = " ".join(repairs_of(revision, [finding])[finding.pk][0].consequences)
    assert "The 2 rows for “Austin / Dallas” become a row for each, with the same pay." in told
    assert "1 of its asks becomes one for each, too." in told
    revision = mended(revision, finding, "split")
    asks = Ask.objects.filter(lever__title="Scope", component="base").values_list("region", "min")
    assert set(asks) == {("Austin", 125_000), ("Dallas", 125_000)}
    # Of the places that nobody knew only the other one is left, at the row that it has now.
    (left,) = found(revision, "region-unknown")
    assert "Atlantis" in left.message
    assert left.place == "bands/4"


def test_the_history_says_what_was_mended_and_by_whom():
    alice = User.objects.create_user("alice")
    revision = draft()
    mend(revision, found(revision, "region-unknown")[0], "split", today=timezone.localdate(), by=alice)
    event = revision.events.get(kind=Event.Kind.EDITED)
    assert event.by == alice
    assert event.note == "Make a row each for Austin and Dallas."
    places = {change["place"] for change in event.changes}
    assert {"Band Dallas · L4 · USD: base", "Band Austin / Dallas · L4 · USD: base"} <= places


@pytest.mark.parametrize(
    "region",
    [
        "Austin / Atlantis City",  # one is unknown
        "Austin",  # one place
        "Austin, Dallas",  # a comma may stand before a state
        "London / New York City",  # paid in two currencies
        "Austin / austin",  # the same place twice
    ],
)
def test_nothing_is_offered_where_the_words_leave_it_open(region):
    assert "split" not in [name for names in offered(draft(region), "region-unknown") for name in names]


def test_nothing_is_offered_for_a_place_and_what_it_is_a_part_of():
    texas = Location.objects.create(name="Lone Star", slug="lone-star", currency="USD")
    texas.spell_name()
    Location.objects.filter(name="Austin").update(parent=texas)
    assert offered(draft("Austin / Lone Star"), "region-unknown")[0] == []


def test_nothing_is_offered_for_places_of_one_market():
    austin = Location.objects.get(name="Austin")
    Location.objects.filter(name="Dallas").update(area=austin)
    assert offered(draft(), "region-unknown")[0] == []


def test_nothing_is_offered_once_somebody_has_said_that_it_is_a_place():
    revision = draft()
    Location.objects.filter(name="Austin / Dallas").update(needs_review=False)
    assert offered(revision, "region-unknown")[0] == []


def test_a_row_without_a_place_is_mended_as_well():
    revision = draft()
    revision.bands.filter(region="Austin / Dallas").update(location=None)
    recheck(revision, today=timezone.localdate())
    assert offered(revision, "place-missing")[0] == ["split"]
    revision = mended(revision, found(revision, "place-missing")[0], "split")
    assert found(revision, "place-missing") == []
    assert [row[0] for row in rows(revision)][:2] == ["Austin", "Dallas"]


# An ask that isn't in its script


def with_wrong_ask(component: str = "base", lever: str = "Scope") -> Revision:
    """A draft in which somebody has mistyped the amount of an ask."""
    revision = draft()
    (ask,) = Ask.objects.filter(lever__revision=revision, lever__title=lever, component=component, role="ask")
    ask.min = ask.max = 177_000
    ask.save()
    recheck(revision, today=timezone.localdate())
    return revision


@pytest.mark.parametrize(("lever", "amount"), [("Scope", 125_000), ("", 128_000)])
def test_the_amount_is_taken_from_the_script(lever, amount):
    revision = with_wrong_ask(lever=lever)
    assert offered(revision, "ask-not-in-script") == [["take-0", "drop"]]
    revision = mended(revision, found(revision, "ask-not-in-script")[0], "take-0")
    ask = Ask.objects.get(lever__revision=revision, lever__title=lever, component="base", role="ask")
    assert (ask.min, ask.max, ask.currency) == (amount, amount, "USD")
    assert found(revision, "ask-not-in-script") == []


def test_what_will_change_is_said_before():
    revision = with_wrong_ask()
    (finding,) = found(revision, "ask-not-in-script")
    take, drop = repairs_of(revision, [finding])[finding.pk]
    assert take.label == "Take the ask of 125,000 USD base from the script"
    assert take.consequences[0].startswith("Instead of the ask of 177,000 USD base.")
    assert drop.label == "Drop the ask of 177,000 USD base"
    assert drop.consequences[0].startswith("The words of “Scope” stay as they are")


def test_an_ask_is_dropped_and_its_words_stay():
    revision = with_wrong_ask()
    words = revision.levers.get(title="Scope").parts
    revision = mended(revision, found(revision, "ask-not-in-script")[0], "drop")
    lever = revision.levers.get(title="Scope")
    assert lever.parts == words
    assert [ask.component for ask in lever.asks.all()] == ["signing"]
    assert found(revision, "ask-not-in-script") == []


def test_where_the_script_has_no_such_amount_the_ask_can_only_be_dropped():
    revision = draft()
    lever = revision.levers.get(title="Scope")
    Ask.objects.create(
        revision=revision, lever=lever, position=9, component="equity", min=90_000, max=90_000, currency="USD"
    )
    recheck(revision, today=timezone.localdate())
    assert offered(revision, "ask-not-in-script") == [["drop"]]


# At the desk


def form(client, revision: Revision, name: str) -> tuple[str, dict[str, str]]:
    """Address and fields of the form of the first button of that name on a draft's screen."""
    html = client.get(change(revision)).content.decode()
    made = re.search(rf'<form[^>]*id="(mend-\d+-{name})"[^>]*action="([^"]*)">(.*?)</form>', html, re.DOTALL)
    assert made, name
    assert f'form="{made[1]}"' in html
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', made[3]))
    return made[2], {name: value for name, value in fields.items() if name != "csrfmiddlewaretoken"}


def test_a_button_beside_the_finding_mends_it():
    revision = draft()
    client = editor()
    page = text_of(client.get(change(revision)))
    assert "Make a row each for Austin and Dallas" in page
    assert "The 2 rows for “Austin / Dallas” become a row for each" in page
    address, fields = form(client, revision, "split")
    page = text_of(client.post(address, fields, follow=True))
    assert "Mended: “Austin / Dallas” is not among the known locations" in page
    assert revision.bands.count() == 5
    # A second press finds nothing to do.
    page = text_of(client.post(address, fields, follow=True))
    assert revision.bands.count() == 5
    assert "This finding is gone" in page


def test_what_was_changed_since_the_page_was_opened_is_looked_at_again():
    revision = draft()
    client = editor()
    address, fields = form(client, revision, "split")
    Revision.objects.get(pk=revision.pk).save()
    page = text_of(client.post(address, fields, follow=True))
    assert "Nothing was changed. The draft was changed a moment ago." in page
    assert revision.bands.count() == 3
    with pytest.raises(DraftChangedError):
        mend(revision, found(revision, "region-unknown")[0], "split", today=timezone.localdate(), by=None)


def test_only_drafts_are_mended_and_only_by_who_may_change_them():
    revision = draft()
    finding = found(revision, "region-unknown")[0]
    client = editor()
    address, fields = form(client, revision, "split")
    assert desk("view_revision").post(address, fields).status_code == 403
    assert client.get(address).status_code == 405
    assert client.post(address, fields | {"do": "nonsense"}).status_code == 302
    workflow.submit(revision)
    factories.commit()
    assert "Make a row each" not in text_of(client.get(change(revision)))
    with pytest.raises(MoveRefusedError):
        mended(revision, finding, "split")
    assert client.get(reverse("admin:guides_revision_mend", args=[revision.pk, 0])).status_code == 405
    assert revision.bands.count() == 3
