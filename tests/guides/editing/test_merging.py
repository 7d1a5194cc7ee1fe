"""Merging companies, roles, locations and sources: no address breaks, and nothing published changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from guides.document.document import Source as CitedSource
from guides.document.document import SourcePeriod
from guides.document.naming import page_key
from guides.editing import drafts, states, workflow
from guides.editing.exporting import to_document
from guides.editing.importing import Importer
from guides.editing.merging import MergeRefusedError, merge, plan
from guides.library.nearby import near_places
from guides.models import Band, Citation, Company, Event, Guide, Location, LocationAlias, Revision, Role, Source
from tests import factories
from tests.page_text import text_of

pytestmark = pytest.mark.django_db


def guide_of(company: str, role: str = "Engineer", **changes) -> Guide:
    """A published guide."""
    return factories.published(factories.document(company=company, role=role, **changes)).guide


def company(name: str) -> Company:
    return Company.objects.get(name=name)


def role(name: str) -> Role:
    return Role.objects.get(name=name)


def refreshed(obj):
    return type(obj).objects.get(pk=obj.pk)


def leads_to(address: str) -> str | None:
    """Where an address ends: its own or another page's; ``None`` where there is none."""
    response = Client().get(address)
    if response.status_code == 301:
        address = response["Location"]
        response = Client().get(address)
    return address if response.status_code == 200 else None


def said(*, but: tuple[str, ...] = ()) -> dict:
    """What every revision says, apart from the names of its guide's company or role."""
    return {
        revision.pk: replace(to_document(revision), **dict.fromkeys(but, ""))
        for revision in Revision.objects.select_related("guide__company", "guide__role")
    }


# Companies


def test_guides_of_a_merged_company_move_and_their_old_addresses_lead_to_the_new():
    moved = guide_of("Acme")
    guide_of("Acme Corp", "Designer")
    before = said(but=("company",))
    merge(company("Acme"), company("Acme Corp"))
    assert refreshed(moved).company == company("Acme Corp")
    assert refreshed(moved).published_revision_id == moved.published_revision_id
    response = Client().get("/guides/acme/engineer/")
    assert (response.status_code, response["Location"]) == (301, "/guides/acme-corp/engineer/")
    assert leads_to("/guides/acme/") == "/guides/acme-corp/"
    assert said(but=("company",)) == before


def test_the_history_of_a_moved_guide_tells_of_it():
    moved = guide_of("Acme")
    guide_of("Acme Corp", "Designer")
    merge(company("Acme"), company("Acme Corp"))
    event = moved.events.get(kind=Event.Kind.MERGED)
    assert event.note == "Acme was merged into Acme Corp."


def test_of_two_guides_for_one_address_the_one_that_was_there_stays():
    old, stays = guide_of("Acme"), guide_of("Acme Corp")
    before = said()
    merge(company("Acme"), company("Acme Corp"))
    old, stays = refreshed(old), refreshed(stays)
    assert old.merged_into == stays
    assert old.published_revision is None
    assert old.revisions.get().status == "withdrawn"
    assert [event.kind for event in old.events.all()][-2:] == ["withdrawn", "merged"]
    assert stays.published_revision is not None
    assert leads_to("/guides/acme/engineer/") == "/guides/acme-corp/engineer/"
    assert said() == before


def test_a_guide_that_gave_way_gets_no_draft_and_is_not_put_back():
    old, _ = guide_of("Acme"), guide_of("Acme Corp")
    merge(company("Acme"), company("Acme Corp"))
    with pytest.raises(states.MoveRefusedError, match="was merged into Acme Corp · Engineer"):
        drafts.start_draft(refreshed(old))
    with pytest.raises(states.MoveRefusedError, match="was merged into Acme Corp · Engineer"):
        workflow.restore(refreshed(old))


