"""What companies pay for one job in one place: the page, what it counts, and what it leaves out."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from guides.document.document import Bonus, EquityRange, Range
from guides.editing import workflow
from guides.editing.accepting import accept
from guides.editing.merging import merge
from guides.models import Company, ExchangeRate, Finding, Guide, Location, Role
from tests import factories
from tests.factories import D
from tests.page_text import text_of

pytestmark = pytest.mark.django_db

ADDRESS = "/market/ml-ai-engineer/new-york-city/"


def publish(company: str, low: int = 100_000, high: int = 120_000, *, role: str = "ML/AI Engineer", **changes):
    """A guide with one band: no bonus, and a grant of 40,000 to 80,000 over four years."""
    terms = {
        "region": "New York City",
        "base": Range(D(low), D(high)),
        "equity": EquityRange(D(40_000), D(80_000), "grant", 4, "rsu"),
        "total": None,
    }
    document = factories.document(
        company=company, title=f"{role} | {company}", role=role, bands=(factories.band(**terms | changes),)
    )
    return factories.published(document)


def five() -> list:
    """Midpoints of 120, 130, 140, 150 and 160 thousand dollars."""
    names = ("Acme", "Bolt", "Crux", "Dyno", "Echo")
    return [publish(name, 110_000 + at * 10_000, 130_000 + at * 10_000) for at, name in enumerate(names)]


def page(address: str = ADDRESS, status: int = 200) -> str:
    response = Client().get(address)
    assert response.status_code == status
    return text_of(response).replace("\u2060", "")


def test_the_verdict_says_where_the_middle_half_lies():
    five()
    told = page()
    assert (
        "Five companies publish a base for ML/AI Engineers in New York City: "
        "the middle half of their midpoints lies between $130,000 and $150,000."
    ) in told
    assert "the median, is $140,000 a year" in told
    # With 10,000 to 20,000 of equity a year the midpoints are 15,000 higher.
    assert (
        "Five companies name every part of the annual total, too; with bonus and a year’s equity, "
        "the middle half of its midpoints lies between $145,000 and $165,000."
    ) in told


def test_each_company_has_a_line_in_either_chart_and_a_row_that_leads_to_its_guide():
    five()
    response = Client().get(ADDRESS)
    html = response.content.decode()
    assert html.count('aria-label="Range from') == 10
    assert html.count("Range from $110,000 to $130,000. Midpoint $120,000.") == 1
    assert "Range from $120,000 to $150,000. Midpoint $135,000." in html
    band = Guide.objects.get(company__name="Acme").published_revision.bands.get()
    assert html.count(f'href="/guides/acme/ml-ai-engineer/#band-{band.pk}"') == 3
    assert "$150,000–$170,000" in page()
    positions = re.findall(r'(?:x|x1|cx|width)="([^"]+)"', html)
    assert not [at for at in positions if "," in at]


def test_quartiles_of_each_end_stand_in_a_table():
    five()
    told = page()
    assert "Minimum of 5 companies $110,000 $120,000 $130,000 $140,000 $150,000" in told
    assert "Maximum of 5 companies $130,000 $140,000 $150,000 $160,000 $170,000" in told


def test_under_five_companies_it_is_too_few_to_say():
    for revision in five()[:1]:
        workflow.withdraw(revision.guide)
    told = page()
    assert "Only four companies publish a base for ML/AI Engineers in New York City: too few to say" in told
    assert "Median" not in told
    assert "Bolt" in told
    assert "Acme" not in told


def test_where_totals_are_too_few_the_page_says_so():
    publish("Acme", bonus=None)
    for name in ("Bolt", "Crux", "Dyno", "Echo"):
        publish(name)
    told = page()
    assert "Only four companies name every part of the annual total: too few to say what is usual." in told
    assert "Minimum of 4 companies too few to say" in told
    assert "No total: nothing said about a bonus · 1 company Acme: New York City" in told


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"level": "Staff+ (L6+)"}, "For another level · 1 company Zulu: Staff+ (L6+)"),
        ({"base": None}, "No base named · 1 company Zulu: New York City"),
        ({"currency": None}, "No currency named · 1 company Zulu: New York City"),
        ({"currency": "KES"}, "In a currency without a stored rate · 1 company Zulu: New York City"),
    ],
)
def test_what_is_left_out_is_listed_with_why(changes, why):
    five()
    publish("Zulu", **changes)
    told = page()
    assert why in told
    assert "Five companies publish" in told


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"equity": None}, "nothing said about equity"),
        ({"equity": EquityRange(D(100), D(200), "grant", 4, "rsu", unit="shares")}, "the equity is in shares"),
        ({"bonus": Bonus("text", text="generous")}, "the bonus is in words"),
        ({"base": Range(D(100_000), D(120_000), currency="GBP")}, "its parts are in different currencies"),
    ],
)
def test_what_counts_for_base_alone_is_listed_with_why(changes, why):
    five()
    publish("Zulu", **changes)
    told = page()
    assert "Six companies publish" in told
    assert "Five companies name every part" in told
    assert f"No total: {why}" in told


def test_doubtful_equity_counts_for_base_alone():
    five()
    publish("Zulu", equity=EquityRange(D(40_000), D(80_000), "grant", 4, "rsu", period_doubtful=True))
    told = page()
    assert "Six companies publish" in told
    assert "No total: the equity reads as a whole grant or a year’s part, until an editor decides · 1 company" in told


def test_a_band_in_error_is_left_out_until_somebody_settles_it():
    wrong = five()[4]
    found = Finding.objects.create(
        revision=wrong, code="range-inverted", severity="error", message="Upside down.", place="bands/0"
    )
    told = page()
    assert "Only four companies publish" in told
    assert "An editor is checking an error in the row · 1 company Echo: New York City" in told
    accept(found, reason="It is right.", by=None)
    assert "Five companies publish" in page()


def test_drafts_and_withdrawn_guides_are_nowhere():
    revisions = five()
    workflow.withdraw(revisions[4].guide)
    assert "Echo" not in page()
    for revision in revisions[:4]:
        workflow.withdraw(revision.guide)
    assert Client().get(ADDRESS).status_code == 404


def test_of_a_guide_only_the_newest_revision_counts():
    five()
    publish("Acme", 310_000, 330_000)
    told = page()
    assert "Five companies publish" in told
    assert "$310,000–$330,000" in told
    assert "$110,000–$130,000" not in told


def test_two_rows_of_a_company_are_joined_and_the_page_says_so():
    five()
    bands = (
        factories.band("New York City", base=Range(D(100_000), D(120_000))),
        factories.band("New York City (remote)", base=Range(D(90_000), D(110_000))),
    )
    revision = factories.published(factories.document(company="Zulu", bands=bands))
    assert len(set(revision.bands.values_list("location", flat=True))) == 1
    told = page()
    assert "Six companies publish" in told
    assert "two rows joined into one range: New York City, New York City (remote)" in told
    assert "$90,000–$120,000" in told


# Merged records


def test_a_merged_place_counts_with_the_one_in_its_place_and_leads_there():
    five()[4]
    publish("Zulu", region="Gotham")
    gotham = Location.objects.get(slug="gotham")
    merge(gotham, Location.objects.get(slug="new-york-city"))
    assert "Six companies publish" in page()
    moved = Client().get("/market/ml-ai-engineer/gotham/")
    assert moved.status_code == 301
    assert moved["Location"] == ADDRESS


def test_a_merged_role_counts_with_the_one_in_its_place_and_leads_there():
    five()
    publish("Zulu", role="Model Tamer")
    merge(Role.objects.get(slug="model-tamer"), Role.objects.get(slug="ml-ai-engineer"))
    assert "Six companies publish" in page()
    assert Client().get("/market/model-tamer/new-york-city/")["Location"] == ADDRESS


def test_merged_companies_count_once():
    five()
    merge(Company.objects.get(name="Echo"), Company.objects.get(name="Dyno"))
    assert "Only four companies publish" in page()


def test_a_companys_own_role_has_no_market():
    five()
    Role.objects.filter(slug="ml-ai-engineer").update(company=Company.objects.get(name="Acme"))
    assert Client().get(ADDRESS).status_code == 404
    assert "This job at other companies" not in text_of(Client().get("/guides/acme/ml-ai-engineer/"))


@pytest.mark.parametrize("address", ["/market/nobody/london/", "/market/ml-ai-engineer/nowhere/", ADDRESS])
def test_what_is_not_there_is_a_404(address):
    assert Client().get(address).status_code == 404


# Currencies and levels


def test_everything_can_be_seen_in_another_currency_with_the_rate_and_its_date():
    today = timezone.localdate()
    ExchangeRate.objects.create(currency="USD", per_euro=D(2), on=today, source="A bank")
    five()
    publish("Zulu", 70_000, 80_000, currency="EUR")
    told = page()
    # €70,000 to €80,000 are twice as many dollars.
    assert "$140,000–$160,000" in told
    assert "printed in EUR" in told
    assert re.search(r"1 EUR = 2 USD on \d+ \w+ \d{4} \(A bank\)", told)
    in_euros = page(f"{ADDRESS}?currency=EUR")
    assert "the middle half of their midpoints lies between €66,250 and €75,000" in in_euros
    assert "1 USD = 0.5 EUR" in in_euros


def test_in_one_currency_the_page_says_that_nothing_was_converted():
    five()
    assert "All figures are printed in USD; none was converted." in page()


@pytest.mark.parametrize("name", ["currency", "level"])
def test_what_cannot_be_chosen_is_said_beside_the_field(name):
    five()
    told = page(f"{ADDRESS}?{name}=Doubloons", status=422)
    assert "“Doubloons”" in told
    assert "between $130,000 and $150,000" in told


def test_a_level_that_five_companies_name_is_a_market_of_its_own():
    five()
    assert "The job’s own" not in page()
    for at, name in enumerate(("Able", "Baker", "Charlie", "Delta", "Easy")):
        publish(name, 210_000 + at * 10_000, 230_000 + at * 10_000, level="Staff (L6)")
    assert "The job’s own" in page()
    told = page(f"{ADDRESS}?level=Staff+(L6)")
    assert (
        "Five companies publish a base for ML/AI Engineers at the level Staff (L6) in New York City: "
        "the middle half of their midpoints lies between $230,000 and $250,000."
    ) in told
    assert "For another level · 5 companies" in told


# Freshness


def test_the_page_says_how_many_guides_were_checked_within_a_year_and_how_old_the_oldest_is():
    today = timezone.localdate()
    revisions = five()
    for revision, ago in zip(revisions, (0, 100, 364, 366, None), strict=True):
        if ago is not None:
            workflow.set_dates(revision.guide, verified_on=today - timedelta(days=ago), review_due_on=None)
    oldest = today - timedelta(days=366)
    told = page()
    assert "Five guides 3 of them checked within a year" in told
    assert f"as of {oldest.day} {oldest:%B %Y} to {today.day} {today:%B %Y}" in told


# The page as one of many


def test_it_takes_four_queries_however_many_companies_there_are(django_assert_num_queries):
    five()
    for number in range(12):
        publish(f"Company {number}", currency="EUR")
    with django_assert_num_queries(4):
        Client().get(ADDRESS)


def test_its_other_pages_and_currencies_do_not_read_the_bands_again():
    for number in range(103):
        publish(f"Company {number}", 100_000 + number, 120_000 + number)
    ExchangeRate.objects.create(currency="USD", per_euro=D(2), on=timezone.localdate(), source="A bank")
    page()
    # Of 103 midpoints from $110,000 on, a dollar apart, the quartiles are 25.5 and 76.5 dollars up.
    for query, shown in (("page=2", "Companies 101 to 103"), ("currency=EUR", "lies between €55,013 and €55,038")):
        with CaptureQueriesContext(connection) as asked:
            assert shown in page(f"{ADDRESS}?{query}")
        assert not [one["sql"] for one in asked if "guides_band" in one["sql"]]


def test_what_was_read_for_one_page_is_read_again_for_the_next_once_a_guide_is_published():
    five()
    page()
    publish("Fizz", 210_000, 230_000)
    told = page(f"{ADDRESS}?currency=EUR") + page()
    assert told.count("Six companies publish") == 2


def test_a_hundred_companies_stand_on_a_page():
    for number in range(103):
        publish(f"Company {number}", 100_000 + number, 120_000 + number)
    first, second = page(), page(f"{ADDRESS}?page=2")
    assert "103 companies publish" in first
    assert "103 companies publish" in second
    assert "Companies 1 to 100 as a table" in first
    assert "Companies 101 to 103 as a table" in second
    # The lowest come last.
    assert "Company 0 " in second
    assert "Company 0 " not in first


@pytest.mark.parametrize("address", [ADDRESS, f"{ADDRESS}?currency=EUR", "/market/", "/market/?role=ml-ai-engineer"])
def test_it_is_the_same_for_everyone_with_nothing_inline(address):
    five()
    response = Client().get(address)
    html = response.content.decode()
    assert "public" in response["Cache-Control"]
    assert not response.cookies
    assert len(re.findall(r"<h1\b", html)) == 1
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?! type=.application/ld\+json.>)(?![^>]*\ssrc=)", html)
    assert ('name="robots" content="noindex"' in html) == ("?" in address)
    canonical = re.search(r'rel="canonical" href="([^"]+)"', html)[1]
    assert canonical == f"http://testserver{address.partition('?')[0]}"


def test_a_company_name_cannot_break_out():
    for number in range(5):
        publish(f"<b>Acme & {number}</b>")
    html = Client().get(ADDRESS).content.decode()
    assert "<b>Acme" not in html
    assert "&lt;b&gt;Acme &amp; 0" in html


# The index, and the way to a market


def test_the_index_has_the_markets_of_most_companies_first(django_assert_max_num_queries):
    five()
    publish("Acme", role="Data Engineer")
    with django_assert_max_num_queries(4):
        told = page("/market/")
    assert told.index("ML/AI Engineer · New York City 5 companies") < told.index(
        "Data Engineer · New York City 1 company"
    )


def test_the_index_narrows_down_to_a_job_or_a_place():
    five()
    publish("Acme", role="Data Engineer", region="London", currency="GBP")
    job = page("/market/?role=data-engineer")
    assert "What companies pay for Data Engineer, by place" in job
    assert "London 1 company" in job
    assert "New York City 5 companies" not in job
    place = page("/market/?place=new-york-city")
    assert "New York City 5 companies" in place
    assert "London" not in place
    for unknown in ("role=nobody", "place=nowhere", "role=%00"):
        assert Client().get(f"/market/?{unknown}").status_code in {200, 404}


def test_an_empty_library_has_an_index_that_says_so():
    assert "No company publishes a base here at the moment." in page("/market/")


def test_a_guide_leads_to_the_market_of_each_of_its_places():
    factories.published()
    html = Client().get("/guides/runway/ml-ai-engineer/").content.decode()
    assert f'<a href="{ADDRESS}">ML/AI Engineer in New York City</a>' in html
    assert '<a href="/market/ml-ai-engineer/remote-us/">ML/AI Engineer in Remote US</a>' in html


def test_an_open_end_counts_for_the_minimum_alone():
    five()
    publish("Zulu", base=Range(D(90_000), None, open=True))
    told = page()
    assert "$90,000 or more" in told
    assert "Minimum of 6 companies" in told
    assert "Midpoint of 5 companies" in told
    assert "No maximum named: only the minimum counts · 1 company" in told


def test_as_of_tells_checking_from_publishing():
    revision = publish("Acme")
    workflow.set_dates(revision.guide, verified_on=date(2026, 3, 5), review_due_on=None)
    assert "5 March 2026, checked" in page()
