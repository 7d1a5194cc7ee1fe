"""Links by which somebody else may read an offer for a while."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Any

from django import forms

from display.formatting import country_name
from guides.models import Band
from offers.models import Offer, ShareLink, key_hash

# Among fewer companies than these, a guess is likely to be right.
FEW = 5


class ShareForm(forms.Form):
    """What a link to an offer shows, for how long, and what can be guessed from it all the same."""

    days = forms.TypedChoiceField(
        label="It works for", coerce=int, choices=[(1, "a day"), (7, "a week"), (30, "30 days")], initial=7
    )
    hides_companies = forms.BooleanField(
        label="Hide companies and amounts",
        required=False,
        initial=True,
        help_text="The link then shows only whether base, equity and total are low or high in their bands, in rough "
        "percents: no amount, company, job or level. It can still be guessed: who knows all guides can rule out "
        "companies whose bands don't fit, which usually leaves dozens and now and then a handful; who knows an "
        "amount of yours can work out about where the band lies; who knows where you applied needs no more.",
    )
    place = forms.ChoiceField(
        label="Where they are hidden, show",
        required=False,
        choices=ShareLink.Place.choices,
        initial=ShareLink.Place.NONE,
    )
    with_plan = forms.BooleanField(
        label="Show my plan and my best other offer",
        required=False,
        help_text="With names and amounts: your ask, target and floor, the other offer, and the scripts. Without: how "
        "far what you typed yourself, your floor and the other offer are from this one, in rough percents.",
    )

    def __init__(self, *args: Any, offer: Offer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].help_text = guessed_from_place(offer)

    def save(self, offer: Offer, now: datetime) -> str:
        """Store a link; returns its key, which is stored nowhere. Raises ``LimitReachedError``."""
        key = secrets.token_urlsafe(32)
        data: dict[str, Any] = self.cleaned_data
        link = ShareLink(
            offer=offer,
            key_hash=key_hash(key),
            hides_companies=data["hides_companies"],
            place=data["place"] or ShareLink.Place.NONE,
            with_plan=data["with_plan"],
            expires_at=now + timedelta(days=data["days"]),
        )
        ShareLink.objects.add(link, now)
        return key


def guessed_from_place(offer: Offer) -> str:
    """What the country and the region of an offer's band tell of its company."""
    region = "A region often names the company by itself, since few companies have the same ones."
    location = offer.band.location.current if offer.band and offer.band.location else None
    if location is None or not location.country:
        return region
    companies = Band.objects.published().filter(location__country=location.country).values("revision__guide__company")
    count = companies.order_by().distinct().count()
    country = country_name(location.country)
    counted = "1 company has" if count == 1 else f"{count} companies have"
    likely = ": so few that the country may name yours" if count < FEW else ""
    return f"In the guides, {counted} bands in {country}{likely}. {region}"