@pytest.mark.parametrize("is_double", [True, False])
def test_comparisons_of_candidates_keep_working(is_double):
    revision = guide_of("Acme").published_revision
    guide_of("Acme Corp", "Engineer" if is_double else "Designer")
    browser, owner = factories.browser()
    offer = factories.offer(owner, revision)
    before = text_of(browser.get(offer.get_absolute_url()))
    merge(company("Acme"), company("Acme Corp"))
    page = browser.get(offer.get_absolute_url())
    assert page.status_code == 200
    assert refreshed(offer).revision_id == revision.pk
    assert ("This guide was withdrawn on" in text_of(page)) == is_double
    for figure in ("$210,000", "$195,000"):
        assert (figure in text_of(page)) == (figure in before)
    for name in ("counter", "brief", "equity", "edit"):
        assert browser.get(f"{offer.get_absolute_url()}{name}/").status_code == 200
    assert leads_to(refreshed(offer).guide.get_absolute_url()) == "/guides/acme-corp/engineer/"


def test_a_form_that_a_candidate_opened_before_can_be_sent_after():
    guide_of("Acme")
    guide_of("Acme Corp")
    browser, owner = factories.browser()
    merge(company("Acme"), company("Acme Corp"))
    data = factories.form_data()
    response = browser.post(f"/offers/new/acme/engineer/?key={data['form_key']}", data)
    assert response.status_code == 302
    assert owner.offers.get().guide.company == company("Acme Corp")


def test_a_draft_of_the_guide_that_gives_way_is_not_lost():
    old, _ = guide_of("Acme"), guide_of("Acme Corp")
    draft = drafts.start_draft(old, copy_of=old.published_revision)
    with pytest.raises(MergeRefusedError, match="Acme · Engineer has work that would be lost: revision 2 is a draft"):
        merge(company("Acme"), company("Acme Corp"))
    workflow.submit(draft)
    with pytest.raises(MergeRefusedError, match="revision 2 is in review"):
        merge(company("Acme"), company("Acme Corp"))
    assert refreshed(company("Acme")).merged_into is None
    assert leads_to("/guides/acme/engineer/") == "/guides/acme/engineer/"


def test_the_only_published_one_of_two_is_not_taken_off_the_site():
    guide_of("Acme")
    stays = guide_of("Acme Corp")
    workflow.withdraw(stays)
    with pytest.raises(MergeRefusedError, match="Acme · Engineer is on the site and Acme Corp · Engineer"):
        merge(company("Acme"), company("Acme Corp"))
    workflow.restore(stays)
    merge(company("Acme"), company("Acme Corp"))
    assert leads_to("/guides/acme/engineer/") == "/guides/acme-corp/engineer/"


def test_a_withdrawn_guide_gives_way_without_being_withdrawn_again():
    old, _ = guide_of("Acme"), guide_of("Acme Corp")
    workflow.withdraw(old)
    merge(company("Acme"), company("Acme Corp"))
    assert old.events.filter(kind="withdrawn").count() == 1
    assert leads_to("/guides/acme/engineer/") == "/guides/acme-corp/engineer/"


def test_special_roles_go_along_unless_the_new_company_has_one_with_that_address():
    guide_of("Acme Corp", "Designer")
    guide_of("Acme", "Designer")
    special = Role.objects.create(name="Staff Wizard", company=company("Acme"))
    Guide.objects.filter(company=company("Acme")).update(role=special)
    other = Role.objects.create(name="Staff wizard", company=company("Acme Corp"))
    with pytest.raises(MergeRefusedError, match="both have a special role of their own"):
        merge(company("Acme"), company("Acme Corp"))
    other.delete()
    merge(company("Acme"), company("Acme Corp"))
    assert refreshed(special).company == company("Acme Corp")
    assert leads_to("/guides/acme/staff-wizard/") == "/guides/acme-corp/staff-wizard/"


def test_two_roles_of_one_address_are_not_put_at_one_company():
    guide_of("Acme")
    guide_of("Acme Corp")
    special = Role.objects.create(name="Engineer", company=company("Acme"))
    Guide.objects.filter(company=company("Acme")).update(role=special)
    with pytest.raises(MergeRefusedError, match="would have one address, and are of different roles"):
        merge(company("Acme"), company("Acme Corp"))
    merge(special, Role.objects.get(name="Engineer", company=None))
    merge(company("Acme"), company("Acme Corp"))
    assert leads_to("/guides/acme/engineer/") == "/guides/acme-corp/engineer/"


