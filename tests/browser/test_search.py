"""The search box: suggestions while somebody types, by keyboard, by pointer and without either."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.browser.axe import is_too_wide, violations

WIDTHS = {"phone": {"width": 360, "height": 780}, "desk": {"width": 1280, "height": 800}}
SUGGESTIONS = "**/search/suggestions/**"


@pytest.fixture(params=WIDTHS)
def library(request, page):
    """Three companies with guides for ML/AI Engineers in New York City, at two widths."""
    page.set_viewport_size(WIDTHS[request.param])
    for company in ("Runway", "Runpod", "Anthropic"):
        factories.published(factories.document(company=company))
    return page


@pytest.fixture
def box(library):
    library.goto("/")
    return library.get_by_role("combobox")


def options(page):
    return page.get_by_role("option")


def chosen(box) -> str | None:
    """The option that the box says is active."""
    return box.get_attribute("aria-activedescendant")


def test_a_guide_is_reached_by_keyboard_in_spite_of_a_slip(library, box):
    box.press_sequentially("runwya new york")
    expect(options(library).first).to_contain_text("Runway · ML/AI Engineer")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(library.locator("#live")).to_contain_text("Use the arrow keys")
    assert chosen(box) is None
    box.press("ArrowDown")
    first = options(library).first
    expect(first).to_have_attribute("aria-selected", "true")
    assert chosen(box) == first.get_attribute("id")
    assert violations(library) == []
    assert not is_too_wide(library)
    # Past either end is the box itself, with nothing chosen.
    box.press("ArrowUp")
    assert chosen(box) is None
    box.press("ArrowUp")
    assert chosen(box) == options(library).last.get_attribute("id")
    box.press("ArrowDown")
    box.press("ArrowDown")
    box.press("Enter")
    library.wait_for_url("**/guides/runway/ml-ai-engineer/")


def test_a_page_of_all_companies_is_reached_by_pointer(library, box):
    box.press_sequentially("ml engineer")
    whole = options(library).filter(has_text="all companies")
    expect(whole).to_have_count(1)
    seen = whole.bounding_box()
    assert seen["height"] >= 44
    assert seen["x"] >= 0
    assert seen["x"] + seen["width"] <= library.viewport_size["width"]
    whole.click()
    library.wait_for_url("**/roles/ml-ai-engineer/")


def test_enter_alone_asks_for_what_was_typed_and_going_back_keeps_it(library, box):
    box.press_sequentially("anthropic")
    expect(options(library).first).to_be_visible()
    box.press("Enter")
    library.wait_for_url("**/search/?q=anthropic")
    library.go_back()
    expect(box).to_have_value("anthropic")
    expect(library.get_by_role("listbox")).to_be_hidden()


def test_escape_and_leaving_close_the_list_and_typing_opens_it_again(library, box):
    box.press_sequentially("runw")
    expect(options(library).first).to_be_visible()
    box.press("Escape")
    expect(library.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_value("runw")
    expect(box).to_be_focused()
    box.press_sequentially("a")
    expect(options(library).first).to_be_visible()
    box.press("Tab")
    expect(library.get_by_role("listbox")).to_be_hidden()


def test_a_list_that_opens_moves_nothing_else(library, box):
    box.focus()
    before = library.locator(".steps").bounding_box()
    box.press_sequentially("runway")
    expect(options(library).first).to_be_visible()
    assert library.locator(".steps").bounding_box() == before


def test_a_slow_answer_to_what_was_typed_before_is_never_shown(library, box):
    def slow(route):
        if "q=runw&" in f"{route.request.url}&":
            time.sleep(1)
        route.continue_()

    library.route(SUGGESTIONS, slow)
    with library.expect_request(lambda request: request.url.endswith("q=runw")):
        box.press_sequentially("runw")
    box.fill("anthropic")
    expect(options(library).first).to_contain_text("Anthropic")
    library.wait_for_timeout(1200)
    expect(options(library).filter(has_text="Runway")).to_have_count(0)


def test_what_is_answered_after_escape_stays_closed(library, box):
    def slow(route):
        time.sleep(0.5)
        route.continue_()

    library.route(SUGGESTIONS, slow)
    with library.expect_response(SUGGESTIONS):
        with library.expect_request(SUGGESTIONS):
            box.press_sequentially("runway")
        box.press("Escape")
    library.wait_for_timeout(200)
    expect(library.get_by_role("listbox")).to_be_hidden()


def test_the_box_works_where_suggestions_fail(chromium, live_server, reference_data):
    factories.published()
    context = chromium.new_context(base_url=live_server.url)
    page = context.new_page()
    page.goto("/")
    box = page.get_by_role("combobox")
    box.press_sequentially("run")
    expect(options(page).first).to_be_visible()
    page.route(SUGGESTIONS, lambda route: route.fulfill(status=500))
    with page.expect_response(SUGGESTIONS):
        box.press_sequentially("wa")
    expect(page.get_by_role("listbox")).to_be_hidden()
    page.route(SUGGESTIONS, lambda route: route.abort())
    box.press_sequentially("y")
    page.wait_for_timeout(300)
    box.press("Enter")
    page.wait_for_url("**/search/?q=runway")
    context.close()


def test_without_scripts_the_box_leads_to_the_results(chromium, live_server, reference_data):
    factories.published()
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.get_by_label("Company, role or place").fill("runway")
    page.get_by_role("button", name="Find").click()
    page.wait_for_url("**/search/?q=runway")
    page.get_by_role("link", name="ML/AI Engineer").first.click()
    page.wait_for_url("**/guides/runway/ml-ai-engineer/")
    assert "Runway" in page.get_by_role("heading", level=1).inner_text()
    context.close()
