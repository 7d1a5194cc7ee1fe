"""Where readers say what is wrong: a form apart from the guide's page, which is the same for everybody."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from guides.models import Revision
from guides.reports.forms import ReportForm
from guides.reports.reporting import WHOLE_GUIDE, places, same_reports, store_report
from signin.limits import seconds_to_wait

LIMITS = ("report_hour", "report_day", "reports_of_all")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, company: str, role: str) -> HttpResponse:
    """Takes a report about the place that ``?about=`` names, else about the whole guide."""
    revision = get_object_or_404(Revision.objects.published_at(company, role))
    if request.method == "POST":
        revision = revision_seen(request, revision)
    place = places(revision).get(request.GET.get("about", ""), WHOLE_GUIDE)
    form = ReportForm(request.POST if request.method == "POST" else None)
    wait = 0
    if form.is_valid():
        words = {"text": form.cleaned_data["text"], "email": form.cleaned_data["email"]}
        if form.is_from_a_machine or same_reports(revision, place, **words).exists():
            return redirect("guides:report-thanks", company, role)
        wait = seconds_to_wait(request, *LIMITS, key="all")
        if not wait:
            store_report(revision, place, **words)
            return redirect("guides:report-thanks", company, role)
    context = {"revision": revision, "guide": revision.guide, "place": place, "form": form, "wait": wait}
    status = 429 if wait else 422 if form.is_bound else 200
    response = TemplateResponse(request, "guides/report.html", context, status=status)
    if wait:
        response["Retry-After"] = str(wait)
    return response


@never_cache
@require_safe
def thanks(request: HttpRequest, company: str, role: str) -> HttpResponse:
    revision = get_object_or_404(Revision.objects.published_at(company, role))
    return TemplateResponse(request, "guides/report_thanks.html", {"guide": revision.guide})


def revision_seen(request: HttpRequest, published: Revision) -> Revision:
    """The revision that the form showed: another may have been published since, with other rows."""
    number = request.POST.get("revision", "")
    if not (number.isascii() and number.isdecimal() and len(number) < 9):
        return published
    shown = Revision.objects.filter(guide=published.guide_id, number=number, first_published_at__isnull=False)
    return shown.select_related("guide__company", "guide__role").first() or published
