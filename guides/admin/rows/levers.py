"""Levers and the strategy: a script, the voices of its sentences, what it asks for."""

from __future__ import annotations

from typing import Any

from django import forms

from guides.admin.derived import of_script, read_script, stored_document
from guides.admin.fields import PartsField, SentencesField
from guides.admin.rows.asks import AskForm, AskFormSet, QuotedOfferForm, QuotedOfferFormSet
from guides.admin.rows.forms import OWN_SOURCE_LABEL
from guides.admin.rows.formsets import RowFormSet, nested
from guides.admin.rows.told import TellingForm, one_spaced, sentences_of
from guides.admin.sizes import LONGEST_STRATEGY
from guides.document.document import Part
from guides.models import Lever
from guides.pages.presentation import LeverRow
from guides.parsing.speech.claims import find_slots
from guides.parsing.speech.limits import is_limit
from guides.parsing.speech.sentences import naming_of, read_sentences
from guides.parsing.text.sizes import MOST_SAID

NEVER_SAID = frozenset({"limit", "advice"})
VOICES_HELP = (
    "Each sentence to speak with its voice: a fact is said, an ask and a courtesy are made anew, a claim of an offer "
    "comes from recorded offers alone, self and unsettled need a candidate's tick, advice and limit are never said."
)


class LeverForm(TellingForm):
    parts = PartsField(label="Script")
    sentences = SentencesField(label="Voices", help_text=VOICES_HELP)
    words_field, told_field, label_key = "parts", "sentences", "voice"
    told_apart = ("parts", "sentences")
    # The lever as candidates read it, as it was last saved.
    reading: LeverRow | None = None

    class Meta:
        model = Lever
        fields = ["title", "needs_competing_offer", "parts", "sentences", "source"]
        widgets = {"title": forms.TextInput(attrs={"size": 60})}
        labels = OWN_SOURCE_LABEL | {
            "needs_competing_offer": "Falls without another offer: locked until one is recorded"
        }
        help_texts = {"needs_competing_offer": "", "source": ""}

    def rows_of(self, value: list[dict[str, str]] | None) -> dict[str, list[dict[str, Any]]]:
        return of_script(self._title(), value or [], self.draft)

    def _title(self) -> str | None:
        """What the lever is called; ``None`` for the strategy."""
        return str(self.cleaned_data.get("title") or "")

    def _follow_need(self) -> None:
        """Whether it falls without another offer follows a changed script, unless an editor has said otherwise."""
        before, now = (
            read_script(self._title(), parts or [], self.draft).needs_competing_offer
            for parts in (self.initial.get("parts"), self.cleaned_data["parts"])
        )
        is_new = self.instance.pk is None
        if "needs_competing_offer" not in self.changed_data and (
            is_new or self.instance.needs_competing_offer == before
        ):
            self.cleaned_data["needs_competing_offer"] = now

    def texts(self, value: list[dict[str, str]] | None) -> list[str]:
        return [part["text"] for part in value or [] if part["voice"] == "say"]

    def _completed(self, told: list[dict[str, str]], texts: list[str]) -> list[dict[str, str]]:
        typed = {one_spaced(one["text"]): one["voice"] for one in told}
        voices = self.read(texts) | typed
        return [
            {"voice": voices[one_spaced(sentence)], "text": sentence.strip()}
            for sentence in sentences_of(texts)
            if one_spaced(sentence)
        ]

    def read(self, texts: list[str]) -> dict[str, str]:
        naming = naming_of(stored_document(self.draft))
        sentences = read_sentences([Part("say", text) for text in texts], naming)
        return {one_spaced(sentence.text): sentence.voice for sentence in sentences}

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        said = [
            one for one in cleaned.get("sentences") or [] if one["voice"] not in NEVER_SAID and is_limit(one["text"])
        ]
        if said and "sentences" in self.changed_data:
            self.add_error(
                "sentences", f"“{said[0]['text']}” tells how low the speaker would go: its voice is limit or advice."
            )
        if "parts" in self.changed_data and "parts" in cleaned:
            slots = [slot for text in self.texts(cleaned["parts"]) for slot in find_slots(text)]
            self.instance.slots = list(dict.fromkeys(slots))
            self._follow_need()
        return cleaned


class StrategyForm(LeverForm):
    class Meta(LeverForm.Meta):
        fields = ["needs_competing_offer", "parts", "sentences", "source"]

    def _title(self) -> str | None:
        return None

    def clean(self) -> dict[str, Any]:
        self.instance.is_strategy = True
        return super().clean()


LEVER_ROWS = (nested(Lever, AskFormSet, AskForm), nested(Lever, QuotedOfferFormSet, QuotedOfferForm))


class LeverFormSet(RowFormSet):
    nested_formsets = LEVER_ROWS
    most_together = MOST_SAID - LONGEST_STRATEGY


class StrategyFormSet(LeverFormSet):
    most_together = LONGEST_STRATEGY

    @classmethod
    def get_default_prefix(cls) -> str:
        # The levers' formset is of the same model and has the usual prefix.
        return "strategy"

    def _number_rows(self) -> None:
        """The one strategy has no place among others."""
