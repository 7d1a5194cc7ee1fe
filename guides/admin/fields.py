"""Stored lists as text that an editor can type, one thing a line, and back without loss.

The functions are pure: ``…_text`` writes what ``…_from`` reads. The form fields
below them only connect a pair of functions to a ``<textarea>``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import partial
from itertools import pairwise
from typing import Any, get_args

from django import forms
from django.core.exceptions import ValidationError

from guides.document.document import ClaimKind, SentenceVoice
from pay.currencies import KNOWN_CODES

PERIODS = ("year", "month", "grant", "once", "unknown")
EQUITY_KINDS = ("rsu", "options", "pre_ipo", "phantom", "profit_share", "mixed", "unspecified")
CLAIM_KINDS: tuple[str, ...] = get_args(ClaimKind)
SENTENCE_VOICES: tuple[str, ...] = get_args(SentenceVoice)
RANGE_PARTS = ("base", "equity", "bonus", "signing", "total", "unspecified")


class UnreadableLineError(ValueError):
    """A line that isn't in the form that its field asks for; the text says which and why."""

    def __init__(self, line: str, expected: str) -> None:
        super().__init__(f"“{line}”: {expected}")


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


# Words: one a line.


def lines_text(items: list[str]) -> str:
    return "\n".join(items)


def lines_from(text: str) -> list[str]:
    return _lines(text)


# Parts of a script: spoken words as quoted lines, advice as paragraphs.

# A plain line that would read as something else is marked with a backslash in front.
_NEEDS_MARK = re.compile(r"\s*(?:>|\\|$)")


def parts_text(parts: list[dict[str, str]]) -> str:
    """Spoken parts as lines behind ">", advice as plain paragraphs, in their order."""
    return "\n\n".join(
        "\n".join(
            (f"> {line}" if line else ">")
            if part["voice"] == "say"
            else (f"\\{line}" if _NEEDS_MARK.match(line) else line)
            for line in part["text"].split("\n")
        )
        for part in parts
    )


def parts_from(text: str) -> list[dict[str, str]]:
    """The parts that a text in the form of ``parts_text`` holds."""
    parts: list[tuple[str, list[str]]] = []
    is_open = False
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if not line.strip():
            is_open = False
            continue
        if line.lstrip().startswith(">"):
            voice, words = "say", line.lstrip()[1:].removeprefix(" ")
        else:
            voice, words = "advice", line.removeprefix("\\")
        if is_open and parts[-1][0] == voice:
            parts[-1][1].append(words)
        else:
            parts.append((voice, [words]))
        is_open = True
    return [{"voice": voice, "text": "\n".join(lines)} for voice, lines in parts]


# Named values: "label: value".

_UNESCAPED_COLON = re.compile(r"(?<!\\):(?:\s+|$)")


def _label(name: str) -> str:
    return re.sub(r":(?=\s|$)", r"\:", name)


def _split_label(line: str, expected: str) -> tuple[str, str]:
    label, *rest = _UNESCAPED_COLON.split(line, maxsplit=1)
    if not rest or not label.strip():
        raise UnreadableLineError(line, expected)
    return label.strip().replace(r"\:", ":"), rest[0].strip()


def pairs_text(pairs: dict[str, str]) -> str:
    return "\n".join(f"{_label(name)}: {value}".rstrip() for name, value in pairs.items())


def pairs_from(text: str) -> dict[str, str]:
    return dict(_split_label(line, "write “name: value”.") for line in _lines(text))


def equivalents_text(equivalents: list[dict[str, str]]) -> str:
    return "\n".join(f"{_label(item['company'])}: {item['level']}".rstrip() for item in equivalents)


def equivalents_from(text: str) -> list[dict[str, str]]:
    expected = "write the company, a colon and its level, such as “Google: L4-L5 ML Engineer”."
    return [
        {"company": company, "level": level}
        for company, level in (_split_label(line, expected) for line in _lines(text))
    ]


def labelled_text(key: str, items: list[dict[str, str]]) -> str:
    return "\n".join(f"{item[key]}: {' '.join(item['text'].split())}" for item in items)


def labelled_from(key: str, labels: Sequence[str], text: str) -> list[dict[str, str]]:
    """Sentences, one a line, each behind one of the labels and a colon."""
    items = []
    for line in _lines(text):
        label, colon, sentence = line.partition(":")
        if not colon or label.strip().lower() not in labels or not sentence.strip():
            raise UnreadableLineError(
                line, f"begin with {', '.join(labels)} and a colon, then the whole sentence as it stands in the script."
            )
        items.append({key: label.strip().lower(), "text": sentence.strip()})
    return items


