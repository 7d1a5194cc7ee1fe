"""Exchange rates on the desk: brought in from CSV tables, never overwritten, and how fresh they are."""

from __future__ import annotations

import zipfile
from datetime import date
from io import BytesIO

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from guides.admin.rate_import import USUAL_SOURCE
from guides.data.reference import DATA
from guides.models import ExchangeRate
from tests.days import days_ago, today
from tests.factories import D
from tests.guides.admin.test_admin import desk, editor
from tests.html_forms import form_of
from tests.page_text import text_of

pytestmark = pytest.mark.django_db

IMPORT = "/admin/guides/exchangerate/import/"
LIST = "/admin/guides/exchangerate/"


@pytest.fixture(autouse=True)
def _no_rates(db):
    ExchangeRate.objects.all().delete()


def rate(currency: str = "USD", per_euro: str = "1.1", on: date | None = None, source: str = "A bank") -> ExchangeRate:
    return ExchangeRate(currency=currency, per_euro=D(per_euro), on=on or days_ago(1), source=source)


def stored() -> set[tuple[str, str]]:
    return {(rate.currency, f"{rate.per_euro.normalize():f}") for rate in ExchangeRate.objects.all()}


def look(client: Client, text: str, **changes):
    data = form_of(client.get(IMPORT), "import-form") | {"text": text} | changes
    return client.post(IMPORT, data)


def agree(client: Client, page, **changes):
    return client.post(IMPORT, form_of(page, "import-form") | {"store": "yes"} | changes, follow=True)


def wide_table() -> str:
    return f"Date, USD, SEK, \n{days_ago(1):%d %B %Y}, 1.0820, 11.05, \n"


# Storing


def test_rates_are_added_and_never_overwritten():
    ExchangeRate.objects.bulk_create([rate(), rate("SEK", "11")])
    found = ExchangeRate.objects.add_missing([rate(), rate("SEK", "12"), rate("NOK", "11.5"), rate(source="Another")])
    assert [(new.currency, new.source) for new in found.new] == [("NOK", "A bank"), ("USD", "Another")]
    assert [held.currency for held in found.held] == ["USD"]
    assert [(given.per_euro, held) for given, held in found.differing] == [(D(12), D(11))]
    assert stored() == {("USD", "1.1"), ("SEK", "11"), ("NOK", "11.5")}
    assert ExchangeRate.objects.count() == 4


def test_adding_twice_adds_once():
    rates = [rate(on=days_ago(number)) for number in range(5)]
    assert len(ExchangeRate.objects.add_missing(rates).new) == 5
    again = ExchangeRate.objects.add_missing([rate(on=days_ago(number)) for number in range(5)])
    assert (len(again.new), len(again.held)) == (0, 5)
    assert ExchangeRate.objects.add_missing([]).new == []


def test_what_would_happen_writes_nothing():
    found = ExchangeRate.objects.sort_out([rate()])
    assert len(found.new) == 1
    assert not ExchangeRate.objects.exists()


def test_of_two_sources_for_one_day_the_first_that_was_entered_goes_on_to_win():
    first = ExchangeRate.objects.create(currency="USD", per_euro=D("1.1"), on=days_ago(1), source="Zurich")
    before = ExchangeRate.objects.newest_by(today())["USD"]
    ExchangeRate.objects.add_missing([rate(per_euro="1.3", source="Athens")])
    assert ExchangeRate.objects.newest_by(today())["USD"] == before == first


def test_the_newest_rate_is_the_last_that_is_not_after_the_day():
    ExchangeRate.objects.bulk_create(
        [
            rate(per_euro="1.1", on=days_ago(91)),
            rate(per_euro="1.2"),
            rate(per_euro="1.3", on=today()),
            rate("SEK", "11"),
        ]
    )
    newest = {day: ExchangeRate.objects.newest_by(day) for day in (today(), days_ago(1), days_ago(91))}
    assert {day: rates["USD"].per_euro for day, rates in newest.items()} == {
        today(): D("1.3"),
        days_ago(1): D("1.2"),
        days_ago(91): D("1.1"),
    }
    assert set(newest[today()]) == {"USD", "SEK"}
    assert set(newest[days_ago(91)]) == {"USD"}
    assert ExchangeRate.objects.newest_by(days_ago(92)) == {}


