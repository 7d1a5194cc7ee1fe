"""Where an offer stands among the percentiles that its guide publishes: row 44 of the worked cases of pay."""

from __future__ import annotations

from datetime import date

import pytest

from guides.document.document import Percentile, Range, Source, SourcePeriod
from guides.models import ExchangeRate
from tests import factories
from tests.factories import D
from tests.page_text import text_of

pytestmark = pytest.mark.django_db

SURVEY = tuple(
    Percentile("base", percent, D(amount)) for percent, amount in ((25, 118_000), (50, 133_090), (75, 169_000))
)
LISTED = "P25 $118,000, P50 $133,090 and P75 $169,000, on a straight line between them."


def _page(band_changes=None, **offer):
    terms = {"base": Range(D(118_000), D(169_000)), "percentiles": SURVEY, "total": None}
    band = factories.band(**terms | (band_changes or {}))
    client, owner = factories.browser()
    revision = factories.published(factories.document(bands=(band,)))
    return text_of(client.get(factories.offer(owner, revision, **offer).get_absolute_url()))


@pytest.mark.parametrize(
    ("base", "told"),
    [
        (145_000, "At the 58.29th percentile."),
        (125_000, "At the 36.60th percentile."),
        (180_000, "Above P75, $169,000."),
        (110_000, "Below P25, $118,000."),
    ],
)
def test_the_base_among_the_percentiles_of_its_guide(base, told):
    assert f"{told} Published: {LISTED} From the guide , revision 1" in _page(base=D(base))


def test_the_rows_own_source_and_its_date_stand_beside_them():
    survey = Source("Acme survey of pay", "Acme", None, SourcePeriod("2025", "2026"))
    assert f"{LISTED} Source: Acme, 2025–2026" in _page({"source": survey}, base=D(145_000))


def test_without_a_base_they_are_listed_alone():
    found = _page(base=None)
    assert f"Published: {LISTED}" in found
    assert "percentile." not in found


def test_part_time_pay_stands_among_them_at_full_time():
    assert "At the 58.29th percentile." in _page(base=D(116_000), working_share=D("0.8"))


def test_they_are_converted_with_the_band():
    ExchangeRate.objects.all().delete()
    for currency, rate in (("USD", "1.10"), ("GBP", "0.88")):
        ExchangeRate.objects.create(currency=currency, per_euro=D(rate), on=date(2026, 11, 2), source="A bank")
    factories.changed()
    # £116,000 ÷ 0.88 × 1.10 = $145,000; $133,090 ÷ 1.10 × 0.88 = £106,472.
    found = _page(base=D(116_000), currency="GBP")
    assert "At the 58.29th percentile. Published: P25 £94,400, P50 £106,472 and P75 £135,200" in found


def test_a_total_among_percentiles_of_totals():
    totals = (Percentile("total", 25, D(100_000)), Percentile("total", 75, D(200_000)))
    # 120,000 + 80,000 ÷ 4 = 140,000: 25 + 40,000 ÷ 100,000 × 50.
    found = _page(
        {"percentiles": totals, "total": Range(D(100_000), D(200_000))},
        base=D(120_000),
        equity=D(80_000),
        equity_kind="rsu",
    )
    assert "At the 45th percentile. Published: P25 $100,000 and P75 $200,000" in found


def test_a_total_of_which_a_part_is_not_known_stands_nowhere_among_them():
    totals = (Percentile("total", 25, D(100_000)), Percentile("total", 75, D(200_000)))
    found = _page({"percentiles": totals}, base=D(120_000), bonus_amount=None)
    assert "percentile." not in found
    assert "Published: P25 $100,000 and P75 $200,000" in found


def test_the_guide_prints_them_with_its_band():
    client, _ = factories.browser()
    revision = factories.published(factories.document(bands=(factories.band(percentiles=SURVEY),)))
    assert "P25 $118,000, P50 $133,090, P75 $169,000" in text_of(client.get(revision.guide.get_absolute_url()))
