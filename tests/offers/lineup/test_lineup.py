"""An owner's offers side by side."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from guides.models import ExchangeRate
from offers.models import Offer
from tests import factories
from tests.factories import D
from tests.html_forms import flat
from tests.page_text import text_of

pytestmark = pytest.mark.django_db


def two_offers():
    """Runway: 210,000, a grant of 240,000 that can't be sold, 20,000 signing. OpenAI: 255,000 and 480,000."""
    client, owner = factories.browser()
    runway = factories.offer(owner, factories.published())
    openai = factories.openai_offer(owner, bonus_amount=D(0), signing=D(0))
    return client, runway, openai


def test_the_page_says_which_is_worth_more_and_from_when():
    client, _, _ = two_offers()
    page = text_of(client.get("/offers/"))
    # 255 × 4 = 1,020; 210 × 4 + 20 = 860
    said = "OpenAI pays $160,000 more than Runway over four years in cash and shares that can be sold"
    assert f"{said}, ahead from the first year." in page
    # (255 + 120) × 4 = 1,500; (210 + 60) × 4 + 20 = 1,100
    assert "With what can’t be sold yet, counted as quoted, OpenAI is $400,000 ahead." in page
    # Four-year averages of pay: 255 and (210 × 4 + 20) ÷ 4 = 215.
    assert "$255,000" in page
    assert "−$40,000 (−15.7%)" in page
    assert "$375,000" not in page
    assert "$275,000" not in page
    # What no total counts has a row of its own.
    assert "Beside it: equity that can't be sold yet over four years, as quoted; counted in no total" in page
    assert "$480,000 $240,000" in page


def test_the_order_is_by_pay_and_so_is_each_offers_card():
    client, owner = factories.browser()
    factories.offer(owner, employer="Startup", base=D(200000), equity=D(800000), signing=D(0))
    factories.offer(owner, employer="Cash", base=D(210000), equity=D(0), signing=D(0))
    response = client.get("/offers/")
    assert [entry.offer.employer for entry in response.context["lineup"].entries] == ["Cash", "Startup"]
    shown = {card.offer.employer: card.annual.amount for card in response.context["cards"]}
    assert shown == {"Cash": 210_000, "Startup": 200_000}


def test_nothing_is_said_as_quoted_where_a_grant_cannot_be_valued():
    client, owner = factories.browser()
    factories.offer(owner, employer="Runway", base=D(145000), equity=D(240000), signing=D(0))
    factories.offer(owner, employer="Startup", base=D(140000), equity=D(400000), equity_kind="options", signing=D(0))
    page = text_of(client.get("/offers/"))
    assert "Runway pays $20,000 more than Startup over four years in cash and shares that can be sold" in page
    # As quoted, the options would put Startup ahead: neither order is claimed.
    assert "counted as quoted, Runway is" not in page
    assert "counted as quoted, Startup is" not in page
    assert "counted in no total $240,000 $400,000 in options over 4 years" in page


def test_options_at_a_fair_value_of_nothing_count_nothing_anywhere():
    client, owner = factories.browser()
    startup = factories.offer(owner, employer="Startup", base=D(200000), equity=None, signing=D(0))
    factories.regrant(
        startup, kind="options", shares=D(50_000), strike=D(1), fair_value=D(0), preferred=D(4), years=D(4)
    )
    factories.offer(owner, employer="Cash", base=D(200100), equity=D(0), signing=D(0))
    page = text_of(client.get("/offers/"))
    assert "Cash pays $400 more than Startup over four years" in page
    assert "237,500" not in page  # 200,000 + 150,000 ÷ 4
    assert "Startup: 50,000 options over 4 years, which no total here counts" in page


def test_of_three_offers_the_one_ahead_with_what_cannot_be_sold_is_ahead_of_all():
    client, owner = factories.browser()
    for employer, base, private in (("Aaa", 200_000, 40_000), ("Bbb", 190_000, 0), ("Ccc", 100_000, 4_000_000)):
        factories.offer(owner, employer=employer, base=D(base), equity=D(private), signing=D(0), equity_kind="pre_ipo")
    page = text_of(client.get("/offers/"))
    assert "Aaa pays $40,000 more than Bbb over four years in cash and shares that can be sold" in page
    # 4 × 100,000 + 4,000,000 against 4 × 200,000 + 40,000.
    assert "With what can’t be sold yet, counted as quoted, Ccc is $3,560,000 ahead of Aaa." in page


