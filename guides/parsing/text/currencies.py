"""The currencies that a caption names beside its words."""

from __future__ import annotations

import re

from pay.currencies import SHARED, SIGNS, any_sign, code_of

_CODE = re.compile(r"\b([A-Z]{3})\b")
# Letters alone may be the beginning of a word, and a sign that several share names none.
_NOTE = re.compile(any_sign(frozenset(sign for sign in SIGNS if not sign[-1].isalpha() and sign not in SHARED)))


def noted_currencies(text: str) -> list[str]:
    """The currencies that a caption names: "London / Europe (GBP/EUR)" → GBP, EUR."""
    found = [code for word in _CODE.findall(text) if (code := code_of(word))]
    return list(dict.fromkeys(found or [SIGNS[sign][0] for sign in _NOTE.findall(text)]))
