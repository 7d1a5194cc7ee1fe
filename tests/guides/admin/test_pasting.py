"""Rich text at the desk: pasted from a browser or sent as a page, it reads as the same guide in Markdown does."""

from __future__ import annotations

import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from guides.editing.rich_text import MAX_HTML, HtmlRefusedError, read_html
from guides.editing.uploads import read_uploads
from guides.models import ImportItem
from guides.parsing import parse_guide
from tests.guides.admin.clipboards import CLIPBOARDS
from tests.guides.admin.test_admin import desk, editor
from tests.guides.admin.test_readings import MATRIX, decide, rows, stored
from tests.guides.editing.test_uploads import Sent, zipped
from tests.guides.parsing.test_converted import EXAMPLES, GUIDES, differing
from tests.html_forms import flat

MARKDOWN = """# Data Engineer | Acme Negotiation Guide

**Negotiation DNA:** RSU | Bonus

| Region | Base Salary |
|---|---|
| Berlin | €60K–€75K |

**Global Levers**

1. **Scope:** “I own three pipelines. I'd like €72K base.”

**Evidence & Sources**

- Levels.fyi 2025
"""
# What Google Docs gives: one <b> of normal weight around all, weight and slant as style.
GOOGLE = """<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-5f">
<h1 dir="ltr"><span style="font-size:20pt;font-weight:400">Data Engineer | Acme Negotiation Guide</span></h1>
<p dir="ltr"><span style="font-weight:700">Negotiation DNA:</span><span style="font-weight:400"> RSU | Bonus</span></p>
<div dir="ltr"><table><colgroup><col width="200"/></colgroup><tbody>
<tr><td><p><span style="font-weight:700">Region</span></p></td><td><p><span>Base Salary</span></p></td></tr>
<tr><td><p><span>Berlin</span></p></td><td><p><span>€60K–€75K</span></p></td></tr></tbody></table></div>
<p><span style="font-weight:700">Global Levers</span></p>
<ol><li><p><span style="font-weight:700">Scope:</span>
<span> “I own three pipelines. I'd like €72K base.”</span></p></li></ol>
<p><span style="font-weight:700">Evidence &amp; Sources</span></p>
<ul><li><p><span>Levels.fyi 2025</span></p></li></ul><img src="x.png"></b>"""
# What Word gives: classes, its own elements, conditional comments.
WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style><!-- p.MsoNormal {} --></style></head>
<body lang=EN-GB><!--StartFragment--><h1>Data Engineer | Acme Negotiation Guide<o:p></o:p></h1>
<p class=MsoNormal><b><span lang=EN-GB>Negotiation DNA:</span></b> RSU | Bonus<o:p></o:p></p>
<table class=MsoTableGrid><tr><td><p class=MsoNormal>Region</p></td><td><p class=MsoNormal>Base Salary</p></td></tr>
<tr><td><p class=MsoNormal>Berlin</p></td><td><p class=MsoNormal>€60K–€75K</p></td></tr></table>
<p class=MsoNormal><b>Global Levers</b></p>
<ol><li class=MsoNormal><b>Scope:</b> “I own three pipelines. I'd like €72K base.”</li></ol>
<p class=MsoNormal><b>Evidence &amp; Sources</b></p><ul><li>Levels.fyi 2025<![if !supportLists]><![endif]></li></ul>
<!--EndFragment--></body></html>"""


def said(text: str):
    read = parse_guide(text)
    (lever,) = read.levers
    return (
        read.company,
        read.role,
        read.tagline,
        [(band.region, band.base and (band.base.min, band.base.max)) for band in read.bands],
        lever.title,
        [(part.voice, part.text) for part in lever.parts],
        [(ask.component, ask.min) for ask in lever.asks],
        [source.text for source in read.sources],
    )


@pytest.mark.parametrize("html", [GOOGLE, WORD])
def test_rich_text_reads_as_the_same_guide(html):
    assert said(read_html(html).text) == said(MARKDOWN)


@pytest.mark.parametrize("program", CLIPBOARDS)
def test_each_example_guide_reads_the_same_from_the_clipboard_of_an_editors_program(program):
    pasted = {guide: CLIPBOARDS[program]((EXAMPLES / f"{guide}.md").read_text(encoding="utf-8")) for guide in GUIDES}
    assert list(differing({guide: read_html(html).text.encode() for guide, html in pasted.items()})) == []


def test_lists_within_lists_of_word_are_nested():
    def item(level, mark, words):
        style = f"margin-left:{level * 36}pt;mso-list:l0 level{level} lfo1"
        return f"<p class=MsoListParagraph style='{style}'><span style='mso-list:Ignore'>{mark}</span>{words}</p>"

    html = item(1, "3.", "Scope") + "\n" + item(2, "o", "Team") + item(2, "o", "Pager") + item(1, "4.", "Base")
    assert read_html(f"{html}<p>After</p>").text == "3. Scope\n   - Team\n   - Pager\n4. Base\n\nAfter\n"
    inner = item(2, "1.", "Scope") + item(2, "2.", "Base") + item(1, "·", "Outer")
    assert read_html(inner).text == "1. Scope\n2. Base\n3. Outer\n"


def test_what_word_says_of_other_scripts_is_no_weight():
    html = (
        "<p><b style='mso-bidi-font-weight:normal'>Bold</b> <span style='mso-bidi-font-weight:bold'>plain</span> "
        "<span style='font-weight:bold;mso-bidi-font-weight:normal'>bold</span></p>"
    )
    assert read_html(html).text == "**Bold** plain **bold**\n"


@pytest.mark.django_db
@pytest.mark.parametrize("program", CLIPBOARDS)
def test_a_doubtful_table_that_was_pasted_is_settled_by_one_click_as_one_in_markdown_is(program):
    markdown = MATRIX.format(role="Data Engineer", place="Boston")
    answer = desk("add_importbatch").post(
        reverse("admin:guides_importbatch_pasted"), {"html": CLIPBOARDS[program](markdown)}
    )
    pasted = stored(answer.json()["text"])
    assert rows(pasted.guide) == [("draft", None, None, 140_000)]
    in_markdown = stored(MATRIX, "Product Designer")
    decide(in_markdown, "base")
    assert rows(pasted.guide) == rows(in_markdown.guide) == [("draft", 140_000, None, None)]


def test_what_is_left_out_is_told():
    html = (
        '<h1>A</h1><p style="display:none">Hidden</p><img src=x><iframe src=x></iframe><input name=x>'
        "<script>bad()</script><style>p {}</style>"
    )
    read = read_html(html)
    assert read.text == "# A\n"
    assert read.dropped == (
        "a picture",
        "an embedded page, film or sound",
        "fields to fill in",
        "hidden words",
    )
    assert read_html("<p>Plain <b>words</b></p>").dropped == ()
    read = read_html("<p>Base: <span hidden>$140,000</span>$150,000</p>")
    assert (read.text, read.dropped) == ("Base: $150,000\n", ("hidden words",))


@pytest.mark.parametrize("html", ["<b>" * 5_000, "x" * (MAX_HTML + 1)])
def test_what_no_document_is_made_of_is_refused(html):
    with pytest.raises(HtmlRefusedError):
        read_html(html)


@pytest.mark.parametrize(
    ("unit", "tail"),
    [("<a b=c ", ""), ('<a b="', ""), ("</", ""), ("<?", ""), ("<a ", ">"), ("<!--", ""), ("<br>", ""), ("<svg>", ""),
     ("<p>a</p>", ""), ('<a b="', '">'), ("&", "")],
)  # fmt: skip
def test_no_page_takes_a_reader_s_time(unit, tail):
    html = unit * ((MAX_HTML - len(tail)) // len(unit)) + tail
    began = time.process_time()
    with pytest.raises(HtmlRefusedError):
        read_html(html)
    with pytest.raises(HtmlRefusedError):
        read_html(html.encode())
    assert time.process_time() - began < 2


def test_words_that_are_nested_deeply_take_no_time():
    began = time.process_time()
    with pytest.raises(HtmlRefusedError, match="nested more deeply"):
        read_html("<span style='font-weight:bold'>a" * 20_000)
    assert time.process_time() - began < 5


def test_a_picture_in_its_tag_makes_no_page_too_long():
    picture = f'<p>Base <img alt="" src="data:image/png;base64,{"A" * 200_000}"> data:here, 5 &lt; 6</p>'
    assert read_html(picture).text == read_html(picture.encode()).text == "Base  data:here, 5 < 6\n"


def test_a_page_is_taken_as_a_file_and_left_out_of_a_zip():
    found = read_uploads([Sent("guide.html", GOOGLE.encode())])
    assert said(found.texts[0][1].decode()) == said(MARKDOWN)
    assert found.dropped == (("guide.html", ("a picture",)),)
    packed = read_uploads([Sent("a.zip", zipped(("index.html", b"<p>x</p>"), ("a.md", b"# A")))])
    assert ([path for path, _ in packed.texts], packed.left_out) == (["a.md"], ("index.html",))


@pytest.mark.django_db
def test_the_desk_gives_markdown_for_what_was_pasted():
    answer = desk("add_importbatch").post(reverse("admin:guides_importbatch_pasted"), {"html": GOOGLE})
    assert said(answer.json()["text"]) == said(MARKDOWN)
    assert answer.json()["dropped"] == ["a picture"]
    assert not ImportItem.objects.exists()


@pytest.mark.django_db
def test_it_says_why_what_was_pasted_cannot_be_read():
    answer = editor().post(reverse("admin:guides_importbatch_pasted"), {"html": "<b>" * 5_000})
    assert (answer.status_code, answer.json()["reason"]) == (
        422,
        "What you pasted is nested more deeply than any text.",
    )


@pytest.mark.django_db
def test_only_those_who_bring_texts_in_may_ask_and_only_by_post():
    address = reverse("admin:guides_importbatch_pasted")
    assert desk("view_revision").post(address, {"html": "<p>x</p>"}).status_code == 403
    assert editor().get(address).status_code == 405
    assert Client().post(address, {"html": "<p>x</p>"}).status_code == 302
    guarded = Client(enforce_csrf_checks=True)
    guarded.cookies = desk("add_importbatch").cookies
    assert guarded.post(address, {"html": "<p>x</p>"}).status_code == 403


@pytest.mark.django_db
def test_without_a_script_the_field_takes_markdown_and_files_say_what_was_left_out():
    client = desk("add_importbatch", "view_importbatch", "change_importbatch")
    page = flat(client.get(reverse("admin:guides_importbatch_add")))
    assert 'accept=".md,.txt,.docx,.html,.htm,.zip"' in page
    sent = Sent("guide.html", GOOGLE.encode())
    answer = client.post(
        reverse("admin:guides_importbatch_add"),
        {"text": "", "files": SimpleUploadedFile(sent.name, sent.data)},
        follow=True,
    )
    assert "Left out of “guide.html”: a picture." in flat(answer)
    assert ImportItem.objects.get().company == "Acme"
