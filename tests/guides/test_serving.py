"""Public pages as finished answers: what keeps them, what makes them anew, and that they are everybody's alike."""

from __future__ import annotations

import gzip
import threading
import time
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import brotli
import pytest
from django.core.cache.backends.locmem import LocMemCache
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from guides import workflow
from guides.merging import merge
from guides.models import Company, Event, Source
from guides.serving import Answer, Shelf
from tests import factories
from tests.guides.test_admin import change, desk
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


def process(clock: Clock, name: str, *, is_shared: bool = False) -> Shelf:
    """A process with a cache of its own, or with the one of that name that all share."""
    return Shelf(LocMemCache(name, {}), is_shared=is_shared, clock=clock, sleep=clock.pass_)


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
            draft = workflow.start_draft(revision.guide, copy_of=revision)
            draft.tags = ["Seen at once"]
            draft.save()
            assert "Seen at once" not in client.get(ADDRESS).content.decode()
            workflow.publish(draft)
        case "withdraw":
            workflow.withdraw(revision.guide)
            expected = 404
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
def test_another_guides_publication_leaves_a_guides_page_kept_and_renews_the_lists(client, django_assert_num_queries):
    factories.published()
    client.get(ADDRESS)
    assert "Bolt" not in client.get("/").content.decode()
    factories.published(factories.document(company="Bolt"))
    with django_assert_num_queries(0):
        client.get(ADDRESS)
    assert "Bolt" in client.get("/").content.decode()


@pytest.mark.django_db
def test_made_up_addresses_fill_nothing(client, django_assert_num_queries):
    factories.published()
    for query in ("?x=1", "?page=1&page=2", f"?page={'1' * 41}", "?page=1&x=1"):
        client.get(f"/roles/ml-ai-engineer/{query}")
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/roles/ml-ai-engineer/{query}")
        assert len(asked) > 0
    client.get("/roles/ml-ai-engineer/?page=1")
    with django_assert_num_queries(0):
        client.get("/roles/ml-ai-engineer/?page=1")


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
def test_with_a_shared_cache_others_see_a_change_at_once():
    clock = Clock()
    one, other = (process(clock, "shared", is_shared=True) for _ in range(2))
    assert body(one.answer("key", ["library"], lambda: page("old"))) == "old"
    assert body(other.answer("key", ["library"], lambda: page("new"))) == "old"
    one.restamp(["library"])
    assert body(other.answer("key", ["library"], lambda: page("new"))) == "new"


@pytest.mark.django_db
def test_without_one_others_see_it_after_five_seconds_at_most():
    guide = factories.published().guide
    Event.objects.update(at=timezone.now() - timedelta(hours=1))
    clock = Clock()
    other = process(clock, "other")
    assert body(other.answer("key", ["library"], lambda: page("old"))) == "old"
    clock.pass_(6)
    assert body(other.answer("key", ["library"], lambda: page("new"))) == "old"  # nothing has changed
    workflow.withdraw(guide)  # in a process of its own, as far as this one knows
    clock.pass_(4.9)
    assert body(other.answer("key", ["library"], lambda: page("new"))) == "old"
    clock.pass_(0.2)
    assert body(other.answer("key", ["library"], lambda: page("new"))) == "new"


@pytest.mark.django_db
def test_a_page_that_was_begun_before_a_change_was_committed_does_not_stay():
    """A change is written down at ten o'clock, a page is made from what was before, then the change is committed."""
    guide = factories.published().guide
    Event.objects.update(at=timezone.now() - timedelta(hours=1))
    clock = Clock()
    other = process(clock, "late")
    event = workflow.record(Event.Kind.PUBLISHED, guide)
    clock.pass_(30)
    other.answer("key", ["library"], lambda: page("old"))
    assert event.at < datetime.fromtimestamp(clock(), tz=timezone.get_current_timezone())
    clock.pass_(5.1)
    assert body(other.answer("key", ["library"], lambda: page("new"))) == "new"


@pytest.mark.django_db
def test_a_page_is_made_again_with_the_new_day():
    """What falls overdue, or grows old, does so at midnight."""
    midnight = datetime.combine(
        timezone.localdate() + timedelta(days=1), datetime.min.time(), timezone.get_current_timezone()
    )
    clock = Clock(midnight.timestamp() - 2)
    shelf = process(clock, "day", is_shared=True)
    shelf.answer("key", [], lambda: page("today"))
    clock.pass_(1)
    assert body(shelf.answer("key", [], lambda: page("tomorrow"))) == "today"
    clock.pass_(1)
    assert body(shelf.answer("key", [], lambda: page("tomorrow"))) == "tomorrow"


def test_a_change_while_a_page_is_made_is_not_missed():
    shelf = process(Clock(), "meanwhile", is_shared=True)

    def made_while_it_changes() -> HttpResponse:
        shelf.restamp(["library"])
        return page("old")

    shelf.answer("key", ["library"], made_while_it_changes)
    assert body(shelf.answer("key", ["library"], lambda: page("new"))) == "new"


@pytest.mark.parametrize(
    "response",
    [
        lambda: HttpResponse("gone", status=404),
        lambda: HttpResponse("broken", status=500),
        lambda: HttpResponse("x" * 1_100_000),
    ],
)
def test_what_may_not_be_kept_is_made_each_time(response):
    shelf = process(Clock(), "never", is_shared=True)
    made = []

    def make() -> HttpResponse:
        made.append(1)
        return response()

    for _ in range(2):
        assert isinstance(shelf.answer("key", [], make), HttpResponse)
    assert len(made) == 2


def test_an_answer_with_a_cookie_is_not_kept():
    def make() -> HttpResponse:
        response = page()
        response.set_cookie("who", "alice")
        return response

    assert isinstance(process(Clock(), "cookie", is_shared=True).answer("key", [], make), HttpResponse)


def test_many_who_ask_at_once_are_served_from_one_rendering():
    shelf = Shelf(LocMemCache("crowd", {}), is_shared=True)
    made, found = [], []
    together = threading.Barrier(12)

    def slowly() -> HttpResponse:
        made.append(1)
        time.sleep(0.2)
        return page("once")

    def ask() -> None:
        together.wait()
        found.append(body(shelf.answer("key", ["library"], slowly)))

    crowd = [threading.Thread(target=ask) for _ in range(12)]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()
    assert found == ["once"] * 12
    assert len(made) == 1


def test_who_makes_a_page_and_fails_keeps_nobody_waiting():
    clock = Clock()
    shelf = process(clock, "failure", is_shared=True)

    def broken() -> HttpResponse:
        raise RuntimeError("power cut")

    with pytest.raises(RuntimeError):
        shelf.answer("key", [], broken)
    began = clock()
    assert body(shelf.answer("key", [], lambda: page("fine"))) == "fine"
    assert clock() == began


def test_who_never_comes_back_keeps_others_waiting_two_seconds_at_most():
    clock = Clock()
    shelf = process(clock, "killed", is_shared=True)
    shelf.cache.add("making:key", 1, 60)
    began = clock()
    assert body(shelf.answer("key", [], lambda: page("fine"))) == "fine"
    assert 2 <= clock() - began < 2.1


@pytest.mark.django_db
def test_private_pages_are_kept_by_nobody():
    revision = factories.published()
    browser, owner = factories.browser()
    offer = factories.offer(owner, revision)
    for address in (offer.get_absolute_url(), "/offers/", "/admin/", "/account/login/"):
        client = desk(superuser=True) if address == "/admin/" else browser
        assert "no-store" in client.get(address)["Cache-Control"], address
