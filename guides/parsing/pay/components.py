"""Cells and their captions → the components of a band."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from pay.net_pay import says_gross, says_net

from guides.document.document import Bonus, EquityRange, Finding, OtherPay, PercentRange, Period, Range, Severity
from guides.parsing.pay.captions import Caption, equity_kind
from guides.parsing.pay.cells import Cell
from guides.parsing.text.figures import Figure

_SIGN_ON = re.compile(r"\bsign(?:ing)?[- ]?on\b|\bsigning\b", re.IGNORECASE)
_BONUS_WORD = re.compile(r"\bbonus\b|\bperformance\b", re.IGNORECASE)
_SHARES = re.compile(r"\bshares\b|\bunits\b|#", re.IGNORECASE)


@dataclass
class Components:
    """Takes a band's cells one by one; ``values`` are its components, ``findings`` what is doubtful.

    ``currency``: the band's. The first cell of a component counts. ``signed``:
    the row's money carries signs, so that a bare number under "Options" counts
    options. ``contradicts_heading``: the equity is a year's part by its cell
    and a whole grant by the heading above it. ``net``: the words around the
    table, or the row's name, say that its amounts are what is left after tax.
    """

    line: int | None
    place: str
    currency: str | None
    signed: bool = False
    net: bool = False
    contradicts_heading: bool = False
    values: dict[str, Any] = field(default_factory=dict)
    other: list[OtherPay] = field(default_factory=list)
    equivalents: dict[str, dict[str, Any]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def _find(self, code: str, severity: Severity, message: str) -> None:
        self.findings.append(Finding(code, severity, message, self.line, self.place))

    def take(self, caption: Caption, cell: Cell) -> None:
        """Read a cell as what its caption, or its own words, say that it is."""
        kind = caption.component or "other"
        # "$20K sign-on" under "Sign-On / Bonus": the cell's words win.
        if kind == "signing" and _BONUS_WORD.search(caption.text.replace("Signing Bonus", "")):
            if cell.percents or (_BONUS_WORD.search(cell.text) and not _SIGN_ON.search(cell.text)):
                kind = "bonus"
        elif kind == "bonus" and _SIGN_ON.search(cell.text):
            kind = "signing"
        if kind == "aside":
            self._unused(caption, cell)
            return
        value: Bonus | EquityRange | Range | None
        if kind == "bonus":
            value = self._bonus(caption, cell)
        elif kind == "equity":
            value = self._equity(caption, cell)
        elif kind == "other":
            self._other(caption, cell)
            return
        else:
            value = self._range(caption, cell, kind)
        if value is None:
            return
        if kind in self.values:
            self._second(kind, value, caption, cell)
            return
        self.values[kind] = value
        for code, figure in cell.others(value.currency or self.currency, self.currency):
            made = replace(_as(value, figure, caption), currency=None)
            if not figure.is_inverted and not figure.mixes_currencies:
                self.equivalents.setdefault(code, {}).setdefault(kind, made)

    def _second(self, kind: str, value: Any, caption: Caption, cell: Cell) -> None:
        """A further column of a part: the same in another currency, pay of another kind, or unused."""
        first = self.values[kind]
        if value.currency != first.currency:
            # "Base (Local)" beside "Base (USD)": the one in the row's currency is the band's.
            if value.currency is None:
                self.values[kind], value = value, first
            self.equivalents.setdefault(value.currency, {}).setdefault(kind, replace(value, currency=None))
        elif kind == "bonus" and {first.kind, value.kind} == {"percent", "amount"}:
            percent, amount = (first, value) if first.kind == "percent" else (value, first)
            self.values[kind] = replace(amount, percent=PercentRange(percent.min, percent.max, percent.open))
        elif kind == "equity" and value.kind != first.kind and value.unit == "money" and _is_yearly(value):
            self.other.append(OtherPay(caption.text, value.min, value.max, "year", value.open, value.currency))
        else:
            message = f"“{caption.text}” is a second column for {kind}; the first is used."
            self._find("column-unused", "info", message)

    def _unused(self, caption: Caption, cell: Cell) -> None:
        if not cell.is_empty:
            self._find("column-unused", "info", f"“{caption.text}” (“{cell.text}”) has no place in a band.")

    def _amount(self, caption: Caption, cell: Cell) -> Figure | None:
        """The cell's main amount, in one currency and the right way up; else ``None`` with a finding."""
        if cell.period and cell.amounts and caption.component != "equity":
            message = f"“{cell.text}” under “{caption.text}” is pay by the {cell.period}: no year's pay is made of it."
            self._find("cell-period", "warning", message)
            return None
        if not cell.amounts:
            if (not cell.is_empty and not cell.percents) or (cell.percents and caption.component != "bonus"):
                self._words(caption, cell)
            return None
        return self._whole(caption, cell, cell.amounts[0])

    def _whole(self, caption: Caption, cell: Cell, figure: Figure) -> Figure | None:
        """A cell's first figure if both its ends can be told, and it is pay before tax."""
        if figure.unit != "percent" and (self.net or _is_net(caption, cell)):
            message = f"“{cell.text}” under “{caption.text}” is pay after tax: no band before tax is made of it."
            self._find("cell-net", "warning", message)
            return None
        if cell.is_ambiguous(self.currency):
            self._find(
                "cell-ambiguous", "warning", f"“{cell.text}” under “{caption.text}” can be read in several ways."
            )
            return None
        if cell.is_top:
            # A bonus may be nothing at all; of other pay the lower end is not known.
            if caption.component in {"bonus", "signing"}:
                return figure._replace(minimum=Decimal(0))
            self._find("cell-ambiguous", "info", f"“{cell.text}” under “{caption.text}” gives an upper end only.")
            return None
        if figure.mixes_currencies:
            ends = {figure.currency(self.currency), *_ends(figure, self.currency)} - {None}
            self._find(
                "currency-mixed",
                "warning",
                f"“{cell.text}” under “{caption.text}” names two currencies"
                + (f"; the rest of the row is in {self.currency}." if self.currency in ends else "."),
            )
            if self.currency not in ends:
                return None
            figure = figure._replace(symbols=("", ""))
        if figure.is_inverted:
            self._find(
                "range-inverted",
                "error",
                f"“{cell.text}” under “{caption.text}” has its minimum above its maximum.",
            )
            return None
        return figure

    def _words(self, caption: Caption, cell: Cell) -> None:
        self._find("cell-not-numeric", "info", f"“{cell.text}” under “{caption.text}” gives no amount.")

    def _currency_of(self, figure: Figure, caption: Caption) -> str | None:
        own = figure.currency(self.currency)
        if not any(figure.symbols) and len(caption.currencies) == 1:
            own = caption.currencies[0]
        return own if own and own != self.currency else None

    def _range(self, caption: Caption, cell: Cell, kind: str) -> Range | None:
        figure = self._amount(caption, cell)
        if figure is None:
            return None
        months = months_of(figure, caption)
        period: Period = "once" if kind == "signing" else "month" if months > 1 else "year"
        return Range(
            figure.minimum * months,
            _maximum(figure, months),
            period,
            _still_open(figure),
            self._currency_of(figure, caption),
            caption.basis,
        )

    def _equity(self, caption: Caption, cell: Cell) -> EquityRange | None:
        figure = self._amount(caption, cell)
        if figure is None:
            return None
        named = equity_kind(cell.text)
        period, years = caption.equity_period, caption.years
        if figure.period == "grant":
            period, years = "grant", figure.years
        elif figure.period in {"year", "month"}:
            # "55K a month" under "Stock, over 4 years" is one or the other.
            self.contradicts_heading = period == "grant" and (years or 1) > 1
            period, years = "year", None
        months = months_of(figure, caption)
        bare = figure.unit == "number"
        shares = cell.counts_shares or (bare and bool(_SHARES.search(caption.text)))
        shares = shares or (bare and self.signed and caption.equity_kind == "options")
        return EquityRange(
            figure.minimum * months,
            _maximum(figure, months),
            period,
            years,
            named if named != "unspecified" else caption.equity_kind,
            "shares" if shares else "money",
            _still_open(figure),
            None if shares else self._currency_of(figure, caption),
        )

    def _bonus(self, caption: Caption, cell: Cell) -> Bonus | None:
        if cell.says_none:
            return Bonus("none")
        if not (cell.amounts or cell.percents):
            return None if cell.is_empty else Bonus("text", text=cell.text)
        caption = replace(caption, component="bonus")
        figure = self._whole(caption, cell, (*cell.amounts, *cell.percents)[0])
        if figure is None:
            return None
        if figure.unit == "percent":
            percent = _percent(figure)
            return Bonus("percent", percent.min, percent.max, open=percent.open)
        return Bonus(
            "amount",
            figure.minimum,
            _maximum(figure),
            _percent(cell.percents[0]) if cell.percents else None,
            open=_still_open(figure),
            currency=self._currency_of(figure, caption),
        )

    def _other(self, caption: Caption, cell: Cell) -> None:
        bare = bool(cell.amounts) and self.signed and cell.amounts[0].unit == "number"
        # A strike price, a sum for moving or a grant of three years is no year's pay.
        if not cell.amounts or bare or not caption.is_recurring or cell.amounts[0].period == "grant":
            self._unused(caption, cell)
            return
        figure = self._amount(caption, cell)
        if figure is None:
            return
        months = months_of(figure, caption)
        self.other.append(
            OtherPay(
                caption.text,
                figure.minimum * months,
                _maximum(figure, months),
                "month" if months > 1 else "year",
                _still_open(figure),
                self._currency_of(figure, caption),
            )
        )


