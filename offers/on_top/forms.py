"""What a candidate asks of law, custom and share plans: it stands in the address."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from display.formatting import country_name
from offers.entry.fields import AmountField, DayField, PercentField, PriceField
from offers.whatif import AssumedForm
from pay.amounts import ReadAmount
from pay.anchors import Anchor, AnchorsError, standing

PERCENTILES = (10, 25, 50, 75, 90)


class OnTopForm(AssumedForm):
    """Which country's law on which day, how long one serves, and a share plan."""

    country = forms.ChoiceField(label="Country", required=False)
    on = DayField(label="In force on", help_text="Blank: today.")
    served = forms.IntegerField(label="Leaving after months", required=False, min_value=1, max_value=600)
    paid_in = AmountField(label="You pay in, a year", help_text="Of your pay, into the share plan.")
    off = PercentField(label="Discount on the share price, in %", help_text="Often 15.")
    looks_back = forms.ChoiceField(
        label="Off which price", required=False, choices=[("", "that of the last day"), ("yes", "the lower of two")]
    )
    first = PriceField(label="Price on the first day", help_text="Only what you enter counts.")
    last = PriceField(label="Price on the last day")

    def __init__(self, data: Any, *, countries: tuple[str, ...]) -> None:
        self.countries = countries
        super().__init__(data)

    def further_fields(self) -> dict[str, forms.Field]:
        choices = [("", "Choose"), *((country, country_name(country)) for country in self.countries)]
        field = self.fields["country"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - as declared
        field.choices = choices
        return {}

    def clean_off(self) -> Any:
        off = self.cleaned_data["off"]
        if off is not None and off >= 100:
            raise forms.ValidationError("Less than 100.")
        return off

    def day(self, today: date) -> date:
        found: date | None = self.value("on")
        return found or today


class SurveyForm(AssumedForm):
    """Percentiles that a survey publishes of base pay for the job."""

    source = forms.CharField(label="Whose survey, and of when", required=False, max_length=120)

    def further_fields(self) -> dict[str, forms.Field]:
        return {f"p{percentile}": AmountField(label=f"P{percentile}") for percentile in PERCENTILES}

    @property
    def anchors(self) -> list[Anchor]:
        """Those that were typed, in the order of their percentile."""
        found = []
        for percentile in PERCENTILES:
            read = self.cleaned_data.get(f"p{percentile}")
            if isinstance(read, ReadAmount) and read.amount is not None:
                found.append(Anchor(percentile, read.amount))
        return found

    def clean(self) -> dict[str, Any]:
        super().clean()
        if anchors := self.anchors:
            try:
                standing(anchors[0].figure, anchors)
            except AnchorsError as error:
                self.add_error(f"p{anchors[-1].percentile}", str(error))
        return self.cleaned_data

    @property
    def fields_of_anchors(self) -> list[forms.BoundField]:
        return [self[f"p{percentile}"] for percentile in PERCENTILES]
