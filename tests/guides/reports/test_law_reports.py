"""Readers' reports on the law of a place: from the link beside a fact to the answer of an editor."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client

from guides.models import Location, Report, Right
from tests import factories
from tests.guides.admin.test_admin import desk
from tests.html_forms import flat, form_of
from tests.page_text import text_of

pytestmark = pytest.mark.django_db

PAGE = "/rights/colorado/"
REPORT = f"{PAGE}report/"
LIST = "/admin/guides/report/"


def some_fact() -> Right:
    return Right.objects.published().filter(place__slug="colorado").order_by("pk")[0]


def send(about: str = "", *, address: str = "192.0.2.1", **typed):
    where = REPORT + (f"?about={about}" if about else "")
    client = Client()
    data = form_of(client.get(where)) | {"text": "It begins a month later."} | typed
    return client.post(where, data, REMOTE_ADDR=address)


def keeper() -> Client:
    return desk("change_report", "view_report", "view_right")


def test_each_fact_and_the_page_have_a_link_with_a_name_of_its_own():
    html = flat(Client().get(PAGE))
    links = re.findall(rf'<a class="wrong" rel="nofollow" href="{REPORT}([^"]*)">(.*?)</a>', html)
    keys = set(Right.objects.published().filter(place__slug="colorado").values_list("key", flat=True))
    assert keys <= {about.removeprefix("?about=") for about, _ in links}
    assert len({name for _, name in links}) == len(links)
    assert "csrf" not in html


def test_a_report_names_its_fact_and_is_stored_once():
    fact = some_fact()
    assert fact.published_revision.duty in text_of(Client().get(f"{REPORT}?about={fact.key}"))
    for _ in range(2):
        assert send(fact.key, email="reader@example.org").status_code == 302
    told = Report.objects.get()
    assert (told.right, told.location, told.guide) == (fact, fact.place, None)
    assert "It begins a month later." in told.text


def test_what_is_missing_is_told_of_the_whole_place():
    send()
    assert Report.objects.get().right is None
    assert str(Report.objects.get()) == "the law in Colorado"


def test_a_fact_of_the_country_is_reported_from_the_states_page():
    wider = Right.objects.published().filter(place__slug="united-states").first()
    if wider is None:
        pytest.skip("no fact of the whole country is bundled")
    send(wider.key)
    assert Report.objects.get().right == wider


def test_a_fact_of_elsewhere_is_none_of_the_page():
    elsewhere = Right.objects.published().filter(place__slug="ontario")[0]
    send(elsewhere.key)
    assert Report.objects.get().right is None


@pytest.mark.parametrize("place", ["montevideo", "nowhere"])
def test_where_nothing_is_known_there_is_nothing_to_report(place):
    Location.objects.get_or_create(slug="montevideo", defaults={"name": "Montevideo"})
    factories.changed()
    assert Client().get(f"/rights/{place}/report/").status_code == 404
    assert Client().get(f"/rights/{place}/report/thanks/").status_code == 404


def test_nothing_said_is_told_beside_the_field_and_too_much_waits():
    assert send(text=" ").status_code == 422
    answers = [send(text=f"Wrong, number {number}.").status_code for number in range(7)]
    assert answers[-1] == 429
    assert Report.objects.count() == answers.count(302)


def test_an_editor_sees_the_fact_and_answers():
    fact = some_fact()
    send(fact.key, email="reader@example.org")
    told = Report.objects.get()
    client = keeper()
    assert "the law in Colorado" in text_of(client.get(LIST))
    page = client.get(f"{LIST}{told.pk}/change/")
    assert fact.published_revision.duty in text_of(page)
    assert f"/admin/guides/right/{fact.pk}/change/" in page.content.decode()
    client.post(f"{LIST}{told.pk}/close/", {"answer": "Mended, thank you."})
    (sent,) = mail.outbox
    assert sent.subject == "Leverbook: your report about the law in Colorado"
    assert "wrong in what we say of the law" in sent.body
    assert Report.objects.get().email == ""


def test_a_report_is_of_a_guide_or_of_the_law():
    revision = factories.published()
    for about in ({}, {"guide": revision.guide, "revision": revision, "location": some_fact().place}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Report.objects.create(text="Wrong.", **about)
