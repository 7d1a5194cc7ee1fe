"""The terms of a package as form fields, in the words of an offer letter: the one table of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django import forms

from display.forms import choice_field
from guides.models import VestingPreset
from offers.entry.fields import AmountField, BonusField, CountField, PercentsField, PriceField
from offers.models import GrantTerms, Round
from pay.amounts import ReadAmount

MONEY = (
    *("base", "equity", "bonus", "signing", "signing_2", "signing_3", "signing_4", "other", "refresher"),
    *("strike", "preferred", "fair_value"),
)
VESTING_LIMITS = "Between half a year and 10 years."


# Fields of the form that say of the grant that is negotiated what its row holds under another name, or the same.
OF_THE_GRANT = {
    "equity": "value",
    "equity_kind": "kind",
    "vesting_years": "years",
    "vesting_percents": "percents",
    "cliff_months": "cliff_months",
    "vesting_every": "every_months",
    "shares": "shares",
    "strike": "strike",
    "preferred": "preferred",
    "fair_value": "fair_value",
    "fully_diluted": "fully_diluted",
}


def in_order(grants: Iterable[GrantTerms]) -> tuple[GrantTerms, list[GrantTerms], GrantTerms | None]:
    """The grant that is negotiated, the further ones, and the yearly refresher."""
    first = [grant for grant in grants if grant.recurs_from is None]
    refreshers = [grant for grant in grants if grant.recurs_from is not None]
    return (first or [GrantTerms()])[0], [*first[1:], *refreshers[1:]], next(iter(refreshers), None)


def terms_initial(terms: Round) -> dict[str, Any]:
    """Stored terms as the first values of a form."""
    by_amount = terms.bonus_amount is not None
    grant, _, refresher = in_order(terms.grants)
    of_grant = {field: getattr(grant, name) for field, name in OF_THE_GRANT.items()}
    return (
        {name: getattr(terms, name) for name in Round.TERMS}
        | of_grant
        | {
            "vesting_years": grant.years.normalize() if grant.years else None,
            "refresher": refresher.value if refresher else None,
            "refresher_from": refresher.recurs_from if refresher else None,
            "refresher_years": int(refresher.years) if refresher and refresher.years else None,
            "bonus": terms.bonus_amount if by_amount else terms.bonus_percent,
            "bonus_unit": "amount" if by_amount else "percent",
        }
    )


class TermsForm(forms.Form):
    """The terms of one package; ``clean_terms`` reads what was typed, ``terms`` are the fields of a ``Round``."""

    # What stands in another currency than the form's, and in which that is.
    two_currencies: str

    base = AmountField(label="Base salary a year", help_text="Before tax. 210,000 or 210k.")
    equity = AmountField(label="Equity grant, whole", help_text="As the letter values it. 0 for none.")
    vesting_years = forms.DecimalField(
        label="Years to vest",
        required=False,
        min_value=Decimal("0.5"),
        max_value=10,
        decimal_places=2,
        initial=4,
        error_messages={"min_value": VESTING_LIMITS, "max_value": VESTING_LIMITS},
        widget=forms.NumberInput(attrs={"inputmode": "decimal", "step": "any"}),
    )
    equity_kind = forms.ChoiceField(
        label="Kind of equity", choices=Round.EquityKind.choices, initial=Round.EquityKind.UNSPECIFIED
    )
    bonus = BonusField(label="Yearly bonus", help_text="The target; 0 for none.")
    bonus_unit = forms.ChoiceField(label="Bonus is", choices=[("percent", "% of base"), ("amount", "amount a year")])
    signing = AmountField(label="Signing bonus", help_text="Once, in the first year. 0 for none.")

    # Details that unfold
    bonus_kind = forms.ChoiceField(
        label="The bonus is", required=False, choices=Round.BonusKind.choices, initial=Round.BonusKind.TARGET
    )
    other = AmountField(label="Other pay a year", help_text="Allowances, commission at target, pension on top.")
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
    vesting = forms.ChoiceField(label="How it vests", required=False)
    vesting_percents = PercentsField(
        label="Or percent in each year", help_text="5 / 15 / 40 / 40. Adds up to 100; counts before the choice above."
    )
    cliff_months = forms.IntegerField(
        label="Nothing vests before month", required=False, min_value=0, max_value=60, help_text="The cliff: often 12."
    )
    vesting_every = forms.TypedChoiceField(
        label="After that",
        required=False,
        coerce=int,
        empty_value=None,
        choices=[
            ("", "Not known"),
            (1, "every month"),
            (3, "every quarter"),
            (6, "every half-year"),
            (12, "every year"),
        ],
    )
    shares = CountField(label="Number of shares or options", help_text="Blank if the letter only gives a value.")
    strike = PriceField(label="Strike price of an option")
    preferred = PriceField(label="Preferred price of a share", help_text="What investors paid in the last round.")
    fair_value = PriceField(label="409A value of a share", help_text="The fair value of a common share.")
    fully_diluted = CountField(label="All shares, fully diluted")
    refresher = AmountField(label="New grant each year (refresher)")
    refresher_from = forms.IntegerField(label="The first in year", required=False, min_value=1, max_value=5)
    refresher_years = forms.IntegerField(label="Each vests over years", required=False, min_value=1, max_value=6)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.presets = list(VestingPreset.objects.all())
        choice_field(self, "vesting").choices = [
            ("", "Evenly over the years above"),
            *((str(preset.pk), preset.name) for preset in self.presets),
        ]

    @property
    def field_errors(self) -> list[forms.BoundField]:
        """The fields to look at, in the order of the page."""
        return [field for field in self.visible_fields() if field.errors]

    def clean_terms(self, data: dict[str, Any], currency: str | None) -> None:
        """Read what was typed; ``currency`` is ``None`` where the choice of one is wrong itself."""
        self._clean_amounts(data, currency)
        self._clean_vesting(data)
        if (shares := data.get("shares")) and (all_shares := data.get("fully_diluted")) and shares > all_shares:
            self.add_error("fully_diluted", "Your grant alone is more than that: is a digit missing?")

    def _clean_amounts(self, data: dict[str, Any], chosen: str | None) -> None:
        if bonus := data.get("bonus"):
            data["bonus"] = bonus.read
            if bonus.is_percent:
                data["bonus_unit"] = "percent"
        for name in MONEY:
            read = data.get(name)
            if not isinstance(read, ReadAmount):
                continue
            data[name] = read.amount
            if chosen and read.contradicts(chosen):
                self.add_error(name, self.two_currencies.format(seen=read.named, chosen=chosen))
        data["bonus_kind"] = data.get("bonus_kind") or Round.BonusKind.TARGET
        bonus = data.get("bonus")
        if bonus is not None and data.get("bonus_unit") == "percent" and bonus > 300:
            self.add_error("bonus", "A bonus of more than 300 percent? If this is an amount, choose that beside it.")

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

    @property
    def terms(self) -> dict[str, Any]:
        """The cleaned terms, by the names of a round's fields."""
        data = self.cleaned_data
        by_percent = data["bonus_unit"] == "percent"
        return {name: data[name] for name in Round.TERMS if name in data} | {
            "bonus_percent": data["bonus"] if by_percent else None,
            "bonus_amount": None if by_percent else data["bonus"],
        }

    def grants(self, before: Iterable[GrantTerms], is_sent: Callable[[str], bool]) -> tuple[GrantTerms, ...]:
        """The grants with what was typed of them; what isn't sent stays as it was ``before``."""
        data = self.cleaned_data
        grant, further, refresher = in_order(before)
        typed = {name: data[field] for field, name in OF_THE_GRANT.items() if is_sent(field) and field in data}
        if "percents" in typed:
            typed["percents"] = tuple(typed["percents"])
        grant = replace(grant, **typed)
        if is_sent("refresher"):
            first, years = data.get("refresher_from") or 2, Decimal(data.get("refresher_years") or 4)
            yearly = replace(refresher or GrantTerms(), value=data["refresher"], recurs_from=first, years=years)
            refresher = replace(yearly, kind=grant.kind) if data["refresher"] else None
        said = [] if grant == GrantTerms() else [grant]
        return (*said, *further, *([refresher] if refresher else []))
