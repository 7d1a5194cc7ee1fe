"""Offers of candidates, and who owns them."""

from __future__ import annotations

import hashlib
import secrets
import uuid
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from guides.models import Band, Guide, Revision
from guides.models.content import MoneyField
from offers.domain.equity import Grant
from offers.domain.leaving import Leaving
from offers.domain.packages import Package
from offers.domain.vesting import Refresher, Schedule

# A share of a young company may cost a fraction of a cent.
PriceField = partial(models.DecimalField, max_digits=15, decimal_places=6, null=True, blank=True)
KEPT_FOR = timedelta(days=365)


class OwnerQuerySet(models.QuerySet):
    def with_key(self, key: str) -> Self:
        return self.filter(key_hash=key_hash(key))

    def for_key(self, key: str) -> Owner:
        """The owner with a key, made if there is none yet."""
        owner, _ = self.get_or_create(key_hash=key_hash(key))
        return owner

    def for_user(self, user: AbstractBaseUser) -> Owner:
        """The owner of an account, made if there is none yet; no browser's key opens it."""
        owner, _ = self.get_or_create(user=user, defaults={"key_hash": key_hash(secrets.token_urlsafe(32))})
        return owner

    def abandoned(self, now: datetime) -> Self:
        """Nobody has claimed them with an account, or opened them for a year."""
        return self.filter(user=None, last_seen_at__lt=now - KEPT_FOR)


class Owner(models.Model):
    """Whose offers they are: a browser that holds the key, and perhaps an account.

    Only the key's hash is stored; the key itself lives in a cookie.
    """

    key_hash = models.CharField(max_length=64, unique=True)
    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    last_seen_at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = OwnerQuerySet.as_manager()

    def __str__(self) -> str:
        return f"owner {self.pk}"


def key_of(text: str) -> str:
    """What remembers a text of a guide: a claim, a slot, a lever's title."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:32]


def key_hash(key: str) -> str:
    # The key has 256 random bits: a plain hash can't be searched back to it.
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()


class OfferQuerySet(models.QuerySet):
    def of(self, owner: Owner | None) -> Self:
        """What an owner may see: their own offers and nothing else."""
        return self.filter(owner=owner) if owner else self.none()

    def standing_on(self, today: date) -> Self:
        """Offers of employers that can still be accepted on a day."""
        return self.filter(Q(respond_by=None) | Q(respond_by__gte=today), kind=Offer.Kind.OFFER, outcome="")


class Offer(models.Model):
    """One employer's offer to one owner. Its terms are those of its newest round."""

    class Kind(models.TextChoices):
        OFFER = "offer", "an offer"
        CURRENT_JOB = "current", "my current job"

    class Status(models.TextChoices):
        WRITTEN = "written", "in writing"
        VERBAL = "verbal", "verbal"

    class Outcome(models.TextChoices):
        ACCEPTED = "accepted", "accepted"
        DECLINED = "declined", "declined"
        WITHDRAWN = "withdrawn", "withdrawn by the employer"

    # Random, so that no address tells how many offers there are or whose is next.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(Owner, models.CASCADE, related_name="offers")
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.OFFER)
    employer = models.CharField(max_length=200)
    guide = models.ForeignKey(Guide, models.PROTECT, null=True, blank=True, related_name="offers")
    revision = models.ForeignKey(Revision, models.PROTECT, null=True, blank=True, related_name="+")
    band = models.ForeignKey(Band, models.PROTECT, null=True, blank=True, related_name="+")
    place = models.CharField(
        max_length=200, blank=True, help_text="Where the job really is, if the band is only the nearest."
    )
    currency = models.CharField(max_length=3, help_text="ISO 4217")
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.WRITTEN)
    respond_by = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=9, choices=Outcome.choices, blank=True)
    outcome_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = OfferQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.employer} ({self.get_status_display()})"

    def get_absolute_url(self) -> str:
        return reverse("offers:offer", args=[self.pk])

    @property
    def terms(self) -> Round | None:
        """The newest package that the company put forward."""
        return max(self.company_rounds, key=lambda round: round.number, default=None)

    @property
    def package(self) -> Package:
        """The newest terms as the domain knows them."""
        return self.terms.package(self.currency)

    @property
    def company_rounds(self) -> list[Round]:
        """What the company put forward, in order."""
        return [round for round in self.rounds.all() if round.party == Round.Party.COMPANY]

    def has_lapsed(self, today: date) -> bool:
        """Whether its respond-by date has passed."""
        return self.respond_by is not None and self.respond_by < today

    def is_over(self, today: date) -> bool:
        """Whether it can't be accepted any more."""
        return bool(self.outcome) or self.has_lapsed(today)

    @transaction.atomic
    def add_round(self, round: Round) -> Round:
        """Store a round as the newest one; two at once get numbers of their own."""
        Offer.objects.select_for_update().get(pk=self.pk)
        newest = self.rounds.aggregate(newest=models.Max("number"))["newest"] or 0
        round.offer, round.number, round.pk = self, newest + 1, None
        round.save(force_insert=True)
        # A form that was opened before knows by this that it is out of date.
        self.changed_at = timezone.now()
        Offer.objects.filter(pk=self.pk).update(changed_at=self.changed_at)
        return round


