"""Every figure of a letter, once: money, percentages, counts, lengths of time, dates, times, other numbers."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import islice

from pay.amounts import UnreadableAmountError, read_amount
from pay.currencies import IN_WORDS, SIGNS, any_code, any_sign, code_of
from pay.letters.dates import Day, find_dates
from pay.letters.names import LETTERED, names
from pay.letters.words import PHRASE, UNIT, UNITS, number_in_words

# A text with more of them is no letter: what comes after is left to the reader as one piece.
MOST = 220
MOST_LINES = 1_500
# A full letter has a few hundred; each is searched for all that a letter may say.
MOST_SENTENCES = 2_000
_SENTENCE_ENDS = re.compile(r"[.!?;](?=\s)")
# How far from a figure the words of a name or a date that it belongs to begin or end.
_NEAR = 60


@dataclass(frozen=True, slots=True)
class Figure:
    """``start`` to ``end`` in the letter. ``kind``: money, percent, count (of shares), length, date, time, fraction,
    number.

    ``currency`` is ``None`` where the sign means several or none is named; ``sign`` is then what was printed.
    ``unit`` is a length's: year, month, week, day, hour. ``is_scaled``: "85k", "3 lakh" without a currency.
    """

    kind: str
    start: int
    end: int
    value: Decimal
    currency: str | None = None
    sign: str = ""
    unit: str = ""
    is_scaled: bool = False
    day: date | None = None
    # The figure contradicts the words beside it.
    is_doubtful: bool = False

    @property
    def months(self) -> Decimal | None:
        """A length of years or months in months."""
        return self.value * {"year": 12, "month": 1}[self.unit] if self.unit in ("year", "month") else None


_NUMBER = re.compile(
    r"(?<![\d.,])(?:\d{1,3}, \d{3}\.\d{2}(?!\d)|\d{1,3}(?:,\d{2,3}){1,6}(?:\.\d{1,6})?(?!\d|,\d)|"
    r"\d{1,3}(?:\.\d{3}){1,5}(?:,\d{1,4})?(?!\d|[.,]\d)|\d{1,3}(?:'\d{3}){1,5}(?:\.\d{1,2})?(?!\d)|"
    r"\d{1,3}(?: \d{3}){1,5}(?:[.,]\d{1,2})?(?!\d|[.,]\d)|\d{1,18}(?:[.,]\d{1,8})?)"
)
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_SPELLED = "|".join(f"(?P<{code or 'shared'}_>{words})" for code, words in IN_WORDS.items())
CURRENCY_WORDS = re.compile(rf"\b(?:{_SPELLED})(?!\w)")
_CODES = any_code(in_any_case=True)
# Looked for in the eight characters before a number.
_BEFORE = re.compile(rf"(?:(?<![A-Za-z])(?P<code>{_CODES})[:.]?\s?|(?P<sign>{any_sign()})\s?){{1,8}}\Z", re.IGNORECASE)
_SCALES = {
    "k": 3, "thousand": 3, "tsd": 3, "tsd.": 3, "mil": 3, "teur": 3, "t€": 3, "m": 6, "mn": 6, "mm": 6, "mio": 6,
    "mio.": 6, "million": 6, "millions": 6, "millionen": 6, "million(s)": 6, "bn": 9, "b": 9, "billion": 9, "l": 5,
    "lakh": 5, "lakhs": 5, "lac": 5, "lacs": 5, "lpa": 5, "cr": 7, "crore": 7, "crores": 7,
}  # fmt: skip
_SCALE = "|".join(sorted(map(re.escape, _SCALES), key=len, reverse=True))
_AFTER = re.compile(
    rf"(?:/-|,-{{1,2}}|\.-{{1,2}})?(?:\s?(?P<scale>{_SCALE})(?![\w]))?"
    rf"(?:\s?(?P<open>[(\[])?(?:(?P<code>{_CODES})(?!\w)|(?P<sign>€|£|₹|₪|zł|kr\b|CHF)|"
    rf"{_SPELLED}(?!\w))(?(open)[)\]]))?",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"\s?(?:%|(?:percent|per cent|prozent|pour cent|pour-cent|por ciento|por cento|procent|pct)\b)")
_AGAIN = re.compile(r"\s?\(\s?(?:[a-zäöüéñçãõ -]{2,30}(?:percent|per cent|prozent)|\d{1,3}(?:[.,]\d{1,3})?\s?%)\s?\)")
_SAME_NUMBER = re.compile(r"\s?\(\s?(?P<again>\d{1,4}(?:[.,]\d{1,2})?)\s?\)")
_LENGTH = re.compile(
    r"[\s-]?(?:\(\s?(?:[a-z-]{2,12}|\d{1,4})\s?\)[\s-]?)?"
    r"(?:(?:full|complete|consecutive|continuous|calendar|business|working|paid|additional|further|clear|whole|"
    r"volle[nr]?|"
    r"ganze[nr]?|weitere[nr]?|jours? ouvrés|aufeinanderfolgende[nr]?|annual leave|vacation|vollendete[nr]?)[\s-])?"
    rf"(?:{UNIT})(?!\w)"
)
_AND_A_HALF = re.compile(r" and a half")
_SHARES = re.compile(
    r"\s(?:\(\w{1,20}\)\s)?(?:(?!in\b|of\b|and\b|or\b|per\b|years?\b|months?\b|days?\b|weeks?\b|hours?\b|%|at\b|"
    r"on\b|over\b|plus\b"
    r"|with\b|as\b|for\b|base\b|bonus\b|sign)[\w'-]{1,24}\s){0,4}?"
    r"(?:rsus?|psus?|(?:restricted |performance |deferred )?(?:stock|share) units?|(?:\w{1,12} )?(?:stock |share "
    r")?options|shares?|"
    r"units|isos|nsos|nqsos|bspce|sars|warrants|(?:virtuelle[nr]? )?(?:aktien|anteile|optionen|aktienoptionen)|"
    r"actions|acciones|"
    r"opciones|aandelen|opties|ações|opções|vsops?)(?!\w)"
)
_TIME = re.compile(r"(?::[0-5]\d)?\s?(?:[ap]\.?m\b\.?|uhr\b|o'clock|noon|hrs\b)|:[0-5]\d(?!\d)|h[0-5]\d\b")
_FRACTION = re.compile(r"/\d{1,3}(?:th|rd|nd)?(?:s)?(?![\d/])")
_ORDINAL = re.compile(r"(?:st|nd|rd|th|er|ème|º|ª|\.)(?=\s|\b)")
_WORD_FRACTION = re.compile(
    r"(?<![\w-])(?:(?:one|two|three)[- ](?:half|thirds?|quarters?|fourths?|fifths?|sixths?|twelfths?|"
    r"(?:thirty|forty|sixty)[- ](?:sixth|eighth|ieth)|forty-eighth|thirty-sixth)|half(?= (?:of|paid|on|at|will|is|"
    r"upon|in|after|payable|vests?|the)\b)|[¼½¾⅓⅔])"
)
_WORD_VALUES = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "twelfth": 12}
_HEADING = re.compile(r"(?:^|\n|[•*▪-]\s)[ \t]*\(?\Z")
_MARK_AFTER = re.compile(r"(?:\.\d{1,2}){0,2}[.)](?=\s)|(?:\.\d{1,2}){1,3}(?=\s+[A-Z])")
_PER_SHARE = re.compile(r"[\s(]{1,2}(?:per|a|each|pro|par|por) (?:\w{1,12} )?(?:share|unit|option|aktie|action|acción)")
_PRICED = re.compile(r"(?:price|value|preis|prix|precio|prijs)[\w ,()]{0,40}\Z")


@dataclass(frozen=True, slots=True)
class Found:
    """The figures of a text in order; ``days`` by where they begin; ``silent``: names that hold figures.

    What stands behind ``end`` wasn't read.
    """

    figures: list[Figure]
    days: dict[int, Day]
    silent: list[tuple[int, int]]
    end: int


def find_figures(text: str, low: str) -> Found:
    """The figures of a folded text."""
    end = _readable(text)
    numbers = list(islice(_NUMBER.finditer(low, 0, end), MOST + 1))
    if len(numbers) > MOST:
        end = numbers.pop().start()
    near = _merged([(max(0, match.start() - _NEAR), min(end, match.end() + _NEAR)) for match in numbers])
    days = find_dates(low, near)
    found = [Figure("date", day.start, day.end, Decimal(0), day=day.day, is_doubtful=day.is_doubtful) for day in days]
    silent = _merged(names(text, near, end))
    taken = _merged([*silent, *((figure.start, figure.end) for figure in found)])
    starts = [start for start, _ in taken]
    last = 0

    def is_taken(at: int) -> bool:
        index = bisect_right(starts, at) - 1
        return index >= 0 and at < taken[index][1]

    quiet: list[tuple[int, int]] = []
    for match in numbers:
        if match.start() < last or is_taken(match.start()):
            continue
        figure = _figure(text, low, match)
        if figure is None:
            quiet.append(match.span())
            last = match.end()
            continue
        found.append(figure)
        last = figure.end
    spans = _merged([*taken, *((figure.start, figure.end) for figure in found), *quiet])
    found += list(_in_words(low, spans, end))
    figures = _joined(low, [*found, *_left_over(low, [*spans, *((figure.start, figure.end) for figure in found)], end)])
    figures = [figure for figure in figures if figure.start < end]
    return Found(figures, {day.start: day for day in days}, _merged([*silent, *quiet]), end)


def _readable(text: str) -> int:
    """Up to where a text is read: a letter hasn't so many lines, and not so many sentences."""
    pieces = text.split("\n", MOST_LINES)
    end = len(text) - len(pieces[-1]) if len(pieces) > MOST_LINES else len(text)
    last = next(islice(_SENTENCE_ENDS.finditer(text, 0, end), MOST_SENTENCES - 1, None), None)
    return last.end() if last else end


