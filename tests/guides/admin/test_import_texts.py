"""One text of an import at the desk: its lines beside the reading, the way to the next, decisions for all alike."""

from __future__ import annotations

import re

import pytest

from guides.admin.import_texts import MOST_LINES
from guides.document.differences import fields
from guides.editing import batches
from guides.models import ImportItem, Settlement
from guides.parsing import parse_guide
from tests.guides.admin.importing import address, bring_in, import_all, importer, many, started, stored, text
from tests.guides.admin.test_admin import change, desk
from tests.page_text import text_of

pytestmark = pytest.mark.django_db


def shown(client, item: ImportItem, query: str = ""):
    return client.get(address(item.batch, f"texts/{item.pk}") + query)


def decided(client, item: ImportItem, do: str, query: str = ""):
    return client.post(address(item.batch, f"texts/{item.pk}") + query, {"do": do})


def test_each_field_names_the_line_that_it_was_read_from():
    lines = text().split("\n")
    read = {field.place: field.line for field in fields(parse_guide(text()))}
    assert "Berlin" in lines[read["Band Berlin · EUR: base"] - 1]
    assert "Scope" in lines[read["Lever “Scope”: asks"] - 1]
    assert "To join" in lines[read["Strategy: text"] - 1]
    assert read["Title"] is None


def test_the_text_stands_beside_its_reading_and_each_leads_to_the_other():
    client = importer()
    item = bring_in(client, {"a.md": text(base="€20K-€200K", region="Atlantis")}).items.get()
    page = shown(client, item).content.decode()
    number = next(at for at, line in enumerate(text().split("\n"), start=1) if "Berlin |" in line)
    row = re.search(rf'<tr id="line-{number}"[^>]*>.*?</tr>', page, re.DOTALL)[0]
    assert "| Atlantis | €20K-€200K |" in row
    assert f'href="#read-{number}"' in row
    assert f'<tr id="read-{number}">' in page
    band = page.index("Band Atlantis")
    assert f'href="#line-{number}"' in page[band : band + 200]
    finding = page.index("is not among the known locations")
    assert f'href="#line-{number}"' in page[finding : finding + 200]
    # Each address within the page leads to a place of it, and none is there twice.
    ids = re.findall(r'id="((?:line|read)-\d+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#((?:line|read)-\d+)"', page)) <= set(ids)


def test_bands_read_as_was_decided_are_shown_so():
    guide = stored("Acme").guide
    table = "| Region | Pay |\n|---|---|\n| Berlin | €80K-€100K |"
    words = text().replace(text()[text().index("| Region") : text().index("**Global")], f"{table}\n\n")
    client = importer()
    item = bring_in(client, {"a.md": words}).items.get()
    assert "Band Berlin · EUR: unspecified" in text_of(shown(client, item))
    Settlement.objects.create(company=guide.company, shape="part: region | pay", choice="base")
    page = text_of(shown(client, item))
    assert "Band Berlin · EUR: unspecified" not in page
    assert "Band Berlin · EUR: base" in page


def test_what_was_imported_is_still_shown_with_its_text():
    client = importer()
    batch = bring_in(client, {"a.md": text()})
    import_all(client, batch)
    page = text_of(shown(client, batch.items.get()))
    assert "It was imported as revision 1" in page
    assert "| Berlin | €80K-€100K |" in page
    assert "would change" not in page


def test_a_text_of_very_many_lines_says_that_it_goes_on():
    client = importer()
    item = bring_in(client, {"odd.md": "odd\n" * (MOST_LINES + 5)}).items.get()
    page = shown(client, item).content.decode()
    assert f'id="line-{MOST_LINES}"' in page
    assert f'id="line-{MOST_LINES + 1}"' not in page
    assert "The text goes on for 6 more lines." in text_of(shown(client, item))


def test_one_goes_from_text_to_text_in_the_order_of_the_batch():
    client = importer()
    batch = bring_in(client, {"a.md": text("A"), "b.md": "odd", "c.md": text("C")})
    first, second, third = batch.items.order_by("position")
    page = shown(client, first).content.decode()
    assert "1 of 3" in page
    assert 'rel="prev"' not in page
    assert re.search(rf'rel="next"\s+href="{address(batch, f"texts/{second.pk}")}"', page)
    # Of one kind alone, the others are passed over.
    page = shown(client, first, "?outcome=new").content.decode()
    assert "1 of 2 new" in page
    assert re.search(rf'rel="next"\s+href="{address(batch, f"texts/{third.pk}")}\?outcome=new"', page)
    page = shown(client, third, "?outcome=new").content.decode()
    assert re.search(rf'rel="prev"\s+href="{address(batch, f"texts/{first.pk}")}\?outcome=new"', page)
    assert 'rel="next"' not in page
    assert shown(client, first, "?outcome=nonsense&code=nonsense").status_code == 200


