"""Names that hold figures which are no terms: plans, laws, forms, sections, levels, addresses.

They are recognised and silent.
"""

from __future__ import annotations

import re
from itertools import islice

_YEAR = r"(?:19|20)\d\d"
# "2023 Equity Incentive Plan", "Employment Rights Act 1996", "Internal Revenue Code of 1986, as amended".
_TITLED = re.compile(
    r"\b(?:Plan|Scheme|Program|Programme|Policy|Act|Code|Law|Regulations?|Rules|Ordinance|Agreement|Handbook|"
    r"Statute|Directive|Decree|Treaty|Convention|Guidelines?|Plano|Lei|Ley|Loi|Reglamento|"
    r"Gesetz|Verordnung|[A-ZÄÖÜ][a-zäöü]{2,24}(?:gesetz|verordnung|programm|plan|vertrag))\b"
    rf"(?P<after>(?:,? (?:of |von |de |du |no\. ?\d{{1,5}} of )?|\s?\()(?P<year>{_YEAR})\)?)?"
)
_NAME_WORD = re.compile(r"(?:(?P<year>(?:19|20)\d\d)|[A-ZÄÖÜ][\w&.'/]*|&|of|and|for|the|de|on|to)[ ,]\s?\Z")
_MOST_WORDS = 9
_MOST_NAMES = 500
_OPENING = re.compile(r"(?:of|and|for|the|de|on|to|&|The|Your|Our|Under|In|A|An|This|You|We)[ ,]\s?")
# In front of a number, these make a name of it. Small letters count as capitals.
_NUMBERED = (
    r"(?:sections?|sec\.|article|articles|art\.|clauses?|paragraphs?|para\.?|pages?|appendix|annex|annexure|exhibit|"
    r"form|rule|rules|chapter|part|item|schedule|addendum|attachment|footnote|note|level|grade|band|tier|class|"
    r"step|job code|req(?:uisition)?\.?(?: id)?|job id|id|no\.|nr\.|ref(?:erence)?\.?(?: no\.?)?|case|version|"
    r"employee (?:id|number)|company (?:number|no\.?)|registration (?:number|no\.?)|reg\. no\.?|abn|acn|kvk|hrb|siret|"
    r"siren|rcs|cnpj|cpf|nif|cif|cin|uen|vat|tel\.?|phone|fax|mobile|suite|floor|room|unit no\.?|po box|p\.o\. box|"
    r"ziffer|ziff\.|absatz|abs\.|anlage|seite|paragraph|stufe|entgeltgruppe|tarifgruppe|cláusula|artículo|artigo|"
    r"artikel|bijlage|annexe|anexo|nível|nivel|niveau|coefficient|position|convention collective(?: n°)?|cao-schaal|"
    r"schaal|iso|regulation|directive|gdpr|euro zone|circular|dl|law)"
)
_OTHERS = re.compile(
    r"(?:"
    r"(?<!\w)(?:abn|acn|siret|siren|rcs [a-z]{2,20}|kvk|nif|nipc|hrb|cnpj|uen|company number|registered "
    r"number)[: ]{1,2}\d[\d ./-]{3,20}\d|"
    rf"(?<![\w]){_NUMBERED}\s?[#:°º]?\s?[a-z]?-?\d[\d./-]{{0,20}}[a-z]?(?:\([\da-z]{{1,3}}\)){{0,4}}"
    r"(?!\d|[.,]?\d|\s?%|\s?(?:rsus?|stock|shares|options|years?|months?|days?|weeks?|hours?)\b)"
    r"(?:(?:,| and| or| &|\s?-)\s?\d[\d.]{0,8}[a-z]?(?:\([\da-z]{1,3}\)){0,4}(?![\d%]|,\d)){0,4}"
    r"|§{1,2}\s?\d[\d.]{0,8}[a-z]?(?:\([\da-z]{1,3}\)){0,4}(?:\s?(?:abs\.|absatz)\s?\d{1,2})?"
    r"|\b(?:401|403|457|125|409|83)\s?\([a-z]\)(?:\(\d\))?|\b409a\b|\b280g\b|\b4999\b|\b501\(c\)(?:\(\d\))?"
    r"|\bw-[24]\b|\bi-9\b|\bh-?1b\b|\bo-1\b|\btn-1\b|\bl-1[ab]?\b|\bp[46]0?[05]\b|\bk-?1\b|\b24/7\b|\bcovid-19\b"
    r"|\bq[1-4](?:\s(?:19|20)\d\d)?\b|\bh[12]\s(?:fy)?(?:19|20)\d\d\b|\bfy\s?'?\d{2,4}(?:/\d\d)?\b"
    r"|\b(?:financial|fiscal|calendar|plan|tax|geschäfts|bonus|performance) ?(?:year|jahr) (?:19|20)\d\d(?:/\d\d)?\b"
    r"|\bseries [a-h]\d?\b|\bpillar [123]\b|\b\d(?:st|nd|rd|a|ª|e)? ?pillar\b|\b[123]\. säule\b"
    r"|https?://[^\s]{1,200}|\bwww\.[^\s]{1,200}|[\w.+-]{1,64}@[\w.-]{1,200}"
    r"|\+\d{1,3}[\d ()/-]{6,18}\d|\(\d{3}\) \d{3}-\d{4}\b|\b\d{3}-\d{3}-\d{4}\b|\b\d{3}-\d{2}-\d{4}\b"
    r"|\b\d{1,5} (?:[a-z][\w'.]{1,20} ){1,3}(?:street|st\.|avenue|ave\.?|road|rd\.?|lane|boulevard|blvd\.?|drive|"
    r"way|square|parkway|pkwy|place|court)\b(?:,? (?:suite|floor|unit|apt\.?) \w{1,6})?"
    r"|\b(?:[a-zäöü][\wäöüß.-]{1,24}(?:stra(?:ß|ss)e|str\.|gasse|weg|platz|allee|straat|laan|kade|plein|gracht))"
    r" \d{1,4}[a-z]?\b"
    r"|\b[a-z]{2} \d{5}(?:-\d{4})?\b(?=\s*$)|\b\d{4} ?[A-Z]{2} (?=[A-Z])"
    r")",
    re.IGNORECASE | re.MULTILINE,
)
# "L5", "E4", "P3", "B2B", "A-1": a number that is tied to a letter that is no unit.
LETTERED = re.compile(r"[A-Za-zÄÖÜäöü]-?\Z")


def names(text: str, near: list[tuple[int, int]], end: int) -> list[tuple[int, int]]:
    """Start and end of each, in a folded text up to ``end``; ``near``: the stretches about its figures."""
    found = [match.span() for at, to in near for match in _OTHERS.finditer(text, at, to)]
    for title in islice(_TITLED.finditer(text, 0, end), _MOST_NAMES):
        start = _beginning(text, title.start())
        stands_alone = start == title.start()
        if title["year"] or not stands_alone:
            found.append((start, title.end()))
    return found


def _beginning(text: str, at: int) -> int:
    """Where the name begins whose last word stands at ``at``; a year may open it."""
    start = at
    for _ in range(_MOST_WORDS):
        window = text[max(0, start - 26) : start]
        word = _NAME_WORD.search(window)
        if not word:
            break
        before = window[: word.start()]
        if before and (before[-1].isalnum() or before[-1] in "$€£₹%.-"):
            break
        start -= len(window) - word.start()
        if word["year"]:
            break
    # "The", "of", "and" don't open a name.
    while (small := _OPENING.match(text, start)) and start < at:
        start = small.end()
    return min(start, at)