# Roles


def test_a_role_is_merged_at_all_companies():
    moved, double = guide_of("Acme", "ML Eng"), guide_of("Bolt", "ML Eng")
    stays = guide_of("Bolt", "ML Engineer")
    before = said(but=("role",))
    merge(role("ML Eng"), role("ML Engineer"))
    assert refreshed(moved).role == role("ML Engineer")
    assert refreshed(double).merged_into == stays
    assert leads_to("/guides/acme/ml-eng/") == "/guides/acme/ml-engineer/"
    assert leads_to("/guides/bolt/ml-eng/") == "/guides/bolt/ml-engineer/"
    assert said(but=("role",)) == before


def test_company_and_role_both_merged_in_either_order():
    for order in (0, 1):
        one, two = f"Acme{order}", f"Acme{order} Corp"
        guide_of(one, f"ML Eng {order}")
        guide_of(two, f"ML Engineer {order}")
        guide_of(one, f"ML Engineer {order}")
        steps = [
            lambda one=one, two=two: merge(company(one), company(two)),
            lambda order=order: merge(role(f"ML Eng {order}"), role(f"ML Engineer {order}")),
        ]
        for step in steps[::-1] if order else steps:
            step()
        for old in (one, two):
            for slug in (f"ml-eng-{order}", f"ml-engineer-{order}"):
                ends = leads_to(f"/guides/{old.lower().replace(' ', '-')}/{slug}/")
                assert ends == f"/guides/acme{order}-corp/ml-engineer-{order}/"


def test_a_special_role_is_merged_into_a_shared_one_never_the_other_way():
    guide_of("Acme", "Engineer")
    guide_of("Bolt", "Engineer")
    special = Role.objects.create(name="Engineer II", company=company("Acme"))
    Guide.objects.filter(company=company("Acme")).update(role=special)
    with pytest.raises(MergeRefusedError, match="Only Acme has the role Engineer II; Engineer is shared by all"):
        merge(role("Engineer"), special)
    elsewhere = Role.objects.create(name="Engineer III", company=company("Bolt"))
    with pytest.raises(MergeRefusedError, match="Engineer II is of Acme"):
        merge(special, elsewhere)
    merge(special, role("Engineer"))
    assert leads_to("/guides/acme/engineer-ii/") == "/guides/acme/engineer/"


def test_addresses_of_a_special_role_that_was_merged_before_its_company():
    guide_of("Acme", "Engineer")
    guide_of("Bolt", "Designer")
    special = Role.objects.create(name="Lead", company=company("Acme"))
    Guide.objects.filter(company=company("Acme")).update(role=special)
    merge(company("Acme"), company("Bolt"))
    assert leads_to("/guides/bolt/lead/") == "/guides/bolt/lead/"
    merge(refreshed(special), role("Engineer"))
    guide_of("Core", "Designer")
    workflow.withdraw(Guide.objects.get(company=company("Bolt"), role=role("Designer")))
    merge(company("Bolt"), company("Core"))
    for old in ("acme", "bolt"):
        assert leads_to(f"/guides/{old}/lead/") == "/guides/core/engineer/"


# All kinds


def test_chains_stay_one_link_long():
    for name in ("Acme", "Bolt", "Core", "Dyne"):
        guide_of(name)
    merge(company("Acme"), company("Bolt"))
    merge(company("Bolt"), company("Core"))
    merge(company("Core"), company("Dyne"))
    assert set(Company.objects.exclude(name="Dyne").values_list("merged_into__name", flat=True)) == {"Dyne"}
    assert set(Guide.objects.exclude(merged_into=None).values_list("merged_into__company__name", flat=True)) == {"Dyne"}
    assert leads_to("/guides/acme/engineer/") == "/guides/dyne/engineer/"


