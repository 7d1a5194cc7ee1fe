"""Which country's letter it is, where a sign such as "$" is several currencies'."""

from __future__ import annotations

import re

from pay.currencies import HOMES, SIGNS

_STATES = (
    "AL|AK|AZ|AR|CA|CO|CT|DE|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|NM|NY|NC|ND|OH|OK|"
    "OR|PA|RI|SC|SD|"
    "TN|TX|UT|VT|VA|WA|WV|WI|WY"
)
# What only letters of that country say.
_MARKS = {
    "US": re.compile(
        rf"\b401\(?k\)?|\b[Ww]-[24]\b|\b[Ii]-9\b|\bIRS\b|Social Security|\bFLSA\b|\b(?i:at[- ]will)\b|Delaware|"
        rf"United States|\bUSA\b|"
        rf"\bU\.S\.(?!\$)|, (?:{_STATES})(?: \d{{5}}\b|\s*$|,|\.| )|California|New York|Texas|Massachusetts|"
        rf"Illinois|Colorado|Seattle|"
        r"San Francisco|Boston|Chicago|Austin|Internal Revenue|\bCOBRA\b|\bHSA\b|E-Verify|\b403\(b\)|\b409A\b|"
        r"\b83\(b\)|Nashville|Columbus|"
        r"\bNSOs?\b|\bISOs?\b|\bEEO\b|\b(?:non-?)?exempt (?:employee|position|role|status)|\bPTO\b|\bGAAP\b|Denver|"
        r"Los Angeles|Atlanta|Portland",
        re.MULTILINE,
    ),
    "CA": re.compile(
        r"Canad|Ontario|Qu[ée]bec|British Columbia|Alberta|Toronto|Vancouver|Montr[ée]al|\bRRSP\b|Halifax|Nova "
        r"Scotia|Ottawa|Calgary|"
        r"\bESA\b|Employment Standards Act|\bROE\b|, (?:ON|BC|QC|AB)\b|Winnipeg|Manitoba"
    ),
    "AU": re.compile(
        r"Australia|(?i:superannuation)|\bABN\b|\bACN\b|Fair Work|\bPty\b|Sydney|Melbourne|Brisbane|\bPerth\b|"
        r"Adelaide|Queensland"
    ),
    "SG": re.compile(r"Singapore|\bCPF\b|\bUEN\b|\bPte\b|\bAWS\b(?= (?:\(|or|of|equi))"),
    "NZ": re.compile(r"New Zealand|KiwiSaver|Auckland|Wellington"),
    "HK": re.compile(r"Hong Kong|\bMPF\b"),
    "SE": re.compile(r"Sverige|Sweden|Stockholm|\bITP1?\b|Göteborg|Gothenburg|Malmö|Uppsala|\bHej\b|\bLön\b"),
    "NO": re.compile(r"Norge|Norway|\bOslo\b|Bergen"),
    "DK": re.compile(r"Danmark|Denmark|København|Copenhagen|Aarhus"),
    "IS": re.compile(r"Iceland|Reykjav"),
}
# What hardly any other letters say: it counts where nothing names another country.
_LIKELY = {"US": re.compile(r"\bInc\b|\bLLC\b|\bP\.C\.|Attorneys at Law")}
_WORDS_OF_SIGNS = {"kr": "kr", "kr.": "kr", "dollar": "$", "dollars": "$", "kronor": "kr", "kroner": "kr", ":-": "kr"}


def currency_of_place(text: str, sign: str) -> str | None:
    """The currency that a sign is in a letter which names one country's things and no other's."""
    codes = SIGNS.get(_WORDS_OF_SIGNS.get(sign.lower(), sign), ())
    if len(codes) < 2:
        return None
    found = [country for country, marks in _MARKS.items() if marks.search(text)]
    found = found or [country for country, marks in _LIKELY.items() if marks.search(text)]
    return next((code for code in codes if [HOMES.get(code)] == found), None)
