"""Merging on the desk: who may, what is asked first, the queue of unknown regions, and the list of sources."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from guides.document.document import Source as CitedSource
from guides.editing import drafts, workflow
from guides.models import Company, Event, Guide, Location, LocationAlias, Role, Source
from tests import factories
from tests.guides.admin.test_admin import change, desk, move
from tests.html_forms import form_of
from tests.page_text import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def acme() -> Company:
    """A company with a guide, to be merged into ``corp``."""
    return factories.published(factories.document(company="Acme", role="Engineer")).guide.company


@pytest.fixture
def corp() -> Company:
    return factories.published(factories.document(company="Acme Corp", role="Designer")).guide.company


@pytest.fixture
def unknown() -> Location:
    """A region that an import didn't know, in two bands of one guide."""
    bands = (factories.band("Gotham Heights", level="L4"), factories.band("Gotham Heights", level="L5"))
    factories.published(factories.document(company="Wayne", bands=bands))
    return Location.objects.get(name="Gotham Heights")


def source(text: str, **changes) -> Source:
    return Source.objects.create(text=text, **changes)


def refreshed(obj):
    return type(obj).objects.get(pk=obj.pk)


def merger() -> Client:
    """Somebody who may merge all kinds of records."""
    return desk("publish_guide", *(f"change_{model}" for model in ("company", "role", "location", "source", "guide")))


def changelist(model: str, query: str = "") -> str:
    return reverse(f"admin:guides_{model}_changelist") + query


def rows(page) -> str:
    """What the list shows, without the filters beside it."""
    html = page.content.decode()
    return html[html.index('<table id="result_list"') :] if "result_list" in html else ""


# Merging two records


def test_the_button_leads_to_a_picker_the_picker_to_a_plan_and_the_plan_to_the_merged_record(acme, corp):
    client = merger()
    assert move(acme, "merge") in client.get(change(acme)).content.decode()
    picker = client.get(move(acme, "merge"))
    assert "admin-autocomplete" in picker.content.decode()
    assert 'id="merge_form"' not in picker.content.decode()
    plan = client.get(move(acme, "merge"), {"into": corp.pk})
    assert "1 guide becomes one of Acme Corp, and its address leads to the new one: Acme · Engineer." in text_of(plan)
    assert refreshed(acme).merged_into is None
    response = client.post(move(acme, "merge"), form_of(plan, "merge_form"))
    assert response.url == change(corp)
    assert refreshed(acme).merged_into == corp
    assert Client().get("/guides/acme/engineer/")["Location"] == "/guides/acme-corp/engineer/"
    by = LogEntry.objects.filter(object_id__in=[str(acme.pk), str(corp.pk)])
    assert {entry.change_message for entry in by} == {"Merged into Acme Corp.", "Merged Acme into it."}
    assert Event.objects.get(kind="merged").by == LogEntry.objects.first().user


def test_looking_at_a_plan_changes_nothing(acme, corp):
    before = list(Guide.objects.values())
    merger().get(move(acme, "merge"), {"into": corp.pk, "seal": "x", "post": "yes"})
    assert refreshed(acme).merged_into is None
    assert list(Guide.objects.values()) == before


def test_what_stands_in_the_way_is_said_and_nothing_can_be_confirmed(acme, corp):
    guide = factories.published(factories.document(company="Acme Corp", role="Engineer")).guide
    workflow.withdraw(guide)
    page = merger().get(move(acme, "merge"), {"into": corp.pk})
    assert "Acme · Engineer is on the site and Acme Corp · Engineer, which would stay, isn't." in text_of(page)
    assert 'id="merge_form"' not in page.content.decode()
    merger().post(move(acme, "merge"), {"into": corp.pk})
    assert refreshed(acme).merged_into is None


def test_a_post_without_the_plan_that_was_seen_merges_nothing(acme, corp):
    page = merger().post(move(acme, "merge"), {"into": corp.pk})
    assert "Nothing was merged." in text_of(page)
    assert refreshed(acme).merged_into is None


