"""What law or custom puts on top of pay in a country: rates that editors keep, with their days and sources."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q

from guides.models.content import CurrencyField, MoneyField


class StatutoryRateQuerySet(models.QuerySet["StatutoryRate"]):
    def in_force_on(self, day: date) -> Self:
        return self.filter(Q(starts_on=None) | Q(starts_on__lte=day), Q(ends_on=None) | Q(ends_on__gte=day))


def _rule_field(help_text: str) -> models.DecimalField:  # type: ignore[type-arg]
    return models.DecimalField(
        max_digits=6, decimal_places=2, null=True, blank=True, help_text=help_text, validators=[MinValueValidator(0)]
    )


class StatutoryRate(models.Model):
    """One rate of one country for as long as it is in force.

    In ``percent`` of the pay between two limits a year; a gratuity in days of basic pay for a year of service; further
    salaries, and whatever goes by another rule, in the words of ``note``.
    """

    class Kind(models.TextChoices):
        SUPERANNUATION = "superannuation", "superannuation"
        PENSION = "pension", "employer's pension"
        PROVIDENT_FUND = "provident_fund", "employer's provident fund"
        HOLIDAY_ALLOWANCE = "holiday_allowance", "holiday allowance"
        GRATUITY = "gratuity", "gratuity on leaving"
        EXTRA_MONTH = "extra_month", "further salaries"

    country = models.CharField(
        max_length=2,
        help_text="ISO 3166, two letters",
        validators=[RegexValidator(r"^[A-Z]{2}\Z", "A country has a code of two capitals, such as AU or NL.")],
    )
    kind = models.CharField(max_length=17, choices=Kind.choices)
    is_law = models.BooleanField("by law", default=True, help_text="Else by custom.")
    starts_on = models.DateField("in force from", null=True, blank=True, help_text="Empty: for years.")
    ends_on = models.DateField("in force until", null=True, blank=True, help_text="Empty: until further notice.")
    currency = CurrencyField(help_text="ISO 4217; of the two limits.")
    percent = models.DecimalField(
        max_digits=6, decimal_places=3, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    lower = MoneyField(help_text="A year; of pay under it nothing is due.")
    upper = MoneyField(help_text="A year; of pay over it nothing is due, such as the maximum contribution base.")
    days = _rule_field("Of a gratuity: days of basic pay for each of the first years.")
    first_years = _rule_field("How many years these are.")
    days_after = _rule_field("Days for each year after them.")
    days_a_month = _rule_field("Days by which a month's pay is divided.")
    begins_after = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Months of service before which nothing is due."
    )
    most_months = _rule_field("Months of basic pay that it comes to at most; empty: no limit.")
    note = models.CharField(max_length=300, blank=True, help_text="What else a candidate should know, in a sentence.")
    on = models.DateField("as of", help_text="When somebody last looked it up.")
    source = models.CharField(max_length=300)

    objects = StatutoryRateQuerySet.as_manager()

    class Meta:
        ordering = ["country", "kind", "starts_on"]
        constraints = [
            models.UniqueConstraint(fields=["country", "kind", "starts_on"], name="statutory_rate_once"),
            models.UniqueConstraint(
                fields=["country", "kind"], condition=Q(starts_on=None), name="statutory_rate_for_years"
            ),
        ]

    def __str__(self) -> str:
        since = f" from {self.starts_on:%Y-%m-%d}" if self.starts_on else ""
        return f"{self.country}: {self.get_kind_display()}{since}"

    def clean(self) -> None:
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": "That is before it comes into force."})
        if self.lower is not None and self.upper is not None and self.upper <= self.lower:
            raise ValidationError({"upper": "The upper limit is more than the lower one."})
        if (self.lower is not None or self.upper is not None) and not self.currency:
            raise ValidationError({"currency": "In which currency are the limits?"})
        if self.kind == self.Kind.GRATUITY:
            rule = {name: getattr(self, name) for name in ("days", "first_years", "days_after", "days_a_month")}
            empty = [name for name, value in rule.items() if value is None]
            if empty and not (len(empty) == len(rule) and self.note):
                raise ValidationError(dict.fromkeys(empty, "A gratuity needs this."))
            if self.days_a_month == 0:
                raise ValidationError({"days_a_month": "At least one day."})
        elif self.kind == self.Kind.EXTRA_MONTH:
            if not self.note:
                raise ValidationError({"note": "How many, and when are they paid?"})
        elif self.percent is None and not self.note:
            raise ValidationError({"percent": "How much is it, in percent of pay? Or say in the note how it goes."})