def test_the_baseline_may_be_any_of_them():
    client, runway, _ = two_offers()
    page = text_of(client.get(f"/offers/?baseline={runway.pk}"))
    assert "+$40,000 (+18.6%)" in page  # 255 − 215; 40 ÷ 215


def test_a_discount_counts_on_what_cannot_be_sold_and_stands_in_the_address():
    client, _, _ = two_offers()
    page = text_of(client.get("/offers/?discount=50"))
    # OpenAI: 255 + 60 = 315 a year; Runway: 210 + 30 + 5 = 245.
    assert "With what can’t be sold yet, counted as assumed below, OpenAI is $280,000 ahead." in page
    assert "at a discount of 50% where it can't be sold yet" in page


def test_what_would_turn_the_order_is_said_for_each_pair():
    client, owner = factories.browser()
    factories.offer(owner, employer="Cash", base=D(300000), equity=D(0), signing=D(0), equity_kind="rsu")
    factories.offer(owner, employer="Startup", base=D(200000), equity=D(480000), signing=D(0))
    page = text_of(client.get("/offers/"))
    # 320 against 300 a year: 80,000 over four years, a sixth of 480,000.
    ahead = "Cash is $400,000 ahead of Startup in cash and shares that can be sold."
    counted = "With equity that can't be sold yet, counted as quoted, Startup is $80,000 ahead"
    assert f"{ahead} {counted}; that turns at a discount of 16.7%." in page
    # Shares that can't be sold are no pay: of what is, 300 against 200 a year.
    assert "Cash pays $400,000 more than Startup over four years in cash and shares that can be sold" in page
    assert "With what can’t be sold yet, counted as quoted, Startup is $80,000 ahead." in page


def test_where_all_is_paid_no_sale_turns_the_order():
    client, owner = factories.browser()
    factories.offer(owner, employer="Startup", base=D(300000), equity=D(480000), signing=D(0))
    factories.offer(owner, employer="Cash", base=D(200000), equity=D(0), signing=D(0), equity_kind="rsu")
    settled = (
        "Startup is $400,000 ahead of Cash in cash and shares that can be sold. No sale or listing would change that."
    )
    assert settled in text_of(client.get("/offers/"))
    factories.offer(owner, employer="Early", base=D(100000), equity=D(480000), signing=D(0))
    page = text_of(client.get("/offers/"))
    assert page.count("No sale or listing would change that.") == 1


def test_the_exit_that_turns_it_is_told_where_the_shares_are_known():
    client, owner = factories.browser()
    factories.offer(owner, employer="Cash", base=D(300000), equity=D(0), signing=D(0), equity_kind="rsu")
    startup = factories.offer(
        owner, employer="Startup", base=D(200000), equity=D(480000), signing=D(0), equity_kind="options"
    )
    factories.regrant(startup, shares=D(10000), strike=D(8), fully_diluted=D(100_000_000))
    # 400,000 ÷ 10,000 + 8 = 48 a share, × 100 million
    page = text_of(client.get("/offers/"))
    assert "Startup catches up if it is sold or listed for more than $4.8B." in page
    assert "Startup: $480,000 in options over 4 years, which no total here counts" in page


def test_an_offer_in_another_currency_is_converted_with_rate_and_date():
    client, owner = factories.browser()
    today = timezone.localdate()
    ExchangeRate.objects.create(currency="USD", per_euro=D("1.25"), on=today, source="A bank")
    factories.offer(owner, employer="Berlin", currency="EUR", base=D(100000), equity=D(0), signing=D(0))
    factories.offer(owner, employer="Boston", base=D(120000), equity=D(0), signing=D(0))
    page = text_of(client.get("/offers/?currency=USD"))
    assert "Berlin pays $20,000 more than Boston over four years" in page  # 125 against 120, four times
    assert "1 EUR = 1.25 USD on" in page
    assert "A bank" in page


@pytest.mark.parametrize(("base", "told"), [("100000.48", "$20,002 more"), ("96000.08", "$0.40 more")])
def test_a_difference_is_said_in_whole_units_unless_it_is_less_than_one(base, told):
    client, owner = factories.browser()
    ExchangeRate.objects.create(currency="USD", per_euro=D("1.25"), on=timezone.localdate(), source="A bank")
    factories.offer(owner, employer="Berlin", currency="EUR", base=D(base), equity=D(0), signing=D(0))
    factories.offer(owner, employer="Boston", base=D(120000), equity=D(0), signing=D(0))
    # 125,000.60 or 120,000.10 against 120,000, four times
    assert f"Berlin pays {told} than Boston" in text_of(client.get("/offers/?currency=USD"))


