"""The rows of a revision: what a guide says, in columns.

Words of a guide have no limit of their own, since SQLite would not hold it and
PostgreSQL would refuse the guide; the size of the whole text is limited before.
"""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q
from django.db.models.expressions import Combinable

from guides.models.findings import Finding
from guides.models.frozen import ContentQuerySet, RevisionContent
from guides.models.shared import Location
from guides.models.sources import Source
from pay.rounding import rounded


# 15 significant digits are exact in SQLite's numeric columns, too; the largest
# totals in guides (in rupiah) have 10 before the point.
def MoneyField(
    *, help_text: str = ""
) -> models.DecimalField[str | float | Decimal | Combinable | None, Decimal | None]:
    return models.DecimalField(max_digits=15, decimal_places=2, null=True, blank=True, help_text=help_text)


CurrencyField = partial(models.CharField, max_length=3, blank=True)


class PayPeriod(models.TextChoices):
    YEAR = "year", "a year"
    MONTH = "month", "a year (printed a month)"
    GRANT = "grant", "the whole grant"
    ONCE = "once", "once"
    UNKNOWN = "unknown", "not said"


class EquityKind(models.TextChoices):
    RSU = "rsu", "RSUs"
    OPTIONS = "options", "options"
    PRE_IPO = "pre_ipo", "pre-IPO equity"
    PHANTOM = "phantom", "phantom equity"
    PROFIT_SHARE = "profit_share", "profit share"
    MIXED = "mixed", "mixed equity"
    UNSPECIFIED = "unspecified", "equity, kind not said"


class BandQuerySet(ContentQuerySet["Band"]):
    def with_doubts(self) -> Self:
        """With ``has_error``: whether an open finding says that the row can't be right."""
        return self.annotate(has_error=models.Exists(Finding.objects.of_the_outer_band()))

    def comparable(self) -> Self:
        """Those that an offer may be compared with: nobody has found an error in them that is still open."""
        return self.with_doubts().filter(has_error=False)

    def published(self) -> Self:
        """Those that visitors can read."""
        return self.filter(revision__status="published")


class CitingContent(RevisionContent):
    """A row that may name a source of its own, beside those that the whole guide cites."""

    source = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, related_name="%(class)ss", help_text="Of this row alone."
    )

    class Meta(RevisionContent.Meta):
        abstract = True


