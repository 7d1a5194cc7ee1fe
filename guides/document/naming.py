"""Addresses and keys made from the names that guides print. Pure."""

from __future__ import annotations

import re
import unicodedata

from pay.currencies import any_code

_NOT_ADDRESS = re.compile(r"[^a-z0-9]+")
_IN_PARENTHESES = re.compile(r"\([^()]*\)")
_CURRENCY_WORDS = re.compile(rf"\b(?:{any_code()}|HQ|[AC]D)\b")


def plain(text: str) -> str:
    """Text in ASCII letters: accents dropped, symbols and flags removed."""
    if text.isascii():
        return text
    # Marks alone go beforehand: putting a long run of them in order takes time by its square.
    letters = "".join(char for char in text if not unicodedata.combining(char))
    return unicodedata.normalize("NFKD", letters).encode("ascii", "ignore").decode()


def address_slug(name: str) -> str:
    """The part of an address for a name: "ML/AI Engineer" → "ml-ai-engineer".

    Every run of other characters separates words, so that "C/C++" and "CC"
    stay apart where they can. At most 100 characters.
    """
    spelled = name.replace("&", " and ").replace("+", " plus ").replace("#", " sharp ")
    return _NOT_ADDRESS.sub("-", plain(spelled).lower()).strip("-")[:100].strip("-") or "unnamed"


def place_key(name: str) -> str:
    """A place's spelling reduced to what counts: "**London (GBP £)**" and "🇬🇧 London" → "london".

    Notes in parentheses, currency codes, "HQ", symbols and punctuation go.
    Where nothing would be left ("(US)"), the note itself is what counts.
    """
    spelled = plain(name.replace("/", " / "))
    for candidate in (_IN_PARENTHESES.sub(" ", spelled), spelled):
        key = _NOT_ADDRESS.sub(" ", _CURRENCY_WORDS.sub(" ", candidate).lower()).strip()
        if key:
            return key
    return name.strip().lower()


def citation_key(text: str) -> str:
    """A source's text reduced to its words: "Levels.fyi — Pay (2025)" and "levels.fyi -- pay 2025" are one."""
    return _NOT_ADDRESS.sub(" ", plain(text).lower()).strip()


def page_key(url: str) -> str:
    """What page an address names; "" for a whole site, which many sources name that have nothing else in common."""
    page = re.sub(r"^https?://(www\.)?", "", url.strip().lower()).split("#")[0].rstrip("/")
    return page if "/" in page else ""