# The import


def test_looking_at_a_table_shows_what_it_would_add_and_stores_nothing():
    ExchangeRate.objects.bulk_create([rate("SEK", "11", source=USUAL_SOURCE), rate("NOK", "12", source=USUAL_SOURCE)])
    text = f"Date,USD,SEK,NOK,FOO\n{days_ago(1)},1.0820,11.05,12.0,3\nsoon,1,2,3,4\n"
    page = text_of(look(editor(), text))
    assert "1 rate would be added." in page
    assert "1 held already." in page
    assert "1 held with another value, which stays." in page
    assert "2 problems" in page
    assert "Line 1: “FOO” is no currency code" in page
    assert "Line 3: “soon” is no day" in page
    assert " 1.082 " in page
    assert ExchangeRate.objects.count() == 2


def test_agreeing_stores_the_rates_with_day_and_source_and_logs_it():
    client = editor()
    done = agree(client, look(client, wide_table(), source="The bank"))
    assert "2 rates added." in text_of(done)
    assert done.redirect_chain[0][0] == LIST
    assert stored() == {("USD", "1.082"), ("SEK", "11.05")}
    assert set(ExchangeRate.objects.values_list("on", "source")) == {(days_ago(1), "The bank")}
    assert [entry.get_change_message() for entry in LogEntry.objects.all()] == ["Imported 2 rates from a CSV table."]


def test_sending_it_twice_stores_it_once():
    client = editor()
    page = look(client, wide_table())
    agree(client, page)
    again = agree(client, page)
    assert "Nothing was added. 2 rates held already." in text_of(again)
    assert ExchangeRate.objects.count() == 2
    assert LogEntry.objects.count() == 1


def test_a_file_is_carried_along_as_text_and_can_then_be_agreed_to():
    client = editor()
    text = (DATA / "exchange-rates.csv").read_bytes()
    data = form_of(client.get(IMPORT), "import-form") | {"since": "2026-01-01"}
    page = client.post(IMPORT, data | {"file": SimpleUploadedFile("rates.csv", b"\xef\xbb\xbf" + text)})
    assert "31 rates would be added." in text_of(page)
    agree(client, page)
    assert ExchangeRate.objects.count() == 31
    assert ExchangeRate.objects.get(currency="SAR").source.startswith("Saudi Central Bank")


def test_a_zip_of_the_ecb_is_read():
    zipped = BytesIO()
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("eurofxref.csv", wide_table())
    client = editor()
    data = form_of(client.get(IMPORT), "import-form")
    page = client.post(IMPORT, data | {"file": SimpleUploadedFile("eurofxref.zip", zipped.getvalue())})
    assert "2 rates would be added." in text_of(page)
    agree(client, page)
    assert stored() == {("USD", "1.082"), ("SEK", "11.05")}


def test_a_file_of_twenty_more_years_is_cut_by_day_before_it_is_carried_along():
    days = [days_ago(number) for number in range(9_000)]
    text = "Date,USD,\n" + "".join(f"{day},1.0820,{'N/A,' * 55}\n" for day in days)
    assert len(text) > 2_000_000
    client = editor()
    data = form_of(client.get(IMPORT), "import-form") | {"since": f"{days_ago(91)}"}
    page = client.post(IMPORT, data | {"file": SimpleUploadedFile("hist.csv", text.encode())})
    assert "92 rates would be added." in text_of(page)
    agree(client, page)
    assert ExchangeRate.objects.count() == 92


@pytest.mark.parametrize("mistyped", ["8.338", "0.08338"])
def test_a_rate_far_from_the_last_is_asked_about_before_it_is_stored(mistyped):
    rate("GBP", "0.8338", on=days_ago(91)).save()
    client = editor()
    page = look(client, f"Date,GBP,USD\n{days_ago(1)},{mistyped},1.1\n")
    assert "More than a tenth away from the last" in text_of(page)
    asked = agree(client, page)
    assert "Nothing was stored: some rates are far from the last." in text_of(asked)
    assert ExchangeRate.objects.count() == 1
    agree(client, asked, is_sure="on")
    assert ExchangeRate.objects.count() == 3


