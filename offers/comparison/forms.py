"""What a candidate settles about a script: which claims are true of them, and the words for its blanks."""

from __future__ import annotations

from django import forms
from django.db import transaction
from django.http import QueryDict

from guides.library.terms import spoken_sentences
from guides.models import Lever
from offers.models import Offer, ScriptFact
from pay.scripts import promise_key, tickable
from pay.slots import Slot, UnfitAnswerError, answer_of

LONGEST = 300


class ScriptFactsForm(forms.Form):
    """Claims that are true of the candidate, and words for the slots, of one lever of the offer's guide.

    What the form didn't show stays as it is: ``shown`` names the claims that
    it had, and a slot is there or not. ``typed`` and ``unfit`` have, by the
    slot's key, what was typed and why it can't stand there.
    """

    anchor = forms.RegexField(r"^(lever-\d{1,3}|strategy)$")
    lever = forms.IntegerField()

    data: QueryDict

    def __init__(self, data: QueryDict, *, offer: Offer) -> None:
        super().__init__(data)
        self.offer = offer
        self.typed: dict[str, str] = {}
        self.unfit: dict[str, str] = {}
        self.answers: dict[str, str] = {}

    def clean_lever(self) -> Lever:
        lever = Lever.objects.filter(pk=self.cleaned_data["lever"], revision=self.offer.revision_id).first()
        if lever is None:
            raise forms.ValidationError("This lever isn't part of the guide.")
        sentences = tickable(spoken_sentences(lever), self.offer.currency)
        self.claims = {one.key for one in sentences} | {promise_key(spoken_sentences(lever))} - {""}
        for slot in {slot.key: slot for one in sentences for slot in one.slots}.values():
            self._read(slot)
        return lever

    def _read(self, slot: Slot) -> None:
        name = f"slot-{slot.key}"
        if name not in self.data:
            return
        self.typed[slot.key] = str(self.data[name])[:LONGEST]
        try:
            self.answers[slot.key] = answer_of(slot, self.typed[slot.key], self.offer.currency)
        except UnfitAnswerError as error:
            self.unfit[slot.key] = str(error)

    @transaction.atomic
    def save(self) -> None:
        """Replace what was said about what the form showed; what other forms and scripts hold stays."""
        shown = self.claims & set(self.data.getlist("shown"))
        ticked = {key for key in shown if f"claim-{key}" in self.data}
        kinds = ScriptFact.Kind
        self.offer.script_facts.filter(kind=kinds.CLAIM, key__in=shown - ticked).delete()
        self.offer.script_facts.filter(kind=kinds.SLOT, key__in=self.answers).delete()
        facts = [ScriptFact(offer=self.offer, kind=kinds.CLAIM, key=key) for key in ticked]
        facts += [
            ScriptFact(offer=self.offer, kind=kinds.SLOT, key=key, answer=answer)
            for key, answer in self.answers.items()
            if answer
        ]
        ScriptFact.objects.bulk_create(facts, ignore_conflicts=True)