def test_a_decision_is_kept_and_leads_to_the_next_text():
    client = importer()
    batch = bring_in(client, {"a.md": text("A"), "b.md": text("B"), "odd.md": "odd"})
    first, second, odd = batch.items.order_by("position")
    answer = decided(client, first, "no", "?outcome=new")
    assert answer.url == f"{address(batch, f'texts/{second.pk}')}?outcome=new"
    assert decided(client, second, "yes", "?outcome=new").url == f"{change(batch)}?outcome=new"
    assert list(batch.items.filter(chosen=True)) == [second]
    assert "It is left out." in text_of(shown(client, first))
    decided(client, first, "yes")
    assert batch.items.filter(chosen=True).count() == 2
    decided(client, odd, "yes")
    assert batch.items.get(pk=odd.pk).settled
    decided(client, odd, "no")
    assert not batch.items.get(pk=odd.pk).settled


def test_all_guides_with_such_a_finding_are_left_out_or_chosen_at_once():
    client = importer()
    texts = {f"{name}.md": text(name, region=region) for name, region in (("A", "Atlantis"), ("B", "Avalon"))}
    batch = bring_in(client, texts | {"c.md": text("C")})
    first = batch.items.order_by("position").first()
    assert "2 guides have it, 2 of them are chosen." in text_of(shown(client, first))
    page = text_of(client.post(address(batch, f"texts/{first.pk}"), {"do": "none:region-unknown"}, follow=True))
    assert "2 guides more are left out." in page
    assert list(batch.items.filter(chosen=True).values_list("path", flat=True)) == ["c.md"]
    decided(client, first, "all:region-unknown")
    assert batch.items.filter(chosen=True).count() == 3
    # They can be gone through alone, on the batch's page as well.
    assert "1 of 2 with “region-unknown”" in text_of(shown(client, first, "?code=region-unknown"))
    page = text_of(client.get(f"{change(batch)}?code=region-unknown"))
    assert "Avalon" in page
    assert "c.md" not in page
    decided(client, first, "none:no such code")
    assert batch.items.filter(chosen=True).count() == 3


def test_a_finding_that_quotes_another_code_is_not_taken_for_one_of_it():
    client = importer()
    batch = bring_in(client, {"a.md": text("A"), "b.md": text("B", region="Atlantis")})
    quoting = batch.items.get(path="a.md")
    quoting.findings = [{"code": "no-levers", "severity": "info", "message": '"code": "region-unknown"', "line": None}]
    quoting.save()
    decided(client, batch.items.get(path="b.md"), "none:region-unknown")
    assert list(batch.items.filter(chosen=True)) == [quoting]


def test_texts_refused_for_one_reason_are_seen_to_at_once_and_others_are_not():
    drafted = [stored(name, publish=False) for name in ("A", "B")]
    client = importer()
    texts = {f"{one.guide.company}.md": text(f"{one.guide.company}", base="€1K-€2K") for one in drafted}
    batch = bring_in(client, texts | {"odd.md": "odd"})
    item = batch.items.get(path="A.md")
    assert "2 texts are refused for this reason." in text_of(shown(client, item))
    decided(client, item, "alike")
    assert list(batch.items.filter(settled=False).values_list("path", flat=True)) == ["odd.md"]


def test_nothing_is_decided_while_it_is_stored_or_by_who_may_only_look():
    client = importer()
    batch = batches.read_some(started(many(2)))
    item = batch.items.first()
    assert "Choose it" not in text_of(shown(desk("view_importbatch"), item))
    batches.begin_storing(batch)
    assert "Choose it" not in text_of(shown(client, item))
    page = text_of(client.post(address(batch, f"texts/{item.pk}"), {"do": "no"}, follow=True))
    assert "This import is being stored; choose once that is done." in page
    assert batch.items.filter(chosen=True).count() == 2