def test_a_rate_entered_by_hand_far_from_the_last_is_asked_about_too():
    rate("GBP", "0.8338", on=days_ago(91)).save()
    client = editor()
    typed = {"currency": "GBP", "per_euro": "8.338", "on": f"{days_ago(1)}", "source": "A bank"}
    page = text_of(client.post("/admin/guides/exchangerate/add/", typed))
    assert f"The last one, of {days_ago(91)}, is 0.8338: more than a tenth away." in page
    assert stored() == {("GBP", "0.8338")}
    client.post("/admin/guides/exchangerate/add/", typed | {"is_sure": "on"})
    assert stored() == {("GBP", "0.8338"), ("GBP", "8.338")}
    client.post("/admin/guides/exchangerate/add/", typed | {"per_euro": "8.4", "on": f"{today()}"})
    assert ExchangeRate.objects.count() == 3


def test_a_table_the_other_way_round_is_not_offered():
    rate("USD", "1.1", on=days_ago(91)).save()
    client = editor()
    text = f"date,USD\n{days_ago(1)},0.909\n"
    assert "There is nothing to add." in text_of(look(client, text))
    agree(client, look(client, text, quoted="price"))
    assert stored() == {("USD", "1.1"), ("USD", "1.100110011")}


def test_a_rate_knows_when_it_was_entered():
    before = timezone.now()
    ExchangeRate.objects.add_missing([rate()])
    assert before <= ExchangeRate.objects.get().entered_at <= timezone.now()


def test_the_whole_history_of_the_ecb_passes_both_steps():
    days = [days_ago(number) for number in range(7_000)]
    codes = "USD JPY CHF GBP SEK NOK DKK PLN CZK HUF RON TRY ZAR BRL INR CNY KRW HKD SGD THB IDR MYR PHP NZD AUD CAD"
    head = f"Date,{','.join(codes.split())},BGN,CYP,EEK,HRK,LTL,LVL,MTL,ROL,RUB,SIT,SKK,TRL,MXN,ILS,ISK,\n"
    text = head + "".join(f"{day},{'1.0820,' * 26}{'N/A,' * 12}{'1.1,' * 3}\n" for day in days)
    assert 1_600_000 < len(text) < 2_000_000
    client = editor()
    data = form_of(client.get(IMPORT), "import-form")
    page = client.post(IMPORT, data | {"file": SimpleUploadedFile("hist.csv", text.encode())})
    assert f"{91 * 29} rates would be added." in text_of(page)
    # As a browser sends it: line ends of two characters.
    data = form_of(page, "import-form")
    data["text"] = data["text"][0].replace("\n", "\r\n")
    assert client.post(IMPORT, data | {"store": "yes"}).status_code == 302
    assert ExchangeRate.objects.count() == 91 * 29


def test_only_the_days_and_currencies_that_were_asked_for_are_taken():
    text = f"Date,USD,CYP\n{days_ago(1)},1.1,0.58\n{days_ago(91)},1.2,0.59\n"
    client = editor()
    assert "1 rate would be added. 1 of other currencies left out." in text_of(look(client, text))
    assert "2 rates would be added." in text_of(look(client, text, which="all"))
    assert "2 rates would be added." in text_of(look(client, text, since=""))
    assert "4 rates would be added." in text_of(look(client, text, which="all", since=""))
    rate("CYP", "0.5", on=days_ago(91)).save()
    assert "2 rates would be added." in text_of(look(client, text))


