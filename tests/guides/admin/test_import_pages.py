"""The pages of imports at the desk: what they say, their queries, their files."""

from __future__ import annotations

import re

import pytest

from guides.editing import batches
from guides.models import ImportItem, Revision
from tests.guides.admin.importing import (
    ADD,
    BATCHES,
    IMPORTER,
    address,
    bring_in,
    import_all,
    many,
    started,
    stored,
    text,
)
from tests.guides.admin.test_admin import change, desk, hashed_static  # noqa: F401 - a fixture
from tests.page_text import text_of

pytestmark = pytest.mark.django_db


def test_a_deleted_import_leaves_its_drafts():
    client = desk(*IMPORTER, "delete_importbatch")
    batch = import_all(client, bring_in(client, many(30)))
    page = text_of(client.get(address(batch, "delete")))
    assert "Texts: 30" in page
    client.post(address(batch, "delete"), {"post": "yes"})
    assert not ImportItem.objects.exists()
    assert Revision.objects.count() == 30


def test_pages_take_twelve_queries_at_most(django_assert_max_num_queries):
    for number in range(40):
        stored(f"Company {number}")
    client = desk(superuser=True)
    texts = {path: words.replace("€80K", "€82K") for path, words in many(40).items()}
    batch = bring_in(client, texts | {"odd.md": "odd"} | {f"new{n}.md": text(f"New {n}") for n in range(40)})
    for _ in range(15):
        started(many(2))
    with django_assert_max_num_queries(12):
        assert client.get(BATCHES).status_code == 200
    with django_assert_max_num_queries(12):
        assert client.get(change(batch)).status_code == 200
    batch = import_all(client, batch)
    with django_assert_max_num_queries(12):
        assert "80 were imported as drafts" in text_of(client.get(change(batch)))


def test_the_list_says_what_is_in_each_import(batch):
    page = text_of(desk("view_importbatch").get(BATCHES, {"q": "guides"}))
    assert "2 guides: 1 changed, 1 refused." in page


def test_reading_takes_few_queries_however_many_guides_there_are(django_assert_max_num_queries):
    for number in range(20):
        stored(f"Company {number}")
    waiting = started({path: words.replace("€80K", "€82K") for path, words in many(20).items()})
    with django_assert_max_num_queries(30):
        assert batches.tally(batches.read_some(waiting)).changed == 20


def test_collected_files_are_enough_for_the_pages_of_an_import(hashed_static, batch):  # noqa: F811
    client = desk(superuser=True)
    waiting = started(many(1))
    for page in (ADD, change(batch), change(waiting), address(batch, "import")):
        assert client.get(page).status_code == 200
    assert re.search(r"admin-leverbook/imports\.[0-9a-f]{12}\.js", client.get(change(waiting)).content.decode())
