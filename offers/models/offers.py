"""One employer's offer."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Self

from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone

from display.formatting import clock, day, zone_in_words
from guides.library.mapped_levels import LONGEST as LONGEST_MAPPED
from guides.models import Band, Guide, Location, Revision, Role
from offers.models.limits import MOST_OFFERS, MOST_ROUNDS, LimitReachedError
from offers.models.owners import Owner
from offers.models.rounds import Round
from pay.currencies import HOMES
from pay.packages import Package
from pay.rights.sizes import SIZE_NAMES


class OfferQuerySet(models.QuerySet["Offer"]):
    def of(self, owner: Owner | None) -> Self:
        """What an owner may see: their own offers and nothing else."""
        return self.filter(owner=owner) if owner else self.none()

    @transaction.atomic
    def add(self, offer: Offer) -> Offer:
        """Store a new offer. Raises ``LimitReachedError``, and ``IntegrityError`` where its key is taken."""
        offer.owner.lock()
        if self.of(offer.owner).count() >= MOST_OFFERS:
            raise LimitReachedError(
                f"You have {MOST_OFFERS} offers here already, and no more are kept. What you typed is still in the "
                "form: delete an offer that you don't need in another tab or window, then save again."
            )
        offer.save(force_insert=True)
        return offer


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
    # Of an offer without a guide: whose market it is compared with.
    role = models.ForeignKey(Role, models.SET_NULL, null=True, blank=True, related_name="+")
    location = models.ForeignKey(Location, models.SET_NULL, null=True, blank=True, related_name="+")
    place = models.CharField(
        max_length=200, blank=True, help_text="Where the job really is, if the band is only the nearest."
    )
    mapped_level = models.CharField(
        max_length=LONGEST_MAPPED, blank=True, help_text="Another company's level, which the guide maps to the band's."
    )
    currency = models.CharField(max_length=3, help_text="ISO 4217")
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.WRITTEN)
    respond_by = models.DateField(null=True, blank=True)
    respond_by_time = models.TimeField(null=True, blank=True, help_text="In the zone beside it.")
    respond_by_zone = models.CharField(max_length=40, blank=True, help_text="IANA name; blank: not known.")
    outcome = models.CharField(max_length=9, choices=Outcome.choices, blank=True)
    outcome_on = models.DateField(null=True, blank=True)
    # What the law gives depends on these, beside the place.
    employer_size = models.CharField(max_length=8, choices=SIZE_NAMES.items(), blank=True)
    works_from = models.CharField(max_length=200, blank=True, help_text="Where the work is done, if remotely.")
    names_pay = models.BooleanField(default=False, help_text="Present pay is named even where asking is banned.")
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
    def terms(self) -> Round:
        """The newest package that the company put forward: an offer is stored with its first."""
        return max(self.company_rounds, key=lambda round: round.number)

    @property
    def package(self) -> Package:
        """The newest terms as the domain knows them."""
        return self.terms.package(self.currency)

    @property
    def company_rounds(self) -> list[Round]:
        """What the company put forward, in order."""
        return [round for round in self.rounds.all() if round.party == Round.Party.COMPANY]

    @property
    def country(self) -> str:
        """Where the job is, as ISO 3166 has it; by the currency alone where that says it; "" where nothing does."""
        location = self.band.location if self.band else self.location
        return (location.country if location else "") or HOMES.get(self.currency, "")

    @property
    def respond_by_clock(self) -> str:
        """The time of the respond-by date as it is told: "5 p.m. (Los Angeles time)"; "" if not known."""
        if self.respond_by is None or self.respond_by_time is None:
            return ""
        zone = zone_in_words(self.respond_by_zone)
        return f"{clock(self.respond_by_time)} ({zone})" if zone else clock(self.respond_by_time)

    @property
    def respond_by_words(self) -> str:
        """The respond-by date with its time, if that is known; "" without a date."""
        told = day(self.respond_by) if self.respond_by else ""
        return f"{told}, {self.respond_by_clock}" if self.respond_by_clock else told

    def has_lapsed(self, today: date) -> bool:
        """Whether its respond-by date has passed."""
        return self.respond_by is not None and self.respond_by < today

    def is_over(self, today: date) -> bool:
        """Whether it can't be accepted any more."""
        return bool(self.outcome) or self.has_lapsed(today)

    @transaction.atomic
    def add_round(self, round: Round) -> Round:
        """Store a round as the newest one, and return it; of a form that was sent twice the round that is stored.

        Two at once get numbers of their own. Raises ``LimitReachedError``.
        """
        Offer.objects.select_for_update().get(pk=self.pk)
        if round.form_key and (stored := Round.objects.filter(form_key=round.form_key).first()):
            return stored
        # Not of what was loaded before the lock.
        there = Round.objects.filter(offer=self).aggregate(count=models.Count("pk"), newest=models.Max("number"))
        if there["count"] >= MOST_ROUNDS:
            raise LimitReachedError(
                f"This offer has {MOST_ROUNDS} rounds, and no more are kept. To go on, change the newest terms of the "
                "offer itself."
            )
        round.offer, round.number, round.pk = self, (there["newest"] or 0) + 1, None
        round.save(force_insert=True)
        # A form that was opened before knows by this that it is out of date.
        self.changed_at = timezone.now()
        Offer.objects.filter(pk=self.pk).update(changed_at=self.changed_at)
        return round
