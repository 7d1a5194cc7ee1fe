"""The range that the employer's own posting states, as the candidate stored it."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from guides.models.content import MoneyField
from offers.models.offers import Offer
from pay.postings.standing import PostedRange


class Posting(models.Model):
    """A posted range. Its text isn't kept; ``address`` is what the candidate typed, and nothing fetches it.

    ``hours`` a week as the posting says; ``of_share``: its figures are for the
    hours of this job. ``reported_at``: when the candidate handed the range to the editors.
    """

    class Period(models.TextChoices):
        YEAR = "year", "a year"
        MONTH = "month", "a month"
        WEEK = "week", "a week"
        DAY = "day", "a day"
        HOUR = "hour", "an hour"

    class Whole(models.TextChoices):
        BASE = "base", "base pay"
        TOTAL = "total", "total pay"

    FIELDS = (
        "lowest",
        "highest",
        "currency",
        "period",
        "whole",
        "hours",
        "of_share",
        "address",
        "posted_on",
        "read_on",
    )

    offer = models.OneToOneField(Offer, models.CASCADE, related_name="posting")
    lowest = MoneyField()
    highest = MoneyField()
    currency = models.CharField(max_length=3, help_text="ISO 4217")
    period = models.CharField(max_length=5, choices=Period.choices)
    whole = models.CharField(max_length=5, choices=Whole.choices, blank=True, help_text="Blank: it doesn't say.")
    hours = models.DecimalField("hours a week", max_digits=5, decimal_places=2, null=True, blank=True)
    of_share = models.BooleanField(default=False)
    address = models.CharField(max_length=600, blank=True)
    posted_on = models.DateField(null=True, blank=True)
    read_on = models.DateField()
    reported_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(lowest__isnull=False) | Q(highest__isnull=False), name="a_posted_range_has_an_end"
            ),
            models.CheckConstraint(
                condition=Q(lowest=None) | Q(highest=None) | Q(highest__gte=models.F("lowest")),
                name="a_posted_range_goes_up",
            ),
        ]

    def __str__(self) -> str:
        return f"posting of {self.offer}"

    @property
    def range(self) -> PostedRange:
        """As the domain knows it."""
        words: Any = self
        return PostedRange(
            self.lowest, self.highest, self.currency, words.period, words.whole, self.hours, self.of_share
        )
