"""Exchange rates: stored, dated, with their source. Nothing is fetched at run time."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import models


class ExchangeRateQuerySet(models.QuerySet):
    def newest_by(self, day: date, currencies: Collection[str] | None = None) -> dict[str, ExchangeRate]:
        """The newest rate not after ``day`` for each of the currencies, or for all that have one."""
        latest = (
            self.model.objects.filter(on__lte=day, currency=models.OuterRef("currency"))
            .order_by("-on", "-pk")
            .values("pk")[:1]
        )
        rates = self.filter(pk=models.Subquery(latest))
        if currencies is not None:
            rates = rates.filter(currency__in=currencies)
        return {rate.currency: rate for rate in rates}


class ExchangeRate(models.Model):
    """``per_euro`` units of ``currency`` cost one euro on a day."""

    currency = models.CharField(max_length=3, help_text="ISO 4217")
    per_euro = models.DecimalField(max_digits=15, decimal_places=6)
    on = models.DateField("date")
    source = models.CharField(max_length=300)

    objects = ExchangeRateQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "currency"]
        constraints = [
            models.UniqueConstraint(fields=["currency", "on", "source"], name="one_rate_per_day_and_source"),
            models.CheckConstraint(condition=models.Q(per_euro__gt=0), name="rate_positive"),
        ]

    def __str__(self) -> str:
        return f"1 EUR = {self.per_euro.normalize():f} {self.currency} ({self.on:%Y-%m-%d})"