def test_a_plan_that_changed_meanwhile_is_shown_again(acme, corp):
    client = merger()
    seen = form_of(client.get(move(acme, "merge"), {"into": corp.pk}), "merge_form")
    factories.published(factories.document(company="Acme", role="Product Manager"))
    page = client.post(move(acme, "merge"), seen)
    assert page.status_code == 200
    assert "Something changed meanwhile" in text_of(page)
    assert "2 guides become guides of Acme Corp" in text_of(page)
    assert refreshed(acme).merged_into is None
    assert client.post(move(acme, "merge"), form_of(page, "merge_form")).status_code == 302
    assert refreshed(acme).merged_into == corp


def test_confirming_twice_merges_once(acme, corp):
    client = merger()
    seen = form_of(client.get(move(acme, "merge"), {"into": corp.pk}), "merge_form")
    client.post(move(acme, "merge"), seen)
    response = client.post(move(acme, "merge"), seen, follow=True)
    assert "Acme was merged into Acme Corp already." in text_of(response)
    assert Event.objects.filter(kind="merged").count() == 1


@pytest.mark.parametrize("typed", ["", "abc", "999999", "1e400", "-1", "²", "9" * 30, "\0"])
def test_what_is_no_record_is_told_beside_the_picker(acme, typed):
    for send in (merger().get, merger().post):
        page = send(move(acme, "merge"), {"into": typed})
        assert page.status_code == 200
        assert 'class="errorlist' in page.content.decode()
    assert refreshed(acme).merged_into is None


def test_a_choice_that_was_merged_itself_stands_for_the_one_that_stays(acme, corp):
    other = factories.published(factories.document(company="Ajax", role="Designer")).guide.company
    Company.objects.filter(pk=other.pk).update(merged_into=corp)
    plan = merger().get(move(acme, "merge"), {"into": other.pk})
    assert "Acme into Acme Corp" in text_of(plan)
    merger().post(move(acme, "merge"), form_of(plan, "merge_form"))
    assert refreshed(acme).merged_into == corp


def test_roles_are_merged_in_the_same_way(acme, corp):
    old, new = Role.objects.get(name="Engineer"), Role.objects.get(name="Designer")
    client = merger()
    plan = client.get(move(old, "merge"), {"into": new.pk})
    assert client.post(move(old, "merge"), form_of(plan, "merge_form")).url == change(new)
    assert Client().get("/guides/acme/engineer/")["Location"] == "/guides/acme/designer/"


# Who may

CASES = [
    ("company", {"change_company", "publish_guide"}),
    ("role", {"change_role", "publish_guide"}),
    ("location", {"change_location"}),
    ("source", {"change_source"}),
]
ALL = {"publish_guide", *(f"{verb}_{model}" for verb in ("change", "view") for model, _ in CASES)}


@pytest.mark.parametrize(("model", "needed"), CASES)
def test_merging_needs_its_permissions(model, needed, acme, corp):
    old, new = {
        "company": (acme, corp),
        "role": (Role.objects.get(name="Engineer"), Role.objects.get(name="Designer")),
        "location": (Location.objects.get(name="Remote US"), Location.objects.get(name="New York City")),
        "source": (source("One"), source("Two")),
    }[model]
    for missing in needed:
        without = desk(*(ALL - {missing}))
        for send in (without.get, without.post):
            assert send(move(old, "merge"), {"into": new.pk}).status_code == 403
        assert "Merge into…" not in text_of(without.get(change(old)))
    assert refreshed(old).merged_into is None
    allowed = desk(*needed)
    assert "Merge into…" in text_of(allowed.get(change(old)))
    plan = allowed.get(move(old, "merge"), {"into": new.pk})
    assert allowed.post(move(old, "merge"), form_of(plan, "merge_form")).status_code == 302
    assert refreshed(old).merged_into == new


