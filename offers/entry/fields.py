"""Form fields that read amounts as people type them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from pay.amounts import ReadAmount, UnreadableAmountError, read_amount
from pay.rounding import rounded
from pay.vesting import Schedule, ScheduleError

# Years of the days of a job: what is typed outside of them is a slip.
YEARS = range(1970, 2201)


class DayField(forms.DateField):
    """A day in ``YEARS``. May be left blank where it isn't required."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)

    def clean(self, value: Any) -> date | None:
        day: date | None = super().clean(value)
        if day and day.year not in YEARS:
            raise forms.ValidationError("Is the year right?")
        return day


class AmountField(forms.CharField):
    """An amount as people type it.

    Cleans to ``ReadAmount``, with the currency if one was typed.
    """

    is_price = False

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("max_length", 40)
        super().__init__(**kwargs)
        self.widget.attrs |= {"inputmode": "decimal"}

    def clean(self, value: str) -> Any:
        try:
            return read_amount(super().clean(value), is_price=self.is_price)
        except UnreadableAmountError as error:
            raise forms.ValidationError(str(error)) from None

    def prepare_value(self, value: Any) -> Any:
        return f"{value.normalize():,f}" if isinstance(value, Decimal) else value


class BonusField(AmountField):
    """An amount, or a percentage marked as such: "15%" is percent whatever was chosen beside it."""

    def clean(self, value: str) -> Any:
        text = (value or "").strip()
        read = super().clean(text.removesuffix("%"))
        return ReadBonus(read, is_percent=text.endswith("%"))


@dataclass(frozen=True)
class ReadBonus:
    read: ReadAmount
    is_percent: bool


class PercentField(forms.CharField):
    """A percentage, with its sign or without: "15", "12.5%". Cleans to ``Decimal`` or ``None``."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=12, **kwargs)
        self.widget.attrs |= {"inputmode": "decimal"}

    def clean(self, value: str) -> Any:
        text = super().clean(value).removesuffix("%").strip().replace(",", ".")
        if not text:
            return None
        if not re.fullmatch(r"\d{1,3}(?:\.\d{1,2})?", text):
            raise forms.ValidationError("Type a percentage such as 15 or 12.5.")
        return Decimal(text)

    def prepare_value(self, value: Any) -> Any:
        return f"{value.normalize():f}" if isinstance(value, Decimal) else value


class ShareField(forms.CharField):
    """A working share of full time: "0.6", "60%", "3/5". Cleans to ``Decimal`` over 0 and at most 1, or ``None``."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=12, **kwargs)
        self.widget.attrs |= {"inputmode": "decimal"}

    def clean(self, value: str) -> Any:
        text = super().clean(value).replace(",", ".").replace(" ", "")
        if not text:
            return None
        match = re.fullmatch(r"(\d{1,3}(?:\.\d{1,3})?)(%|/(\d{1,2}(?:\.\d{1,2})?))?", text)
        if not match or (match[3] and not Decimal(match[3])):
            raise forms.ValidationError("Type a share such as 0.6, 60% or 3/5.")
        share = Decimal(match[1])
        if match[2] == "%":
            share /= 100
        elif match[3]:
            share = rounded(share / Decimal(match[3]), Decimal("0.00001"))
        if not 0 < share <= 1:
            raise forms.ValidationError(f"Full time is 1, or 100%, and this is {share.normalize():f}: at most 1.")
        return share

    def prepare_value(self, value: Any) -> Any:
        return f"{value.normalize():f}" if isinstance(value, Decimal) else value


class PriceField(AmountField):
    """The price of one share."""

    is_price = True


class CountField(AmountField):
    """A whole number of things, such as shares. Cleans to ``Decimal`` or ``None``."""

    def clean(self, value: str) -> Any:
        read = super().clean(value)
        if read.currency or set(value or "") & set("$€£₹¥"):
            raise forms.ValidationError("This is a number of shares, not an amount of money.")
        if read.amount is not None and read.amount != read.amount.to_integral_value():
            raise forms.ValidationError("A whole number, such as 30,000.")
        return read.amount


class SomePercentsField(forms.CharField):
    """Percentages one after the other: "20 / 15 / 10". Cleans to a list of strings, empty if blank."""

    unreadable = "Percentages such as 20 / 15 / 10."

    def __init__(self, *, limit: Decimal = Decimal(100), **kwargs: Any) -> None:
        super().__init__(required=False, max_length=100, **kwargs)
        self.limit = limit

    def clean(self, value: str) -> list[str]:
        text = super().clean(value)
        parts = [part for part in re.split(r"[\s,;/%|]+|\band\b", text) if part]
        if len(parts) > 10 or not all(re.fullmatch(r"\d{1,4}(?:\.\d{1,2})?", part) for part in parts):
            raise forms.ValidationError(self.unreadable)
        if any(Decimal(part) > self.limit for part in parts):
            raise forms.ValidationError(f"No more than {self.limit}% each.")
        return [f"{Decimal(part).normalize():f}" for part in parts]

    def prepare_value(self, value: Any) -> Any:
        return " / ".join(str(part) for part in value) if isinstance(value, list | tuple) else value


class PercentsField(SomePercentsField):
    """Percent in each year: "5/15/40/40", "5%, 15%, 40%, 40%". Cleans to a list of strings, empty if blank."""

    unreadable = "Percent in each year, such as 5 / 15 / 40 / 40."

    def __init__(self, **kwargs: Any) -> None:
        # Whatever is too much is said with the sum.
        super().__init__(limit=Decimal(9999), **kwargs)

    def clean(self, value: str) -> list[str]:
        parts = super().clean(value)
        if not parts:
            return []
        try:
            Schedule.yearly([Decimal(part) for part in parts])
        except ScheduleError as error:
            raise forms.ValidationError(str(error)) from None
        return parts
