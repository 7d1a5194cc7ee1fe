"""Letters as PDF and Word files: read as if they were pasted, within bounds, or refused with what to do instead."""

from __future__ import annotations

import time
import zipfile
from contextlib import suppress
from datetime import date
from decimal import Decimal
from html import unescape
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, NumberObject, TextStringObject

from offers.entry.files import reading
from offers.entry.files.kinds import LARGEST, FileRefusedError, FileWords, as_plain, words_of_file
from offers.entry.files.reading import words_of_upload
from offers.models import Offer
from pay.letters.reading import read_letter
from tests import factories

LETTERS = Path(__file__).with_name("letters")
TODAY = date(2026, 11, 28)
LARKFIELD = {
    "base": Decimal(187_500), "bonus": Decimal(15), "signing": Decimal(25_000), "equity": Decimal(240_000),
    "equity_kind": "rsu", "vesting_years": Decimal(4), "cliff_months": 12, "vesting_every": 3,
    "holiday_days": Decimal(20), "respond_by": date(2026, 12, 11), "respond_by_time": "5 pm pacific",
}  # fmt: skip
SAYS = {
    "chromium.pdf": LARKFIELD | {"clawback_months": 12, "clawback": "whole"},
    "weasyprint.pdf": LARKFIELD | {"clawback_months": 12, "clawback": "whole"},
    "python-docx.docx": LARKFIELD,
    "reportlab.pdf": {
        "base": Decimal(78_000), "bonus": Decimal(15), "signing": Decimal(12_000), "clawback_months": 12,
        "holiday_days": Decimal(26), "notice_months": 3, "allowance": Decimal(5_200), "currency": "GBP",
        "respond_by": date(2026, 12, 11),
    },
    "fpdf2.pdf": {
        "base": Decimal(84_500), "bonus": Decimal(10), "holiday_days": Decimal(30), "notice_months": 3,
        "currency": "EUR", "respond_by": date(2026, 12, 11),
    },
}  # fmt: skip


def bytes_of(name: str) -> bytes:
    return (LETTERS / name).read_bytes()


@pytest.mark.parametrize("name", SAYS)
def test_what_the_letter_says_is_read_of_its_file(name):
    letter = read_letter(words_of_upload(bytes_of(name)).text, today=TODAY)
    assert {field: letter.value(field) for field in SAYS[name]} == SAYS[name]


def test_every_fixture_is_read_and_its_tool_is_named():
    told = (LETTERS / "README.md").read_text("utf-8")
    assert {path.name for path in LETTERS.iterdir()} == {*SAYS, "README.md"}
    assert all(f"`{name}`" in told for name in SAYS)


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("our ﬁnal oﬀer", "our final offer"),
        ("a salary of $240,\n000 a year", "a salary of $240,000 a year"),
        ("EUR 84.\n500 brutto", "EUR 84.500 brutto"),
        ("see section 3.\n100 shares", "see section 3.\n100 shares"),
        ("we repre\u2010\nsented", "we represented"),
        ("com-\npensation", "compensation"),
        ("a one-\nyear cliff", "a one-year cliff"),
        ("5\u00a0200\u202f€", "5 200 €"),
        ("paid  twice   a month", "paid twice a month"),
        ("com\u00adpany", "company"),
        ("end\x00 of\x07 it", "end of it"),
    ],
)
def test_text_is_made_plain(printed, meant):
    assert as_plain(printed) == meant


# What is refused


def pdf(change=lambda writer: None, pages: int = 1, words: str = "Your base salary is $150,000 a year.") -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        page = writer.add_blank_page(width=600, height=800)
        font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
        fonts = DictionaryObject({NameObject(key): NameObject(value) for key, value in font.items()})
        named = DictionaryObject({NameObject("/F1"): fonts})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): named})
        stream = DecodedStreamObject()
        stream.set_data(f"BT /F1 12 Tf 50 700 Td ({words}) Tj ET".encode("latin-1"))
        page[NameObject("/Contents")] = writer._add_object(stream)
    change(writer)
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


def scan(writer: PdfWriter) -> None:
    picture = DecodedStreamObject()
    picture.set_data(b"\x00")
    picture.update(
        {
            NameObject("/Type"): NameObject("/XObject"), NameObject("/Subtype"): NameObject("/Image"),
            NameObject("/Width"): NumberObject(1), NameObject("/Height"): NumberObject(1),
            NameObject("/ColorSpace"): NameObject("/DeviceGray"), NameObject("/BitsPerComponent"): NumberObject(8),
        }
    )  # fmt: skip
    page = writer.pages[-1]
    page["/Resources"][NameObject("/XObject")] = DictionaryObject({NameObject("/I"): writer._add_object(picture)})
    contents = DecodedStreamObject()
    contents.set_data(b"/I Do")
    page[NameObject("/Contents")] = writer._add_object(contents)


