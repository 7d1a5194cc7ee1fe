"""Public pages as finished answers: what keeps them, what makes them anew, and that they are everybody's alike."""

from __future__ import annotations

import gzip
import threading
import time
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import brotli
import pytest
from django.core.cache import caches
from django.core.cache.backends.locmem import LocMemCache
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from guides.editing import drafts, workflow
from guides.editing.merging import merge
from guides.library import epoch
from guides.library.serving import Answer, PageCache
from guides.models import Company, Epoch, Role, Source
from tests import factories
from tests.guides.admin.test_admin import change, desk
from tests.html_forms import form_of

ADDRESS = "/guides/runway/ml-ai-engineer/"


@dataclass
class Clock:
    """Time that passes when it is told to."""

    now: float = field(default_factory=time.time)

    def __call__(self) -> float:
        return self.now

    def pass_(self, seconds: float) -> None:
        self.now += seconds


def process(clock: Clock, name: str) -> PageCache:
    """A process with the cache of a name."""
    return PageCache(LocMemCache(name, {}), clock=clock, sleep=clock.pass_)


def page(words: str = "words", **headers: str) -> HttpResponse:
    return HttpResponse(words, headers=headers)


def body(found: Answer | HttpResponse) -> str:
    return gzip.decompress(found.bodies["gzip"]).decode()


# Over HTTP


@pytest.mark.django_db
def test_a_kept_page_asks_the_database_for_nothing(client, django_assert_num_queries):
    factories.published()
    first = client.get(ADDRESS)
    with django_assert_num_queries(0):
        second = client.get(ADDRESS)
    assert second.content == first.content
    assert second["ETag"] == first["ETag"]


@pytest.mark.django_db
def test_each_packing_has_its_tag_and_the_same_words(client):
    factories.published()
    plain, packed, best = (
        client.get(ADDRESS, headers={"accept-encoding": accepted})
        for accepted in ("identity", "gzip, deflate", "gzip, deflate, br")
    )
    assert "Content-Encoding" not in plain
    assert packed["Content-Encoding"] == "gzip"
    assert best["Content-Encoding"] == "br"
    assert plain.content == gzip.decompress(packed.content) == brotli.decompress(best.content)
    assert len({response["ETag"] for response in (plain, packed, best)}) == 3
    for response in (plain, packed, best):
        assert "Accept-Encoding" in response["Vary"]
        assert response["Cache-Control"] == "public, max-age=0, must-revalidate"
        assert int(response["Content-Length"]) == len(response.content)


@pytest.mark.django_db
def test_who_has_it_already_is_told_that_nothing_changed(client):
    factories.published()
    headers = {"accept-encoding": "br"}
    tag = client.get(ADDRESS, headers=headers)["ETag"]
    again = client.get(ADDRESS, headers=headers | {"if-none-match": f'"other", {tag}'})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == tag
    assert client.get(ADDRESS, headers=headers | {"if-none-match": '"other"'}).status_code == 200


