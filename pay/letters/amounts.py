"""The grammar of an amount: which noun it is attached to, and by what.

An amount belongs to the noun behind it ("$80,000 of RSUs", "20% bonus"), or to the nearest in front of it if nothing
stands between but words that tie the two ("a base salary at a rate of"). A word that isn't known ties nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from pay.letters.atoms import Atom
from pay.letters.figures import Figure
from pay.letters.surroundings import (
    condition_of,
    is_negated,
    is_partial,
    is_per_share,
    is_range,
    is_split_in_percent,
)
from pay.letters.ties import (
    AGAIN,
    AND,
    AS,
    BOUNDS,
    DETERMINERS,
    EQUITY,
    GENERIC,
    ISSUERS,
    LEAST,
    MOST,
    OF,
    PAID_IN_EQUITY,
    PRICES,
    RANGE,
    SKIPPED_AFTER,
)
from pay.letters.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure with what it is attached to. ``part`` "" where that is nothing that is known.

    ``measure``: of which part a percentage is. ``is_certain``: the grammar leaves no other reading. ``alias_of``: the
    figure that this one says again. ``lot``: what makes one of several of it ("second", "refresher").
    """

    figure: Figure
    part: str = ""
    period: str = ""
    measure: str = ""
    is_certain: bool = False
    is_most: bool = False
    per_share: bool = False
    alias_of: Figure | None = None
    noun: Atom | None = None
    meanings: frozenset[str] = frozenset()
    is_behind: bool = False
    is_condition: bool = False


@dataclass(frozen=True, slots=True)
class _Head:
    noun: Atom
    index: int
    meanings: frozenset[str]
    is_clean: bool = True
    is_coordinated: bool = False
    preposition: str = ""
    after_other: bool = False