def test_visitors_are_sent_to_the_sign_in(acme, corp):
    response = Client().post(move(acme, "merge"), {"into": corp.pk})
    assert response.status_code == 302
    assert "/login/" in response.url
    assert refreshed(acme).merged_into is None


# What was merged


@pytest.fixture
def merged(acme, corp) -> Company:
    Company.objects.filter(pk=acme.pk).update(merged_into=corp)
    return refreshed(acme)


def test_lists_leave_merged_records_out_unless_they_are_asked_for(merged, corp):
    client = merger()
    address = change(merged)
    assert address not in rows(client.get(changelist("company")))
    assert address in rows(client.get(changelist("company", "?merged=yes")))
    assert change(corp) not in rows(client.get(changelist("company", "?merged=yes")))
    assert address in rows(client.get(changelist("company", "?merged=all")))


def test_pickers_leave_merged_records_out_and_searches_find_them(merged):
    client = desk("view_company", "change_company")
    query = {"app_label": "guides", "model_name": "company", "field_name": "merged_into", "term": "acme"}
    found = client.get(reverse("admin:autocomplete"), query).json()["results"]
    assert [one["text"] for one in found] == ["Acme Corp"]
    assert change(merged) in rows(client.get(changelist("company", "?merged=yes&q=acme")))


def test_a_merged_record_says_what_stands_for_it_and_cannot_be_changed(merged, corp):
    client = merger()
    page = client.get(change(merged))
    assert "was merged into Acme Corp" in text_of(page)
    assert change(corp) in page.content.decode()
    assert "Merge into…" not in text_of(page)
    assert client.post(change(merged), {"name": "Other"}).status_code == 403
    assert change(merged) in client.get(change(corp)).content.decode()


def test_a_merged_record_is_not_deleted_alone_or_among_others(merged):
    client = desk("view_company", "delete_company", "change_company", "publish_guide")
    Guide.objects.filter(company=merged).update(company=merged.merged_into)
    alone = reverse("admin:guides_company_delete", args=[merged.pk])
    assert client.post(alone, {"post": "yes"}).status_code == 403
    chosen = {"action": "delete_selected", "_selected_action": [merged.pk], "post": "yes"}
    client.post(changelist("company", "?merged=all"), chosen)
    assert Company.objects.filter(pk=merged.pk).exists()
    assert Client().get("/guides/acme/")["Location"] == "/guides/acme-corp/"


def test_a_row_of_a_draft_that_still_names_a_merged_record_gets_the_one_that_stays():
    revision = factories.published()
    draft = drafts.start_draft(revision.guide, copy_of=revision)
    client = desk("change_revision", "view_location", "view_source")
    data = form_of(client.get(change(draft)), "revision_form")
    old = Location.objects.get(name="Remote US")
    Location.objects.filter(pk=old.pk).update(merged_into=Location.objects.get(name="New York City"))
    data["bands-0-location"] = str(old.pk)
    assert client.post(change(draft), data).status_code == 302
    assert draft.bands.first().location.name == "New York City"


def test_a_guide_that_gave_way_says_so_and_has_no_moves(acme):
    factories.published(factories.document(company="Acme Corp", role="Engineer"))
    old, new = Guide.objects.get(company=acme), Guide.objects.get(company__name="Acme Corp")
    client = desk("publish_guide", "change_revision", "change_company", "view_guide")
    plan = client.get(move(acme, "merge"), {"into": new.company.pk})
    client.post(move(acme, "merge"), form_of(plan, "merge_form"))
    page = client.get(change(old))
    assert "This guide was merged into Acme Corp · Engineer" in text_of(page)
    for name in ("put-back", "new-draft"):
        assert move(old, name) not in page.content.decode()
        client.post(move(old, name))
    assert refreshed(old).published_revision is None
    assert old.draft is None
    assert "merged into another" in rows(client.get(changelist("guide")))


# Unknown regions

QUEUE = "admin:guides_location_unknown"


def own(location: Location) -> str:
    return reverse("admin:guides_location_of_its_own", args=[location.pk])


