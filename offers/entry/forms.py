"""The form of an offer, in the words of an offer letter: short, with details that unfold."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.db import IntegrityError, transaction

from display.formatting import currency_choices, money
from display.forms import choice_field, show_instead
from guides.models import Band, Revision, VestingPreset
from offers.entry.fields import AmountField, BonusField, CountField, PercentsField, PriceField
from offers.entry.layout import offer_layout
from offers.models import Offer, Owner, Round
from pay.amounts import ReadAmount

MONEY = (
    *("base", "equity", "bonus", "signing", "signing_2", "signing_3", "signing_4", "other", "refresher"),
    *("strike", "preferred", "fair_value", "unvested", "payback"),
)
VESTING_LIMITS = "Between half a year and 10 years."
# How far from the band a base may be before it is asked about: a fifth of it, five times it.
FAR = 5
TWO_CURRENCIES = "The amount says {seen}, but the currency chosen is {chosen}. Change one or the other."


class OfferForm(forms.Form):
    """One offer. ``revision`` is the guide's that it is compared with, or ``None``."""

    # Made with the empty form: sending it twice saves one offer.
    form_key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    # Of the offer as it was when the form was opened: another tab may have changed it since.
    opened_at = forms.CharField(required=False, widget=forms.HiddenInput)
    # An unlikely base that the candidate has been asked about: sent again, it is meant.
    asked_about = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    kind = forms.ChoiceField(choices=Offer.Kind.choices, label="This is", initial=Offer.Kind.OFFER)
    employer = forms.CharField(max_length=200)
    region = forms.ChoiceField(label="Region")
    level = forms.ChoiceField(label="Level", required=False)
    place = forms.CharField(
        label="Your place or level, if it isn't listed",
        required=False,
        max_length=200,
        help_text="Then choose the nearest above; the comparison will say that it is only the nearest.",
    )
    currency = forms.ChoiceField(label="Currency")
    base = AmountField(label="Base salary a year", help_text="Before tax. 210,000 or 210k.")
    equity = AmountField(label="Equity grant, whole", help_text="As the letter values it. 0 for none.")
    vesting_years = forms.DecimalField(
        label="Years to vest",
        required=False,
        min_value=Decimal("0.5"),
        max_value=10,
        decimal_places=2,
        initial=4,
        error_messages={"min_value": VESTING_LIMITS, "max_value": VESTING_LIMITS},
        widget=forms.NumberInput(attrs={"inputmode": "decimal", "step": "any"}),
    )
    equity_kind = forms.ChoiceField(
        label="Kind of equity", choices=Round.EquityKind.choices, initial=Round.EquityKind.UNSPECIFIED
    )
    bonus = BonusField(label="Yearly bonus", help_text="The target; 0 for none.")
    bonus_unit = forms.ChoiceField(label="Bonus is", choices=[("percent", "% of base"), ("amount", "amount a year")])
    signing = AmountField(label="Signing bonus", help_text="Once, in the first year. 0 for none.")
    # Nothing is chosen beforehand: a script must not call an offer written that isn't.
    status = forms.ChoiceField(label="The offer is", choices=[("", "Choose"), *Offer.Status.choices])
    respond_by = forms.DateField(
        label="Respond by", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    # Details that unfold
    bonus_kind = forms.ChoiceField(
        label="The bonus is", required=False, choices=Round.BonusKind.choices, initial=Round.BonusKind.TARGET
    )
    other = AmountField(label="Other pay a year", help_text="Allowances, commission at target, pension on top.")
    other_words = forms.CharField(label="What that is", required=False, max_length=200)
    signing_2 = AmountField(label="Signing bonus, year 2")
    signing_3 = AmountField(label="Signing bonus, year 3")
    signing_4 = AmountField(label="Signing bonus, year 4")
    clawback = forms.ChoiceField(
        label="If you leave early, you pay back",
        required=False,
        choices=[("", "Not known"), *Round.Clawback.choices],
    )
    clawback_months = forms.IntegerField(label="Within how many months", required=False, min_value=1, max_value=60)
    vesting = forms.ChoiceField(label="How it vests", required=False)
    vesting_percents = PercentsField(
        label="Or percent in each year", help_text="5 / 15 / 40 / 40. Adds up to 100; counts before the choice above."
    )
    cliff_months = forms.IntegerField(
        label="Nothing vests before month", required=False, min_value=0, max_value=60, help_text="The cliff: often 12."
    )
    vesting_every = forms.TypedChoiceField(
        label="After that",
        required=False,
        coerce=int,
        empty_value=None,
        choices=[
            ("", "Not known"),
            (1, "every month"),
            (3, "every quarter"),
            (6, "every half-year"),
            (12, "every year"),
        ],
    )
    shares = CountField(label="Number of shares or options", help_text="Blank if the letter only gives a value.")
    strike = PriceField(label="Strike price of an option")
    preferred = PriceField(label="Preferred price of a share", help_text="What investors paid in the last round.")
    fair_value = PriceField(label="409A value of a share", help_text="The fair value of a common share.")
    fully_diluted = CountField(label="All shares, fully diluted")
    refresher = AmountField(label="New grant each year (refresher)")
    refresher_from = forms.IntegerField(label="The first in year", required=False, min_value=1, max_value=5)
    refresher_years = forms.IntegerField(label="Each vests over years", required=False, min_value=1, max_value=6)
    unvested = AmountField(label="Unvested equity you would leave behind")
    payback = AmountField(label="Signing bonus you would have to pay back")

    def __init__(self, *args: Any, revision: Revision | None, offer: Offer | None, today: date, **kwargs: Any) -> None:
        self.revision = revision
        self.offer = offer
        self.today = today
        self.bands, self.checked = self._bands(revision)
        kwargs["initial"] = {"form_key": uuid.uuid4()} | self._initial() | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self._offer_choices()
        self._offer_schedules()
        self.helper = offer_layout(self)

    def _bands(self, revision: Revision | None) -> tuple[list[Band], list[Band]]:
        """The bands to choose from, and those that an editor is checking: only the offer's own is kept of them."""
        bands = list(revision.bands.with_doubts().select_related("location")) if revision else []
        own = self.offer.band_id if self.offer else None
        checked = [band for band in bands if band.has_error and band.pk != own]
        return [band for band in bands if band not in checked], checked

    # What the form starts with

    def _initial(self) -> dict[str, Any]:
        if self.offer is None:
            kinds = {band.equity_kind for band in self.bands if band.equity_min is not None}
            kind = kinds.pop() if len(kinds) == 1 else ""
            return {"equity_kind": kind} if kind in Round.EquityKind.values else {}
        terms, band = self.offer.terms, self.offer.band
        by_amount = terms.bonus_amount is not None
        vesting_years = terms.vesting_years.normalize() if terms.vesting_years else None
        return {name: getattr(terms, name) for name in Round.TERMS} | {
            "vesting_years": vesting_years,
            "form_key": self.offer.pk,
            "opened_at": self.offer.changed_at.isoformat(),
            "kind": self.offer.kind,
            "employer": self.offer.employer,
            "region": band.region if band else "",
            "level": band.level if band else "",
            "place": self.offer.place,
            "currency": self.offer.currency,
            "bonus": terms.bonus_amount if by_amount else terms.bonus_percent,
            "bonus_unit": "amount" if by_amount else "percent",
            "status": self.offer.status,
            "respond_by": self.offer.respond_by,
        }

    def _offer_choices(self) -> None:
        regions = dict.fromkeys(band.region for band in self.bands)
        levels = dict.fromkeys(band.level for band in self.bands if band.level)
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
            del self.fields["employer"], self.fields["kind"]
        else:
            del self.fields["region"]
            choice_field(self, "currency").choices = currency_choices(first=["USD", "EUR", "GBP"])
            self.fields["place"].label, self.fields["place"].help_text = "Place", ""
        if levels:
            named = [(level, level) for level in levels]
            choice_field(self, "level").choices = named if len(named) == 1 else [("", "Choose"), *named]
            self.fields["level"].required = True
        else:
            del self.fields["level"]

    def _offer_schedules(self) -> None:
        self.presets = list(VestingPreset.objects.all())
        choice_field(self, "vesting").choices = [
            ("", "Evenly over the years above"),
            *((str(preset.pk), preset.name) for preset in self.presets),
        ]
        if self.bands:  # an offer that a guide is for
            del self.fields["unvested"], self.fields["payback"]

    @property
    def field_errors(self) -> list[forms.BoundField]:
        """The fields to look at, in the order of the page."""
        return [field for field in self.visible_fields() if field.errors]

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
        self._clean_amounts(data)
        self._clean_vesting(data)
        self._ask_about_base(data)
        if self.offer and data.get("currency") not in {None, self.offer.currency} and self.offer.rounds.count() > 1:
            self.add_error(
                "currency", f"Its rounds are in {self.offer.currency}. Record an offer in another as a new one."
            )
        if (shares := data.get("shares")) and (all_shares := data.get("fully_diluted")) and shares > all_shares:
            self.add_error("fully_diluted", "Your grant alone is more than that: is a digit missing?")
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
        in_region = [band for band in self.bands if band.region == data["region"]]
        fitting = [band for band in in_region if band.level == level]
        if not fitting:
            there = ", ".join(dict.fromkeys(band.level or "no level" for band in in_region))
            self.add_error("level", f"The guide has no band for {level} in {data['region']}. It has there: {there}.")
            return
        currency = data.get("currency")
        data["band"] = next((band for band in fitting if band.currency == currency), fitting[0])
        data["currency"] = currency or data["band"].currency

    def _clean_amounts(self, data: dict[str, Any]) -> None:
        if bonus := data.get("bonus"):
            data["bonus"] = bonus.read
            if bonus.is_percent:
                data["bonus_unit"] = "percent"
        chosen = data.get("currency")
        for name in MONEY:
            read = data.get(name)
            if not isinstance(read, ReadAmount):
                continue
            data[name] = read.amount
            if chosen and read.contradicts(chosen):
                self.add_error(name, TWO_CURRENCIES.format(seen=read.named, chosen=chosen))
        data["bonus_kind"] = data.get("bonus_kind") or Round.BonusKind.TARGET
        bonus = data.get("bonus")
        if bonus is not None and data.get("bonus_unit") == "percent" and bonus > 300:
            self.add_error("bonus", "A bonus of more than 300 percent? If this is an amount, choose that beside it.")

    def _clean_vesting(self, data: dict[str, Any]) -> None:
        """What was typed counts before a preset, a preset before the years."""
        preset = next((preset for preset in self.presets if str(preset.pk) == data.get("vesting")), None)
        if preset and not data.get("vesting_percents") and "vesting_percents" not in self.errors:
            data["vesting_percents"] = preset.percents
            if data.get("cliff_months") is None:
                data["cliff_months"] = preset.cliff_months
            data["vesting_every"] = data.get("vesting_every") or preset.every_months
        if data.get("vesting_percents"):
            data["vesting_years"] = Decimal(len(data["vesting_percents"]))

    def _ask_about_base(self, data: dict[str, Any]) -> None:
        """Ask once about a base that is far from the band: "210" for 210,000 spoils every figure."""
        base, currency, band = data.get("base"), data.get("currency"), data.get("band")
        if not base or not currency or data.get("asked_about") == str(base):
            return
        low, high = Decimal(1000), None
        beside = ""
        if band and band.base_min and band.currency == currency and not band.has_error:
            low, high = band.base_min / FAR, (band.base_max or band.base_min) * FAR
            beside = f" is far from the guide's {money(band.base_min, currency)}"
            beside += f" to {money(band.base_max, currency)}" if band.base_max else " and more"
        if low <= base and (high is None or base <= high):
            return
        meant = base * 1000
        guess = f" Did you mean {money(meant, currency)}?" if base < low and low <= meant <= (high or meant) else ""
        shown = money(base, currency)
        self.add_error("base", f"{shown} a year{beside or ' is very little'}.{guess} If {shown} is right, save again.")
        show_instead(self, "asked_about", str(base))

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
        offer.kind = data.get("kind") or Offer.Kind.OFFER
        offer.guide = self.revision.guide if self.revision else None
        offer.revision = self.revision
        offer.band = band
        offer.employer = data.get("employer") or (offer.guide.company.name if offer.guide else "")
        offer.place = data["place"]
        offer.currency = data["currency"]
        offer.status = data["status"]
        offer.respond_by = data["respond_by"]
        if offer._state.adding:
            Offer.objects.add(offer)
        else:
            offer.save()
        by_percent = data["bonus_unit"] == "percent"
        terms = self.offer.terms if self.offer else Round(offer=offer, number=1, on=self.today)
        for name in Round.TERMS:
            if name in data:
                setattr(terms, name, data[name])
        terms.bonus_percent = data["bonus"] if by_percent else None
        terms.bonus_amount = None if by_percent else data["bonus"]
        terms.save()
        return offer
