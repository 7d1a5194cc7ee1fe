"""Dated reference data: vesting presets, and exchange rates.

A rate is never overwritten, so that old comparisons stay what they were.
"""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods

from guides.admin.fields import CurrencyField
from guides.admin.rate_import import RateImportForm
from guides.admin.typed import ExchangeRateModelAdmin, ExchangeRateModelForm, VestingPresetModelAdmin
from guides.admin.visible import VisibleRecordMixin
from guides.editing.uploads import takes_uploads
from guides.library import epoch
from guides.models import ExchangeRate, VestingPreset
from guides.models.rates import RATES_LAST, ExchangeRateQuerySet, SortedOut

# As many rows as a page of the import shows of each kind.
SHOWN = 50


class ExchangeRateForm(ExchangeRateModelForm):
    class Meta:
        field_classes = {"currency": CurrencyField}

    def clean_per_euro(self) -> Any:
        per_euro = self.cleaned_data["per_euro"]
        if per_euro <= 0:
            raise forms.ValidationError("A rate is more than nothing.")
        return per_euro


class RateChangeList(ChangeList):
    """A page of rates that knows which are the newest of their currency."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        self.result_list = list(self.result_list)
        today = timezone.localdate()
        newest = set(ExchangeRate.objects.newest_on(today).values_list("pk", flat=True))
        for rate in self.result_list:
            rate.age = (today - rate.on).days
            rate.is_newest = rate.pk in newest


class NewestFilter(admin.SimpleListFilter):
    title = "which"
    parameter_name = "newest"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin[Any]) -> list[tuple[str, str]]:
        return [("yes", "newest of each currency"), ("old", f"newest, older than {RATES_LAST.days} days")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[ExchangeRate]) -> QuerySet[ExchangeRate]:
        match self.value():
            case "yes":
                return cast("ExchangeRateQuerySet", queryset).newest_on(timezone.localdate())
            case "old":
                return cast("ExchangeRateQuerySet", queryset).grown_old(timezone.localdate())
        return queryset


@admin.register(ExchangeRate)
class ExchangeRateAdmin(VisibleRecordMixin, ExchangeRateModelAdmin):
    form = ExchangeRateForm
    fields = ["currency", "per_euro", "on", "source"]
    list_display = ["currency", "per_euro", "on", "freshness", "source"]
    list_filter = [NewestFilter, "on", "currency"]
    search_fields = ["currency", "source"]
    date_hierarchy = "on"
    show_full_result_count = False

    def get_urls(self) -> list[URLPattern]:
        return [
            path(
                "import/",
                self.admin_site.admin_view(require_http_methods(["GET", "POST"])(self.import_view)),
                name="guides_exchangerate_import",
            ),
            *super().get_urls(),
        ]

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return RateChangeList

    @admin.display(description="how fresh")
    def freshness(self, rate: ExchangeRate) -> str:
        days: int = vars(rate)["age"]
        if days < 0:
            return "not used before that day"
        if not vars(rate)["is_newest"]:
            return ""
        age = "of today" if days == 0 else f"{days} day{'' if days == 1 else 's'} old"
        if days > RATES_LAST.days:
            return format_html('<strong class="rate-old">newest, and {}: enter a newer one</strong>', age)
        return f"newest, {age}"

    @takes_uploads
    def import_view(self, request: HttpRequest) -> HttpResponse:
        """Asks for a CSV table, shows what it would add, and adds that once somebody has agreed to it."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        is_sent = request.method == "POST"
        form = RateImportForm(
            request.POST if is_sent else None, request.FILES if is_sent else None, today=timezone.localdate()
        )
        preview = {}
        if is_sent and form.is_valid():
            if "store" in request.POST and form.is_agreed:
                return self.store_rates(request, form)
            preview = {
                "found": ExchangeRate.objects.sort_out(form.rates),
                "problems": form.table.problems,
                "shown": SHOWN,
                "is_changed": "store" in request.POST,
            }
        context = self.admin_site.each_context(request) | {
            "title": "Import exchange rates from a CSV file",
            "opts": self.opts,
            "media": self.media + form.media,
            "form": form,
            **preview,
        }
        return TemplateResponse(request, "admin/guides/exchangerate/import.html", context)

    def store_rates(self, request: HttpRequest, form: RateImportForm) -> HttpResponse:
        with epoch.change():
            stored = ExchangeRate.objects.add_missing(form.rates)
            if stored.new:
                currency, on, source = stored.new[0].key
                first = ExchangeRate.objects.get(currency=currency, on=on, source=source)
                self.log_addition(request, first, f"Imported {counted(len(stored.new))} from a CSV table.")
        self.message_user(request, outcome(stored), messages.SUCCESS if stored.new else messages.WARNING)
        return redirect("admin:guides_exchangerate_changelist")

    def has_change_permission(self, request: HttpRequest, obj: ExchangeRate | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: ExchangeRate | None = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: ExchangeRate | None = None) -> bool:
        # Who may enter rates may see them; the stock rule asks for "change" instead, which nobody has here.
        return super().has_view_permission(request, obj) or self.has_add_permission(request)


def counted(number: int) -> str:
    return "1 rate" if number == 1 else f"{number:,} rates"


def outcome(stored: SortedOut) -> str:
    """ "12 rates added. 3 rates held already." """
    sentences = [f"{counted(len(stored.new))} added." if stored.new else "Nothing was added."]
    if stored.held:
        sentences.append(f"{counted(len(stored.held))} held already.")
    if stored.differing:
        sentences.append(f"{counted(len(stored.differing))} held with another value, which stays.")
    return " ".join(sentences)


@admin.register(VestingPreset)
class VestingPresetAdmin(VestingPresetModelAdmin):
    list_display = ["name", "on", "source"]
    list_filter = ["on"]
    search_fields = ["name", "source"]
