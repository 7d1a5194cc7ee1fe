"""What editors typed into drafts and haven't saved."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.http import QueryDict
from django.utils import timezone


class WorkingCopyQuerySet(models.QuerySet["WorkingCopy"]):
    def newest_first(self) -> Self:
        return self.order_by("-kept_at", "-pk")


class WorkingCopy(models.Model):
    """A draft's form as somebody typed it in one tab of a browser, kept by ``guides.editing.working_copies``.

    ``typed`` is the form's body, valid or not, as it would have been sent; "" once it was saved.
    The draft itself knows nothing of it.
    """

    revision = models.ForeignKey("guides.Revision", models.CASCADE, related_name="working_copies")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    tab = models.CharField(max_length=32)
    typed = models.TextField()
    kept_at = models.DateTimeField(default=timezone.now)

    objects = WorkingCopyQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["revision", "by", "tab"], name="one_copy_a_tab")]
        verbose_name_plural = "working copies"

    def __str__(self) -> str:
        return f"kept at {self.kept_at:%Y-%m-%d %H:%M}"

    @property
    def state(self) -> str:
        """Names the copy as it is now."""
        return f"{self.pk}@{self.kept_at.isoformat()}"

    def as_typed(self) -> QueryDict:
        """The form's values, which can be changed."""
        return QueryDict(self.typed, mutable=True, encoding="utf-8")
