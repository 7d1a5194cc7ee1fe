"""Rows of the offer's form: parts of base pay, further grants, what comes on top, terms in words.

Each kind is a formset that works without JavaScript: a button sends the form
back with one row more, and nothing that was typed is lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict

from display.formatting import currency_choices
from offers.entry.fields import AmountField, CountField, DayField, PercentField, PercentsField, PriceField
from offers.models import GrantTerms, InWords, Round
from offers.models.rows import WORDS
from pay.amounts import ReadAmount
from pay.basis import PART_NAMES, BasePart
from pay.on_top import KIND_NAMES, OnTop

MOST_ROWS = 10
PART_CHOICES = [(name, f"{words[:1].upper()}{words[1:]}") for name, words in PART_NAMES.items()]
STEPS = [("", "Not known"), (1, "every month"), (3, "every quarter"), (6, "every half-year"), (12, "every year")]
VESTING_LIMITS = "Between half a year and 10 years."


def years_field(label: str) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        required=False,
        min_value=Decimal("0.5"),
        max_value=10,
        decimal_places=2,
        error_messages={"min_value": VESTING_LIMITS, "max_value": VESTING_LIMITS},
        widget=forms.NumberInput(attrs={"inputmode": "decimal", "step": "any"}),
    )


def step_field() -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label="After that", required=False, coerce=int, empty_value=None, choices=STEPS)


def window_field() -> forms.IntegerField:
    return forms.IntegerField(
        label="Months to exercise options after leaving",
        required=False,
        min_value=0,
        max_value=240,
        help_text="Often 3; ask the recruiter.",
    )


class RowForm(forms.Form):
    """One row; ``currency`` is the offer's, and ``row`` what was typed, or ``None`` where nothing was."""

    row: Any = None
    # A row of nothing but choices that stand there anyway is none.
    CHOSEN_ANYWAY: frozenset[str] = frozenset()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["use_required_attribute"] = False
        super().__init__(*args, **kwargs)

    @property
    def says_something(self) -> bool:
        """Whether anything was typed or stands there."""
        names = [name for name in self.fields if name not in self.CHOSEN_ANYWAY]
        return any(self[name].value() not in (None, "", [], False) for name in names)

    def amount(self, name: str, currency: str | None) -> Decimal | None:
        """The amount of a field; typed in another currency it is refused beside it."""
        read = self.cleaned_data.get(name)
        if not isinstance(read, ReadAmount):
            return None
        if currency and read.contradicts(currency):
            self.add_error(name, f"The amount says {read.named}, but this is in {currency}. Change one or the other.")
        return read.amount

    def read(self, currency: str | None) -> Any:
        """The row as it is stored. Adds errors beside its fields."""
        raise NotImplementedError


class PartForm(RowForm):
    name = forms.ChoiceField(label="Part", required=False, choices=[("", "Choose"), *PART_CHOICES])
    amount_paid = AmountField(label="Amount", help_text="For the same time as the base.")

    @staticmethod
    def initial_of(part: BasePart) -> dict[str, Any]:
        return {"name": part.name, "amount_paid": part.amount}

    def read(self, currency: str | None) -> BasePart | None:
        amount, name = self.amount("amount_paid", currency), self.cleaned_data.get("name")
        if amount is not None and not name:
            self.add_error("name", "Which part of the base is this?")
        if name and amount is None and not self.errors:
            self.add_error("amount_paid", "How much is it? Leave the part out if that isn't known.")
        return BasePart(name or "", amount or Decimal(0))


