"""A letter's text for reading: folded without moving a character, and cut into sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass

# One character for one, so that a place in the folded text is the same place in the letter.
_FOLDED = str.maketrans(
    {
        **dict.fromkeys("\u00a0\u2002\u2003\u2007\u2009\u200a\u202f\u3000", " "),
        **dict.fromkeys("‘’ʼ´`", "'"),
        **dict.fromkeys("“”„«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\r\f\v\u2028\u2029\x85", "\n"),
    }
)
_BULLET = r"[•▪●◦·*‣]|-(?=\s)"
_LINE = re.compile(r"[^\n]+")
_LIST_MARK = re.compile(rf"\s*(?:{_BULLET}|\(?(?:\d{{1,2}}(?:\.\d{{1,2}}){{0,2}}|[a-z]|[ivx]{{1,4}})[.)](?=\s))")
# What a line that was only wrapped ends with.
_GOES_ON = re.compile(
    r"(?:\b(?:of|the|a|an|is|be|at|to|and|or|with|for|per|your|our|in|on|by|over|until|than|from|will|plus|valued|"
    r"worth|von|und|zu|der|die|das|ein|eine|mit|de|du|la|le|et|un|une|el|y|van|het|een|en|da|do|e|um|uma)|,)\s*\Z"
)
# "Bonus: …", "B. Variable …"
_LABEL = re.compile(r"\s*(?:[^\W\d_][\w /&()'-]{1,36}:|[A-Z]\. )")
_SHORT_FORMS = frozenset(
    "approx e.g i.e no nos rs fr sfr kr mr ms mrs dr st ca z.b bzw inkl art abs nr sec ref tel ziff evtl ggf p.ex env "
    "aprox núm sr sra bv d.h max min incl excl mio tsd str ft vs etc ksh dhs".split()
)
_COMPANY_FORMS = frozenset("inc ltd corp co llc s.a b.v n.v plc a.m p.m".split())
_NEW_SENTENCE = frozenset("we you your the this i it on in as if our they these".split())
_END = re.compile(r"[.!?;](?:[\"')\]])?(?=\s)")
# What is shorter goes with what follows in its line: "Hi. Your base is ...".
_SHORTEST = 12
# A letter alone is no word that says anything.
_SAYS = re.compile(r"\d|\w\w|[^\x00-\x7f]")
_LAST_WORD = re.compile(r"[\w.]{1,12}\Z")
_NEXT = re.compile(r"\s+(\w{0,12})")
# "bis zum 11." at the end of a line, with its month on the next.
_DAYS_NUMBER = re.compile(r"\w \d{1,2}\.\Z")
# A line is wrapped by a program where it is about as long as this.
_WRAPPED_AT = 60


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence or a line of its own, ``start`` to ``end`` in the letter. ``paragraph`` counts blank lines before."""

    start: int
    end: int
    paragraph: int


def folded(text: str) -> str:
    """Blanks, quotes and dashes of one kind each; as long as the text."""
    return text.translate(_FOLDED)


def lowered(text: str) -> str:
    """In small letters; as long as the text."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c if len(c.lower()) != 1 else c.lower() for c in text)


def sentences(text: str) -> list[Sentence]:
    """The sentences of a folded text, in order; together they hold every word and figure."""
    found = []
    for start, end, paragraph in _blocks(text):
        at = start
        for stop in _END.finditer(text, start, end):
            if stop.end() - at >= _SHORTEST and _ends(text, stop, start):
                if _SAYS.search(text, at, stop.start()):
                    found.append(Sentence(at, stop.end(), paragraph))
                at = stop.end()
        if text[at:end].strip():
            found.append(Sentence(at, end, paragraph))
    return [_trimmed(text, sentence) for sentence in found if text[sentence.start : sentence.end].strip()]


def _blocks(text: str) -> list[tuple[int, int, int]]:
    """Lines, those that were only wrapped put together: start, end, paragraph."""
    blocks: list[tuple[int, int, int]] = []
    paragraph, last_end = 0, 0
    for line in _LINE.finditer(text):
        words = line[0]
        if not words.strip():
            continue
        if text.count("\n", last_end, line.start()) > 1:
            paragraph += 1
        elif blocks and _is_wrapped(text, blocks[-1][1], words):
            blocks[-1] = (blocks[-1][0], line.end(), paragraph)
            last_end = line.end()
            continue
        blocks.append((line.start(), line.end(), paragraph))
        last_end = line.end()
    return blocks


def _is_wrapped(text: str, end: int, following: str) -> bool:
    if _LIST_MARK.match(following):
        return False
    line_start = text.rfind("\n", 0, end) + 1
    line = text[line_start:end].rstrip()
    if _DAYS_NUMBER.search(line) and _is_day(text, end):
        return True
    if not line or line[-1] in ".:;!?|\t":
        return False
    if _LABEL.match(following) or "   " in line.strip() or (line[-1].isdigit() and following.lstrip()[:1].isupper()):
        return False
    if "|" in line or "\t" in line or "\t" in following:
        return False
    first = following.lstrip()[:1]
    return first.islower() or bool(_GOES_ON.search(line[-12:].lower())) or len(line) >= _WRAPPED_AT


def _ends(text: str, stop: re.Match[str], start: int) -> bool:
    if text[stop.start()] != ".":
        return True
    last = _LAST_WORD.search(text[max(start, stop.start() - 12) : stop.start()])
    word = last[0].lower().strip(".") if last else ""
    following = _NEXT.match(text, stop.end())
    after = following[1] if following else ""
    if word in _SHORT_FORMS:
        return False
    if word in _COMPANY_FORMS or (len(word) == 1 and word.isalpha()):
        return after.lower() in _NEW_SENTENCE
    if word.isdigit() and len(word) <= 2:
        # "1. Base salary", "am 5. Januar"
        return text[start : stop.start()].strip() != word and not (last and _is_day(text, stop.end()))
    return not after[:1].islower()


def _is_day(text: str, at: int) -> bool:
    following = _NEXT.match(text, at)
    return bool(following and following[1][:3].lower() in _MONTH_BEGINNINGS)


_MONTH_BEGINNINGS = frozenset("jan feb mär mar apr mai may jun jul aug sep okt oct nov dez dec".split())


def _trimmed(text: str, sentence: Sentence) -> Sentence:
    piece = text[sentence.start : sentence.end]
    return Sentence(
        sentence.start + len(piece) - len(piece.lstrip()),
        sentence.end - (len(piece) - len(piece.rstrip())),
        sentence.paragraph,
    )