def _figure(text: str, low: str, match: re.Match[str]) -> Figure | None:
    """A number's figure, ``None`` where it only numbers a paragraph or is a piece of a word."""
    start, end = match.span()
    before = text[max(0, start - 8) : start]
    marked = _BEFORE.search(before) if before else None
    if marked is None and LETTERED.search(before[-2:]) and not before[-1:].isspace() and not before.endswith(" -"):
        return None
    if (
        marked is None
        and _HEADING.search(text[max(0, start - 6) : start])
        and _MARK_AFTER.match(text, end)
        and end - start < 3
    ):
        return None
    if percent := _PERCENT.match(low, end):
        value = (
            Decimal(match[0].replace(" ", "").replace(",", "."))
            if match[0].count(",") + match[0].count(".") < 2
            else None
        )
        again = _AGAIN.match(low, percent.end())
        if value is not None:
            return Figure("percent", start, again.end() if again else percent.end(), value)
    if marked is None and (length := _LENGTH.match(low, end)) and "," not in match[0]:
        unit = next(name for name in UNITS if length[name])
        return Figure("length", start, length.end(), Decimal(match[0].replace(" ", "").replace(",", ".")), unit=unit)
    if marked is None and (time := _TIME.match(low, end)) and end - start <= 2:
        return Figure("time", start, time.end(), Decimal(match[0]))
    after = _AFTER.match(text, end)
    if marked or (after and after.end() > end and (after["scale"] or _names_currency(after))):
        return _money(text, low, match, marked, after)
    if _SHARES.match(low, end) and end - start > 1:
        value = _plain(match[0])
        if value is not None:
            return Figure("count", start, end, value)
    if (fraction := _FRACTION.match(low, end)) and end - start <= 2:
        over = Decimal(re.sub(r"\D", "", fraction[0]))
        value = Decimal(match[0]) / over if over and match[0].isdigit() else Decimal(0)
        return Figure("fraction", start, fraction.end(), value)
    value = _plain(match[0])
    return Figure("number", start, end, Decimal(0) if value is None else value)


