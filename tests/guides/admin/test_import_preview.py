"""Bringing guides in at the desk: what is seen before anything is stored."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile

from guides.editing import batches, drafts, workflow
from guides.editing.uploads import MAX_UPLOAD
from guides.models import Event, Guide, ImportBatch, ImportItem, Location, LocationAlias, Revision, Role
from guides.parsing import MAX_BYTES
from tests.guides.admin.importing import (
    ADD,
    address,
    bring_in,
    import_all,
    importer,
    many,
    outcomes,
    started,
    stored,
    text,
    zipped,
)
from tests.guides.admin.test_admin import change
from tests.html_forms import form_of
from tests.page_text import text_of

pytestmark = pytest.mark.django_db


def test_a_pasted_guide_is_read_shown_and_imported():
    client = importer()
    response = client.post(ADD, {"text": text().replace("\n", "\r\n")})
    page = client.get(response.url)
    assert "1 guide: 1 new. 1 is chosen to be imported." in text_of(page)
    assert "Acme · Data Engineer" in text_of(page)
    batch = import_all(client, ImportBatch.objects.get())
    revision = Revision.objects.get()
    assert (batch.name, batch.state) == ("pasted text", "done")
    assert revision.status == "draft"
    assert revision.created_by == batch.created_by
    assert Event.objects.get(kind="imported").by == batch.created_by
    page = text_of(client.get(change(batch)))
    assert "1 was imported as a draft" in page
    assert "Import what is chosen" not in page
    # Pasting sends other line ends than the file has; it is the same text all the same.
    assert outcomes(bring_in(client, {"a.md": text()})) == {"a.md": "unchanged"}


def test_files_and_a_zip_come_together():
    client = importer()
    files = [
        SimpleUploadedFile("a.md", text("A").encode()),
        SimpleUploadedFile("b.txt", text("B").encode()),
        zipped({"c/c.md": text("C"), "logo.png": b"\x89PNG"}),
    ]
    page = text_of(client.post(ADD, {"text": text("D"), "files": files}, follow=True))
    assert "4 guides: 4 new." in page
    assert "1 file left out" in page
    assert "logo.png" in page
    assert ImportBatch.objects.get().name == "pasted text and 3 files"


def test_the_preview_says_what_each_text_would_do():
    unchanged, drafted = stored("Same"), stored("Drafted", publish=False)
    stored("Other"), stored("Gone")
    workflow.withdraw(Guide.objects.get(company__name="Gone"))
    in_review = workflow.submit(stored("Reviewed", publish=False))
    client = importer()
    batch = bring_in(
        client,
        {
            "new.md": text("New"),
            "same.md": text("Same"),
            "spaced.md": text("Other").replace("1. **Scope", "\n\n1. **Scope"),
            "gone.md": text("Gone"),
            "drafted.md": text("Drafted", base="€1K-€2K"),
            "reviewed.md": text("Reviewed", base="€1K-€2K"),
            "empty.md": "",
            "binary.md": b"one\ntwo\n\xff\xfe",
        },
    )
    assert outcomes(batch) == {
        "new.md": "new",
        "same.md": "unchanged",
        "spaced.md": "unchanged",
        "gone.md": "changed",
        "drafted.md": "refused",
        "reviewed.md": "refused",
        "empty.md": "refused",
        "binary.md": "refused",
    }
    page = text_of(client.get(change(batch)))
    assert "8 guides: 1 new, 1 changed, 2 unchanged, 4 refused. 2 are chosen to be imported." in page
    assert f"The guide has an open draft: revision {drafted.number}. Publish or discard it first." in page
    assert f"The guide is in review: revision {in_review.number}. Decide on it first." in page
    assert "Written differently, but it says what revision 1 says." in page
    assert "The guide is withdrawn" in page
    assert "Line 3: The text is not UTF-8 but" in page
    assert batch.items.get(path="same.md").guide == unchanged.guide
    assert Revision.objects.count() == 5


def test_an_open_draft_is_told_with_its_writer():
    alice = User.objects.create_user("alice")
    published = stored()
    drafts.start_draft(published.guide, copy_of=published, by=alice)
    batch = bring_in(importer(), {"a.md": text(base="€81K-€100K")})
    assert batch.items.get().reason.startswith("The guide has an open draft: revision 2 by alice.")


def test_a_changed_guide_is_shown_side_by_side_and_word_by_word():
    stored(base="€80K-€100K")
    client = importer()
    batch = bring_in(client, {"a.md": text(base="€82K-€100K")})
    item = batch.items.get()
    assert item.outcome == "changed"
    assert "Band Berlin · EUR: base" in item.reason
    page = client.get(address(batch, f"texts/{item.pk}"))
    assert "Now: revision 1, published" in text_of(page)
    html = page.content.decode()
    assert "<del>80,000–100,000,</del>" in html
    assert "<ins>82,000–100,000,</ins>" in html
    # What didn't change isn't marked, be it read from a text or from the database.
    assert re.findall(r"<(?:del|ins)>([^<]*)<", html) == ["80,000–100,000,", "82,000–100,000,"]


def test_a_new_guide_and_a_refused_one_can_be_looked_at():
    client = importer()
    batch = bring_in(client, {"new.md": text(), "odd.md": "just a line\n"})
    new, odd = batch.items.get(path="new.md"), batch.items.get(path="odd.md")
    assert "80,000–100,000, period year" in text_of(client.get(address(batch, f"texts/{new.pk}")))
    page = client.get(address(batch, f"texts/{odd.pk}"))
    assert "Refused at line 1" in text_of(page)
    assert "just a line" in text_of(page)


def test_findings_are_told_before_anything_is_stored():
    client = importer()
    batch = bring_in(client, {"a.md": text(base="€20K-€200K", region="Atlantis")})
    page = text_of(client.get(change(batch)))
    assert "“Atlantis” is not among the known locations" in page
    assert "is no usual pay for a year" in page
    assert not Location.objects.filter(name="Atlantis").exists()
    found = {finding["code"] for finding in batch.items.get().findings}
    import_all(client, batch)
    assert found == set(Revision.objects.get().findings.values_list("code", flat=True))
    assert LocationAlias.objects.filter(name="Atlantis").exists()


def test_two_texts_of_one_guide_are_refused_by_name_also_where_the_first_was_read_a_step_before():
    texts = many(30) | {"zz.md": text("COMPANY 3", base="€82K-€100K")}
    batch = started(texts)
    while batch.state == "reading":
        batch = batches.read_some(batch, seconds=0)
    second = batch.items.get(path="zz.md")
    assert second.outcome == "refused"
    assert second.reason == "COMPANY 3, Data Engineer is in this import already: “03.md”."
    assert batch.items.filter(outcome="new").count() == 30


def test_a_merged_company_leads_to_the_guide_that_is_kept():
    kept = stored("Acme").guide
    old = stored("Acme Limited").guide.company
    old.merged_into = kept.company
    old.save()
    batch = bring_in(importer(), {"a.md": text("Acme Limited", base="€82K-€100K"), "b.md": text("Acme")})
    assert batch.items.get(path="a.md").guide == kept
    assert outcomes(batch) == {"a.md": "changed", "b.md": "refused"}


def test_a_special_role_of_one_company_is_another_role():
    guide = stored("Acme").guide
    special = Role.objects.create(name="Data Engineer", company=guide.company)
    Guide.objects.filter(pk=guide.pk).update(role=special)
    assert outcomes(bring_in(importer(), {"a.md": text("Acme", base="€82K-€100K")})) == {"a.md": "new"}


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({}, "Paste a guide or pick files."),
        ({"text": "  \n "}, "Paste a guide or pick files."),
        (
            {"files": [SimpleUploadedFile("a.pdf", b"%PDF")]},
            "There is no .md, .txt, .docx or .html file in it, only a.pdf.",
        ),
        ({"files": [SimpleUploadedFile("guides.zip", b"PK")]}, "“guides.zip” is no zip that can be read"),
        ({"files": [SimpleUploadedFile("a.md", b"a" * (MAX_BYTES + 1))]}, "“a.md” has more than 128 KB"),
        ({"text": "a" * (MAX_BYTES + 1)}, "has more than 128 KB"),
        ({"text": "a\0b"}, "Null characters are not allowed."),
    ],
)
def test_what_cannot_be_taken_is_told_beside_the_field_and_the_text_is_kept(data, told):
    client = importer()
    page = client.post(ADD, data)
    assert page.status_code == 422
    assert told in text_of(page)
    assert not ImportBatch.objects.exists()


def test_a_refused_zip_keeps_the_pasted_text():
    hostile = zipped({"../../a.md": text()})
    page = importer().post(ADD, {"text": text("Kept"), "files": [hostile]})
    assert "climbs out of its folder. Nothing was taken." in text_of(page)
    assert form_of(page, "bring-in")["text"][0].strip() == text("Kept").strip()


def test_too_much_is_refused():
    halves = [SimpleUploadedFile(f"{name}.bin", b"\0" * (MAX_UPLOAD // 2)) for name in "ab"]
    page = importer().post(ADD, {"files": [*halves, SimpleUploadedFile("c.md", b"c")]})
    assert page.status_code == 422
    assert "at most 32 MB are taken at once" in text_of(page)


def test_hundreds_of_single_files_are_taken_at_once():
    files = [SimpleUploadedFile(f"{path}", words.encode()) for path, words in many(400).items()]
    response = importer().post(ADD, {"files": files})
    assert response.status_code == 302
    assert ImportItem.objects.count() == 400