class Round(models.Model):
    """One move: a package that the company or the candidate put forward on a day.

    An empty amount is not known; zero is none.
    """

    class Party(models.TextChoices):
        COMPANY = "company", "the company"
        CANDIDATE = "candidate", "the candidate"

    class EquityKind(models.TextChoices):
        RSU = "rsu", "RSUs, listed company"
        PRE_IPO = "pre_ipo", "Shares or RSUs, private company"
        DOUBLE_TRIGGER = "double_trigger", "RSUs that also need a sale or listing"
        OPTIONS = "options", "Options"
        PHANTOM = "phantom", "Phantom equity"
        PROFIT_SHARE = "profit_share", "Profit share"
        UNSPECIFIED = "unspecified", "Not known"

    class BonusKind(models.TextChoices):
        TARGET = "target", "a target"
        GUARANTEED = "guaranteed", "guaranteed"
        DISCRETIONARY = "discretionary", "at their discretion"

    class Clawback(models.TextChoices):
        PRORATED = "prorated", "a part, less every month"
        WHOLE = "whole", "all of it"
        NONE = "none", "nothing"

    offer = models.ForeignKey(Offer, models.CASCADE, related_name="rounds")
    number = models.PositiveSmallIntegerField(default=1)
    # Made with the empty form: sending it twice adds one round.
    form_key = models.UUIDField(null=True, editable=False, unique=True)
    party = models.CharField(max_length=9, choices=Party.choices, default=Party.COMPANY)
    on = models.DateField("date")

    base = MoneyField()
    bonus_percent = models.DecimalField(max_digits=7, decimal_places=3, null=True, blank=True)
    bonus_amount = MoneyField()
    bonus_kind = models.CharField(max_length=13, choices=BonusKind.choices, default=BonusKind.TARGET)
    signing = MoneyField()
    signing_2 = MoneyField()
    signing_3 = MoneyField()
    signing_4 = MoneyField()
    clawback = models.CharField(max_length=8, choices=Clawback.choices, blank=True)
    clawback_months = models.PositiveSmallIntegerField(null=True, blank=True)
    other = MoneyField(help_text="A year.")
    other_words = models.CharField(max_length=200, blank=True)

    equity = MoneyField(help_text="The whole grant, as quoted.")
    equity_kind = models.CharField(max_length=14, choices=EquityKind.choices, default=EquityKind.UNSPECIFIED)
    vesting_years = models.DecimalField(max_digits=4, decimal_places=2, null=True, blank=True)
    vesting_percents = models.JSONField(default=list, blank=True, help_text="Percent in each year, instead of evenly.")
    cliff_months = models.PositiveSmallIntegerField(null=True, blank=True)
    vesting_every = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Months.")
    shares = models.DecimalField(max_digits=15, decimal_places=0, null=True, blank=True)
    strike = PriceField()
    fair_value = PriceField(help_text="409A value of a share.")
    preferred = PriceField(help_text="What investors last paid for a share.")
    fully_diluted = models.DecimalField(max_digits=15, decimal_places=0, null=True, blank=True)
    refresher = MoneyField(help_text="Granted anew each year.")
    refresher_from = models.PositiveSmallIntegerField(null=True, blank=True, help_text="The first year of one.")
    refresher_years = models.PositiveSmallIntegerField(null=True, blank=True, help_text="To vest.")

    unvested = MoneyField(help_text="Of a current job: equity that leaving forfeits.")
    payback = MoneyField(help_text="Of a current job: signing bonus to pay back on leaving.")

    class Meta:
        # By the key alone: the offers' own order would join their table to every look-up of rounds.
        ordering = ["offer_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["offer", "number"], name="round_number"),
            models.CheckConstraint(condition=Q(bonus_percent=None) | Q(bonus_amount=None), name="bonus_stated_one_way"),
        ]

    TERMS = (
        "base",
        "bonus_percent",
        "bonus_amount",
        "bonus_kind",
        "signing",
        "signing_2",
        "signing_3",
        "signing_4",
        "clawback",
        "clawback_months",
        "other",
        "other_words",
        "equity",
        "equity_kind",
        "vesting_years",
        "vesting_percents",
        "cliff_months",
        "vesting_every",
        "shares",
        "strike",
        "fair_value",
        "preferred",
        "fully_diluted",
        "refresher",
        "refresher_from",
        "refresher_years",
        "unvested",
        "payback",
    )

    def __str__(self) -> str:
        return f"round {self.number} of {self.offer}"

    @property
    def schedule(self) -> Schedule | None:
        """``None`` where the letter doesn't say how long the grant vests."""
        # Without a stated cliff or step the years are the same as with the usual ones.
        terms = {"cliff_months": self.cliff_months or 0, "every_months": self.vesting_every or 1}
        if self.vesting_percents:
            return Schedule.yearly([Decimal(percent) for percent in self.vesting_percents], **terms)
        return Schedule.even(self.vesting_years, **terms) if self.vesting_years else None

    @property
    def grant(self) -> Grant:
        return Grant(
            self.equity_kind, self.equity, self.shares, self.strike, self.fair_value, self.preferred, self.fully_diluted
        )

    @property
    def leaving(self) -> Leaving:
        return Leaving(self.unvested, self.payback)

    def package(self, currency: str) -> Package:
        """The terms as the domain knows them, in the offer's currency."""
        quote = self.grant.quoted
        later = [self.signing_2, self.signing_3, self.signing_4]
        while later and later[-1] is None:
            later.pop()
        return Package(
            currency=currency,
            base=self.base,
            equity=quote.amount if quote else None,
            schedule=self.schedule,
            equity_kind=self.equity_kind,
            bonus_percent=self.bonus_percent,
            bonus_amount=self.bonus_amount,
            bonus_kind=self.bonus_kind,
            signing=self.signing,
            signing_later=tuple(later),
            refresher=Refresher(self.refresher, self.refresher_from or 2, Schedule.even(self.refresher_years or 4))
            if self.refresher
            else None,
            other=self.other,
            grant=self.grant,
        )


