"""Blanks, currencies, limits, and figures that contradict each other."""

from __future__ import annotations

import re
from functools import lru_cache

from tests.speech_detectors.amounts import Amount, amounts, money_in
from tests.speech_detectors.own_forms import PAY_WORDS, is_ticked
from tests.speech_detectors.texts import Candidate, any_of, sentences, straightened

_BLANK = re.compile(
    r"\[[^\]\n]*\]?|\{[^}\n]*\}?|<[a-z][\w /-]*>|…|\.\.\.+|__+|[$£€¥₹][A-Z]\b|[$£€¥₹](?=\s*(?:[.,;)]|$|[a-z]{2}))"
    r"|\b[XYZNW]\s?%|\b(?:X{2,}|TBD|TBC)\b|\b[XYZN](?:K|M)\b|\b[A-Z]-?\d?(?= years\b)|\bat X\b|\w+ / \w+ / \w+"
    r"|\b(?:insert|your name|company name)\b|\(\s*\)|_\(",
    re.MULTILINE,
)


def has_blank(text: str, candidate: Candidate) -> list[str]:
    """Brackets, dots, underscores, letters that stand for a figure, and lists of names to choose from."""
    return [match.group() for match in _BLANK.finditer(straightened(text))]


_SIGNS = {
    "USD": r"US\$|USD|U\.S\. dollars?|US dollars?|American dollars?|(?<![A-Z])\$|(?<!\w)[Dd]ollars?|[Bb]ucks",
    "GBP": r"£|GBP|UK£|[Ss]terling|[Qq]uid|\d[kKmM]? pounds?(?! of\b)|(?:thousand|million|hundred) pounds?|[Pp]ence",
    "EUR": r"€|EUR|[Ee]uros?",
    "INR": r"₹|INR|Rs\.?(?=\s?\d)|[Rr]upees?|[Ll]akhs?|[Cc]rores?|LPA|[Pp]aise",
    "JPY": r"¥|JPY|(?<!\w)[Yy]en|円",
    "CNY": r"CN¥|¥|CNY|RMB|[Yy]uan|[Rr]enminbi",
    "KRW": r"₩|KRW|\d(?:\.\d+)?[kKmM]? won|million won",
    "CHF": r"CHF|[Ss]wiss francs?|(?<!\w)[Ff]rancs?|SFr\.?",
    "AUD": r"A\$|AU\$|AUD|Australian dollars?",
    "CAD": r"C\$|CA\$|CAD|Canadian dollars?",
    "SGD": r"S\$|SG\$|SGD|Singapore dollars?",
    "HKD": r"HK\$|HKD|Hong Kong dollars?",
    "NZD": r"NZ\$|NZD|New Zealand dollars?",
    "TWD": r"NT\$|TWD",
    "MXN": r"MX\$|MXN|[Pp]esos?",
    "BRL": r"R\$|BRL|\d[kK]? reais|reais",
    "ILS": r"₪|ILS|NIS(?=\s?\d)|[Ss]hekels?",
    "PLN": r"zł|PLN|[Zz]loty(?:s|ch)?",
    "SEK": r"SEK|Swedish kron(?:a|or)|[Kk]ronor",
    "NOK": r"NOK|Norwegian kron(?:e|er)",
    "DKK": r"DKK|Danish kron(?:e|er)|[Kk]roner",
    "AED": r"AED|[Dd]irhams?",
    "SAR": r"SAR(?=\s?\d)|[Rr]iyals?",
    "ZAR": r"ZAR|(?<!\w)R(?=\d{2,3}[ ,]\d{3})",
    "CZK": r"CZK|Kč",
    "TRY": r"₺|[Tt]urkish lira",
    "PHP": r"₱|PHP(?=\s?\d)",
    "THB": r"฿|THB|(?<!\w)[Bb]aht",
    "UAH": r"₴|UAH",
}
_CURRENCY_PATTERNS = {code: re.compile(rf"(?<![A-Za-z])(?:{signs})(?![a-z])") for code, signs in _SIGNS.items()}


@lru_cache(maxsize=10_000)
def _currencies(text: str) -> tuple[tuple[int, int, str, str], ...]:
    """Where a text speaks of a currency: start, end, code, words. "A$" is found as "$" as well."""
    return tuple(
        (*match.span(), code, match.group())
        for code, pattern in _CURRENCY_PATTERNS.items()
        for match in pattern.finditer(text)
    )


def wrong_currency(text: str, candidate: Candidate) -> list[str]:
    """Signs, codes and words of a currency that the candidate isn't paid in; a bare "$" is the United States'."""
    allowed = {candidate.currency, *candidate.other_currencies}
    found = []
    for sentence in sentences(straightened(text)):
        named = _currencies(sentence)
        own = [(start, end) for start, end, code, _ in named if code in allowed]
        found += [
            words
            for start, end, code, words in sorted(named)
            if code not in allowed and not any(first < end and start < last for first, last in own)
        ]
    return list(dict.fromkeys(found))


