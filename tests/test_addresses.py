"""Every address of the site is either public, and the same for everybody, or kept by nobody and found by nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests import factories
from tests.guides.admin.test_admin import desk

pytestmark = pytest.mark.django_db

# For whatever an address has to be told.
WORDS = {
    "company": "runway",
    "role": "ml-ai-engineer",
    "location": "new-york-city",
    "place": "colorado",
    "section": "guides",
}


def addresses() -> Iterator[tuple[str, bool]]:
    """Each address outside of the admin, and whether its view is marked as public."""

    def walk(patterns: list, prefix: str) -> Iterator[tuple[str, bool]]:
        for pattern in patterns:
            route = prefix + re.sub(r"<(?:\w+:)?(\w+)>", lambda told: WORDS.get(told[1], told[1]), str(pattern.pattern))
            if isinstance(pattern, URLResolver):
                yield from walk(pattern.url_patterns, route)
            elif isinstance(pattern, URLPattern) and "(?P" not in route and not route.startswith("/admin/"):
                yield route, hasattr(pattern.callback, "public_page")

    yield from walk(get_resolver().url_patterns, "/")


def test_each_address_is_public_or_private():
    revision = factories.published()
    browser, owner = factories.browser()
    factories.offer(owner, revision)
    found = list(addresses())
    assert sum(is_public for _, is_public in found) >= 15
    assert sum(not is_public for _, is_public in found) >= 40
    for address, is_public in found:
        stranger, known = Client().get(address), browser.get(address)
        if is_public:
            assert stranger.status_code == 200, address
            assert stranger.content == known.content, address
            assert stranger["Cache-Control"] == "public, max-age=0, must-revalidate", address
            assert not stranger.cookies, address
        else:
            for answer in (stranger, known):
                assert "no-store" in answer["Cache-Control"], address
                assert "noindex" in answer["X-Robots-Tag"], address


# Every parameter of an address that may hold a number.
NUMBERS = ("page", "p", "discount", "dilution", "exit", "target", "goal", "key", "beside", "baseline", "about", "fresh")


@pytest.mark.parametrize(
    "number", ["9" * 5000, "-" + "9" * 5000, "0" * 5000 + "1", "1e999999", "\u0663", "\u00b2", "NaN"]
)
def test_no_number_in_an_address_breaks_a_page(number):
    # Python refuses to read more than 4,300 digits, and other numbers than a browser's own forms send.
    revision = factories.published()
    browser, owner = factories.browser()
    offer = factories.offer(owner, revision)
    query = dict.fromkeys(NUMBERS, number)
    found = [address.replace("offer_id", str(offer.pk)) for address, _ in addresses()]
    assert sum(str(offer.pk) in address for address in found) >= 8
    for address in found:
        assert browser.get(address, query).status_code < 500, address
    assert browser.post(f"/offers/{offer.pk}/share/{number}/revoke/").status_code == 404
    assert desk(superuser=True).get(f"/admin/guides/revision/{number}/markdown/").status_code == 404


def test_the_desk_is_private():
    answer = desk(superuser=True).get("/admin/")
    assert "no-store" in answer["Cache-Control"]
    assert "noindex" in answer["X-Robots-Tag"]


def test_what_is_missing_is_not_kept_either():
    answer = Client().get("/guides/none/")
    assert answer.status_code == 404
    assert "no-store" in answer["Cache-Control"]
    assert "noindex" in answer["X-Robots-Tag"]
