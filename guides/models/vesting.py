"""How employers let grants vest: presets that editors keep, with the day on which they were looked up."""

from __future__ import annotations

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import models


class VestingPreset(models.Model):
    """Percent of a grant in each year; nothing before the cliff, then every so many months."""

    name = models.CharField(max_length=100, unique=True)
    percents = models.JSONField(help_text='Percent in each year, adding up to 100: ["25", "25", "25", "25"]')
    cliff_months = models.PositiveSmallIntegerField(default=12)
    every_months = models.PositiveSmallIntegerField(default=1, help_text="1 monthly, 3 quarterly, 12 yearly")
    on = models.DateField("as of", help_text="When somebody last looked it up.")
    source = models.CharField(max_length=300)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        try:
            parts = [Decimal(str(percent)) for percent in self.percents]
        except (TypeError, ArithmeticError):
            raise ValidationError({"percents": "A list of percentages, one a year."}) from None
        if sum(parts) != 100 or any(part < 0 for part in parts):
            raise ValidationError({"percents": f"The years add up to {sum(parts)}%, not 100%."})