@dataclass(slots=True)
class Phrases:
    """The amounts of one sentence. ``context``: the noun of a heading above a line that has none."""

    atoms: list[Atom]
    words: Vocabulary
    context: Atom | None = None
    amounts: list[Amount] = field(default_factory=list)
    _measures: set[int] = field(default_factory=set)

    def read(self) -> list[Amount]:
        self._find_measures()
        is_figure_first = self._is_figure_first()
        places = []
        for index, atom in enumerate(self.atoms):
            if atom.figure and atom.figure.kind in ("money", "percent", "count", "number"):
                places.append(index)
                self.amounts.append(self._amount(index, atom.figure, is_figure_first=is_figure_first))
        for place in range(len(places) - 1):
            self._columns(place, places[place], places[place + 1])
        return self.amounts

    def _columns(self, place: int, at: int, following: int) -> None:
        """Two amounts side by side in a table: a month's and a year's, or one of which isn't meant."""
        if any(atom.kind != "sign" or atom.key not in "|=-" for atom in self.atoms[at + 1 : following]):
            return
        first, second = self.amounts[place], self.amounts[place + 1]
        if (
            first.figure.kind not in ("money", "number", "percent")
            or second.figure.kind not in ("money", "number", "percent")
            or not first.part
        ):
            return
        low, high = sorted((first.figure.value, second.figure.value))
        if low and high == 12 * low:
            monthly = first.figure.value == low
            self.amounts[place] = replace(first, period="month" if monthly else "year")
            self.amounts[place + 1] = replace(
                first, figure=second.figure, period="year" if monthly else "month", alias_of=first.figure
            )
        else:
            self.amounts[place] = replace(first, is_certain=False)

    def _find_measures(self) -> None:
        """The nouns that only say of what a percentage is."""
        for index, atom in enumerate(self.atoms):
            if atom.figure and atom.figure.kind in ("percent", "fraction"):
                measure = self._measure(index)
                if measure is not None:
                    self._measures.add(measure)

    def _measure(self, index: int) -> int | None:
        at = index + 1
        if not self._is_word(at, OF | {"du", "des", "del", "do", "da", "van", "der", "vom"}):
            return None
        for place in range(at + 1, min(at + 9, len(self.atoms))):
            atom = self.atoms[place]
            if atom.kind == "noun":
                return place
            if atom.kind == "period" or (
                atom.kind == "word"
                and (atom.key in self.words.modifiers or atom.key in DETERMINERS or atom.key in self.words.links)
            ):
                continue
            return None
        return None

    def _is_figure_first(self) -> bool:
        """ "190 base, 20% bonus" rather than "base 190, bonus 20%"."""
        for atom in self.atoms:
            if atom.figure and atom.figure.kind in ("money", "percent", "count", "number"):
                return True
            if atom.kind == "noun":
                return False
        return False

    def _is_word(self, at: int, words: frozenset[str]) -> bool:
        return 0 <= at < len(self.atoms) and self.atoms[at].kind == "word" and self.atoms[at].key in words

    def _amount(self, index: int, figure: Figure, *, is_figure_first: bool) -> Amount:
        measure_at = self._measure(index) if figure.kind == "percent" else None
        measure = self.atoms[measure_at].key if measure_at is not None else ""
        if measure_at is None and figure.kind == "percent" and self._is_word(index + 1, OF):
            measure = "other"
        period, after = self._period_after(index)
        alias = self._alias(index, figure)
        if alias:
            return Amount(
                figure, alias_of=alias, period=period or self._period_in(self.atoms[max(0, index - 4) : index])
            )
        behind = self._behind(after if measure_at is None else measure_at + 1, figure, measured=measure_at is not None)
        front, path, bounds = self._in_front(index)
        is_condition, is_conditional = condition_of(self.atoms, index)
        per_share = is_per_share(self.atoms, index)
        head, is_behind = self._chosen(behind, front, is_figure_first=is_figure_first)
        if head is None:
            return Amount(figure, measure=measure, period=period, per_share=per_share, is_condition=is_condition)
        part, meanings = _part(head)
        own = period or head.noun.period or self._period_of(meanings) or ("" if is_behind else self._period_in(path))
        clashes = bool(head.noun.period and period and head.noun.period != period) or bool(
            period and self._period_of(meanings) not in ("", period)
        )
        is_certain = (
            head.is_clean
            and not (head.is_coordinated and not is_behind and part not in PRICES)
            and not head.after_other
            and not is_conditional
            and not is_condition
            and not clashes
            and not figure.is_doubtful
            and "least" not in bounds
            and "range" not in bounds
            and not is_range(self.atoms, index)
            and not (
                is_partial(self.atoms, index) and not (part == "base_total" and is_split_in_percent(self.atoms, index))
            )
            and not is_negated(self.atoms, index)
            and not self._is_followed_by_unknown(after if measure_at is None else measure_at + 1, is_behind=is_behind)
        )
        return Amount(
            figure, part, own, measure,
            is_certain=is_certain, is_most="most" in bounds, per_share=per_share, noun=head.noun,
            meanings=meanings, is_behind=is_behind, is_condition=is_condition,
        )  # fmt: skip

    def _chosen(self, behind: _Head | None, front: _Head | None, *, is_figure_first: bool) -> tuple[_Head | None, bool]:
        if behind and front:
            if is_figure_first:
                return behind, True
            if behind.noun.key in EQUITY and front.noun.key in PAID_IN_EQUITY:
                # "an incentive of $10,000 in stock": what it is paid in says what it is.
                is_same = front.noun.key in EQUITY or front.noun.key == "onetime"
                return (behind if is_same else replace(behind, is_clean=False)), True
            if front.noun.key in GENERIC and behind.noun.key not in GENERIC:
                return behind, True
            return front, False
        if behind:
            return behind, True
        return front, False

    def _period_after(self, index: int) -> tuple[str, int]:
        """The period behind an amount, and where the atoms behind both begin."""
        at = index + 1
        while at < len(self.atoms) and (
            self._is_word(at, SKIPPED_AFTER)
            or (self.atoms[at].kind == "sign" and self.atoms[at].key in "/," and at == index + 1)
        ):
            if self._is_word(at, frozenset({"in"})):
                break
            at += 1
        for length in (4, 3, 2, 1):
            run = self.atoms[at : at + length]
            if len(run) == length and run[0].kind == "period":
                return run[0].key, at + 1
            if len(run) == length and all(atom.kind == "word" for atom in run):
                found = self.words.periods.get(tuple(atom.key for atom in run))
                if found:
                    # "$30,000 annual bonus": the word belongs to the noun.
                    following = self.atoms[at + length] if at + length < len(self.atoms) else None
                    if following and following.kind == "noun" and length == 1:
                        return "", index + 1
                    return found, at + length
        return "", index + 1

    def _behind(self, at: int, figure: Figure, *, measured: bool) -> _Head | None:
        """The noun that an amount stands in front of."""
        begin = at
        tie = ""
        if self._is_word(at, AS | OF) and not measured:
            tie = self.atoms[at].key
            at += 1
        elif measured and self._is_word(at, AS | {"for"}):
            tie = "in"
            at += 1
        meanings: set[str] = set()
        unknown = 0
        while at < len(self.atoms) and self.atoms[at].kind in ("word", "period") and at - begin < 6:
            key = self.atoms[at].key
            if self.atoms[at].kind == "word":
                if key not in self.words.modifiers and key not in DETERMINERS:
                    # "$60,000 in Hooli RSUs"
                    unknown += 1
                    if not tie or measured or unknown > 2 or key in self.words.stops:
                        return None
                if not tie and key in DETERMINERS:
                    return None
                meanings.add(self.words.modifiers.get(key, ""))
            at += 1
        if at >= len(self.atoms) or self.atoms[at].kind != "noun" or at in self._measures:
            return None
        noun, at = self._compound(at)
        if unknown and noun.key not in ("equity", "options", "phantom"):
            return None
        if tie in OF - {"in", "em", "en"} and noun.key not in ("equity", "options", "phantom", "shares"):
            return None
        following = self.atoms[at] if at < len(self.atoms) else None
        is_clean = (
            following is None
            or following.kind != "word"
            or following.key in self.words.stops
            or following.key in self.words.links
        )
        return _Head(noun, at - 1, frozenset(meanings - {""}), is_clean=is_clean)

    def _compound(self, at: int) -> tuple[Atom, int]:
        """Nouns one behind the other are one: "signing bonus payment"; what stands last says what it is."""
        noun = self.atoms[at]
        at += 1
        while at < len(self.atoms) and self.atoms[at].kind == "noun":
            following = self.atoms[at]
            if following.key in GENERIC or (following.key == "equity" and noun.key in ("options", "phantom")):
                noun = Atom("noun", noun.key, noun.start, following.end, period=noun.period)
            else:
                noun = following
            at += 1
        return noun, at

    def _in_front(self, index: int) -> tuple[_Head | None, list[Atom], set[str]]:
        """The noun in front of an amount that words tie to it, those words, and what bounds the amount."""
        path: list[Atom] = []
        at = index - 1
        skipped = False
        while at >= 0:
            atom = self.atoms[at]
            if atom.kind == "figure":
                return None, path, set()
            if atom.kind == "noun" and at not in self._measures:
                head = self._head(at)
                has_verb = any(step.kind == "word" and step.key in self.words.verbs for step in path)
                if head.preposition in self.words.prepositions and has_verb:
                    skipped = True
                    at = head.index - 1
                    continue
                if head.noun.key == "pay" and self.context is not None and self.context.key == "base":
                    head = replace(head, noun=self.context)
                bounds, is_tied = self._ties(path)
                if not is_tied:
                    return None, path, set()
                if skipped:
                    head = replace(head, is_clean=False, preposition="")
                return head, path, bounds
            path.insert(0, atom)
            at -= 1
        if self.context is not None and not any(atom.kind == "noun" for atom in self.atoms[:index]):
            bounds, is_tied = self._ties(path)
            if is_tied:
                return _Head(self.context, -1, frozenset()), path, bounds
        return None, path, set()

    def _ties(self, path: list[Atom]) -> tuple[set[str], bool]:
        """What bounds an amount, and whether all between it and its noun ties the two."""
        keys = [atom.key for atom in path if atom.kind == "word"]
        said = f" {' '.join(keys)} "
        bounds = set()
        if any(f" {phrase} " in said for phrase in MOST):
            bounds.add("most")
        if any(f" {phrase} " in said for phrase in LEAST):
            bounds.add("least")
        if any(key in RANGE for key in keys):
            bounds.add("range")
        for atom in self._without_issuer(path):
            if atom.kind == "word":
                known = atom.key in self.words.links or (bounds and atom.key in BOUNDS | RANGE)
                if not known and self.words.modifiers.get(atom.key) != "" and atom.key not in DETERMINERS:
                    return bounds, False
            elif atom.kind == "sign" and atom.key not in ":,-|=~()/'<>":
                return bounds, False
        return bounds, True

    def _without_issuer(self, path: list[Atom]) -> list[Atom]:
        """Without "in Initech Corporation" behind shares."""
        if path and path[0].kind == "word" and path[0].key in ("in", "of"):
            for place, atom in enumerate(path[1:5], 1):
                if atom.key in ISSUERS:
                    return path[place + 1 :]
        return path

    def _head(self, at: int) -> _Head:
        """A noun with what stands in front of it."""
        noun = self.atoms[at]
        first = at
        meanings: set[str] = set()
        # Nouns one behind the other.
        while first > 0 and self.atoms[first - 1].kind == "noun":
            before = self.atoms[first - 1]
            if noun.key in GENERIC or (noun.key == "equity" and before.key in ("options", "phantom", "refresher")):
                noun = Atom("noun", before.key, before.start, noun.end, period=before.period)
            first -= 1
        is_clean = True
        at = first - 1
        while at >= 0:
            atom = self.atoms[at]
            if atom.kind == "period":
                meanings.add(atom.key)
            elif atom.kind != "word":
                break
            elif atom.key in DETERMINERS:
                at -= 1
                break
            elif atom.key in self.words.modifiers:
                meanings.add(self.words.modifiers[atom.key])
            elif atom.key in self.words.stops or atom.key in self.words.links:
                break
            else:
                is_clean = False
                break
            at -= 1
        ahead = self.atoms[at] if at >= 0 else None
        is_joined = bool(
            ahead
            and ahead.kind in ("word", "sign")
            and (ahead.key in AND or (ahead.key == "," and self._has_verb_behind(first)))
        )
        is_coordinated = is_joined and at > 0 and self.atoms[at - 1].kind == "noun"
        preposition = ahead.key if ahead and ahead.kind == "word" else ""
        after_other = False
        if preposition in ("in", "to", "from", "against", "of", "on", "into") and at > 0:
            owner = self.atoms[at - 1]
            if owner.kind == "noun" and owner.key in ("other", "pension", "severance", "commission"):
                after_other = True
            elif owner.kind == "word" and not (
                owner.key in self.words.stops
                or owner.key in self.words.links
                or owner.key in ("respect", "terms", "details", "addition", "summary", "form", "amount", "value")
            ):
                is_clean = False
        return _Head(
            noun,
            first,
            frozenset(meanings - {""}),
            is_clean=is_clean,
            is_coordinated=is_coordinated,
            preposition=preposition,
            after_other=after_other,
        )

    def _has_verb_behind(self, at: int) -> bool:
        """Whether a noun is a subject: what stands in a row with it is then, too."""
        following = self.atoms[at + 1 : at + 8]
        figure = next((place for place, atom in enumerate(following) if atom.kind == "figure"), len(following))
        return any(atom.kind == "word" and atom.key in self.words.verbs for atom in following[:figure])

    def _period_of(self, meanings: frozenset[str]) -> str:
        return next(
            (
                meaning
                for meaning in meanings
                if meaning in ("year", "month", "week", "day", "hour", "fortnight", "quarter", "half_month")
            ),
            "",
        )

    def _period_in(self, path: list[Atom]) -> str:
        """The period among the words of a noun and its ties, unless it only says when it is paid."""
        for place, atom in enumerate(path):
            before = path[place - 1].key if place else ""
            if before in ("payable", "paid", "zahlbar", "payable", "versé"):
                continue
            if atom.kind == "period":
                return atom.key
            if (
                atom.kind == "word"
                and (period := self.words.periods.get((atom.key,)))
                and atom.key not in ("year", "month", "week", "day", "hour")
            ):
                return period
        return ""

    def _alias(self, index: int, figure: Figure) -> Figure | None:
        """The figure that this one, in brackets or behind "i.e.", says again."""
        at = index - 1
        seen_mark = False
        while at >= 0 and index - at < 12:
            atom = self.atoms[at]
            if atom.figure:
                if (
                    not seen_mark
                    or atom.figure.kind not in ("money", "percent", "count")
                    or figure.kind not in ("money", "percent")
                ):
                    return None
                return atom.figure
            if atom.kind == "noun" and at not in self._measures:
                return None
            if atom.kind in ("word", "sign") and at not in self._measures:
                if atom.key in ("(", "[", "=", "~") or atom.key in (
                    "i.e",
                    "ie",
                    "equivalent",
                    "d.h",
                    "entspricht",
                    "equates",
                    "soit",
                    "namely",
                ):
                    seen_mark = True
                elif not (
                    atom.key in AGAIN
                    or atom.key in DETERMINERS
                    or atom.key in self.words.modifiers
                    or atom.key in SKIPPED_AFTER
                    or (atom.key,) in self.words.periods
                    or atom.key in OF
                ):
                    return None
            at -= 1
        return None

    def _is_followed_by_unknown(self, at: int, *, is_behind: bool) -> bool:
        if is_behind or at >= len(self.atoms):
            return False
        atom = self.atoms[at]
        if atom.kind == "noun":
            return atom.key == "other"
        return atom.kind == "word" and not (
            atom.key in self.words.stops
            or atom.key in self.words.links
            or self.words.modifiers.get(atom.key) == ""
            or atom.key in SKIPPED_AFTER
            or (atom.key,) in self.words.periods
        )


def _part(head: _Head) -> tuple[str, frozenset[str]]:
    """The part that a noun and what stands in front of it name."""
    part, meanings = head.noun.key, head.meanings
    if "other" in meanings and part not in PRICES:
        return "other", meanings
    if part in ("bonus", "onetime"):
        for meaning in ("signing", "retention", "relocation", "buyout", "guaranteed", "onetime"):
            if meaning in meanings:
                return meaning, meanings
    if part == "onetime" and "refresher" in meanings:
        return "refresher", meanings
    if part in ("equity", "options") and "refresher" in meanings:
        return "refresher", meanings
    return part, meanings
