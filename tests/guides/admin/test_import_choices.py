"""What of an import is chosen at the desk, left out, or settled."""

from __future__ import annotations

import pytest

from guides.editing import batches
from guides.models import Guide, ImportItem, Revision
from tests.guides.admin.importing import address, bring_in, choices, import_all, importer, many, started, stored, text
from tests.guides.admin.test_admin import change
from tests.page_text import text_of

pytestmark = pytest.mark.django_db


def test_all_new_and_changed_are_chosen_and_single_ones_can_be_left_out():
    stored("Changed")
    client = importer()
    batch = bring_in(client, {"a.md": text("A"), "b.md": text("B"), "c.md": text("Changed", base="€82K-€100K")})
    data = choices(client, batch)
    assert len(data["chosen"]) == 3
    left_out = str(batch.items.get(path="b.md").pk)
    data["chosen"].remove(left_out)
    response = client.post(change(batch), data | {"do": "import"})
    assert response.url == address(batch, "import")
    page = text_of(client.get(response.url))
    assert "Import 2 guides as drafts?" in page
    assert "1 guide with a first draft, new to the library: A · Data Engineer." in page
    assert "1 guide with a new draft, beside what the library says now: Changed · Data Engineer." in page
    assert Revision.objects.count() == 1
    import_all(client, batch)
    assert Revision.objects.filter(status="draft").count() == 2
    assert not Guide.objects.filter(company__name="B").exists()
    # What was left out can still be imported later.
    client.post(change(batch), choices(client, batch) | {"chosen": [left_out], "do": "import"})
    import_all(client, batch)
    assert Guide.objects.filter(company__name="B").exists()


def test_choices_of_one_page_survive_those_of_another():
    client = importer()
    batch = bring_in(client, many(105))
    first = choices(client, batch)
    assert len(first["shown"]) == len(first["chosen"]) == 100
    dropped = first["chosen"].pop()
    response = client.post(change(batch), first | {"do": "page:2"})
    assert response.url == f"{change(batch)}?page=2"
    second = choices(client, batch, "?page=2")
    assert len(second["shown"]) == 5
    client.post(f"{change(batch)}?page=2", second | {"chosen": second["chosen"][:1], "do": "save"})
    assert batch.items.filter(chosen=True).count() == 99 + 1
    assert not batch.items.get(pk=dropped).chosen


def test_a_whole_kind_is_chosen_at_once():
    stored("Changed")
    client = importer()
    batch = bring_in(client, many(105) | {"changed.md": text("Changed", base="€82K-€100K")})
    client.post(change(batch), choices(client, batch) | {"do": "none:new"})
    assert list(batch.items.filter(chosen=True).values_list("path", flat=True)) == ["changed.md"]
    client.post(change(batch), choices(client, batch) | {"do": "all:new"})
    client.post(change(batch), choices(client, batch) | {"do": "none:changed"})
    assert batch.items.filter(chosen=True).count() == 105


def test_refusals_leave_the_attention_list_once_they_are_seen_to():
    client = importer()
    batch = bring_in(client, {"a.md": "odd", "b.md": "odder", "c.md": text()})
    data = choices(client, batch)
    client.post(change(batch), data | {"settled": [str(batch.items.get(path="a.md").pk)], "do": "save"})
    assert list(ImportItem.objects.refused().values_list("path", flat=True)) == ["b.md"]
    client.post(change(batch), choices(client, batch) | {"do": "settle"})
    assert not ImportItem.objects.refused().exists()
    data = choices(client, batch)
    client.post(change(batch), data | {"settled": data["settled"][:1], "do": "save"})
    assert ImportItem.objects.refused().count() == 1


def test_only_what_is_importable_can_be_chosen_and_only_within_the_batch():
    client = importer()
    stored("Same")
    batch = bring_in(client, {"same.md": text("Same"), "odd.md": "odd"})
    other = bring_in(client, {"other.md": text("Other")})
    pks = [str(pk) for pk in ImportItem.objects.values_list("pk", flat=True)]
    client.post(change(batch), {"shown": [*pks, "x", "9" * 40], "chosen": [*pks, "-1"], "do": "nonsense:"})
    assert not batch.items.filter(chosen=True).exists()
    client.post(change(batch), {"shown": pks, "do": "save"})
    assert other.items.get().chosen
    page = text_of(client.get(address(batch, "import"), follow=True))
    assert "No guide is chosen." in page


def test_nothing_is_chosen_while_it_is_stored():
    client = importer()
    batch = batches.read_some(started(many(2)))
    data = choices(client, batch)
    batches.begin_storing(batch)
    page = text_of(client.post(change(batch), data | {"chosen": [], "do": "save"}, follow=True))
    assert "This import is being stored; choose once that is done." in page
    assert batch.items.filter(chosen=True).count() == 2


def test_kinds_can_be_shown_alone():
    client = importer()
    batch = bring_in(client, {"a.md": text(), "odd.md": "odd"})
    page = text_of(client.get(change(batch) + "?outcome=refused"))
    assert "odd.md" in page
    assert "a.md" not in page
    assert client.get(change(batch) + "?outcome=nonsense&page=x").status_code == 200
