"""A negotiation from the letter to the deletion: on a phone, by keyboard alone, with axe on every page."""

from __future__ import annotations

import csv
import io
import re

from playwright.sync_api import expect

from offers.models import Offer
from tests import factories
from tests.browser.axe import is_too_wide, violations

LETTER = """On behalf of Runway AI, Inc., I am pleased to offer you the role of ML/AI Engineer.
Your annual base salary is $210,000.
You will get a signing bonus of $20,000.
You will be granted RSUs worth $240,000, vesting over four years with a one-year cliff.
You are not eligible for a bonus.
We provide $5,000 for relocation.
"""


def check(page):
    page.wait_for_load_state()
    assert violations(page) == [], page.url
    assert not is_too_wide(page), page.url


def tab_to(page, target):
    """Move the focus with the Tab key alone until it is on the target."""
    handle = target.element_handle()
    for _ in range(150):
        if handle.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"The Tab key never reaches {target} on {page.url}")


def press(page, target):
    """Follow a link or press a button by keyboard, and wait for the page that it leads to."""
    tab_to(page, target)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def labelled(page, label):
    """A field by its whole label, without the mark of a required one; the first, where rows below have it as well."""
    return page.get_by_label(re.compile(rf"^\s*{re.escape(label)}\*?\s*$")).first


def type_into(page, label, text):
    tab_to(page, labelled(page, label))
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def choose(page, label, words):
    tab_to(page, labelled(page, label))
    page.keyboard.type(words)


def test_from_the_letter_to_the_deletion(page):
    factories.published()
    # Paste the letter.
    page.goto("/guides/runway/ml-ai-engineer/")
    press(page, page.get_by_role("link", name="Compare my offer").last)
    press(page, page.get_by_role("link", name="Paste the offer letter instead, or choose its file"))
    check(page)
    tab_to(page, page.get_by_label("The letter, the mail, or your notes of the call"))
    page.keyboard.insert_text(LETTER)
    press(page, page.get_by_role("button", name="Read it"))
    expect(page.locator("main")).to_contain_text("We provide $5,000")
    expect(page.get_by_label("Base salary a year")).to_have_value("210,000")
    check(page)
    # Save the offer.
    choose(page, "Region", "New York")
    type_into(page, "Yearly bonus", "0")
    choose(page, "Kind of equity", "Sha")
    choose(page, "The offer is", "in wr")
    press(page, page.get_by_role("button", name="Show where it stands"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("lowest fifth of the band")
    expect(page.locator("main")).to_contain_text("18.75%")
    check(page)
    comparison = page.url
    # A competing offer.
    press(page, page.get_by_role("link", name="Record a competing offer").first)
    type_into(page, "Employer", "OpenAI")
    type_into(page, "Base salary a year", "255k")
    type_into(page, "Yearly bonus", "0")
    type_into(page, "Equity grant, whole", "480k")
    choose(page, "Kind of equity", "Sha")
    type_into(page, "Years to vest", "4")
    type_into(page, "Signing bonus", "0")
    choose(page, "The offer is", "in wr")
    press(page, page.get_by_role("button", name="Save and go back"))
    expect(page.locator("main")).to_contain_text("$45,000 more than this one")
    # Side by side.
    press(page, page.get_by_role("link", name="All your offers").first)
    expect(page.get_by_role("heading", level=1)).to_contain_text("OpenAI pays $160,000 more than Runway")
    expect(page.locator("main")).to_contain_text("counted as quoted, OpenAI is $400,000 ahead")
    check(page)
    slider = page.get_by_label("Discount on equity")
    tab_to(page, slider)
    for _ in range(10):
        page.keyboard.press("ArrowRight")
    expect(page.locator("main")).to_contain_text("OpenAI is $280,000 ahead")
    assert "discount=50" in page.url
    check(page)
    # The plan and the e-mail.
    press(page, page.get_by_role("link", name="Runway").first)
    press(page, page.get_by_role("link", name="Plan the counter"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ask for $270,000 base")
    expect(page.locator("main")).to_contain_text("That is $383,750 a year in all")
    check(page)
    type_into(page, "Your floor", "350k")
    press(page, page.get_by_role("button", name="Save the plan"))
    expect(page.locator("main")).to_contain_text("don't go below $350,000")
    tab_to(page, page.get_by_role("button", name="Copy the e-mail"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "I'm asking for $270,000 base, $400,000 in equity over 4 years and a $55,000 signing bonus." in copied
    assert "a written offer from OpenAI" in copied
    assert "350" not in copied
    # Their answer to the counter, and a better one.
    press(page, page.get_by_role("link", name="Rounds"))
    press(page, page.get_by_role("link", name="Start from the ask of your plan"))
    press(page, page.get_by_role("button", name="Add the round"))
    expect(page.locator(".moves-list li")).to_have_count(2)
    check(page)
    type_into(page, "Base salary a year", "250k")
    type_into(page, "Equity grant, whole", "300k")
    press(page, page.get_by_role("button", name="Add the round"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("moved by $220,000 over four years")
    expect(page.locator("main")).to_contain_text("Still open of what you asked for: $20,000 of base")
    choose(page, "How it ended", "acc")
    press(page, page.get_by_role("button", name="Save the outcome"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("negotiating gained $220,000")
    check(page)
    # The call sheet says how it ended, and has nothing more to say.
    press(page, page.get_by_role("link", name="Call sheet"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("negotiating gained $220,000")
    expect(page.locator("main")).not_to_contain_text("I'm looking for")
    check(page)
    # An account takes over.
    press(page, page.get_by_role("link", name="All your offers").first)
    press(page, page.get_by_role("link", name="Make an account"))
    check(page)
    type_into(page, "Email", "alice@example.org")
    type_into(page, "Password", "correct horse battery")
    type_into(page, "Password (again)", "correct horse battery")
    press(page, page.get_by_role("button", name="Sign Up"))
    expect(page.locator("main")).to_contain_text("Kept with your account")
    # Export and delete, once the password is shown again.
    press(page, page.get_by_role("link", name="CSV"))
    check(page)
    type_into(page, "Password", "correct horse battery")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    rows = list(csv.DictReader(io.StringIO(download.value.path().read_text("utf-8"))))
    assert [(row["employer"], row["party"], row["base"]) for row in rows] == [
        ("OpenAI", "company", "255000"),
        ("Runway", "company", "210000"),
        ("Runway", "candidate", "270000"),
        ("Runway", "company", "250000"),
    ]
    page.goto("/offers/")
    press(page, page.get_by_role("link", name="delete everything"))
    check(page)
    press(page, page.get_by_role("button", name="Delete everything"))
    expect(page.locator("main")).to_contain_text("Everything that was recorded is deleted.")
    assert not Offer.objects.exists()
    assert page.request.get(comparison).status == 404