def _names_currency(after: re.Match[str]) -> bool:
    return bool(after["code"] or after["sign"] or any(after[f"{code or 'shared'}_"] for code in IN_WORDS))


def _money(
    text: str, low: str, match: re.Match[str], marked: re.Match[str] | None, after: re.Match[str] | None
) -> Figure:
    start = match.start() - (len(marked[0]) if marked else 0)
    scale = (after["scale"] or "").lower() if after else ""
    end = after.end() if after else match.end()
    currency, sign = _currency(marked, after)
    is_price = bool(
        _PER_SHARE.match(low, end) or (not scale and _PRICED.search(low[max(0, match.start() - 50) : start]))
    )
    value = _plain(match[0], is_price=is_price, is_scaled=bool(scale))
    power = _SCALES.get(scale, 0)
    is_scaled = bool(scale) and currency is None and not sign
    if scale in ("lakh", "lakhs", "lac", "lacs", "lpa", "cr", "crore", "crores") and currency is None:
        currency = "INR"
    if value is None:
        return Figure("money", start, end, Decimal(0), currency, sign, is_doubtful=True)
    return Figure("money", start, end, value.scaleb(power) if power else value, currency, sign, is_scaled=is_scaled)


def _currency(marked: re.Match[str] | None, after: re.Match[str] | None) -> tuple[str | None, str]:
    """The ISO code that is named, and the sign."""
    sign = ""
    if marked:
        if marked["code"]:
            return code_of(marked["code"]), marked["code"]
        sign = marked["sign"]
        if len(SIGNS.get(sign, ())) == 1:
            return SIGNS[sign][0], sign
    if after and after["code"]:
        return code_of(after["code"]), after["code"]
    if after:
        for code in IN_WORDS:
            if code and after[f"{code}_"]:
                return code, code
        if after["sign"]:
            printed = next((known for known in SIGNS if known.lower() == after["sign"].lower()), "")
            codes = SIGNS.get(printed, ())
            return (codes[0] if len(codes) == 1 else None), printed
        if after["shared_"]:
            return None, after["shared_"]
    return ("INR", sign) if sign.lower() in ("rs", "rs.") else (None, sign)


