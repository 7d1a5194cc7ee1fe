"""What a page's data say of a job's pay: schema.org's JobPosting, as it should be and as it usually is.

``baseSalary`` should be a MonetaryAmount whose value is a QuantitativeValue.
It is also a text, a number, a list of either, or has its ends a step higher.
Source: https://schema.org/JobPosting, https://schema.org/MonetaryAmount.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from pay.basis import Period
from pay.currencies import code_of
from pay.letters.texts import folded, lowered
from pay.postings.periods import period_of_data
from pay.postings.ranges import Stated
from pay.postings.words import read_words

MOST_NODES = 20_000
MOST_JOBS = 40
LARGEST_AMOUNT = Decimal(10) ** 12
_WRAPPING = re.compile(r"\A\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*\Z")
_PLAIN = re.compile(r"\s*\d[\d,.' ]{0,24}\s*\Z")
_CODE = re.compile(r"\A\s*([A-Za-z]{3})\s*\Z")
_SIGNED = re.compile(r"[$€£₹¥]|\b[a-z]{3}\b\s?\d|\d\s?\b(?:usd|eur|gbp|cad)\b")
_NUMBER = re.compile(r"(?<![\d.,])\d[\d.,]*")
_DAY = re.compile(r"\s*(\d{4})-(\d{2})-(\d{2})")


class UnreadableDataError(ValueError):
    """The data of a page are no JSON."""


@dataclass(frozen=True, slots=True)
class Job:
    """A JobPosting: the ranges of its salary, what somebody reckons that it is, and what of them couldn't be read."""

    ranges: tuple[Stated, ...]
    estimates: tuple[Stated, ...]
    unread: tuple[str, ...]
    title: str
    posted_on: date | None
    description: str


def jobs_of(text: str) -> list[Job]:
    """The jobs that a page's JSON holds, however deep. Raises ``UnreadableDataError``."""
    stripped = _WRAPPING.sub("", _WRAPPING.sub("", text)).strip().rstrip(";")
    try:
        data = json.loads(stripped, strict=False, parse_float=_number, parse_int=_number, parse_constant=lambda _: None)
    except (ValueError, RecursionError) as error:
        raise UnreadableDataError from error
    return jobs_in(data)


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text) if len(text) < 40 else None
    except InvalidOperation:
        return None


def jobs_in(data: Any) -> list[Job]:
    return [_job(node) for node in list(_postings(data))[:MOST_JOBS]]


def _postings(data: Any) -> Iterator[dict[str, Any]]:
    waiting, seen = [data], 0
    while waiting and seen < MOST_NODES:
        node = waiting.pop()
        seen += 1
        if isinstance(node, list):
            waiting.extend(reversed(node[:MOST_NODES]))
        elif isinstance(node, dict):
            if "jobposting" in {name.rpartition("/")[2] for name in _types(node)}:
                yield node
            else:
                waiting.extend(one for one in reversed(list(node.values())) if isinstance(one, dict | list))


def _types(node: dict[str, Any]) -> list[str]:
    return [
        str(name).strip().lower().rpartition(":")[2]
        for one in _listed(node.get("@type"))
        for name in str(one).split()[:4]
    ]


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return value[:MOST_JOBS] if isinstance(value, list) else [value]


def _first(value: Any) -> Any:
    return next(iter(_listed(value)), None)


def _job(node: dict[str, Any]) -> Job:
    currency = _currency(node.get("salaryCurrency"))
    place = _place(node.get("jobLocation"))
    ranges, unread = _salaries(node.get("baseSalary"), currency, place)
    estimates, unread_estimates = _salaries(node.get("estimatedSalary"), currency, place)
    return Job(
        tuple(ranges),
        tuple(replace(one, whole="", is_certain=False) for one in estimates),
        (*unread, *unread_estimates),
        _text(node.get("title"))[:200],
        _day(node.get("datePosted")),
        _text(node.get("description")),
    )


def _salaries(value: Any, currency: str | None, place: str) -> tuple[list[Stated], list[str]]:
    ranges: list[Stated] = []
    unread: list[str] = []
    for one in _listed(value):
        stated = _salary(one, currency)
        if stated is None:
            printed = _printed(one)
            unread += [printed] if re.search(r"[1-9]", printed) else []
            continue
        words = f"baseSalary: {_printed(one)}"
        ranges.append(
            replace(stated, origin="data", whole="base", words=words, place=place, is_certain=stated.is_likely)
        )
    return ranges, unread


