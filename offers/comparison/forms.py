"""What a candidate settles about a script: which claims are true of them, and the words for its blanks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import transaction

from guides.library.terms import spoken_sentences
from guides.models import Lever
from offers.models import Offer, ScriptFact
from pay.scripts import SLOT, key_of


class ScriptFactsForm(forms.Form):
    """Claims that are true of the candidate, and words for the slots, of one lever of the offer's guide."""

    anchor = forms.RegexField(r"^(lever-\d{1,3}|strategy)$")
    lever = forms.IntegerField()

    def __init__(self, data: Any, *, offer: Offer) -> None:
        super().__init__(data)
        self.offer = offer

    def clean_lever(self) -> Lever:
        lever = Lever.objects.filter(pk=self.cleaned_data["lever"], revision=self.offer.revision_id).first()
        if lever is None:
            raise forms.ValidationError("This lever isn't part of the guide.")
        return lever

    @transaction.atomic
    def save(self) -> None:
        """Replace what was said about this script before; what other scripts hold stays."""
        sentences = list(spoken_sentences(self.cleaned_data["lever"]))
        facts = []
        keys = []
        for sentence in sentences:
            if sentence.claim == "self":
                key = key_of(sentence.text)
                keys.append((ScriptFact.Kind.CLAIM, key))
                if f"claim-{key}" in self.data:
                    facts.append(ScriptFact(offer=self.offer, kind=ScriptFact.Kind.CLAIM, key=key))
            for slot in SLOT.findall(sentence.text):
                key = key_of(slot)
                keys.append((ScriptFact.Kind.SLOT, key))
                typed = "".join(char if char.isprintable() else " " for char in self.data.get(f"slot-{key}", ""))
                words = " ".join(typed.split())[:300]
                if words:
                    facts.append(ScriptFact(offer=self.offer, kind=ScriptFact.Kind.SLOT, key=key, answer=words))
        for kind in ScriptFact.Kind.values:
            self.offer.script_facts.filter(kind=kind, key__in=[key for k, key in keys if k == kind]).delete()
        ScriptFact.objects.bulk_create({(fact.kind, fact.key): fact for fact in facts}.values())
