"""Links that let somebody else read an offer."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models

from offers.models.offers import Offer
from offers.models.owners import key_hash


class ShareLinkQuerySet(models.QuerySet["ShareLink"]):
    def open_on(self, now: datetime) -> Self:
        return self.filter(expires_at__gt=now)

    def with_key(self, key: str) -> Self:
        return self.filter(key_hash=key_hash(key))


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