def test_the_queue_shows_each_unknown_region_with_where_it_came_from(unknown):
    client = desk("change_location", "view_revision")
    assert "Unknown regions (1)" in text_of(client.get(changelist("location")))
    page = client.get(reverse(QUEUE))
    assert "Gotham Heights" in text_of(page)
    assert "Wayne · ML/AI Engineer (2 bands)" in text_of(page)
    revision = Guide.objects.get(company__name="Wayne").published_revision
    assert f"{change(revision).partition('?')[0]}?open=bands#bands-0" in page.content.decode()


def test_only_a_few_guides_of_a_region_are_named():
    for number in range(5):
        document = factories.document(company=f"Company {number}", bands=(factories.band("Gotham Heights"),))
        factories.published(document)
    page = text_of(desk("change_location").get(reverse(QUEUE)))
    assert "Company 2 · ML/AI Engineer (1 band) and 2 more guides" in page


def test_the_queue_proposes_places_whose_name_a_region_holds():
    factories.published(factories.document(bands=(factories.band("Greater London Area"),)))
    location = Location.objects.get(name="Greater London Area")
    london = Location.objects.get(name="London")
    html = desk("change_location").get(reverse(QUEUE)).content.decode()
    assert f"{move(location, 'merge')}?into={london.pk}" in html


def test_a_region_that_is_another_spelling_leaves_the_queue(unknown):
    client = desk("change_location")
    city = Location.objects.get(name="New York City")
    plan = client.get(move(unknown, "merge"), {"into": city.pk})
    response = client.post(move(unknown, "merge"), form_of(plan, "merge_form"))
    assert response.url == reverse(QUEUE)
    assert LocationAlias.objects.get(key="gotham heights").location == city
    assert "Nothing to do here" in text_of(client.get(reverse(QUEUE)))


def test_a_region_that_is_a_place_of_its_own_leaves_the_queue(unknown):
    client = desk("change_location")
    assert client.get(own(unknown)).status_code == 405
    assert refreshed(unknown).needs_review
    for told in ("is a place of its own", "has been looked at already"):
        assert told in text_of(client.post(own(unknown), follow=True))
    assert not refreshed(unknown).needs_review
    assert LogEntry.objects.filter(object_id=str(unknown.pk)).count() == 1


def test_the_queue_needs_its_permissions(unknown):
    assert desk("change_company").get(reverse(QUEUE)).status_code == 403
    viewer = desk("view_location")
    page = viewer.get(reverse(QUEUE))
    assert "Gotham Heights" in text_of(page)
    assert "place of its own" not in text_of(page).split("Gotham Heights")[1]
    assert viewer.post(own(unknown)).status_code == 403
    assert refreshed(unknown).needs_review


def test_spellings_are_edited_on_the_page_of_the_location(unknown):
    client = desk(*(f"{verb}_{model}" for verb in ("add", "change", "view") for model in ("location", "locationalias")))
    data = form_of(client.get(change(unknown)), "location_form")
    data |= {"aliases-TOTAL_FORMS": "2", "aliases-1-name": "Gotham", "aliases-1-location": str(unknown.pk)}
    assert client.post(change(unknown), data).status_code == 302
    assert LocationAlias.objects.get(key="gotham").location == unknown


# Sources


def test_a_source_has_a_kind():
    client = desk("add_source", "change_source", "view_source")
    data = {"text": "Register", "kind": "filing", "publisher": "", "url": "", "period_from": "2026", "period_to": ""}
    assert client.post(reverse("admin:guides_source_add"), data | {"looked_at_on": ""}).status_code == 302
    made = Source.objects.get()
    assert made.kind == "filing"
    assert "a public filing or register" in rows(client.get(changelist("source", "?kind__exact=filing")))
    assert change(made) not in rows(client.get(changelist("source", "?kind__exact=survey")))


