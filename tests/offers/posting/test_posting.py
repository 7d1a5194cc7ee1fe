"""The employer's posting: nothing is stored before it was looked at; it stands beside the offer as it was posted."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from display.formatting import day, rate, whole_money
from guides.library.rates import newest_rates
from guides.models import Report
from offers.models import Offer, Posting
from tests import factories
from tests.factories import D
from tests.guides.admin.test_admin import desk
from tests.html_forms import form_of
from tests.page_text import text_of

pytestmark = pytest.mark.django_db

WORDS = "The base salary range for this role is $180,000 to $240,000 a year. Signing bonus: $10,000."


def made(**changes):
    client, owner = factories.browser()
    return client, factories.offer(owner, changes.pop("revision", None), **changes)


def address(offer: Offer, step: str = "") -> str:
    return f"/offers/{offer.pk}/posting/{step}"


def saved(offer: Offer, **changes) -> Posting:
    terms = {"lowest": D(180_000), "highest": D(240_000), "currency": "USD", "period": "year", "whole": "base"}
    return Posting.objects.create(offer=offer, **(terms | {"read_on": date(2026, 11, 28)} | changes))


def typed(**changes):
    return {"lowest": "180,000", "highest": "240,000", "currency": "USD", "period": "year"} | changes


# Reading and storing


def test_what_was_read_is_shown_with_its_words_and_not_stored():
    client, offer = made()
    answer = client.post(address(offer), {"posting": WORDS})
    told = text_of(answer)
    assert "Read: $180,000 to $240,000 a year, base pay" in told
    assert "“The base salary range for this role is" in told
    assert "$10,000 in “Signing bonus: $10,000.”" in told
    assert not Posting.objects.exists()


@pytest.mark.parametrize(
    ("currency", "posting", "told", "filled"),
    [
        ("CAD", WORDS, "CAD is filled in, as of your offer", "CAD"),
        ("EUR", WORDS, "Which currency it means isn’t said", ""),
        ("USD", "Salary: €50,000 - €60,000 a year", "", "EUR"),
    ],
)
def test_a_sign_of_several_currencies_is_said_to_be_one(currency, posting, told, filled):
    client, offer = made(currency=currency)
    answer = client.post(address(offer), {"posting": posting})
    assert told in text_of(answer)
    assert form_of(answer, "posting-form")["currency"] == [filled]


def test_what_was_read_is_stored_as_the_form_shows_it():
    client, offer = made()
    answer = client.post(address(offer), {"posting": WORDS})
    form = form_of(answer, "posting-form")
    client.post(address(offer, "save/"), {name: values[-1] for name, values in form.items()})
    kept = Posting.objects.get(offer=offer)
    assert (kept.lowest, kept.highest, kept.currency) == (180_000, 240_000, "USD")
    assert (kept.period, kept.whole) == ("year", "base")


def test_a_saved_page_is_read_like_a_pasted_one():
    client, offer = made()
    page = SimpleUploadedFile("job.html", f"<main><p>{WORDS}</p></main>".encode())
    assert "Read: $180,000 to $240,000 a year" in text_of(client.post(address(offer), {"saved": page}))


def test_of_several_ranges_the_candidate_takes_one():
    client, offer = made()
    text = "Zone 1: base salary $200,000 - $260,000 a year.\nZone 2: base salary $180,000 - $222,000 a year."
    first = client.post(address(offer), {"posting": text})
    assert "which one is yours?" in text_of(first)
    assert form_of(first, "posting-form")["lowest"] == [""]
    taken = client.post(address(offer), {"posting": text, "take": "1"})
    assert form_of(taken, "posting-form")["lowest"] == ["180,000"]


def test_words_and_data_that_differ_fill_in_nothing():
    client, offer = made()
    page = (
        '<script type="application/ld+json">{"@type": "JobPosting", "baseSalary": {"currency": "USD", "value": '
        '{"minValue": 90000, "maxValue": 99000, "unitText": "YEAR"}}}</script><p>Salary: $120K - $150K a year</p>'
    )
    answer = client.post(address(offer), {"posting": page})
    assert "state different ranges" in text_of(answer)
    assert form_of(answer, "posting-form")["lowest"] == [""]


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"posting": "  "}, "Paste the posting first"),
        ({"posting": "<div>" * 5_000}, "nested too deep"),
    ],
)
def test_what_cannot_be_read_is_said_beside_the_field(sent, told):
    client, offer = made()
    answer = client.post(address(offer), sent)
    assert answer.status_code == 422
    assert told in text_of(answer)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"lowest": "", "highest": ""}, "Type at least one end"),
        ({"lowest": "250,000"}, "ends under where it begins"),
        ({"highest": "€240,000"}, "The amount says EUR, but the currency is USD."),
        ({"period": ""}, "This field is required"),
        ({"highest": "0"}, "Leave it blank where the posting doesn’t say."),
    ],
)
def test_a_range_that_is_none_is_not_stored_and_nothing_typed_is_lost(changes, told):
    client, offer = made()
    answer = client.post(address(offer, "save/"), typed(**changes) | {"address": "jobs.example/7"})
    assert answer.status_code == 422
    assert told in text_of(answer)
    assert form_of(answer, "posting-form")["address"] == ["jobs.example/7"]
    assert not Posting.objects.exists()


def test_somebody_elses_offer_has_no_posting_page():
    _, offer = made()
    stranger, _ = factories.browser()
    saved(offer)
    for step in ("", "save/", "delete/", "report/"):
        assert stranger.post(address(offer, step), typed() | {"posting": WORDS}).status_code == 404
    assert stranger.get(address(offer)).status_code == 404
    assert Posting.objects.count() == 1


def test_it_is_taken_out_again_and_goes_with_its_offer():
    client, offer = made()
    saved(offer)
    client.post(address(offer, "delete/"))
    assert not Posting.objects.exists()
    saved(offer)
    client.post(f"/offers/{offer.pk}/delete/")
    assert not Posting.objects.exists()


# Beside the offer


def section(client, offer: Offer) -> str:
    text = text_of(client.get(offer.get_absolute_url()))
    at = text.index("The employer’s own posting")
    return text[at : at + 1_200]


def test_the_comparison_says_where_the_base_lies_without_any_guide():
    client, offer = made(currency="USD", base=D(195_000))
    saved(offer, address="jobs.example/7", posted_on=date(2026, 7, 2))
    told = section(client, offer)
    assert "It states $180,000 to $240,000 a year , base pay." in told
    assert "Your base of $195,000 is 25% of the way up the posted range, $45,000 under its top." in told
    assert "posting of 2 July 2026, as you read it on 28 November 2026 (jobs.example/7)" in told


@pytest.mark.parametrize(
    ("base", "changes", "told"),
    [
        (170_000, {}, "is $10,000 under the least that the posting states"),
        (250_000, {}, "is $10,000 over the most that the posting states"),
        (180_000, {}, "is the least that the posting states, $60,000 under its top"),
        (240_000, {}, "is the most that the posting states"),
        (200_000, {"lowest": None}, "is $40,000 under its top"),
        (200_000, {"highest": None}, "it names no top"),
        (195_000, {"whole": ""}, "Taken as base pay: your base of $195,000 is 25% of the way up"),
        (200_000, {"whole": "total"}, "your base isn’t placed in it"),
        (None, {}, "The base of your offer isn’t known yet."),
        # 80 × 40 × 52 = 166,400 and 110 × 40 × 52 = 228,800: (197,600 − 166,400) ÷ 62,400 = half.
        (197_600, {"lowest": D(80), "highest": D(110), "period": "hour", "hours": D(40)}, "is 50% of the way up"),
        (197_600, {"lowest": D(80), "highest": D(110), "period": "hour"}, "How many hours a week make full time"),
        # 15,000 × 12 = 180,000.
        (195_000, {"lowest": D(15_000), "highest": D(20_000), "period": "month"}, "is 25% of the way up"),
    ],
)
def test_where_it_lies_is_said_as_far_as_it_is_known(base, changes, told):
    client, offer = made(currency="USD", base=D(base))
    saved(offer, **changes)
    assert told in section(client, offer)


def test_at_three_fifths_of_full_time_the_base_is_compared_at_full_time():
    client, offer = made(currency="USD", base=D(117_000))
    offer.rounds.update(working_share=D("0.6"))
    saved(offer)
    assert "Your base of $195,000 is 25% of the way up" in section(client, offer)
    Posting.objects.update(of_share=True)
    assert "Your base of $117,000 is $63,000 under the least" in section(client, offer)


# As an argument


def test_without_a_guide_the_plan_asks_for_the_top_and_says_where_that_comes_from():
    client, offer = made(currency="USD", base=D(195_000))
    saved(offer)
    counter = text_of(client.get(f"/offers/{offer.pk}/counter/"))
    assert "$240,000" in counter
    assert "the top of the employer’s own posting" in counter
    sheet = text_of(client.get(f"/offers/{offer.pk}/brief/"))
    assert "Your posting states up to $240,000 a year." in sheet
    assert "I'm looking for $240,000 base." in sheet
    assert "Your posting states up to $240,000 a year." in counter


def test_part_of_full_time_asks_for_its_share_of_the_top():
    client, offer = made(currency="USD", base=D(117_000))
    offer.rounds.update(working_share=D("0.6"))
    saved(offer)
    assert "I'm looking for $144,000 base." in text_of(client.get(f"/offers/{offer.pk}/brief/"))


@pytest.mark.parametrize(
    ("base", "changes"),
    [(245_000, {}), (195_000, {"whole": "total"}), (None, {}), (195_000, {"currency": "EUR"})],
)
def test_a_posting_that_is_no_argument_is_not_said(base, changes):
    client, offer = made(currency="USD", base=D(base))
    saved(offer, **changes)
    for page in ("brief", "counter"):
        assert "Your posting states" not in text_of(client.get(f"/offers/{offer.pk}/{page}/"))


def test_an_ask_over_the_top_is_said_to_be_so_and_the_posting_is_not_named():
    client, offer = made(currency="USD", base=D(195_000))
    saved(offer)
    client.post(f"/offers/{offer.pk}/counter/", _plan(client, offer, ask_base="255,000"))
    counter = text_of(client.get(f"/offers/{offer.pk}/counter/"))
    assert "Your ask of $255,000 base is $15,000 over the top of the employer’s own posting." in counter
    assert "Your posting states" not in counter


def _plan(client, offer: Offer, **changes):
    form = form_of(client.get(f"/offers/{offer.pk}/counter/"), None)
    return {name: values[-1] for name, values in form.items() if values} | changes


# The law of the place


def test_a_range_wider_than_the_place_lets_it_be_is_asked_about_and_nobody_is_accused():
    client, offer = made(currency="CAD", base=D(100_000), place="Toronto")
    offer.rounds.update(on=date(2026, 11, 28))
    saved(offer, currency="CAD", lowest=D(90_000), highest=D(160_000))
    told = section(client, offer)
    assert "If the employer has 25 or more employees." in told
    assert "As you entered it this one is CA$70,000 wide from end to end." in told
    assert "not for pay or ranges above CAD 200,000" in told
    assert "no claim about any employer" in told
    Posting.objects.update(highest=D(140_000))
    assert "This one is." in section(client, offer)


# For the editors


def test_editors_are_told_the_range_with_one_click_and_nothing_of_the_candidate():
    client, offer = made(revision=factories.published(), base=D(195_000))
    saved(offer, address="https://me:pw@jobs.example/7?candidate=kim#x")
    page = text_of(client.get(address(offer)))
    assert "They would see this" in page
    client.post(address(offer, "report/"))
    client.post(address(offer, "report/"))
    told = Report.objects.get()
    assert "An employer’s posting states $180,000 to $240,000 a year, base pay, for New York City." in told.text
    assert "https://jobs.example/7" in told.text
    assert told.about == "an employer’s posting"
    for own in ("kim", "me:pw", "195", str(offer.pk), offer.employer):
        assert own not in told.text
    assert told.email == ""


def test_without_a_guide_there_is_nobody_to_tell():
    client, offer = made()
    saved(offer)
    assert "They would see this" not in text_of(client.get(address(offer)))
    assert client.post(address(offer, "report/")).status_code == 404


def test_it_is_in_what_is_taken_along():
    client, offer = made(currency="USD")
    saved(offer, address="jobs.example/7")
    told = json.loads(client.get("/offers/offers.json").content)["offers"][0]["posting"]
    assert (told["lowest"], told["highest"], told["address"]) == ("180000", "240000", "jobs.example/7")
    assert "jobs.example/7" in client.get("/offers/offers.csv").content.decode()


def test_it_costs_the_comparison_no_query(django_assert_max_num_queries):
    client, offer = made(revision=factories.published(), currency="EUR")
    saved(offer)
    client.get(offer.get_absolute_url())
    with django_assert_max_num_queries(4):
        assert client.get(offer.get_absolute_url()).status_code == 200


def test_money_is_never_rounded_on_the_way():
    _, offer = made()
    kept = saved(offer, lowest=D("41.55"), highest=D("56.25"), period="hour")
    assert Posting.objects.get(pk=kept.pk).range.highest == Decimal("56.25")


def test_a_range_of_more_than_twice_its_bottom_is_asked_about_in_singapore():
    client, offer = made(currency="SGD", base=D(90_000), place="Singapore")
    offer.rounds.update(on=date(2026, 11, 28))
    # 12 × 5,000 = 60,000 and 12 × 11,000 = 132,000: 2.2 times as much.
    saved(offer, currency="SGD", lowest=D(5_000), highest=D(11_000), period="month")
    assert "this one is" in section(client, offer)
    assert "wide from end to end" in section(client, offer)
    Posting.objects.update(highest=D(10_000))
    assert "This one is." in section(client, offer)


def test_a_base_in_another_currency_is_converted_with_a_rate_that_is_shown():
    client, offer = made(currency="EUR", base=D(180_000))
    saved(offer)
    told = section(client, offer)
    used = newest_rates(timezone.localdate()).conversion("EUR", "USD")
    assert f"Your base of {whole_money(180_000 * used.rate, 'USD')}" in told
    assert f"Your base at 1 EUR = {rate(used.rate)} USD on {day(used.on)} (" in told


def test_the_desk_shows_what_was_handed_over():
    client, offer = made(revision=factories.published(), base=D(195_000))
    saved(offer)
    client.post(address(offer, "report/"))
    editor = desk("change_report", "view_report", "view_guide")
    told = Report.objects.get()
    assert "an employer’s posting" in text_of(editor.get("/admin/guides/report/"))
    page = text_of(editor.get(f"/admin/guides/report/{told.pk}/change/"))
    assert "An employer’s posting states $180,000 to $240,000 a year" in page
    client.post(f"/offers/{offer.pk}/delete/")
    assert Report.objects.filter(pk=told.pk).exists()