def test_nothing_is_merged_into_itself_twice_or_in_a_circle():
    for name in ("Acme", "Bolt", "Core"):
        guide_of(name)
    with pytest.raises(MergeRefusedError, match="into itself"):
        merge(company("Acme"), company("Acme"))
    merge(company("Acme"), company("Bolt"))
    with pytest.raises(MergeRefusedError, match="Acme was merged into Bolt already"):
        merge(company("Acme"), company("Core"))
    with pytest.raises(MergeRefusedError, match="into itself"):
        merge(company("Bolt"), company("Acme"))
    assert merge(company("Core"), company("Acme")).new == company("Bolt")
    assert company("Core").merged_into == company("Bolt")


def test_a_plan_that_changed_is_not_carried_out():
    guide_of("Acme")
    guide_of("Acme Corp", "Designer")
    agreed = plan(company("Acme"), company("Acme Corp"))
    added = guide_of("Acme", "Product Manager")
    with pytest.raises(MergeRefusedError) as refused:
        merge(company("Acme"), company("Acme Corp"), seal=agreed.seal)
    assert added in refused.value.plan.moved
    assert company("Acme").merged_into is None
    merge(company("Acme"), company("Acme Corp"), seal=refused.value.plan.seal)
    assert refreshed(added).company == company("Acme Corp")


# Locations


def test_spellings_of_a_merged_location_are_the_survivors():
    revision = guide_of("Acme", bands=(factories.band("Gotham Heights"),)).published_revision
    unknown, city = Location.objects.get(name="Gotham Heights"), Location.objects.get(name="New York City")
    assert unknown.needs_review
    before = said()
    merge(unknown, city)
    unknown = refreshed(unknown)
    assert (unknown.merged_into, unknown.needs_review) == (city, False)
    assert LocationAlias.objects.get(key="gotham heights").location == city
    assert revision.bands.get().location == unknown
    assert said() == before


def test_bands_of_drafts_and_of_new_drafts_point_at_the_surviving_location():
    guide = guide_of("Acme", bands=(factories.band("Gotham Heights"),))
    other = guide_of("Bolt", bands=(factories.band("Gotham Heights"),))
    draft = drafts.start_draft(guide, copy_of=guide.published_revision)
    city = Location.objects.get(name="New York City")
    merge(Location.objects.get(name="Gotham Heights"), city)
    assert draft.bands.get().location == city
    assert drafts.start_draft(other, copy_of=other.published_revision).bands.get().location == city


def test_imports_follow_a_merged_location():
    guide_of("Acme", bands=(factories.band("Gotham Heights"),))
    city = Location.objects.get(name="New York City")
    merge(Location.objects.get(name="Gotham Heights"), city)
    bands = guide_of("Bolt", bands=(factories.band("**Gotham Heights (USD)**"),)).published_revision.bands
    assert bands.get().location == city
    LocationAlias.objects.filter(key="gotham heights").delete()
    assert guide_of("Core", bands=(factories.band("Gotham Heights"),)).published_revision.bands.get().location == city
    assert LocationAlias.objects.get(key="gotham heights").location == city


def test_asks_for_the_surviving_place_apply_to_bands_of_the_merged_one():
    from guides.library.terms import region_keys

    band = guide_of("Acme", bands=(factories.band("Gotham Heights"),)).published_revision.bands.get()
    merge(band.location, Location.objects.get(name="New York City"))
    assert region_keys(Band.objects.get(pk=band.pk)) == {"gotham heights", "new york city"}


# Sources


def cited(text: str, **changes) -> CitedSource:
    return CitedSource(text, "Levels.fyi", **changes)