def test_sources_without_a_date_or_from_over_a_year_ago_stand_out():
    today = timezone.localdate()
    fresh = source("Fresh", period_from=str(today.year), looked_at_on=today)
    undated = source("Undated")
    ended = source("Ended", period_from="2019", period_to="2020-06")
    looked = source("Looked", period_from=str(today.year), looked_at_on=today - timedelta(days=800))
    client = desk("view_source")
    page = text_of(client.get(changelist("source")))
    assert "Undated no date" in page
    assert "Ended ended 2020-06, over a year ago" in page
    assert "Looked looked at over a year ago" in page
    for query, shown in (("undated", {undated}), ("old", {ended, looked})):
        listed = rows(client.get(changelist("source", f"?age={query}")))
        assert {one for one in (fresh, undated, ended, looked) if change(one) in listed} == shown
    assert "ended 2020-06, over a year ago" in text_of(client.get(change(ended)))


def test_a_day_that_is_still_to_come_is_told():
    made = source("Pay")
    client = desk("change_source")
    data = form_of(client.get(change(made)), "source_form")
    data["looked_at_on"] = (timezone.localdate() + timedelta(days=1)).isoformat()
    page = client.post(change(made), data)
    assert "This day is still to come." in text_of(page)
    assert refreshed(made).looked_at_on is None


def test_possible_duplicates_have_the_same_words_or_the_same_page():
    one = source("Levels.fyi — Pay (2025)", publisher="Levels.fyi")
    two = source("levels.fyi -- pay, 2025", publisher="Levels.fyi")
    other_publisher = source("levels.fyi pay 2025", publisher="Blind")
    page, same_page = source("A", url="https://www.pay.org/x/"), source("B", url="http://pay.org/x#top")
    sites = [source(text, url="https://pay.org/") for text in ("C", "D")]
    merged = source("levels fyi pay 2025", publisher="Levels.fyi", merged_into=one)
    listed = rows(desk("view_source").get(changelist("source", "?duplicates=yes&merged=all")))
    for found in (one, two, page, same_page):
        assert change(found) in listed
    for left_out in (other_publisher, *sites, merged):
        assert change(left_out) not in listed


def cite(company: str, text: str) -> Guide:
    return factories.published(factories.document(company=company, sources=(CitedSource(text),))).guide


def test_a_source_says_where_it_is_used():
    guides = [cite(f"Company {number:02}", "Pay") for number in range(22)]
    used = Source.objects.get(text="Pay")
    client = desk("view_source", "view_guide")
    page = client.get(change(used))
    assert "22 guides cite it" in text_of(page)
    assert change(guides[19]) in page.content.decode()
    assert change(guides[20]) not in page.content.decode()
    assert "and 2 more" in text_of(page)
    assert "No guide cites it now" in text_of(client.get(change(source("Idle"))))
    assert change(guides[0]) not in desk("view_source").get(change(used)).content.decode()


def test_where_it_is_used_counts_drafts_single_rows_and_what_was_merged_into_it():
    used, old = source("Pay"), source("Old pay", merged_into=source("Placeholder"))
    Source.objects.filter(pk=old.pk).update(merged_into=used)
    cite("Acme", "Something else")
    row_only = Guide.objects.get(company__name="Acme")
    draft = drafts.start_draft(row_only, copy_of=row_only.published_revision)
    draft.bands.update(source=used)
    through_merged = cite("Bolt", "Something else")
    again = drafts.start_draft(through_merged, copy_of=through_merged.published_revision)
    again.citations.update(source=old)
    workflow.withdraw(cite("Core", "Pay"))
    client = desk("view_source", "view_guide")
    html = client.get(change(used)).content.decode()
    assert [change(guide) in html for guide in (row_only, through_merged, Guide.objects.get(company__name="Core"))] == [
        True,
        True,
        False,
    ]
    listed = rows(client.get(changelist("source", "?q=Pay")))
    assert '<td class="field-guides">2</td>' in listed


# Several sources at once

CHOSEN = "admin:guides_source_merge_chosen"


def choose(client: Client, *chosen: Source):
    data = {"action": "merge_chosen", "_selected_action": [one.pk for one in chosen]}
    return client.post(changelist("source"), data, follow=True)


