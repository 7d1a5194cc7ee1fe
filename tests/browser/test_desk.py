"""A guide's way over the desk, by three people of whom none publishes what they wrote, and a candidate who looks on."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import Group, User
from playwright.sync_api import Page, expect

from guides.models import Guide
from tests.guides.admin.importing import stored, text

PASSWORD = "a long enough password"


@pytest.fixture
def browser_of(chromium, live_server, reference_data):
    """Opens a browser of somebody's own; the desk's people are signed in."""
    contexts = []

    def opened(name: str = "", group: str = "") -> Page:
        context = chromium.new_context(base_url=live_server.url, viewport={"width": 1280, "height": 900})
        contexts.append(context)
        page = context.new_page()
        if name:
            user = User.objects.create_user(name, f"{name}@example.org", PASSWORD, is_staff=True)
            user.groups.add(Group.objects.get(name=group))
            page.goto("/admin/")
            page.get_by_label("Email").fill(user.email)
            page.get_by_label("Password").fill(PASSWORD)
            page.get_by_role("button", name="Sign In").click()
            expect(page.get_by_role("heading", name="What needs you")).to_be_visible()
        return page

    yield opened
    for context in contexts:
        context.close()


def press(page: Page, label: str, *, note: str = "") -> None:
    """A move of the desk: its link, the page that asks, and its button."""
    page.get_by_role("link", name=label, exact=True).click()
    if note:
        page.locator("#note").fill(note)
    page.get_by_role("button", name=re.compile(f"^{label}")).click()


def file(name: str, words: str) -> dict:
    return {"name": name, "mimeType": "text/markdown", "buffer": words.encode()}


def test_from_a_file_over_review_to_the_site_and_back(browser_of, settings):
    revision = stored()
    settings.TWO_PERSON_REVIEW = True
    candidate = browser_of()
    candidate.goto("/offers/new/acme/data-engineer/")
    candidate.get_by_label("Region").select_option("Berlin")
    candidate.get_by_label("The offer is").select_option("written")
    candidate.get_by_label("Base salary a year").fill("85k")
    candidate.get_by_role("button", name="Show where it stands").click()
    expect(candidate.get_by_role("heading", level=1)).to_be_visible()

    # Alice brings two files in, looks at what would change, and takes the one that can be read.
    alice = browser_of("alice", "Editors")
    alice.goto("/admin/guides/importbatch/add/")
    changed = text(base="€84K-€104K").replace("To join: €98K", "To join: €82K")
    alice.get_by_label("Or pick files").set_input_files([file("acme.md", changed), file("odd.md", "no guide at all")])
    alice.get_by_role("button", name="Read it").click()
    expect(alice.get_by_text("2 guides: 1 changed, 1 refused.")).to_be_visible()
    alice.get_by_role("link", name="what would change", exact=False).first.click()
    expect(alice.locator("#content")).to_contain_text("84,000–104,000")
    alice.go_back()
    alice.get_by_role("button", name="Import what is chosen").click()
    alice.get_by_role("button", name="Import as drafts").click()
    expect(alice.get_by_text("1 was imported as a draft")).to_be_visible()

    # She mends what was found in the draft, and sends it to review.
    alice.goto(f"/admin/guides/revision/{revision.guide.draft.pk}/change/")
    expect(alice.locator("aside.findings")).to_contain_text("floor 85,000 EUR is above the ask 82,000")
    alice.get_by_role("button", name="Open negotiate-up strategy").click()
    for end in ("min", "max"):
        alice.locator(f"[name=strategy-0-asks-0-{end}]").fill("98,000")
    alice.get_by_role("button", name="Save", exact=True).click()
    expect(alice.locator("aside.findings")).not_to_contain_text("above the ask")
    expect(alice.get_by_role("link", name="Publish", exact=True)).to_have_count(0)
    press(alice, "Send to review", note="The bands of November")
    expect(alice.get_by_text("Revision 2 is in review.")).to_be_visible()

    # Bob finds it on his desk, reads her note, and publishes it.
    bob = browser_of("bob", "Publishers")
    bob.get_by_role("link", name="1 draft waits for review").click()
    bob.locator("#result_list").get_by_role("link", name="in review").click()
    expect(bob.locator("#content")).to_contain_text("The bands of November")
    press(bob, "Publish")
    expect(bob.get_by_text("Revision 2 is on the site.")).to_be_visible()
    candidate.reload()
    expect(candidate.locator("main")).to_contain_text("A newer revision of this guide is out")

    # The history shows the difference; the old state comes back as a new revision that a third person publishes.
    bob.get_by_role("link", name="What changed", exact=True).click()
    expect(bob.locator("del").filter(has_text="80,000–100,000").first).to_be_visible()
    expect(bob.locator("ins").filter(has_text="84,000–104,000").first).to_be_visible()
    bob.goto(f"/admin/guides/revision/{revision.pk}/change/")
    press(bob, "Publish again")
    expect(bob.get_by_text("Revision 3 is in review.")).to_be_visible()
    expect(bob.get_by_role("link", name="Publish", exact=True)).to_have_count(0)
    carol = browser_of("carol", "Publishers")
    carol.goto(f"/admin/guides/revision/{revision.guide.draft.pk}/change/")
    press(carol, "Publish")
    guide = Guide.objects.get()
    assert guide.published_revision.number == 3
    assert guide.published_revision.bands.get().base_min == 80_000
    carol.goto(f"/admin/guides/guide/{guide.pk}/history/")
    told = carol.locator(".events").inner_text()
    for event in ("alice imported a text", "alice changed the draft", "alice sent it to review", "bob published it"):
        assert event in told
    assert "carol published it" in told