def _plain(number: str, *, is_price: bool = False, is_scaled: bool = False) -> Decimal | None:
    number = number.replace("'", ",").replace(", ", ",")
    try:
        if is_scaled and re.fullmatch(r"\d+[.,]\d+", number) and not re.fullmatch(r"\d+,\d{3}", number):
            return Decimal(number.replace(",", "."))
        read = read_amount(number, is_price=is_price).amount
    except UnreadableAmountError:
        if re.fullmatch(r"\d+[.,]\d{3,8}", number):
            return Decimal(number.replace(",", "."))
        return None
    if read is None:
        return None
    decimals = re.search(r"[.,](\d{1,2})$", number)
    return Decimal(f"{read:.{len(decimals[1])}f}") if decimals else read


def _in_words(low: str, spans: list[tuple[int, int]], end: int) -> list[Figure]:
    """Lengths, percentages and fractions in words; sums in words where no figures stand beside them."""
    found: list[Figure] = []
    starts = [start for start, _ in spans]

    def is_taken(at: int) -> bool:
        index = bisect_right(starts, at) - 1
        return index >= 0 and at < spans[index][1]

    for match in islice(_WORD_FRACTION.finditer(low, 0, end), MOST):
        if not is_taken(match.start()):
            found.append(Figure("fraction", *match.span(), _fraction(match[0])))
    fractions = {figure.start for figure in found}
    for match in islice(PHRASE.finditer(low, 0, end), MOST_LINES):
        if is_taken(match.start()) or match.start() in fractions:
            continue
        value = number_in_words(match[0])
        if value is None:
            continue
        at = match.end()
        again = _SAME_NUMBER.match(low, at)
        differs = bool(again and Decimal(again["again"].replace(",", ".")) != value)
        if again:
            at = again.end()
        if percent := _PERCENT.match(low, at):
            bracket = _AGAIN.match(low, percent.end())
            stop = bracket.end() if bracket else percent.end()
            found.append(Figure("percent", match.start(), stop, value, is_doubtful=differs))
        elif length := _LENGTH.match(low, half.end() if (half := _AND_A_HALF.match(low, at)) else at):
            value += Decimal("0.5") if half else 0
            unit = next(name for name in UNITS if length[name])
            found.append(Figure("length", match.start(), length.end(), value, unit=unit, is_doubtful=differs))
        elif currency := CURRENCY_WORDS.match(low, at + 1):
            code = next((code for code in IN_WORDS if code and currency[f"{code}_"]), None)
            found.append(Figure("money", match.start(), currency.end(), value, code, "" if code else currency[0]))
        elif again:
            found.append(Figure("number", match.start(), at, value, is_doubtful=differs))
    return found


