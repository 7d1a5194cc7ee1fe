"""What the law gives a candidate: a page for each place, and one table of all, on today or another day."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from guides.library.rights import rights
from guides.library.serving import public
from guides.library.structured import breadcrumbs
from guides.models import Location
from guides.rights import wording
from guides.rights.presentation import DUTIES, all_rows, place_address, place_context

FIRST_YEAR, LAST_YEAR = 1980, 2100


class DayForm(forms.Form):
    """The day on which something was, or will be, in force."""

    on = forms.DateField(
        label="On",
        required=False,
        widget=forms.DateInput(attrs={"type": "date", "class": "form-control"}, format="%Y-%m-%d"),
        error_messages={"invalid": "This is no date. Write it like 2026-09-30."},
    )

    def clean_on(self) -> date | None:
        day: date | None = self.cleaned_data["on"]
        if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise forms.ValidationError(f"Choose a day from {FIRST_YEAR} to {LAST_YEAR}.")
        return day


# With a day they are answered each time, and kept nowhere: there are as many such addresses as days.
@public
def rights_of_all(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    form, on = _asked(request, today)
    held = rights()
    steps = [("Guides", reverse("guides:home")), ("Pay ranges and the law", reverse("guides:rights"))]
    context = {
        "form": form,
        "rows": all_rows(held, on),
        "headers": [wording.KINDS[kind] for kind in DUTIES],
        "on": on,
        "is_today": on == today,
        "no_advice": wording.NO_ADVICE,
        "structured": [breadcrumbs(request, steps)],
    }
    return TemplateResponse(request, "guides/rights.html", context, status=_status(form))


@public
def rights_of_place(request: HttpRequest, place: str) -> HttpResponse:
    held = rights()
    if place not in held.places.by_key:
        moved = get_object_or_404(Location.objects.exclude(merged_into=None), slug=place)
        return redirect(place_address(moved.current.slug), permanent=True)
    if not held.here([place]):
        raise Http404("Nothing is known of the law there.")
    today = timezone.localdate()
    form, on = _asked(request, today)
    steps = [
        ("Guides", reverse("guides:home")),
        ("Pay ranges and the law", reverse("guides:rights")),
        (held.places.by_key[place].name, place_address(place)),
    ]
    context = place_context(place, held, today=today, on=on) | {
        "form": form,
        "address": place_address(place),
        "report_address": reverse("guides:report-law", args=[place]),
        "structured": [breadcrumbs(request, steps)],
    }
    return TemplateResponse(request, "guides/rights_of_place.html", context, status=_status(form))


def _asked(request: HttpRequest, today: date) -> tuple[Any, date]:
    form = DayForm(request.GET if "on" in request.GET else None)
    return form, (form.cleaned_data["on"] if form.is_valid() else None) or today


def _status(form: forms.Form) -> int:
    return 422 if form.is_bound and not form.is_valid() else 200
