"""What the candidate says of the guide's scripts."""

from __future__ import annotations

from django.db import models

from offers.models.offers import Offer


class ScriptFact(models.Model):
    """What the candidate says of a script: a claim that is true of them, or the words for a slot."""

    class Kind(models.TextChoices):
        CLAIM = "claim", "true of me"
        SLOT = "slot", "words for a slot"

    offer = models.ForeignKey(Offer, models.CASCADE, related_name="script_facts")
    kind = models.CharField(max_length=5, choices=Kind.choices)
    key = models.CharField(max_length=32, help_text="Which claim or slot: the hash of its text.")
    answer = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["offer", "kind", "key"], name="one_answer_per_claim_or_slot")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.answer or self.key}"
