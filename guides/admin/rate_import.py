"""The form that brings exchange rates in from a CSV table."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminDateWidget
from django.core.files.uploadedfile import UploadedFile

from display.forms import show_instead
from guides.admin.fields import CurrencyField
from guides.editing.rate_tables.cells import FIRST_DAY
from guides.editing.rate_tables.files import LARGEST_FILE, FileRefusedError, text_of
from guides.editing.rate_tables.headings import ECB
from guides.editing.rate_tables.quotes import RateTable
from guides.editing.rate_tables.reading import read_rates, text_of_rates
from guides.models import ExchangeRate
from pay.currencies import KNOWN_CODES, PAID_IN

USUAL_SOURCE = "European Central Bank, euro foreign exchange reference rates"
USUAL_DAYS = timedelta(days=90)
# Of what is pasted, and of what the page that shows it carries along, in bytes: a request has a limit.
LARGEST_TEXT = 2_000_000
UNITS, PRICE = "units", "price"


class RateImportForm(forms.Form):
    """A table, as a file or as text, and which of its rates to take.

    Valid, it has the ``table`` that was read and the ``rates`` that were
    chosen of it, not stored. The rates of a file become the text field's: the
    page that shows what would happen carries them along.
    """

    file = forms.FileField(label="File (.csv, .xml, .zip)", required=False, allow_empty_file=True)
    text = forms.CharField(
        label="Or its text",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6, "class": "vLargeTextField csv", "spellcheck": "false"}),
    )
    source = forms.CharField(
        label="Where the rates come from",
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text="Readers see it beside every amount that was converted. A source that the file names for a row "
        "goes before it.",
    )
    base = CurrencyField(
        label="Quoted for one",
        max_length=3,
        min_length=3,
        help_text="EUR for the European Central Bank. For another, such as USD, the file has to have the euro, too.",
    )
    quoted = forms.ChoiceField(
        label="Each figure is",
        choices=[
            (UNITS, "how much of the currency that one buys"),
            (PRICE, "what one of the currency costs in it"),
        ],
        widget=forms.RadioSelect,
        help_text="Of tables that don't say it. Most banks' own files do.",
    )
    which = forms.ChoiceField(
        label="Currencies",
        choices=[("known", "those in which people are paid, and those with a rate already"), ("all", "all")],
        widget=forms.RadioSelect,
    )
    since = forms.DateField(
        label="From this day on",
        required=False,
        widget=AdminDateWidget,
        help_text="Blank: from the first day in the file.",
    )

    # Shown beside the rates that it is about.
    is_sure = forms.BooleanField(label="They are right, however far from the last", required=False)

    def __init__(self, data: Any = None, files: Any = None, *, today: date) -> None:
        since = today - USUAL_DAYS
        initial = {"base": "EUR", "source": USUAL_SOURCE, "which": "known", "since": since, "quoted": UNITS}
        super().__init__(data, files, initial=initial)
        self.today = today
        self.table = RateTable((), ())
        self.rates: list[ExchangeRate] = []

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        if cleaned.get("file"):
            self._take_file(cleaned["file"])
        elif not self.errors:
            self._take_text(cleaned["text"])
        return cleaned

    def _take_file(self, file: UploadedFile[bytes]) -> None:
        try:
            # What is longer is refused without being read.
            text = text_of(file.read(LARGEST_FILE + 1))
        except FileRefusedError as reason:
            self.add_error("file", str(reason))
            return
        if self.errors:
            self._show(text if len(text) <= LARGEST_TEXT else "")
            return
        self._read(text)
        if self.table.rows:
            text = text_of_rates(self.table.rows)
            if len(text) > LARGEST_TEXT:
                self.add_error("file", "That is more than fits at once. Start from a later day.")
                return
        self._show(text if len(text) <= LARGEST_TEXT else "")

    def _show(self, text: str) -> None:
        self.cleaned_data["text"] = text
        show_instead(self, "text", text)

    def _take_text(self, text: str) -> None:
        if not text.strip():
            self.add_error("text", "Choose a file, or paste its text.")
        # A browser sends each line end as two characters.
        elif len(text.encode()) + text.count("\n") - text.count("\r\n") > LARGEST_TEXT:
            self.add_error("text", f"This is more than {LARGEST_TEXT // 1_000_000} MB. Choose the file instead.")
        else:
            self._read(text)

    def _read(self, text: str) -> None:
        cleaned = self.cleaned_data
        newest = ExchangeRate.objects.newest_by(self.today)
        self.table = read_rates(
            text,
            today=self.today,
            currencies=KNOWN_CODES,
            base=cleaned["base"],
            priced=cleaned["quoted"] == PRICE,
            since=cleaned["since"] or FIRST_DAY,
            known={currency: (rate.per_euro, rate.on) for currency, rate in newest.items()},
        )
        wanted = known_currencies() if cleaned["which"] == "known" else KNOWN_CODES
        rows = [row for row in self.table.rows if row.currency in wanted]
        if not cleaned["source"] and not all(row.source for row in rows):
            self.add_error("source", "Say where the rates come from.")
        elif self.table.publisher not in ("", ECB) and cleaned["source"] == USUAL_SOURCE:
            self.add_error("source", f"This looks like a table of {self.table.publisher}: say so here.")
        else:
            self.rates = [
                ExchangeRate(
                    currency=row.currency, per_euro=row.per_euro, on=row.on, source=row.source or cleaned["source"]
                )
                for row in rows
            ]

    @property
    def seen(self) -> str:
        """What stands for all that was chosen: who agrees to one thing must not store another."""
        text = self.cleaned_data["text"].replace("\r\n", "\n").replace("\r", "\n")
        chosen = [str(self.cleaned_data[name]) for name in ("source", "base", "quoted", "which", "since")]
        return hashlib.sha256("\0".join([text, *chosen]).encode()).hexdigest()

    @property
    def is_agreed(self) -> bool:
        return self.data.get("seen") == self.seen

    @property
    def left_out(self) -> int:
        """How many rates are of currencies that weren't chosen."""
        return len(self.table.rows) - len(self.rates)


def known_currencies() -> Collection[str]:
    """Those in which people are paid, and those that have a rate."""
    return {*PAID_IN, *ExchangeRate.objects.order_by().values_list("currency", flat=True).distinct()}