def test_an_offer_without_a_rate_is_named_and_left_out():
    client, owner = factories.browser()
    factories.offer(owner, employer="Here")
    factories.offer(owner, employer="There")
    factories.offer(owner, employer="Far", currency="XPF")
    page = text_of(client.get("/offers/?currency=USD"))
    assert "There is no exchange rate for XPF, so Far isn't compared." in page


def test_unknown_parts_are_named_and_nothing_is_claimed_of_them():
    client, owner = factories.browser()
    factories.offer(owner, employer="Whole")
    factories.offer(owner, employer="Part", bonus_amount=None, signing=None)
    page = text_of(client.get("/offers/"))
    assert "As far as is known, Whole pays $20,000 more than Part" in page
    assert "For Part, the bonus and signing bonus are not known, so not counted" in page


def test_years_are_drawn_by_how_soon_they_are_money():
    client, _, _ = two_offers()
    page = flat(client.get("/offers/"))
    # OpenAI's 375,000 is the widest: cash 255 ÷ 375 = 68 %, the rest equity that can't be sold.
    beside = r"beside it, not counted, \$120,000 equity that can&#x27;t be sold yet"
    assert re.search(rf'aria-label="\$255,000 cash; {beside}"', page)
    assert "<span>OpenAI</span> <strong>$255,000</strong>" in page
    assert '<rect class="cash" x="0%" width="68%"' in page
    assert '<rect class="illiquid" fill="url(#hatch)" x="68%" width="32%"' in page


@pytest.mark.parametrize(
    "query", ["discount=x", "discount=-5", "discount=1000", "baseline=nobody", "currency=<b>", "a=1"]
)
def test_what_cannot_be_read_in_the_address_counts_as_not_assumed(query):
    client, _, _ = two_offers()
    response = client.get(f"/offers/?{query}")
    assert response.status_code == 200
    assert "counted as quoted, OpenAI is $400,000 ahead." in text_of(response)


def test_ten_offers_take_no_more_than_twelve_queries(django_assert_max_num_queries):
    client, owner = factories.browser()
    revision = factories.published()
    for number in range(10):
        factories.offer(owner, revision, base=D(200000 + number), currency="EUR" if number % 2 else "USD")
    with django_assert_max_num_queries(12):
        response = client.get("/offers/")
    assert response.status_code == 200
    assert Offer.objects.of(owner).count() == 10


def test_unknown_equity_may_turn_the_order_and_nothing_else_is_said():
    client, owner = factories.browser()
    factories.offer(owner, employer="Alpha", base=D(200000), equity=D(0), signing=D(0))
    beta = factories.offer(owner, employer="Beta", base=D(150000), equity=None, signing=D(0), equity_kind="options")
    factories.regrant(beta, shares=D(30000), strike=D(1))
    page = text_of(client.get("/offers/"))
    assert "whatever equity" not in page
    assert "To say at which exit" in page


def test_one_offer_alone_is_not_compared():
    client, owner = factories.browser()
    factories.offer(owner)
    page = text_of(client.get("/offers/"))
    assert "Year by year" not in page
    assert "OpenAI" in page


def many(owner, count: int) -> list[Offer]:
    """Offers from the oldest to the newest, each of which pays 1,000 more than the one before."""
    return [
        factories.offer(owner, employer=f"E{number:02}", base=D(200_000 + 1_000 * number), equity=D(0), signing=D(0))
        for number in range(count)
    ]


def columns(response) -> list[str]:
    return sorted(entry.offer.employer for entry in response.context["lineup"].entries)


def test_of_many_offers_the_ten_newest_that_are_open_stand_side_by_side():
    client, owner = factories.browser()
    made = many(owner, 14)
    Offer.objects.filter(pk__in=[made[13].pk, made[12].pk]).update(outcome="declined")
    page = client.get("/offers/")
    assert columns(page) == [f"E{number:02}" for number in range(2, 12)]
    assert "10 of your 14 offers are counted here." in text_of(page)


