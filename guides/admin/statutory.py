"""Rates of law and custom at the desk."""

from __future__ import annotations

from django.contrib import admin

from guides.admin.fields import CurrencyField
from guides.admin.typed import StatutoryRateModelAdmin, StatutoryRateModelForm
from guides.admin.visible import PublishersAloneMixin, VisibleRecordMixin
from guides.models import StatutoryRate


class StatutoryRateForm(StatutoryRateModelForm):
    class Meta:
        field_classes = {"currency": CurrencyField}


@admin.register(StatutoryRate)
class StatutoryRateAdmin(PublishersAloneMixin, VisibleRecordMixin, StatutoryRateModelAdmin):
    form = StatutoryRateForm
    list_display = ["country", "kind", "percent", "starts_on", "ends_on", "on", "source"]
    list_display_links = ["country", "kind"]
    list_filter = ["country", "kind", "on"]
    search_fields = ["country", "kind", "source", "note"]
    fieldsets = [
        (None, {"fields": ["country", "kind", "is_law", "starts_on", "ends_on"]}),
        ("In percent of pay", {"fields": ["percent", "currency", "lower", "upper"]}),
        (
            "A gratuity",
            {"fields": ["days", "first_years", "days_after", "days_a_month", "begins_after", "most_months"]},
        ),
        ("Where it is from", {"fields": ["note", "on", "source"]}),
    ]
