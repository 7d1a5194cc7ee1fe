"""The words of a PDF, in the order that its producer drew them: that keeps the rows of a table and columns whole."""

from __future__ import annotations

import logging
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject

from offers.entry.files.kinds import MOST_PAGES, FileRefusedError, FileWords

# A page with fewer letters than this and a picture on it is a scan.
_FEW = 20
_ACTS = frozenset(
    {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/RichMedia", "/Rendition", "/GoToE", "/Movie", "/Sound"}
)
# What it tells of a broken file may hold words of the letter.
logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)
_DAMAGED = "This PDF is damaged and can't be read. Open it, print it to a new PDF, or paste its words."


def words_of_pdf(data: bytes) -> FileWords:
    """Raises ``FileRefusedError``."""
    try:
        reader = PdfReader(BytesIO(data), strict=False)
        if reader.is_encrypted:
            raise FileRefusedError(
                "This PDF is encrypted. Open it, print it to a new PDF without a password, or paste its words."
            )
        count = len(reader.pages)
        if count > MOST_PAGES:
            raise FileRefusedError(
                f"This PDF has {count} pages, and {MOST_PAGES} are read. Print those about pay to a new PDF, or paste "
                "their words."
            )
        if _has_unseen_layers(reader):
            raise FileRefusedError(
                "This PDF has layers that aren't shown, and their words can't be told from the others. Print it to a "
                "new PDF, or paste its words."
            )
        has_fields = _checked(reader)
        pages = [(page.extract_text(), _has_picture(page)) for page in reader.pages]
    except FileRefusedError:
        raise
    # What pypdf raises on a broken file is of any kind: KeyError, AttributeError, its own.
    except Exception as error:
        raise FileRefusedError(_DAMAGED) from error
    scanned = [str(number) for number, (text, pictured) in enumerate(pages, 1) if pictured and len(text.strip()) < _FEW]
    if not any(text.strip() for text, _ in pages) or len(scanned) == len(pages):
        raise FileRefusedError(
            "This PDF holds pictures of its pages and no words: it was scanned. Select its words with a phone or a PDF "
            "viewer and paste them, or fill in the form."
        )
    notes = []
    if scanned:
        which = f"Page {scanned[0]} is" if len(scanned) == 1 else f"Pages {', '.join(scanned)} are"
        notes.append(f"{which} a picture: what stands there isn't among these words.")
    if has_fields:
        notes.append("It has fields to fill in: what was typed into them isn't among these words.")
    return FileWords("\n\n".join(text for text, _ in pages), tuple(notes))


def _has_unseen_layers(reader: PdfReader) -> bool:
    """Whether it has optional content that is off: pypdf reads its words, too, findings/pdf-layer-that-is-off.sh."""
    layers = reader.root_object.get("/OCProperties")
    shown = layers.get_object().get("/D") if layers else None
    if not shown:
        return False
    off = shown.get_object().get("/OFF")
    return bool(off and off.get_object()) or shown.get_object().get("/BaseState") == "/OFF"


def _checked(reader: PdfReader) -> bool:
    """Whether it has fields to fill in. Refused where anything in it acts or holds another file."""
    has_fields = False
    numbers = {(number, generation) for generation, places in reader.xref.items() for number in places}
    numbers |= {(number, 0) for number in reader.xref_objStm}
    for number, generation in sorted(numbers):
        if not number:
            continue
        has_fields |= _look(reader.get_object(IndirectObject(number, generation, reader)))
    return has_fields


def _look(found: Any) -> bool:
    """Look through one object and the dictionaries that stand in it."""
    has_fields = False
    left = [found]
    while left:
        one = left.pop()
        if isinstance(one, DictionaryObject):
            if one.get("/S") in _ACTS or one.get("/Subtype") in _ACTS or "/JS" in one or "/XFA" in one:
                raise FileRefusedError(
                    "This PDF has a program or a form that acts in it. Print it to a new PDF, or paste its words."
                )
            if one.get("/Type") == "/EmbeddedFile" or "/EmbeddedFiles" in one or "/EF" in one:
                raise FileRefusedError(
                    "This PDF has other files in it. Print it to a new PDF, or save the letter by itself."
                )
            has_fields |= one.get("/FT") in ("/Tx", "/Ch") and "/V" in one
            left.extend(one.values())
        elif isinstance(one, list):
            left.extend(one)
    return has_fields


def _has_picture(page: Any) -> bool:
    resources = page.get("/Resources")
    pictures = resources.get_object().get("/XObject") if resources else None
    named = pictures.get_object().values() if pictures else ()
    return any(one.get_object().get("/Subtype") in ("/Image", "/Form") for one in named)
