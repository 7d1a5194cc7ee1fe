"""Undoing a merging: what was moved goes back, what was changed or added since stays, and no address breaks."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from guides.document.document import Source as CitedSource
from guides.editing import drafts, workflow
from guides.editing.importing import Importer
from guides.editing.merging import MergeRefusedError, merge
from guides.editing.states import MoveRefusedError
from guides.editing.unmerging import undo, undoing, why_not_undone
from guides.models import (
    Band,
    Citation,
    Company,
    Event,
    Guide,
    LevelMapping,
    Lever,
    Location,
    LocationAlias,
    Merging,
    NamedLevel,
    Revision,
    Role,
    Source,
)
from tests import factories
from tests.guides.editing.test_merging import (
    COMPANIES,
    ROLES,
    STATE,
    STEPS,
    _addresses_on_the_site,
    _make_guides,
    company,
    guide_of,
    leads_to,
    refreshed,
    role,
)

pytestmark = pytest.mark.django_db

# A revision's time of change moves on with each of its moves, and keys of the index of levels are made anew.
KEPT = (Company, Role, Location, LocationAlias, Source, Guide, Revision, Band, Citation, Lever, LevelMapping)


def stored() -> dict:
    """Every row that a merging could change, and the levels by which guides are found."""
    rows = {
        model: {row.pop("id"): row for row in model.objects.order_by("pk").values()}
        for model in KEPT
        if model is not Revision
    }
    rows[Revision] = list(Revision.objects.order_by("pk").values("pk", "status", "guide", "first_published_at"))
    rows[NamedLevel] = set(NamedLevel.objects.values_list("revision", "company", "words", "code", "is_other", "own"))
    return rows


# Companies and roles


def test_guides_go_back_and_addresses_lead_there_before_while_and_after():
    moved = guide_of("Acme")
    guide_of("Acme Corp", "Designer")
    before = stored()
    merge(company("Acme"), company("Acme Corp"))
    assert leads_to("/guides/acme/engineer/") == "/guides/acme-corp/engineer/"
    undo(company("Acme"), by=None)
    assert stored() == before
    assert leads_to("/guides/acme/engineer/") == "/guides/acme/engineer/"
    assert leads_to("/guides/acme/") == "/guides/acme/"
    # Who kept the address that it had meanwhile is led to the guide, too.
    assert leads_to("/guides/acme-corp/engineer/") == "/guides/acme/engineer/"
    assert [event.kind for event in moved.events.all()][-2:] == ["merged", "unmerged"]


def test_a_guide_that_gave_way_is_on_the_site_again():
    old, stays = guide_of("Acme"), guide_of("Acme Corp")
    before = stored()
    merge(company("Acme"), company("Acme Corp"))
    told = " ".join(undoing(company("Acme")).consequences)
    assert "1 guide that had given way stands at the old address again: Acme · Engineer." in told
    assert "On the site again, as before: Acme · Engineer." in told
    undo(company("Acme"), by=None)
    assert stored() == before
    assert leads_to("/guides/acme/engineer/") == "/guides/acme/engineer/"
    assert leads_to("/guides/acme-corp/engineer/") == "/guides/acme-corp/engineer/"
    assert refreshed(old).merged_into is None
    assert refreshed(stays).published_revision is not None


def test_what_had_given_way_before_gives_way_to_the_same_guide_again():
    for name in ("Acme", "Bolt", "Core"):
        guide_of(name)
    merge(company("Acme"), company("Bolt"))
    before = stored()
    merge(company("Bolt"), company("Core"))
    told = " ".join(undoing(company("Bolt")).consequences)
    assert "1 guide that had given way stands at the old address again: Bolt · Engineer." in told
    with pytest.raises(MoveRefusedError, match="Bolt was merged into Core since"):
        undo(company("Acme"), by=None)
    undo(company("Bolt"), by=None)
    assert stored() == before
    assert leads_to("/guides/acme/engineer/") == "/guides/bolt/engineer/"


def test_special_roles_and_shared_ones_go_back():
    guide_of("Acme", "Designer")
    guide_of("Acme Corp", "Designer")
    guide_of("Bolt", "ML Eng")
    special = Role.objects.create(name="Staff Wizard", company=company("Acme"))
    Guide.objects.filter(company=company("Acme")).update(role=special)
    guide_of("Core", "ML Engineer")
    before = stored()
    merge(company("Acme"), company("Acme Corp"))
    merge(role("ML Eng"), role("ML Engineer"))
    undo(company("Acme"), by=None)
    undo(role("ML Eng"), by=None)
    assert stored() == before
    assert leads_to("/guides/acme-corp/staff-wizard/") == "/guides/acme/staff-wizard/"
    assert leads_to("/guides/bolt/ml-engineer/") == "/guides/bolt/ml-eng/"


@settings(deadline=None, max_examples=15)
@given(states=st.lists(STATE, min_size=15, max_size=15), steps=st.lists(STEPS, min_size=1, max_size=5))
def test_whatever_is_merged_and_undone_all_rows_are_as_they_were(states, steps):
    with transaction.atomic():
        companies = [Company.objects.create(name=name) for name in COMPANIES]
        by_name = {made.name: made for made in companies}
        roles = [Role.objects.create(name=name, company=by_name.get(owner)) for name, owner in ROLES]
        _make_guides(companies, roles, states)
        addresses = _addresses_on_the_site()
        done = []
        for kind, old, new in steps:
            records = companies if kind is Company else roles
            before = stored()
            try:
                merge(refreshed(records[old]), refreshed(records[new]))
            except MergeRefusedError:
                continue
            done.append((records[old], before))
            addresses |= _addresses_on_the_site()
        for old, before in reversed(done):
            undo(refreshed(old), by=None)
            assert stored() == before
        assert [address for address in addresses if leads_to(address) is None] == []
        transaction.set_rollback(True)


# Places and sources


def test_spellings_areas_and_rows_of_drafts_go_back():
    guide = guide_of("Acme", bands=(factories.band("Gotham Heights"),))
    draft = drafts.start_draft(guide, copy_of=guide.published_revision)
    unknown, city = Location.objects.get(name="Gotham Heights"), Location.objects.get(name="New York City")
    part = Location.objects.create(name="Lower Gotham", slug="lower-gotham", area=unknown)
    # Its name is none of its spellings, so that the merging makes one.
    unknown.aliases.update(key="gotham h", name="Gotham H")
    before = stored()
    merge(unknown, city)
    assert draft.bands.get().location == city
    assert refreshed(part).area == city
    told = " ".join(undoing(refreshed(unknown)).consequences)
    assert "“Gotham H”" in told
    assert "1 row of open drafts points at Gotham Heights again." in told
    undo(refreshed(unknown), by=None)
    assert stored() == before


def test_an_area_that_belonged_to_the_place_that_went_belongs_to_it_again():
    area = Location.objects.create(name="Gotham", slug="gotham")
    part = Location.objects.create(name="Gotham Bay", slug="gotham-bay", area=area)
    before = stored()
    merge(area, part)
    assert refreshed(part).area is None
    undo(refreshed(area), by=None)
    assert stored() == before


def test_rows_of_drafts_cite_the_old_source_again():
    guide = guide_of("Acme", sources=(CitedSource("Levels, Acme pay", "Levels.fyi"),))
    draft = drafts.start_draft(guide, copy_of=guide.published_revision)
    old, new = Source.objects.get(text="Levels, Acme pay"), Source.objects.create(text="Levels.fyi")
    for rows in (draft.bands, draft.levers, draft.levelmappings):
        rows.update(source=old)
    before = stored()
    merge(old, new)
    assert stored() != before
    undo(refreshed(old), by=None)
    assert stored() == before


# What happened since


def test_what_was_added_since_stays_with_the_one_that_stayed_and_is_named():
    guide_of("Acme")
    guide_of("Acme Corp", "Designer")
    merge(company("Acme"), company("Acme Corp"))
    added = guide_of("Acme", "Analyst")  # a text of the old name is imported for the one that stays
    told = " ".join(undoing(company("Acme")).consequences)
    assert "What was added to Acme Corp since stays there: Acme Corp · Analyst." in told
    undo(company("Acme"), by=None)
    assert refreshed(added).company == company("Acme Corp")


def test_what_was_changed_since_stays_and_is_named():
    guide = guide_of("Acme", bands=(factories.band("Gotham Heights"), factories.band("Gotham Heights", level="L5")))
    draft = drafts.start_draft(guide, copy_of=guide.published_revision)
    unknown, city = Location.objects.get(name="Gotham Heights"), Location.objects.get(name="New York City")
    merge(unknown, city)
    other = Location.objects.get(name="London")
    first, second = draft.bands.all()
    draft.bands.filter(pk=first.pk).update(location=other)
    alias = LocationAlias.objects.get(key="gotham heights")
    alias.location = other
    alias.save()
    told = " ".join(undoing(refreshed(unknown)).consequences)
    assert "What was changed since stays as it is:" in told
    assert "Gotham Heights (changed since)" in told
    assert "a band of Acme · Engineer (changed since)" in told
    undo(refreshed(unknown), by=None)
    assert refreshed(first).location == other
    assert refreshed(second).location == refreshed(unknown)
    assert refreshed(alias).location == other


def test_what_was_published_since_stays_as_it_was_published():
    guide = guide_of("Acme", bands=(factories.band("Gotham Heights"),))
    draft = drafts.start_draft(guide, copy_of=guide.published_revision)
    unknown, city = Location.objects.get(name="Gotham Heights"), Location.objects.get(name="New York City")
    merge(unknown, city)
    workflow.publish(draft)
    assert "a band of Acme · Engineer (published since)" in " ".join(undoing(refreshed(unknown)).consequences)
    undo(refreshed(unknown), by=None)
    assert draft.bands.get().location == city


def test_what_was_discarded_since_is_not_missed():
    guide = guide_of("Acme", bands=(factories.band("Gotham Heights"),))
    draft = drafts.start_draft(guide, copy_of=guide.published_revision)
    unknown = Location.objects.get(name="Gotham Heights")
    merge(unknown, Location.objects.get(name="New York City"))
    drafts.discard_draft(draft)
    undo(refreshed(unknown), by=None)
    assert refreshed(unknown).merged_into is None


def test_a_guide_published_meanwhile_goes_back_with_what_it_says_now():
    moved = guide_of("Acme")
    guide_of("Acme Corp", "Designer")
    merge(company("Acme"), company("Acme Corp"))
    workflow.publish(drafts.start_draft(refreshed(moved), copy_of=refreshed(moved).published_revision))
    undo(company("Acme"), by=None)
    moved = refreshed(moved)
    assert moved.company == company("Acme")
    assert moved.published_revision.number == 2
    named = NamedLevel.objects.filter(revision=moved.published_revision)
    assert "Acme Corp" not in set(named.values_list("company__name", flat=True))


# When it can be undone


def test_it_can_be_undone_for_thirty_days():
    guide_of("Acme")
    guide_of("Acme Corp", "Designer")
    merge(company("Acme"), company("Acme Corp"))
    merging = Merging.objects.get()
    Merging.objects.update(at=timezone.now() - timedelta(days=30) + timedelta(minutes=1))
    assert why_not_undone(company("Acme")) == ""
    Merging.objects.update(at=timezone.now() - timedelta(days=30, minutes=1))
    day = timezone.localdate(refreshed(merging).at)
    with pytest.raises(MoveRefusedError, match=f"Acme was merged on {day:%Y-%m-%d}. A merging can be undone within 30"):
        undo(company("Acme"), by=None)
    assert company("Acme").merged_into == company("Acme Corp")


def test_what_was_merged_before_anything_was_noted_says_so():
    one, other = Source.objects.create(text="One"), Source.objects.create(text="Other")
    Source.objects.filter(pk=one.pk).update(merged_into=other)
    with pytest.raises(MoveRefusedError, match="wasn't noted"):
        undo(refreshed(one), by=None)
    with pytest.raises(MoveRefusedError, match="isn't merged into another"):
        undo(other, by=None)


def test_it_is_noted_who_undid_it_and_it_can_be_merged_and_undone_again():
    alice = User.objects.create_user("alice")
    guide_of("Acme")
    guide_of("Acme Corp", "Designer")
    for _ in range(2):
        merge(company("Acme"), company("Acme Corp"), by=alice)
        undo(company("Acme"), by=alice)
        with pytest.raises(MoveRefusedError, match="isn't merged"):
            undo(company("Acme"), by=alice)
    assert {(one.by, one.undone_by) for one in Merging.objects.all()} == {(alice, alice)}
    assert Event.objects.filter(kind="unmerged", by=alice).count() == 2


def test_comparisons_and_imports_follow_the_guide_back():
    revision = guide_of("Acme").published_revision
    guide_of("Acme Corp", "Designer")
    browser, owner = factories.browser()
    offer = factories.offer(owner, revision)
    merge(company("Acme"), company("Acme Corp"))
    undo(company("Acme"), by=None)
    assert browser.get(offer.get_absolute_url()).status_code == 200
    assert refreshed(offer).guide.get_absolute_url() == "/guides/acme/engineer/"
    imported = Importer().store(factories.document(company="Acme", role="Engineer", tagline="New"), "another text")
    assert imported.revision.guide.company == company("Acme")
    assert Client().get("/guides/acme-corp/nowhere/").status_code == 404
