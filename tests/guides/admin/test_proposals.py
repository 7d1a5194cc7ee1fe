"""What all guides share under the two-person rule: nothing is live before somebody else has agreed."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Permission, User
from django.core.exceptions import ValidationError
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from guides.editing import proposals
from guides.editing.accepting import accept
from guides.editing.drafts import start_draft
from guides.editing.states import MoveRefusedError
from guides.library.rates import newest_rates
from guides.models import (
    Company,
    ExchangeRate,
    Finding,
    Guide,
    Location,
    LocationAlias,
    Proposal,
    Revision,
    Role,
    Source,
    StatutoryRate,
    VestingPreset,
)
from offers.models import Offer
from tests import factories
from tests.days import today
from tests.factories import D
from tests.guides.admin.test_admin import desk
from tests.html_forms import form_of
from tests.page_text import text_of

pytestmark = pytest.mark.django_db

LIST = "/admin/guides/proposal/"
RATES = "/admin/guides/exchangerate/"
EDITS = [
    f"{verb}_{model}"
    for model in ("company", "role", "location", "source", "guide", "exchangerate", "proposal")
    for verb in ("add", "change", "view")
]


@pytest.fixture(autouse=True)
def _two_people(settings):
    settings.TWO_PERSON_REVIEW = True


def person(name: str, *more: str) -> Client:
    user = User.objects.create_user(name, is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=[*EDITS, *more]))
    client = Client()
    client.force_login(user)
    return client


def two() -> tuple[Client, Client]:
    """An editor who may not publish, and a publisher."""
    return person("alice"), person("bob", "publish_guide")


def address(proposal: Proposal, move: str = "change") -> str:
    return f"{LIST}{proposal.pk}/{move}/"


def published() -> Revision:
    """A guide that went on the site before the rule was turned on."""
    with override_settings(TWO_PERSON_REVIEW=False):
        return factories.published()


def new_rate(client: Client, currency: str = "GBP", per_euro: str = "0.0001"):
    data = {"currency": currency, "per_euro": per_euro, "on": today(), "source": "Somebody", "is_sure": "on"}
    return client.post(f"{RATES}add/", data, follow=True)


def save(client: Client, record, **changes):
    at = reverse(f"admin:guides_{record._meta.model_name}_change", args=[record.pk])
    data = form_of(client.get(at), f"{record._meta.model_name}_form") | changes
    response = client.post(at, data, follow=True)
    assert "errornote" not in response.content.decode()
    return response


# Rates


def test_a_rate_is_used_once_a_second_person_has_agreed():
    alice, bob = two()
    before = newest_rates(today()).by_currency["GBP"].per_euro
    page = text_of(new_rate(alice))
    assert "Another person has to agree: until then the site stays as it is." in page
    assert newest_rates(today()).by_currency["GBP"].per_euro == before
    proposal = Proposal.objects.get()
    told = text_of(bob.get(address(proposal, "approve")))
    assert "1 EUR = 0.000100 GBP" in told or "1 EUR = 0.0001 GBP" in told
    bob.post(address(proposal, "approve"))
    factories.commit()
    assert newest_rates(today()).by_currency["GBP"].per_euro == D("0.0001")


def many_rates(by: str, count: int) -> Proposal:
    """Rates of a currency on as many days, the last of them a wrong one."""
    first = today() - timedelta(days=count)
    worth = [*(D("0.85") for _ in range(count - 1)), D("0.0001")]
    rates = [
        ExchangeRate(currency="GBP", per_euro=per_euro, on=first + timedelta(days=day), source="Somebody")
        for day, per_euro in enumerate(worth)
    ]
    return proposals.propose_rates(rates, by=User.objects.get(username=by))


@pytest.mark.parametrize("move", ["approve", "decline", "change"])
def test_each_of_many_rates_can_be_seen_before_anybody_agrees(move):
    _, bob = two()
    proposal = many_rates("alice", 301)
    first = bob.get(address(proposal, move))
    assert "GBP: 301 rates" in text_of(first)
    assert "1 EUR = 0.0001 at the lowest and 0.85 at the highest." in text_of(first)
    shown, at = [], address(proposal, move)
    while at:
        page = bob.get(at).content.decode()
        shown += re.findall(r"GBP on (\d{4}-\d\d-\d\d)", page)
        later = re.search(r'href="(\?page=\d+)" rel="next"', page)
        at = address(proposal, move) + later[1] if later else ""
    assert shown == [row["on"] for row in Proposal.objects.get().changes]


def test_nobody_agrees_in_the_list_to_what_it_does_not_show():
    _, bob = two()
    proposal = many_rates("alice", 6)
    assert "And 1 more." in text_of(bob.get(LIST))
    page = bob.post(LIST, {"action": "approve_chosen", "_selected_action": [proposal.pk]}, follow=True)
    assert "look at them on its page first" in text_of(page)
    assert Proposal.objects.get().is_open
    bob.post(address(proposal, "approve"))
    assert ExchangeRate.objects.filter(source="Somebody").count() == 6


@pytest.mark.parametrize("who", ["alice", "bob"])
def test_nobody_agrees_to_what_they_proposed(who):
    people = dict(zip(("alice", "bob"), two(), strict=True))
    new_rate(people[who])
    proposal = Proposal.objects.get()
    response = people[who].post(address(proposal, "approve"), follow=True)
    assert response.status_code == (403 if who == "alice" else 200)
    people[who].post(LIST, {"action": "approve_chosen", "_selected_action": [proposal.pk]})
    assert not ExchangeRate.objects.filter(per_euro=D("0.0001")).exists()
    assert Proposal.objects.get().is_open
    with pytest.raises(MoveRefusedError, match="Another person has to agree"):
        proposals.approve(proposal, by=User.objects.get(username=who))


def test_who_may_not_publish_agrees_to_nobodys():
    alice, _ = two()
    new_rate(person("carol"))
    for move in ("approve", "decline"):
        assert alice.post(address(Proposal.objects.get(), move), {"note": "x"}).status_code == 403
    assert not ExchangeRate.objects.filter(per_euro=D("0.0001")).exists()


def test_a_table_of_rates_waits_as_one_change():
    alice, bob = two()
    at = f"{RATES}import/"
    text = f"Date,USD,SEK\n{today()},1.1,11\n"
    page = alice.post(at, form_of(alice.get(at), "import-form") | {"text": text})
    alice.post(at, form_of(page, "import-form") | {"store": "yes"})
    assert not ExchangeRate.objects.filter(on=today()).exists()
    assert "2 rates" in text_of(bob.get(LIST))
    bob.post(LIST, {"action": "approve_chosen", "_selected_action": [Proposal.objects.get().pk]})
    assert ExchangeRate.objects.filter(on=today()).count() == 2


def test_a_wrong_rate_is_withdrawn_by_two_and_the_newest_that_stands_is_used():
    alice, bob = two()
    before = newest_rates(today()).by_currency["GBP"]
    wrong = ExchangeRate.objects.create(currency="GBP", per_euro=D("0.0001"), on=today(), source="Somebody")
    factories.changed()
    assert newest_rates(today()).by_currency["GBP"].per_euro == D("0.0001")
    alice.post(f"{RATES}{wrong.pk}/withdraw/", {"note": ""})
    assert not Proposal.objects.exists()
    alice.post(f"{RATES}{wrong.pk}/withdraw/", {"note": "A slip of four digits."})
    assert newest_rates(today()).by_currency["GBP"].per_euro == D("0.0001")
    bob.post(address(Proposal.objects.get(), "approve"))
    factories.commit()
    assert newest_rates(today()).by_currency["GBP"] == before
    wrong.refresh_from_db()
    assert (wrong.per_euro, wrong.withdrawn_by.username, wrong.withdrawn_why) == (
        D("0.0001"),
        "alice",
        "A slip of four digits.",
    )
    assert "withdrawn on" in text_of(bob.get(RATES))
    # The right one for the same day and source can be entered; the wrong one isn't taken again.
    again = [
        ExchangeRate(currency="GBP", per_euro=D(rate), on=today(), source="Somebody") for rate in ("0.0001", "0.9")
    ]
    assert ExchangeRate.objects.add_missing(again[:1]).new == []
    assert len(ExchangeRate.objects.add_missing(again[1:]).new) == 1


def test_a_comparison_made_before_says_that_a_rate_was_withdrawn():
    wrong = ExchangeRate.objects.create(currency="GBP", per_euro=D("0.0001"), on=today(), source="Somebody")
    client, owner = factories.browser()
    offer = factories.offer(owner, published(), currency="GBP")
    proposals_off = User.objects.create_user("carol")
    proposal = proposals.withdraw_rate(wrong, why="A slip.", by=proposals_off)
    proposals.approve(proposal, by=User.objects.create_user("dave"))
    factories.commit()
    told = text_of(client.get(offer.get_absolute_url()))
    assert "1 EUR = 0.0001 GBP, was withdrawn on" in told
    assert "A slip." not in told
    Offer.objects.update(created_at=timezone.now() + timedelta(seconds=1))
    assert "was withdrawn" not in text_of(client.get(offer.get_absolute_url()))


# Names, sources, dates


def test_names_addresses_and_dates_wait_too():
    alice, bob = two()
    revision = published()
    company, role, guide = revision.guide.company, revision.guide.role, revision.guide
    source = revision.citations.first().source
    place = revision.bands.first().location
    save(alice, company, name="Gotcha", aliases="g\nh")
    save(alice, role, name="Janitor")
    save(alice, place, name="Gotham")
    save(alice, source, url="https://evil.example/")
    save(alice, guide, verified_on=str(today()), review_due_on="")
    found = [Company, Role, Location, Source, Guide]
    assert not Company.objects.filter(name="Gotcha").exists()
    assert not Role.objects.filter(name="Janitor").exists()
    assert not Location.objects.filter(name="Gotham").exists()
    assert not Source.objects.filter(url__contains="evil").exists()
    assert Guide.objects.get(pk=guide.pk).verified_on is None
    assert Proposal.objects.open().count() == len(found)
    for proposal in Proposal.objects.open():
        assert bob.post(address(proposal, "approve")).status_code == 302
    for record, name, value in (
        (company, "name", "Gotcha"),
        (company, "aliases", ["g", "h"]),
        (role, "name", "Janitor"),
        (place, "name", "Gotham"),
        (source, "url", "https://evil.example/"),
        (guide, "verified_on", today()),
    ):
        record.refresh_from_db()
        assert getattr(record, name) == value
    assert LocationAlias.objects.get(name="Gotham").location == place
    assert guide.events.get(kind="dates").by.username == "alice"


def test_what_a_place_is_part_of_waits_and_is_named():
    alice, bob = two()
    ohio = Location.objects.get(slug="ohio")
    place = Location.objects.create(name="Dayton", slug="dayton", country="US", currency="USD")
    save(alice, place, parent=str(ohio.pk), code="us-oh")
    place.refresh_from_db()
    assert (place.parent, place.code) == (None, "")
    told = text_of(bob.get(address(Proposal.objects.get())))
    assert "Parent: nothing → “Ohio”." in told
    assert "Code: nothing → “US-OH”." in told
    bob.post(address(Proposal.objects.get(), "approve"))
    place.refresh_from_db()
    assert (place.parent, place.code) == (ohio, "US-OH")


def test_a_ring_of_places_that_came_about_meanwhile_is_not_agreed_to():
    alice, bob = two()
    ohio = Location.objects.get(slug="ohio")
    place = Location.objects.create(name="Dayton", slug="dayton")
    save(alice, place, parent=str(ohio.pk))
    Location.objects.filter(pk=ohio.pk).update(parent=place)
    assert "is this place, or a part of it" in text_of(
        bob.post(address(Proposal.objects.get(), "approve"), follow=True)
    )
    assert Location.objects.get(pk=place.pk).parent is None


def test_dates_of_many_guides_wait():
    alice, _ = two()
    guide = published().guide
    data = {
        "action": "set_dates",
        "_selected_action": [guide.pk],
        "confirm": "yes",
        "as_of": timezone.now().isoformat(),
    }
    page = alice.post("/admin/guides/guide/", data | {"verified_on": str(today())}, follow=True)
    assert "Another person has to agree" in text_of(page)
    guide.refresh_from_db()
    assert guide.verified_on is None
    assert Proposal.objects.get().changes == [{"field": "verified_on", "before": None, "after": str(today())}]


def test_what_was_changed_meanwhile_is_not_overwritten():
    alice, bob = two()
    company = published().guide.company
    save(alice, company, name="First")
    Company.objects.filter(pk=company.pk).update(name="Second")
    page = text_of(bob.post(address(Proposal.objects.get(), "approve"), follow=True))
    assert "was changed meanwhile" in page
    assert Company.objects.get(pk=company.pk).name == "Second"
    assert Proposal.objects.get().is_open


def test_what_would_break_a_rule_by_now_is_refused():
    alice, bob = two()
    company = published().guide.company
    save(alice, company, name="Twin")
    Company.objects.create(name="Twin", slug="other-twin")
    assert "It can't be done any more." in text_of(bob.post(address(Proposal.objects.get(), "approve"), follow=True))
    assert Company.objects.get(pk=company.pk).name == "Runway"


def test_sources_are_merged_by_who_may_publish():
    alice, bob = two()
    source = published().citations.first().source
    assert alice.get(f"/admin/guides/source/{source.pk}/merge/").status_code == 403
    assert bob.get(f"/admin/guides/source/{source.pk}/merge/").status_code == 200


# The desk


def test_a_change_can_be_declined_with_a_reason_or_taken_back():
    alice, bob = two()
    new_rate(alice)
    new_rate(alice, "SEK", "99")
    first, second = Proposal.objects.order_by("pk")
    bob.post(address(first, "decline"), {"note": ""})
    assert Proposal.objects.open().count() == 2
    bob.post(address(first, "decline"), {"note": "Four digits are missing."})
    bob.post(address(second, "take-back"))
    assert Proposal.objects.open().get() == second
    alice.post(address(second, "take-back"))
    assert not Proposal.objects.open().exists()
    assert "Four digits are missing." in text_of(alice.get(address(first)))
    bob.post(address(first, "approve"))
    assert not ExchangeRate.objects.filter(source="Somebody").exists()


def test_the_front_says_that_a_change_waits():
    alice, bob = two()
    new_rate(alice)
    assert "1 change waits for a second person" in text_of(bob.get("/admin/"))
    labels = re.findall(
        r"<li><a href=\"[^\"]+/(approve|decline|take-back)/\"",
        bob.get(address(Proposal.objects.get())).content.decode(),
    )
    assert labels == ["approve", "decline"]


def test_both_groups_see_what_waits():
    for name in ("Editors", "Publishers"):
        assert Permission.objects.filter(group__name=name, codename="view_proposal").exists()


def test_one_person_is_enough_where_the_rule_is_off(settings):
    settings.TWO_PERSON_REVIEW = False
    alice, _ = two()
    new_rate(alice, per_euro="0.9")
    rate = ExchangeRate.objects.get(source="Somebody")
    save(alice, published().guide.company, name="Gotcha")
    assert Company.objects.filter(name="Gotcha").exists()
    alice.post(f"{RATES}{rate.pk}/withdraw/", {"note": "A slip."})
    rate.refresh_from_db()
    assert rate.withdrawn_at
    assert not Proposal.objects.exists()


def test_a_rate_that_is_no_rate_is_refused_before_it_waits():
    alice, _ = two()
    assert "A rate is more than nothing." in text_of(new_rate(alice, per_euro="-1"))
    assert not Proposal.objects.exists()
    with pytest.raises(ValidationError):
        ExchangeRate(currency="GBP", per_euro=D(-1), on=date(2026, 1, 1), source="x").full_clean()


# What is found to be fine on the site


def test_an_error_that_bars_a_row_of_the_site_is_lifted_by_a_second_person_alone():
    revision = published()
    bars = {"code": "range-inverted", "severity": "error", "message": "Upside down.", "place": "bands/0"}
    on_site = Finding.objects.create(revision=revision, **bars)
    may_publish = ("change_revision", "publish_guide")
    editor, author, second = (
        person("carol", "change_revision"),
        person("dan", *may_publish),
        person("eve", *may_publish),
    )
    draft = start_draft(revision.guide, copy_of=revision, by=User.objects.get(username="carol"))
    in_draft = Finding.objects.create(revision=draft, **bars)
    Revision.objects.filter(pk=revision.pk).update(created_by=User.objects.get(username="dan"))
    # By way of a draft in which it stands, too.
    for client, finding in ((editor, on_site), (editor, in_draft), (author, on_site), (author, in_draft)):
        page = reverse("admin:guides_revision_accept", args=[finding.revision_id, finding.pk])
        assert "Another person has to look" in text_of(client.get(page))
        client.post(page, {"reason": "Fine."})
        assert not revision.bands.comparable().filter(position=0).exists()
        with pytest.raises(MoveRefusedError):
            accept(finding, reason="Fine.", by=None)
    page = reverse("admin:guides_revision_accept", args=[revision.pk, on_site.pk])
    assert "Settled" in text_of(second.post(page, {"reason": "Fine."}, follow=True))
    assert revision.bands.comparable().filter(position=0).exists()


def test_what_bars_nothing_on_the_site_is_found_fine_by_any_editor():
    revision = published()
    editor = person("carol", "change_revision")
    for severity, place in (("warning", "bands/0"), ("error", "strategy")):
        finding = Finding.objects.create(
            revision=revision, code="odd", severity=severity, message=f"{severity} {place}", place=place
        )
        page = reverse("admin:guides_revision_accept", args=[revision.pk, finding.pk])
        assert "Settled" in text_of(editor.post(page, {"reason": "Fine."}, follow=True))


@pytest.mark.parametrize("model", [StatutoryRate, VestingPreset])
def test_who_may_not_publish_changes_nothing_that_counts_at_once(model, settings):
    verbs = [f"{verb}_{model._meta.model_name}" for verb in ("add", "change", "delete", "view")]
    one, address = model.objects.first(), f"/admin/guides/{model._meta.model_name}/"
    pages = [f"{address}add/", f"{address}{one.pk}/delete/"]
    alone, may_publish = desk(*verbs), desk(*verbs, "publish_guide")
    assert [alone.get(page).status_code for page in pages] == [403, 403]
    assert alone.post(pages[1], {"post": "yes"}).status_code == 403
    assert alone.post(f"{address}{one.pk}/change/", {}).status_code == 403
    assert alone.get(address).status_code == 200
    assert model.objects.filter(pk=one.pk).exists()
    assert [may_publish.get(page).status_code for page in pages] == [200, 200]
    settings.TWO_PERSON_REVIEW = False
    assert [alone.get(page).status_code for page in pages] == [200, 200]
