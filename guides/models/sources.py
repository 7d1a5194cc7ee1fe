"""Where figures come from."""

from __future__ import annotations

from django.db import models


class Source(models.Model):
    """A publication that guides cite; one record for all guides that cite it."""

    class Kind(models.TextChoices):
        REPORTED = "reported", "pay that employees report"
        SURVEY = "survey", "a survey"
        FILING = "filing", "a public filing or register"
        POSTING = "posting", "a job posting"
        EMPLOYER = "employer", "the employer's own page"
        ARTICLE = "article", "an article or report"
        FORUM = "forum", "a forum"
        OTHER = "other", "something else"

    text = models.CharField(max_length=600, help_text="As cited, with its dates.")
    publisher = models.CharField(blank=True)
    url = models.URLField(max_length=500, blank=True)
    kind = models.CharField(max_length=8, choices=Kind.choices, blank=True)
    period_from = models.CharField(max_length=10, blank=True, help_text='"2025" or "2025-03"')
    period_to = models.CharField(max_length=10, blank=True)
    looked_at_on = models.DateField(null=True, blank=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged_from")

    class Meta:
        ordering = ["text"]
        constraints = [models.UniqueConstraint(fields=["text", "url"], name="one_source_per_text_and_url")]

    def __str__(self) -> str:
        return self.text

    @property
    def period(self) -> str:
        """ "2025–2026", "2025", or "" where the source states none."""
        ends = [end for end in (self.period_from, self.period_to) if end]
        return "–".join(dict.fromkeys(ends))
