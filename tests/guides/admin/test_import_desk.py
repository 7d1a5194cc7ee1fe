"""Bringing guides in at the desk: what is seen before anything is stored, and what happens then."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from guides.editing import batches, drafts, workflow
from guides.editing.importing import Importer
from guides.editing.uploads import MAX_UPLOAD
from guides.models import Event, Guide, ImportBatch, ImportItem, Location, LocationAlias, Revision, Role
from guides.parsing import MAX_BYTES, parse_guide
from tests.guides.admin.test_admin import change, desk, hashed_static  # noqa: F401 - a fixture
from tests.html_forms import form_of
from tests.offers.comparison.test_pages import text_of
from tests.shared import CORPUS, corpus_files, needs_corpus

pytestmark = pytest.mark.django_db

ADD = "/admin/guides/importbatch/add/"
BATCHES = "/admin/guides/importbatch/"
IMPORTER = ("add_importbatch", "change_importbatch", "view_importbatch", "view_revision")


def text(company: str = "Acme", *, base: str = "€80K-€100K", region: str = "Berlin") -> str:
    return f"""### Data Engineer | {company} Global Negotiation Guide

**Negotiation DNA:** Steady pay | Berlin

| Region | Base Salary | Stock (RSU/4yr) | Bonus | Total Comp |
|---|---|---|---|---|
| {region} | {base} | €40K-€80K | — | €90K-€120K |

**Global Levers**
1. **Scope:** "The scope is wide. I'm looking for €95K base."

> **Negotiate Up Strategy:** "To join: €98K base." Floor is €85K base.

