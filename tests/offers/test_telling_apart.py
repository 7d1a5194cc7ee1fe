"""What offers of one employer are called beside each other."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from guides.models import Role
from offers.models import Offer
from offers.telling_apart import names_of
from tests import factories
from tests.page_text import text_of


def made(number: int, employer: str = "Acme", *, place: str = "", role: str = "", **changes) -> Offer:
    changes = {"created_at": datetime(2026, 11, 2, 9, number % 60, tzinfo=UTC)} | changes
    return Offer(pk=UUID(int=number), employer=employer, place=place, role=Role(name=role) if role else None, **changes)


@pytest.mark.parametrize(
    ("offers", "names"),
    [
        ([made(1)], ["Acme"]),
        ([made(1), made(2, "Globex")], ["Acme", "Globex"]),
        ([made(1, place="Oslo"), made(2, place="Bergen")], ["Acme (Oslo)", "Acme (Bergen)"]),
        ([made(1, place="Oslo"), made(2, " ACME", place="Bergen")], ["Acme (Oslo)", " ACME (Bergen)"]),
        (
            [made(1, place="Oslo", role="Data Engineer"), made(2, place="Oslo", role="Data Scientist")],
            ["Acme (Data Engineer)", "Acme (Data Scientist)"],
        ),
        (
            [made(1, role="Data Engineer", place="Oslo"), made(2, role="Data Scientist")],
            ["Acme (Data Engineer)", "Acme (Data Scientist)"],
        ),
        ([made(1), made(2, kind=Offer.Kind.CURRENT_JOB)], ["Acme (in writing)", "Acme (current job)"]),
        (
            [
                made(1, place="Oslo", role="Nurse"),
                made(2, place="Oslo", role="Cook"),
                made(3, place="Bergen", role="Cook"),
            ],
            ["Acme (Oslo, Nurse)", "Acme (Oslo, Cook)", "Acme (Bergen, Cook)"],
        ),
        (
            [made(1), made(2, created_at=datetime(2026, 11, 9, tzinfo=UTC))],
            ["Acme (2 November 2026)", "Acme (9 November 2026)"],
        ),
        ([made(2), made(1)], ["Acme (2)", "Acme (1)"]),
    ],
)
def test_as_few_words_as_tell_them_apart(offers, names):
    assert list(names_of(offers).values()) == names


@given(
    st.lists(
        st.tuples(st.sampled_from(["Acme", "acme ", "Globex"]), st.sampled_from(["", "Oslo", "Bergen"]), st.booleans()),
        max_size=12,
    )
)
def test_no_two_are_called_the_same(drawn):
    offers = [
        made(number, employer, place=place, role="Cook" if is_cook else "")
        for number, (employer, place, is_cook) in enumerate(drawn, 1)
    ]
    names = names_of(offers)
    assert list(names) == [offer.pk for offer in offers]
    assert len({" ".join(name.split()).casefold() for name in names.values()}) == len(offers)
    assert all(names[offer.pk].startswith(offer.employer) for offer in offers)


@pytest.mark.django_db
def test_two_offers_of_one_employer_are_told_apart_on_the_pages():
    client, owner = factories.browser()
    revision = factories.published()
    mine = factories.offer(owner, revision)
    factories.offer(owner, revision, region="Remote US", base=factories.D(180000))
    page = text_of(client.get(reverse("offers:list")))
    assert "Runway (New York City) pays" in page
    assert "more than Runway (Remote US) over four years" in page
    assert "Runway (Remote US) of the same employer; not used in scripts" in text_of(
        client.get(mine.get_absolute_url())
    )
    plan = text_of(client.get(reverse("offers:counter", args=[mine.pk])))
    assert "your best alternative, Runway (Remote US), is worth" in plan