def test_offers_that_are_over_fill_what_is_left_of_the_ten():
    client, owner = factories.browser()
    made = many(owner, 3)
    Offer.objects.filter(pk=made[2].pk).update(outcome="declined")
    assert columns(client.get("/offers/")) == ["E00", "E01", "E02"]


def test_the_offers_to_compare_are_chosen_in_the_address():
    client, owner = factories.browser()
    made = many(owner, 12)
    _, other = factories.browser()
    foreign = factories.offer(other, employer="Somebody else's")
    page = client.get("/offers/", {"offer": [made[0].pk, made[11].pk, foreign.pk, "x"]})
    assert columns(page) == ["E00", "E11"]
    assert "E11 pays $44,000 more than E00" in text_of(page)  # 11,000 a year
    html = flat(page)
    assert html.count(' name="offer" ') == 12
    assert len(re.findall(r'<input [^>]*name="offer"[^>]* checked>', html)) == 2
    assert "Somebody else" not in html
    baseline = re.search(r'<select [^>]*id="id_baseline">(.*?)</select>', html)[1]
    assert baseline.count("<option") == 2


def test_of_more_than_ten_chosen_offers_the_newest_ten_are_compared_and_that_is_said():
    client, owner = factories.browser()
    made = many(owner, 12)
    page = client.get("/offers/", {"offer": [offer.pk for offer in made]})
    assert columns(page) == [f"E{number:02}" for number in range(2, 12)]
    assert "At most ten offers stand side by side: of those you chose, these are the ten newest." in text_of(page)


def test_one_chosen_offer_can_be_joined_by_others():
    client, owner = factories.browser()
    made = many(owner, 3)
    page = client.get("/offers/", {"offer": made[0].pk})
    assert columns(page) == ["E00"]
    assert 'name="offer"' in flat(page)


def test_the_list_is_paged_newest_first_and_keeps_what_was_chosen():
    client, owner = factories.browser()
    made = many(owner, 45)

    def listed(page) -> list[str]:
        return re.findall(r'<li class="offer-card"><h3><a [^>]*>(E\d\d)</a>', flat(page))

    first, last = (client.get("/offers/", {"offer": made[0].pk, "page": page}) for page in ("", "3"))
    assert listed(first) == [f"E{number:02}" for number in range(44, 24, -1)]
    assert listed(last) == [f"E{number:02}" for number in range(4, -1, -1)]
    assert f'href="?offer={made[0].pk}&amp;page=2"' in first.content.decode()
    assert columns(last) == ["E00"]
    assert "$204,000" in text_of(last)  # E04's annual total stands on its card


def test_offers_of_one_employer_are_told_apart_where_one_chooses():
    client, owner = factories.browser()
    for employer, created in (("Acme", "2026-11-01"), ("Acme", "2026-11-03"), ("Other", "2026-11-04")):
        offer = factories.offer(owner, employer=employer)
        Offer.objects.filter(pk=offer.pk).update(created_at=f"{created}T12:00Z")
    names = [choice.name for choice in client.get("/offers/").context["choices"]]
    assert names == ["Other", "Acme (3 November 2026)", "Acme (1 November 2026)"]


def test_what_would_turn_the_order_is_said_once_for_each_further_offer_and_its_neighbour():
    client, owner = factories.browser()
    many(owner, 10)
    # The best against nine others, and eight neighbours behind it; of all pairs there would be 45.
    assert len(client.get("/offers/").context["turning"]) == 17


def test_the_list_takes_as_many_queries_for_many_offers_as_for_few(django_assert_num_queries):
    client, owner = factories.browser()
    revision = factories.published()
    for _ in range(3):
        factories.offer(owner, revision)
    client.get("/offers/")
    factories.commit()
    with CaptureQueriesContext(connection) as few:
        client.get("/offers/")
    many(owner, 40)
    factories.commit()
    with django_assert_num_queries(len(few)):
        client.get("/offers/")
    assert len(few) <= 6


def test_a_card_says_where_its_total_leaves_private_shares_out():
    client, owner = factories.browser()
    factories.offer(owner, employer="Startup", equity_kind="pre_ipo")
    factories.offer(owner, employer="Listed", equity_kind="rsu")
    page = text_of(client.get("/offers/"))
    assert "$210,000 annual total, without what can’t be sold yet" in page
    assert "$270,000 annual total" in page
    assert page.count("annual total, without") == 1
    assert "equity that can be sold ÷ vesting years" in page
