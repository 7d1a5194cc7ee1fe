"""Where figures come from."""

from __future__ import annotations

import calendar
from collections import defaultdict
from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length

from guides.document.naming import citation_key, page_key
from guides.models.shared import Mergeable, MergeableQuerySet, never_itself


def a_year_before(day: date) -> date:
    """The same day a year earlier; 28 February for the 29th."""
    return date(day.year - 1, day.month, min(day.day, calendar.monthrange(day.year - 1, day.month)[1]))


class SourceQuerySet(MergeableQuerySet["Source"]):
    def undated(self) -> Self:
        """Those that don't say from when their figures are."""
        return self.filter(period_from="", period_to="")

    def old(self, today: date) -> Self:
        """Those whose figures ended more than a year before today, or that were looked at longer ago."""
        year_ago = a_year_before(today)
        ended = models.Case(models.When(period_to="", then="period_from"), default="period_to")
        # "2024" counts whole and "2024-03" to the end of its month, as in ``ended_on``.
        by_year = Q(_length=4, _ended__lt=f"{year_ago:%Y}")
        by_month = Q(_length=7, _ended__lt=f"{year_ago:%Y-%m}")
        looked = Q(looked_at_on__lt=year_ago)
        return self.alias(_ended=ended, _length=Length(ended)).filter(by_year | by_month | looked)

    def possible_duplicates(self) -> Self:
        """Those of one publisher with the same words, or of one page; read in one query, grouped here."""
        groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for pk, publisher, text, url in self.current().order_by().values_list("pk", "publisher", "text", "url"):
            groups["words", publisher, citation_key(text)].append(pk)
            if page := page_key(url):
                groups["page", page].append(pk)
        return self.filter(pk__in={pk for group in groups.values() if len(group) > 1 for pk in group})


class Source(Mergeable, models.Model):
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

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["text"]
        constraints = [
            models.UniqueConstraint(fields=["text", "url"], name="one_source_per_text_and_url"),
            never_itself("source_is_not_its_own_target"),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def period(self) -> str:
        """ "2025–2026", "2025", or "" where the source states none."""
        ends = [end for end in (self.period_from, self.period_to) if end]
        return "–".join(dict.fromkeys(ends))

    @property
    def ended_on(self) -> date | None:
        """The last day of its period; a year or a month counts whole."""
        end = self.period_to or self.period_from
        if not end:
            return None
        year, month = int(end[:4]), int(end[5:7] or 12)
        return date(year, month, calendar.monthrange(year, month)[1])
