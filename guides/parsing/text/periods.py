"""Pay periods in the words of the countries that guides speak of: a month's, a week's, a day's, an hour's pay."""

from __future__ import annotations

import re
from typing import Literal

from guides.parsing.text.memo import remembered

PayPeriod = Literal["month", "fortnight", "week", "day", "hour"]

_A = (
    r"(?:/|／|\bpr\.? |\b(?:per|an?|each|every|pro|je|im|par|le|la|al|alla|del?|por|ao|à|a la|i|om|na|za|w)\b ?"
    r"|\b(?:all|de l|l)['’])\s?"
)
# English, German, French, Spanish, Italian, Portuguese, Dutch, Swedish, Danish, Norwegian, Finnish, Polish, Czech,
# Japanese, Korean, Hindi in Latin letters.
_WORDS: tuple[tuple[PayPeriod, str, str], ...] = (
    (
        "fortnight",
        r"(?:fortnight|two weeks|2 weeks)\b",
        r"\b(?:bi-?weekly|fortnightly|zweiwöchentlich|quin[cz]enal\w*|co dwa tygodnie)\b",
    ),
    (
        "hour",
        r"(?:h|hrs?|hours?|stunde|std|heure|hora|ora|uur|tim|timme|timmen|godz|godzin\w*|時間?|ghante?)(?![a-z])",
        r"\b(?:hourly|stündlich|stundenlohn|stundensatz|horaire|orari[oae]|uurloon|uurtarief|timlön|godzinow\w*)\b|時給",
    ),
    (
        "day",
        r"(?:d|days?|tag|jour|día|dia|giorno|dag|dagen|dzień|日|din)(?![a-z])",
        r"\b(?:daily|day rate|täglich|tagessatz|journali[eè]r\w*|TJM|diari[oae]s?|diári[oa]s?|giornalier\w*|dagtarief"
        r"|dziennie|p/d|p\.d\.)(?!\w)|日給|日当",
    ),
    (
        "week",
        r"(?:w|wk|weeks?|woche|semaine|semana|settimana|vecka\w*|tydzień|週間?|haft[ae])(?![a-z])",
        r"\b(?:weekly|wöchentlich|hebdo\w*|semanal\w*|settimanal\w*|wekelijks|veckolön|tygodniow\w*|p/w|pw)\b|週給",
    ),
    (
        "month",
        r"(?:mo|mth|months?|monat|mtl|mois|mes|mês|mese|maand|månad|månaden|måned|måneden|mdr|kk|kuukausi|měsíc|mies"
        r"|miesiąc\w*|月|mahin[ae]|maah)(?![a-z])",
        r"\b(?:monthly|monatlich\w*|monats\w+|mensuel\w*|mensual\w*|mensal\w*|mensil\w*|maandelijks\w*|maandsalaris"
        r"|månadslön|månadsvis"
        r"|månedlig\w*|månedsl[øo]n\w*|měsíčn\w*|kuukaudessa|kuukausi\w*|aylık|miesięczn\w*|mahine"
        r"|\w*monatsgehalt|p\.? ?c\.? ?m\b\.?|p\.\s?m\.|p/m|pm)(?!\w)|月額|月給|月収|월급|월 ?(?=\d)",
    ),
)
_PERIODS = tuple((period, re.compile(rf"{_A}(?:{unit})|{adverb}", re.IGNORECASE)) for period, unit, adverb in _WORDS)
# What the words speak of when pay isn't meant: how a grant vests, how often a bonus is paid.
_OTHER = re.compile(r"\bvest\w*|\bcliff\b|\bpaid\b|\bpayable\b|\breview\w*", re.IGNORECASE)
_SALARIES = re.compile(
    r"(?:[×x*]\s?(?P<times>1[2-6])\b|\b(?P<count>1[2-6])\s?(?:[x×](?!\w)|(?:monats)?(?:gehälter|löhne|saläre)\w*"
    r"|(?:monthly )?salaries"
    r"|mensilit\w*|mensualit\w*|mensualidades|pagas|mois|meses|salários|salaris\w*|maanden|månader|pensji|payments))",
    re.IGNORECASE,
)
_LETTER = re.compile(r"[^\W\d_KMB]|[×*]")
SALARIES_A_YEAR = 12


@remembered(most=1024, longest=200)
def period_of(text: str) -> PayPeriod | None:
    """The period that words say an amount is for; ``None`` for a year's pay and where nothing says."""
    # Most cells have figures, signs and powers of ten only.
    if not _LETTER.search(text):
        return None
    if _OTHER.search(text):
        return None
    named = next((period for period, pattern in _PERIODS if pattern.search(text)), None)
    # "€4,200 × 14": what is paid so many times a year is a month's.
    times = _SALARIES.search(text) if named is None else None
    return "month" if times and times["times"] else named


def salaries_of(text: str) -> int:
    """How many monthly salaries make a year: "× 14", "13 salaries"; 12 where nothing says."""
    found = _SALARIES.search(text)
    return int(found["times"] or found["count"]) if found else SALARIES_A_YEAR