def _fraction(words: str) -> Decimal:
    if words in "¼½¾⅓⅔":
        return {
            "¼": Decimal("0.25"),
            "½": Decimal("0.5"),
            "¾": Decimal("0.75"),
            "⅓": Decimal(1) / 3,
            "⅔": Decimal(2) / 3,
        }[words]
    over = {"thirty-sixth": 36, "forty-eighth": 48, "sixtieth": 60}
    parts = re.split(r"[- ]", words, maxsplit=1)
    many = {"one": 1, "two": 2, "three": 3}.get(parts[0], 1)
    unit = parts[-1].rstrip("s")
    return Decimal(many) / (over.get(unit.replace(" ", "-")) or _WORD_VALUES.get(unit) or 1)


def _left_over(low: str, spans: list[tuple[int, int]], end: int) -> list[Figure]:
    """Digits that make no number that is read: they are listed all the same."""
    merged = _merged(spans)
    starts = [start for start, _ in merged]
    found = []
    for match in islice(_DIGITS.finditer(low, 0, end), 4 * MOST):
        index = bisect_right(starts, match.start()) - 1
        if index < 0 or match.end() > merged[index][1]:
            found.append(Figure("number", *match.span(), Decimal(0), is_doubtful=True))
    return found


_BRACKET = re.compile(r"\s?\(\s?\Z")


def _joined(low: str, found: list[Figure]) -> list[Figure]:
    """What is said in words and again in figures in brackets is one figure; numbers within dates or others fall out."""
    ordered = sorted(found, key=lambda figure: (figure.start, -figure.end))
    joined: list[Figure] = []
    for figure in ordered:
        last = joined[-1] if joined else None
        if last and figure.start < last.end:
            contradicts = figure.value != last.value and figure.end > last.end
            joined[-1] = replace(last, end=max(last.end, figure.end), is_doubtful=last.is_doubtful or contradicts)
            continue
        between = low[last.end : figure.start] if last else ""
        if (
            last
            and len(between) < 4
            and _BRACKET.fullmatch(between)
            and last.kind == figure.kind == "money"
            and low[last.start].isalpha()
            and not any(char.isdigit() for char in low[last.start : last.end])
        ):
            end = figure.end + (low[figure.end : figure.end + 1] == ")")
            doubtful = last.value != figure.value
            joined[-1] = replace(
                figure, start=last.start, end=end, currency=figure.currency or last.currency, is_doubtful=doubtful
            )
            continue
        joined.append(figure)
    return joined


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
