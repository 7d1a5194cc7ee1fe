"""The benchmarks measure what they say: the library that they make, and the load that they count."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.db import connection

from benchmarks import grow
from benchmarks.load import Load, LoadError, get, load
from benchmarks.names import company_names
from guides.document.document import to_json
from guides.editing.columns import text_hash
from guides.editing.exporting import to_document
from guides.models import Company, Guide, Revision, Role
from offers.models import Offer, Owner

EXAMPLES = grow.ROOT / "guides" / "examples"
SAMPLED = 4  # of four companies


@pytest.fixture
def library(db):
    # As in a new database: sequences don't go back with what an earlier test did.
    grow.reset_sequences([Company, Owner, *grow.copied_models()])
    grow.import_sample(EXAMPLES, SAMPLED)
    grow.multiply(10)
    grow.record_offers(7)


class TestGrownLibrary:
    def test_it_has_as_many_guides_as_wanted_at_companies_of_their_own(self, library):
        assert Guide.objects.published().count() == 10
        assert Revision.objects.filter(status="published").count() == 10
        # A whole copy, and half of another.
        assert Company.objects.filter(pk__gt=grow.STRIDE).count() == 6
        assert not Role.objects.filter(pk__gt=grow.STRIDE).exists()

    def test_each_guide_is_a_page(self, library, client):
        for guide in Guide.objects.published().for_cards():
            page = client.get(guide.get_absolute_url())
            assert page.status_code == 200
            assert guide.company.name in page.text

    def test_a_copy_says_what_its_original_says_under_another_name(self, library):
        copied = Guide.objects.filter(pk__gt=grow.STRIDE).order_by("pk").first()
        original = Guide.objects.get(pk=copied.pk % grow.STRIDE)
        says, said = (
            to_json(to_document(Revision.objects.with_content().get(pk=guide.published_revision_id)))
            for guide in (copied, original)
        )
        for name in ("bands", "levers", "strategy", "sections", "sources", "level_mappings"):
            assert says[name] == said[name]
        assert (says["company"], said["company"]) == (copied.company.name, original.company.name)
        assert copied.company.name != original.company.name

    def test_a_copys_text_has_its_own_hash(self, library):
        for revision in Revision.objects.all():
            assert revision.source_hash == text_hash(revision.source_text)

    def test_growing_again_adds_only_what_is_missing(self, library):
        before = set(Guide.objects.values_list("pk", flat=True))
        grow.multiply(13)
        after = set(Guide.objects.values_list("pk", flat=True))
        assert before < after
        assert len(after) == 13

    def test_each_copy_of_a_company_has_the_name_that_is_its_turn(self, library):
        grow.multiply(13)
        companies = list(Company.objects.filter(pk__lt=grow.STRIDE, guides__isnull=False).distinct().order_by("pk"))
        names = company_names()
        for key, name in Company.objects.filter(pk__gt=grow.STRIDE).values_list("pk", "name"):
            copy, original = divmod(key, grow.STRIDE)
            place = [company.pk for company in companies].index(original)
            assert name == names[(copy - 1) * len(companies) + place]

    def test_records_of_people_get_keys_after_the_made_ones(self, library):
        company = Company.objects.create(name="Somebody's own")
        assert company.pk > grow.STRIDE

    def test_fewer_guides_than_there_are_is_refused(self, library):
        with pytest.raises(grow.NotOursError):
            grow.multiply(9)


class TestRecordedOffers:
    def test_an_owner_sees_their_two_offers_in_their_bands(self, library, client):
        assert Offer.objects.count() == 7
        assert Owner.objects.count() == 4
        client.cookies["leverbook_owner"] = grow.owner_key(1)
        for number in (2, 3):
            page = client.get(f"/offers/{grow.offer_id(number)}/")
            assert page.status_code == 200
        assert client.get(f"/offers/{grow.offer_id(4)}/").status_code == 404

    def test_more_offers_are_added_to_those_that_are_there(self, library):
        grow.record_offers(12)
        assert Offer.objects.count() == 12
        assert {offer.pk for offer in Offer.objects.all()} == {grow.offer_id(number) for number in range(12)}


class TestWhoseDatabaseItIs:
    def test_a_database_with_tables_of_others_is_refused(self, db, monkeypatch):
        monkeypatch.setenv("DATABASE_URL", "named")
        with pytest.raises(grow.NotOursError, match="weren't made by a benchmark"):
            grow.claim(connection)

    def test_a_database_that_nobody_named_is_refused(self, db, monkeypatch):
        monkeypatch.delenv("DATABASE_URL", raising=False)
        with pytest.raises(grow.NotOursError, match="DATABASE_URL"):
            grow.claim(connection)

    def test_one_that_was_made_before_is_taken_again(self, db, monkeypatch):
        monkeypatch.setenv("DATABASE_URL", "named")
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE TABLE {grow.MARK} (note varchar(100))")
            cursor.execute(f"INSERT INTO {grow.MARK} VALUES ('made before')")  # noqa: S608 - a name of ours
        grow.claim(connection)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT note FROM {grow.MARK}")  # noqa: S608
            assert ("made before",) in cursor.fetchall()


def test_made_up_names_are_enough_for_a_hundred_thousand_companies():
    names = company_names()
    assert len(names) == len(set(names)) == 60 * 80 * 24


class TestLoad:
    def test_it_counts_answers_bytes_and_statuses(self, tiny_server):
        port, asked = tiny_server
        result = load(port, [get("/10"), get("/300"), get("/missing")], seconds=30, most=30)
        assert len(asked) == len(result.took) == 30
        assert result.statuses == {200: 20, 404: 10}
        assert sum(result.sizes) == 10 * 10 + 10 * 300 + 10 * 0
        assert result.per_second == pytest.approx(30 / result.seconds)

    def test_it_asks_over_few_connections_that_stay_open(self, tiny_server):
        port, asked = tiny_server
        load(port, [get("/1")], seconds=30, most=40)
        assert len(set(asked)) == 4

    def test_it_sends_no_more_than_it_may(self, tiny_server):
        port, asked = tiny_server
        assert len(load(port, [get("/1")], seconds=30, most=1).took) == len(asked) == 1

    def test_it_ends_when_the_time_is_over(self, tiny_server):
        port, _ = tiny_server
        assert load(port, [get("/1")], seconds=0.05).seconds < 5

    def test_a_large_answer_in_many_parts_is_one_answer(self, tiny_server):
        port, _ = tiny_server
        assert load(port, [get("/3000000")], seconds=30, most=2).sizes == [3_000_000, 3_000_000]

    def test_a_server_that_hangs_up_is_an_error(self, tiny_server):
        port, _ = tiny_server
        with pytest.raises(LoadError):
            load(port, [get("/close")], seconds=30, most=1)

    def test_what_most_answers_took(self):
        result = Load(took=[number / 1000 for number in range(100, 0, -1)])
        assert result.within(0.5) == 0.051
        assert result.within(0.99) == 0.1


class _Handler(BaseHTTPRequestHandler):
    """ "/N" answers with N bytes."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.server.asked.append(self.client_address)
        wanted = self.path.removeprefix("/")
        if wanted == "close":
            self.close_connection = True
            return
        body = b"x" * int(wanted) if wanted.isdecimal() else b""
        self.send_response(200 if body else 404)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture
def tiny_server():
    """Its port, and from where it was asked each time."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as server:
        server.daemon_threads = True
        server.asked = []
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server.server_address[1], server.asked
        server.shutdown()
        thread.join()