def _salary(one: Any, currency: str | None) -> Stated | None:
    """One salary, ``None`` where it names no amount that can be read."""
    if isinstance(one, str):
        return _of_text(one, currency, "")
    if isinstance(one, Decimal):
        return _of_ends(one, one, currency, "")
    if not isinstance(one, dict):
        return None
    currency = _currency(one.get("currency")) or _currency(one.get("salaryCurrency")) or currency
    value = _first(one.get("value"))
    inner = value if isinstance(value, dict) else {}
    period = next(
        (
            found
            for holder in (inner, one)
            for name in ("unitText", "unitCode", "duration")
            if (found := period_of_data(_first(holder.get(name))))
        ),
        "",
    )
    for holder in (inner, one):
        lowest = _amount(holder, "minValue", "percentile10")
        highest = _amount(holder, "maxValue", "percentile90")
        if lowest or highest:
            return _of_ends(lowest or None, highest or None, _currency(inner.get("currency")) or currency, period)
    exact = _first(inner.get("value")) if inner else value
    if isinstance(exact, str) and not _PLAIN.match(exact):
        return _of_text(exact, currency, period)
    amount = _as_amount(exact)
    return _of_ends(amount, amount, currency, period) if amount else None


def _of_ends(
    lowest: Decimal | None, highest: Decimal | None, currency: str | None, period: Period | Any
) -> Stated | None:
    ends = [end for end in (lowest, highest) if end is not None]
    if not ends or any(not 0 < end < LARGEST_AMOUNT for end in ends):
        return None
    return Stated(lowest, highest, currency, period=period)


def _of_text(text: str, currency: str | None, period: Period | Any) -> Stated | None:
    """A salary in words: "55,000 - 68,000 per year", of which the data name the currency."""
    if _PLAIN.match(text):
        amount = _as_amount(text)
        return _of_ends(amount, amount, currency, period) if amount else None
    text = text[:300]
    low = lowered(folded(text))
    # Where no currency stands beside the amounts, the one that the data name does.
    if not _SIGNED.search(low):
        text = _NUMBER.sub(lambda match: f"{currency} {match[0]}", text, count=2) if currency else ""
    words = f"salary: {text}" if text else ""
    found = read_words(words).ranges if words else ()
    if len(found) != 1 or not found[0].is_certain:
        return None
    stated = found[0]
    if stated.currency and currency and stated.currency != currency:
        return None
    return replace(stated, currency=stated.currency or currency, period=stated.period or period)


def _amount(holder: dict[str, Any], *names: str) -> Decimal | None:
    return next((amount for name in names if (amount := _as_amount(_first(holder.get(name))))), None)


def _as_amount(value: Any) -> Decimal | None:
    if isinstance(value, Decimal):
        return value if value.is_finite() else None
    if not isinstance(value, str) or not value.strip() or len(value) > 60:
        return None
    found = read_words(f"salary: USD {value.strip().lstrip('$€£₹')}").ranges
    if len(found) == 1 and found[0].lowest == found[0].highest:
        return found[0].lowest
    return None


def _currency(value: Any) -> str | None:
    text = _first(value)
    match = _CODE.match(text) if isinstance(text, str) else None
    try:
        return code_of(match[1]) if match else None
    except (KeyError, ValueError):
        return None


def _place(value: Any) -> str:
    """The places of a job in words."""
    names = []
    for one in _listed(value):
        address = _first(one.get("address")) if isinstance(one, dict) else None
        if isinstance(address, dict):
            parts = [_name(_first(address.get(key))) for key in ("addressLocality", "addressRegion", "addressCountry")]
            names.append(", ".join(dict.fromkeys(filter(None, parts))))
        elif isinstance(address, str):
            names.append(address)
    return "; ".join(dict.fromkeys(filter(None, names)))[:200]


def _name(value: Any) -> str:
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)


def _text(value: Any) -> str:
    text = _first(value)
    return " ".join(text.split()) if isinstance(text, str) else ""


def _day(value: Any) -> date | None:
    text = _first(value)
    match = _DAY.match(text) if isinstance(text, str) else None
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def _printed(value: Any) -> str:
    """What stands there, for a person to see."""
    if isinstance(value, dict):
        told: Iterable[str] = (
            f"{name} {_printed(one)}" for name, one in list(value.items())[:12] if not str(name).startswith("@")
        )
        return ", ".join(told)[:300]
    if isinstance(value, list):
        return ", ".join(_printed(one) for one in value[:6])[:300]
    return (f"{value:f}" if isinstance(value, Decimal) and abs(value.adjusted()) < 20 else str(value))[:120]
