"""Dated reference data: vesting presets, and exchange rates.

A rate is never overwritten; a wrong one is withdrawn, and kept.
"""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.admin import ModelAdmin
from django.contrib.admin.views.main import ChangeList
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods

from display.formatting import exact_rate
from guides.admin.fields import CurrencyField
from guides.admin.moves import Move, MovesMixin, Note, Question, editor
from guides.admin.proposals import tell_that_it_waits
from guides.admin.rate_import import RateImportForm
from guides.admin.typed import ExchangeRateModelAdmin, ExchangeRateModelForm, FieldNames, VestingPresetModelAdmin
from guides.admin.visible import PublishersAloneMixin, VisibleRecordMixin
from guides.editing import proposals
from guides.editing.states import MoveRefusedError
from guides.editing.uploads import takes_uploads
from guides.library import epoch
from guides.models import ExchangeRate, VestingPreset
from guides.models.rates import RATES_LAST, ExchangeRateQuerySet, SortedOut

# As many rows as a page of the import shows of each kind.
SHOWN = 50


class ExchangeRateForm(ExchangeRateModelForm):
    is_sure = forms.BooleanField(label="It is right, however far from the last", required=False)

    class Meta:
        field_classes = {"currency": CurrencyField}

    def clean_per_euro(self) -> Any:
        per_euro = self.cleaned_data["per_euro"]
        if per_euro <= 0:
            raise forms.ValidationError("A rate is more than nothing.")
        return per_euro

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("is_sure"):
            rate = ExchangeRate(currency=cleaned["currency"], per_euro=cleaned["per_euro"], on=cleaned["on"])
            for _, before in ExchangeRate.objects.jumps([rate]):
                self.add_error(
                    "per_euro",
                    f"The last one, of {before.on:%Y-%m-%d}, is {before.per_euro.normalize():f}: more than a tenth "
                    "away. Is the point in the right place? If it is, tick that it is right.",
                )
        return cleaned


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
        return [
            ("yes", "newest of each currency"),
            ("old", f"newest, older than {RATES_LAST.days} days"),
            ("withdrawn", "withdrawn"),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[ExchangeRate]) -> QuerySet[ExchangeRate]:
        match self.value():
            case "yes":
                return cast("ExchangeRateQuerySet", queryset).newest_on(timezone.localdate())
            case "old":
                return cast("ExchangeRateQuerySet", queryset).grown_old(timezone.localdate())
            case "withdrawn":
                return queryset.exclude(withdrawn_at=None)
        return queryset


def ask_withdraw(rate: ExchangeRate, user: User) -> Question:
    if rate.withdrawn_at:
        raise MoveRefusedError("This rate was withdrawn already.")
    day = timezone.localdate()
    next_best = ExchangeRate.objects.exclude(pk=rate.pk).newest_by(day).get(rate.currency)
    return Question(
        f"Withdraw {rate}?",
        [
            f"Comparisons use {next_best}, from {next_best.source}, from then on."
            if next_best
            else f"No other rate of {rate.currency} is held: amounts in it can't be converted until one is.",
            "Who compared an offer before is told that the rate was withdrawn.",
            "Another person has to agree first." if proposals.waits() else "It can be entered anew, not taken back.",
        ],
    )


def act_withdraw(
    model_admin: ModelAdmin[ExchangeRate], request: HttpRequest, rate: ExchangeRate, note: str
) -> HttpResponse:
    if proposals.withdraw_rate(rate, why=note, by=editor(request)):
        tell_that_it_waits(model_admin, request)
    else:
        model_admin.log_change(request, rate, f"Withdrawn: {note}")
        model_admin.message_user(request, f"{rate} is withdrawn.", messages.SUCCESS)
    return redirect("admin:guides_exchangerate_changelist")


