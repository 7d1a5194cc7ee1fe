"""Links by which somebody else may read an offer for a while."""

from __future__ import annotations

import re
import secrets
from datetime import datetime, timedelta
from typing import Any

from django import forms

from offers.comparison.loading import Outlook
from offers.models import Offer, ShareLink, key_hash


class ShareForm(forms.Form):
    days = forms.TypedChoiceField(
        label="It works for", coerce=int, choices=[(1, "a day"), (7, "a week"), (30, "30 days")], initial=7
    )
    hides_companies = forms.BooleanField(
        label="Hide company names",
        required=False,
        initial=True,
    )
    with_plan = forms.BooleanField(
        label="Show my ask, target and floor, my best other offer, and the scripts (not where names are hidden)",
        required=False,
    )

    def save(self, offer: Offer, now: datetime) -> str:
        """Store a link; returns its key, which is stored nowhere. Raises ``LimitReachedError``."""
        key = secrets.token_urlsafe(32)
        data: dict[str, Any] = self.cleaned_data
        link = ShareLink(
            offer=offer,
            key_hash=key_hash(key),
            hides_companies=data["hides_companies"],
            with_plan=data["with_plan"],
            expires_at=now + timedelta(days=data["days"]),
        )
        ShareLink.objects.add(link, now)
        return key


def hide_companies(outlook: Outlook) -> None:
    """Replace the employers' names in an outlook that is only to be read, never saved."""
    names = {outlook.offer.employer}
    if outlook.offer.guide:
        names.add(outlook.offer.guide.company.name)
    if outlook.band:
        for part in ("region", "level"):
            for name in names:
                masked = re.sub(re.escape(name), "the company", getattr(outlook.band, part), flags=re.IGNORECASE)
                setattr(outlook.band, part, masked)
    outlook.offer.employer = "a company"
    others = [*outlook.competing, *(offer for offer, _ in outlook.unused)]
    if outlook.best_alternative:
        others.append(outlook.best_alternative.offer)
    for other in others:
        other.employer = "another company"
