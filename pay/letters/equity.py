"""Grants of equity: value, number, kind, price; a letter may state several."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from pay.currencies import magnitude
from pay.letters.amounts import Amount
from pay.letters.passages import Draft, Passage

PARTS = frozenset({"equity", "options", "phantom", "shares"})
PRICES = frozenset({"strike", "fair_value", "preferred"})
_LEAST = Decimal(500)
_KINDS = (
    (
        "phantom",
        re.compile(
            r"\bphantom\b|\bvirtual (?:shares?|stock|options?|equity|share options)|\bvsops?\b|virtuelle|stock "
            r"appreciation rights|\bsars\b|acciones virtuales"
        ),
    ),
    (
        "options",
        re.compile(
            r"\boptions?\b(?! to (?:renew|extend|elect|choose))|\bisos?\b|\bnsos?\b|\bnqsos?\b|\bbspce\b|"
            r"\bwarrants\b|optionen|aktienoption|opciones|opties|opções|\besops?\b"
        ),
    ),
    (
        "rsu",
        re.compile(
            r"\bp?rsus?\b|\brestricted (?:stock|share)|\bpsus?\b|\bperformance (?:stock|share)|\b(?:stock|share) "
            r"units?\b|actions gratuites|acciones restringidas|ações restritas"
        ),
    ),
)
_DOUBLE = re.compile(
    r"double[- ]trigger|liquidity event|liquidity[- ]based|change (?:of|in) control or (?:an )?(?:ipo|initial)"
)
_GRANTS = frozenset(
    "granted grant receive awarded award get offer offered allocated purchase acquire buy subscribe on over for "
    "covering of entitled additional "
    "issue issued receives given recommend recommended is be comprises comprising up-to option options you als von "
    "über erhalten um sur de à "
    "to plus and with a an further another initial the to".split()
)
_NO_GRANT = re.compile(
    r"\bpool\b|authori[sz]ed|\bholds\b|\bin total\b|outstanding|issued share|shareholders?\b|market cap|treasury|"
    r"reserved|company has|there are|cap table|"
    r"\bminimum\b|\bcurrently (?:hold|own)|previous|unvested|forfeit|forgo|leave behind|you hold|other employees|"
    r"colleagues|board may|per employee|purchase up to"
)
_WHOLE_COMPANY = re.compile(
    r"fully[- ]diluted|outstanding|total number of shares|issued and|issued shares|capitali[sz]ation"
)
_AGAIN = re.compile(r"\b(?:additional|second|further|another|also|moreover|separate|new|performance)\b|in addition")
_GIVEN = re.compile(r"grant|award|receive|offer|recommend|eligible|propos|erhalten|gewähr")
_FORFEITED = re.compile(
    r"forfeit|unvested|make[- ]whole|buy[- ]?out|replac|left behind|leave behind|forgo|previous employer|current "
    r"employer|compensate you for"
)


@dataclass(slots=True)
class Grant:
    """``values``: field → value."""

    number: int
    kind: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    last: int = 0

    def name(self, base: str) -> str:
        return base if self.number == 1 else f"{base}_{self.number}"


@dataclass(slots=True)
class Grants:
    """The grants of a letter in their order."""

    draft: Draft
    currency: str | None = None
    grants: list[Grant] = field(default_factory=list)

    def read(self, passage: Passage, number: int) -> Grant | None:
        """Read a sentence's grant; return the one that what it says of vesting belongs to."""
        stated = [
            amount
            for amount in passage.amounts
            if amount.part in PARTS or amount.part in PRICES or amount.part == "refresher" or amount.per_share
        ]
        own: Grant | None = None
        for amount in stated:
            figure = amount.figure
            if amount.is_condition:
                continue
            if amount.part == "refresher":
                self._refresher(amount, passage)
            elif figure.kind in ("money", "number") and amount.part in PRICES:
                self._price(amount, passage)
            elif figure.kind == "money" and amount.per_share:
                self._price_of_options(amount, passage)
            elif figure.kind == "count" or (
                figure.kind == "number" and figure.value >= 100 and amount.part in ("options", "phantom", "shares")
            ):
                own = self._count(amount, passage, number) or own
            elif figure.kind == "money" and amount.part != "shares":
                own = self._value(amount, passage, number) or own
            elif figure.kind == "percent":
                self._share_of_company(amount, passage)
        if not stated or own is None:
            own = self._meant(passage)
        return own

    def _meant(self, passage: Passage) -> Grant | None:
        """The grant that a later sentence speaks of."""
        if not self.grants:
            return None
        kind = kind_of(passage.low)
        fitting = [grant for grant in self.grants if not kind or not grant.kind or grant.kind == kind]
        if len(self.grants) > 1 and not kind:
            return self.grants[-1]
        return fitting[-1] if fitting else None

    def _grant(self, name: str, value: Any, kind: str, passage: Passage, number: int) -> tuple[Grant, bool]:
        """The grant that a value belongs to, and whether that is certain."""
        for grant in self.grants:
            if grant.values.get(name) == value and (not kind or not grant.kind or grant.kind == kind):
                return grant, True
        last = self.grants[-1] if self.grants else None
        if last is None:
            return self._new(), True
        is_another = bool(kind and last.kind and kind != last.kind)
        if name not in last.values and not is_another and number - last.last <= 2:
            return last, True
        if is_another:
            same = next((grant for grant in self.grants if grant.kind == kind and name not in grant.values), None)
            return (same, True) if same else (self._new(), bool(_GIVEN.search(passage.low)) or ":" in passage.low)
        if _AGAIN.search(passage.low) and _GIVEN.search(passage.low):
            return self._new(), True
        return last, name not in last.values

    def _new(self) -> Grant:
        self.grants.append(Grant(len(self.grants) + 1))
        return self.grants[-1]

    def _put(
        self, name: str, value: Any, amount: Amount, passage: Passage, number: int, *, is_certain: bool
    ) -> Grant | None:
        kind = kind_of(_words_of(amount, passage)) or kind_of(passage.low)
        if not is_certain:
            self.draft.add(name, value, passage, [amount.figure], is_certain=False, currency=amount.figure.currency)
            return None
        grant, sure = self._grant(name, value, kind, passage, number)
        grant.values.setdefault(name, value)
        grant.last = number
        self.draft.add(
            grant.name(name), value, passage, [amount.figure], is_certain=sure, currency=amount.figure.currency
        )
        if kind and not grant.kind:
            grant.kind = kind
            self.draft.add(grant.name("equity_kind"), kind, passage, [])
        return grant

    def _value(self, amount: Amount, passage: Passage, number: int) -> Grant | None:
        figure = amount.figure
        code = figure.currency or self.currency
        if figure.value < _LEAST * Decimal(10) ** (magnitude(code) if code else 0) or amount.is_most:
            return None
        words = passage.before(figure)
        if _FORFEITED.search(passage.low) and not _GIVEN.search(words):
            return None
        certain = (
            amount.is_certain
            and not _FORFEITED.search(passage.low)
            and not re.search(r"\bpool\b|espp|purchase plan|valuation|valued the", passage.low)
        )
        # "0.5 million options" may count them.
        counts = figure.is_scaled and amount.is_behind and amount.part != "equity"
        certain = certain and not counts
        if amount.period:
            return self._put("equity_yearly", figure.value, amount, passage, number, is_certain=False)
        return self._put("equity", figure.value, amount, passage, number, is_certain=certain)

    def _count(self, amount: Amount, passage: Passage, number: int) -> Grant | None:
        figure = amount.figure
        near = passage.between(figure.start - 60, figure.end + 90)
        behind = passage.after(figure)[:90]
        if _WHOLE_COMPANY.search(behind) and (
            not re.search(r"grant|award|option to purchase|receive", passage.before(figure))
            or passage.says("there are", "based on")
        ):
            self.draft.add(
                "fully_diluted", figure.value, passage, [figure], is_certain="fully" in behind and "dilut" in behind
            )
            return None
        if _NO_GRANT.search(near.split(",")[0] if "fully" in near else near) or _FORFEITED.search(passage.low):
            return None
        last = next((atom for atom in reversed(passage.atoms) if atom.end <= figure.start), None)
        granted = (
            last is None
            or last.kind in ("noun", "figure")
            or last.key in (":", "-", "|", "(", ",", "•", "*", "~", "+", "&")
            or last.key in _GRANTS
        )
        if (
            last is not None
            and last.key in ("a", "an", "the", "of", "to", "and", "on", "for", "with", "be", "is", "you")
            and not _GIVEN.search(passage.low)
        ):
            granted = "option" in passage.before(figure, 40) or ":" in passage.before(figure, 40)
        if re.search(
            r"\b(?:half|third|quarter|%|percent|portion|rest|remainder|remaining|balance) of (?:the |your |these )*\Z",
            passage.before(figure, 30),
        ):
            granted = False
        return self._put("shares", figure.value, amount, passage, number, is_certain=amount.is_certain and granted)

    def _price(self, amount: Amount, passage: Passage) -> None:
        figure = amount.figure
        if figure.kind == "money":
            vague = passage.says("will be equal to the fair", "expected", "estimate", "approximately", "anticipate")
            self.draft.add(
                amount.part,
                figure.value,
                passage,
                [figure],
                is_certain=amount.is_certain
                and not (vague and amount.part == "strike" and "expected" in passage.before(figure)),
                currency=figure.currency,
            )

    def _price_of_options(self, amount: Amount, passage: Passage) -> None:
        """ "Options over 6,500 shares at $0.42 a share"."""
        figure = amount.figure
        if (
            re.search(r"(?:shares?|options?|units|stock)[\w ,]{0,24}\bat (?:a price of )?\Z", passage.before(figure))
            and "options" in passage.nouns
        ):
            self.draft.add(
                "strike", figure.value, passage, [figure], is_certain=not passage.is_elsewhere, currency=figure.currency
            )

    def _refresher(self, amount: Amount, passage: Passage) -> None:
        if amount.figure.kind == "money":
            self.draft.add(
                "refresher",
                amount.figure.value,
                passage,
                [amount.figure],
                is_certain=amount.is_certain and not amount.is_most,
                currency=amount.figure.currency,
            )

    def _share_of_company(self, amount: Amount, passage: Passage) -> None:
        if (
            Decimal(0) < amount.figure.value < 20
            and _WHOLE_COMPANY.search(passage.low)
            and "vest" not in passage.after(amount.figure)[:30]
        ):
            self.draft.add(
                "percent_of_company", amount.figure.value, passage, [amount.figure], is_certain=amount.is_certain
            )

    def double_trigger(self, passage: Passage) -> None:
        """A second condition said later overrules the kind that was read before."""
        if (
            _DOUBLE.search(passage.low)
            and "accelerat" not in passage.low
            and not passage.says("repay", "no double", "exit bonus")
        ):
            if not self.grants and "vest" in passage.low and kind_of(passage.low) == "rsu":
                self._new()
            grant = self._meant(passage)
            if grant is None:
                return
            if grant.kind not in ("rsu", ""):
                return
            grant.kind = "double_trigger"
            name = grant.name("equity_kind")
            self.draft.readings = [reading for reading in self.draft.readings if reading.field != name]
            self.draft.add(name, "double_trigger", passage, [])


def kind_of(words: str) -> str:
    return next((kind for kind, shape in _KINDS if shape.search(words)), "")


def _words_of(amount: Amount, passage: Passage) -> str:
    """The words from the noun to its amount, either way round."""
    noun, figure = amount.noun, amount.figure
    if noun is None:
        return ""
    start, end = min(noun.start, figure.start), max(noun.end, figure.end)
    return passage.between(start - 25, end + 40)