claims_text, claims_from = partial(labelled_text, "kind"), partial(labelled_from, "kind", CLAIM_KINDS)
sentences_text, sentences_from = partial(labelled_text, "voice"), partial(labelled_from, "voice", SENTENCE_VOICES)


# Amounts.

_AMOUNT = re.compile(
    r"(?P<digits>\d{1,3}(?:[, ]\d{3}){1,8}(?:\.\d{1,20})?|\d{1,24}(?:\.\d{1,20})?)\s*(?P<unit>[KMB]?)", re.IGNORECASE
)
_UNITS = {"": 1, "K": 1_000, "M": 1_000_000, "B": 1_000_000_000}


def amount_text(amount: Any) -> str:
    """195000 as "195,000"; cents only where there are any."""
    amount = Decimal(str(amount))
    if amount == amount.to_integral_value():
        return f"{amount:,.0f}"
    return f"{amount.normalize():,f}"


def amount_from(text: str) -> Decimal:
    """ "195,000", "195000" or "195K" as a number; ``ValueError`` for anything else."""
    match = _AMOUNT.fullmatch(text.strip())
    if not match:
        raise ValueError(text)
    return Decimal(match["digits"].replace(",", "").replace(" ", "")) * _UNITS[match["unit"].upper()]


def _number(amount: Decimal) -> int | float:
    return int(amount) if amount == amount.to_integral_value() else float(amount)


_DASH = re.compile(r"(?<!\s)\s*[-–—]\s*")


def range_text(value: dict[str, Any], *, low: str = "min", high: str = "max") -> str:
    """ "10,000-20,000"; "10,000+" for an open end, "10,000-20,000+" for an open maximum."""
    minimum, maximum = value[low], value[high]
    if maximum is None:
        return f"{amount_text(minimum)}+"
    plus = "+" if value.get("open") else ""
    if minimum == maximum and not plus:
        return amount_text(minimum)
    return f"{amount_text(minimum)}-{amount_text(maximum)}{plus}"


def range_from(text: str, *, low: str = "min", high: str = "max") -> dict[str, Any]:
    """The range that a text in the form of ``range_text`` names; ``ValueError`` where it isn't one."""
    ends = _DASH.split(text.strip().removesuffix("+").strip())
    if len(ends) > 2:
        raise ValueError(text)
    amounts = [_number(amount_from(end.strip().removesuffix("%"))) for end in ends]
    is_open = text.strip().endswith("+")
    if len(ends) == 1:
        return {low: amounts[0], high: None if is_open else amounts[0]}
    if amounts[1] < amounts[0]:
        raise ValueError(text)
    return {low: amounts[0], high: amounts[1]} | ({"open": True} if is_open else {})


def premiums_text(premiums: list[dict[str, Any]]) -> str:
    return "\n".join(
        f"{_label(premium['label'])}: {range_text(premium, low='min_pct', high='max_pct')}" for premium in premiums
    )


def premiums_from(text: str) -> list[dict[str, Any]]:
    expected = "write “LABEL: 15-30”, in percent."
    premiums = []
    for line in _lines(text):
        label, percent = _split_label(line, expected)
        try:
            ends = range_from(percent.removesuffix("%"), low="min_pct", high="max_pct")
        except ValueError:
            raise UnreadableLineError(line, expected) from None
        if "open" in ends:
            raise UnreadableLineError(line, "a premium is either “15-30” or “15+”.")
        premiums.append({"label": label, **ends})
    return premiums


# Ranges with what belongs to them, behind semicolons: "10,000-20,000; year; EUR".


def _details_text(value: dict[str, Any]) -> str:
    details = [str(value[name]) for name in ("period", "kind") if value.get(name)]
    if value.get("years"):
        details.append(f"{value['years']} years")
    if value.get("unit") == "shares":
        details.append("shares")
    if value.get("currency"):
        details.append(value["currency"])
    if value.get("basis"):
        details.append(f"basis {value['basis']}")
    if value.get("period_doubtful"):
        details.append("doubtful")
    return "; ".join(details)


def _details_from(line: str, words: list[str], value: dict[str, Any]) -> None:
    for word in words:
        if word in PERIODS:
            value["period"] = word
        elif word in EQUITY_KINDS:
            value["kind"] = word
        elif match := re.fullmatch(r"(\d{1,3}) years?", word):
            value["years"] = int(match[1])
        elif word in ("shares", "money"):
            value["unit"] = word
        elif word in KNOWN_CODES:
            value["currency"] = word
        elif match := re.fullmatch(r"basis (\S+)", word):
            value["basis"] = match[1]
        elif word == "doubtful":
            value["period_doubtful"] = True
        else:
            raise UnreadableLineError(line, f"“{word}” is neither a period nor a currency code.")


