"""Sources: where figures come from."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest

from guides.admin.shared import ProtectedDeletion
from guides.models import Source

_PERIOD_END = re.compile(r"\d{4}(-(0[1-9]|1[0-2]))?")


class SourceForm(forms.ModelForm):
    def clean_period_from(self) -> str:
        return self._period_end("period_from")

    def clean_period_to(self) -> str:
        return self._period_end("period_to")

    def _period_end(self, name: str) -> str:
        end = self.cleaned_data[name].strip()
        if end and not _PERIOD_END.fullmatch(end):
            raise ValidationError("Write a year or a month: 2025 or 2025-03.")
        return end

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        first, last = cleaned.get("period_from"), cleaned.get("period_to")
        # A year counts whole: 2025-03 to 2025 is not upside down.
        if first and last and last < first[: len(last)]:
            self.add_error("period_to", "The period ends before it begins.")
        return cleaned


class DatedFilter(admin.SimpleListFilter):
    title = "dates"
    parameter_name = "dated"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("yes", "with a period"), ("no", "without a period")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Source]) -> QuerySet[Source]:
        undated = Q(period_from="", period_to="")
        match self.value():
            case "yes":
                return queryset.exclude(undated)
            case "no":
                return queryset.filter(undated)
        return queryset


@admin.register(Source)
class SourceAdmin(ProtectedDeletion, admin.ModelAdmin):
    form = SourceForm
    fields = ["text", "publisher", "url", ("period_from", "period_to"), "looked_at_on"]
    list_display = ["text", "publisher", "period", "looked_at_on", "citation_count"]
    list_filter = [DatedFilter, ("looked_at_on", admin.EmptyFieldListFilter)]
    search_fields = ["text", "publisher", "url"]
    ordering = ["text"]  # the model's own is lost where rows are counted
    show_full_result_count = False
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Source]:
        return super().get_queryset(request).annotate(citation_count=Count("citations"))

    @admin.display(description="cited", ordering="citation_count")
    def citation_count(self, source: Source) -> int:
        return source.citation_count
