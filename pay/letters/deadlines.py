"""By when a letter wants its answer: day, time and zone, or the time that it leaves."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from pay.letters.dates import Day, in_year
from pay.letters.passages import Draft, Passage

_ANSWERS = re.compile(
    r"\b(?:accept(?:ed|ance|ing)?|respon(?:d\w*|se)|repl(?:y|ies)|countersign\w*|sign(?:ed|ing)? (?:and return|"
    r"below|this|the|it|copy|by|via|a copy|both|electronically|and date|your|in|before|no later|on or before)|"
    r"sign(?:ed)? by|return(?:ed)? (?:(?:an?|the|this|one|it|your) ){0,4}(?:signed|countersigned|letter|copy|offer|"
    r"by|executed)|let (?:us|me) know|confirm(?:ation)?|decision|decide|hear from you|get back to|answer\w*|"
    r"signature|tell us|consent|(?:a|your|say) yes|need to know|know by|send (?:it |this )?back|(?:we|i)(?:'ll)? "
    r"hold (?:the|your|this)|closes?|it expires|hören|erklären|oui|accord|parvenir|weten|anzunehmen|"
    r"antwort\w*|antwoord|bescheid|rückmeldung|annehmen|annahme|zusage|unterschr\w*|unterzeichnet\w*|zurücksenden|zurückschicken|"
    r"melden sie|répon\w*|accepter|retourner|signé\w*|confirmer|responder|respuesta|aceptar|"
    r"acepta\w*|firmad\w*|devolver|reageren|reactie|ondertekend\w*|getekend\w*|laat (?:het )?ons|aceitar|aceite|"
    r"resposta|assinad\w*|devolvid\w*|need (?:an|your) answer|answer by)\b"
)
_OFFER_ENDS = re.compile(
    r"\b(?:offer|letter|angebot|offre|oferta|aanbod|aanbieding|proposta|vertragsangebot|"
    r"proposition)\b[^.;]{0,60}?\b(?:expire[sd]?|laps\w*|open|valid|remain\w*|void|withdrawn|stand\w*|deadline|"
    r"good (?:through|until)|"
    r"gültig|gilt|läuft|befristet|bindend|gehalten|valable|expire|válida|vigente|vence|caduca|geldig|vervalt|loopt "
    r"af|expira|end[se]?|stays|held|runs|rescinded|available)\b"
    r"|\b(?:deadline|expiry|expiration|expires|offer expires|offer valid until|respond by|reply by|accept by|"
    r"antwortfrist|frist)\b"
)
_OTHER_SUBJECT = re.compile(
    r"\b(?:options?|rsus?|permit|visa|licen[cs]e|passport|probation|grant|award|enrol\w*|election|background|"
    r"screening|i-9|(?:right[- ]to[- ]work|identity|supporting|onboarding|immigration|visa) documents?|proof|"
    r"contract (?:ends|expires)|fixed[- ]term|lease|insurance|benefits?|"
    r"laptop|start\w*|first day|onboarding|commenc\w*|begin\w*|join us|vest\w*|bonus (?:is|will)|review|policy|"
    r"cover(?:age)?|aufenthalt\w*|arbeitserlaubnis|befristet(?:es)? arbeits\w*|zertifikat|dated|warrants)\b"
)
_BY = re.compile(
    r"(?:\bby|\buntil|\bbefore|\bthrough|\btill|no later than|not later than|on or before|prior to|bis (?:zum|"
    r"spätestens|einschließlich)?|spätestens (?:bis )?(?:zum|am)?|avant(?: le)?|jusqu'au|au plus tard(?: le)?|"
    r"antes del?|hasta(?: el)?|a más tardar(?: el)?|uiterlijk(?: op)?|closes(?: on)?|ends(?: on)?|vóór|voor|tot(?: "
    r"en met)?|até(?: ao?)?|(?:o )?mais tardar|\bon|deadline(?: is)?:?|:|expires|am|le|el|op|valid until|lapses)\s*"
    r"(?:close of business|cob|eod|end of (?:the )?(?:business )?day|end of business|noon|midnight|midday|the end "
    r"of)?(?: on)?(?: of)?[\s,(]*\Z"
)
# Whether the day itself still counts, these leave open.
_BEFORE = re.compile(r"(?:(?<!on or )\bbefore|\bprior to|\bavant(?: le)?|\bantes del?|\bvóór|\bvoor)[\s,]*\Z")
_ZONE = (
    r"(?:pacific|eastern|central|mountain|gmt|utc|bst|cet|cest|ist|sgt|aest|aedt|awst|pst|pdt|est|edt|cst|cdt|mst|mdt|"
    r"pt|et|ct|mt|jst|gst|uk|irish|israel|london|singapore|dubai|paris|"
    r"berlin|mez|mesz)(?: (?:standard |daylight )?time)?|uhr"
)
_TIME = re.compile(
    rf"(?:\b\d{{1,2}}(?:[:.]\d{{2}})?\s?(?:[ap]\.?m\.?|uhr|o'clock)|\b\d{{1,2}}:\d{{2}}\b|\b\d{{1,2}}h\d{{2}}\b|"
    rf"\bnoon\b|\bmidnight\b|close of business|end of business|\bcob\b|\beod\b)(?:,?\s?\(?(?:{_ZONE})\b\)?)?"
)
_WITHIN = re.compile(
    r"(?:within|in|for|innerhalb von|binnen|sous|dans|en|en un plazo de|binnen|dentro de|no prazo de)\s(?:a period "
    r"of )?\Z"
)
_LEFT_FROM = re.compile(
    r"\s?(?:of|from|after|following|ab|nach|à compter de|a partir de|na) (?:the |this |its )?(?:date|day|receipt|"
    r"letter|this letter|offer|datum|erhalt|réception|date)[\w ]{0,30}"
)


@dataclass(frozen=True, slots=True)
class Deadlines:
    """``written_on``: the date of the letter, if it states one; ``today``: the reader's."""

    days: dict[int, Day]
    written_on: date | None
    today: date | None

    def read(self, passage: Passage, draft: Draft) -> None:
        answers = _ANSWERS.search(passage.low) or _OFFER_ENDS.search(passage.low)
        if not answers:
            return
        self._within(passage, draft)
        found = [
            figure
            for figure in passage.of_kind("date")
            if _BY.search(_without_times(passage.before(figure, 70)))
            and _is_answer(passage.low[: figure.start - passage.start], passage.low[figure.end - passage.start :])
        ]
        for figure in found:
            day = self.days[figure.start]
            read, sure = self._day(day)
            times = _TIME.search(passage.low)
            extra = passage.of_kind("time")
            if read is None:
                continue
            only = len(found) == 1
            is_open = bool(_BEFORE.search(passage.before(figure, 70)))
            certain = sure and only and not (is_open or figure.is_doubtful or passage.is_elsewhere)
            draft.add("respond_by", read, passage, [figure], is_certain=certain)
            if times and only:
                words = " ".join(times[0].split())
                draft.add("respond_by_time", words, passage, extra, is_certain=certain)

    def _day(self, day: Day) -> tuple[date | None, bool]:
        if day.day is not None:
            return day.day, not day.is_doubtful
        if self.written_on:
            return in_year(day, self.written_on), True
        if self.today:
            return in_year(day, self.today), day.weekday is not None
        return None, False

    def _within(self, passage: Passage, draft: Draft) -> None:
        """ "Within five business days of the date of this letter"."""
        for figure in passage.of_kind("length"):
            if figure.unit not in ("day", "week") or not _WITHIN.search(passage.before(figure, 24)):
                continue
            words = passage.between(figure.start, figure.end)
            left = _LEFT_FROM.match(passage.between(figure.end, passage.end))
            if left is None and not passage.says("open for", "valid for", "remain open", "offer"):
                continue
            if _OTHER_SUBJECT.search(passage.low[: figure.start - passage.start]) or passage.says(
                "start date", "first day", "hire", "terminat", "leav"
            ):
                continue
            said = " ".join(f"{words}{left[0] if left else ''}".split())
            draft.add("respond_within", said, passage, [figure])
            from_letter = bool(
                left and ("date" in left[0] or "letter" in left[0] or "datum" in left[0]) and "receipt" not in left[0]
            )
            if self.written_on and from_letter:
                count = int(figure.value) * (7 if figure.unit == "week" else 1)
                business = "business" in words or "working" in words or "werktag" in words
                day = _business_days(self.written_on, count) if business else self.written_on + timedelta(days=count)
                draft.add("respond_by", day, passage, [figure], is_certain=False)


def _is_answer(before: str, behind: str) -> bool:
    """Whether an answer is what the date ends, and nothing else that stands in front of it."""
    ours = max((match.end() for shape in (_ANSWERS, _OFFER_ENDS) for match in shape.finditer(before)), default=-1)
    others = max((match.end() for match in _OTHER_SUBJECT.finditer(before)), default=-1)
    if ours < 0:
        return others < 0 and bool(_ANSWERS.search(re.split(r"[.;,]", behind)[0]))
    # "Bring your documents, and sign by": what is returned isn't the other thing.
    return others < 0 or (ours > others and bool(re.search(r", |;| and | und ", before[others:ours])))


def _without_times(before: str) -> str:
    return re.sub(r"(?:\b(?:at|um|à|a las|om|às) )?,?\s*$", "", _TIME.sub("", before)) + " "


def _business_days(start: date, count: int) -> date:
    day = start
    while count > 0:
        day += timedelta(days=1)
        if day.weekday() < 5:
            count -= 1
    return day
