"""The XML of the European Central Bank and of Narodowy Bank Polski → quotes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from guides.editing.rate_tables.cells import count_in, day_in, rate_in, short
from guides.editing.rate_tables.headings import ECB, NBP
from guides.editing.rate_tables.quotes import LeftOutError, Problems, Quote, RefusedError
from guides.editing.rate_tables.shapes import Shape, Told

# Of Narodowy Bank Polski's two forms: the elements of a day, of how many, of a code and of a price.
_DAYS = frozenset({"data_publikacji", "EffectiveDate"})
_COUNTS = frozenset({"przelicznik"})
_CODES = frozenset({"kod_waluty", "Code"})
_PRICES = frozenset({"kurs_sredni", "Mid"})


@dataclass(slots=True)
class _Found:
    """What the elements say: line, day, code, how many, rate; each as printed."""

    rates: list[tuple[int, str, str, str, str]] = field(default_factory=list)
    day: str = ""
    code: str = ""
    count: str = "1"
    text: list[str] = field(default_factory=list)
    is_polish: bool = False


def read_xml(text: str, told: Told, problems: Problems) -> Shape:
    """Raises ``RefusedError`` where it is no XML, declares entities, or is another form than the two."""
    found = _Found()
    # The text is read already, whatever its first line says that it was written in.
    parser = expat.ParserCreate("utf-8", namespace_separator=" ")

    def begin(name: str, attributes: dict[str, str]) -> None:
        found.text.clear()
        if name.rpartition(" ")[2] == "Cube":
            found.day = attributes.get("time", found.day)
            if "currency" in attributes and "rate" in attributes:
                line = parser.CurrentLineNumber
                found.rates.append((line, found.day, attributes["currency"], "1", attributes["rate"]))

    def end(name: str) -> None:
        words = "".join(found.text).strip()
        if name in _DAYS:
            found.day = words
        elif name in _COUNTS:
            found.count = words
        elif name in _CODES:
            found.code = words
        elif name in _PRICES:
            found.is_polish = True
            found.rates.append((parser.CurrentLineNumber, found.day, found.code, found.count, words))
            found.count = "1"

    def refuse(*_: object) -> None:
        raise RefusedError(parser.CurrentLineNumber, "XML that declares a document type isn't taken.")

    parser.StartElementHandler, parser.EndElementHandler = begin, end
    parser.CharacterDataHandler = found.text.append
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(text.encode(errors="replace"), True)  # noqa: FBT003  expat's own
    except expat.ExpatError as error:
        raise RefusedError(error.lineno, "This isn't whole XML.") from None
    if not found.rates:
        raise RefusedError(1, "This XML holds no rates of a form that is known: the ECB's, or Narodowy Bank Polski's.")
    return Shape(_quotes(found, told, problems), NBP if found.is_polish else ECB)


def _quotes(found: _Found, told: Told, problems: Problems) -> Iterator[Quote]:
    for line, day, code, count, rate in found.rates:
        try:
            on = day_in(day, told.today)
            if on < told.since:
                continue
            if code not in told.currencies:
                raise LeftOutError(f"“{short(code)}” is no currency code.")
            units = count_in(count)
            if not units:
                raise LeftOutError(f"“{short(count)}” doesn't say how many {code} are meant.")
            value = rate_in(rate, takes_comma=found.is_polish)
            if found.is_polish:
                yield Quote("PLN", code, value / units, on, line)
            else:
                yield Quote(code, "EUR", value, on, line)
        except LeftOutError as reason:
            problems.tell(line, str(reason))