def test_chosen_sources_are_merged_into_the_one_that_is_chosen_to_stay():
    guide = cite("Acme", "Pay A")
    draft = drafts.start_draft(guide, copy_of=guide.published_revision)
    one, two = Source.objects.get(text="Pay A"), source("Pay B", publisher="Blind")
    stays = source("Pay C")
    client = desk("change_source")
    page = choose(client, one, two, stays)
    assert "Merge 3 sources" in text_of(page)
    plan = client.get(reverse(CHOSEN), form_of(page, "merge_choice") | {"into": stays.pk})
    assert "1 row of open drafts points at Pay C." in text_of(plan)
    assert "The one that stays has no publisher; this one says Blind." in text_of(plan)
    assert refreshed(one).merged_into is None
    confirmed = form_of(plan, "merge_form")
    assert client.post(reverse(CHOSEN), confirmed).url == change(stays)
    assert {refreshed(old).merged_into for old in (one, two)} == {stays}
    assert draft.citations.get().source == stays
    again = client.post(reverse(CHOSEN), confirmed, follow=True)
    assert "they were merged already" in text_of(again)


def test_of_chosen_sources_all_are_merged_or_none():
    one, two, stays = source("A"), source("B"), source("C")
    client = desk("change_source")
    address = reverse(CHOSEN) + f"?id={one.pk}&id={two.pk}&id={stays.pk}&into={stays.pk}"
    confirmed = form_of(client.get(address), "merge_form")
    Source.objects.filter(pk=two.pk).update(publisher="Blind")
    page = client.post(reverse(CHOSEN), confirmed)
    assert "Something changed meanwhile" in text_of(page)
    assert not Source.objects.exclude(merged_into=None).exists()


def test_one_source_alone_is_not_merged():
    assert "Choose from two to 30" in text_of(choose(desk("change_source"), source("A")))


def test_a_source_that_was_not_chosen_cannot_stay():
    one, two, other = source("A"), source("B"), source("C")
    page = desk("change_source").post(reverse(CHOSEN), {"id": [one.pk, two.pk], "into": other.pk})
    assert 'class="errorlist' in page.content.decode()
    assert not Source.objects.exclude(merged_into=None).exists()


def test_merging_chosen_sources_needs_the_permission():
    one, two = source("A"), source("B")
    viewer = desk("view_source")
    assert "merge_chosen" not in viewer.get(changelist("source")).content.decode()
    choose(viewer, one, two)
    for send in (viewer.get, viewer.post):
        assert send(reverse(CHOSEN), {"id": [one.pk, two.pk], "into": one.pk}).status_code == 403
    assert not Source.objects.exclude(merged_into=None).exists()


# Queries


def test_lists_and_the_queue_take_twelve_queries_at_most(django_assert_max_num_queries):
    for number in range(12):
        sources = (CitedSource("Pay"), CitedSource(f"Pay {number}", "Levels.fyi", "https://levels.fyi/x"))
        bands = (factories.band(f"Gotham {number}"),)
        factories.published(factories.document(company=f"Company {number}", sources=sources, bands=bands))
    source("Old pay", looked_at_on=date(2020, 1, 1), merged_into=Source.objects.get(text="Pay"))
    client = desk(superuser=True)
    addresses = [
        changelist("source", "?duplicates=yes&age=undated"),
        changelist("source", "?merged=all"),
        changelist("location", "?needs_review__exact=1"),
        changelist("role"),
        reverse(QUEUE),
        change(Source.objects.get(text="Pay")),
    ]
    for address in addresses:
        client.get(address)
        with django_assert_max_num_queries(12):
            assert client.get(address).status_code == 200


@pytest.mark.parametrize("model", [Company, Role, Location, Source])
def test_the_database_lets_no_record_be_its_own_target(model):
    factories.published()
    record = model.objects.first()
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.filter(pk=record.pk).update(merged_into=record)
