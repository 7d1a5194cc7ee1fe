"""Which state of the library it is."""

from __future__ import annotations

from django.db import models


class Epoch(models.Model):
    """One row that every change which visitors can see writes anew, last in its transaction.

    ``number`` follows the order of commits, since the row is locked until its
    writer is through. ``stamp`` tells states apart that have the same number:
    those before and after a backup was put back.
    """

    number = models.PositiveBigIntegerField(default=0)
    stamp = models.UUIDField()

    def __str__(self) -> str:
        return f"{self.number}-{self.stamp.hex}"
