"""What comes on top of base pay by contract, law or custom, or is already in the figure that a letter states.

Amounts are a year, in the package's currency, exact. Rates and limits are what
the letter or an editors' dated preset says; none stands here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

ZERO = Decimal(0)
ONE = Decimal(1)
HUNDRED = Decimal(100)
MONTHS = Decimal(12)

# Paid out in money; the rest is put by, or comes later.
CASH: frozenset[str] = frozenset({"holiday_allowance", "extra_month", "cash_allowance", "profit_pay"})
# Cash that hangs on nobody's results.
FIXED_CASH = CASH - {"profit_pay"}

KIND_NAMES = {
    "pension": "employer’s pension",
    "superannuation": "superannuation",
    "match": "retirement match",
    "provident_fund": "employer’s provident fund",
    "gratuity": "gratuity",
    "holiday_allowance": "holiday allowance",
    "extra_month": "13th month",
    "cash_allowance": "allowance in cash",
    "profit_pay": "profit share in cash",
    "espp": "employee share plan",
    "insurance": "insurance",
    "other_benefit": "other benefit",
}


@dataclass(frozen=True, slots=True)
class OnTop:
    """One such part, as an ``amount`` a year, or as ``percent`` of base (or of its parts named in ``of``).

    A percentage is of the pay between ``lower`` and ``upper`` a year, where
    there are such limits. ``matched``: percent of base that the candidate pays
    in, of which ``percent`` is added ("50 % on the first 6 %"). ``months`` is
    another month's pay so often. ``is_included``: the stated base has it in it.
    """

    kind: str
    amount: Decimal | None = None
    percent: Decimal | None = None
    of: tuple[str, ...] = ()
    lower: Decimal | None = None
    upper: Decimal | None = None
    matched: Decimal | None = None
    months: Decimal | None = None
    is_included: bool = False
    words: str = ""

    @property
    def is_cash(self) -> bool:
        return self.kind in CASH

    @property
    def fraction(self) -> Decimal | None:
        """The part of each unit of pay; ``None`` where it isn't stated in percent."""
        if self.percent is None:
            return None
        return self.percent / HUNDRED * (ONE if self.matched is None else self.matched / HUNDRED)

    def on(self, pay: Decimal) -> Decimal | None:
        """What it comes to a year on the pay that it is of; ``None`` where nothing says."""
        if self.amount is not None:
            return self.amount
        if self.fraction is None:
            return None
        counted = pay if self.upper is None else min(pay, self.upper)
        return self.fraction * max(ZERO, counted - (self.lower or ZERO))

    def paid_in(self, pay: Decimal) -> Decimal | None:
        """What the candidate has to pay in a year to get the whole of a match."""
        return None if self.matched is None else pay * self.matched / HUNDRED

    def changed_money(self, change: Callable[[Decimal], Decimal]) -> OnTop:
        """The same with every amount changed, such as by a conversion."""

        def changed(amount: Decimal | None) -> Decimal | None:
            return None if amount is None else change(amount)

        return replace(self, amount=changed(self.amount), lower=changed(self.lower), upper=changed(self.upper))


def worth(row: OnTop, base: Decimal | None, parts: Mapping[str, Decimal], month: Decimal | None) -> Decimal | None:
    """What a row comes to a year; ``None`` where that isn't known.

    ``base``: base pay a year; ``parts``: its parts by name; ``month``: a month's base pay.
    """
    if row.amount is not None:
        return row.amount
    if row.months is not None:
        return None if month is None else row.months * month
    if row.of:
        counted = [parts[name] for name in row.of if name in parts]
        return row.on(sum(counted, ZERO)) if len(counted) == len(row.of) else None
    return None if base is None else row.on(base)


def base_within(stated: Decimal, rows: Sequence[OnTop]) -> Decimal:
    """The base in a stated figure that has ``rows`` in it: 168,000 with 12 % in it is 150,000.

    A percentage stops at its upper limit: what is over that limit is all base.
    """
    fixed = sum((row.amount for row in rows if row.amount is not None), ZERO)
    open_rows = [row for row in rows if row.amount is None and row.fraction is not None]
    months = sum((row.months for row in rows if row.months is not None), ZERO) / MONTHS
    capped: list[OnTop] = []
    while True:
        slope = ONE + months + sum((row.fraction or ZERO for row in open_rows), ZERO)
        constant = sum((row.on(row.upper or ZERO) or ZERO for row in capped), ZERO)
        offset = sum(((row.fraction or ZERO) * (row.lower or ZERO) for row in open_rows), ZERO)
        base = (stated - fixed - constant + offset) / slope
        over = [row for row in open_rows if row.upper is not None and base > row.upper]
        if not over:
            return base
        capped += over
        open_rows = [row for row in open_rows if row not in over]
