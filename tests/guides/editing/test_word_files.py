"""Word documents at the desk: their words are kept, what has no place in a text is told, and nothing in them is run."""

from __future__ import annotations

import io
import zipfile

import pytest

from guides.editing.rich_text import markdown_of_html
from guides.editing.uploads import MAX_WORD_FILES, UploadRefused, read_uploads
from guides.editing.word_files import markdown_of_word
from guides.editing.word_parts import MAX_WORDS, WordRefusedError
from guides.parsing import decode_guide, parse_guide
from tests.guides.editing.test_uploads import Sent, refusal, zipped

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)


def paragraph(text: str, style: str = "") -> str:
    styled = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{styled}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def cell(text: str, how: str = "") -> str:
    return f"<w:tc><w:tcPr>{how}</w:tcPr>{paragraph(text)}</w:tc>"


def table(*rows: list[str]) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{''.join(cells)}</w:tr>" for cells in rows) + "</w:tbl>"


HEADING = '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>'
STYLES = f"<w:styles {NAMES}>{HEADING}</w:styles>"
TITLE = paragraph("Data Engineer | Acme Negotiation Guide", "Heading1")
HEADER = [cell("Region"), cell("Level"), cell("Base Salary"), cell("Total Comp")]


def word(body: str, **parts: str | bytes) -> bytes:
    document = f'<?xml version="1.0" encoding="UTF-8"?><w:document {NAMES}><w:body>{body}</w:body></w:document>'
    given = {"[Content_Types].xml": TYPES, "_rels/.rels": RELATIONS, "word/document.xml": document,
             "word/styles.xml": STYLES}  # fmt: skip
    given |= {name.replace("__", "/") + ".xml": part for name, part in parts.items()}
    return zipped(*((name, part if isinstance(part, bytes) else part.encode()) for name, part in given.items()))


def test_a_table_reads_with_its_cells_over_several_rows():
    spans = '<w:vMerge w:val="restart"/>'
    data = word(
        TITLE
        + table(
            HEADER,
            [cell("London", spans), cell("L4"), cell("£80K–£90K"), cell("£95K–£110K")],
            [cell("", "<w:vMerge/>"), cell("L5"), cell("£95K–£110K"), cell("£120K–£140K")],
        )
    )
    found = read_uploads([Sent("acme.docx", data)])
    assert found.dropped == ()
    [(path, text)] = found.texts
    document = parse_guide(decode_guide(text), source_path=path)
    assert [(band.region, band.level, int(band.base.min), int(band.total.max)) for band in document.bands] == [
        ("London", "L4", 80_000, 110_000),
        ("London", "L5", 95_000, 140_000),
    ]


def test_a_row_that_begins_after_a_column_keeps_its_amounts_in_theirs():
    later = '<w:trPr><w:gridBefore w:val="1"/><w:wBefore w:w="1500" w:type="dxa"/></w:trPr>'
    rows = table(
        HEADER,
        [cell("London"), cell("L4"), cell("£80K–£90K"), cell("£95K–£110K")],
        [later, cell("L5"), cell("£95K–£110K"), cell("£120K–£140K")],
    )
    [(path, text)] = read_uploads([Sent("acme.docx", word(TITLE + rows))]).texts
    bands = parse_guide(decode_guide(text), source_path=path).bands
    assert [(band.level, int(band.base.min), int(band.total.max)) for band in bands] == [
        ("L4", 80_000, 110_000),
        ("L5", 95_000, 140_000),
    ]


def test_the_words_of_a_field_are_read_and_hidden_ones_are_left_out_and_told():
    run = '<w:r>{}<w:t xml:space="preserve">{}</w:t></w:r>'
    field = f'<w:fldSimple w:instr="DOCPROPERTY Base">{run.format("", "$150,000")}</w:fldSimple>'
    hidden = run.format("<w:rPr><w:b/><w:vanish/></w:rPr>", "0")
    found = markdown_of_word(word(f"<w:p>{run.format('', 'Base: ')}{field}{hidden}</w:p>"))
    assert (found.text, found.dropped) == ("Base: $150,000\n", ("hidden words",))


def test_a_raised_mark_is_no_digit_of_the_amount_before_it():
    raised = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>1</w:t></w:r>'
    assert markdown_of_word(word(f"<w:p><w:r><w:t>$150,000</w:t></w:r>{raised}</w:p>")).text == "$150,000¹\n"


