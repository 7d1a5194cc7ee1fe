"""What is read of a letter stands in the offer's form: basis, parts, grants, what comes on top, words, the deadline."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

import icalendar
import pytest

from offers.entry.filling import filling_of
from offers.entry.letters import letter_initial
from offers.models import Offer
from pay.letters.reading import read_letter
from tests import factories

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 28)


def initial_of(text: str) -> dict:
    return letter_initial(read_letter(text, today=TODAY))


def test_a_months_pay_is_filled_in_by_the_month():
    found = initial_of("Your gross monthly salary is €5,000, paid 14 times a year. You work 38.5 hours per week.")
    assert (found["base"], found["base_per"], found["salaries"]) == (Decimal(5000), "month", Decimal(14))
    assert found["hours_a_week"] == Decimal("38.5")


def test_an_hours_pay_is_filled_in_by_the_hour_with_its_hours():
    found = initial_of("You will be paid an hourly rate of $41.50 per hour for 40 hours per week.")
    assert (found["base"], found["base_per"], found["hours_a_week"]) == (Decimal("41.50"), "hour", Decimal(40))


def test_part_time_work_keeps_its_share():
    found = initial_of("Pensum: 70 %\nMonatslohn: CHF 5'880 brutto (x 13)\nArbeitsort: Winterthur\nFerien und Urlaub")
    assert (found["working_share"], found["base"], found["salaries"]) == (Decimal("0.7"), Decimal(5880), Decimal(13))
    assert "base_is_full_time" not in found


PACKAGE = """We are pleased to offer you employment on the following monthly package:

Basic salary            AED 18,000
Housing allowance       AED 9,000
Transport allowance     AED 3,000
Total                   AED 30,000
"""


def test_parts_that_add_up_to_the_base_are_rows():
    found = initial_of(PACKAGE)
    assert (found["base"], found["base_per"]) == (Decimal(360_000), "year")
    assert [(part["name"], part["amount_paid"]) for part in found["parts"]] == [
        ("basic", Decimal(216_000)),
        ("housing", Decimal(108_000)),
        ("transport", Decimal(36_000)),
    ]


def test_what_comes_on_top_is_rows_and_what_is_no_money_stands_in_its_words():
    found = initial_of(
        "Salary: £78,000 per annum. The Company pays 8% of salary into the pension scheme. Car allowance: £5,200 per "
        "annum. You have 26 days of holiday a year. Your notice period is three months."
    )
    assert [(row["kind"], row["how_much"], row["unit"]) for row in found["on_top"]] == [
        ("pension", Decimal(8), "percent"),
        ("cash_allowance", Decimal(5200), "amount"),
    ]
    assert [row["kind"] for row in found["words"]] == ["holiday", "notice"]
    assert found["words"][0]["words"] == "You have 26 days of holiday a year."


def test_a_holiday_allowance_that_is_in_the_base_is_left_to_the_candidate():
    text = "Your gross monthly salary is €4,620 per month, {} 8% holiday allowance."
    assert "on_top" not in initial_of(text.format("including"))
    assert [row["how_much"] for row in initial_of(text.format("excluding")).get("on_top", [])] in ([Decimal(8)], [])


def test_a_grant_in_another_currency_keeps_it():
    letter = read_letter(
        "Your basic salary is €92,500 per annum. You get RSUs valued at US$48,000, vesting over four years.",
        today=TODAY,
    )
    filling = filling_of(letter, letter.terms)
    assert filling.initial["base"] == Decimal(92_500)
    assert (filling.initial["equity"], filling.initial["equity_currency"]) == (Decimal(48_000), "USD")


def test_the_form_saves_what_was_read_and_nothing_before():
    client, owner = factories.browser()
    text = (
        "Dear Kim,\n\nYour base salary is $187,500 per year. The Company pays 5% of salary into the retirement plan. "
        "You will receive 20 days of paid vacation a year. Please accept by 5 pm Pacific on December 11, 2026.\n"
    )
    page = client.post("/offers/paste/", {"letter": text})
    assert not Offer.objects.of(owner).exists()
    form = page.context["form"]
    assert form["status"].value() in (None, "")
    typed = {bound.html_name: bound.value() for bound in form if bound.value() is not None}
    for kind in form.rows.values():
        typed[f"{kind.prefix}-rows"] = kind.total
        typed |= {bound.html_name: bound.value() for row in kind.forms for bound in row if bound.value() is not None}
    action = re.search(r'action="([^"]+)" id="offer-form"', page.content.decode())[1]
    typed |= {"employer": "Initech", "currency": "USD", "status": "verbal", "bonus_unit": "percent"}
    typed["respond_by_time"] = "17:00"
    response = client.post(action, typed)
    assert response.status_code == 302, [str(field.errors) for field in response.context["form"].field_errors]
    offer = Offer.objects.of(owner).get()
    assert offer.terms.base == Decimal(187_500)
    assert [(row.kind, row.percent) for row in offer.terms.on_top] == [("pension", Decimal(5))]
    assert [row.kind for row in offer.terms.in_words] == ["holiday"]
    assert (offer.respond_by, offer.respond_by_time) == (date(2026, 12, 11), time(17))
    assert offer.respond_by_zone == "America/Los_Angeles"
    assert "11 December 2026, 5 p.m. (Los Angeles time)" in client.get(offer.get_absolute_url()).content.decode()


def calendar_of(**fields) -> icalendar.Event:
    client, owner = factories.browser()
    offer = factories.offer(owner=owner)
    Offer.objects.filter(pk=offer.pk).update(respond_by=date(2026, 12, 11), **fields)
    calendar = icalendar.Calendar.from_ical(client.get(f"/offers/{offer.pk}/respond-by.ics").content)
    return next(iter(calendar.walk("VEVENT")))


def test_the_calendar_has_the_moment_in_its_zone():
    event = calendar_of(respond_by_time=time(17), respond_by_zone="America/Los_Angeles")
    assert event["dtstart"].dt == datetime(2026, 12, 11, 17, tzinfo=ZoneInfo("America/Los_Angeles"))
    assert event["dtstart"].dt.astimezone(UTC).day == 12
    reminded = event["dtstart"].dt + event.walk("VALARM")[0]["trigger"].dt
    assert reminded == datetime(2026, 12, 9, 9, tzinfo=ZoneInfo("America/Los_Angeles"))


def test_a_time_whose_zone_is_not_known_is_given_none():
    event = calendar_of(respond_by_time=time(17))
    assert event["dtstart"].dt == datetime(2026, 12, 11, 17)  # noqa: DTZ001  # a floating time
    assert "zone not known" in event["description"]


def test_a_day_alone_is_a_whole_day():
    assert calendar_of()["dtstart"].dt == date(2026, 12, 11)


def test_days_that_are_counted_are_offered_as_counted():
    client, _ = factories.browser()
    text = "November 23, 2026\n\nDear Kim,\n\nPlease accept within five business days of the date of this letter."
    labels = [read.label for _, read, _ in client.post("/offers/paste/", {"letter": text}).context["doubtful"]]
    assert "Respond by, counted from the letter’s date" in labels


def test_a_doubtful_row_is_added_to_the_rows_that_were_typed():
    client, _ = factories.browser()
    text = "Dear Kim,\nSalary: £60,000 per annum. Notice: 2 months, 3 months after five years."
    first = client.post("/offers/paste/", {"letter": text})
    number = next(number for number, read, _ in first.context["doubtful"] if read.term.field == "notice_months")
    typed = {"letter": text, "take": number, "words-rows": "1", "words-0-kind": "visa", "words-0-words": "They help."}
    rows = client.post("/offers/paste/", typed).context["form"].rows["words"].forms
    assert [row["kind"].value() for row in rows][:2] == ["visa", "notice"]
