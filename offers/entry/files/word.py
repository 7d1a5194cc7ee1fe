"""The words of a Word file: a paragraph a line, a table's row a line."""

from __future__ import annotations

import re

import mammoth
from bs4 import BeautifulSoup

from guides.editing.word_parts import DOCUMENT, HIDDEN, WordRefusedError, only, parts_of_word, readable
from offers.entry.files.kinds import FileRefusedError, FileWords

_ACTS = re.compile(r"vbaproject|vbadata|activex|/embeddings/", re.IGNORECASE)
_TEMPLATE = re.compile(rb"/attachedTemplate\"|/oleObject\"|/frame\"|subDocument\"")
_LEFT_OUT = (
    ("a picture", re.compile(rb"<(?:a:blip|v:imagedata) ")),
    ("an equation", re.compile(rb"<m:oMath[ >]")),
    ("hidden words", HIDDEN),
    ("words that are struck through", re.compile(rb"<w:d?strike/>")),
)
_EDGES = re.compile(r"word/(?:header|footer)\d*\.xml")
# A cell that ends in a point or has none: the next cell begins no new sentence.
_BETWEEN = " | "
_ENDS = ["p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "tr"]


def words_of_word(data: bytes) -> FileWords:
    """Raises ``FileRefusedError``."""
    try:
        parts = parts_of_word(data)
        plain = readable(parts)
    except WordRefusedError as refused:
        raise FileRefusedError(f"This file {refused.reason} Save it anew as .docx, or paste its words.") from refused
    if any(_ACTS.search(name) for name in parts):
        raise FileRefusedError("This Word file has macros or other files in it. Save it as a PDF, or paste its words.")
    if any(name.endswith(".rels") and _TEMPLATE.search(part) for name, part in parts.items()):
        raise FileRefusedError("This Word file needs another file. Save it as a PDF, or paste its words.")
    try:
        made = mammoth.convert_to_html(only(plain), convert_image=mammoth.images.img_element(lambda _: {}))
        text = _lines(made.value)
    # What a broken part makes mammoth raise is of any kind.
    except Exception as error:
        raise FileRefusedError("This Word file is damaged. Save it anew, or paste its words.") from error
    left = [what for what, mark in _LEFT_OUT if mark.search(parts[DOCUMENT])]
    if any(_EDGES.fullmatch(name) and re.search(rb"<w:t[ >]", part) for name, part in parts.items()):
        left.append("headers or footers")
    return FileWords(text, (f"Left out: {', '.join(left)}.",) if left else ())


def _lines(html: str) -> str:
    page = BeautifulSoup(html, "html.parser")
    for note in page.find_all(["sup", "s"]):
        note.decompose()
    for line in page.find_all("br"):
        line.replace_with("\n")
    for cell in page.find_all(["td", "th"]):
        words = " ".join(cell.get_text(" ").split())
        cell.clear()
        cell.append(words + (_BETWEEN if cell.find_next_sibling(["td", "th"]) else ""))
    for block in page.find_all(_ENDS):
        block.append("\n" if block.name == "tr" else "\n\n")
    return page.get_text()
