"""Dated reference data: vesting presets, and exchange rates.

A rate is never overwritten, so that old comparisons stay what they were.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from guides.admin.fields import CurrencyField
from guides.models import ExchangeRate, VestingPreset


class ExchangeRateForm(forms.ModelForm):
    class Meta:
        field_classes = {"currency": CurrencyField}

    def clean_per_euro(self) -> Any:
        per_euro = self.cleaned_data["per_euro"]
        if per_euro <= 0:
            raise forms.ValidationError("A rate is more than nothing.")
        return per_euro


@admin.register(ExchangeRate)
class ExchangeRateAdmin(admin.ModelAdmin):
    form = ExchangeRateForm
    fields = ["currency", "per_euro", "on", "source"]
    list_display = ["currency", "per_euro", "on", "source"]
    list_filter = ["on", "currency"]
    search_fields = ["currency", "source"]
    date_hierarchy = "on"

    def has_change_permission(self, request: HttpRequest, obj: ExchangeRate | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: ExchangeRate | None = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: ExchangeRate | None = None) -> bool:
        # Who may enter rates may see them; the stock rule asks for "change" instead, which nobody has here.
        return super().has_view_permission(request, obj) or self.has_add_permission(request)


@admin.register(VestingPreset)
class VestingPresetAdmin(admin.ModelAdmin):
    list_display = ["name", "on", "source"]
    list_filter = ["on"]
    search_fields = ["name", "source"]