def _is_net(caption: Caption, cell: Cell) -> bool:
    """Whether a cell's first amount is, or may be, what is left after tax. Its own words say more than its header."""
    own = cell.text[: cell.amounts[1].start] if len(cell.amounts) > 1 else cell.text
    if says_net(own):
        return True
    return says_net(caption.text) and not says_gross(own)


def _is_yearly(equity: EquityRange) -> bool:
    return equity.period == "year" or (equity.kind == "profit_share" and equity.period == "unknown")


def months_of(figure: Figure, caption: Caption) -> int:
    """By what an amount is multiplied to make it a year's."""
    return figure.salaries if figure.period == "month" or (caption.monthly and not figure.period) else 1


def _ends(figure: Figure, likely: str | None) -> set[str | None]:
    """The currencies of a figure's two ends."""
    return {figure._replace(symbols=(symbol, "")).currency(likely) for symbol in figure.symbols}


def _maximum(figure: Figure, times: int = 1) -> Decimal | None:
    if figure.is_open and figure.minimum == figure.maximum:
        return None
    return figure.maximum * times


def _still_open(figure: Figure) -> bool:
    """Whether a printed maximum carries a "+"."""
    return figure.is_open and figure.minimum != figure.maximum


def _percent(figure: Figure) -> PercentRange:
    return PercentRange(figure.minimum, _maximum(figure), _still_open(figure))


def _as(value: Any, figure: Figure, caption: Caption) -> Any:
    """The same component with another figure's amounts, which may be a year's beside a month's."""
    months = months_of(figure, caption)
    changed = replace(value, min=figure.minimum * months, max=_maximum(figure, months), open=_still_open(figure))
    if isinstance(value, Bonus):
        return replace(changed, percent=None)
    if isinstance(value, Range) and value.period in {"year", "month"}:
        return replace(changed, period="month" if months > 1 else "year")
    return changed
