"""Offers stored before grants were rows: the same terms, and every figure as it was."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from offers.models import Round
from offers.speaking import grant_words
from pay.totals import annual_total, four_year_average, year_total

BEFORE = ("offers", "0009_hidden_place")
ROUNDS = {
    # 4,000 × (12 − 0) is quoted as 48,000, a quarter a year; a bonus of 10 % of 200,000.
    "shares": {"equity_kind": "pre_ipo", "shares": D(4000), "preferred": D("12.000000"), "vesting_years": D("4.00")},
    # 5 / 15 / 40 / 40 of 100,000, and 40,000 anew each year from the first, over four years.
    "percents": {
        "equity_kind": "rsu",
        "equity": D("100000.00"),
        "vesting_years": D("4.00"),
        "vesting_percents": ["5", "15", "40", "40"],
        "cliff_months": 12,
        "vesting_every": 3,
        "refresher": D(40000),
        "refresher_from": 1,
        "refresher_years": 4,
    },
    "none": {"equity_kind": "unspecified", "equity": D(0), "vesting_years": D(4)},
    "unknown": {},
}


@pytest.fixture
def stored(transactional_db):
    """Rounds as the old columns hold them, brought up to the rows."""
    executor = MigrationExecutor(connection)
    old = executor.migrate([BEFORE]).apps
    owner = old.get_model("offers", "Owner").objects.create(key_hash="a" * 64)
    for name, terms in ROUNDS.items():
        offer = old.get_model("offers", "Offer").objects.create(owner=owner, employer=name, currency="USD")
        old.get_model("offers", "Round").objects.create(
            offer=offer, on=date(2026, 11, 1), base=D(200000), bonus_percent=D(10), **terms
        )
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())
    found = {round.offer.employer: round for round in Round.objects.only("grants", "base", "bonus_percent", "offer")}
    yield found
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def years(round):
    package = round.package("USD")
    return [year_total(package, year).amount for year in (1, 2, 3, 4)]


def test_stored_offers_say_what_they_said(stored):
    assert years(stored["shares"]) == [232000] * 4
    assert grant_words(stored["shares"].package("USD")) == "4,000 shares over 4 years"
    # 220,000 + 5 / 15 / 40 / 40 + 10 / 20 / 30 / 40
    assert years(stored["percents"]) == [235000, 255000, 290000, 300000]
    assert annual_total(stored["percents"].package("USD")).amount == 245000
    assert stored["percents"].grants[0].every_months == 3
    assert years(stored["none"]) == [220000] * 4
    assert not annual_total(stored["none"].package("USD")).at_least
    unknown = stored["unknown"].package("USD")
    assert stored["unknown"].grants == ()
    assert (four_year_average(unknown).amount, four_year_average(unknown).missing) == (220000, ("equity", "signing"))


def test_the_way_back_keeps_the_first_grant_and_the_first_refresher(stored):
    executor = MigrationExecutor(connection)
    old = executor.migrate([BEFORE]).apps
    rounds = {round.offer.employer: round for round in old.get_model("offers", "Round").objects.all()}
    for name, terms in ROUNDS.items():
        assert {column: getattr(rounds[name], column) for column in terms} == terms
