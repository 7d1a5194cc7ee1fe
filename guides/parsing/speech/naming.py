"""Whom a sentence names: the guide's own company, or somebody who may be another employer.

Nobody knows all employers. So a name in the place of one ("… at Globex",
"Globex pays …") counts as one unless the guide shows it to be its own: its
company, its products, its places, its role.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from guides.parsing.text.companies import own_names
from guides.parsing.text.memo import remembered
from guides.parsing.text.words import (
    employers,
    employers_by_first_word,
    employers_in_a_word,
    is_ordinary,
    ordinary_words,
)

_TOKEN = re.compile(r"[^\W_](?:[\w&+*.'’/-]*[\w+*])?|[.!?;:—–,()\[\]]")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_NAME = re.compile(r"[^\W_]*[A-Z][\w&+*.'’/-]*|\d+[A-Z]\w*")
_SPELLED = re.compile(r"[^\W_](?:[\w&+*.'’-]*[\w+*])?")
_LOWER = re.compile(r"(?<![\w'’.@/-])[a-z][a-z]+")
_TIED = re.compile(r"-[a-z]")
_APART = re.compile(r"[-/]")
_PLACEHOLDER = re.compile(r"\[[^\[\]\n]*\]")
_POSSESSIVE = re.compile(r"['’]s?\Z")
# Behind these, a name is an employer's.
_BEFORE_EMPLOYER = frozenset(
    "at from like unlike than vs versus against joining joins leaving left beats beat rivals rival matches match"
    " outbid"
    " outbids outpays poached hired competing toward towards".split()
)
# Behind these it is one unless it has the form of a technical term.
_BEFORE_ANYTHING = frozenset(
    "with for of by to between among and or both is was are that which who whom what where when if because while"
    " as".split()
)
# "the Globex offer"
_AFTER_EMPLOYER = frozenset(
    "offer offers team teams recruiter recruiters deal package packages people role roles job number numbers band"
    " bands"
    " pays paid pay salary salaries engineers veterans alumni".split()
)
# Behind a name: what it does.
_AFTER_AGENT = frozenset(
    "is are was were has have had does did can could will would may might must should isn't doesn't won't built made"
    " won"
    " lost sent said told wrote took went gave got ran led cut grew paid sold bought beat came kept held left"
    " lets".split()
)
_PAST = re.compile(r"(?!speed|need|feed|seed)[a-z]{3,}ed")
_CAPITALS = re.compile(r"[A-Z0-9][A-Z0-9&/+.-]{1,7}s?\Z|[A-Z]\w*\d\w*\Z")
# "I", "I'll", "A"; the field's own terms.
_NO_NAME = re.compile(
    r"(?:I(?:['’]\w+)?|A|RSUs?|PSUs?|PPUs?|ISOs?|NSOs?|ESPP|TC|TDC|OTE|CTC|LPA|ESOPs?|PTO|[CV][A-Z]{1,2}O?s?|EVP|SVP"
    r"|IPO|M&A|P&L"
    r"|PnL|R&D|KPIs?|SLAs?|OKRs?|HQ|GTM|ARR|FTEs?|PhDs?|MBAs?|Day|Year|Level|Series|L\d+|IC\d+|E\d+"
    # Of "$185K" a sign is no part.
    r"|\d[\d.,]*[KMBL])(?:['’]s)?\Z"
)
_BREAKS = frozenset(".!?;:—–,()")
DATES = frozenset(
    "january february march april may june july august september october november december monday tuesday wednesday"
    " thursday friday saturday sunday q1 q2 q3 q4 fy".split()
)
_OF_PLACES = frozenset(
    "europe european asia asian africa african america american americas us usa uk eu emea apac latam india indian"
    " china"
    " chinese japan japanese germany german france french britain british england english london york francisco".split()
)


@dataclass(frozen=True, slots=True)
class Naming:
    """What a guide calls its own (words, in lower case), the employers that it names, and words that it uses."""

    own: frozenset[str]
    company: frozenset[str]
    others: frozenset[tuple[str, ...]]
    ordinary: frozenset[str]
    # Any of the others' names begins with one of these.
    begun: frozenset[str]
    # What its company is called.
    names: tuple[str, ...] = ()

    @classmethod
    def of(
        cls,
        company: str,
        *,
        about: str,
        headings: Iterable[str],
        others: Iterable[str],
        texts: Iterable[str],
        places: Iterable[str] = (),
    ) -> Naming:
        """What a guide names.

        ``about`` is its summary line, which makes even the name of a known
        employer its own (a company that was bought); ``headings`` make so of
        other names. ``others`` are employers that it names as such.
        """
        words = [word for word in _folded(company) if len(word) > 1]
        initials = "".join(re.findall(r"[A-Z]", company)).casefold()
        of_company = frozenset([*words, *([initials] if len(initials) > 1 else [])])
        theirs = frozenset(tuple(_folded(other)) for other in others if other)
        named = employers_in_a_word() | {words[0] for words in theirs if len(words) == 1}
        own = {word for text in (*headings, *places) for word in _folded(text)} - named
        own |= {word for word in _folded(about) if (word,) not in theirs} | of_company
        lower = {word for text in texts for word in _LOWER.findall(text)}
        return cls(
            own=frozenset(own | DATES | _OF_PLACES),
            company=of_company,
            others=(employers() - _made_of(own)) | {words for words in theirs if not own.issuperset(words)},
            begun=frozenset(employers_by_first_word()) | {words[0] for words in theirs if words},
            ordinary=frozenset(lower),
            names=own_names(company),
        )

    def names_company(self, text: str) -> bool:
        return any(_NAME.fullmatch(word) and self._is_company(_bare(word)) for word in _TOKEN.findall(text))

    def _is_company(self, word: str) -> bool:
        """Whether a name is the company's, or short for it: "Citi" of Citigroup."""
        return word in self.company or (len(word) > 3 and any(name.startswith(word) for name in self.company))

    def names_other(self, sentence: str) -> bool:
        """Whether a sentence names somebody who may be another employer."""
        tokens, folded = _tokens(sentence)
        return any(
            _NAME.fullmatch(token) and (self._is_known(folded, at) or self._is_other(tokens, folded, at))
            for at, token in enumerate(tokens)
        )

    def _is_known(self, folded: Sequence[str], at: int) -> bool:
        """Whether a known employer's name begins here."""
        return folded[at] in self.begun and any(
            tuple(folded[at : at + length]) in self.others
            for length in (1, 2, 3)
            if not all(map(self._is_company, folded[at : at + length]))
        )

    def _is_other(self, tokens: Sequence[str], folded: Sequence[str], at: int) -> bool:
        if not self._is_name(tokens, folded, at):
            return False
        before = next((folded[back] for back in range(at - 1, -1, -1) if not self._is_name(tokens, folded, back)), "")
        if before == "like" and at > 1 and tokens[at - 2].endswith(("would", "'d", "’d")):
            return False
        end = at + 1
        # "Ferrin Labs": ordinary words with capitals belong to it.
        while end < len(tokens) and _NAME.fullmatch(tokens[end]):
            end += 1
        after = folded[end] if end < len(tokens) else ""
        if before in _BEFORE_EMPLOYER or after in _AFTER_EMPLOYER or tokens[at].endswith(("'s", "’s")):
            return True
        if after in _AFTER_AGENT or _PAST.fullmatch(after):
            return True
        # "Holding Globex at $195K"
        if after in {"at", "for"} and end + 1 < len(tokens) and tokens[end + 1][0].isdigit():
            return True
        is_term = bool(_CAPITALS.fullmatch(tokens[at]))
        if before == "" or before in _BREAKS:
            return not is_term and (after in _BREAKS or after in {"", "and", "or"} or self._is_verb(after))
        return not is_term and before in _BEFORE_ANYTHING

    def _is_verb(self, word: str) -> bool:
        """Whether a word may be what an agent does: a form in -s of one that has a form in -ing."""
        stem = word.removesuffix("s")
        return word.endswith("s") and any(
            f"{form}ing" in self.ordinary or f"{form}ing" in ordinary_words()
            for form in (stem, stem[:-1], stem.removesuffix("e"), f"{stem}{stem[-1:]}")
        )

    def _is_name(self, tokens: Sequence[str], folded: Sequence[str], at: int) -> bool:
        """Whether a word is a name that the guide doesn't show to be its own or an ordinary word."""
        token = tokens[at]
        if (
            not _NAME.fullmatch(token)
            or folded[at] in self.own
            or _NO_NAME.match(token)
            or self._is_company(folded[at])
        ):
            return False
        if _TIED.search(token):
            # "Tower-crane": names are seldom written so.
            return False
        pieces = [piece for piece in _APART.split(folded[at]) if piece]
        return not all(piece in self.own or self._is_ordinary(piece) or piece.isdigit() for piece in pieces)

    def _is_ordinary(self, word: str) -> bool:
        return is_ordinary(word) or is_ordinary(word, self.ordinary)


@remembered(most=64, longest=1000)
def _tokens(sentence: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words and marks of a sentence, as printed and bare."""
    tokens = tuple(_TOKEN.findall(_PLACEHOLDER.sub(" ", sentence)))
    return tokens, tuple(map(_bare, tokens))


def _made_of(words: frozenset[str] | set[str]) -> set[tuple[str, ...]]:
    """The known employers whose names have no other words than some."""
    named = employers_by_first_word()
    return {name for word in words & named.keys() for name in named[word] if words.issuperset(name)}


def _bare(token: str) -> str:
    bare = token.casefold()
    return _POSSESSIVE.sub("", bare) if "'" in bare or "’" in bare else bare


def _folded(text: str) -> list[str]:
    return [_bare(word) for word in _SPELLED.findall(text)]
