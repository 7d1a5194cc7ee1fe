"""The candidate's way, on a phone and by keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from offers.models import Offer
from tests import factories
from tests.browser.axe import is_too_wide, tables_too_wide, violations


def check(page):
    assert violations(page) == []
    assert not is_too_wide(page)


def fill_short_form(page, **changes):
    values = {
        "Base salary a year": "210k",
        "Equity grant, whole": "240,000",
        "Yearly bonus": "0",
        "Signing bonus": "20000",
    } | changes
    for label, value in values.items():
        page.get_by_label(label, exact=True).fill(value)
    if page.get_by_label("Region").count():
        page.get_by_label("Region").select_option("New York City")
    page.get_by_label("The offer is").select_option("written")


def test_from_the_home_page_to_a_script_with_a_recorded_offer(page):
    factories.published()
    page.goto("/")
    check(page)
    page.get_by_role("combobox").fill("runway ml")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?q=runway+ml")
    check(page)
    page.get_by_role("link", name="ML/AI Engineer").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Runway")
    check(page)
    page.get_by_role("link", name="Compare my offer").first.click()
    check(page)

    fill_short_form(page, **{"Base salary a year": "about 200"})
    page.get_by_role("button", name="Show where it stands").click()
    expect(page.get_by_text("can't be read as one amount")).to_be_visible()
    expect(page.get_by_label("Equity grant, whole")).to_have_value("240,000")
    check(page)
    page.get_by_label("Base salary a year").fill("210k")
    page.get_by_role("button", name="Show where it stands").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("lowest fifth of the band")
    expect(page.locator("main")).to_contain_text("18.75%")
    check(page)
    locked = page.locator(".lever.locked")
    expect(locked).to_contain_text("Locked")

    locked.get_by_role("link", name="Record a competing offer").click()
    page.get_by_label("Employer").fill("OpenAI")
    fill_short_form(
        page, **{"Base salary a year": "255k", "Equity grant, whole": "480k", "Yearly bonus": "", "Signing bonus": ""}
    )
    check(page)
    page.get_by_role("button", name="Save and go back").click()
    expect(page.locator(".lever.locked")).to_have_count(0)

    script = page.locator(".lever", has_text="Competing offers").locator("blockquote")
    expect(script).to_contain_text("a written offer from OpenAI at $255,000 base and $480,000 in equity")
    page.locator(".lever", has_text="Competing offers").get_by_role("button", name="Copy").click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "OpenAI at $255,000 base" in copied
    assert "260" not in copied
    assert "245" not in copied
    check(page)


def test_coming_back_changing_and_deleting(page):
    factories.published()
    page.goto("/offers/new/runway/ml-ai-engineer/")
    fill_short_form(page)
    page.get_by_role("button", name="Show where it stands").click()
    page.goto("/")
    page.get_by_role("link", name="Your offers").click()
    check(page)
    page.get_by_role("link", name="Change").click()
    expect(page.get_by_label("Base salary a year")).to_have_value("210,000")
    page.get_by_label("Base salary a year").fill("235,000")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("in the middle of the band")
    page.go_back()
    expect(page.get_by_label("Base salary a year")).to_have_value("235,000")
    page.go_forward()
    page.get_by_role("link", name="Delete it").click()
    check(page)
    page.get_by_role("button", name="Delete it").click()
    expect(page.get_by_text("is deleted")).to_be_visible()
    check(page)
    assert not Offer.objects.exists()


def test_confirming_a_claim_puts_it_into_the_script(page):
    factories.published()
    page.goto("/offers/new/runway/ml-ai-engineer/")
    fill_short_form(page)
    page.get_by_role("button", name="Show where it stands").click()
    lever = page.locator(".lever", has_text="Scarcity premium")
    lever.get_by_text("Make it yours").click()
    lever.get_by_role("checkbox", name="I have shipped").check()
    lever.get_by_label("In place of").fill("speech models")
    check(page)
    lever.get_by_role("button", name="Save and update").click()
    expect(page.locator(".lever", has_text="Scarcity premium").locator("blockquote")).to_contain_text(
        "I have shipped speech models to production."
    )


def test_the_form_can_be_filled_in_by_keyboard_alone(page):
    factories.published()
    page.goto("/offers/new/runway/ml-ai-engineer/")
    page.get_by_label("Region").focus()
    page.keyboard.type("New York")
    page.get_by_label("The offer is").focus()
    page.keyboard.type("in wr")
    page.get_by_label("Base salary a year").focus()
    page.keyboard.type("210k")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("lowest fifth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_accessible_and_fits(page, scheme):
    factories.published()
    for company in ("Acme", "Bolt", "Crux", "Dyno", "Echo"):
        factories.published(factories.document(company=company))
    page.emulate_media(color_scheme=scheme)
    page.goto("/offers/new/runway/ml-ai-engineer/")
    fill_short_form(page)
    page.get_by_role("button", name="Show where it stands").click()
    comparison = page.url
    page.goto(f"{comparison}posting/")
    page.get_by_label("The posting, or the source").fill("Salary: $190,000 - $250,000 a year. Bonus: $5,000.")
    page.get_by_role("button", name="Read it").click()
    assert violations(page) == []
    page.get_by_role("button", name="Save", exact=True).click()
    for address in (
        comparison,
        f"{comparison}posting/",
        "/",
        "/search/?q=nothing+like+it",
        "/guides/runway/",
        "/guides/runway/ml-ai-engineer/",
        "/market/",
        "/rights/",
        "/rights/new-york-city/?on=2026-01-01",
        "/rights/colorado/report/",
        "/market/ml-ai-engineer/new-york-city/",
        "/market/ml-ai-engineer/remote-us/?currency=EUR&level=Staff",
        "/offers/",
        "/offers/new/",
        f"{comparison}edit/",
        f"{comparison}delete/",
        f"{comparison}equity/",
        f"{comparison}exit/?exit=6B",
        f"{comparison}on-top/?paid_in=15k&off=15",
        f"{comparison}survey/?p25=200k&p75=300k",
        f"{comparison}counter/",
        f"{comparison}rounds/",
        f"{comparison}brief/",
        f"{comparison}share/",
        "/offers/paste/",
        "/offers/delete-everything/",
        "/account/login/",
        "/account/signup/",
        "/account/password/reset/",
    ):
        page.goto(address)
        for width in (320, 360, 768, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            assert violations(page) == [], (address, width)
            assert tables_too_wide(page) == [], (address, width)
            assert not is_too_wide(page), (address, width)


def test_everything_works_without_javascript(chromium, live_server, reference_data):
    factories.published()
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.get_by_role("searchbox").fill("runway")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="ML/AI Engineer").first.click()
    page.get_by_role("link", name="Compare my offer").first.click()
    fill_short_form(page)
    page.get_by_role("button", name="Show where it stands").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("lowest fifth")
    expect(page.locator("blockquote").first).to_be_visible()
    comparison = page.url
    # What only a script can do isn't offered.
    for address, name in ((comparison, "Copy"), (f"{comparison}counter/", "Copy"), (f"{comparison}brief/", "Print")):
        page.goto(address)
        assert page.locator("button[data-copy], button[data-copy-from], button[data-print]").count(), address
        expect(page.get_by_role("button", name=name)).to_have_count(0)
    context.close()
