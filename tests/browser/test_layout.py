"""Nothing is wider than the screen: all pages of the desk, with a draft, an import and whatever has long words in it.

The site's own pages are walked in ``test_candidate``.
"""

from __future__ import annotations

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.test import Client
from django.urls import NoReverseMatch, reverse

from guides.editing import batches, drafts
from guides.editing.merging import merge
from guides.models import Company, Location, Report, Source
from tests import factories
from tests.browser.test_editor import desk  # noqa: F401 - a fixture
from tests.guides.admin.importing import many, text

WIDTHS = (320, 360, 768, 1280)
LONG = "https://www.example.org/" + "a-very-long-part-of-an-address-" * 6

# What sticks out of the screen, and out of every box that scrolls or clips on its own.
STICKING_OUT = """() => {
    const wide = document.documentElement.clientWidth;
    const inside = (element) => {
        for (let box = element.parentElement; box; box = box.parentElement) {
            const {overflowX, clipPath} = getComputedStyle(box);
            if (box !== document.body && box !== document.documentElement
                && (overflowX !== "visible" || clipPath !== "none")) return true;
        }
        return false;
    };
    return [...document.querySelectorAll("body *")].filter((element) => {
        const {left, right, width} = element.getBoundingClientRect();
        const style = getComputedStyle(element);
        const hidden = style.visibility === "hidden" || style.clipPath !== "none" || style.clip !== "auto";
        return width > 0 && !hidden && (right > wide + 1 || (left < -1 && right > 0)) && !inside(element);
    }).slice(0, 5).map((element) => `${element.tagName} ${element.className}: ${element.textContent.slice(0, 40)}`);
}"""


def too_wide(page) -> list[str]:
    """What sticks out of the screen, and that the page can be scrolled sideways."""
    found = page.evaluate(STICKING_OUT)
    scrolls = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [*found, *([f"scrolls {scrolls} px sideways"] if scrolls > 0 else [])]


def lists_and_forms() -> list[str]:
    """The list and the form of every kind of record that has one."""
    client = Client()
    client.force_login(User.objects.create_superuser("looker", "looker@example.org"))
    addresses = []
    for model in admin.site._registry:
        for name in ("changelist", "add"):
            try:
                addresses.append(reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}"))
            except NoReverseMatch:
                continue
    return [address for address in addresses if client.get(address).status_code == 200]


@pytest.fixture
def addresses() -> list[str]:
    revision = factories.published()
    guide = revision.guide
    draft = drafts.start_draft(guide, copy_of=revision)
    source = Source.objects.create(text=LONG, url=LONG[:200])
    other = Source.objects.create(text="Another")
    merge(source, other)
    factories.published(factories.document(company="Acme", role=f"Engineer of {'Verylongwords' * 5}"))
    merge(Company.objects.get(name="Acme"), guide.company)
    report = Report.objects.create(guide=guide, revision=revision, about="Remote US", text=LONG, email="a@example.org")
    texts = many(2) | {"odd.md": LONG, "wide.md": text("Wide", region=f"Austin / {'Longplace' * 12}")}
    batch = batches.start(f"{LONG[:150]}.zip", [(path, words.encode()) for path, words in texts.items()])
    while batch.state == "reading":
        batch = batches.read_some(batch)
    records = {
        "guide": guide.pk,
        "revision": draft.pk,
        "source": source.pk,
        "company": Company.objects.get(name="Acme").pk,
        "location": Location.objects.get(name="Austin").pk,
        "report": report.pk,
        "importbatch": batch.pk,
    }
    return [
        "/admin/",
        *lists_and_forms(),
        *(reverse(f"admin:guides_{name}_change", args=[key]) for name, key in records.items()),
        *(reverse(f"admin:guides_{name}_history", args=[key]) for name, key in records.items()),
        f"{reverse('admin:guides_revision_change', args=[draft.pk])}?open=all",
        *(reverse(f"admin:guides_revision_{name}", args=[draft.pk]) for name in ("preview", "text", "readings")),
        reverse("admin:guides_source_unmerge", args=[source.pk]),
        f"{reverse('admin:guides_source_merge', args=[other.pk])}?into={Source.objects.exclude(pk=other.pk)[0].pk}",
        reverse("admin:guides_location_unknown"),
        f"{reverse('admin:guides_importbatch_change', args=[batch.pk])}?code=region-unknown",
        *(reverse("admin:guides_importbatch_text", args=[batch.pk, item.pk]) for item in batch.items.all()),
    ]


def test_nothing_on_the_desk_is_wider_than_the_screen(addresses, desk):  # noqa: F811
    assert len(addresses) > 50
    found = {}
    for address in addresses:
        desk.goto(address)
        for width in WIDTHS:
            desk.set_viewport_size({"width": width, "height": 800})
            if faults := too_wide(desk):
                found[address, width] = faults
    assert found == {}