class Band(CitingContent):
    """What one region (and level) pays.

    Amounts are in whole units of ``currency`` unless the component names its
    own; ``*_max`` empty with ``*_min`` set is an open end; both empty means
    that the guide doesn't say.
    """

    class BonusKind(models.TextChoices):
        NONE = "none", "no bonus"
        PERCENT = "percent", "percent of base"
        AMOUNT = "amount", "amount a year"
        TEXT = "text", "in words"

    # Of those ``with_doubts`` alone.
    has_error: bool

    # Of these periods amounts are kept by the year.
    YEARLY = (PayPeriod.YEAR, PayPeriod.MONTH)

    region = models.CharField(blank=True)
    location = models.ForeignKey(Location, models.PROTECT, null=True, blank=True, related_name="bands")
    level = models.CharField(blank=True)
    currency = models.CharField(max_length=3, blank=True, help_text="ISO 4217")

    base_min = MoneyField()
    base_max = MoneyField()
    base_open = models.BooleanField(default=False)
    base_period = models.CharField(max_length=8, choices=PayPeriod.choices, default=PayPeriod.YEAR)
    base_currency = CurrencyField()

    equity_min = MoneyField()
    equity_max = MoneyField()
    equity_open = models.BooleanField(default=False)
    equity_period = models.CharField(max_length=8, choices=PayPeriod.choices, default=PayPeriod.UNKNOWN)
    equity_years = models.PositiveSmallIntegerField(null=True, blank=True)
    equity_kind = models.CharField(max_length=12, choices=EquityKind.choices, default=EquityKind.UNSPECIFIED)
    equity_unit = models.CharField(max_length=6, choices=[("money", "money"), ("shares", "shares")], default="money")
    equity_currency = CurrencyField()
    equity_period_doubtful = models.BooleanField(
        default=False, help_text="Grant or yearly? Not compared with offers until this is decided."
    )

    bonus_kind = models.CharField(max_length=8, choices=BonusKind.choices, blank=True)
    bonus_min = MoneyField()
    bonus_max = MoneyField()
    bonus_open = models.BooleanField(default=False)
    bonus_percent_min = models.DecimalField(max_digits=7, decimal_places=3, null=True, blank=True)
    bonus_percent_max = models.DecimalField(max_digits=7, decimal_places=3, null=True, blank=True)
    bonus_text = models.CharField(blank=True)
    bonus_currency = CurrencyField()

    signing_min = MoneyField()
    signing_max = MoneyField()
    signing_open = models.BooleanField(default=False)
    signing_currency = CurrencyField()

    total_min = MoneyField()
    total_max = MoneyField()
    total_open = models.BooleanField(default=False)
    total_period = models.CharField(max_length=8, choices=PayPeriod.choices, default=PayPeriod.YEAR)
    total_basis = models.CharField(max_length=20, blank=True)
    total_currency = CurrencyField()

    unspecified_min = MoneyField()
    unspecified_max = MoneyField()
    unspecified_open = models.BooleanField(default=False)
    unspecified_period = models.CharField(max_length=8, choices=PayPeriod.choices, default=PayPeriod.YEAR)

    other = models.JSONField(default=list, blank=True, help_text="Pay of other kinds: label, min, max, period.")
    equivalents = models.JSONField(default=list, blank=True)
    percentiles = models.JSONField(
        default=list, blank=True, help_text="Of base or total a year: component, percent, amount."
    )
    cells = models.JSONField(default=dict, blank=True, editable=False)
    line = models.PositiveIntegerField(null=True, editable=False)

    objects = BandQuerySet.as_manager()  # type: ignore[misc]  # the plugin takes it for no class variable

    class Meta(CitingContent.Meta):
        # Which guides pay in a place is answered from it alone, without the wide rows.
        indexes = [models.Index(fields=["revision", "location"], name="band_by_revision_and_place")]
        constraints = [
            models.CheckConstraint(
                condition=Q(**{f"{part}_min": None})
                | Q(**{f"{part}_max": None})
                | Q(**{f"{part}_max__gte": models.F(f"{part}_min")}),
                name=f"band_{part}_range_upright",
            )
            for part in ("base", "equity", "bonus", "signing", "total", "unspecified")
        ]

    def __str__(self) -> str:
        return " · ".join(filter(None, (self.region, self.level))) or "all regions"


class LevelMapping(CitingContent):
    """A level of the company and its equivalents: ``[{"company", "level"}]``."""

    own = models.CharField()
    equivalents = models.JSONField(default=list, blank=True)
    extra = models.JSONField(default=dict, blank=True)
    line = models.PositiveIntegerField(null=True, editable=False)

    def __str__(self) -> str:
        return self.own


class Section(RevisionContent):
    """A part of the guide in prose; ``body`` is Markdown."""

    heading = models.CharField(blank=True)
    depth = models.PositiveSmallIntegerField(default=1)
    body = models.TextField(blank=True)
    claims = models.JSONField(default=list, blank=True)
    line = models.PositiveIntegerField(null=True, editable=False)

    def __str__(self) -> str:
        return self.heading


class LeverQuerySet(ContentQuerySet["Lever"]):
    def with_asks(self) -> list[tuple[Lever, list[Ask]]]:
        """Each lever with its own source and its asks, both in the guide's order.

        In one query, since prefetched asks would be the guide page's seventh.
        """
        names = [field.attname for field in Ask._meta.concrete_fields]
        rows = (
            self.select_related("source__merged_into")
            .annotate(**{f"ask_{name}": models.F(f"asks__{name}") for name in names})
            .order_by("position", "pk", "asks__position", "asks__pk")
        )
        found: dict[int, tuple[Lever, list[Ask]]] = {}
        for lever in rows:
            _, asks = found.setdefault(lever.pk, (lever, []))
            ask = Ask.from_db(self.db, names, [getattr(lever, f"ask_{name}") for name in names])
            if ask.pk is not None:
                asks.append(ask)
        return list(found.values())


