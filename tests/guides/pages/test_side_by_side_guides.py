"""Up to four companies' guides for one role, side by side."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from guides.document.document import Bonus, Range
from guides.models import Company, ExchangeRate, Finding, Guide, Role
from guides.pages.side_by_side import side_by_side
from tests import factories
from tests.factories import D
from tests.page_text import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    return Client()


def guide(company: str, *bands, role: str = "Engineer", **changes) -> Guide:
    return factories.published(factories.document(company=company, role=role, bands=bands, **changes)).guide


def band(region: str = "London", low: int = 100_000, high: int = 140_000, **changes):
    terms = {"currency": "GBP", "base": Range(D(low), D(high)), "equity": None, "total": None}
    return factories.band(region, **terms | changes)


def beside(*slugs: str, role: str = "engineer"):
    companies = [Company.objects.get(slug=slug) for slug in slugs]
    return side_by_side(Role.objects.get(slug=role), companies)


def bars(place) -> dict[str, list[tuple[str, str, str]]]:
    """By part: whose bar, and its ends in words."""
    return {group.label: [(name, bar.low, bar.high) for name, bar in group.bars] for group in place.bars}


def test_bands_of_one_place_stand_beside_one_another_on_one_scale():
    guide("Acme", band(low=100_000, high=140_000))
    guide("Beta", band(low=120_000, high=180_000))
    (place,) = beside("acme", "beta").places
    # Equity isn't stated, so that no total is complete.
    assert bars(place) == {"Base": [("Acme", "£100,000", "£140,000"), ("Beta", "£120,000", "£180,000")]}
    (_, acme), (_, beta) = place.bars[0].bars
    # Beta's range is half as wide again: 60,000 against 40,000, on the same scale.
    width = {name: Decimal(bar.width.rstrip("%")) for name, bar in place.bars[0].bars}
    assert width["Beta"] == pytest.approx(width["Acme"] * Decimal("1.5"), abs=Decimal("0.02"))
    assert Decimal(acme.start.rstrip("%")) < Decimal(beta.start.rstrip("%"))


def test_the_verdict_names_highest_and_lowest_by_the_middle_of_base():
    guide("Acme", band(low=100_000, high=140_000))
    guide("Beta", band(low=120_000, high=180_000))
    guide("Gamma", band(low=90_000, high=130_000))
    assert beside("acme", "beta", "gamma").verdict == (
        "In London, the base range of Beta has the highest middle, £150,000 a year, and that of Gamma the lowest, "
        "£110,000."
    )


def test_without_a_place_in_common_nothing_is_ranked():
    guide("Acme", band("London"))
    guide("Beta", band("Berlin"))
    found = beside("acme", "beta")
    assert "can't be said" in found.verdict
    assert [place.name for place in found.others] == ["London", "Berlin"]
    assert found.shared == []


def test_other_currencies_are_converted_at_the_dated_rate():
    today = timezone.localdate()
    for currency, per_euro in {"GBP": "0.8", "USD": "1.2"}.items():
        ExchangeRate.objects.create(currency=currency, per_euro=Decimal(per_euro), on=today, source="A bank")
    guide("Acme", band(low=100_000, high=140_000))
    guide("Beta", band(low=80_000, high=120_000))
    guide("Gamma", band(low=150_000, high=180_000, currency="USD"))
    found = beside("acme", "beta", "gamma")
    (place,) = found.places
    # Two of three are in pounds; 1 dollar = 0.8 ÷ 1.2 pounds.
    assert place.currency == "GBP"
    assert bars(place)["Base"][2] == ("Gamma", "£100,000", "£120,000")
    (conversion,) = found.conversions
    assert (conversion.origin, conversion.target, conversion.on) == ("USD", "GBP", today)
    assert "at the rate below" not in beside("acme", "beta").verdict


def test_a_currency_without_a_rate_is_left_out_and_says_so(client):
    ExchangeRate.objects.all().delete()
    guide("Acme", band())
    guide("Beta", band())
    guide("Gamma", band(currency="USD"))
    (place,) = beside("acme", "beta", "gamma").places
    assert [name for name, _, _ in bars(place)["Base"]] == ["Acme", "Beta"]
    assert [row.left_out for row in place.rows] == ["", "", "Not in the picture: there is no rate for USD."]
    page = client.get("/compare/?role=engineer&company=acme&company=beta&company=gamma")
    assert "there is no rate for USD" in text_of(page)


def test_doubtful_equity_is_shown_as_such_and_in_no_total(client):
    equity = replace(factories.band().equity, min=D(40_000), max=D(80_000), kind="options")
    doubtful = band(equity=replace(equity, period="unknown"), bonus=Bonus("none"))
    certain = band(equity=equity, bonus=Bonus("none"))
    guide("Acme", doubtful)
    guide("Beta", certain)
    (place,) = beside("acme", "beta").places
    assert bars(place)["Equity"] == [("Beta, options", "£40,000", "£80,000")]
    # 100,000 + 40,000 ÷ 4 and 140,000 + 80,000 ÷ 4
    assert bars(place)["Annual total"] == [("Beta", "£110,000", "£160,000")]
    page = text_of(client.get("/compare/?role=engineer&company=acme&company=beta")).replace("\u2060", "")
    assert "at least £100,000" in page
    assert "options" in page


def test_a_band_that_an_editor_is_checking_is_listed_but_not_drawn():
    made = guide("Acme", band())
    guide("Beta", band())
    Finding.objects.create(revision=made.published_revision, code="x", severity="error", place="bands/0", message="?")
    (place,) = beside("acme", "beta").places
    assert [name for name, _, _ in bars(place)["Base"]] == ["Beta"]
    assert "isn't compared" in place.rows[0].left_out


def test_places_that_most_guides_have_come_first():
    guide("Acme", band("Berlin", currency="EUR"), band("London"))
    guide("Beta", band("London"))
    assert [place.name for place in beside("acme", "beta").places] == ["London", "Berlin"]
    assert beside("acme", "beta").places[1].lacking == ("Beta",)


def test_levels_levers_and_freshness_stand_beside_one_another(client):
    today = timezone.localdate()
    checked = guide("Acme", band(level="L4"))
    guide("Beta", band())
    Guide.objects.filter(pk=checked.pk).update(verified_on=today, review_due_on=today - timedelta(days=1))
    page = text_of(client.get("/compare/?role=engineer&company=acme&company=beta"))
    for words in ("L4", "Scarcity premium", "checked", "not checked since", "Due to be checked again"):
        assert words in page, words


def test_a_company_without_the_role_says_so(client):
    guide("Acme", band())
    guide("Beta", band(), role="Designer")
    page = client.get("/compare/?role=engineer&company=acme&company=beta")
    assert "Beta has no guide on Engineer" in text_of(page)
    assert 'href="/guides/beta/"' in page.content.decode()


def test_what_people_type_leads_to_the_address_of_what_they_mean(client):
    guide("Google", band(), role="Software Engineer")
    guide("Klarna", band(), role="Software Engineer")
    response = client.get("/compare/?role=swe&company=goggle&company=&company=Klarna")
    assert response.status_code == 302
    assert response["Location"] == "/compare/?role=software-engineer&company=google&company=klarna"
    assert client.get(response["Location"]).status_code == 200


def test_unknown_names_are_said_beside_their_fields_and_kept(client):
    guide("Google", band(), role="Software Engineer")
    page = client.get("/compare/?role=wizard&company=google&company=qqqq")
    assert "No role here is called “wizard”" in text_of(page)
    assert "No company here is called “qqqq”" in text_of(page)
    for kept in ("wizard", "Google", "qqqq"):
        assert f'value="{kept}"' in page.content.decode()


def test_a_fifth_company_is_left_out_with_a_word(client):
    for name in ("Alpha", "Beta", "Gamma", "Delta", "Epsilon"):
        guide(name, band())
    page = client.get("/compare/?role=engineer&company=alpha&company=beta&company=gamma&company=delta&company=epsilon")
    assert "Four companies at most" in text_of(page)
    assert "Delta" in text_of(page)
    assert "Epsilon" not in text_of(page)


def test_the_role_page_lets_one_tick_companies(client):
    guide("Acme", band())
    guide("Beta", band())
    html = client.get("/roles/engineer/").content.decode()
    assert re.findall(r'<input type="checkbox" form="pick" name="company" value="([^"]+)">', html) == ["acme", "beta"]
    assert '<form id="pick" action="/compare/" method="get"><input type="hidden" name="role" value="engineer">' in html


def test_four_companies_take_ten_queries_at_most(client, django_assert_max_num_queries):
    ExchangeRate.objects.create(currency="USD", per_euro=Decimal(1), on=timezone.localdate(), source="A bank")
    ExchangeRate.objects.create(currency="GBP", per_euro=Decimal(1), on=timezone.localdate(), source="A bank")
    for number in range(4):
        places = [band(f"Place {place}", currency="USD" if number else "GBP") for place in range(20)]
        guide(f"Company {number}", *places)
    with django_assert_max_num_queries(10):
        page = client.get("/compare/", {"role": "engineer", "company": [f"company-{number}" for number in range(4)]})
    assert page.status_code == 200
    assert len(re.findall(r"<h1\b", page.content.decode())) == 1