@pytest.mark.django_db
def test_a_kept_page_has_every_header_of_a_new_one(client):
    factories.published()
    first, second = client.get(ADDRESS), client.get(ADDRESS)
    assert dict(first.items()) == dict(second.items())
    for name in ("Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "X-Frame-Options"):
        assert name in second


@pytest.mark.django_db
def test_it_is_the_same_for_who_is_signed_in_and_sets_no_cookie(client):
    factories.published()
    stranger = client.get(ADDRESS)
    editor = desk(superuser=True).get(ADDRESS)
    browser, _ = factories.browser()
    assert stranger.content == editor.content == browser.get(ADDRESS).content
    assert not stranger.cookies
    assert not editor.cookies


@pytest.mark.django_db
@pytest.mark.parametrize("move", ["publish", "withdraw", "dates", "merge", "rename", "source"])
def test_what_visitors_see_changes_at_once(client, move):
    revision = factories.published()
    before = client.get(ADDRESS).content.decode()
    expected = 200
    match move:
        case "publish":
            draft = drafts.start_draft(revision.guide, copy_of=revision)
            draft.tags = ["Seen at once"]
            draft.save()
            assert "Seen at once" not in client.get(ADDRESS).content.decode()
            workflow.publish(draft)
        case "withdraw":
            workflow.withdraw(revision.guide)
            expected = 410
        case "dates":
            workflow.set_dates(revision.guide, verified_on=timezone.localdate(), review_due_on=None)
        case "merge":
            merge(revision.guide.company, Company.objects.create(name="Runway AI", slug="runway-ai"))
            expected = 301
        case "rename" | "source":
            record = revision.guide.company if move == "rename" else Source.objects.get(publisher="Blind")
            editor = desk(superuser=True)
            form_id = f"{record._meta.model_name}_form"
            typed = {"name": "Runway Renamed"} if move == "rename" else {"url": "https://example.org/blind"}
            assert editor.post(change(record), form_of(editor.get(change(record)), form_id) | typed).status_code == 302
    response = client.get(ADDRESS)
    assert response.status_code == expected
    assert response.content.decode() != before


@pytest.mark.django_db
def test_another_guides_publication_renews_every_page(client, django_assert_num_queries):
    factories.published()
    client.get(ADDRESS)
    assert "Bolt" not in client.get("/").content.decode()
    factories.published(factories.document(company="Bolt"))
    assert "Bolt" in client.get("/").content.decode()
    client.get(ADDRESS)
    with django_assert_num_queries(0):
        client.get(ADDRESS)


@pytest.mark.django_db
def test_made_up_addresses_fill_nothing(client, django_assert_num_queries):
    factories.published()
    for query in ("?x=1", "?page=1&page=1", "?page=1&x=1"):
        client.get(f"/roles/ml-ai-engineer/{query}")
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/roles/ml-ai-engineer/{query}")
        assert len(asked) > 0
    client.get("/roles/ml-ai-engineer/?page=1")
    with django_assert_num_queries(0):
        client.get("/roles/ml-ai-engineer/?page=1")


def kept_answers() -> int:
    return sum(":page:" in name for name in caches["pages"]._cache)


MADE_UP = {
    "pages that aren't there": "/roles/ml-ai-engineer/?page={}",
    "pages of a list": "/companies/?page={}",
    "pages of markets": "/market/?page={}",
    "pages of a market": "/market/ml-ai-engineer/new-york-city/?page={}",
    "pages of a sitemap": "/sitemap-guides.xml?p={}",
    "other spellings": "/companies/?page={:050}",
    "currencies": "/market/ml-ai-engineer/new-york-city/?currency=X{}",
    "places": "/market/?place=x{}",
    "parameters": "/companies/?p{}=1",
}


@pytest.mark.django_db
@pytest.mark.parametrize("address", MADE_UP.values(), ids=MADE_UP)
def test_made_up_values_make_no_keys(client, address):
    factories.published()
    assert client.get("/market/ml-ai-engineer/new-york-city/").status_code == 200
    before = kept_answers()
    for number in range(2, 12):
        assert client.get(address.format(number)).status_code in {200, 404, 422}
    assert kept_answers() == before


@pytest.mark.django_db
def test_made_up_hosts_make_no_keys(client, settings):
    settings.ALLOWED_HOSTS = ["leverbook.example", ".leverbook.test"]
    client.get("/companies/", headers={"host": "leverbook.example"})
    assert kept_answers() == 1
    hosts = [
        "leverbook.example:81",
        "leverbook.example:080",
        "LeverBook.example",
        "leverbook.example.",
        "a.leverbook.test",
    ]
    for host in hosts:
        assert client.get("/companies/", headers={"host": host}).status_code == 200
    assert kept_answers() == 1
    client.get("/companies/", headers={"host": "leverbook.example:80"})  # the port that the server listens on
    assert kept_answers() == 2


@pytest.mark.django_db
def test_where_a_page_has_moved_to_is_kept_once(client):
    old = Role.objects.create(name="Old name", slug="old-name")
    merge(old, factories.published().guide.role)
    factories.commit()
    for number in range(1, 12):
        assert client.get(f"/roles/old-name/?page={number}").status_code == 301
    assert kept_answers() == 0
    assert client.get("/roles/old-name/").status_code == 301
    assert kept_answers() == 1


@pytest.mark.django_db
def test_what_is_not_there_is_not_kept(client):
    assert client.get(ADDRESS).status_code == 404
    factories.published()
    assert client.get(ADDRESS).status_code == 200


@pytest.mark.django_db
def test_a_page_can_only_be_asked_for(client):
    factories.published()
    assert client.post(ADDRESS).status_code == 405
    assert client.head(ADDRESS).status_code == 200
    assert client.head(ADDRESS).content == b""


# Over processes and time


@pytest.mark.django_db
def test_a_page_is_made_again_with_the_new_day():
    """What falls overdue, or grows old, does so at midnight."""
    midnight = datetime.combine(
        timezone.localdate() + timedelta(days=1), datetime.min.time(), timezone.get_current_timezone()
    )
    clock = Clock(midnight.timestamp() - 2)
    pages = process(clock, "day")
    pages.answer("key", lambda: page("today"))
    clock.pass_(1)
    assert body(pages.answer("key", lambda: page("tomorrow"))) == "today"
    clock.pass_(1)
    assert body(pages.answer("key", lambda: page("tomorrow"))) == "tomorrow"


@pytest.mark.django_db
def test_a_change_while_a_page_is_made_is_not_missed():
    pages = process(Clock(), "meanwhile")

    def made_while_it_changes() -> HttpResponse:
        factories.changed()
        return page("old")

    pages.answer("key", made_while_it_changes)
    assert body(pages.answer("key", lambda: page("new"))) == "new"


@pytest.mark.django_db
def test_a_page_of_an_uncommitted_change_is_kept_for_nobody():
    pages = process(Clock(), "uncommitted")
    pages.answer("key", lambda: page("old"))
    with epoch.change():
        assert body(pages.answer("key", lambda: page("not yet"))) == "not yet"
    factories.commit()
    assert body(pages.answer("key", lambda: page("new"))) == "new"


@pytest.mark.django_db
def test_pages_of_a_state_that_a_backup_took_back_are_not_shown():
    pages = process(Clock(), "restored")
    before = Epoch.objects.get()
    factories.changed()
    pages.answer("key", lambda: page("of what was lost"))
    Epoch.objects.update(number=before.number, stamp=before.stamp)  # as putting a backup back does
    epoch._reader.forget()  # a second later
    assert body(pages.answer("key", lambda: page("as it was"))) == "as it was"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "response",
    [
        lambda: HttpResponse("gone", status=404),
        lambda: HttpResponse("broken", status=500),
        lambda: HttpResponse("x" * 1_100_000),
    ],
)
def test_what_may_not_be_kept_is_made_each_time(response):
    pages = process(Clock(), "never")
    made = []

    def make() -> HttpResponse:
        made.append(1)
        return response()

    for _ in range(2):
        assert isinstance(pages.answer("key", make), HttpResponse)
    assert len(made) == 2