def other_pay_text(other: list[dict[str, Any]]) -> str:
    return "\n".join(f"{_label(pay['label'])}: {range_text(pay)}; {_details_text(pay)}" for pay in other)


def other_pay_from(text: str) -> list[dict[str, Any]]:
    expected = "write “label: 10,000-20,000; year”."
    other = []
    for line in _lines(text):
        label, rest = _split_label(line, expected)
        amounts, *words = [word.strip() for word in rest.split(";")]
        pay: dict[str, Any] = {"label": label, "period": "year"}
        try:
            pay |= range_from(amounts)
        except ValueError:
            raise UnreadableLineError(line, expected) from None
        _details_from(line, words, pay)
        if pay.keys() & {"kind", "years", "unit", "basis", "period_doubtful"}:
            raise UnreadableLineError(line, "only a period and a currency can stand behind the amounts.")
        other.append(pay)
    return other


def percentiles_text(percentiles: list[dict[str, Any]]) -> str:
    """ "base P25: 118,000" for each."""
    return "\n".join(
        f"{one['component']} P{one['percent']}: {amount_text(Decimal(str(one['amount'])))}" for one in percentiles
    )


def percentiles_from(text: str) -> list[dict[str, Any]]:
    expected = "write “base P25: 118,000”, of base or total."
    found: dict[tuple[str, int], dict[str, Any]] = {}
    for line in _lines(text):
        label, rest = _split_label(line, expected)
        named = re.fullmatch(r"(base|total) P([1-9]\d)", label)
        try:
            amounts = range_from(rest.strip())
        except ValueError:
            raise UnreadableLineError(line, expected) from None
        if not named or amounts["min"] != amounts.get("max"):
            raise UnreadableLineError(line, expected)
        if (key := (named[1], int(named[2]))) in found:
            raise UnreadableLineError(line, f"{label} is named twice.")
        found[key] = {"component": named[1], "percent": int(named[2]), "amount": amounts["min"]}
    ordered = [found[key] for key in sorted(found)]
    for lower, upper in pairwise(ordered):
        if lower["component"] == upper["component"] and upper["amount"] <= lower["amount"]:
            line = f"{upper['component']} P{upper['percent']}"
            raise UnreadableLineError(line, f"it has to be more than P{lower['percent']}.")
    return ordered


def in_other_currencies_text(equivalents: list[dict[str, Any]]) -> str:
    """ "USD base: 120,000-150,000; year" for each part that is printed in another currency, too."""
    return "\n".join(
        f"{equivalent['currency']} {part}: {_bonus_text(value) if part == 'bonus' else _part_text(value)}"
        for equivalent in equivalents
        for part in RANGE_PARTS
        if (value := equivalent.get(part))
    )


def _part_text(value: dict[str, Any]) -> str:
    return f"{range_text(value)}; {_details_text(value)}"


def _bonus_text(bonus: dict[str, Any]) -> str:
    words = []
    amounts = {"min": bonus.get("min"), "max": bonus.get("max"), "open": bonus.get("open")}
    match bonus["kind"]:
        case "none":
            words.append("none")
        case "text":
            words.append("in words")
        case "percent":
            words.append(f"{range_text(amounts)}%")
        case "amount":
            words.append(range_text(amounts))
    if percent := bonus.get("percent"):
        words.append(f"{range_text(percent)}%")
    if bonus.get("currency"):
        words.append(bonus["currency"])
    if bonus.get("text"):
        words.append(f"“{bonus['text']}”")
    return "; ".join(words)


def in_other_currencies_from(text: str) -> list[dict[str, Any]]:
    expected = "write “USD base: 120,000-150,000; year”."
    found: dict[str, dict[str, Any]] = {}
    for line in _lines(text):
        label, rest = _split_label(line, expected)
        currency, _, part = label.partition(" ")
        if currency not in KNOWN_CODES or part not in RANGE_PARTS:
            raise UnreadableLineError(line, expected)
        equivalent = found.setdefault(currency, {"currency": currency})
        if part in equivalent:
            raise UnreadableLineError(line, f"{label} is named twice.")
        try:
            equivalent[part] = _bonus_from(line, rest) if part == "bonus" else _part_from(line, rest, part)
        except UnreadableLineError:
            raise
        except ValueError:
            raise UnreadableLineError(line, expected) from None
    return list(found.values())


