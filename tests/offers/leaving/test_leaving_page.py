"""What leaving the current job costs: rows 34 and 46 of the worked cases of pay, on the pages."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from offers.models import GrantTerms, Round
from pay.forfeits import Forfeit
from tests import factories
from tests.factories import D
from tests.page_text import text_of

pytestmark = pytest.mark.django_db

ROW_34 = {
    "leaves_on": "2026-12-01",
    "notice_months": "",
    "kind_0": "equity",
    "shares_0": "160",
    "price_0": "125",
    "amount_0": "",
    "until_0": "2027-02-15",
    "kind_1": "equity",
    "shares_1": "480",
    "price_1": "$125",
    "amount_1": "",
    "until_1": "",
    "kind_2": "bonus",
    "shares_2": "",
    "price_2": "",
    "amount_2": "18k",
    "until_2": "2027-03-31",
    "kind_3": "payback",
    "shares_3": "",
    "price_3": "",
    "amount_3": "10,000",
    "until_3": "",
}


def job_page(**changes):
    client, owner = factories.browser()
    job = factories.offer(owner, employer="Today Inc", kind="current", base=D(190_000), equity=D(0), signing=D(0))
    job.rounds.update(**changes)
    return client, job, reverse("offers:leaving", args=[job.pk])


def test_leaving_by_day_from_the_form_to_the_page():
    client, job, address = job_page()
    assert "What leaving Today Inc costs isn’t known yet." in text_of(client.get(address))
    assert client.post(address, ROW_34).status_code == 302
    page = text_of(client.get(address))
    assert "Leaving Today Inc on 1 December 2026 costs $108,000: the make-whole ask." in page
    assert "From 31 March 2027 on it costs $70,000, so waiting is worth $38,000." in page
    assert "Unvested equity 480 × $125, lost whenever you leave $60,000" in page
    assert "Unvested equity 160 × $125, lost before 15 February 2027 $20,000" in page
    assert "Next vesting date: 15 February 2027, when $20,000 vests." in page
    assert "15 February 2027 shares vest $20,000 $88,000 31 March 2027 the bonus is paid $38,000 $70,000" in page
    stored = Round.objects.get(offer=job)
    assert len(stored.forfeits) == 4
    assert stored.forfeits[0] == Forfeit("equity", None, D(160), D(125), date(2027, 2, 15))


def test_what_was_typed_stays_where_something_is_missing():
    client, job, address = job_page()
    response = client.post(address, ROW_34 | {"price_0": ""})
    assert response.status_code == 422
    assert "At which price?" in text_of(response)
    assert 'value="160"' in response.content.decode()
    assert Round.objects.get(offer=job).forfeits == ()


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"kind_3": ""}, "What is it?"),
        ({"amount_3": ""}, "How much is it? Type 0 if there is none."),
        ({"amount_0": "5"}, "Either shares at a price, or an amount."),
        ({"amount_2": "€18k"}, "The amount says EUR, but the job is paid in USD."),
        ({"amount_2": "lots"}, "can't be read as one amount"),
    ],
)
def test_what_contradicts_itself_is_said_beside_its_field(changes, told):
    client, _, address = job_page()
    response = client.post(address, ROW_34 | changes)
    assert response.status_code == 422
    assert told in text_of(response)


@pytest.mark.parametrize(
    ("grant", "typed", "told"),
    [
        ({"value": D(80_000)}, {"shares_0": "", "price_0": "", "amount_0": "90,000", "kind_1": ""}, "come to $80,000"),
        ({"shares": D(600)}, {}, "That makes 640 unvested shares; the grants entered with this job have 600."),
    ],
)
def test_row_49_no_more_is_unvested_than_was_granted(grant, typed, told):
    client, job, address = job_page(grants=(GrantTerms("rsu", **grant),))
    cleared = {"shares_1": "", "price_1": ""} if typed else {}
    response = client.post(address, ROW_34 | typed | cleared)
    assert response.status_code == 422
    assert told in text_of(response)
    assert f'value="{typed.get("amount_0", "480")}"' in response.content.decode()
    assert Round.objects.get(offer=job).forfeits == ()


def test_shares_may_have_risen_over_what_was_granted():
    client, _, address = job_page(grants=(GrantTerms("rsu", value=D(70_000)),))
    assert client.post(address, ROW_34).status_code == 302


def test_notice_gives_the_earliest_day():
    client, _, address = job_page(notice_months=3, leaves_on=date(2026, 1, 1), forfeits=(Forfeit("bonus", D(1)),))
    page = text_of(client.get(address))
    assert "With 3 months of notice given today, the earliest day is" in page
    assert "The day that you entered, 1 January 2026, is before it." in page
    assert "You haven't entered unvested equity and signing bonus to pay back" in page


def test_it_enters_the_floor_by_the_day_of_leaving():
    # 190,000 × 4 = 760,000 and 90,000 to leave, ÷ 4.
    client, job, _ = job_page(
        leaves_on=date(2030, 1, 1),
        forfeits=(Forfeit("bonus", D(90_000)), Forfeit("other", D(5_000), until=date(2029, 12, 31))),
    )
    offer = factories.offer(job.owner, employer="Startup", base=D(200_000), equity=D(0), signing=D(0))
    address = reverse("offers:counter", args=[offer.pk])
    page = text_of(client.get(address))
    assert "don't go below $212,500" in page
    assert "with the $90,000 that leaving costs" in page
    assert "The offer is $12,500 a year under it." in page
    # Without a guide there is no band to speak of.
    assert " band" not in page
    factories.offer(job.owner, employer="Hooli", base=D(215_000), equity=D(0), signing=D(0))
    # Leaving costs the same for both.
    assert "don't go below $215,000" in text_of(client.get(address))


def test_only_ones_own_current_job_is_left():
    client, job, address = job_page()
    charlie, _ = factories.browser()
    assert charlie.get(address).status_code == 404
    assert charlie.post(address, ROW_34).status_code == 404
    offer = factories.offer(job.owner, employer="Startup")
    assert client.get(reverse("offers:leaving", args=[offer.pk])).status_code == 404
    assert Round.objects.get(offer=job).forfeits == ()