@pytest.mark.django_db
def test_an_answer_with_a_cookie_is_not_kept():
    def make() -> HttpResponse:
        response = page()
        response.set_cookie("who", "alice")
        return response

    assert isinstance(process(Clock(), "cookie").answer("key", make), HttpResponse)


@pytest.mark.django_db(transaction=True)
def test_many_who_ask_at_once_are_served_from_one_rendering():
    pages = PageCache(LocMemCache("crowd", {}))
    made, found = [], []
    together = threading.Barrier(12)

    def slowly() -> HttpResponse:
        made.append(1)
        time.sleep(0.2)
        return page("once")

    def ask() -> None:
        together.wait()
        try:
            found.append(body(pages.answer("key", slowly)))
        finally:
            factories.close_connection()

    crowd = [threading.Thread(target=ask) for _ in range(12)]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()
    assert found == ["once"] * 12
    assert len(made) == 1


@pytest.mark.django_db
def test_who_makes_a_page_and_fails_keeps_nobody_waiting():
    clock = Clock()
    pages = process(clock, "failure")

    def broken() -> HttpResponse:
        raise RuntimeError("power cut")

    with pytest.raises(RuntimeError):
        pages.answer("key", broken)
    began = clock()
    assert body(pages.answer("key", lambda: page("fine"))) == "fine"
    assert clock() == began


@pytest.mark.django_db
def test_who_never_comes_back_keeps_others_waiting_two_seconds_at_most():
    clock = Clock()
    pages = process(clock, "killed")
    pages.cache.add("making:key", 1, 60)
    began = clock()
    assert body(pages.answer("key", lambda: page("fine"))) == "fine"
    assert 2 <= clock() - began < 2.1


@pytest.mark.django_db
def test_private_pages_are_kept_by_nobody():
    revision = factories.published()
    browser, owner = factories.browser()
    offer = factories.offer(owner, revision)
    for address in (offer.get_absolute_url(), "/offers/", "/admin/", "/account/login/"):
        client = desk(superuser=True) if address == "/admin/" else browser
        assert "no-store" in client.get(address)["Cache-Control"], address