def _part_from(line: str, text: str, part: str) -> dict[str, Any]:
    amounts, *words = [word.strip() for word in text.split(";")]
    value: dict[str, Any] = {"min": None, "max": None, "period": "once" if part == "signing" else "year"}
    if part == "equity":
        value |= {"period": "unknown", "kind": "unspecified", "unit": "money"}
    value |= range_from(amounts)
    _details_from(line, words, value)
    return value


def _bonus_from(line: str, text: str) -> dict[str, Any]:
    before, mark, quoted = text.partition("“")
    is_quoted = bool(mark) and text.rstrip().endswith("”")
    words = [word.strip() for word in (before if is_quoted else text).split(";") if word.strip()]
    if not words:
        raise UnreadableLineError(line, "say “none”, “in words”, an amount or a percentage.")
    first, *rest = words
    bonus: dict[str, Any]
    if first == "none":
        bonus = {"kind": "none"}
    elif first == "in words":
        bonus = {"kind": "text"}
    elif first.endswith("%"):
        bonus = {"kind": "percent"} | range_from(first.removesuffix("%"))
    else:
        bonus = {"kind": "amount"} | range_from(first)
    if bonus.get("max", 0) is None:
        del bonus["max"]  # the contract leaves out what is not there
    for word in rest:
        if word.endswith("%"):
            bonus["percent"] = range_from(word.removesuffix("%"))
        elif word in KNOWN_CODES:
            bonus["currency"] = word
        else:
            raise UnreadableLineError(line, f"“{word}” is neither a percentage nor a currency code.")
    if is_quoted:
        bonus["text"] = quoted.rstrip().removesuffix("”")
    return bonus


# Form fields.


class TextBackedField(forms.CharField):
    """A stored list that is edited as text; ``write`` and ``read`` are a pair of functions above."""

    def __init__(
        self,
        *,
        write: Callable[[Any], str],
        read: Callable[[str], Any],
        rows: int = 3,
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows, "spellcheck": "true"}))
        super().__init__(strip=False, **kwargs)
        self.write = write
        self.read = read

    def prepare_value(self, value: Any) -> str:
        # What was typed comes back as text, what is stored as a list.
        return value if isinstance(value, str) else self.write(value or self.read(""))

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        try:
            return self.read(text)
        except UnreadableLineError as error:
            raise ValidationError(str(error), code="unreadable") from error

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.prepare_value(initial) != (data or "").replace("\r\n", "\n")


LinesField = partial(TextBackedField, write=lines_text, read=lines_from)
PartsField = partial(TextBackedField, write=parts_text, read=parts_from, rows=9)
ClaimsField = partial(TextBackedField, write=claims_text, read=claims_from, rows=4)
SentencesField = partial(TextBackedField, write=sentences_text, read=sentences_from, rows=6)
PairsField = partial(TextBackedField, write=pairs_text, read=pairs_from)
LevelEquivalentsField = partial(TextBackedField, write=equivalents_text, read=equivalents_from)
PremiumsField = partial(TextBackedField, write=premiums_text, read=premiums_from)
OtherPayField = partial(TextBackedField, write=other_pay_text, read=other_pay_from, rows=2)
InOtherCurrenciesField = partial(TextBackedField, write=in_other_currencies_text, read=in_other_currencies_from, rows=2)

PercentilesField = partial(TextBackedField, write=percentiles_text, read=percentiles_from, rows=3)


class RowChoiceField(forms.TypedChoiceField):
    """A choice that all rows share: Django copies the choices themselves for each form."""

    def __deepcopy__(self, memo: dict[int, Any]) -> RowChoiceField:
        return super(forms.ChoiceField, self).__deepcopy__(memo)


class AmountField(forms.DecimalField):
    """An amount of money typed as people write it: "195,000", "195000" or "195K"."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs["widget"] = forms.TextInput(attrs={"inputmode": "decimal", "class": "amount", "size": 11})
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return amount_text(value) if isinstance(value, Decimal) else value

    # The stubs have the number field as one of whole numbers.
    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]  # as Django itself does
        if value in self.empty_values:
            return None
        if isinstance(value, Decimal):
            return value
        try:
            return amount_from(str(value))
        except ValueError:
            raise ValidationError("Write an amount such as 195,000 or 195K.", code="invalid") from None


class CurrencyField(forms.CharField):
    """An ISO 4217 code, in capitals whatever was typed."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs["widget"] = forms.TextInput(attrs={"class": "currency", "size": 4})
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        code: str = super().clean(value).upper()
        if code and code not in KNOWN_CODES:
            raise ValidationError(f"“{code}” is not a currency code (ISO 4217), such as USD or EUR.", code="invalid")
        return code
