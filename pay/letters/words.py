"""Numbers in words, and the units of time, of the languages that are read."""

from __future__ import annotations

import re
from decimal import Decimal

_ENGLISH = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = {
    word: 10 * number for number, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_POWERS = {
    "hundred": 100,
    "thousand": 1000,
    "million": 1_000_000,
    "lakh": 100_000,
    "lakhs": 100_000,
    "crore": 10_000_000,
}
ENGLISH = {word: number for number, word in enumerate(_ENGLISH)} | _TENS
_FOREIGN = {
    "ein": 1, "eine": 1, "einem": 1, "einen": 1, "einer": 1, "eines": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5,
    "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "zwölf": 12, "dreißig": 30, "dreissig": 30,
    "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "sept": 7, "huit": 8, "neuf": 9, "dix": 10,
    "douze": 12, "quinze": 15, "trente": 30,
    "uno": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8, "nueve": 9, "diez": 10,
    "doce": 12, "quince": 15, "treinta": 30, "veinticuatro": 24,
    "een": 1, "één": 1, "twee": 2, "drie": 3, "vijf": 5, "zes": 6, "zeven": 7, "tien": 10, "twaalf": 12,
    "dois": 2, "duas": 2, "três": 3, "quatro": 4, "sete": 7, "oito": 8, "nove": 9, "dez": 10, "doze": 12, "trinta": 30,
}  # fmt: skip
SMALL = ENGLISH | _FOREIGN
_WORD = "|".join(sorted([*SMALL, *_POWERS], key=len, reverse=True))
# "twenty-four", "one hundred and eighty thousand"
PHRASE = re.compile(rf"(?<![\w-])(?:{_WORD})(?:(?:-| and | )(?:{_WORD})){{0,9}}(?!\w)")

# Unit → months or, under a month, its own name.
UNITS = {
    "year": r"years?'?|yrs?|jahre?n?s?|ans?|années?|años?|jaar|jaren|anos?",
    "month": r"months?'?|mths?|mos|monate?n?s?|mois|mes(?:es)?|maand(?:en)?|mês",
    "week": r"weeks?'?|wks?|wochen?|semaines?|semanas?|weken|week",
    "day": (
        r"days?'?|tagen?|tage|jours?|días?|dias?|dagen|dag|werktagen?|arbeitstagen?|urlaubstagen?|vakantiedagen|"
        r"urlaubstage|arbeitstage|werktage"
    ),
    "hour": r"hours?|hrs?|stunden?|heures?|horas?|uur|uren|wochenstunden",
}
UNIT = "|".join(f"(?P<{name}>{words})" for name, words in UNITS.items())


def number_in_words(phrase: str) -> Decimal | None:
    """The number that small words say, or ``None``: "one hundred and eighty thousand"."""
    total = current = 0
    last_small = False
    for word in re.split(r"[- ]", phrase):
        if word == "and":
            continue
        if word in _POWERS:
            power = _POWERS[word]
            current = max(current, 1) * power
            if power >= 1000:
                total, current = total + current, 0
            last_small = False
        elif word in SMALL:
            value = SMALL[word]
            if last_small and not (value < 10 and current % 100 >= 20 and current % 10 == 0):
                return None
            current += value
            last_small = True
        else:
            return None
    return Decimal(total + current)
