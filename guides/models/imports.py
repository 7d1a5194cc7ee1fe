"""Texts that editors bring in: a batch is read in steps, looked at, and stored in steps."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models


class ImportBatchQuerySet(models.QuerySet["ImportBatch"]):
    def with_refusals(self) -> Self:
        """Those with refused texts that nobody has settled."""
        return self.filter(self._has_refusals())

    def waiting_counts(self) -> dict[str, int]:
        """How many hold refused texts (``refused``), and how many wait to be looked at (``ready``), in one query."""
        return self.aggregate(
            refused=models.Count("pk", filter=self._has_refusals()),
            ready=models.Count("pk", filter=models.Q(state=ImportBatch.State.READY)),
        )

    @staticmethod
    def _has_refusals() -> models.Exists:
        return models.Exists(ImportItem.objects.refused().filter(batch=models.OuterRef("pk")))


class ImportBatch(models.Model):
    """What one editor has brought in at once."""

    class State(models.TextChoices):
        READING = "reading", "being read"
        READY = "ready", "to be looked at"
        STORING = "storing", "being stored"
        DONE = "done", "done"

    name = models.CharField(max_length=200, help_text="What was brought in: a file's name, or “pasted text”.")
    state = models.CharField(max_length=8, choices=State.choices, default=State.READING, editable=False)
    left_out = models.JSONField(default=list, editable=False, help_text="Names of files that aren't guides.")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ImportBatchQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = "import"

    def __str__(self) -> str:
        return self.name


class ImportItemQuerySet(models.QuerySet["ImportItem"]):
    def refused(self) -> Self:
        """Those that couldn't be read or stored and that nobody has settled."""
        return self.filter(outcome=ImportItem.Outcome.REFUSED, settled=False)

    def importable(self) -> Self:
        """Those that an editor may choose: they would make a draft, and haven't yet."""
        return self.filter(outcome__in=ImportItem.IMPORTABLE, stored=False)

    def to_store(self) -> Self:
        """Those that are chosen and not stored yet."""
        return self.importable().filter(chosen=True)


class ImportItem(models.Model):
    """One text of a batch, and what became of it, or would."""

    class Outcome(models.TextChoices):
        WAITING = "", "waiting"
        NEW = "new", "new"
        CHANGED = "changed", "changed"
        UNCHANGED = "unchanged", "unchanged"
        REFUSED = "refused", "refused"

    IMPORTABLE = (Outcome.NEW, Outcome.CHANGED)

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="items")
    position = models.PositiveIntegerField()
    path = models.CharField(max_length=500)
    text = models.TextField(blank=True, help_text="Emptied once it is stored in a revision.")
    outcome = models.CharField(max_length=9, choices=Outcome.choices, blank=True, default=Outcome.WAITING)
    company = models.CharField(blank=True)
    role = models.CharField(blank=True)
    guide = models.ForeignKey("guides.Guide", models.SET_NULL, null=True, related_name="+")
    reason = models.TextField(blank=True)
    line = models.PositiveIntegerField(null=True)
    findings = models.JSONField(default=list)
    chosen = models.BooleanField(default=False)
    stored = models.BooleanField(default=False)
    settled = models.BooleanField(default=False, help_text="A refusal that an editor has seen to.")
    revision = models.ForeignKey("guides.Revision", models.SET_NULL, null=True, related_name="+")

    objects = ImportItemQuerySet.as_manager()

    class Meta:
        ordering = ["batch", "position"]
        constraints = [models.UniqueConstraint(fields=["batch", "position"], name="import_item_position")]

    def __str__(self) -> str:
        return self.path

    @property
    def is_importable(self) -> bool:
        return self.outcome in self.IMPORTABLE and not self.stored
