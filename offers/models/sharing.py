"""Links that let somebody else read an offer."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models, transaction

from offers.models.limits import MOST_LINKS, LimitReachedError
from offers.models.offers import Offer
from offers.models.owners import key_hash


class ShareLinkQuerySet(models.QuerySet["ShareLink"]):
    def open_on(self, now: datetime) -> Self:
        return self.filter(expires_at__gt=now)

    def with_key(self, key: str) -> Self:
        return self.filter(key_hash=key_hash(key))

    @transaction.atomic
    def add(self, link: ShareLink, now: datetime) -> ShareLink:
        """Store a link; those of its owner that have expired go. Raises ``LimitReachedError``."""
        owner = link.offer.owner
        owner.lock()
        of_owner = self.filter(offer__owner=owner)
        of_owner.filter(expires_at__lte=now).delete()
        if of_owner.count() >= MOST_LINKS:
            raise LimitReachedError(
                f"{MOST_LINKS} links to your offers work already, and there can be no more. Revoke one that nobody "
                "needs, here or at another offer, then make this one."
            )
        link.save(force_insert=True)
        return link


class ShareLink(models.Model):
    """Lets somebody else read an offer: whoever has the key, until it expires or is revoked (deleted).

    Only the key's hash is stored: the address is shown once. ``place`` counts
    where names are hidden.
    """

    class Place(models.TextChoices):
        NONE = "none", "no place"
        COUNTRY = "country", "the country"
        REGION = "region", "the region, in the guide's words"

    offer = models.ForeignKey(Offer, models.CASCADE, related_name="share_links")
    key_hash = models.CharField(max_length=64, unique=True)
    hides_companies = models.BooleanField(default=True)
    place = models.CharField(max_length=7, choices=Place.choices, default=Place.NONE)
    with_plan = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()

    objects = ShareLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"link to {self.offer} until {self.expires_at:%Y-%m-%d}"
