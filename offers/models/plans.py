"""What the candidate means to ask for."""

from __future__ import annotations

from django.db import models

from guides.models.content import MoneyField
from offers.models.offers import Offer


class CounterPlan(models.Model):
    """What the candidate means to ask for, aim at and hold, and how they will say it.

    Amounts are in ``currency``: ``ask_*`` as in a package, ``target`` and
    ``floor`` a year on the four-year average. Empty: as the page proposes.
    ``ask_equity`` is in ``equity_currency`` where the grant is quoted in another.
    """

    FIGURES = ("ask_base", "ask_equity", "ask_signing", "ask_bonus_percent", "ask_other", "target", "floor")

    offer = models.OneToOneField(Offer, models.CASCADE, related_name="plan")
    currency = models.CharField(max_length=3)
    ask_base = MoneyField()
    ask_equity = MoneyField()
    equity_currency = models.CharField(max_length=3, blank=True)
    ask_signing = MoneyField()
    ask_bonus_percent = models.DecimalField(max_digits=7, decimal_places=3, null=True, blank=True)
    ask_other = MoneyField(help_text="A year.")
    target = MoneyField()
    floor = MoneyField()
    levers = models.JSONField(default=list, blank=True, help_text="The chosen levers: hashes of their titles.")
    email = models.TextField(blank=True, help_text="As the candidate changed it; empty: as it is composed.")
    email_names = models.JSONField(default=list, blank=True, help_text="Other employers that the e-mail names.")
    changed_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"plan for {self.offer}"

    @property
    def has_figures(self) -> bool:
        return any(getattr(self, name) is not None for name in self.FIGURES)