class CounterPlan(models.Model):
    """What the candidate means to ask for, aim at and hold, and how they will say it.

    Amounts are in ``currency``: ``ask_*`` as in a package, ``target`` and
    ``floor`` a year on the four-year average. Empty: as the page proposes.
    """

    FIGURES = ("ask_base", "ask_equity", "ask_signing", "target", "floor")

    offer = models.OneToOneField(Offer, models.CASCADE, related_name="plan")
    currency = models.CharField(max_length=3)
    ask_base = MoneyField()
    ask_equity = MoneyField()
    ask_signing = MoneyField()
    target = MoneyField()
    floor = MoneyField()
    levers = models.JSONField(default=list, blank=True, help_text="The chosen levers: hashes of their titles.")
    email = models.TextField(blank=True, help_text="As the candidate changed it; empty: as it is composed.")
    email_names = models.JSONField(default=list, blank=True, help_text="Other employers that the e-mail names.")
    changed_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"plan for {self.offer}"


class ShareLinkQuerySet(models.QuerySet):
    def open_on(self, now: datetime) -> Self:
        return self.filter(expires_at__gt=now)

    def with_key(self, key: str) -> Self:
        return self.filter(key_hash=key_hash(key))


class ShareLink(models.Model):
    """Lets somebody else read an offer: whoever has the key, until it expires or is revoked (deleted).

    Only the key's hash is stored: the address is shown once.
    """

    offer = models.ForeignKey(Offer, models.CASCADE, related_name="share_links")
    key_hash = models.CharField(max_length=64, unique=True)
    hides_companies = models.BooleanField(default=True)
    with_plan = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()

    objects = ShareLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"link to {self.offer} until {self.expires_at:%Y-%m-%d}"


class ScriptFact(models.Model):
    """What the candidate says of a script: a claim that is true of them, or the words for a slot."""

    class Kind(models.TextChoices):
        CLAIM = "claim", "true of me"
        SLOT = "slot", "words for a slot"

    offer = models.ForeignKey(Offer, models.CASCADE, related_name="script_facts")
    kind = models.CharField(max_length=5, choices=Kind.choices)
    key = models.CharField(max_length=32, help_text="Which claim or slot: the hash of its text.")
    answer = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["offer", "kind", "key"], name="one_answer_per_claim_or_slot")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.answer or self.key}"