class GrantForm(RowForm):
    """A further grant, or one that recurs."""

    CHOSEN_ANYWAY = frozenset({"kind", "currency"})

    kind = forms.ChoiceField(
        label="Kind of equity", required=False, choices=Round.EquityKind.choices, initial=Round.EquityKind.UNSPECIFIED
    )
    currency = forms.ChoiceField(label="Its currency", required=False)
    value = AmountField(label="Value, whole", help_text="As the letter values it.")
    shares = CountField(label="Number of shares or options", help_text="Blank if the letter only gives a value.")
    years = years_field("Years to vest")
    percents = PercentsField(label="Or percent in each year", help_text="5 / 15 / 40 / 40. Adds up to 100.")
    cliff_months = forms.IntegerField(
        label="Nothing vests before month", required=False, min_value=0, max_value=120, help_text="The cliff: often 12."
    )
    every_months = step_field()
    starts_after = forms.IntegerField(
        label="Granted so many months after the start",
        required=False,
        min_value=0,
        max_value=120,
        help_text="Blank or 0: with the job. 12 for the first anniversary.",
    )
    starts_on = DayField(label="Or granted on")
    recurs_from = forms.IntegerField(
        label="A refresher: the like of it each year, from year",
        required=False,
        min_value=1,
        max_value=5,
        help_text="Blank if it comes once.",
    )
    condition = forms.CharField(
        label="What else has to come true", required=False, max_length=200, help_text="Such as a performance target."
    )
    close = PriceField(label="Last close of a listed share")
    close_on = DayField(label="On")
    strike = PriceField(label="Strike price of an option")
    window_months = window_field()
    preferred = PriceField(label="Preferred price of a share", help_text="What investors paid in the last round.")
    fair_value = PriceField(label="409A value of a share", help_text="The fair value of a common share.")
    fully_diluted = CountField(label="All shares, fully diluted")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["currency"].choices = grant_currencies()  # type: ignore[attr-defined]

    @staticmethod
    def initial_of(grant: GrantTerms) -> dict[str, Any]:
        return {name: getattr(grant, name) for name in GrantForm.base_fields} | {
            "years": None if grant.percents or grant.years is None else grant.years.normalize()
        }

    def read(self, currency: str | None) -> GrantTerms:
        data = self.cleaned_data
        own = grant_currency(self, data.get("currency") or "", currency, ("value", *PRICES))
        money = {name: self.amount(name, own or currency) for name in ("value", *PRICES)}
        grant = GrantTerms(
            kind=data.get("kind") or "unspecified",
            currency=own,
            shares=data.get("shares"),
            close_on=data.get("close_on"),
            fully_diluted=data.get("fully_diluted"),
            starts_after=data.get("starts_after"),
            starts_on=data.get("starts_on"),
            years=Decimal(len(data["percents"])) if data.get("percents") else data.get("years"),
            percents=tuple(data.get("percents") or ()),
            cliff_months=data.get("cliff_months"),
            every_months=data.get("every_months"),
            recurs_from=data.get("recurs_from"),
            condition=data.get("condition", ""),
            window_months=data.get("window_months"),
            **money,
        )
        check_grant(self, grant, {})
        return grant


PRICES = ("close", "strike", "preferred", "fair_value")


def grant_currencies() -> list[tuple[str, str]]:
    return [("", "The salary's"), *currency_choices(first=["USD", "EUR", "GBP"])]


def grant_currency(form: forms.Form, chosen: str, offers: str | None, names: Iterable[str]) -> str:
    """The currency of a grant, "" for the offer's own: the one chosen, else what its amounts name ("€60,000")."""
    for name in names:
        read = form.cleaned_data.get(name)
        if isinstance(read, ReadAmount) and offers and not chosen and read.contradicts(offers):
            if read.currency:
                chosen = read.currency
            else:
                form.add_error(name, f"Which currency is {read.sign}? Choose the grant’s currency; pay is in {offers}.")
                break
    return "" if chosen == offers else chosen


def check_grant(form: forms.Form, grant: GrantTerms, names: Mapping[str, str]) -> None:
    """Say beside its field what contradicts itself in a grant; ``names``: what the form calls the row's fields."""

    def beside(name: str, error: str) -> None:
        if (field := names.get(name, name)) in form.fields and field not in form.errors:
            form.add_error(field, error)

    schedule = grant.schedule
    if schedule and grant.cliff_months is not None and grant.cliff_months > schedule.months:
        beside("cliff_months", f"The grant vests over {schedule.months} months: the cliff can’t come after that.")
    if grant.shares and grant.fully_diluted and grant.shares > grant.fully_diluted:
        beside("fully_diluted", "Your grant alone is more than that: is a digit missing?")
    if grant.starts_after and grant.starts_on:
        beside("starts_on", "Either so many months after the start or a day, not both.")