def test_readers_see_the_surviving_source_and_published_revisions_keep_theirs(django_assert_max_num_queries):
    revision = guide_of("Acme", sources=(cited("Levels.fyi, Acme pay"),)).published_revision
    guide_of(
        "Bolt", sources=(cited("Levels.fyi pay", url="https://levels.fyi/x", period=SourcePeriod("2025", "2026")),)
    )
    old, new = Source.objects.get(text="Levels.fyi, Acme pay"), Source.objects.get(text="Levels.fyi pay")
    before = said()
    assert "(no date stated)" in text_of(Client().get("/guides/acme/engineer/"))
    merge(old, new)
    # Six for the page, one for the law: while a change isn't committed nothing is kept.
    with django_assert_max_num_queries(7):
        page = Client().get("/guides/acme/engineer/")
    assert "https://levels.fyi/x" in page.content.decode()
    assert "Levels.fyi, Acme pay (2025–2026)" in text_of(page)
    assert revision.citations.get().source == old
    assert said() == before


def test_rows_of_drafts_and_of_new_drafts_cite_the_surviving_source():
    guide = guide_of("Acme", sources=(cited("Levels, Acme pay"),))
    other = guide_of("Bolt", sources=(cited("Levels, Acme pay"),))
    draft = drafts.start_draft(guide, copy_of=guide.published_revision)
    old, new = Source.objects.get(text="Levels, Acme pay"), Source.objects.create(text="Levels.fyi")
    for rows in (draft.bands, draft.levers, draft.levelmappings):
        rows.update(source=old)
    merge(old, new)
    later = drafts.start_draft(other, copy_of=other.published_revision)
    for revision, kinds in ((draft, ("citations", "bands", "levers", "levelmappings")), (later, ("citations",))):
        for rows in kinds:
            assert {row.source for row in getattr(revision, rows).all()} == {new}


def test_imports_follow_a_merged_source():
    guide_of("Acme", sources=(cited("Levels, Acme pay"),))
    new = Source.objects.create(text="Levels.fyi")
    merge(Source.objects.get(text="Levels, Acme pay"), new)
    revision = guide_of("Bolt", sources=(cited("Levels, Acme pay"),)).published_revision
    assert Citation.objects.get(revision=revision).source == new


@pytest.mark.parametrize(
    ("period", "looked_at", "is_old"),
    [
        ("2024", None, True),  # ended on 31 December 2024
        ("2025", None, False),  # ended on 31 December 2025, and the year isn't over
        ("2025-10", None, True),
        ("2025-11", None, False),  # ended on 30 November, and today is the 26th
        ("", date(2025, 11, 25), True),
        ("", date(2025, 11, 26), False),
        ("", None, False),
    ],
)
def test_a_source_is_old_a_year_after_its_period_or_its_look(period, looked_at, is_old):
    source = Source.objects.create(text="Pay", period_from=period, looked_at_on=looked_at)
    today = date(2026, 11, 26)
    assert (source in Source.objects.old(today)) == is_old


@pytest.mark.parametrize(
    ("key", "near"),
    [
        ("bay area san jose", ["bay area", "san jose"]),
        ("greater london area", ["london"]),
        ("londonderry", []),
        ("san jos", ["san jose"]),
        ("", []),
    ],
)
def test_known_places_that_a_region_may_be(key, near):
    assert near_places(key, ["london", "bay area", "san jose", "remote"]) == near


@given(st.text(alphabet="ab ", max_size=12), st.lists(st.text(alphabet="ab ", max_size=6), max_size=8))
def test_places_that_are_near_are_among_the_known_and_few(key, known):
    near = near_places(key, known)
    assert len(near) <= 4
    assert len(set(near)) == len(near)
    assert set(near) <= set(known)


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://www.levels.fyi/Company/X/", "levels.fyi/company/x"),
        ("http://levels.fyi/company/x#pay", "levels.fyi/company/x"),
        ("https://levels.fyi/company?id=1", "levels.fyi/company?id=1"),
        ("https://levels.fyi/", ""),
        ("levels.fyi", ""),
        ("", ""),
    ],
)
def test_a_page_is_told_from_a_whole_site(url, key):
    assert page_key(url) == key


# Imports of what was merged


