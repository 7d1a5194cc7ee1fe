"""The terms of a package as form fields, in the words of an offer letter: the one table of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Any, cast

from django import forms

from display.formatting import listed, money, whole_money
from display.forms import choice_field, show_instead
from guides.models import VestingPreset
from offers.entry import rows
from offers.entry.fields import (
    AmountField,
    BonusField,
    CountField,
    DayField,
    PercentsField,
    PriceField,
    ShareField,
    SomePercentsField,
)
from offers.models import GrantTerms, Round
from pay.amounts import ReadAmount
from pay.basis import PART_NAMES, BasePart, PayBasis, Period

MONEY = (*("base", "bonus", "bonus_guaranteed", "signing", "signing_2", "signing_3", "signing_4", "other"),)
# Fields of the form that say of the grant that is negotiated what its row holds under another name, or the same.
OF_THE_GRANT = {
    "equity": "value",
    "equity_kind": "kind",
    "equity_currency": "currency",
    "vesting_years": "years",
    "vesting_percents": "percents",
    "cliff_months": "cliff_months",
    "vesting_every": "every_months",
    "starts_after": "starts_after",
    "starts_on": "starts_on",
    "condition": "condition",
    "shares": "shares",
    "close": "close",
    "close_on": "close_on",
    "strike": "strike",
    "window_months": "window_months",
    "preferred": "preferred",
    "fair_value": "fair_value",
    "fully_diluted": "fully_diluted",
}
GRANT_MONEY = ("equity", *rows.PRICES)
# Rows of a kind, and the field of a round that holds them.
ROWS = {"parts": "base_parts", "grants": "grants", "on_top": "on_top", "words": "in_words"}
# What is asked once and may then be meant.
ASKED_BONUS = 100


def in_order(grants: Iterable[GrantTerms]) -> tuple[GrantTerms, list[GrantTerms]]:
    """The grant that is negotiated, and the further ones, refreshers among them."""
    every = list(grants)
    first = next((grant for grant in every if grant.recurs_from is None), None)
    return first or GrantTerms(), [grant for grant in every if grant is not first]


def terms_initial(terms: Round) -> dict[str, Any]:
    """Stored terms as the first values of a form."""
    unit, bonus = "percent", terms.bonus_percent
    if terms.bonus_amount is not None:
        unit, bonus = "amount", terms.bonus_amount
    elif terms.bonus_months is not None:
        unit, bonus = "months", terms.bonus_months
    grant, further = in_order(terms.grants)
    of_grant = {field: getattr(grant, name) for field, name in OF_THE_GRANT.items()}
    return (
        {name: getattr(terms, name) for name in Round.TERMS if name != "grants"}
        | of_grant
        | {
            "base_is_full_time": "full" if terms.base_is_full_time else "",
            "vesting_years": grant.years.normalize() if grant.years else None,
            "bonus": bonus,
            "bonus_unit": unit,
            "parts": [rows.PartForm.initial_of(part) for part in terms.base_parts],
            "grants": [rows.GrantForm.initial_of(one) for one in further],
            "on_top": [rows.OnTopForm.initial_of(row) for row in terms.on_top],
            "words": [rows.WordsForm.initial_of(row) for row in terms.in_words],
        }
    )


def _number(label: str, most: int, **kwargs: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        required=False,
        min_value=Decimal("0.5"),
        max_value=most,
        decimal_places=2,
        widget=forms.NumberInput(attrs={"inputmode": "decimal", "step": "any"}),
        **kwargs,
    )


class TermsForm(forms.Form):
    """The terms of one package; ``clean_terms`` reads what was typed, ``terms`` are the fields of a ``Round``.

    ``rows`` has those of which there may be several: parts of base, further grants, what comes on top, words.
    """

    # What stands in another currency than the form's, and in which that is.
    two_currencies: str

    base = AmountField(label="Base salary a year", help_text="Before tax. 210,000 or 210k. Paid otherwise? See below.")
    equity = AmountField(label="Equity grant, whole", help_text="As the letter values it. 0 for none.")
    vesting_years = rows.years_field("Years to vest")
    equity_kind = forms.ChoiceField(
        label="Kind of equity", choices=Round.EquityKind.choices, initial=Round.EquityKind.UNSPECIFIED
    )
    bonus = BonusField(label="Yearly bonus", help_text="The target; 0 for none.")
    bonus_unit = forms.ChoiceField(
        label="Bonus is",
        choices=[("percent", "% of base"), ("amount", "amount a year"), ("months", "months of pay")],
    )
    signing = AmountField(label="Signing bonus", help_text="Once, in the first year. 0 for none.")
    # Unlikely amounts that the candidate has been asked about: sent again, they are meant.
    asked_about = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    # Paid otherwise?
    base_per = forms.ChoiceField(
        label="The base is an amount", required=False, choices=Round.Per.choices, initial=Round.Per.YEAR
    )
    salaries = _number("Salaries a year", 24, help_text="Of pay by the month: 12, 13, 13.5, 14.")
    hours_a_week = _number("Hours a week", 100)
    days_a_week = _number("Days a week", 7)
    weeks_a_year = _number("Paid weeks a year", 53, help_text="52 if the letter doesn't say.")
    working_share = ShareField(label="Share of full time", help_text="0.6, 60% or 3/5. Blank for full time.")
    base_is_full_time = forms.TypedChoiceField(
        label="Of part time, the base above is",
        required=False,
        coerce=bool,
        empty_value=None,
        choices=[("", "what you are paid"), ("full", "what full time would be paid")],
    )
    bonus_of = forms.MultipleChoiceField(
        label="A bonus in percent or months is of",
        required=False,
        choices=[("all", "All of base pay"), *rows.PART_CHOICES],
        widget=forms.CheckboxSelectMultiple,
        help_text="If base pay has parts.",
    )

    # More about the cash
    bonus_kind = forms.ChoiceField(
        label="The bonus is", required=False, choices=Round.BonusKind.choices, initial=Round.BonusKind.TARGET
    )
    bonus_guaranteed = AmountField(label="Guaranteed bonus in year 1", help_text="Paid in place of the target.")
    other = AmountField(label="Other pay a year", help_text="Commission at target and the like.")
    other_words = forms.CharField(label="What that is", required=False, max_length=200)
    signing_2 = AmountField(label="Signing bonus, year 2")
    signing_3 = AmountField(label="Signing bonus, year 3")
    signing_4 = AmountField(label="Signing bonus, year 4")
    clawback = forms.ChoiceField(
        label="If you leave early, you pay back",
        required=False,
        choices=[("", "Not known"), *Round.Clawback.choices],
    )
    clawback_months = forms.IntegerField(label="Within how many months", required=False, min_value=1, max_value=60)
    clawback_percents = SomePercentsField(
        label="Percent to pay back in each year", help_text="100 / 50: all in the first, half in the second."
    )
    clawback_owed = forms.ChoiceField(
        label="You pay back", required=False, choices=[("", "Not known"), *Round.ClawbackOwed.choices]
    )
    clawback_trigger = forms.ChoiceField(
        label="It is owed when", required=False, choices=[("", "Not known"), *Round.ClawbackTrigger.choices]
    )
    joins_on = DayField(label="The job begins on")

    # More about the equity
    equity_currency = forms.ChoiceField(label="The grant's currency", required=False)
    vesting = forms.ChoiceField(label="How it vests", required=False)
    vesting_percents = PercentsField(
        label="Or percent in each year", help_text="5 / 15 / 40 / 40. Adds up to 100; counts before the choice above."
    )
    cliff_months = forms.IntegerField(
        label="Nothing vests before month", required=False, min_value=0, max_value=120, help_text="The cliff: often 12."
    )
    vesting_every = rows.step_field()
    starts_after = forms.IntegerField(
        label="Granted so many months after the start", required=False, min_value=0, max_value=120
    )
    starts_on = DayField(label="Or granted on")
    condition = forms.CharField(
        label="What else has to come true", required=False, max_length=200, help_text="Such as a performance target."
    )
    shares = CountField(label="Number of shares or options", help_text="Blank if the letter only gives a value.")
    close = PriceField(label="Last close of a listed share", help_text="What a share counts, and when that was.")
    close_on = DayField(label="The close of")
    strike = PriceField(label="Strike price of an option")
    window_months = rows.window_field()
    preferred = PriceField(label="Preferred price of a share", help_text="What investors paid in the last round.")
    fair_value = PriceField(label="409A value of a share", help_text="The fair value of a common share.")
    fully_diluted = CountField(label="All shares, fully diluted")

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        # A row more is wanted: what was sent comes back as it is, and isn't judged yet.
        self.is_draft = data is not None and "another" in data
        if self.is_draft:
            data, kwargs["initial"] = None, kwargs.get("initial", {}) | rows.another(data)
        super().__init__(data, *args, **kwargs)
        self.presets = list(VestingPreset.objects.all())
        choice_field(self, "vesting").choices = [
            ("", "Evenly over the years above"),
            *((str(preset.pk), preset.name) for preset in self.presets),
        ]
        choice_field(self, "equity_currency").choices = rows.grant_currencies()
        if self["base_per"].value() not in {"", None, Round.Per.YEAR}:
            self.fields["base"].label, self.fields["base"].help_text = (
                "Base salary",
                "Before tax, paid as chosen below.",
            )
        data = self.data if self.is_bound else None
        self.rows = {
            prefix: rows.Rows(prefix, form, data, self.initial.get(prefix) or ()) for prefix, form in rows.FORMS.items()
        }
        self.read_rows: dict[str, tuple[Any, ...]] = {}
        if self.is_draft and (grown := self.rows.get(str(self.initial["another"]))):
            next(iter(grown.forms[-1].fields.values())).widget.attrs["autofocus"] = True

    def is_valid(self) -> bool:
        return super().is_valid() and not any(kind.has_errors for kind in self.rows.values())

    @property
    def has_errors(self) -> bool:
        return self.is_bound and not self.is_valid()

    @property
    def answer_status(self) -> int:
        """The status of an answer that shows the form."""
        return 422 if self.is_bound else 200

    @property
    def field_errors(self) -> list[forms.BoundField]:
        """The fields to look at, in the order of the page."""
        own = [field for field in self.visible_fields() if field.errors]
        return [*own, *(field for kind in self.rows.values() for field in kind.field_errors)]

    # What was typed

    def clean_terms(self, data: dict[str, Any], currency: str | None) -> None:
        """Read what was typed; ``currency`` is ``None`` where the choice of one is wrong itself."""
        self._clean_bonus_unit(data)
        own = rows.grant_currency(self, data.get("equity_currency") or "", currency, GRANT_MONEY)
        data["equity_currency"] = own
        self._clean_amounts(data, MONEY, currency)
        self._clean_amounts(data, GRANT_MONEY, own or currency)
        self._clean_vesting(data)
        self.read_rows = {prefix: kind.read(currency) for prefix, kind in self.rows.items()}
        self._clean_base(data, currency)
        self._clean_bonus(data, currency)
        self._clean_grant(data)
        self._clean_clawback(data)

    def ask_once(self, name: str, typed: str, question: str) -> None:
        """Ask about what is unlikely; sent again as it is, it is meant. ``typed`` has no blank in it."""
        asked = str(self.data.get("asked_about", "")).split()
        key = f"{name}={typed[:40]}"
        if key not in asked:
            self.add_error(name, question)
            show_instead(self, "asked_about", " ".join([*asked, key])[-200:])

    def _clean_bonus_unit(self, data: dict[str, Any]) -> None:
        if bonus := data.get("bonus"):
            data["bonus"] = bonus.read
            if bonus.is_percent:
                data["bonus_unit"] = "percent"

    def _clean_amounts(self, data: dict[str, Any], names: Iterable[str], currency: str | None) -> None:
        for name in names:
            read = data.get(name)
            if not isinstance(read, ReadAmount):
                continue
            data[name] = read.amount
            if currency and read.contradicts(currency) and name not in self.errors:
                self.add_error(name, self.two_currencies.format(seen=read.named, chosen=currency))

    @property
    def basis(self) -> PayBasis:
        """How base pay is stated, of what was typed."""
        data = self.cleaned_data
        return PayBasis(
            cast("Period", data.get("base_per") or "year"),
            data.get("salaries"),
            data.get("weeks_a_year"),
            data.get("days_a_week"),
            data.get("hours_a_week"),
            data.get("working_share") or Decimal(1),
            bool(data.get("base_is_full_time")),
        )

    def _clean_base(self, data: dict[str, Any], currency: str | None) -> None:
        data["base_per"] = data.get("base_per") or Round.Per.YEAR
        data["base_is_full_time"] = bool(data.get("base_is_full_time"))
        if data["base_per"] == Round.Per.HOUR and not data.get("hours_a_week") and "hours_a_week" not in self.errors:
            usual = " 40 is usual in the United States: 40 × 52 = 2,080 hours a year." if currency == "USD" else ""
            self.add_error("hours_a_week", f"How many hours a week?{usual}")
        if data["base_per"] == Round.Per.DAY and not data.get("days_a_week") and "days_a_week" not in self.errors:
            self.add_error("days_a_week", "How many days a week?")
        parts = self.read_rows.get("parts", ())
        whole = sum((part.amount for part in parts), Decimal(0))
        if not parts or "base" in self.errors:
            return
        if data.get("base") is None:
            data["base"] = whole
        elif data["base"] != whole and currency:
            self.add_error(
                "base",
                f"Its parts add up to {money(whole, currency)}, not {money(data['base'], currency)}. Change one of "
                "them, or leave the base blank: it is then their sum.",
            )

    def _clean_bonus(self, data: dict[str, Any], currency: str | None) -> None:
        data["bonus_kind"] = data.get("bonus_kind") or Round.BonusKind.TARGET
        bonus, unit = data.get("bonus"), data.get("bonus_unit")
        chosen = data.get("bonus_of") or []
        data["bonus_of"] = (
            [name for name in chosen if name != "all"] if unit != "amount" and "all" not in chosen else []
        )
        if not bonus or "bonus" in self.errors:
            return
        if unit == "percent" and bonus > 300:
            self.add_error("bonus", "A bonus of more than 300 percent? If this is an amount, choose that beside it.")
        if unit == "months" and bonus > 36:
            self.add_error("bonus", "A bonus of more than 36 months of pay? Choose what it is beside it.")
        parts: tuple[BasePart, ...] = self.read_rows.get("parts", ())
        if unit != "amount" and len(parts) > 1 and not chosen:
            self.add_error("bonus_of", f"Of what? {self._bonuses(bonus, unit, parts, currency)}")
        of = data["bonus_of"] if "bonus_of" not in self.errors else []
        missing = [name for name in of if name not in {part.name for part in parts}]
        if missing:
            names = listed([PART_NAMES[name] for name in missing])
            self.add_error("bonus_of", f"The base above has no {names}: add it to the parts.")
        a_year = self.basis.a_year(data.get("base"))
        if unit == "amount" and bonus <= ASKED_BONUS and a_year and currency and a_year > ASKED_BONUS * 10:
            shown, meant = money(bonus, currency), whole_money(a_year * bonus / 100, currency)
            self.ask_once(
                "bonus",
                f"{bonus.normalize():f}",
                f"{shown} a year is very little. Did you mean {bonus.normalize():f}% of base, {meant}? Then choose "
                f"“% of base” beside it. If {shown} is right, save again.",
            )

    def _bonuses(self, bonus: Decimal, unit: str | None, parts: Iterable[BasePart], currency: str | None) -> str:
        """What a bonus comes to by what it is of: "Of all of base pay it is ₹6,30,000 and of basic pay ₹3,15,000." """
        basis = self.basis
        told: list[str] = []
        every = [("all of base pay", sum((part.amount for part in parts), Decimal(0)))]
        every += [(PART_NAMES[part.name], part.amount) for part in parts if part.name in PART_NAMES][:1]
        for name, amount in every:
            a_year = basis.a_year(amount)
            if a_year is not None and currency:
                comes_to = a_year * bonus / 100 if unit == "percent" else bonus * basis.months_of(a_year)
                told.append(f"{name}{'' if told else ' it is'} {money(comes_to, currency)}")
        return f"Of {' and of '.join(told)}." if told else ""

    def _clean_clawback(self, data: dict[str, Any]) -> None:
        """Percentages are steps, whatever is chosen beside them; steps without percentages say nothing."""
        percents = data.get("clawback_percents")
        kind = data.get("clawback")
        if percents and not kind:
            data["clawback"] = Round.Clawback.STEPS
        elif percents and kind != Round.Clawback.STEPS:
            self.add_error("clawback_percents", "Percentages by year, or what is chosen above: which of the two?")
        elif kind == Round.Clawback.STEPS and not percents and "clawback_percents" not in self.errors:
            self.add_error("clawback_percents", "Which percentage in each year, such as 100 / 50?")

    def _clean_vesting(self, data: dict[str, Any]) -> None:
        """What was typed counts before a preset, a preset before the years."""
        preset = next((preset for preset in self.presets if str(preset.pk) == data.get("vesting")), None)
        if preset and not data.get("vesting_percents") and "vesting_percents" not in self.errors:
            data["vesting_percents"] = preset.percents
            if data.get("cliff_months") is None:
                data["cliff_months"] = preset.cliff_months
            data["vesting_every"] = data.get("vesting_every") or preset.every_months
        if data.get("vesting_percents"):
            data["vesting_years"] = Decimal(len(data["vesting_percents"]))

    def _clean_grant(self, data: dict[str, Any]) -> None:
        grant = self._grant(GrantTerms(), self.fields.__contains__)
        rows.check_grant(self, grant, {name: field for field, name in OF_THE_GRANT.items()})
        every = [grant, *self.read_rows.get("grants", ())]
        if any(one.starts_on for one in every) and not data.get("joins_on") and "joins_on" not in self.errors:
            self.add_error("joins_on", "A grant begins on a day: when does the job begin?")

    # What is stored

    @property
    def terms(self) -> dict[str, Any]:
        """The cleaned terms, by the names of a round's fields; its grants are ``grants``'s to make."""
        data = self.cleaned_data
        unit = data["bonus_unit"]
        found = {name: data[name] for name in Round.TERMS if name in data and name != "grants"}
        stored = {name: self.read_rows[prefix] for prefix, name in ROWS.items() if prefix != "grants"}
        return (
            found
            | stored
            | {
                "bonus_percent": data["bonus"] if unit == "percent" else None,
                "bonus_amount": data["bonus"] if unit == "amount" else None,
                "bonus_months": data["bonus"] if unit == "months" else None,
            }
        )

    def grants(self, before: Iterable[GrantTerms], is_sent: Callable[[str], bool]) -> tuple[GrantTerms, ...]:
        """The grants with what was typed of them; what isn't sent stays as it was ``before``."""
        first, further = in_order(before)
        grant = self._grant(first, is_sent)
        others = self.read_rows["grants"] if self.rows["grants"].is_sent else further
        return (*([] if grant == GrantTerms() else [grant]), *others)

    def _grant(self, before: GrantTerms, is_sent: Callable[[str], bool]) -> GrantTerms:
        data = self.cleaned_data
        typed = {name: data[field] for field, name in OF_THE_GRANT.items() if is_sent(field) and field in data}
        if "percents" in typed:
            typed["percents"] = tuple(typed["percents"] or ())
        return replace(before, **typed)