@admin.register(ExchangeRate)
class ExchangeRateAdmin(MovesMixin, VisibleRecordMixin, ExchangeRateModelAdmin):
    form = ExchangeRateForm
    list_display = ["currency", "units", "on", "freshness", "source"]
    list_select_related = ["withdrawn_by"]
    list_filter = [NewestFilter, "on", "currency"]
    search_fields = ["currency", "source"]
    date_hierarchy = "on"
    show_full_result_count = False
    change_form_template = "admin/guides/exchangerate/change_form.html"
    moves = {
        "withdraw": Move(
            "guides.add_exchangerate",
            "Withdraw",
            ask_withdraw,
            act_withdraw,
            Note("What is wrong with it", is_required=True),
            is_destructive=True,
        )
    }

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

    @admin.display(description="for one euro", ordering="per_euro")
    def units(self, rate: ExchangeRate) -> str:
        return exact_rate(rate.per_euro)

    @admin.display(description="how fresh")
    def freshness(self, rate: ExchangeRate) -> str:
        days: int = vars(rate)["age"]
        if rate.withdrawn_at:
            by = f" by {rate.withdrawn_by}" if rate.withdrawn_by else ""
            return f"withdrawn on {rate.withdrawn_at:%Y-%m-%d}{by}: {rate.withdrawn_why}"
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
        """Asks for a table, shows what it would add, and adds that once somebody has agreed to it."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        is_sent = request.method == "POST"
        form = RateImportForm(
            request.POST if is_sent else None, request.FILES if is_sent else None, today=timezone.localdate()
        )
        preview = {}
        if is_sent and form.is_valid():
            found = ExchangeRate.objects.sort_out(form.rates)
            jumps = ExchangeRate.objects.jumps(found.new)
            is_sure = form.cleaned_data["is_sure"] or not jumps
            if "store" in request.POST and form.is_agreed and is_sure:
                return self.store_rates(request, form)
            preview = {
                "found": found,
                "jumps": jumps,
                "is_unsure": "store" in request.POST and not is_sure,
                "problems": form.table.problems,
                "shown": SHOWN,
                "is_changed": "store" in request.POST and not form.is_agreed,
            }
        context = self.admin_site.each_context(request) | {
            "title": "Import exchange rates from a file",
            "opts": self.opts,
            "media": self.media + form.media,
            "form": form,
            **preview,
        }
        return TemplateResponse(request, "admin/guides/exchangerate/import.html", context)

    def store_rates(self, request: HttpRequest, form: RateImportForm) -> HttpResponse:
        found = ExchangeRate.objects.sort_out(form.rates)
        if proposals.waits() and found.new:
            proposals.propose_rates(found.new, by=editor(request))
            tell_that_it_waits(self, request)
            return redirect("admin:guides_exchangerate_changelist")
        with epoch.change():
            stored = ExchangeRate.objects.add_missing(form.rates)
            if stored.new:
                currency, on, source = stored.new[0].key
                first = ExchangeRate.objects.get(currency=currency, on=on, source=source)
                self.log_addition(request, first, f"Imported {counted(len(stored.new))} from a CSV table.")
        self.message_user(request, outcome(stored), messages.SUCCESS if stored.new else messages.WARNING)
        return redirect("admin:guides_exchangerate_changelist")

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        form = self.get_form(request)(request.POST or None)
        if request.method == "POST" and proposals.waits() and self.has_add_permission(request) and form.is_valid():
            proposals.propose_rates([form.instance], by=editor(request))
            tell_that_it_waits(self, request)
            return redirect("admin:guides_exchangerate_changelist")
        return super().add_view(request, form_url, extra_context)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        rate = kwargs.get("obj")
        if rate and not rate.withdrawn_at:
            context["moves"] = self.open_moves(request, rate, ["withdraw"])
        return super().render_change_form(request, context, *args, **kwargs)

    def get_fields(self, request: HttpRequest, obj: ExchangeRate | None = None) -> FieldNames:
        fields = ["currency", "per_euro", "on", "source"]
        if obj is None:
            return [*fields, "is_sure"]
        return [*fields, "entered_at", *(["withdrawn_at", "withdrawn_by", "withdrawn_why"] if obj.withdrawn_at else [])]

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
    if stored.withdrawn:
        sentences.append(f"{counted(len(stored.withdrawn))} withdrawn before, and left out.")
    return " ".join(sentences)


@admin.register(VestingPreset)
class VestingPresetAdmin(PublishersAloneMixin, VestingPresetModelAdmin):
    list_display = ["name", "on", "source"]
    list_filter = ["on"]
    search_fields = ["name", "source"]
