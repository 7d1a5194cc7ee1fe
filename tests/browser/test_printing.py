"""The call sheet on paper: one page, whatever the package, the paper and the margins."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from django.utils import timezone
from pypdf import PdfReader

from offers.models import GrantTerms, Offer, Owner, Posting
from offers.ownership.owners import COOKIE
from pay.forfeits import Forfeit
from pay.rights.sizes import SIZE_NAMES
from tests import factories
from tests.factories import D

# Margins as a browser's print dialogue offers them: its own, and the narrowest that printers take.
MARGINS = {"usual": "0.4in", "narrow": "0.17in"}
PAPER = ("A4", "Letter")


def short(owner: Owner) -> Offer:
    """An employer without a guide, and a base alone."""
    return factories.offer(owner, employer="Bolt", equity=None, vesting_years=None, bonus_amount=None, signing=None)


def usual(owner: Owner) -> Offer:
    return factories.offer(owner, factories.published())


def competing(owner: Owner) -> Offer:
    factories.openai_offer(owner)
    return factories.offer(owner, factories.published())


def widest(owner: Owner) -> Offer:
    """All that a sheet can hold: a long name, other offers, a job that is left, a deadline, open questions, the law."""
    today = timezone.localdate()
    factories.openai_offer(owner, employer="The Very Long Named Laboratory for Applied Intelligence of North America")
    job = {"kind": Offer.Kind.CURRENT_JOB, "base": D(190_000), "notice_months": 3}
    factories.offer(owner, employer="Present Employer Incorporated", forfeits=(Forfeit("bonus", D(25_000)),), **job)
    offer = factories.offer(
        owner,
        factories.published(),
        employer="The Very Long Named Company for Moving Pictures and Models of North America",
        employer_size=next(reversed(SIZE_NAMES)),
        respond_by=today + timedelta(days=3),
        names_pay=True,
        grants=(
            GrantTerms("options", value=D(240_000), years=D(4)),
            GrantTerms("rsu", value=D(90_000), years=D(3)),
        ),
        bonus_percent=D(15),
        bonus_amount=None,
        signing_2=D(10_000),
    )
    Posting.objects.create(
        offer=offer,
        lowest=D(205_000),
        highest=D(260_000),
        currency="USD",
        period="year",
        whole="base",
        read_on=today,
    )
    return offer


def pages_of(page, **how: object) -> list[str]:
    """The words of each page of what Chromium prints."""
    return [one.extract_text() for one in PdfReader(io.BytesIO(page.pdf(**how))).pages]


@pytest.mark.parametrize("package", [short, usual, competing, widest], ids=lambda package: package.__name__)
def test_the_call_sheet_fits_one_page(page, live_server, package):
    key = "k" * 43
    offer = package(Owner.objects.for_key(key))
    page.context.add_cookies([{"name": COOKIE, "value": key, "url": live_server.url}])
    page.goto(f"{offer.get_absolute_url()}brief/")
    sheets = {
        (paper, name): pages_of(page, format=paper, margin=dict.fromkeys(("top", "right", "bottom", "left"), margin))
        for paper in PAPER
        for name, margin in MARGINS.items()
    }
    assert {key: len(pages) for key, pages in sheets.items()} == dict.fromkeys(sheets, 1)
    assert all(offer.employer in pages[0] for pages in sheets.values())
