"""What takes a posting, and the range that is stored once the candidate has seen it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from display.formatting import currency_choices
from offers.entry.fields import AmountField, DayField
from offers.models import Offer, Posting
from offers.whatif import AssumedForm
from pay.currencies import codes_of_typed
from pay.postings.files import UnreadableFileError, source_of
from pay.postings.pages import UnreadablePageError
from pay.postings.ranges import Posting as Reading
from pay.postings.ranges import Stated
from pay.postings.reading import read_posting

LONGEST_PASTE = 1_500_000


class SourceForm(forms.Form):
    """The posting as words, as its page's source or as a file; ``reading`` is what it says."""

    posting = forms.CharField(
        label="The posting, or the source of its page",
        required=False,
        max_length=LONGEST_PASTE,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="Nothing is stored: you look at what was read first.",
        error_messages={"max_length": "This is longer than any posting. Copy its words alone."},
    )
    saved = forms.FileField(
        label="Or the page as you saved it",
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".html,.htm,.mhtml,.mht,.txt"}),
        help_text=".html, .mhtml or .txt, up to 2.5 MB; read and not kept.",
    )

    reading: Reading | None = None
    # What was read, if it is short enough to be sent again.
    text = ""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.errors:
            return data
        saved = data.get("saved")
        field = "saved" if saved else "posting"
        if not saved and not (data.get("posting") or "").strip():
            self.add_error("posting", "Paste the posting first, or choose the file.")
            return data
        try:
            text = source_of(saved.read()) if saved else data["posting"]
            self.reading = read_posting(text)
            self.text = text if len(text) <= LONGEST_PASTE else ""
        except (UnreadableFileError, UnreadablePageError) as error:
            self.add_error(field, str(error))
        return data


class RangeForm(AssumedForm):
    """The range as the candidate confirms it; ``save`` stores it with the offer."""

    lowest = AmountField(label="From", help_text="Blank if it only says “up to”.")
    highest = AmountField(label="To", help_text="Blank if it only says “from”.")
    currency = forms.ChoiceField(label="Currency", choices=lambda: [("", "Choose"), *currency_choices()])
    period = forms.ChoiceField(label="For", choices=[("", "Choose"), *Posting.Period.choices])
    whole = forms.ChoiceField(
        label="These figures are", required=False, choices=[("", "it doesn’t say"), *Posting.Whole.choices]
    )
    hours = forms.DecimalField(
        label="Hours a week", required=False, min_value=1, max_value=80, max_digits=5, decimal_places=2
    )
    of_share = forms.BooleanField(label="They are for the hours of this job, not for full time", required=False)
    address = forms.CharField(
        label="Its address", required=False, max_length=600, help_text="For your notes. We don’t open it."
    )
    posted_on = DayField(label="Posted on", help_text="If it says so.")

    def __init__(self, data: Any, *, offer: Offer, today: date, initial: dict[str, Any] | None = None) -> None:
        self.offer, self.today = offer, today
        self.stored: Posting | None = getattr(offer, "posting", None)
        kept = {name: getattr(self.stored, name) for name in Posting.FIELDS} if self.stored else {}
        super().__init__(data, initial=kept | (initial or {}))
        if not offer.terms.basis.is_part_time:
            del self.fields["of_share"]

    def clean_posted_on(self) -> date | None:
        day: date | None = self.cleaned_data["posted_on"]
        if day and not 2000 <= day.year <= self.today.year + 1:
            raise forms.ValidationError("Is this the right year?")
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        lowest, highest = self._end("lowest"), self._end("highest")
        if lowest is None and highest is None and not {"lowest", "highest"} & set(self.errors):
            self.add_error("lowest", "Type at least one end of the range.")
        elif lowest is not None and highest is not None and lowest > highest:
            self.add_error("highest", "The range ends under where it begins.")
        return data

    def _end(self, name: str) -> Decimal | None:
        read = self.cleaned_data.get(name)
        if read is None or read.amount is None:
            return None
        currency = self.cleaned_data.get("currency")
        if currency and read.contradicts(currency):
            self.add_error(name, f"The amount says {read.named}, but the currency is {currency}.")
        elif read.amount <= 0:
            self.add_error(name, "Leave it blank where the posting doesn’t say.")
        amount: Decimal = read.amount
        return amount

    def save(self) -> Posting:
        """Store the range. The editors may be told of another one again."""
        data = self.cleaned_data
        stored = self.stored or Posting(offer=self.offer)
        before = [getattr(stored, name, None) for name in ("lowest", "highest", "currency", "period", "whole")]
        for name in ("lowest", "highest"):
            setattr(stored, name, data[name].amount)
        for name in ("currency", "period", "whole", "hours", "address", "posted_on"):
            setattr(stored, name, data[name])
        stored.of_share = data.get("of_share", False)
        stored.read_on = self.today
        if before != [getattr(stored, name) for name in ("lowest", "highest", "currency", "period", "whole")]:
            stored.reported_at = None
        stored.save()
        return stored


def initial_of(reading: Reading, chosen: Stated | None, offer: Offer) -> dict[str, Any]:
    """What a reading fills the form with; nothing of a range that isn't settled or chosen.

    "$" is the currency of the offer where it may be.
    """
    initial: dict[str, Any] = {"posted_on": reading.posted_on}
    if chosen is None:
        return initial
    currency = chosen.currency
    if currency is None and offer.currency in codes_of_typed(chosen.sign):
        currency = offer.currency
    return initial | {
        "lowest": chosen.lowest,
        "highest": chosen.highest,
        "currency": currency or "",
        "period": chosen.period,
        "whole": chosen.whole,
    }
