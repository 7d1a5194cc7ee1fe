"""Exchange rates: stored, dated, with their source. Nothing is fetched at run time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Self

from django.conf import settings
from django.db import models, transaction

# How long a rate is good enough to convert pay with.
RATES_LAST = timedelta(days=30)
# Nine digits before the point, ten behind it.
RATE_DIGITS, RATE_PLACES = 9, 10
# From one stored rate to the next, up or down: more is asked about before it is stored.
JUMP = Decimal("1.1")


class ExchangeRateQuerySet(models.QuerySet["ExchangeRate"]):
    def standing(self) -> Self:
        """Those that nobody has withdrawn."""
        return self.filter(withdrawn_at=None)

    def newest_on(self, day: date) -> Self:
        """Of each currency the newest rate that stands and is not after ``day``.

        Where that day has rates of several sources, the one that was entered
        first wins, and goes on to win: a comparison stays as it was when
        somebody enters another source for the same day later.
        """
        entered = self.model.objects.standing().filter(on__lte=day)
        newest = entered.filter(currency=models.OuterRef("currency")).order_by("-on", "pk").values("pk")[:1]
        # One look-up for each currency, not for each of the many rates that it has had.
        currencies = entered.order_by().values("currency").annotate(last=models.Max("on"))
        return self.filter(pk__in=currencies.annotate(newest=models.Subquery(newest)).values("newest"))

    def grown_old(self, day: date) -> Self:
        """Of each currency the newest rate, where that is older than is good enough."""
        return self.newest_on(day).filter(on__lt=day - RATES_LAST)

    def newest_by(self, day: date) -> dict[str, ExchangeRate]:
        """``newest_on`` a day by currency."""
        return {rate.currency: rate for rate in self.newest_on(day)}

    def jumps(self, rates: Iterable[ExchangeRate]) -> list[tuple[ExchangeRate, ExchangeRate]]:
        """Those of new rates that differ by more than ``JUMP`` from the last before them, each with that one.

        The last is one of the new or of those that stand, whichever is of the later day.
        """
        rates = sorted(rates, key=lambda rate: rate.on)
        if not rates:
            return []
        currencies = {rate.currency for rate in rates}
        held = self.standing().filter(currency__in=currencies)
        near = held.filter(on__range=(rates[0].on, rates[-1].on))
        last = held.newest_by(rates[0].on - timedelta(days=1))
        found = []
        # Of one day what is held comes first: a new rate of that day is measured by it.
        for rate in sorted([*near, *rates], key=lambda rate: (rate.on, rate.pk is None)):
            before = last.get(rate.currency)
            if rate.pk is None and before and not 1 / JUMP <= rate.per_euro / before.per_euro <= JUMP:
                found.append((rate, before))
            last[rate.currency] = rate
        return found

    def sort_out(self, rates: Iterable[ExchangeRate]) -> SortedOut:
        """What adding rates would do, compared with what is held; nothing is written."""
        rates = list(rates)
        if not rates:
            return SortedOut()
        near = self.order_by().filter(
            currency__in={rate.currency for rate in rates},
            on__range=(min(rate.on for rate in rates), max(rate.on for rate in rates)),
        )
        # Plain values: there may be a quarter of a century of them.
        held_by_key = {}
        withdrawn = set()
        columns = ("currency", "on", "source", "per_euro", "withdrawn_at")
        for currency, on, source, per_euro, withdrawn_at in near.values_list(*columns):
            if withdrawn_at:
                withdrawn.add((currency, on, source, per_euro))
            else:
                held_by_key[currency, on, source] = per_euro
        found = SortedOut()
        for rate in rates:
            held = held_by_key.get(rate.key)
            if held is None and (*rate.key, rate.per_euro) in withdrawn:
                found.withdrawn.append(rate)
            elif held is None:
                found.new.append(rate)
            elif held == rate.per_euro:
                found.held.append(rate)
            else:
                found.differing.append((rate, held))
        return found

    def add_missing(self, rates: Iterable[ExchangeRate]) -> SortedOut:
        """Store those of the rates that aren't held, and say what became of each.

        Nothing is overwritten: where another rate is held for the same
        currency, day and source, it stays, and it is told with the rate as ``differing``.
        Rates are as ``rate_tables`` makes them, and no two of them the same key.
        """
        with transaction.atomic():
            found = self.sort_out(rates)
            # Somebody may be adding the same rates at this moment; theirs stay then.
            self.bulk_create(found.new, ignore_conflicts=True)
            stored = self.sort_out(found.new)
        return SortedOut(stored.held, found.held, [*found.differing, *stored.differing], found.withdrawn)


@dataclass
class SortedOut:
    """Rates by what adding them does.

    ``new`` ones, those ``held`` already, those that differ with what is held,
    and those that were ``withdrawn`` as they are, and aren't added again.
    """

    new: list[ExchangeRate] = field(default_factory=list)
    held: list[ExchangeRate] = field(default_factory=list)
    differing: list[tuple[ExchangeRate, Decimal]] = field(default_factory=list)
    withdrawn: list[ExchangeRate] = field(default_factory=list)


class ExchangeRate(models.Model):
    """``per_euro`` units of ``currency`` cost one euro on a day.

    A wrong one is withdrawn, never overwritten or deleted: it counts no more.
    """

    currency = models.CharField(max_length=3, help_text="ISO 4217")
    # Two rates are crossed: with fewer decimals a grant of some hundred thousand comes out cents away.
    per_euro = models.DecimalField(max_digits=RATE_DIGITS + RATE_PLACES, decimal_places=RATE_PLACES)
    on = models.DateField("date")
    source = models.CharField(max_length=300)
    # An old comparison can be done again with what was known on its day.
    entered_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    withdrawn_why = models.TextField(blank=True, editable=False)

    objects = ExchangeRateQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "currency"]
        constraints = [
            models.UniqueConstraint(
                fields=["currency", "on", "source"],
                condition=models.Q(withdrawn_at=None),
                name="one_rate_per_day_and_source",
            ),
            models.CheckConstraint(condition=models.Q(per_euro__gt=0), name="rate_positive"),
        ]

    def __str__(self) -> str:
        return f"1 EUR = {self.per_euro.normalize():f} {self.currency} ({self.on:%Y-%m-%d})"

    @property
    def key(self) -> tuple[str, date, str]:
        """What no two rates have in common."""
        return self.currency, self.on, self.source