def test_what_has_no_place_in_a_text_is_told():
    deleted = '<w:p><w:del w:id="1"><w:r><w:delText>$200K</w:delText></w:r></w:del></w:p>'
    comments = f'<w:comments {NAMES}><w:comment w:id="0">{paragraph("Check this")}</w:comment></w:comments>'
    data = word(TITLE + paragraph("Words.") + deleted, word__comments=comments)
    found = read_uploads([Sent("acme.docx", data)])
    assert found.dropped == (("acme.docx", ("words taken out by a tracked change", "comments")),)
    assert b"200K" not in found.texts[0][1]


def test_an_equation_is_refused_since_its_amounts_would_be_lost():
    data = word(TITLE + "<w:p><m:oMath><m:r><m:t>$195K-$275K</m:t></m:r></m:oMath></w:p>")
    assert refusal(Sent("acme.docx", data)) == (
        "“acme.docx” has an equation in it, which can't be read. Type its amounts as plain words."
    )


def elsewhere(document: str) -> bytes:
    """A file whose relation calls a part the document that isn't looked at as one."""
    relations = RELATIONS.replace("word/document.xml", "word/media/picture.png")
    parts = {"_rels/.rels": relations, "word/document.xml": "<a/>", "word/media/picture.png": document}
    return zipped(("[Content_Types].xml", TYPES.encode()), *((name, part.encode()) for name, part in parts.items()))


LATEST = '<w:trPr><w:gridBefore w:val="9"/></w:trPr>'
ENTITY = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/hostname">]><d>&a;</d>'


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"no zip at all", "broken, or has a password"),
        (word(TITLE)[:-40], "broken, or has a password"),
        (zipped(("a.xml", b"<a/>")), "is no Word document."),
        (word(TITLE, word__styles=ENTITY), "declares entities"),
        (word(TITLE, word__styles=ENTITY.encode("utf-16")), "declares entities"),
        (word(TITLE, word__more=b" " * (MAX_WORDS + 1)), "unpacks to more"),
        (word("<w:p>"), "no Word document that can be read"),
        (word("<w:tbl><w:tr><w:tc>" * 900 + "</w:tc></w:tr></w:tbl>" * 900), "no Word document that can be read"),
        (word("<w:p/>" * 70_000), "more tags than"),
        (word(paragraph("a") * 9_000 + paragraph("&lt;" * 40_000)), "more tags than"),
        (word(table(*[[LATEST, cell("")]] * 4_000)), "more tags than"),
        (elsewhere(f"<w:document {NAMES}><w:body>{TITLE}</w:body></w:document>"), "no Word document that can be read"),
        (elsewhere(ENTITY), "no Word document that can be read"),
        (zipped(*((f"word/{number}.xml", b"") for number in range(2_001))), "too many parts"),
    ],
    ids=[
        *("no zip", "cut", "other zip", "entity", "entity in UTF-16", "bomb", "broken XML", "deep tables", "tags"),
        *("tags of its page", "columns left out", "document by another name", "entity by another name", "parts"),
    ],
)
def test_what_is_no_harmless_document_is_refused(data, reason):
    with pytest.raises(WordRefusedError, match=reason):
        markdown_of_word(data)


def test_many_documents_at_once_are_refused():
    data = word(TITLE)
    assert "more than 50 Word documents" in refusal(*(Sent(f"{at}.docx", data) for at in range(MAX_WORD_FILES + 1)))


def test_a_zip_in_a_zip_is_opened_once():
    inner = zipped(("Data Engineer 1a2b.md", b"one"), ("deeper.zip", zipped(("b.md", b"two"))))
    found = read_uploads([Sent("export.zip", zipped(("ExportBlock-1.zip", inner)))])
    assert found.texts == (("Data Engineer 1a2b.md", b"one"),)
    assert found.left_out == ("deeper.zip",)


def test_a_zip_in_a_zip_is_trusted_no_more_than_another():
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(60):
            archive.writestr(f"{number}.bin", b"\0" * (3 * 1024 * 1024))
    with pytest.raises(UploadRefused, match="unpacks to"):
        read_uploads([Sent("export.zip", zipped(("inner.zip", bomb.getvalue())))])


def test_html_is_read_without_scripts_and_pictures():
    html = (
        "<h1>A | B Guide</h1><script>bad()</script><style>p {}</style><p>One <b>two</b> <img src=x onerror=bad()></p>"
    )
    assert markdown_of_html(html) == "# A | B Guide\n\nOne **two**\n"
