"""Exports, deletion, the brief, share links and accounts."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import date, timedelta
from decimal import Decimal
from html import unescape

import lxml.etree
import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from offers.models import GrantTerms, Offer, Owner, ShareLink
from offers.ownership.owners import COOKIE
from tests import factories
from tests.factories import D
from tests.page_text import text_of

pytestmark = pytest.mark.django_db

PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True)
def _no_rate_limit_left_over():
    cache.clear()


def candidate():
    client, owner = factories.browser()
    offer = factories.offer(owner, factories.published())
    factories.openai_offer(owner, bonus_amount=D(0), signing=D(0))
    return client, offer


# Exports


def test_json_says_everything_with_exact_amounts():
    client, offer = candidate()
    factories.regrant(offer, strike=D("4.203"), percents=("40", "60"))
    client.post(reverse("offers:counter", args=[offer.pk]), {"floor": "301,000.50", "levers": []})
    exported = client.get("/offers/offers.json").json()
    assert exported["schema"] == "leverbook-offers/2"
    (told,) = [one for one in exported["offers"] if one["employer"] == "Runway"]
    assert told["guide"] == "/guides/runway/ml-ai-engineer/"
    assert told["region"] == "New York City"
    (first,) = told["rounds"]
    (grant,) = first["grants"]
    assert (first["base"], grant["strike"], grant["percents"]) == ("210000", "4.203", ["40", "60"])
    assert first["signing_2"] is None
    assert told["plan"]["floor"] == "301000.5"


def test_csv_has_a_row_for_each_round():
    client, offer = candidate()
    client.post(
        reverse("offers:rounds", args=[offer.pk]),
        {"party": "company", "on": "2026-11-10", "base": "250k", "bonus_unit": "percent"},
    )
    rows = list(csv.DictReader(io.StringIO(client.get("/offers/offers.csv").content.decode("utf-8-sig"))))
    assert [(row["employer"], row["round"], row["base"]) for row in rows] == [
        ("OpenAI", "1", "255000"),
        ("Runway", "1", "210000"),
        ("Runway", "2", "250000"),
    ]


def test_csv_gives_each_grant_a_row_and_no_amount_twice():
    client, owner = factories.browser()
    offer = factories.offer(owner, base=D(150_000))
    units = GrantTerms("rsu", "USD", value=D(240_000), years=D(4), cliff_months=12)
    options = GrantTerms("options", shares=D(1_000), strike=D("2.10"), percents=("10", "20", "30", "40"))
    offer.rounds.update(grants=(units, options))
    rows = list(csv.DictReader(io.StringIO(client.get("/offers/offers.csv").content.decode("utf-8-sig"))))
    named = ("employer", "round", "grant", "grant_kind", "grant_value", "grant_percents", "base", "annual_total")
    assert [tuple(row[name] for name in named) for row in rows] == [
        ("OpenAI", "1", "1", "rsu", "240000", "", "150000", "210000"),
        ("OpenAI", "1", "2", "options", "", "10 / 20 / 30 / 40", "", ""),
    ]


def test_both_exports_name_the_role_the_place_and_the_totals():
    client, owner = factories.browser()
    factories.offer(owner, factories.published(), bonus_amount=None, bonus_percent=None)
    (told,) = client.get("/offers/offers.json").json()["offers"]
    assert (told["role"], told["region"], told["revision"]) == ("ML/AI Engineer", "New York City", 1)
    # A base of 210,000 and 240,000 over four years; the bonus isn't known.
    assert told["rounds"][0]["totals"]["annual_total"] == {"amount": "270000", "missing": ["bonus"]}
    assert told["rounds"][0]["totals"]["cash"] == {"amount": "210000", "missing": ["bonus"]}
    assert told["rounds"][0]["totals"]["benefits"] is None
    (row,) = csv.DictReader(io.StringIO(client.get("/offers/offers.csv").content.decode("utf-8-sig")))
    assert (row["role"], row["region"], row["guide"]) == (told["role"], told["region"], told["guide"])
    assert (row["annual_total"], row["annual_total_missing"], row["benefits"]) == ("270000", "bonus", "")


def test_the_csv_bears_the_mark_that_spreadsheets_know_its_letters_by():
    client, owner = factories.browser()
    factories.offer(owner, employer="Böhm")
    content = client.get("/offers/offers.csv").content
    assert content.startswith(b"\xef\xbb\xbfkind,")
    assert "Böhm".encode() in content


SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def sheet_of(client) -> tuple[list[list[str | float | None]], bytes]:
    """The rows of the workbook: texts as they are, figures as numbers; and its XML."""
    response = client.get("/offers/offers.xlsx")
    with zipfile.ZipFile(io.BytesIO(response.content)) as book:
        xml = book.read("xl/worksheets/sheet1.xml")
        words = ["".join(item.itertext()) for item in lxml.etree.fromstring(book.read("xl/sharedStrings.xml"))]
    rows = []
    for row in lxml.etree.fromstring(xml).iter(f"{SHEET}row"):
        cells = {re.sub(r"\d", "", cell.get("r")): cell for cell in row}
        told = {}
        for column, cell in cells.items():
            value = cell.findtext(f"{SHEET}v")
            told[column] = words[int(value)] if cell.get("t") == "s" else float(value)
        rows.append(told)
    names = rows[0]
    return [{names[column]: value for column, value in row.items()} for row in rows[1:]], xml


def test_the_workbook_has_numbers_days_and_texts_and_no_formula():
    client, owner = factories.browser()
    offer = factories.offer(owner, employer="=HYPERLINK(1)", base=Decimal("72500.5"), bonus_amount=None)
    Offer.objects.filter(pk=offer.pk).update(respond_by=date(2026, 12, 4))
    (row,), xml = sheet_of(client)
    assert row["employer"] == "=HYPERLINK(1)"
    assert row["base"] == 72500.5
    # Days of a spreadsheet are counted from the last day but one of 1899.
    assert date(1899, 12, 30) + timedelta(days=row["respond_by"]) == date(2026, 12, 4)
    assert "outcome" not in row
    assert b"<f>" not in xml


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "\u200b=1", " =1", *"＝＋－＠﹦﹢﹣﹫"])
def test_no_text_runs_as_a_formula_in_a_spreadsheet(name):
    client, owner = factories.browser()
    factories.offer(owner, employer=name)
    (row,) = csv.DictReader(io.StringIO(client.get("/offers/offers.csv").content.decode("utf-8-sig")))
    assert row["employer"] == f"'{name}"


def test_no_piece_runs_where_a_spreadsheet_cuts_at_semicolons():
    client, owner = factories.browser()
    factories.offer(owner, employer="Acme;=1+1;-2; 3")
    (row,) = csv.DictReader(io.StringIO(client.get("/offers/offers.csv").content.decode("utf-8-sig")))
    assert row["employer"] == "Acme;'=1+1;'-2; 3"


def test_charlies_exports_hold_nothing_of_alices():
    candidate()
    charlie, _ = factories.browser()
    assert charlie.get("/offers/offers.json").json()["offers"] == []
    assert len(charlie.get("/offers/offers.csv").content.decode().splitlines()) == 1


# Deletion


def test_everything_is_deleted_at_once_and_nobody_elses():
    client, offer = candidate()
    client.post(reverse("offers:share", args=[offer.pk]), {"days": "7"})
    _, charlie = factories.browser()
    factories.offer(charlie, employer="Charlie's")
    assert client.get("/offers/delete-everything/").status_code == 200
    assert Offer.objects.count() == 3
    response = client.post("/offers/delete-everything/")
    assert response.cookies[COOKIE].value == ""
    assert [offer.employer for offer in Offer.objects.all()] == ["Charlie's"]
    assert not ShareLink.objects.exists()
    assert "No offer is recorded in this browser yet." in text_of(client.get("/offers/"))


# The brief


def test_the_call_sheet_holds_the_ask_words_and_questions():
    client, offer = candidate()
    page = text_of(client.get(reverse("offers:brief", args=[offer.pk])))
    assert "I'm looking for $270,000 base, $400,000 in equity over 4 years and a $55,000 signing bonus." in page
    assert "I have a written offer from OpenAI" in page
    assert "How many shares are there in all, fully diluted?" in page


# Share links


def link_to(client, offer, **choices):
    response = client.post(reverse("offers:share", args=[offer.pk]), {"days": "7"} | choices)
    address = re.search(r'id="made">([^<]+)<', response.content.decode())[1]
    return unescape(address).removeprefix("http://testserver")


def test_a_link_shows_plan_and_names_where_its_maker_chose_so():
    client, offer = candidate()
    page = text_of(Client().get(link_to(client, offer, with_plan="on")))
    assert "Runway" in page
    assert "$383,750" in page
    assert "OpenAI" in page


def test_without_the_plan_no_other_offer_is_told():
    client, offer = candidate()
    page = Client().get(link_to(client, offer)).content.decode()
    assert "Runway" in page
    for secret in ("OpenAI", "255,000", "375,000"):
        assert secret not in page


def test_a_mentor_can_change_nothing():
    client, offer = candidate()
    address = link_to(client, offer, with_plan="on")
    mentor = Client()
    assert mentor.post(address).status_code == 405
    page = mentor.get(address).content.decode()
    assert 'method="post"' not in page
    assert mentor.get(offer.get_absolute_url()).status_code == 404


def test_a_link_ends_when_it_expires_or_is_revoked():
    client, offer = candidate()
    expired, revoked = link_to(client, offer), link_to(client, offer)
    links = list(ShareLink.objects.order_by("pk"))
    ShareLink.objects.filter(pk=links[0].pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    client.post(reverse("offers:revoke", args=[offer.pk, links[1].pk]))
    for address in (expired, revoked, "/shared/x/", "/shared/" + "A" * 43 + "/"):
        assert Client().get(address).status_code == 404


def test_charlie_cannot_revoke_alices_link():
    client, offer = candidate()
    address = link_to(client, offer)
    charlie, owner = factories.browser()
    own = factories.offer(owner)
    link = ShareLink.objects.get()
    assert charlie.post(reverse("offers:revoke", args=[own.pk, link.pk])).status_code == 404
    assert Client().get(address).status_code == 200


def test_the_key_of_a_link_is_not_stored():
    client, offer = candidate()
    key = link_to(client, offer).split("/")[2]
    assert key not in str(ShareLink.objects.values().get())


# Accounts


def sign_up(client, email="alice@example.org"):
    response = client.post("/account/signup/", {"email": email, "password1": PASSWORD, "password2": PASSWORD})
    assert response.status_code == 302, response.context["form"].errors
    return get_user_model().objects.get(email=email)


def sign_in(client, email="alice@example.org"):
    return client.post("/account/login/", {"login": email, "password": PASSWORD})


def test_an_account_takes_over_what_the_browser_holds():
    client, offer = candidate()
    user = sign_up(client)
    assert Owner.objects.get(user=user).offers.count() == 2
    assert client.get(offer.get_absolute_url()).status_code == 200
    elsewhere = Client()
    assert sign_in(elsewhere).url == "/offers/"
    assert "Runway" in text_of(elsewhere.get("/offers/"))


def test_signed_out_the_browsers_key_opens_them_no_more():
    client, offer = candidate()
    sign_up(client)
    client.post("/account/logout/")
    assert client.cookies[COOKIE].value
    assert client.get(offer.get_absolute_url()).status_code == 404
    assert "No offer is recorded" in text_of(client.get("/offers/"))


def test_what_another_browser_holds_is_added_to_the_account():
    client, _ = candidate()
    user = sign_up(client)
    phone, held = factories.browser()
    factories.offer(held, employer="Phone Inc")
    sign_in(phone)
    owner = Owner.objects.get(user=user)
    assert sorted(owner.offers.values_list("employer", flat=True)) == ["OpenAI", "Phone Inc", "Runway"]
    assert not Owner.objects.filter(pk=held.pk).exists()


def test_what_is_recorded_while_signed_in_is_the_accounts():
    factories.published()
    client = Client()
    user = sign_up(client)
    client.post("/offers/new/runway/ml-ai-engineer/", factories.form_data())
    assert Owner.objects.get(user=user).offers.count() == 1


def test_another_account_gets_nothing_of_it():
    client, offer = candidate()
    sign_up(client)
    bob = Client()
    sign_up(bob, "bob@example.org")
    assert bob.get(offer.get_absolute_url()).status_code == 404


def delete_everything(client):
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    assert client.post("/offers/delete-everything/").url == "/offers/"


def test_deleting_everything_deletes_the_account_but_never_an_editors():
    client, _ = candidate()
    sign_up(client)
    delete_everything(client)
    assert not get_user_model().objects.exists()
    assert not Offer.objects.exists()
    editor = get_user_model().objects.create_user("ed", "ed@example.org", PASSWORD, is_staff=True)
    desk = Client()
    desk.force_login(editor)
    delete_everything(desk)
    assert get_user_model().objects.filter(pk=editor.pk).exists()


def test_a_wrong_password_and_an_unknown_address_are_answered_alike():
    sign_up(Client())
    for email in ("alice@example.org", "nobody@example.org"):
        response = Client().post("/account/login/", {"login": email, "password": "wrong"})
        assert response.status_code == 200
        assert "are not correct" in unescape(response.content.decode())


@pytest.mark.parametrize("page", ["login", "signup", "password/reset"])
def test_account_pages_are_in_our_frame(page):
    html = Client().get(f"/account/{page}/").content.decode()
    assert html.count("<h1") == 1
    assert 'class="site-header"' in html