def test_a_text_of_the_merged_company_is_imported_for_the_survivor():
    guide_of("Acme")
    guide_of("Acme Corp", "Designer")
    merge(company("Acme"), company("Acme Corp"))
    imported = Importer().store(factories.document(company="Acme", role="Engineer", tagline="New"), "another text")
    assert imported.revision.guide.get_absolute_url() == "/guides/acme-corp/engineer/"


def test_the_text_of_a_guide_that_gave_way_changes_nothing_when_it_is_imported_again():
    documents = {name: factories.document(company=name, role="Engineer") for name in ("Acme", "Acme Corp")}
    for name, document in documents.items():
        Importer(publish=True).store(document, f"text of {name}")
    merge(company("Acme"), company("Acme Corp"))
    again = Importer(publish=True)
    assert [again.store(document, f"text of {name}").outcome for name, document in documents.items()] == [
        "unchanged",
        "unchanged",
    ]


def test_two_texts_for_one_merged_guide_in_one_run_are_told():
    guide_of("Acme")
    guide_of("Acme Corp")
    merge(company("Acme"), company("Acme Corp"))
    run = Importer()
    first = run.store(factories.document(company="Acme", role="Engineer"), "one")
    second = run.store(factories.document(company="Acme Corp", role="Engineer"), "two")
    assert (first.outcome, second.outcome) == ("changed", "refused")
    assert "before in this run" in second.reason
    run = Importer()
    drafts.discard_draft(first.revision)
    first = run.store(factories.document(company="Acme Corp", role="Engineer"), "two")
    second = run.store(factories.document(company="Acme", role="Engineer"), "one")
    assert (first.outcome, second.outcome) == ("changed", "refused")
    assert "It was merged into Acme Corp · Engineer" in second.reason


# Whatever is merged

COMPANIES = ("Acme", "Bolt", "Core")
# Name and the one company that has it: Core has an engineer of its own, beside the shared one.
ROLES = (("Engineer", None), ("Designer", None), ("Lead", "Acme"), ("Lead", "Bolt"), ("Engineer", "Core"))
STEPS = st.sampled_from(
    [(Company, *pair) for pair in permutations(range(3), 2)] + [(Role, *pair) for pair in permutations(range(5), 2)]
)
STATE = st.sampled_from(["published", "", "published", "", "", "withdrawn", "draft"])


@settings(max_examples=60, deadline=None)
@given(states=st.lists(STATE, min_size=15, max_size=15), steps=st.lists(STEPS, min_size=2, max_size=8))
def test_whatever_is_merged_every_address_leads_to_a_page(states, steps):
    with transaction.atomic():
        companies = [Company.objects.create(name=name) for name in COMPANIES]
        by_name = {made.name: made for made in companies}
        roles = [Role.objects.create(name=name, company=by_name.get(owner)) for name, owner in ROLES]
        _make_guides(companies, roles, states)
        before = said(but=("company", "role"))
        addresses = _addresses_on_the_site()
        for kind, old, new in steps:
            records = companies if kind is Company else roles
            try:
                merge(refreshed(records[old]), refreshed(records[new]))
            except MergeRefusedError:
                continue
            addresses |= _addresses_on_the_site()
        broken = [address for address in addresses if leads_to(address) is None]
        assert broken == []
        for model in (Company, Role, Guide):
            assert not model.objects.filter(merged_into__merged_into__isnull=False).exists()
        assert said(but=("company", "role")) == before
        transaction.set_rollback(True)


def _make_guides(companies, roles, states):
    taken = set()
    for number, state in enumerate(states):
        company, role = companies[number % 3], roles[number // 3]
        if not state or role.company not in {None, company} or (company, role.slug) in taken:
            continue
        taken.add((company, role.slug))
        revision = drafts.start_draft(Guide.objects.create(company=company, role=role))
        if state != "draft":
            workflow.publish(revision)
        if state == "withdrawn":
            workflow.withdraw(revision.guide)


def _addresses_on_the_site() -> set[str]:
    return {guide.get_absolute_url() for guide in Guide.objects.published().for_cards()}
