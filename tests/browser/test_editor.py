"""The editor's way: a draft mended, published and seen by a candidate."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import expect

from guides.models import Guide
from offers.models import Offer
from tests import factories


@pytest.fixture
def desk(page):
    """A signed-in editor at a desk screen."""
    User.objects.create_superuser("editor", "editor@example.org", "a long enough password")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto("/admin/")
    page.get_by_label("Email").fill("editor@example.org")
    page.get_by_label("Password").fill("a long enough password")
    page.get_by_role("button", name="Sign In").click()
    return page


def confirm(page, label: str) -> None:
    page.get_by_role("link", name=label, exact=True).click()
    page.get_by_role("button", name=re.compile(f"^{label}")).click()


def open_all(page) -> None:
    page.get_by_role("button", name="Open all sections").click()
    expect(page.locator("#citations-group")).to_be_visible()


def test_a_draft_is_mended_published_and_seen(desk):
    factories.published()
    page = desk
    page.get_by_role("link", name="Guides", exact=True).first.click()
    page.get_by_role("link", name="Guides", exact=True).last.click()
    page.get_by_role("link", name="Runway · ML/AI Engineer").click()
    confirm(page, "New draft")
    expect(page.get_by_text("Revision 2 is your draft.")).to_be_visible()
    open_all(page)

    page.locator("[name=bands-0-base_max]").fill("285K")
    page.locator("[name=strategy-0-asks-3-min]").fill("300,000")
    page.locator("[name=strategy-0-asks-3-max]").fill("300,000")
    page.get_by_role("button", name="Save", exact=True).click()
    findings = page.locator("aside.findings")
    expect(findings).to_contain_text("floor 300,000 USD is above the ask 270,000")

    page.locator("[name=strategy-0-asks-3-min]").fill("245,000")
    page.locator("[name=strategy-0-asks-3-max]").fill("245,000")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("aside.findings")).not_to_contain_text("above the ask")
    confirm(page, "Publish")
    page.get_by_role("link", name="on the site").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("$195,000 to $285,000")


def test_asks_are_added_and_removed_under_their_lever(desk):
    revision = factories.published()
    page = desk
    page.goto(f"/admin/guides/guide/{revision.guide_id}/change/")
    confirm(page, "New draft")
    open_all(page)
    lever = page.locator("#levers-0")
    lever.get_by_role("button", name="Add an ask").click()
    lever.locator("[name=levers-0-asks-1-component]").select_option("signing")
    lever.locator("[name=levers-0-asks-1-min]").fill("55K")
    lever.locator("[name=levers-0-asks-1-max]").fill("55K")
    lever.locator("[name=levers-0-asks-1-currency]").fill("USD")
    lever.get_by_role("button", name="Add an ask").click()
    lever.locator(".nested-remove").last.click()
    page.get_by_role("button", name="Save", exact=True).click()
    draft = Guide.objects.get().draft
    asks = [(ask.component, int(ask.min)) for ask in draft.levers.get(title="Scarcity premium").asks.all()]
    assert asks == [("base", 265_000), ("signing", 55_000)]


def test_a_lever_that_is_added_takes_asks_and_quoted_offers_of_its_own(desk):
    revision = factories.published()
    page = desk
    page.goto(f"/admin/guides/guide/{revision.guide_id}/change/")
    confirm(page, "New draft")
    open_all(page)
    page.get_by_text("Add another Lever", exact=True).click()
    lever = page.locator("#levers-3")
    lever.locator("[name=levers-3-title]").fill("Timing")
    lever.locator("[name=levers-3-parts]").fill("> The quarter ends on Friday.")
    lever.get_by_role("button", name="Add an ask").click()
    lever.get_by_role("button", name="Add an ask").click()
    for number, amount in enumerate(["280K", "290K"]):
        lever.locator(f"[name=levers-3-asks-{number}-min]").fill(amount)
        lever.locator(f"[name=levers-3-asks-{number}-currency]").fill("USD")
    lever.get_by_role("button", name="Add a quoted offer").click()
    lever.locator("[name=levers-3-quoted-0-company]").fill("Initech")
    section = page.locator("#sections-0")
    section.get_by_role("button", name="Add an ask").click()
    section.locator("[name=sections-0-asks-1-min]").fill("12K")
    section.locator("[name=sections-0-asks-1-currency]").fill("USD")
    strategy = page.locator("#strategy-0")
    strategy.get_by_role("button", name="Add an ask").click()
    strategy.locator("[name=strategy-0-asks-4-min]").fill("13K")
    strategy.locator("[name=strategy-0-asks-4-currency]").fill("USD")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#levers-3")).to_have_class(re.compile("has_original"))
    draft = Guide.objects.get().draft
    added = draft.levers.get(title="Timing")
    assert [int(ask.min) for ask in added.asks.all()] == [280_000, 290_000]
    assert [offer.company for offer in added.quoted_offers.all()] == ["Initech"]
    assert int(draft.sections.get().asks.last().min) == 12_000
    assert int(draft.levers.get(is_strategy=True).asks.last().min) == 13_000


def test_a_candidate_is_told_of_a_newer_revision(desk, live_server, chromium):
    revision = factories.published()
    context = chromium.new_context(base_url=live_server.url)
    candidate = context.new_page()
    candidate.goto("/offers/new/runway/ml-ai-engineer/")
    candidate.get_by_label("Region").select_option("New York City")
    candidate.get_by_label("The offer is").select_option("written")
    candidate.get_by_label("Base salary a year").fill("210k")
    candidate.get_by_role("button", name="Show where it stands").click()
    expect(candidate.get_by_role("heading", level=1)).to_contain_text("lowest fifth")

    desk.goto(f"/admin/guides/guide/{revision.guide_id}/change/")
    confirm(desk, "New draft")
    confirm(desk, "Publish")

    candidate.reload()
    expect(candidate.locator("main")).to_contain_text("A newer revision of this guide is out")
    assert Offer.objects.get().revision == revision
    context.close()


def test_what_is_typed_is_kept_and_back_after_a_link_was_followed(desk):
    revision = factories.published()
    page = desk
    page.goto(f"/admin/guides/guide/{revision.guide_id}/change/")
    confirm(page, "New draft")
    draft = Guide.objects.get().draft
    page.get_by_role("button", name="Open bands").click()
    page.locator("[name=bands-0-base_max]").fill("28x")
    expect(page.locator(".kept-status")).to_contain_text("not saved yet")
    expect(page.locator(".kept-status")).to_contain_text("Kept at")
    page.get_by_role("link", name="Preview", exact=True).click()
    expect(page).to_have_url(re.compile("/preview/$"))
    page.goto(f"/admin/guides/revision/{draft.pk}/change/")
    expect(page.locator(".kept")).to_contain_text("What you typed and didn't save is back.")
    expect(page.locator("[name=bands-0-base_max]")).to_have_value("28x")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#faults")).to_be_focused()
    page.locator("#faults").get_by_role("link", name="Bands, row 1").click()
    expect(page.locator("#bands-0")).to_be_in_viewport()
    page.locator("[name=bands-0-base_max]").fill("285K")
    # Enter saves, whatever buttons stand before.
    page.locator("[name=bands-0-base_max]").press("Enter")
    expect(page.locator("[name=bands-0-base_max]")).to_have_value("285,000")
    expect(page.locator(".kept")).to_have_count(0)
    assert draft.bands.get(position=0).base_max == 285_000


def test_leaving_at_once_asks_first_and_only_where_something_changed(desk):
    revision = factories.published()
    page = desk
    page.goto(f"/admin/guides/guide/{revision.guide_id}/change/")
    confirm(page, "New draft")
    page.wait_for_load_state()
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    address = page.url
    page.reload()
    assert asked == []
    page.route("**/keep/", lambda route: route.fulfill(status=422, json={"reason": "Not kept."}))
    page.locator("[name=tagline]").press_sequentially("More")
    page.get_by_role("link", name="Preview", exact=True).click(no_wait_after=True)
    page.wait_for_timeout(500)
    assert asked == ["beforeunload"]
    assert page.url == address
    # Or the page would send what was typed once more while it is closed and the tables are emptied.
    with page.expect_navigation():
        page.get_by_role("button", name="Save", exact=True).click()
    assert asked == ["beforeunload"]


def test_a_finding_opens_its_section_at_its_row(desk):
    revision = factories.published()
    page = desk
    page.goto(f"/admin/guides/guide/{revision.guide_id}/change/")
    confirm(page, "New draft")
    page.get_by_role("button", name="Open negotiate-up strategy").click()
    page.locator("[name=strategy-0-asks-3-min]").fill("300,000")
    page.locator("[name=strategy-0-asks-3-max]").fill("300,000")
    page.get_by_role("button", name="Save", exact=True).click()
    page.goto(page.url.partition("?")[0])
    expect(page.locator("#strategy-0")).to_have_count(0)
    page.locator("aside.findings").get_by_role("link", name=re.compile("above the ask")).click()
    expect(page.locator("#strategy-0")).to_be_in_viewport()