**Evidence & Sources**
- Levels.fyi data engineers in Berlin (2025)
"""


def importer() -> Client:
    return desk(*IMPORTER)


def stored(company: str = "Acme", *, publish: bool = True, **changes: str) -> Revision:
    words = text(company, **changes)
    return Importer(publish=publish).store(parse_guide(words), words).revision


def zipped(texts: dict[str, str | bytes]) -> SimpleUploadedFile:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for path, words in texts.items():
            archive.writestr(path, words)
    return SimpleUploadedFile("guides.zip", file.getvalue())


def bring_in(client: Client, texts: dict[str, str | bytes]) -> ImportBatch:
    """A zip brought in through the form, and read."""
    response = client.post(ADD, {"text": "", "files": [zipped(texts)]})
    assert response.status_code == 302, text_of(response)
    batch = ImportBatch.objects.latest("pk")
    assert response.url == change(batch)
    while refreshed(batch).state == "reading":
        client.post(f"{BATCHES}{batch.pk}/step/")
    return refreshed(batch)


def started(texts: dict[str, str], by: User | None = None) -> ImportBatch:
    """A batch that waits to be read."""
    return batches.start("guides.zip", [(path, words.encode()) for path, words in texts.items()], by=by)


def many(count: int) -> dict[str, str]:
    return {f"{number:02}.md": text(f"Company {number}") for number in range(count)}


def refreshed(obj):
    return type(obj).objects.get(pk=obj.pk)


def outcomes(batch: ImportBatch) -> dict[str, str]:
    return dict(batch.items.values_list("path", "outcome"))


def address(batch: ImportBatch, name: str) -> str:
    return f"{BATCHES}{batch.pk}/{name}/"


def choices(client: Client, batch: ImportBatch, query: str = "") -> dict[str, list[str]]:
    return form_of(client.get(change(batch) + query), "choices")


def import_all(client: Client, batch: ImportBatch) -> ImportBatch:
    client.post(address(batch, "import"))
    while refreshed(batch).state == "storing":
        client.post(address(batch, "step"))
    return refreshed(batch)


# Bringing in


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


# Steps


def test_reading_goes_on_from_where_it_stands_after_a_reload():
    client = importer()
    batch = batches.read_some(started(many(45)), seconds=0)
    for _ in range(2):
        page = client.get(change(batch))
        assert "20 of 45 guides read." in text_of(page)
        assert '<progress value="20" max="45"' in page.content.decode()
        assert "imports.js" in page.content.decode()
    answer = client.post(address(batch, "step"), headers={"Accept": "application/json"})
    assert answer.json() == {"done": 45, "total": 45, "sentence": "45 of 45 guides read.", "goes_on": False}
    assert "45 guides: 45 new." in text_of(client.get(change(batch)))


def test_storing_goes_on_from_where_it_stands_after_a_reload():
    client = importer()
    batch = started(many(3))
    batch = batches.begin_storing(batches.read_some(batch))
    batch = batches.store_some(batch, by=User.objects.get(), seconds=0)
    assert "1 of 3 guides stored as drafts." in text_of(client.get(change(batch)))
    response = client.post(address(batch, "step"))
    assert response.url == change(batch)
    assert Revision.objects.count() == 3
    assert refreshed(batch).state == "done"


def test_two_browsers_at_one_import_do_nothing_twice():
    batch = started(many(25))
    alice, bob = importer(), importer()
    for client in (alice, bob, alice, bob):
        client.post(address(batch, "step"))
    assert outcomes(batch) == dict.fromkeys(many(25), "new")
    for client in (alice, alice, bob):
        client.post(address(batch, "import"))
    for client in (alice, bob, alice, bob):
        client.post(address(batch, "step"))
    assert Revision.objects.count() == 25
    assert set(Revision.objects.values_list("number", flat=True)) == {1}
    assert batch.items.filter(stored=True).count() == 25


def test_an_end_in_the_middle_of_a_step_leaves_whole_guides_and_running_on_completes_them():
    user = User.objects.create_user("alice")
    batch = batches.begin_storing(batches.read_some(started(many(6))))
    batch = batches.store_some(batch, by=user, seconds=0)
    left = iter(range(12))

    def ends(execute, sql, params, many, context):
        if "INSERT" in sql and next(left, None) is None:
            raise KeyboardInterrupt
        return execute(sql, params, many, context)

    with connection.execute_wrapper(ends), pytest.raises(KeyboardInterrupt):
        batches.store_some(batch, by=user)
    kept = Revision.objects.count()
    assert 1 <= kept < 6
    assert batch.items.filter(stored=True).count() == Guide.objects.count() == kept
    assert all(revision.levers.count() == 2 for revision in Revision.objects.all())
    batch = batches.store_some(batch, by=user)
    assert batch.state == "done"
    assert batch.items.filter(stored=True).count() == Revision.objects.count() == 6


def test_texts_are_kept_once():
    client = importer()
    stored("Same")
    batch = bring_in(client, {"same.md": text("Same"), "new.md": text("New"), "odd.md": "odd"})
    assert batch.items.get(path="same.md").text == ""
    assert batch.items.get(path="new.md").text == text("New")
    import_all(client, batch)
    item = batch.items.get(path="new.md")
    assert item.text == ""
    assert item.revision.source_text == text("New")
    assert item.guide == item.revision.guide
    assert batch.items.get(path="odd.md").text == "odd"
    page = text_of(client.get(address(batch, f"texts/{item.pk}")))
    assert "Its text is kept in revision 1" in page


def test_a_draft_that_was_begun_meanwhile_refuses_its_guide_and_the_rest_goes_on():
    revision = stored("Acme")
    client = importer()
    batch = bring_in(client, {"a.md": text("Acme", base="€82K-€100K"), "b.md": text("New")})
    drafts.start_draft(revision.guide, copy_of=revision)
    batch = import_all(client, batch)
    assert outcomes(batch) == {"a.md": "refused", "b.md": "new"}
    assert batch.items.get(path="a.md").reason == "Revision 2 is a draft already. Finish or discard it first."
    assert batch.items.get(path="a.md").text
    assert Revision.objects.filter(guide__company__name="New").count() == 1


def test_what_was_refused_can_be_read_again_when_the_draft_is_gone():
    draft = stored("Acme", publish=False)
    client = importer()
    batch = bring_in(client, {"a.md": text("Acme", base="€82K-€100K"), "odd.md": "odd"})
    assert outcomes(batch) == {"a.md": "refused", "odd.md": "refused"}
    workflow.publish(draft)
    assert "Read 2 refused texts again?" in text_of(client.get(address(batch, "read-again")))
    assert outcomes(batch) == {"a.md": "refused", "odd.md": "refused"}
    client.post(address(batch, "read-again"))
    assert outcomes(batch) == {"a.md": "changed", "odd.md": "refused"}
    assert refreshed(batch).state == "ready"


def test_who_brought_the_texts_in_is_the_author_whoever_goes_on():
    alice = User.objects.create_user("alice")
    batch = batches.read_some(started(many(1), by=alice))
    import_all(importer(), batch)
    assert Revision.objects.get().created_by == alice
    assert workflow.authored_by(alice, Revision.objects.all())


# Choices


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


# Who may do what


def act(client: Client, batch: ImportBatch, what: str):
    item = batch.items.first()
    match what:
        case "list":
            return client.get(BATCHES)
        case "form":
            return client.get(ADD)
        case "bring in":
            return client.post(ADD, {"text": text("Brought in")})
        case "page":
            return client.get(change(batch))
        case "text":
            return client.get(address(batch, f"texts/{item.pk}"))
        case "choose":
            return client.post(change(batch), {"shown": [item.pk], "do": "save"})
        case "step":
            return client.post(address(batch, "step"))
        case "import" | "read-again":
            return client.post(address(batch, what))
        case "delete":
            return client.post(address(batch, "delete"), {"post": "yes"})


NEEDED = {
    "list": {"view_importbatch"},
    "form": {"add_importbatch"},
    "bring in": {"add_importbatch"},
    "page": {"view_importbatch"},
    "text": {"view_importbatch", "view_revision"},
    "choose": {"view_importbatch", "change_importbatch"},
    "step": {"view_importbatch", "add_importbatch"},
    "import": {"add_importbatch"},
    "read-again": {"add_importbatch"},
    "delete": {"delete_importbatch"},
}
ALL = {f"{verb}_importbatch" for verb in ("add", "change", "view", "delete")} | {"view_revision"}


@pytest.fixture
def batch() -> ImportBatch:
    stored("Acme")
    return batches.read_some(started({"a.md": text("Acme", base="€82K-€100K"), "odd.md": "odd"}))


@pytest.mark.parametrize("what", NEEDED)
def test_with_what_it_needs_it_is_done(what, batch):
    response = act(desk(*NEEDED[what] | {"view_importbatch"}), batch, what)
    assert response.status_code in {200, 302}


@pytest.mark.parametrize("what", NEEDED)
def test_without_its_permission_nothing_happens(what, batch):
    told = {"list": "view", "form": "add", "bring in": "add", "page": "view", "text": "view_revision"}
    told |= {"choose": "change", "step": "add", "import": "add", "read-again": "add", "delete": "delete"}
    missing = {name for name in ALL if name.startswith(told[what])}
    if told[what] == "view":
        missing |= {"change_importbatch"}  # whoever may change may see
    before = (list(ImportBatch.objects.values()), list(ImportItem.objects.values()), Revision.objects.count())
    assert act(desk(*ALL - missing), batch, what).status_code == 403
    outsider = act(Client(), batch, what)
    assert outsider.status_code == 302
    assert outsider.url.startswith("/admin/login/")
    after = (list(ImportBatch.objects.values()), list(ImportItem.objects.values()), Revision.objects.count())
    assert before == after


def test_looking_changes_nothing(batch):
    client = desk(superuser=True)
    before = (list(ImportBatch.objects.values()), list(ImportItem.objects.values()), Revision.objects.count())
    for name in ("change", "import", "read-again", "delete", "history", f"texts/{batch.items.first().pk}"):
        assert client.get(address(batch, name)).status_code == 200
    assert client.get(address(batch, "step")).status_code == 405
    assert before == (list(ImportBatch.objects.values()), list(ImportItem.objects.values()), Revision.objects.count())


def test_an_address_of_no_import_leads_back_or_is_not_found(batch):
    client = desk(superuser=True)
    for name in ("change", "import"):
        assert client.get(f"{BATCHES}999/{name}/").status_code == 302
    assert client.post(f"{BATCHES}x/step/").status_code == 302
    assert client.get(address(batch, "texts/999999")).status_code == 404
    other = started(many(1))
    assert client.get(address(batch, f"texts/{other.items.get().pk}")).status_code == 404


def test_the_groups_of_the_desk_may_import(batch):
    user = User.objects.create_user("eve", is_staff=True)
    user.groups.add(Permission.objects.get(codename="add_importbatch").group_set.get(name="Editors"))
    client = Client()
    client.force_login(user)
    assert act(client, batch, "bring in").status_code == 302
    assert act(client, batch, "import").status_code == 302


# The pages


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


# At the command line


def test_where_two_people_have_to_look_the_command_publishes_nothing(settings, tmp_path):
    settings.TWO_PERSON_REVIEW = True
    (tmp_path / "a.md").write_text(text(), encoding="utf-8")
    with pytest.raises(CommandError, match="Two people have to look") as refused:
        call_command("import_guides", str(tmp_path), "nowhere", "--publish")
    assert refused.value.returncode == 2
    assert not Guide.objects.exists()
    call_command("import_guides", str(tmp_path), stdout=io.StringIO(), stderr=io.StringIO())
    assert Revision.objects.get().status == "draft"


@pytest.mark.corpus
@needs_corpus
def test_the_real_guides_go_through_as_a_zip_and_are_unchanged_the_next_time():
    paths = corpus_files()[::8]
    texts = {str(path.relative_to(CORPUS)): path.read_bytes() for path in paths}
    client = importer()
    batch = bring_in(client, texts)
    assert outcomes(batch) == dict.fromkeys(texts, "new")
    batch = import_all(client, batch)
    assert Revision.objects.filter(status="draft").count() == batch.items.filter(stored=True).count() == len(texts)
    told = {item.pk: sorted(finding["message"] for finding in item.findings) for item in batch.items.all()}
    kept = {
        item.pk: sorted(item.revision.findings.exclude(code="region-unknown").values_list("message", flat=True))
        for item in batch.items.all()
    }
    assert {pk: [one for one in found if "known locations" not in one] for pk, found in told.items()} == kept
    assert outcomes(bring_in(client, texts)) == dict.fromkeys(texts, "unchanged")


@pytest.mark.corpus
@needs_corpus
def test_a_real_guide_written_anew_from_the_library_is_unchanged():
    """An export that is brought back says the same in other words."""
    from guides.editing.exporting import with_reading
    from guides.parsing.canonical.writing import to_markdown

    for path in corpus_files()[::80]:
        words = path.read_text(encoding="utf-8")
        Importer(publish=True).store(parse_guide(words), words)
    exported = {
        f"{revision.pk}.md": to_markdown(with_reading(revision)) for revision in Revision.objects.with_content()
    }
    batch = bring_in(importer(), exported)
    assert outcomes(batch) == dict.fromkeys(exported, "unchanged")
    assert batch.items.filter(reason__startswith="Written differently").count() == len(exported)