def test_a_table_against_the_dollar_is_turned():
    client = editor()
    agree(client, look(client, f"date,EUR,GBP\n{days_ago(1)},0.8,0.7\n", base="usd"))
    assert stored() == {("USD", "1.25"), ("GBP", "0.875")}


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"text": " "}, "text", "Choose a file, or paste its text."),
        ({"source": ""}, "source", "Say where the rates come from."),
        ({"base": "XYZ"}, "base", "not a currency code"),
        ({"since": "soon"}, "since", "valid date"),
        ({"file": SimpleUploadedFile("a.csv", b"Date,USD\n2026-01-01,\xff")}, "file", "UTF-8"),
        ({"file": SimpleUploadedFile("a.csv", b"Date,USD\0")}, "file", "a text file"),
        ({"file": SimpleUploadedFile("a.csv", b"x" * 16_000_001)}, "file", "larger than 16 MB"),
        ({"file": SimpleUploadedFile("a.zip", b"PK\x03\x04 and no more")}, "file", "broken, cut short"),
        ({"text": "x\n" * 700_000}, "text", "more than 2 MB"),
        ({"text": "2026-11-02 #1\nCountry|Currency|Amount|Code|Rate\n|euro|1|EUR|24\n"}, "source", "Czech National"),
    ],
    ids=["blank", "source", "base", "since", "bytes", "nul", "large", "zip", "large-text", "whose"],
)
def test_what_cannot_be_taken_is_told_beside_its_field_and_kept(changes, field, message):
    page = look(editor(), **{"text": wide_table()} | changes)
    assert page.status_code == 200
    form = page.context["form"]
    assert list(form.errors) == [field]
    assert message in text_of(page)
    assert "Nothing was stored" in text_of(page)
    if "text" not in changes:
        assert "1.0820" in form_of(page, "import-form")["text"][0]
    assert not ExchangeRate.objects.exists()


def test_a_text_that_is_no_table_offers_nothing_to_add():
    page = look(editor(), "Hello, world")
    assert "There is nothing to add." in text_of(page)
    assert "has to name the columns" in text_of(page)
    assert 'name="store"' not in page.content.decode()


@pytest.mark.parametrize(
    "changed", [{"base": "USD"}, {"source": "Another"}, {"text": "Date,USD\n2026-11-02,9.0820\n"}, {"which": "all"}]
)
def test_what_was_changed_after_looking_is_shown_again_first(changed):
    client = editor()
    page = agree(client, look(client, wide_table()), **changed)
    assert "look again, then add them" in text_of(page)
    assert not ExchangeRate.objects.exists()


def test_importing_needs_the_permission_to_add_rates():
    without = desk("view_exchangerate", "change_exchangerate", "view_guide")
    assert without.get(IMPORT).status_code == 403
    assert without.post(IMPORT, {"text": wide_table(), "store": "yes"}).status_code == 403
    assert "Import a file" not in text_of(without.get(LIST))
    allowed = desk("add_exchangerate")
    assert allowed.get(IMPORT).status_code == 200
    assert "Import a file" in text_of(allowed.get(LIST))
    assert Client().get(IMPORT).status_code == 302


# Freshness


def test_the_list_says_how_old_the_newest_rate_of_each_currency_is():
    ExchangeRate.objects.bulk_create(
        [
            rate("USD", on=today()),
            rate("USD", on=days_ago(1)),
            rate("SEK", on=days_ago(30)),
            rate("NOK", on=days_ago(31)),
            rate("CHF", on=days_ago(-1)),
            rate("GBP", on=days_ago(1)),
        ]
    )
    page = text_of(editor().get(LIST))
    assert "newest, of today" in page
    assert "newest, 1 day old" in page
    assert "newest, 30 days old" in page
    assert "newest, and 31 days old: enter a newer one" in page
    assert "not used before that day" in page
    # Four rows, and the filter's "newest, older than 30 days".
    assert page.count("newest, ") == 5


def test_the_list_can_show_the_newest_of_each_currency_only():
    ExchangeRate.objects.bulk_create(
        [rate("USD", on=today()), rate("USD", on=days_ago(91)), rate("SEK", on=days_ago(91))]
    )
    page = editor().get(LIST, {"newest": "yes"})
    assert {(rate.currency, rate.on) for rate in page.context["cl"].result_list} == {
        ("USD", today()),
        ("SEK", days_ago(91)),
    }


def test_the_list_takes_twelve_queries_at_most(django_assert_max_num_queries):
    ExchangeRate.objects.bulk_create([rate(on=days_ago(number)) for number in range(150)])
    client = desk(superuser=True)
    with django_assert_max_num_queries(12):
        client.get(reverse("admin:guides_exchangerate_changelist"))
