"""Amounts as people type them: "210k", "$210,000", "€95.000", "₹25,00,000", "1.2M", "none"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from pay.currencies import PRESUMED, codes_of_typed

LIMIT = Decimal(10) ** 12
PRICE_LIMIT = Decimal(10) ** 9

NONE_WORDS = frozenset({"none", "no", "nil", "nothing", "zero"})
UNKNOWN_WORDS = frozenset({"", "?", "unknown", "not known", "n/a", "tbd"})
SCALES = {
    "k": 3, "t": 3, "thousand": 3,
    "m": 6, "mn": 6, "mm": 6, "mio": 6, "million": 6,
    "b": 9, "bn": 9, "billion": 9,
    "l": 5, "lakh": 5, "lakhs": 5, "lac": 5, "lpa": 5,
    "teur": 3, "cr": 7, "crore": 7, "crores": 7,
}  # fmt: skip

# "£85,000 per annum", "INR 18,50,000/-", "95.000,- €"; blanks are folded before.
_ENDINGS = re.compile(
    r"(?:\s?(?:per annum|per year|a year|/ ?(?:year|yr|annum)|p\.?a\.?|gross|brutto)|/-|[,.]-+)$|[,.]-+(?=\s?[€£$])",
    re.IGNORECASE,
)
_SHAPE = re.compile(
    r"(?P<before>[^\d\s,'-]{0,5})\s?(?P<number>\d[\d.,'\s]*)(?P<scale>[A-Za-z]*)\s?(?P<after>[^\d\s]{0,4})"
)
_GROUPED = re.compile(r"\d{1,3}(?:S\d{3})+|\d{1,2}(?:S\d{2})*S\d{3}")


class UnreadableAmountError(ValueError):
    """The text is no amount; the message says what to type instead."""


@dataclass(frozen=True, slots=True)
class ReadAmount:
    """``amount`` is ``None`` where the text says that it isn't known, ``currency`` where it doesn't name just one.

    ``sign`` is what stood beside it and may be any of several: "$".
    """

    amount: Decimal | None
    currency: str | None = None
    sign: str = field(default="", compare=False)

    @property
    def named(self) -> str:
        """The currency or the sign that the amount names; "" for none."""
        return self.currency or self.sign

    def contradicts(self, currency: str) -> bool:
        """Whether the amount was typed in another currency."""
        return currency not in codes_of_typed(self.sign) if self.sign else self.currency not in {None, currency}


def read_amount(text: str, *, is_price: bool = False) -> ReadAmount:
    """Read one amount; blank is not known, "none" is zero. Raises ``UnreadableAmountError``.

    ``is_price``: of one share, where a dot stands before decimals, of which there may be six.
    """
    text = " ".join(text.replace("\N{NO-BREAK SPACE}", " ").replace("’", "'").split())
    text = _ENDINGS.sub("", text)
    if text.lower() in UNKNOWN_WORDS:
        return ReadAmount(None)
    if text.lower() in NONE_WORDS:
        return ReadAmount(Decimal(0))
    if text.startswith(("-", "\N{MINUS SIGN}")):
        raise UnreadableAmountError("An amount can't be negative.")
    match = _SHAPE.fullmatch(text)
    if not match:
        raise UnreadableAmountError(_hint(text))
    sign, codes, scale = _currency_and_scale(match)
    number = match["number"].strip()
    amount = (_price(number) if is_price else _number(number, scaled=bool(scale))).scaleb(scale)
    if amount >= (PRICE_LIMIT if is_price else LIMIT):
        raise UnreadableAmountError("That is more than this page can work with. Is a digit too many?")
    currency = codes[0] if len(codes) == 1 else PRESUMED.get(sign.lower())
    return ReadAmount(amount.normalize() + 0, currency, sign if len(codes) > 1 else "")


def _currency_and_scale(match: re.Match[str]) -> tuple[str, tuple[str, ...], int]:
    """The sign beside the amount, the currencies that it may be, and the power of ten."""
    sign, scale = "", 0
    codes: tuple[str, ...] = ()
    after = (match["scale"], match["after"])
    if codes_of_typed("".join(after)) and "".join(after).lower() not in SCALES:  # "zł" is no "z" of anything
        after = ("", "".join(after))
    for words in (match["before"], *after):
        if not words:
            continue
        if words.lower() in SCALES and words is not match["before"] and not scale:
            scale = SCALES[words.lower()]
        elif found := codes_of_typed(words):
            # "CA$95,000 CAD": what is named twice has to fit.
            if codes and not set(codes) & set(found):
                raise UnreadableAmountError(f"“{match[0]}” names two currencies. Type the amount with one of them.")
            sign, codes = (words, found) if not codes or len(found) < len(codes) else (sign, codes)
        else:
            raise UnreadableAmountError(_hint(match[0]))
    return sign, codes, scale


def _price(text: str) -> Decimal:
    if not re.fullmatch(r"\d{1,3}(?:,\d{3})*(?:\.\d{1,6})?|\d{1,9}(?:[.,]\d{1,6})?", text):
        raise UnreadableAmountError(f"“{text}” can't be read as a price of one share. Type a number such as 4.20.")
    grouped = re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", text)
    return Decimal(text.replace(",", "") if grouped else text.replace(",", "."))


def _number(text: str, *, scaled: bool) -> Decimal:
    """The number with its separators understood: groups of three (or Indian ones), decimals of one or two."""
    separators = [char for char in text if not char.isdigit()]
    kinds = list(dict.fromkeys(separators))
    decimal_mark = ""
    if len(kinds) > 1:
        decimal_mark = kinds[-1]
        if separators.count(decimal_mark) > 1:
            raise UnreadableAmountError(_hint(text))
    elif len(separators) == 1 and kinds[0] in ".,":
        digits_after = len(text) - text.index(kinds[0]) - 1
        if digits_after != 3 or text.startswith("0") or (scaled and kinds[0] == "."):
            decimal_mark = kinds[0]
    whole, _, decimals = text.partition(decimal_mark) if decimal_mark else (text, "", "")
    grouping = [char for char in whole if not char.isdigit()]
    if grouping and not _GROUPED.fullmatch(whole.replace(grouping[0], "S")):
        raise UnreadableAmountError(_hint(text))
    if not scaled and len(decimals) > 2:
        raise UnreadableAmountError(_hint(text))
    return Decimal("".join(char for char in whole if char.isdigit()) + (f".{decimals}" if decimals else ""))


def _hint(text: str) -> str:
    return f"“{text}” can't be read as one amount. Type a number such as 210000, 210,000 or 210k."
