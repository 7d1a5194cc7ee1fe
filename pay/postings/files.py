"""A saved posting's bytes → its source: a page, plain words, or a page saved as one file (.mhtml)."""

from __future__ import annotations

import re
from email import policy
from email.errors import MessageError
from email.parser import BytesParser
from itertools import islice

LARGEST = 2_500_000
# A page that was saved with all that is on it has a part for each picture.
MOST_PARTS = 400
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.IGNORECASE)
_IS_MAIL = re.compile(rb"\A[\w-]{2,40}: [^\r\n]{0,500}\r?\n")


class UnreadableFileError(ValueError):
    """The file is none that can be read; the message says what to do instead."""


def source_of(content: bytes) -> str:
    """The words or the page in a file. Raises ``UnreadableFileError``."""
    if len(content) > LARGEST:
        raise UnreadableFileError("This file is larger than 2.5 MB. Copy the words of the posting instead.")
    if content.startswith((b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise UnreadableFileError("This is no page and no text. Save the posting as a web page, or copy its words.")
    if _IS_MAIL.match(content) and b"mime-version" in content[:4_000].lower():
        return _saved_page(content)
    return _decoded(content)


def _saved_page(content: bytes) -> str:
    """The first page among the parts of a file that holds all of them."""
    if content.count(b"\n--") > 2 * MOST_PARTS or content.lower().count(b"boundary=") > 8:
        raise UnreadableFileError("This saved page has too many parts. Copy the words of the posting instead.")
    try:
        message = BytesParser(policy=policy.compat32).parsebytes(content)
        for part in islice(message.walk(), MOST_PARTS):
            if part.get_content_type() in {"text/html", "text/plain"}:
                body = part.get_payload(decode=True)
                if isinstance(body, bytes) and body.strip():
                    return _decoded(body, str(part.get_content_charset() or ""))
    except (MessageError, ValueError, LookupError, RecursionError) as error:
        raise UnreadableFileError("This saved page can’t be read. Copy the words of the posting instead.") from error
    raise UnreadableFileError("This saved page holds no words. Copy the words of the posting instead.")


def _decoded(content: bytes, charset: str = "") -> str:
    marked = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
    by_mark = next((name for mark, name in marked.items() if content.startswith(mark)), "")
    stated = _CHARSET.search(content[:4_000])
    named = stated[1].decode("ascii", "replace") if stated else ""
    for name in filter(None, (by_mark, charset, "utf-8", named, "windows-1252")):
        try:
            text = content.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
        if "\0" in text:
            break
        return text
    raise UnreadableFileError("This file is no text that can be read. Copy the words of the posting instead.")
