"""What the law of a place gives a candidate: a fact, and its revisions."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from guides.models.errors import PublishedRevisionError
from guides.models.guides import Revision
from guides.models.history import Event
from guides.models.shared import Location
from pay.rights.facts import CHECK_AGAIN, CHECK_PROPOSED_AGAIN


class RightQuerySet(models.QuerySet["Right"]):
    def published(self) -> Self:
        return self.exclude(published_revision=None)

    def due(self, today: date) -> Self:
        """Those on the site that somebody should look at again, by ``Fact.check_again_on``."""
        return self.filter(_due(today))

    def desk_counts(self, today: date) -> dict[str, int]:
        """How many are ``due``, and how many have a draft in ``review``, in one query."""
        in_review = Q(revisions__status=Revision.Status.IN_REVIEW)
        return self.aggregate(
            due=models.Count("pk", filter=_due(today), distinct=True),
            review=models.Count("pk", filter=in_review, distinct=True),
        )


def _due(today: date) -> Q:
    long_ago = Q(checked_on__lt=today - CHECK_AGAIN) | Q(checked_on=None)
    proposed = Q(
        published_revision__legal_status=RightRevision.LegalStatus.PROPOSED,
        checked_on__lt=today - CHECK_PROPOSED_AGAIN,
    )
    return Q(published_revision__isnull=False) & (long_ago | proposed)


class Right(models.Model):
    """One duty in one place. What it says is in its revisions; its key and its place stay."""

    class Kind(models.TextChoices):
        POSTING_RANGE = "posting-range", "range in the posting"
        RANGE_ON_REQUEST = "range-on-request", "range on request"
        RANGE_UNASKED = "range-unasked", "range told unasked"
        PAY_HISTORY_BAN = "pay-history-ban", "pay history"
        REPAYMENT_LIMIT = "repayment-limit", "repayment clauses"
        OTHER = "other", "something else"

    key = models.SlugField(max_length=120, unique=True, help_text="Names it in CSV files; it stays.")
    place = models.ForeignKey(Location, models.PROTECT, related_name="rights")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    published_revision = models.OneToOneField(
        "guides.RightRevision", models.PROTECT, null=True, editable=False, related_name="+"
    )
    checked_on = models.DateField(null=True, blank=True, help_text="When somebody last looked it up.")

    objects = RightQuerySet.as_manager()

    class Meta:
        ordering = ["place__name", "kind", "key"]

    def __str__(self) -> str:
        return f"{self.place}: {self.get_kind_display()}"

    @property
    def open_revision(self) -> RightRevision | None:
        return self.revisions.filter(status__in=Revision.OPEN).first()

    def check_again_after(self, legal_status: str) -> timedelta:
        return CHECK_PROPOSED_AGAIN if legal_status == RightRevision.LegalStatus.PROPOSED else CHECK_AGAIN


class RightWords(models.Model):
    """What a revision of a right says."""

    class LegalStatus(models.TextChoices):
        IN_FORCE = "in-force", "in force"
        ADOPTED = "adopted", "adopted, not yet in force"
        REPEALED = "repealed", "repealed"
        PROPOSED = "proposed", "proposed"
        NO_DUTY = "no-duty", "no duty"

    class Who(models.TextChoices):
        ALL = "all", "employers in general"
        SOME = "some", "only the employers that the words describe"
        PUBLIC = "public", "public bodies only"
        STATES = "states", "states or local governments, no employers"

    class Asking(models.TextChoices):
        BANNED = "banned", "banned"
        UNTIL_OFFER = "until-offer", "banned until an offer with pay"
        ALLOWED = "allowed", "allowed"

    class Volunteered(models.TextChoices):
        RAISE = "raise", "it may only raise the offer"
        UNUSED = "unused", "it may not be used at all"
        USE = "use", "it may be used"

    class Confidence(models.TextChoices):
        TWO = "two", "two independent sources"
        ONE = "one", "one secondary source"
        OFFICIAL = "official", "one official source"

    duty = models.TextField(help_text="In one sentence, in our own words.")
    covers = models.TextField("whom it covers", blank=True)
    legal_status = models.CharField("status", max_length=8, choices=LegalStatus.choices)
    in_force_from = models.DateField(null=True, blank=True)
    in_force_until = models.DateField(null=True, blank=True, help_text="The last day.")
    least_employees = models.PositiveIntegerField(
        null=True, blank=True, help_text="1: of any size. Blank: not known, or size is not what counts."
    )
    counted_there = models.BooleanField("only employees in the place count", default=False)
    who = models.CharField("binds", max_length=6, choices=Who.choices, default=Who.ALL)
    reaches_remote = models.BooleanField("says that it reaches remote work from there", default=False)
    reaches_elsewhere = models.BooleanField(
        "reaches work that is done elsewhere", null=True, blank=True, help_text="For employers of the place."
    )
    is_detail = models.BooleanField("only refines another fact of the place", default=False)
    asking = models.CharField("asking for pay history is", max_length=11, choices=Asking.choices, blank=True)
    volunteered = models.CharField(
        "pay history that is volunteered", max_length=6, choices=Volunteered.choices, blank=True
    )
    width_most = models.DecimalField(
        "widest range, as an amount a year", max_digits=15, decimal_places=2, null=True, blank=True
    )
    width_currency = models.CharField("in", max_length=3, blank=True, help_text="ISO 4217")
    width_ratio = models.DecimalField(
        "widest range, as top ÷ bottom", max_digits=5, decimal_places=2, null=True, blank=True
    )
    repay_months = models.PositiveSmallIntegerField("longest repayment clause, months", null=True, blank=True)
    repay_prorated = models.BooleanField("must fall pro rata", default=False)
    repay_no_interest = models.BooleanField("no interest", default=False)
    repay_separate = models.BooleanField("needs a separate agreement", default=False)
    source_title = models.CharField(max_length=400)
    source_publisher = models.CharField(max_length=200)
    source_address = models.URLField(max_length=600)
    source_date = models.CharField(max_length=10, blank=True, help_text='As the source dates itself: "2025-10-29".')
    confidence = models.CharField("attested by", max_length=8, choices=Confidence.choices)

    class Meta:
        abstract = True


WORDS = tuple(field.name for field in RightWords._meta.local_fields)


class RightRevision(RightWords):
    """What a right says, or said. Once it was published its words stay."""

    Status = Revision.Status

    right = models.ForeignKey(Right, models.PROTECT, related_name="revisions", editable=False)
    number = models.PositiveIntegerField(editable=False)
    status = models.CharField(
        max_length=10, choices=Revision.Status.choices, default=Revision.Status.DRAFT, editable=False
    )
    created_at = models.DateTimeField(auto_now_add=True, editable=False)
    changed_at = models.DateTimeField(auto_now=True, editable=False)
    first_published_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["right", "-number"]
        verbose_name = "revision of a right"
        verbose_name_plural = "revisions of rights"
        constraints = [
            models.UniqueConstraint(fields=["right", "number"], name="right_revision_number"),
            models.UniqueConstraint(
                fields=["right"], condition=Q(status__in=["draft", "in_review"]), name="one_open_revision_per_right"
            ),
            models.CheckConstraint(
                condition=Q(in_force_until=None) | Q(in_force_from=None) | Q(in_force_until__gte=F("in_force_from")),
                name="right_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.right}, revision {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        stored = type(self).objects.filter(pk=self.pk, first_published_at__isnull=False).first() if self.pk else None
        if stored and any(getattr(stored, name) != getattr(self, name) for name in WORDS):
            raise PublishedRevisionError(str(self))
        super().save(*args, **kwargs)

    @property
    def is_open(self) -> bool:
        return self.status in Revision.OPEN


class RightEvent(models.Model):
    """One thing that happened to a right. Written by ``guides.editing.rights``, never changed."""

    Kind = Event.Kind

    right = models.ForeignKey(Right, models.CASCADE, related_name="events")
    number = models.PositiveIntegerField("revision", null=True)
    kind = models.CharField(max_length=10, choices=Event.Kind.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, revision {self.number}" if self.number else self.get_kind_display()