class OnTopForm(RowForm):
    """Something that comes on top of base pay, or is already in it."""

    CHOSEN_ANYWAY = frozenset({"unit", "of", "is_included"})

    kind = forms.ChoiceField(
        label="What",
        required=False,
        choices=[("", "Choose"), *((kind, f"{name[:1].upper()}{name[1:]}") for kind, name in KIND_NAMES.items())],
    )
    how_much = AmountField(label="How much", help_text="8 for 8 %, or an amount a year.")
    unit = forms.ChoiceField(
        label="That is",
        required=False,
        choices=[("percent", "% of pay"), ("amount", "amount a year"), ("months", "months of pay")],
    )
    of = forms.ChoiceField(label="Percent of", required=False, choices=[("", "all of base pay"), *PART_CHOICES])
    is_included = forms.TypedChoiceField(
        label="Is it in the base above?",
        required=False,
        coerce=bool,
        empty_value=None,
        choices=[("", "no, on top"), ("in", "yes, included")],
    )
    upper = AmountField(label="Of pay up to, a year", help_text="Such as the maximum contribution base.")
    lower = AmountField(label="Of pay over, a year")
    matched = PercentField(label="A match: of the first … % that you pay in")
    words = forms.CharField(label="Conditions", required=False, max_length=200)

    @staticmethod
    def initial_of(row: OnTop) -> dict[str, Any]:
        unit = "months" if row.months is not None else "amount" if row.amount is not None else "percent"
        how_much = {"months": row.months, "amount": row.amount, "percent": row.percent}[unit]
        return {
            "kind": row.kind,
            "how_much": how_much,
            "unit": unit,
            "of": row.of[0] if row.of else "",
            "is_included": "in" if row.is_included else "",
            "upper": row.upper,
            "lower": row.lower,
            "matched": row.matched,
            "words": row.words,
        }

    def read(self, currency: str | None) -> OnTop:
        data = self.cleaned_data
        unit = data.get("unit") or "percent"
        how_much = self.amount("how_much", currency if unit == "amount" else None)
        if not data.get("kind"):
            self.add_error("kind", "What is it?")
        if unit == "percent" and how_much is not None and how_much > 100:
            self.add_error("how_much", "More than 100 percent? If this is an amount, choose that beside it.")
        if unit == "months" and how_much is not None and how_much > 12:
            self.add_error("how_much", "More than 12 months of pay? If this is an amount, choose that beside it.")
        if (data.get("matched") or 0) > 100:
            self.add_error("matched", "More than 100 percent of pay?")
        lower, upper = self.amount("lower", currency), self.amount("upper", currency)
        if lower is not None and upper is not None and lower >= upper:
            self.add_error("upper", "The upper limit is more than the lower one.")
        return OnTop(
            data.get("kind") or "other_benefit",
            amount=how_much if unit == "amount" else None,
            percent=how_much if unit == "percent" else None,
            of=(data["of"],) if data.get("of") else (),
            lower=lower,
            upper=upper,
            matched=data.get("matched"),
            months=how_much if unit == "months" else None,
            is_included=bool(data.get("is_included")),
            words=data.get("words", ""),
        )


class WordsForm(RowForm):
    kind = forms.ChoiceField(label="Term", required=False, choices=[("", "Choose"), *WORDS.items()])
    words = forms.CharField(label="In the letter's words", required=False, max_length=300)

    @staticmethod
    def initial_of(row: InWords) -> dict[str, Any]:
        return {"kind": row.kind, "words": row.words}

    def read(self, currency: str | None) -> InWords:
        kind, words = self.cleaned_data.get("kind"), self.cleaned_data.get("words")
        if words and not kind:
            self.add_error("kind", "Which term is this?")
        if kind and not words:
            self.add_error("words", "What does the letter say?")
        return InWords(kind or "other", words or "")


class Rows:
    """The rows of one kind in a form: those that are sent, else those that it starts with, and a blank one."""

    def __init__(self, prefix: str, form: type[RowForm], data: Any, start: Sequence[Mapping[str, Any]]) -> None:
        self.prefix, self.form = prefix, form
        count = _count(data, prefix) if data is not None else None
        self.is_sent = count is not None
        number = min(MOST_ROWS, len(start) + 1) if count is None else count
        self.forms = [
            form(
                data if self.is_sent else None, prefix=f"{prefix}-{at}", initial=start[at] if at < len(start) else None
            )
            for at in range(number)
        ]

    @property
    def total(self) -> int:
        return len(self.forms)

    @property
    def can_grow(self) -> bool:
        return self.total < MOST_ROWS

    @property
    def has_errors(self) -> bool:
        return any(form.errors for form in self.forms)

    @property
    def says_something(self) -> bool:
        return any(form.says_something for form in self.forms)

    @property
    def field_errors(self) -> list[forms.BoundField]:
        return [field for form in self.forms for field in form if field.errors]

    def read(self, currency: str | None) -> tuple[Any, ...]:
        """The rows that say something; errors stand beside their fields."""
        found = []
        for form in self.forms:
            if form.is_bound and form.says_something:
                form.is_valid()
                found.append(form.read(currency))
        return tuple(found)


def _count(data: Any, prefix: str) -> int | None:
    """How many rows were sent; ``None`` where none of their kind were."""
    sent = str(data.get(f"{prefix}-rows", ""))
    return min(int(sent), MOST_ROWS) if sent.isascii() and sent.isdigit() and len(sent) < 4 else None


def another(data: QueryDict) -> dict[str, Any]:
    """What was sent as the first values of a form, with one row more of the kind that is asked for, if one is."""
    typed: dict[str, Any] = {name: data.getlist(name) if name in SEVERAL else data[name] for name in data}
    for prefix, form in FORMS.items():
        count = _count(data, prefix) or 0
        every = [{name: data.get(f"{prefix}-{at}-{name}") for name in form.base_fields} for at in range(count)]
        # A blank row comes with every kind: what is blank at the end of the others would be one too many.
        if data.get("another") != prefix and every and not form(initial=every[-1]).says_something:
            every.pop()
        typed[prefix] = every
    return typed


FORMS: dict[str, type[RowForm]] = {"parts": PartForm, "grants": GrantForm, "on_top": OnTopForm, "words": WordsForm}
SEVERAL = frozenset({"bonus_of"})
