"""A real browser on a real server. Skipped where there is no Chromium, unless that is an error."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest

# Playwright's sync API runs an event loop in this thread, which is none of the ORM's business.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

from playwright import sync_api as playwright_api

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def pytest_collection_modifyitems(items):
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True))


@pytest.fixture(scope="session")
def chromium() -> Iterator[playwright_api.Browser]:
    if CHROMIUM is None:
        if os.environ.get("LEVERBOOK_NO_SKIPS"):
            pytest.fail("There is no Chromium on this machine.")
        pytest.skip("There is no Chromium on this machine.")
    with playwright_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
            ],
        )
        yield browser
        browser.close()


@pytest.fixture
def reference_data(transactional_db):
    """What migrations load: there to begin with, and again after each flush."""


@pytest.fixture
def page(chromium, live_server, reference_data) -> Iterator[playwright_api.Page]:
    """A page of a phone's width. Script errors and refused resources fail the test."""
    context = chromium.new_context(
        base_url=live_server.url,
        viewport={"width": 360, "height": 780},
        permissions=["clipboard-read", "clipboard-write"],
    )
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    yield page
    context.close()
    # A form that is sent back with errors answers 422, which Chromium logs as an error.
    assert [problem for problem in problems if "422" not in problem] == []
