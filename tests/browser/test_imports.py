"""An import in a real browser: it goes on by itself."""

from __future__ import annotations

import io
import zipfile

from django.contrib.auth.models import User
from playwright.sync_api import expect

from guides.editing import batches
from guides.models import ImportBatch, Revision
from tests.browser.test_editor import desk  # noqa: F401 - a fixture
from tests.guides.admin.importing import many, text


def test_a_zip_is_brought_in_chosen_and_imported(desk):  # noqa: F811
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for path, words in {"a.md": text("Acme"), "b.md": text("Bolt"), "odd.md": "odd"}.items():
            archive.writestr(path, words)
    desk.goto("/admin/guides/importbatch/add/")
    upload = {"name": "guides.zip", "mimeType": "application/zip", "buffer": file.getvalue()}
    desk.get_by_label("Or pick files").set_input_files([upload])
    desk.get_by_role("button", name="Read it").click()
    expect(desk.get_by_text("3 guides: 2 new, 1 refused.")).to_be_visible()

    desk.get_by_label("Import b.md").uncheck()
    desk.get_by_role("button", name="Import what is chosen").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("Import 1 guide as a draft?")
    desk.get_by_role("button", name="Import as drafts").click()
    expect(desk.get_by_text("1 was imported as a draft")).to_be_visible()
    assert Revision.objects.get().guide.company.name == "Acme"


def test_rich_text_is_pasted_as_markdown_and_what_is_left_out_is_told(desk):  # noqa: F811
    desk.goto("/admin/guides/importbatch/add/")
    desk.evaluate(
        """async (html) => navigator.clipboard.write([new ClipboardItem({
            "text/html": new Blob([html], {type: "text/html"}),
            "text/plain": new Blob(["plain words"], {type: "text/plain"}),
        })])""",
        "<h1>Data Engineer | Acme Negotiation Guide</h1><table><tr><th>Region</th><th>Base</th></tr>"
        "<tr><td>Berlin</td><td>€60K–€75K</td></tr></table><img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>",
    )
    field = desk.get_by_label("Paste a guide")
    field.press("Control+v")
    expect(field).to_have_value(
        "# Data Engineer | Acme Negotiation Guide\n\n| Region | Base |\n|---|---|\n| Berlin | €60K–€75K |\n"
    )
    expect(desk.get_by_text("Left out: a picture.")).to_be_visible()
    # Markdown from a program that gives its colours along stays as it is.
    field.fill("")
    desk.evaluate(
        """async (html) => navigator.clipboard.write([new ClipboardItem({
            "text/html": new Blob([html], {type: "text/html"}),
            "text/plain": new Blob(["# A | B Guide"], {type: "text/plain"}),
        })])""",
        "<div><b># A</b> | B Guide</div>",
    )
    field.press("Control+v")
    expect(field).to_have_value("# A | B Guide")


def test_an_import_goes_on_by_itself_from_where_it_stood(desk):  # noqa: F811
    texts = [(path, words.encode()) for path, words in many(150).items()]
    batch = batches.read_some(batches.start("guides.zip", texts), seconds=0)
    address = f"/admin/guides/importbatch/{batch.pk}/change/"
    desk.goto(address)
    expect(desk.get_by_text("150 guides: 150 new.")).to_be_visible(timeout=30_000)

    batch = batches.store_some(batches.begin_storing(batch), by=User.objects.get(), seconds=0)
    desk.goto(address)
    expect(desk.get_by_role("progressbar")).to_be_visible()
    expect(desk.get_by_text("150 were imported as drafts")).to_be_visible(timeout=60_000)
    assert Revision.objects.count() == 150
    assert ImportBatch.objects.get().state == "done"


def test_a_batch_is_gone_through_with_the_text_beside_its_reading(desk):  # noqa: F811
    texts = [(path, words.encode()) for path, words in many(3).items()]
    batch = batches.read_some(batches.start("guides.zip", texts))
    desk.goto(f"/admin/guides/importbatch/{batch.pk}/change/")
    desk.get_by_role("link", name="Text and reading").first.click()
    expect(desk.get_by_text("1 of 3")).to_be_visible()
    words = desk.get_by_role("region", name="The text")
    read = desk.locator(".beside-reading")
    assert words.bounding_box()["x"] + words.bounding_box()["width"] <= read.bounding_box()["x"]
    line = read.get_by_role("row", name="Strategy: text").get_by_role("link")
    line.click()
    expect(desk.locator("tr:target")).to_contain_text("To join: €98K base.")
    expect(desk.locator("tr:target")).to_be_in_viewport()
    expect(line).to_be_in_viewport()

    desk.get_by_role("button", name="Leave it out").click()
    expect(desk.get_by_text("2 of 3")).to_be_visible()
    desk.get_by_role("button", name="Choose it").click()
    expect(desk.get_by_text("3 of 3")).to_be_visible()
    desk.get_by_role("link", name="‹ Previous").click()
    expect(desk.get_by_text("2 of 3")).to_be_visible()
    assert list(batch.items.order_by("position").values_list("chosen", flat=True)) == [False, True, True]
    # On a phone the reading stands above its text, and nothing is wider than the screen.
    desk.set_viewport_size({"width": 360, "height": 780})
    assert words.bounding_box()["y"] > read.bounding_box()["y"]
    assert desk.evaluate("document.documentElement.scrollWidth") == 360
