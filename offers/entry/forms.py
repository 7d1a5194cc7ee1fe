"""The form of an offer, in the words of an offer letter: short, with details that unfold."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.db import IntegrityError, transaction
from django.utils.text import slugify

from display.formatting import currency_choices, money, zone_in_words
from display.forms import choice_field, show_instead
from guides.library.mapped_levels import mapped_levels
from guides.models import Band, Revision
from offers.entry.fields import DayField
from offers.entry.jobs import JobField, offering_names, place_called, places_like
from offers.entry.layout import offer_layout
from offers.entry.terms import TermsForm, terms_initial
from offers.models import Offer, Owner, Round
from pay.basis import PayBasis
from pay.currencies import magnitude
from pay.letters.times import ZONES

# How far from the band a base may be before it is asked about: a fifth of it, five times it.
FAR = 5
# Under so much a year, in dollars by the size of the currency, a base is asked about; up to so much it may be an hour's
# pay, and from so much on a month's.
LITTLE, AN_HOUR, A_MONTH = 5000, 150, 1000

# Fields that offer names while somebody types, where there is no guide.
OFFERED_NAMES = ("role", "place")
MOST_NAMED = 3
# Before the name of a level that the guide maps to a band's.
MAPPED = "mapped:"


class OfferForm(TermsForm):
    """One offer. ``revision`` is the guide's that it is compared with, or ``None``."""

    two_currencies = "The amount says {seen}, but the currency chosen is {chosen}. Change one or the other."
    # As on the page.
    field_order = (
        *("form_key", "opened_at", "asked_about", "kind", "employer", "role", "region", "level", "place", "currency"),
        *("base", "equity", "vesting_years", "equity_kind", "bonus", "bonus_unit", "signing", "status", "respond_by"),
        *("respond_by_time", "respond_by_zone"),
    )

    # Made with the empty form: sending it twice saves one offer.
    form_key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    # Of the offer as it was when the form was opened: another tab may have changed it since.
    opened_at = forms.CharField(required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(choices=Offer.Kind.choices, label="This is", initial=Offer.Kind.OFFER)
    employer = forms.CharField(max_length=200)
    role = JobField(
        label="Job",
        help_text="As you would search for it, such as “data engineer”. With the place it names the market to compare "
        "with; leave it blank if there is none.",
    )
    region = forms.ChoiceField(label="Region")
    level = forms.ChoiceField(label="Level", required=False)
    place = forms.CharField(
        label="Your place or level, if it isn't listed",
        required=False,
        max_length=200,
        help_text="Then choose the nearest above; the comparison will say that it is only the nearest.",
    )
    currency = forms.ChoiceField(label="Currency")
    # Nothing is chosen beforehand: a script must not call an offer written that isn't.
    status = forms.ChoiceField(label="The offer is", choices=[("", "Choose"), *Offer.Status.choices])
    respond_by = DayField(label="Respond by")

    respond_by_time = forms.TimeField(
        label="At", required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    respond_by_zone = forms.ChoiceField(
        label="Time of",
        required=False,
        choices=[("", "The letter doesn’t say"), *((zone, zone_in_words(zone)) for zone in ZONES)],
    )

    def __init__(self, *args: Any, revision: Revision | None, offer: Offer | None, today: date, **kwargs: Any) -> None:
        self.revision = revision
        self.offer = offer
        self.today = today
        self.bands, self.checked = self._bands(revision)
        kwargs["initial"] = {"form_key": uuid.uuid4()} | self._initial() | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self._offer_choices()
        self.helper = offer_layout(self)

    def _bands(self, revision: Revision | None) -> tuple[list[Band], list[Band]]:
        """The bands to choose from, and those that an editor is checking: only the offer's own is kept of them."""
        bands = list(revision.bands.with_doubts().select_related("location")) if revision else []
        own = self.offer.band_id if self.offer else None
        checked = [band for band in bands if band.has_error and band.pk != own]
        return [band for band in bands if band not in checked], checked

    @property
    def offered_names(self) -> tuple[str, ...]:
        """The fields that have a list of names to fill."""
        return () if self.bands else OFFERED_NAMES

    # What the form starts with

    def _initial(self) -> dict[str, Any]:
        if self.offer is None:
            kinds = {band.equity_kind for band in self.bands if band.equity_min is not None}
            kind = kinds.pop() if len(kinds) == 1 else ""
            return {"equity_kind": kind} if kind in Round.EquityKind.values else {}
        band = self.offer.band
        return terms_initial(self.offer.terms) | {
            "form_key": self.offer.pk,
            "opened_at": self.offer.changed_at.isoformat(),
            "kind": self.offer.kind,
            "employer": self.offer.employer,
            "role": self.offer.role,
            "region": band.region if band else "",
            "level": f"{MAPPED}{self.offer.mapped_level}" if self.offer.mapped_level else band.level if band else "",
            "place": self.offer.place,
            "currency": self.offer.currency,
            "status": self.offer.status,
            "respond_by": self.offer.respond_by,
            "respond_by_time": self.offer.respond_by_time,
            "respond_by_zone": self.offer.respond_by_zone,
        }

    def _offer_choices(self) -> None:
        regions = dict.fromkeys(band.region for band in self.bands)
        levels = dict.fromkeys(band.level for band in self.bands if band.level)
        role = self.revision.guide.role.name if self.revision else ""
        self.mapped = mapped_levels(self.revision, levels, role) if self.revision and levels else ()
        currencies = list(dict.fromkeys(band.currency for band in self.bands if band.currency))
        if self.bands:
            named = [(region, region or "All regions") for region in regions]
            choice_field(self, "region").choices = named if len(named) == 1 else [("", "Choose"), *named]
            if self.checked:
                self.fields[
                    "region"
                ].help_text = (
                    f"Not to choose while an editor checks the guide's row: {', '.join(map(str, self.checked))}."
                )
            if len(currencies) > 1:
                self.fields["currency"].required = False
                choice_field(self, "currency").choices = [
                    ("", "The region's own"),
                    *currency_choices(first=currencies),
                ]
            else:
                choice_field(self, "currency").choices = currency_choices(first=currencies)
            del self.fields["employer"], self.fields["kind"], self.fields["role"]
        else:
            del self.fields["region"]
            choice_field(self, "currency").choices = currency_choices(first=["USD", "EUR", "GBP"])
            self.fields["place"].label, self.fields["place"].help_text = "Place", ""
            for name in OFFERED_NAMES:
                self.fields[name].widget.attrs |= offering_names(name)
        if levels:
            named = [(level, level) for level in levels]
            others = [(f"{MAPPED}{one.called}", f"{one.called} = {one.level}") for one in self.mapped]
            group = [("By the guide’s level mapping", others)] if others else []
            only = len(named) == 1 and not others
            choice_field(self, "level").choices = named if only else [("", "Choose"), *named, *group]
            self.fields["level"].required = True
        else:
            del self.fields["level"]

    # What was typed

    def clean_respond_by(self) -> date | None:
        day: date | None = self.cleaned_data["respond_by"]
        if day and not self.today - timedelta(days=365) <= day <= self.today + timedelta(days=730):
            raise forms.ValidationError("Is the year right? Choose a date within the next two years.")
        return day

    def clean(self) -> dict[str, Any]:
        super().clean()
        data = self.cleaned_data
        if self.bands and "region" in data and not self.errors.get("level"):
            self._clean_band(data)
        self.clean_terms(data, data.get("currency"))
        self._ask_about_base(data)
        self._ask_about_place(data)
        if self.offer and data.get("currency") not in {None, self.offer.currency} and self.offer.rounds.count() > 1:
            self.add_error(
                "currency", f"Its rounds are in {self.offer.currency}. Record an offer in another as a new one."
            )
        if self.offer and data.get("opened_at") != self.offer.changed_at.isoformat():
            show_instead(self, "opened_at", self.offer.changed_at.isoformat())
            self.add_error(
                None,
                "This offer was changed in another tab or window since you opened this form. "
                "What you typed is still here: save again to keep it instead.",
            )
        return data

    def _clean_band(self, data: dict[str, Any]) -> None:
        level = data.get("level", "")
        if mapped := next((one for one in self.mapped if level == f"{MAPPED}{one.called}"), None):
            data["mapped_level"], level = mapped.called, mapped.level
        in_region = [band for band in self.bands if band.region == data["region"]]
        fitting = [band for band in in_region if band.level == level]
        if not fitting:
            there = ", ".join(dict.fromkeys(band.level or "no level" for band in in_region))
            self.add_error("level", f"The guide has no band for {level} in {data['region']}. It has there: {there}.")
            return
        currency = data.get("currency")
        data["band"] = next((band for band in fitting if band.currency == currency), fitting[0])
        data["currency"] = currency or data["band"].currency

    def _ask_about_place(self, data: dict[str, Any]) -> None:
        """Ask once about a place without a market where a job is named: "Munch" is nobody's, Munich's may be meant."""
        place = data.get("place", "")
        if self.revision or not data.get("role") or not place or place_called(place):
            return
        if near := places_like(place):
            named = " or ".join(f"“{one}”" for one in near[:MOST_NAMED])
            self.ask_once(
                "place",
                slugify(place, allow_unicode=True),
                f"No place with a market here is called “{place}”. Did you mean {named}? If “{place}” is right, save "
                "again.",
            )

    def _ask_about_base(self, data: dict[str, Any]) -> None:
        """Ask once about a base that is far from the band: "210" for 210,000 spoils every figure."""
        stated, currency, band = data.get("base"), data.get("currency"), data.get("band")
        base = self.basis.a_year(stated)
        if not stated or not base or not currency or "base" in self.errors:
            return
        base = self.basis.full_time(base)
        low, high = Decimal(LITTLE).scaleb(magnitude(currency)), None
        beside = ""
        if band and band.base_min and band.currency == currency and not band.has_error:
            low, high = band.base_min / FAR, (band.base_max or band.base_min) * FAR
            beside = f" is far from the guide's {money(band.base_min, currency)}"
            beside += f" to {money(band.base_max, currency)}" if band.base_max else " and more"
        if low <= base and (high is None or base <= high):
            return
        guess = self._guess(base, currency, low, high) if base < low and self.basis == PayBasis() else ""
        shown = money(base, currency)
        question = f"{shown} a year{beside or ' is very little'}.{guess} If {shown} is right, save again."
        self.ask_once("base", f"{stated.normalize():f}", question)

    @staticmethod
    def _guess(base: Decimal, currency: str, low: Decimal, high: Decimal | None) -> str:
        """What a small amount may be: an hour's or a month's pay, or thousands."""
        in_dollars = base.scaleb(-magnitude(currency))
        if in_dollars <= AN_HOUR:
            usual = money(base * 40 * 52, currency)
            return f" Is it an hour’s pay ({usual} a year at 40 hours)? Then say so under “Paid otherwise?”."
        if in_dollars >= A_MONTH and low <= base * 12 <= (high or base * 12):
            return f" Is it a month’s pay ({money(base * 12, currency)} a year)? Then say so under “Paid otherwise?”."
        thousands = base * 1000
        return f" Did you mean {money(thousands, currency)}?" if low <= thousands <= (high or thousands) else ""

    # Saving

    def save(self, owner: Owner) -> Offer:
        """Store the offer with its terms; the same form sent twice stores one offer.

        What a new form's key already names is returned as it is stored: the
        caller has to look whose it is. Raises ``LimitReachedError``.
        """
        if self.offer:
            return self._store(self.offer)
        key = self.cleaned_data["form_key"] or uuid.uuid4()
        try:
            with transaction.atomic():
                owner.lock()  # the other of two requests may be about to store it
                return Offer.objects.filter(pk=key).first() or self._store(Offer(pk=key, owner=owner))
        except IntegrityError:  # another browser was told the key, and was quicker
            return Offer.objects.get(pk=key)

    @transaction.atomic
    def _store(self, offer: Offer) -> Offer:
        data = self.cleaned_data
        band = data.get("band")
        offer.kind = data.get("kind") or offer.kind
        offer.guide = self.revision.guide if self.revision else None
        offer.revision = self.revision
        offer.band = band
        offer.employer = data.get("employer") or offer.employer or (offer.guide.company.name if offer.guide else "")
        offer.place = data["place"]
        offer.mapped_level = data.get("mapped_level", "")
        # The band of a guide has a job and a place already.
        offer.role = None if self.revision else data.get("role")
        offer.location = None if self.revision else place_called(offer.place)
        offer.currency = data["currency"]
        offer.status = data["status"]
        offer.respond_by = data["respond_by"]
        # Of what isn't sent nothing changes.
        if "respond_by_time" in self.data:
            offer.respond_by_time = data["respond_by_time"] if offer.respond_by else None
            offer.respond_by_zone = data["respond_by_zone"] if offer.respond_by_time else ""
        if offer._state.adding:
            Offer.objects.add(offer)
        else:
            offer.save()
        terms = self.offer.terms if self.offer else Round(offer=offer, number=1, on=self.today)
        terms.grants = self.grants(terms.grants, self.fields.__contains__)
        for name, value in self.terms.items():
            setattr(terms, name, value)
        terms.save()
        return offer