def says_a_limit_amount(text: str, candidate: Candidate) -> list[str]:
    """Amounts of the text that are one of the candidate's or the guide's limits, and no amount of the plan."""
    said = {amount for part in candidate.plan.values() for amount in part} | facts_of(candidate)
    return [
        amount.text
        for amount in amounts(text)
        if not amount.percent and round(amount.value) in candidate.limits - said and not _is_count(amount, text)
    ]


def _is_count(amount: Amount, text: str) -> bool:
    """Whether a bare number counts things that are no pay: "10,000+ companies"."""
    things = re.match(r"\+ ([a-z]+s)\b", straightened(text)[amount.end :])
    return amount.text.strip()[:1].isdigit() and bool(things) and things[1] not in PAY_WORDS


_LESS = r"\b(?:below|under|beneath|short of|less than|lower than|south of|shy of)\b"
_REFUSING = (
    r"(?:no|not|can't|cannot|couldn't|won't|wouldn't|never|pass|walk|decline|leave|withdraw|out|stay\w*|isn't|say no"
    r"|hard|doesn't|nothing|end)"
)
_LIMIT_WORDS = any_of(
    rf"{_LESS}[^.!?]*\b{_REFUSING}\b",
    rf"\b(?:{_REFUSING}|don't|unable to|refuse to)\b[^.!?]*"
    rf"(?:{_LESS}(?= [^.!?]*(?:\d|\b(?:thousand|lakh|hundred|million)\b)| (?:that|this|it|the|an?|my)\b|\W*\Z)"
    r"|\b(?:drop|dip)\b)",
    r"\b(?:floor|walk[- ]?away|bottom line|red line|rock[- ]bottom|breaking point|break-even|minimum|lowest|least)\b"
    r"(?=[^.!?]*(?:\d|thousand|lakh|million|figure|number|\bmine\b|\bI\b))",
    r"\b(?:accept|take|settle|say yes|content|live with|agree|stop)\b(?: it| anything| at| for| with| from"
    r"|,)[^.!?]*(?:\d|thousand|lakh|million)",
    r"\b(?:anything|nothing|everything|whatever) (?:under|below|less|short|lower|beneath|north|above|over)\b",
    r"\b(?:have|need|want|be forced|obliged|prefer) to (?:pass|walk|decline|withdraw|stay put|say no|turn (?:it"
    r"|this) down)\b",
    r"\b(?:deal-?breaker|non-?starter|off the table|no deal|not worth (?:the move|moving|it)|nothing to (?:talk"
    r"|discuss))\b",
    r"\bwalk (?:away|out|from)\b|\bI'd walk\b|\bas low as\b|\b(?:far|all the way) down\b|\bdown to\b[^.!?]*\d"
    r"|\b(?:no lower than|go no lower)\b",
    r"\bat least [A-Z]{0,3}[$£€¥₹]|\b(?:the|my|a) (?:very )?(?:least|minimum)\b",
    r"\b(?:line in the sand|hard to swallow|a (?:polite |flat |firm |clear )?no|stay(?:s|ing)? put|not a \w+ less"
    r"|no less than|and no less)\b",
    r"\bat a (?:pinch|stretch|push)\b|\bend of the (?:conversation|road|line|talks)\b|\b(?:I'd|I would) (?:be gone"
    r"|rather not)\b",
)


def speaks_of_a_limit(text: str, candidate: Candidate) -> list[str]:
    """Sentences that tell where the candidate would give in or leave, whatever the amount."""
    return [
        sentence
        for sentence in sentences(straightened(text))
        if _LIMIT_WORDS.search(sentence) and not is_ticked(sentence, candidate.own_sentences)
    ]


_PART_WORDS = {
    "signing": r"sign(?:ing|-on)(?: bonus)?|joining bonus|golden hello|welcome bonus",
    "base": r"base(?: salary| pay)?|basic(?: salary| pay)?|salary|fixed pay",
    "equity": r"RSUs?|equity|stock(?: grant| options)?|shares?|options|grant|units",
    "bonus": r"(?:target |annual |yearly |performance )?bonus",
    "total": r"total|all[- ]in|package|a year in all|CTC|TC",
}
_PART_PATTERN = re.compile("|".join(rf"(?P<{part}>\b(?:{words})\b)" for part, words in _PART_WORDS.items()))
_CLAUSES = re.compile(
    r"[;:.!?\n]|,(?!\d)|\band\b|\bplus\b|\bwith\b|\binstead of\b|\bon top of\b|\brather than\b|\bfrom\b"
)


def facts_of(candidate: Candidate) -> frozenset[int]:
    return candidate.known.union(*(offer.amounts for offer in candidate.recorded))