class Lever(CitingContent):
    """An argument with its script, or the guide's strategy.

    ``parts`` keeps the words in order: ``[{"voice": "say" | "advice", "text"}]``.
    ``sentences`` gives each sentence of "say" its voice: ``[{"voice", "text"}]``,
    see ``guides.document.document.Sentence``; what a candidate may copy follows from it.
    """

    is_strategy = models.BooleanField(default=False)
    title = models.CharField(blank=True)
    parts = models.JSONField(default=list)
    sentences = models.JSONField(default=list, blank=True)
    slots = models.JSONField(default=list, blank=True)
    needs_competing_offer = models.BooleanField(
        default=False, help_text="The argument falls without another offer: locked until one is recorded."
    )
    line = models.PositiveIntegerField(null=True, editable=False)

    objects = LeverQuerySet.as_manager()  # type: ignore[misc]  # the plugin takes it for no class variable

    class Meta(CitingContent.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["revision"], condition=Q(is_strategy=True), name="one_strategy_per_revision"
            )
        ]

    def __str__(self) -> str:
        return "Negotiate-up strategy" if self.is_strategy else self.title


class LeverContent(RevisionContent):
    """A row that stands under a lever or a section of the same revision."""

    if TYPE_CHECKING:
        lever: models.ForeignKey[Lever | None, Lever | None]

    class Meta(RevisionContent.Meta):
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        owner = self.lever or getattr(self, "section", None)
        if owner:
            self.revision_id = owner.revision_id
        super().save(*args, **kwargs)


class Ask(LeverContent):
    """An amount that the guide tells the candidate to ask for, aim at, accept or hold as floor."""

    class Purpose(models.TextChoices):
        ASK = "ask", "ask"
        TARGET = "target", "target"
        ACCEPT = "accept", "accept at"
        FLOOR = "floor", "floor"

    class Component(models.TextChoices):
        BASE = "base", "base"
        EQUITY = "equity", "equity"
        BONUS = "bonus", "bonus"
        SIGNING = "signing", "signing bonus"
        TOTAL = "total", "annual total"
        OTHER = "other", "other"

    class Basis(models.TextChoices):
        WHOLE = "whole", "in all"
        ADDITION = "addition", "on top of the offer"

    class Unit(models.TextChoices):
        MONEY = "money", "money"
        SHARES = "shares", "shares"
        PERCENT = "percent", "percent"

    lever = models.ForeignKey(Lever, models.CASCADE, null=True, blank=True, related_name="asks")
    section = models.ForeignKey(Section, models.CASCADE, null=True, blank=True, related_name="asks")
    role = models.CharField("purpose", max_length=6, choices=Purpose.choices, default=Purpose.ASK)
    component = models.CharField(max_length=8, choices=Component.choices, default=Component.BASE)
    min = models.DecimalField(max_digits=15, decimal_places=2)
    max = MoneyField()
    basis = models.CharField(max_length=8, choices=Basis.choices, default=Basis.WHOLE)
    unit = models.CharField(max_length=8, choices=Unit.choices, default=Unit.MONEY)
    currency = CurrencyField()
    period = models.CharField(max_length=8, choices=PayPeriod.choices, default=PayPeriod.UNKNOWN)
    region = models.CharField(blank=True)
    level = models.CharField(blank=True)
    text = models.TextField(blank=True, help_text="The words it was read from.")

    class Meta(LeverContent.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(lever=None, section__isnull=False) | Q(lever__isnull=False, section=None),
                name="ask_of_a_lever_or_a_section",
            )
        ]

    def __str__(self) -> str:
        more = "+" if self.basis == self.Basis.ADDITION else ""
        return f"{self.get_role_display()} {self.get_component_display()} {more}{rounded(self.min, Decimal(1)):,}"


class QuotedOffer(LeverContent):
    """A sample offer that a script quotes. Nobody's real offer: it is never shown as the reader's."""

    lever = models.ForeignKey(Lever, models.CASCADE, related_name="quoted_offers")
    company = models.CharField(blank=True)
    role = models.CharField(blank=True)
    base = MoneyField()
    equity = MoneyField()
    total = MoneyField()
    currency = CurrencyField()

    def __str__(self) -> str:
        return self.company or "a company"


class Citation(RevisionContent):
    """A source as the revision cites it."""

    source = models.ForeignKey(Source, models.PROTECT, related_name="citations")
    text = models.TextField(help_text="As the guide prints it.")
    line = models.PositiveIntegerField(null=True, editable=False)

    def __str__(self) -> str:
        return self.text