def word_file(**parts: str) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(bytes_of("python-docx.docx"))) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return file.getvalue()


SCRIPT = {
    NameObject("/OpenAction"): DictionaryObject(
        {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")}
    )
}


def unseen_layer(writer: PdfWriter) -> None:
    layer = {NameObject("/Type"): NameObject("/OCG"), NameObject("/Name"): TextStringObject("last year")}
    layers = ArrayObject([writer._add_object(DictionaryObject(layer))])
    shown = DictionaryObject({NameObject("/OFF"): layers})
    writer._root_object[NameObject("/OCProperties")] = DictionaryObject(
        {NameObject("/OCGs"): layers, NameObject("/D"): shown}
    )


def layers_off_at_first(writer: PdfWriter) -> None:
    shown = DictionaryObject({NameObject("/BaseState"): NameObject("/OFF")})
    writer._root_object[NameObject("/OCProperties")] = DictionaryObject({NameObject("/D"): shown})


REFUSED = {
    "encrypted": (lambda: pdf(lambda writer: writer.encrypt("secret")), "encrypted"),
    "encrypted without a password": (lambda: pdf(lambda writer: writer.encrypt("")), "encrypted"),
    "a script": (lambda: pdf(lambda writer: writer._root_object.update(SCRIPT)), "program"),
    "a file in it": (lambda: pdf(lambda writer: writer.add_attachment("a.txt", b"x")), "other files"),
    "too many pages": (lambda: pdf(pages=41), "41 pages, and 40"),
    "a layer that isn't shown": (lambda: pdf(unseen_layer), "layers"),
    "layers that are off at first": (lambda: pdf(layers_off_at_first), "layers"),
    "a scan": (lambda: pdf(scan), "scanned"),
    "no words": (lambda: pdf(words=""), "no words"),
    "damaged": (lambda: b"%PDF-1.7\nnothing", "damaged"),
    "cut off": (lambda: bytes_of("chromium.pdf")[:9_000], "damaged|scanned"),
    "too large": (lambda: b"%PDF-1.7" + b" " * LARGEST, "5 MB"),
    "an old Word file": (lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 600, "old Word file"),
    "a picture": (lambda: b"\x89PNG\r\n", "no PDF and no Word file"),
    "empty": (lambda: b"", "no PDF and no Word file"),
    "macros": (lambda: word_file(**{"word/vbaProject.bin": "x"}), "macros"),
    "a file in a Word file": (lambda: word_file(**{"word/embeddings/a.xlsx": "x"}), "other files"),
    "a zip": (lambda: b"PK\x03\x04 broken", "Word document"),
    "too long": (lambda: pdf(words="All the words of it. " * 3_000), "characters"),
}


@pytest.mark.parametrize(("made", "said"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_is_refused_with_what_to_do_instead(made, said):
    with pytest.raises(FileRefusedError, match=said) as refused:
        words_of_upload(made())
    assert any(word in str(refused.value).lower() for word in ("paste", "save"))


def said_in_word(inside: str) -> FileWords:
    with zipfile.ZipFile(BytesIO(bytes_of("python-docx.docx"))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    text = f'<w:r><w:t xml:space="preserve">Your base salary is </w:t></w:r>{inside}<w:r><w:t>.</w:t></w:r>'
    document = parts["word/document.xml"].decode()
    made = f"{document[: document.index('<w:body>')]}<w:body><w:p>{text}</w:p></w:body></w:document>"
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as new:
        for name, part in (parts | {"word/document.xml": made.encode()}).items():
            new.writestr(name, part)
    return words_of_upload(file.getvalue())


RUN = "<w:r><w:t>$150,000</w:t></w:r>"


@pytest.mark.parametrize(
    "inside",
    [
        RUN,
        f'<w:fldSimple w:instr=" MERGEFIELD Salary ">{RUN}</w:fldSimple>',
        f'<w:bdo w:val="ltr">{RUN}</w:bdo>',
        f'<w:dir w:val="ltr">{RUN}</w:dir>',
        f"<w:sdt><w:sdtPr/><w:sdtContent>{RUN}</w:sdtContent></w:sdt>",
        f'<w:ins w:id="1" w:author="A">{RUN}</w:ins>',
    ],
)
def test_a_figure_is_not_lost_by_what_stands_around_it(inside):
    assert said_in_word(inside).text == "Your base salary is $150,000."


@pytest.mark.parametrize(
    ("inside", "note"),
    [
        ("<w:r><w:rPr><w:strike/></w:rPr><w:t>$150,000</w:t></w:r>", "words that are struck through"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>$150,000</w:t></w:r>", "hidden words"),
    ],
)
def test_a_figure_that_the_letter_takes_back_is_not_read_and_that_is_told(inside, note):
    words = said_in_word(inside)
    assert "150,000" not in words.text
    assert words.notes == (f"Left out: {note}.",)


def test_a_page_that_is_a_picture_is_told():
    words = words_of_upload(pdf(scan, pages=2))
    assert words.notes == ("Page 2 is a picture: what stands there isn't among these words.",)
    assert "$150,000" in words.text


def test_a_file_that_takes_too_long_is_given_up():
    """A page that draws one text some hundred thousand times: it unpacks quickly and reads slowly."""

    def busy(writer: PdfWriter) -> None:
        stream = DecodedStreamObject()
        stream.set_data(b"BT /F1 12 Tf 50 700 Td " + b"(a) Tj " * 600_000 + b"ET")
        writer.pages[0][NameObject("/Contents")] = writer._add_object(stream.flate_encode())

    data = pdf(busy)
    assert len(data) < 100_000
    started = time.process_time()
    with pytest.raises(FileRefusedError, match="too long"):
        words_of_upload(data)
    # The process that answers the browser only waits.
    assert time.process_time() - started < 0.5


def test_no_library_of_the_file_is_in_the_process_that_answers():
    """What reads a file runs by itself: its process is another."""
    source = (Path(__file__).parents[3] / "offers/entry/files/reading.py").read_text("utf-8")
    assert "pypdf" not in source
    assert "mammoth" not in source


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(sorted(SAYS)), st.lists(st.tuples(st.integers(0, 40_000), st.binary(max_size=12)), max_size=6))
def test_a_damaged_file_is_read_or_refused_and_nothing_else(name, changes):
    data = bytearray(bytes_of(name))
    for at, new in changes:
        data[at % len(data) : at % len(data) + len(new)] = new
    with suppress(FileRefusedError):
        assert isinstance(words_of_file(bytes(data)), FileWords)


# On the page

pytestmark = pytest.mark.django_db


def sent(data: bytes, name: str = "offer.pdf") -> dict[str, SimpleUploadedFile]:
    return {"file": SimpleUploadedFile(name, data)}


def test_a_file_fills_the_form_and_stores_nothing():
    client, owner = factories.browser()
    response = client.post("/offers/paste/", sent(bytes_of("chromium.pdf")))
    form = response.context["form"]
    assert (form["base"].value(), form["signing"].value()) == ("187,500", "25,000")
    assert form["status"].value() in (None, "")
    assert not Offer.objects.of(owner).exists()


def test_a_refusal_stands_beside_the_field():
    client, _ = factories.browser()
    response = client.post("/offers/paste/", sent(pdf(lambda writer: writer.encrypt("secret"))))
    assert response.status_code == 422
    assert "This PDF is encrypted" in unescape(response.content.decode())
    both = client.post("/offers/paste/", {"letter": "Base: $150,000", **sent(b"%PDF-")})
    assert both.status_code == 422
    assert "Base: $150,000" in both.content.decode()


def test_what_a_file_leaves_out_is_told_on_the_page():
    client, _ = factories.browser()
    page = client.post("/offers/paste/", sent(pdf(scan, pages=2))).content.decode()
    assert "Page 2 is a picture" in page


def test_a_file_of_five_megabytes_arrives_and_more_is_refused_unread():
    client, _ = factories.browser()
    response = client.post("/offers/paste/", sent(b"%PDF-1.7" + b" " * (LARGEST - 8)))
    assert response.status_code == 422
    assert client.post("/offers/paste/", sent(b" " * (LARGEST + 2 * 1024 * 1024))).status_code == 413
    # No other page takes as much.
    assert client.post("/offers/new/", sent(b" " * (LARGEST - 8))).status_code == 413


def test_few_letters_are_read_at_once(monkeypatch):
    monkeypatch.setattr(reading, "_PATIENCE", 0.01)
    with reading._AT_ONCE, reading._AT_ONCE, pytest.raises(FileRefusedError, match="Many letters are being read"):
        words_of_upload(b"%PDF-1.7")
    with pytest.raises(FileRefusedError, match="damaged"):
        words_of_upload(b"%PDF-1.7")


def test_the_fixtures_hold_nobodys_name():
    for path in LETTERS.glob("*.pdf"):
        about = PdfReader(path).metadata or {}
        assert not about.get("/Author")
