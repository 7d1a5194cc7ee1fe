"""What the law gives a candidate, at the desk: facts, their drafts, and CSV tables of them."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.admin import ModelAdmin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.views.decorators.http import require_http_methods, require_safe

from guides.admin.fields import CurrencyField
from guides.admin.moves import PUBLISH, Move, MovesMixin, Note, Question, change_address, editor
from guides.admin.pickers import PickersMixin
from guides.admin.proposals import tell_that_it_waits
from guides.admin.right_import import RightImportForm
from guides.admin.typed import FieldNames, RightModelAdmin, RightRevisionModelAdmin, RightRevisionModelForm
from guides.editing import right_findings, right_tables, rights
from guides.editing.letters import tell_of_sending_back
from guides.editing.states import MoveRefusedError, Status
from guides.editing.uploads import takes_uploads
from guides.models import Revision, Right, RightRevision
from guides.models.rights import WORDS, RightQuerySet

CHANGE_RIGHTS = "guides.change_rightrevision"
SHOWN = 50


class NeedsFilter(admin.SimpleListFilter):
    title = "what it needs"
    parameter_name = "needs"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin[Any]) -> list[tuple[str, str]]:
        return [
            ("check", "to be checked again"),
            ("draft", "draft open"),
            ("review", "in review"),
            ("off", "not on site"),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Right]) -> QuerySet[Right]:
        match self.value():
            case "check":
                return cast("RightQuerySet", queryset).due(timezone.localdate())
            case "draft":
                return queryset.filter(revisions__status=Status.DRAFT)
            case "review":
                return queryset.filter(revisions__status=Status.IN_REVIEW)
            case "off":
                return queryset.filter(published_revision=None)
        return queryset


def ask_draft(right: Right, user: User) -> Question:
    if right.open_revision:
        raise MoveRefusedError("A draft of this is open already.")
    return Question(f"Start a new draft of {right}?", ["What is on the site stays until the draft is published."])


def act_draft(model_admin: ModelAdmin[Right], request: HttpRequest, right: Right, note: str) -> HttpResponse:
    return redirect(change_address(rights.start_draft(right, by=editor(request))))


def ask_checked(right: Right, user: User) -> Question:
    if right.published_revision is None:
        raise MoveRefusedError("It isn't on the site.")
    return Question(
        f"Did you look up {right}, and does it still say this?",
        [
            right.published_revision.duty,
            right.published_revision.source_address,
            f"It counts as checked today, {timezone.localdate():%Y-%m-%d}.",
        ],
    )


def act_checked(model_admin: ModelAdmin[Right], request: HttpRequest, right: Right, note: str) -> HttpResponse:
    if rights.checked(right, on=timezone.localdate(), by=editor(request)):
        tell_that_it_waits(model_admin, request)
    else:
        model_admin.message_user(request, f"{right} was checked.", messages.SUCCESS)
    return redirect(change_address(right))


def ask_withdraw(right: Right, user: User) -> Question:
    if right.published_revision is None:
        raise MoveRefusedError("It isn't on the site.")
    return Question(
        f"Take {right} off the site?",
        ["Where a law ended, start a draft and give its last day instead: then what was in force before can be asked."],
    )


def act_withdraw(model_admin: ModelAdmin[Right], request: HttpRequest, right: Right, note: str) -> HttpResponse:
    rights.withdraw(right, by=editor(request), note=note)
    model_admin.message_user(request, f"{right} is off the site.", messages.SUCCESS)
    return redirect(change_address(right))


@admin.register(Right)
class RightAdmin(MovesMixin, PickersMixin, RightModelAdmin):
    list_display = ["__str__", "says", "legal_status", "since", "freshness", "state"]
    list_filter = [NeedsFilter, "kind", "published_revision__legal_status", "published_revision__confidence"]
    list_select_related = ["place", "published_revision"]
    search_fields = ["place__name", "key", "published_revision__duty", "published_revision__source_publisher"]
    autocomplete_fields = ["place"]
    change_list_template = "admin/guides/right/change_list.html"
    change_form_template = "admin/guides/exchangerate/change_form.html"
    moves = {
        "new-draft": Move(CHANGE_RIGHTS, "New draft", ask_draft, act_draft),
        "checked": Move(CHANGE_RIGHTS, "I checked it", ask_checked, act_checked),
        "withdraw": Move(
            PUBLISH,
            "Withdraw",
            ask_withdraw,
            act_withdraw,
            Note("What is wrong with it", is_required=True),
            is_destructive=True,
        ),
    }

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path(
                "import/",
                wrap(require_http_methods(["GET", "POST"])(self.import_view)),
                name="guides_right_import",
            ),
            path("export/", wrap(require_safe(self.export_view)), name="guides_right_export"),
            *super().get_urls(),
        ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Right]:
        return super().get_queryset(request).prefetch_related("revisions")

    @admin.display(description="on the site")
    def says(self, right: Right) -> str:
        return right.published_revision.duty if right.published_revision else "nothing"

    @admin.display(description="status", ordering="published_revision__legal_status")
    def legal_status(self, right: Right) -> str:
        return right.published_revision.get_legal_status_display() if right.published_revision else ""

    @admin.display(description="from", ordering="published_revision__in_force_from")
    def since(self, right: Right) -> str:
        begins = right.published_revision.in_force_from if right.published_revision else None
        return f"{begins:%Y-%m-%d}" if begins else ""

    @admin.display(description="checked", ordering="checked_on")
    def freshness(self, right: Right) -> str:
        revision, today = right.published_revision, timezone.localdate()
        if revision is None:
            return ""
        if right.checked_on is None or right.checked_on + right.check_again_after(revision.legal_status) < today:
            day = f"{right.checked_on:%Y-%m-%d}" if right.checked_on else "never"
            return format_html('<strong class="rate-old">{}: check again</strong>', day)
        return f"{right.checked_on:%Y-%m-%d}"

    @admin.display(description="desk")
    def state(self, right: Right) -> str:
        open_one = next((one for one in right.revisions.all() if one.is_open), None)
        if open_one is None:
            return ""
        return format_html('<a href="{}">{}</a>', change_address(open_one), open_one.get_status_display())

    @admin.display(description="history")
    def history(self, right: Right) -> str:
        events = right.events.select_related("by").order_by("-at", "-pk")
        return format_html_join(
            "",
            "<p>{} {}{}: {}{}</p>",
            (
                (
                    timezone.localtime(event.at).strftime("%Y-%m-%d %H:%M"),
                    event.by or "Leverbook",
                    f", revision {event.number}" if event.number else "",
                    event.get_kind_display(),
                    f". {event.note}" if event.note else "",
                )
                for event in events
            ),
        )

    @admin.display(description="revisions")
    def all_revisions(self, right: Right) -> str:
        return format_html_join(
            "",
            '<p><a href="{}">Revision {}</a>, {}: {}</p>',
            ((change_address(one), one.number, one.get_status_display(), one.duty) for one in right.revisions.all()),
        )

    @admin.display(description="findings")
    def findings(self, right: Right) -> str:
        found = right_findings.findings_of(right, timezone.localdate())
        return format_html_join("", "<p>{}</p>", ((finding,) for finding in found)) or "none"

    def get_fields(self, request: HttpRequest, obj: Right | None = None) -> FieldNames:
        if obj is None:
            return ["place", "kind", "key"]
        return ["place", "kind", "key", "checked_on", "findings", "all_revisions", "history"]

    def get_readonly_fields(self, request: HttpRequest, obj: Right | None = None) -> list[str]:
        return [] if obj is None else [str(name) for name in self.get_fields(request, obj)]

    def get_prepopulated_fields(self, request: HttpRequest, obj: Right | None = None) -> dict[str, Any]:
        return {}

    def has_delete_permission(self, request: HttpRequest, obj: Right | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Right, form: Any, change: bool) -> None:  # noqa: FBT001
        super().save_model(request, obj, form, change)
        if not change:
            rights.start_draft(obj, by=editor(request))

    def response_add(self, request: HttpRequest, obj: Right, post_url_continue: str | None = None) -> HttpResponse:
        draft = obj.open_revision
        return redirect(change_address(draft)) if draft else super().response_add(request, obj, post_url_continue)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if right := kwargs.get("obj"):
            names = [] if right.open_revision else ["new-draft"]
            names += ["checked", "withdraw"] if right.published_revision else []
            context["moves"] = self.open_moves(request, right, names)
        return super().render_change_form(request, context, *args, **kwargs)

    def export_view(self, request: HttpRequest) -> HttpResponse:
        """All that is on the site, as a table that reads as what is held."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        published = RightRevision.objects.filter(status=Status.PUBLISHED).select_related("right__place")
        text = right_tables.written(published.order_by("right__key"))
        response = HttpResponse(text, content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="rights-{timezone.localdate():%Y-%m-%d}.csv"'
        return response

    @takes_uploads
    def import_view(self, request: HttpRequest) -> HttpResponse:
        """Asks for a table, shows what it would do, and makes drafts of it once somebody has agreed."""
        if not (self.has_add_permission(request) and request.user.has_perm(CHANGE_RIGHTS)):
            raise PermissionDenied
        is_sent = request.method == "POST"
        form = RightImportForm(request.POST if is_sent else None, request.FILES if is_sent else None)
        preview = None
        if is_sent and form.is_valid():
            preview = right_tables.read(form.cleaned_data["text"])
            if "store" in request.POST and form.is_agreed:
                stored = right_tables.store(preview, by=editor(request))
                self.message_user(request, f"{stored:,} drafts were made. Look at them, and publish them.")
                return redirect("admin:guides_right_changelist")
        context = self.admin_site.each_context(request) | {
            "title": "Import rights from a table",
            "opts": self.opts,
            "form": form,
            "found": preview,
            "shown": SHOWN,
            "is_changed": is_sent and "store" in request.POST and not form.is_agreed,
        }
        return TemplateResponse(request, "admin/guides/right/import.html", context)


class RightRevisionForm(RightRevisionModelForm):
    class Meta:
        field_classes = {"width_currency": CurrencyField}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        begins, ends = cleaned.get("in_force_from"), cleaned.get("in_force_until")
        if begins and ends and ends < begins:
            self.add_error("in_force_until", "It ends before it begins.")
        if cleaned.get("width_most") and not cleaned.get("width_currency"):
            self.add_error("width_currency", "An amount needs its currency.")
        return cleaned


def ask_submit(revision: RightRevision, user: User) -> Question:
    return Question(f"Send {revision} to review?", ["Nobody changes it until it comes back or is published."])


def act_submit(model_admin: ModelAdmin[Any], request: HttpRequest, revision: RightRevision, note: str) -> HttpResponse:
    rights.submit(revision, by=editor(request))
    return redirect(change_address(revision))


def ask_send_back(revision: RightRevision, user: User) -> Question:
    return Question(f"Send {revision} back?", ["It is a draft again."])


def act_send_back(
    model_admin: ModelAdmin[Any], request: HttpRequest, revision: RightRevision, note: str
) -> HttpResponse:
    user = editor(request)
    rights.send_back(revision, by=user, note=note)
    told = tell_of_sending_back(revision, note=note, by=user, address=change_address(revision))
    message = f"It went back with your note. {told.sentence}".strip()
    model_admin.message_user(request, message, messages.WARNING if told.missed else messages.SUCCESS)
    return redirect(change_address(revision))


def ask_publish(revision: RightRevision, user: User) -> Question:
    if reason := rights.why_not_published(revision, by=user):
        raise MoveRefusedError(reason)
    return Question(
        f"Publish {revision}?",
        [revision.duty, "It is on the site at once, and counts as checked today.", *right_findings.of_words(revision)],
    )


def act_publish(model_admin: ModelAdmin[Any], request: HttpRequest, revision: RightRevision, note: str) -> HttpResponse:
    rights.publish(revision, by=editor(request))
    model_admin.message_user(request, f"{revision} is on the site.", messages.SUCCESS)
    return redirect(change_address(revision.right))


def ask_discard(revision: RightRevision, user: User) -> Question:
    return Question(f"Discard {revision}?", ["Its words are gone."])


def act_discard(model_admin: ModelAdmin[Any], request: HttpRequest, revision: RightRevision, note: str) -> HttpResponse:
    right = revision.right
    rights.discard(revision, by=editor(request))
    return redirect(change_address(right))


@admin.register(RightRevision)
class RightRevisionAdmin(MovesMixin, RightRevisionModelAdmin):
    """The words of a revision: an editor's to change while it is a draft."""

    form = RightRevisionForm
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    list_display = ["__str__", "status", "legal_status", "in_force_from", "changed_at"]
    list_filter = ["status", "legal_status", "right__kind"]
    list_select_related = ["right__place"]
    search_fields = ["right__place__name", "duty", "source_publisher"]
    change_form_template = "admin/guides/exchangerate/change_form.html"
    fieldsets = [
        (None, {"fields": ["duty", "covers", "legal_status", "in_force_from", "in_force_until", "is_detail"]}),
        (
            "Whom it covers",
            {"fields": ["who", "least_employees", "counted_there", "reaches_remote", "reaches_elsewhere"]},
        ),
        ("Pay history", {"fields": ["asking", "volunteered"]}),
        ("Widest range", {"fields": ["width_most", "width_currency", "width_ratio"]}),
        (
            "Repayment clauses",
            {"fields": ["repay_months", "repay_prorated", "repay_no_interest", "repay_separate"]},
        ),
        (
            "Source",
            {"fields": ["source_title", "source_publisher", "source_address", "source_date", "confidence"]},
        ),
    ]
    moves = {
        "submit": Move(CHANGE_RIGHTS, "Send to review", ask_submit, act_submit),
        "send-back": Move(PUBLISH, "Send back", ask_send_back, act_send_back, Note("What it lacks", is_required=True)),
        "publish": Move(PUBLISH, "Publish", ask_publish, act_publish),
        "discard": Move(CHANGE_RIGHTS, "Discard", ask_discard, act_discard, is_destructive=True),
    }

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # a draft is started from its right

    def has_delete_permission(self, request: HttpRequest, obj: RightRevision | None = None) -> bool:
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: RightRevision | None = None) -> list[str]:
        return [] if obj and obj.status == Revision.Status.DRAFT else list(WORDS)

    def save_model(self, request: HttpRequest, obj: RightRevision, form: Any, change: bool) -> None:  # noqa: FBT001
        super().save_model(request, obj, form, change)
        if form.changed_data:
            rights.record_edit(obj, by=editor(request), note=", ".join(form.changed_data).replace("_", " "))

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if (revision := kwargs.get("obj")) and revision.is_open:
            is_draft = revision.status == Status.DRAFT
            names = ["submit", "publish", "discard"] if is_draft else ["publish", "send-back"]
            context["moves"] = self.open_moves(request, revision, names)
        return super().render_change_form(request, context, *args, **kwargs)
