"""A band: its ends in a grid, what they mean below, and the total that they make."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property
from typing import Any

from django import forms

from guides.admin.fields import (
    AmountField,
    CurrencyField,
    InOtherCurrenciesField,
    OtherPayField,
    PercentilesField,
    amount_text,
    range_text,
)
from guides.admin.rows.forms import NO_CONTENT, OWN_SOURCE_LABEL, RowForm
from guides.document.naming import place_key
from guides.library.terms import band_terms
from guides.models import Band, LocationAlias
from pay.bands import BandTotal, computed_total
from pay.rounding import rounded

# Part of the pay → the columns that say more about it than its ends.
COMPONENTS = {
    "base": ("period", "currency"),
    "equity": ("period", "years", "kind", "unit", "currency", "period_doubtful"),
    "bonus": ("kind", "percent_min", "percent_max", "text", "currency"),
    "signing": ("currency",),
    "total": ("period", "basis", "currency"),
    "unspecified": ("period",),
}
DETAIL_LABELS = {
    "percent_min": "% from",
    "percent_max": "% to",
    "period_doubtful": "grant or yearly? undecided",
}
COMPONENT_LABELS = {"total": "Total, stated", "unspecified": "Part not said"}
PERCENTS = ("bonus_percent_min", "bonus_percent_max")


class BandForm(RowForm):
    other = OtherPayField(label="Other pay")
    equivalents = InOtherCurrenciesField(label="Also printed in other currencies")
    percentiles = PercentilesField(label="Published percentiles")

    class Meta:
        model = Band
        fields = [
            *("region", "location", "level", "currency"),
            *(f"{part}_{name}" for part, details in COMPONENTS.items() for name in ("min", "max", "open", *details)),
            *("other", "equivalents", "percentiles", "source"),
        ]
        labels = OWN_SOURCE_LABEL
        help_texts = {"source": ""}
        field_classes = (
            {"currency": CurrencyField}
            | {f"{part}_{end}": AmountField for part in COMPONENTS for end in ("min", "max")}
            | {f"{part}_currency": CurrencyField for part, names in COMPONENTS.items() if "currency" in names}
        )
        widgets = {
            "equity_years": forms.TextInput(attrs={"inputmode": "numeric", "size": 2}),
            "bonus_percent_min": forms.TextInput(attrs={"inputmode": "decimal", "size": 4}),
            "bonus_percent_max": forms.TextInput(attrs={"inputmode": "decimal", "size": 4}),
            "bonus_text": forms.TextInput(attrs={"size": 16}),
            "total_basis": forms.TextInput(attrs={"size": 7}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for part, details in COMPONENTS.items():
            for detail in details:
                field = self.fields[f"{part}_{detail}"]
                field.label = DETAIL_LABELS.get(detail, detail)
                field.help_text = ""
            self.fields[f"{part}_open"].label = "+"
        self.fields["currency"].help_text = ""

    @cached_property
    def columns(self) -> list[dict[str, Any]]:
        """The parts of the pay as columns of the band's grid: the fields of each end, and "+" for an open one."""
        columns = []
        for part in COMPONENTS:
            if part in self.parts_aside:
                continue
            ends = [[self[f"{part}_{end}"]] for end in ("min", "max")]
            if part == "bonus":
                for end, name in zip(ends, PERCENTS, strict=True):
                    end.append(self[name])
            columns.append(
                {
                    "name": part,
                    "label": COMPONENT_LABELS.get(part, part.capitalize()),
                    "low": ends[0],
                    "high": ends[1],
                    "open": self[f"{part}_open"],
                }
            )
        return columns

    @cached_property
    def parts_aside(self) -> tuple[str, ...]:
        """Parts that a band hardly ever has: without an amount they stand below the grid."""
        names = ("unspecified_min", "unspecified_max")
        return () if any(self[name].value() or self[name].errors for name in names) else ("unspecified",)

    @cached_property
    def details(self) -> list[dict[str, Any]]:
        """What is said about each part beside its ends, folded away under ``meaning``."""
        return [
            {
                "label": COMPONENT_LABELS.get(part, part.capitalize()),
                "fields": [
                    *([self[f"{part}_{name}"] for name in ("min", "max", "open")] if part in self.parts_aside else ()),
                    *(self[f"{part}_{detail}"] for detail in details if f"{part}_{detail}" not in PERCENTS),
                ],
            }
            for part, details in COMPONENTS.items()
        ]

    @property
    def details_have_errors(self) -> bool:
        return any(field.errors for part in self.details for field in part["fields"])

    @property
    def has_more(self) -> bool:
        """Whether what hardly any band has is filled in, or refused."""
        return any(
            self[name].value() or self[name].errors for name in ("other", "equivalents", "percentiles", "source")
        )

    @property
    def meaning(self) -> str:
        """How the amounts are meant, in a line: "Base: a year · Equity: the whole grant, 4 years, RSUs"."""
        filled = []
        for part, details in COMPONENTS.items():
            if getattr(self.instance, f"{part}_min") is None and not (part == "bonus" and self.instance.bonus_kind):
                continue
            words = [
                label if text == "yes" else f"{text} years" if label == "years" else text
                for label, text in self.shown_fields(
                    self[f"{part}_{name}"] for name in details if f"{part}_{name}" not in PERCENTS
                )
                if text != "money"
            ]
            if words:
                filled.append(f"{COMPONENT_LABELS.get(part, part.capitalize())}: {', '.join(words)}")
        return " · ".join(filled)

    @property
    def shown(self) -> Iterator[tuple[str, str]]:
        """As for other rows, but each part of the pay as one text."""
        parts = tuple(f"{part}_" for part in COMPONENTS)
        in_words = [
            bound
            for bound in self.visible_fields()
            if not bound.name.startswith(parts) and bound.name not in NO_CONTENT
        ]
        yield from self.shown_fields(in_words)
        for part, details in COMPONENTS.items():
            low, high, plus = (getattr(self.instance, f"{part}_{name}") for name in ("min", "max", "open"))
            texts = [] if low is None else [range_text({"min": low, "max": high, "open": plus})]
            texts += [
                f"{label}: {text}" if text != "yes" else label
                for label, text in self.shown_fields(self[f"{part}_{name}"] for name in details)
            ]
            if low is not None or (part == "bonus" and texts):
                yield COMPONENT_LABELS.get(part, part.capitalize()), ", ".join(texts)
        if self.computed_total:
            yield "Total, computed", self.computed_total

    @cached_property
    def computed(self) -> BandTotal | None:
        """The total that comparisons use, without what it can't count; ``None`` without a base."""
        if self.instance.pk is None:
            return None
        try:
            return computed_total(band_terms(self.instance))
        except ValueError:  # an upside-down range that was typed or stored
            return None

    @property
    def computed_ends(self) -> tuple[str, str]:
        """The ends of the computed total as text; "" where there is none, "+" for an open one."""
        if self.computed is None:
            return "", ""
        maximum = self.computed.pay.maximum
        return _rounded(self.computed.pay.minimum), "+" if maximum is None else _rounded(maximum)

    @property
    def computed_total(self) -> str:
        """The computed total in one text."""
        if self.computed is None:
            return ""
        low, high = self.computed_ends
        missing = f", without {' and '.join(self.computed.missing)}" if self.computed.missing else ""
        return f"{low}{high if high == '+' else f'–{high}'}{missing}"

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        for part in COMPONENTS:
            self.refuse_inverted(f"{part}_min", f"{part}_max")
        self.refuse_inverted("bonus_percent_min", "bonus_percent_max")
        kind = cleaned.get("bonus_kind")
        if kind == Band.BonusKind.PERCENT and cleaned.get("bonus_percent_min") is None:
            self.add_error("bonus_percent_min", "How many percent?")
        if kind == Band.BonusKind.AMOUNT and cleaned.get("bonus_min") is None:
            self.add_error("bonus_min", "How much?")
        if not kind and any(cleaned.get(f"bonus_{name}") for name in ("min", "percent_min", "text")):
            self.add_error("bonus_kind", "Is this percent of base, an amount, or words?")
        region = cleaned.get("region")
        if region and not cleaned.get("location") and {"region", "location"} & set(self.changed_data):
            alias = LocationAlias.objects.select_related("location__merged_into").filter(key=place_key(region)).first()
            cleaned["location"] = alias.location.current if alias else None
        if not cleaned.get("currency") and any(cleaned.get(f"{part}_min") for part in COMPONENTS):
            self.add_error("currency", "An amount needs its currency.")
        return cleaned


def _rounded(amount: Decimal) -> str:
    return amount_text(rounded(amount, Decimal(1)))
