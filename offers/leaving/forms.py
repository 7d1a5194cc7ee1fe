"""What leaving the current job loses, in rows that are kept with it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from display.formatting import exact_money
from offers.entry.fields import AmountField, CountField, DayField, PriceField
from offers.models import Round
from offers.whatif import AssumedForm
from pay.forfeits import FORFEIT_NAMES, Forfeit

# Empty rows at first and beside those that are kept, and as many as there may be.
AT_FIRST, EMPTY, MOST = 4, 2, 16
CELLS = ("kind", "shares", "price", "amount", "until")


class LeavingForm(AssumedForm):
    """The terms on which a job is left; ``save`` keeps them with the job's newest terms."""

    leaves_on = DayField(label="You would leave on", help_text="Blank: today.")
    notice_months = forms.IntegerField(label="Your notice, in months", required=False, min_value=0, max_value=24)

    def __init__(self, data: Any, *, terms: Round, currency: str) -> None:
        self.terms, self.currency = terms, currency
        kept = list(terms.forfeits)
        self.count = min(max(len(kept) + EMPTY, AT_FIRST, self._sent(data)), MOST)
        initial: dict[str, Any] = {"leaves_on": terms.leaves_on, "notice_months": terms.notice_months}
        for number, forfeit in enumerate(kept):
            initial |= {f"{cell}_{number}": getattr(forfeit, cell) for cell in CELLS}
        super().__init__(data, initial=initial)

    @staticmethod
    def _sent(data: Any) -> int:
        return sum(name.startswith("kind_") for name in data or ())

    def further_fields(self) -> dict[str, forms.Field]:
        found: dict[str, forms.Field] = {}
        for number in range(self.count):
            found |= {
                f"kind_{number}": forms.ChoiceField(
                    label="What", required=False, choices=[("", "Choose"), *FORFEIT_NAMES.items()]
                ),
                f"shares_{number}": CountField(label="Shares"),
                f"price_{number}": PriceField(label="At a price of"),
                f"amount_{number}": AmountField(label="Or an amount"),
                f"until_{number}": DayField(label="Lost before", help_text="Blank: whenever."),
            }
        return found

    @property
    def rows(self) -> list[list[forms.BoundField]]:
        return [[self[f"{cell}_{number}"] for cell in CELLS] for number in range(self.count)]

    def clean(self) -> dict[str, Any]:
        super().clean()
        for number in range(self.count):
            self._clean_row(number)
        self._clean_unvested()
        return self.cleaned_data

    def _clean_unvested(self) -> None:
        """What is unvested is a part of the grants that are entered with the job, in shares or as an amount."""
        data = self.cleaned_data
        grants = [grant for grant in self.terms.package(self.currency).first_grants if not grant.is_none]
        counts, quotes = [grant.shares for grant in grants], [grant.amount for grant in grants]
        shares = amount = Decimal(0)
        for number in range(self.count):
            if data.get(f"kind_{number}") != "equity" or self.errors.get(f"amount_{number}"):
                continue
            read = data.get(f"amount_{number}")
            shares += data.get(f"shares_{number}") or 0
            amount += (read.amount if read else None) or 0
            most, granted = sum(filter(None, counts), Decimal(0)), sum(filter(None, quotes), Decimal(0))
            if most and None not in counts and shares > most:
                told = f"That makes {shares:,.0f} unvested shares; the grants entered with this job have {most:,.0f}."
                self.add_error(f"shares_{number}", told)
                return
            # Shares may be worth more than they were: then their number and their price say so.
            if granted and None not in quotes and amount > granted:
                self.add_error(
                    f"amount_{number}",
                    f"That makes {exact_money(amount, self.currency)} unvested; the grants entered with this job come "
                    f"to {exact_money(granted, self.currency)}. If their price has risen, enter shares at a price.",
                )
                return

    def _clean_row(self, number: int) -> None:
        data = self.cleaned_data
        kind, shares, until = (data.get(f"{cell}_{number}") for cell in ("kind", "shares", "until"))
        price, amount = (self._read(f"{cell}_{number}") for cell in ("price", "amount"))
        if not kind:
            if shares is not None or price is not None or amount is not None or until:
                self.add_error(f"kind_{number}", "What is it?")
            return
        if amount is not None and (shares is not None or price is not None):
            self.add_error(f"amount_{number}", "Either shares at a price, or an amount.")
        elif amount is None and shares is None:
            self.add_error(f"amount_{number}", "How much is it? Type 0 if there is none.")
        elif shares is not None and price is None:
            self.add_error(f"price_{number}", "At which price?")

    def _read(self, name: str) -> Any:
        """The amount typed for a field; one in another currency is said beside it."""
        read = self.cleaned_data.get(name)
        if read is None:
            return None
        if read.contradicts(self.currency):
            told = f"The amount says {read.named}, but the job is paid in {self.currency}."
            self.add_error(name, told)
        return read.amount

    @property
    def forfeits(self) -> tuple[Forfeit, ...]:
        data = self.cleaned_data
        found = []
        for number in range(self.count):
            if kind := data[f"kind_{number}"]:
                price, amount = (data[f"{cell}_{number}"].amount for cell in ("price", "amount"))
                found.append(Forfeit(kind, amount, data[f"shares_{number}"], price, data[f"until_{number}"]))
        return tuple(found)

    def save(self) -> None:
        self.terms.forfeits = self.forfeits
        self.terms.leaves_on = self.cleaned_data["leaves_on"]
        self.terms.notice_months = self.cleaned_data["notice_months"]
        self.terms.save(update_fields=["forfeits", "leaves_on", "notice_months"])


def leaving_day(terms: Round, today: date) -> date:
    """The day on which the job would be left."""
    return terms.leaves_on or today