def two_figures_for_a_part(text: str, candidate: Candidate) -> list[str]:
    """Amounts beside a part's name that are neither the plan's for that part nor known of the candidate.

    "base: $190K", when the plan's base is 185,000. Parts that the plan doesn't hold are compared within the text.
    """
    found: list[str] = []
    seen: dict[str, int] = {}
    for sentence in sentences(straightened(text)):
        for clause in _CLAUSES.split(sentence):
            # A user base of 500M is no pay.
            figures = [
                amount
                for amount in money_in(clause)
                if round(amount.value) not in facts_of(candidate)
                and not re.search(r"\d{2,}\s?(?:m|bn|b|million|billion)$", amount.text.strip(), re.IGNORECASE)
            ]
            parts = [match.lastgroup for match in _PART_PATTERN.finditer(clause) if match.lastgroup]
            if not figures or not parts:
                continue
            part = parts[0] if len(set(parts)) == 1 else _nearest(clause, figures[0])
            for amount in figures:
                value = round(amount.value)
                if part in candidate.plan:
                    if value not in candidate.plan[part]:
                        found.append(f"{part}: {amount.text.strip()}")
                elif len(figures) == 1 and seen.setdefault(part, value) != value:
                    found.append(f"{part}: {amount.text.strip()}")
    return found


def _nearest(clause: str, amount: Amount) -> str:
    def distance(match: re.Match[str]) -> int:
        return match.start() - amount.end if match.start() >= amount.end else amount.start - match.end() + 1

    nearest = min(_PART_PATTERN.finditer(clause), key=distance)
    return str(nearest.lastgroup)


# Shares appreciate as well.
_THANKS = re.compile(
    r"(?<!could )(?<!likely )\b(?:thank(?:s| you|ful)?|grateful|gratitude|appreciat(?:e|es|ed|ive))\b", re.IGNORECASE
)


def thanks_twice(text: str, candidate: Candidate) -> list[str]:
    """Every sentence of thanks but the first."""
    return [sentence for sentence in sentences(straightened(text)) if _THANKS.search(sentence)][1:]


STEPS = {"JPY": 10_000, "KRW": 10_000, "INR": 10_000}
SIGN_BEFORE = re.compile(rf"(?:[$£€¥₹₩₪]|\b(?:{'|'.join(_SIGNS)}))\s?$")


def too_precise(text: str, candidate: Candidate) -> list[str]:
    """Amounts that nobody would say: cents, and money off the currency's step (500, ten thousand of ₹, ¥, ₩)."""
    step = STEPS.get(candidate.currency, 500)
    found = []
    for sentence in sentences(straightened(text)):
        of_pay = bool(_PART_PATTERN.search(sentence))
        for amount in amounts(sentence):
            if amount.percent:
                fine = of_pay and bool(re.search(r"\.\d\d", amount.text))
            else:
                money = bool(SIGN_BEFORE.search(sentence[: amount.start]))
                cents = bool(re.search(r"\.\d\d?$", amount.text.strip())) and (money or amount.value >= 1_000)
                off = (
                    money
                    and amount.value >= step
                    and amount.value % step
                    and round(amount.value) not in facts_of(candidate)
                )
                fine = cents or bool(off)
            if fine:
                found.append(amount.text.strip())
    return found


_ARTICLE_BEFORE_NUMBER = re.compile(
    r"\b(?P<article>[Aa]n?) (?P<sign>[A-Z]{1,2}\$|[$£€¥₹₩₪])?\s?(?P<number>\d+)(?P<rest>(?:,\d+)*)(?![\w]*[:/]\d)"
)
_ARTICLE_BEFORE_WORD = re.compile(
    r"\b[Aa] (?:RSU|ESPP|MBA|ISO|HR|LTI|NDA|IPO|AI|ML|SLA|offer|equity|increase|extra|additional|annual|adjustment"
    r"|option|allowance|answer|employer|hour|honest|upfront|initial|incremental|ask|amount|average|early|eight\w*"
    r"|eleven|eighty\w*)\b|\b[Aa]n (?:base|bonus|signing|salary|target|total|package|raise|written|verbal|yearly"
    r"|grant|stock|share|higher|new|one|uni[a-z]+|year|hundred|thousand|lakh|ten|twelve|fifteen|twenty|thirty|forty"
    r"|fifty|sixty|seventy|ninety)\b"
)


def wrong_article(text: str, candidate: Candidate) -> list[str]:
    """ "a $80,000 bonus", "an $15K grant", "a RSU grant"."""
    text = straightened(text)
    found = [match.group() for match in _ARTICLE_BEFORE_WORD.finditer(text)]
    for match in _ARTICLE_BEFORE_NUMBER.finditer(text):
        number = match["number"]
        head = number if match["rest"] or len(number) <= 3 else number[: len(number) % 3 or 3]
        an = head.startswith("8") or head in {"11", "18"}
        if an != (match["article"].lower() == "an"):
            found.append(match.group())
    return found
