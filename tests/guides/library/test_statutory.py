"""Rates of law and custom: which is in force, and what editors can't store."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from guides.library.statutory import countries, in_force
from guides.models import StatutoryRate
from tests import factories

pytestmark = pytest.mark.django_db

D = Decimal


@pytest.mark.parametrize(
    ("day", "base"), [(date(2025, 7, 1), 250_000), (date(2026, 6, 30), 250_000), (date(2026, 7, 1), 270_830)]
)
def test_the_maximum_contribution_base_goes_by_the_year(day, base):
    (rate,) = in_force(day, "AU")
    assert (rate.percent, rate.upper) == (12, base)


def test_after_the_last_year_that_is_kept_nothing_is_guessed():
    assert in_force(date(2027, 7, 1), "AU") == ()


def test_a_rule_of_a_gratuity_and_what_a_percentage_is_of():
    (emirates,) = in_force(date(2026, 11, 30), "AE")
    assert emirates.gratuity.after(84, D(20_000)).quantize(D("0.01")) == 110_000
    (kingdom,) = in_force(date(2026, 11, 30), "GB")
    assert (kingdom.lower, kingdom.upper) == (6_240, 50_270)
    assert set(countries(date(2026, 11, 30))) == {
        *("AE", "AT", "AU", "BE", "ES", "GB", "NL"),
        *("BR", "CH", "HK", "ID", "IN", "IT", "PH", "PT", "QA", "SA", "SG"),
    }


def test_an_editors_change_is_known_at_once():
    assert in_force(date(2026, 11, 30), "FR") == ()
    StatutoryRate.objects.create(
        country="FR", kind="holiday_allowance", percent=D("7.67"), on=date(2026, 11, 28), source="Test"
    )
    factories.changed()
    assert [rate.percent for rate in in_force(date(2026, 11, 30), "FR")] == [D("7.67")]


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        ({"kind": "pension"}, "percent"),
        ({"kind": "extra_month"}, "note"),
        ({"kind": "pension", "percent": D(3), "lower": D(9), "upper": D(8), "currency": "GBP"}, "upper"),
        ({"kind": "pension", "percent": D(3), "upper": D(8)}, "currency"),
        ({"kind": "gratuity", "days": D(21), "first_years": D(5), "days_a_month": D(30)}, "days_after"),
        (
            {"kind": "gratuity", "days": D(21), "first_years": D(5), "days_after": D(30), "days_a_month": D(0)},
            "days_a_month",
        ),
        ({"kind": "pension", "percent": D(3), "country": "Xx"}, "country"),
        ({"kind": "pension", "percent": D(3), "starts_on": date(2027, 1, 1), "ends_on": date(2026, 1, 1)}, "ends_on"),
        ({"kind": "pension", "percent": D(-3)}, "percent"),
    ],
)
def test_what_contradicts_itself_is_refused_beside_its_field(terms, field):
    rate = StatutoryRate(**{"country": "GB", "on": date(2026, 11, 28), "source": "Test"} | terms)
    with pytest.raises(ValidationError) as refused:
        rate.full_clean()
    assert field in refused.value.message_dict


def test_editors_keep_them_at_the_desk(admin_client):
    page = admin_client.get(reverse("admin:guides_statutoryrate_changelist"))
    assert "maximum contributions base" in page.content.decode().lower()
    sent = {"country": "IE", "kind": "pension", "is_law": "on", "percent": "1.5", "currency": "", "on": "2026-11-28"}
    refused = admin_client.post(reverse("admin:guides_statutoryrate_add"), sent)
    assert "This field is required" in refused.content.decode()
    admin_client.post(reverse("admin:guides_statutoryrate_add"), sent | {"source": "Test"})
    assert StatutoryRate.objects.get(country="IE").percent == D("1.5")


def test_every_bundled_rate_is_one_that_an_editor_could_store():
    every = StatutoryRate.objects.all()
    assert every
    for rate in every:
        rate.full_clean()


def test_a_rule_that_no_figure_holds_is_kept_in_words():
    (india,) = [rate for rate in in_force(date(2026, 11, 30), "IN") if rate.kind == "gratuity"]
    assert (india.gratuity, india.percent) == (None, None)
    assert "15 days" in india.note


def test_three_weeks_of_basic_pay_for_each_year_in_qatar():
    (rate,) = in_force(date(2026, 11, 30), "QA")
    # QAR 18,000 ÷ 30 × 21 = 12,600 a year; two and a half years bring 31,500, eleven months nothing.
    assert [rate.gratuity.after(months, D(18_000)) for months in (11, 12, 30)] == [0, 12_600, 31_500]
