"""An editor's first sign-in where a second factor is asked for, at a phone's width."""

from __future__ import annotations

import time

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import expect

from tests.authenticator import code_at
from tests.browser.axe import is_too_wide, violations

PASSWORD = "a long enough password"


@pytest.fixture
def alice(settings):
    settings.STAFF_MFA_REQUIRED = True
    return User.objects.create_superuser("alice", "alice@example.org", PASSWORD)


def code_of(secret: str) -> str:
    """What an app would show now; waits where the code is about to change."""
    if time.time() % 30 > 25:
        time.sleep(6)
    return code_at(time.time(), secret)


def sign_in(page) -> None:
    page.get_by_label("Email").fill("alice@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign In").click()


def check(page) -> None:
    assert violations(page) == [], page.url
    assert not is_too_wide(page), page.url


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_second_factor_is_set_up_and_the_desk_opens(scheme, page, alice):
    page.emulate_media(color_scheme=scheme)
    page.goto("/admin/guides/guide/")
    sign_in(page)
    picture = page.get_by_role("img", name="QR code")
    assert picture.evaluate("image => image.complete && image.naturalWidth > 0")
    check(page)
    secret = page.locator(".qr code").inner_text()
    page.get_by_label("Authenticator code").fill(code_of(secret))
    page.get_by_role("button", name="Set it up").click()
    check(page)
    codes = page.locator(".recovery-codes code").all_inner_texts()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download them").click()
    assert download.value.path().read_text(encoding="ascii").split() == codes
    page.get_by_role("link", name="Go on to the editors' desk").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Select guide")

    for part in ("", "second-factor/", "second-factor/totp/deactivate/", "second-factor/recovery-codes/generate/"):
        page.goto(f"/account/{part}")
        check(page)
    page.goto("/admin/")
    page.get_by_role("button", name="Log out").click()
    page.get_by_role("link", name="Editors").click()
    sign_in(page)
    check(page)
    page.get_by_label("Code").fill(codes[0])
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("What needs you")
