"""Which levels published guides name, for those who search by one: an index, made again from the guides' rows."""

from __future__ import annotations

from django.db import models

from guides.models.guides import Revision


class LevelCompany(models.Model):
    """A company whose levels guides name, by the address that its name would have; most have no guide here."""

    slug = models.SlugField(max_length=120, unique=True)
    name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.name


class NamedLevel(models.Model):
    """A level that a published revision names: its company's own, or one of another company's that equals it.

    ``code`` is the level as ``guides.document.levels`` writes it, "" where a
    guide names a company's title without one; ``own`` and ``words`` are the
    guide's words for its own level and for the other's.
    """

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="named_levels")
    company = models.ForeignKey(LevelCompany, models.PROTECT, related_name="levels", db_index=False)
    code = models.CharField(max_length=20)
    is_other = models.BooleanField()
    own = models.CharField()
    words = models.CharField()

    class Meta:
        # In each, own levels come first: a search reads the beginning of what it asks for, however much there is.
        indexes = [
            models.Index(fields=["code", "company", "is_other", "id"], name="level_by_code"),
            models.Index(fields=["company", "is_other", "id"], name="level_by_company"),
        ]

    def __str__(self) -> str:
        return f"{self.company} {self.words}"
