"""Readers' reports: what is open, the row that each is about, and closing it with an answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.text import Truncator
from django.views.decorators.http import require_http_methods

from guides.admin.moves import CHANGE_DRAFTS, change_address, editor, gone, row_address
from guides.admin.revisions import place_anchor
from guides.admin.searching import SearchedByNames
from guides.admin.typed import FieldNames, ReportModelAdmin
from guides.models import Report
from guides.models.reports import ReportQuerySet
from guides.reports.reporting import AnswerNotSentError, close, place_in, places
from guides.rights.presentation import place_address

CHANGE_REPORTS = "guides.change_report"


class OpenFilter(admin.SimpleListFilter):
    """Open ones, unless others are asked for."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin[Any]) -> list[tuple[str, str]]:
        return [("closed", "closed"), ("all", "all")]

    def choices(self, changelist: ChangeList) -> Iterator[Any]:
        default, *others = super().choices(changelist)
        yield {**default, "display": "open"}
        yield from others

    def queryset(self, request: HttpRequest, queryset: QuerySet[Report]) -> QuerySet[Report]:
        match self.value():
            case "closed":
                return queryset.filter(closed_at__isnull=False)
            case "all":
                return queryset
        return cast("ReportQuerySet", queryset).open()


class CloseForm(forms.Form):
    answer = forms.CharField(
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8, "class": "vLargeTextField"}),
    )


@admin.register(Report)
class ReportAdmin(SearchedByNames, ReportModelAdmin):
    list_display = ["first_words", "subject", "about", "created_at", "state"]
    list_filter = [OpenFilter, "created_at"]
    list_select_related = ["guide__company", "guide__role", "location", "closed_by"]
    search_fields = ["text", "about", "guide__company__name", "guide__role__name", "location__name"]
    named_by = {"guide__company": "company", "guide__role": "role"}
    show_full_result_count = False

    def get_urls(self) -> list[URLPattern]:
        return [
            path(
                "<path:object_id>/close/",
                self.admin_site.admin_view(require_http_methods(["GET", "POST"])(self.close_view)),
                name="guides_report_close",
            ),
            *super().get_urls(),
        ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # readers write them

    def has_delete_permission(self, request: HttpRequest, obj: Report | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Report | None = None) -> bool:
        return False  # what a reader wrote stays; it is closed at an address of its own

    def has_view_permission(self, request: HttpRequest, obj: Report | None = None) -> bool:
        # Reports hold addresses of readers: only who may deal with them sees them.
        return request.user.has_perm(CHANGE_REPORTS)

    @admin.display(description="report")
    def first_words(self, report: Report) -> str:
        return Truncator(" ".join(report.text.split())).chars(80)

    @admin.display(description="state", ordering="closed_at")
    def state(self, report: Report) -> str:
        if report.closed_at is None:
            return "open, wants an answer" if report.email else "open"
        return f"closed {report.closed_at:%Y-%m-%d}{f' by {report.closed_by}' if report.closed_by else ''}"

    def get_fields(self, request: HttpRequest, obj: Report | None = None) -> FieldNames:
        return [*self.get_readonly_fields(request, obj)]

    def get_readonly_fields(self, request: HttpRequest, obj: Report | None = None) -> list[str]:
        subject = "guide" if obj is None or obj.guide_id else "location"
        if obj is None or obj.closed_at is None:
            return [subject, "about", "text", "email", "created_at"]
        return [subject, "about", "text", "created_at", "state", "answer", "answered_at"]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        report: Report = kwargs["obj"]
        context |= {
            "title": "A reader's report",
            "subtitle": None,
            "close_address": "" if report.closed_at else reverse("admin:guides_report_close", args=[report.pk]),
        }
        context |= self._about_a_guide(request, report) if report.guide_id else self._about_the_law(report)
        return super().render_change_form(request, context, *args, **kwargs)

    def _about_the_law(self, report: Report) -> dict[str, Any]:
        right = report.right
        return {
            "right": right,
            "fact": right.published_revision if right else None,
            "right_address": change_address(right) if right else "",
            "site_address": place_address(report.location.slug) if report.location else "",
        }

    def _about_a_guide(self, request: HttpRequest, report: Report) -> dict[str, Any]:
        guide, revision = report.guide, report.revision
        if guide is None or revision is None:
            return {}
        draft = guide.draft
        return {
            "place": places(revision).get(report.place),
            "draft": draft,
            "draft_address": row_address(draft, place_anchor(place_in(draft, report))) if draft else "",
            "new_draft_address": reverse("admin:guides_guide_new_draft", args=[guide.pk])
            if request.user.has_perm(CHANGE_DRAFTS) and not draft
            else "",
            "site_address": guide.get_absolute_url() if guide.published_revision_id else "",
        }

    def close_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Asks for an answer, says what will happen, and closes on POST."""
        if not request.user.has_perm(CHANGE_REPORTS):
            raise PermissionDenied
        report = self.get_object(request, unquote(object_id))
        if report is None:
            return gone(self, request, object_id)
        form = CloseForm(request.POST if request.method == "POST" else None)
        if form.is_valid():
            try:
                is_closed = close(report, by=editor(request), answer=form.cleaned_data["answer"])
            except AnswerNotSentError as reason:
                form.add_error(
                    "answer",
                    f"The answer couldn't be sent: {reason}. The report stays open, and what you wrote is kept here. "
                    "Try again later.",
                )
            else:
                return self._closed(request, report, form.cleaned_data["answer"], is_closed=is_closed)
        elif report.closed_at:
            return self._closed(request, report, "", is_closed=False)
        context = self.admin_site.each_context(request) | {
            "title": f"Close the report about {report}?",
            "opts": self.opts,
            "original": report,
            "form": form,
            "back": change_address(report),
        }
        return TemplateResponse(request, "admin/guides/report/close.html", context)

    def _closed(self, request: HttpRequest, report: Report, answer: str, *, is_closed: bool) -> HttpResponse:
        if not is_closed:
            self.message_user(request, "This report was closed already.", messages.WARNING)
            return redirect(change_address(report))
        is_sent = bool(answer and report.email)
        note = "Closed it, and answered by e-mail." if is_sent else "Closed it."
        self.log_change(request, report, note)
        message = "The answer was sent, and the report is closed." if is_sent else "The report is closed."
        self.message_user(request, message, messages.SUCCESS)
        return redirect("admin:guides_report_changelist")
