"""The candidate's own figures and words in a plan to counter."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms

from display.forms import choice_field, show_instead
from offers.counter.emails import email_text
from offers.counter.loading import Counter, lever_key
from offers.entry.fields import AmountField, PercentField
from offers.models import CounterPlan
from offers.planning import ASKED
from pay.amounts import ReadAmount
from pay.money import Conversion
from pay.packages import Package
from pay.plans import Part, amount_of
from pay.rounding import rounded
from pay.slots import key_of

AMOUNTS = CounterPlan.FIGURES
CHANGED_ELSEWHERE = (
    "This plan was changed in another tab or window since you opened this page. "
    "What you typed is still here: save again to keep it instead."
)


def _asked(package: Package, part: Part) -> Decimal | None:
    """What is asked for of a part as its field has it: the bonus in percent, a grant in its own currency."""
    if part == "bonus":
        return package.bonus_percent
    if part == "equity" and package.counts_options:
        return None
    amount, conversion = amount_of(package, part), package.own_currency_of_grant
    if part != "equity" or amount is None or conversion is None:
        return amount
    return rounded(conversion.back(amount), Decimal(1))


class PlanForm(forms.Form):
    """Blank figures are as the page proposes. An e-mail that is as it was composed isn't kept: it follows the plan."""

    # The e-mail as it was composed for this page, and the plan as it was then.
    composed = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    opened_at = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    ask_base = AmountField(label="Base a year")
    ask_equity = AmountField(label="Equity, whole grant")
    ask_signing = AmountField(label="Signing bonus, all of it")
    ask_bonus_percent = PercentField(label="Bonus, percent of base")
    ask_other = AmountField(label="Other pay a year")
    target = AmountField(label="Target", help_text="A year in all, on the four-year average.")
    floor = AmountField(label="Your floor", help_text="The same. Nobody but you sees it.")
    levers = forms.MultipleChoiceField(label="Reasons to give", required=False, widget=forms.CheckboxSelectMultiple)
    email = forms.CharField(
        label="The e-mail", required=False, max_length=10_000, widget=forms.Textarea(attrs={"rows": 16})
    )

    def __init__(self, data: Any, *, counter: Counter) -> None:
        self.counter = counter
        super().__init__(data, initial=self._initial())
        if self._grants:
            self.fields["ask_equity"].label = f"Equity, whole grant, in {self._grants.origin}"
        choice_field(self, "levers").choices = [
            (lever_key(lever), lever.row.title) for lever in counter.outlook.levers if not lever.is_locked
        ]

    def _initial(self) -> dict[str, Any]:
        stored = self.counter.stored
        plan = self.counter.plan
        initial: dict[str, Any] = {name: _asked(plan.ask, part) for part, name in ASKED.items()}
        if stored:
            initial |= {"target": stored.target, "floor": stored.floor}
        return initial | {
            "levers": [lever_key(lever) for lever in self.counter.chosen],
            "email": (stored.email if stored else "") or email_text(self.counter),
            "composed": key_of(email_text(self.counter)),
            "opened_at": self._stored_at(),
        }

    def _stored_at(self) -> str:
        return self.counter.stored.changed_at.isoformat() if self.counter.stored else ""

    def clean(self) -> dict[str, Any]:
        super().clean()
        data = self.cleaned_data
        for name in AMOUNTS:
            read = data.get(name)
            if isinstance(read, ReadAmount):
                data[name] = read.amount
                grant = self._grants if name == "ask_equity" else None
                if grant and read.named and not read.contradicts(grant.target) and read.contradicts(grant.origin):
                    data[name] = None if read.amount is None else rounded(grant.back(read.amount), Decimal(1))
                elif read.contradicts(grant.origin if grant else self.counter.currency):
                    self.add_error(name, self._in_another(read, grant))
        if data.get("opened_at", "") != self._stored_at():
            show_instead(self, "opened_at", self._stored_at())
            self.add_error(None, CHANGED_ELSEWHERE)
        return data

    @property
    def _grants(self) -> Conversion | None:
        """What brings the grant's own currency to the plan's, where it is another."""
        return self.counter.outlook.package.own_currency_of_grant

    def _in_another(self, read: ReadAmount, grant: Conversion | None) -> str:
        if grant:
            return f"The grant is in {grant.origin} and this plan in {grant.target}; the amount says {read.named}."
        return f"This plan is in {self.counter.currency}; the amount says {read.named}."

    def save(self) -> CounterPlan:
        data = self.cleaned_data
        figures: dict[str, Decimal | None] = {name: data[name] for name in AMOUNTS}
        outlook = self.counter.outlook
        for part, name in ASKED.items():
            # What is as the page proposes follows the guide and the alternatives.
            is_shown = figures[name] == _asked(outlook.plan.ask, part) and outlook.plan.origins.get(part) != "yours"
            if is_shown or figures[name] == _asked(outlook.guides_plan.ask, part):
                figures[name] = None
        email = data["email"].replace("\r\n", "\n").strip()
        # What was composed, now or when the page was opened, isn't the candidate's own: it follows the plan.
        is_own = bool(email) and key_of(email) not in {key_of(email_text(self.counter)), data["composed"]}
        names = [offer.employer for offer in self.counter.outlook.competing if offer.employer in email]
        plan, _ = CounterPlan.objects.update_or_create(
            offer=self.counter.outlook.offer,
            defaults=figures
            | {
                "currency": self.counter.currency,
                "equity_currency": self._grants.origin if self._grants else "",
                "levers": data["levers"],
                "email": email if is_own else "",
                "email_names": names if is_own else [],
            },
        )
        return plan
