"""Guides: the list that editors work from, and each guide's revisions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.db import transaction
from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.html import format_html

from guides import workflow
from guides.admin.moves import CHANGE_DRAFTS, PUBLISH, Move, MovesMixin, Question, change_address
from guides.admin.shared import ProtectedDeletion
from guides.importing import recheck
from guides.models import Finding, Guide, Revision

Status = Revision.Status


def count_findings(revision_ids: Iterable[int]) -> dict[int, Counter[str]]:
    """Revision → severity → number of findings, in one query."""
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    rows = (
        Finding.objects.filter(revision__in=list(revision_ids))
        .order_by()
        .values_list("revision_id", "severity")
        .annotate(count=Count("pk"))
    )
    for revision_id, severity, count in rows:
        counts[revision_id][severity] = count
    return counts


def findings_label(counts: Counter[str]) -> str:
    """ "2 errors · 1 warning"."""
    return " · ".join(
        f"{counts[severity]} {severity if severity == 'info' or counts[severity] == 1 else f'{severity}s'}"
        for severity in Finding.Severity.values
        if counts[severity]
    )


def newest_revision(guide: OuterRef) -> QuerySet[Revision]:
    return Revision.objects.filter(guide=guide).order_by("-number").values("pk")[:1]


class GuideChangeList(ChangeList):
    """A page of guides with what stands on the desk: the newest revision and its findings.

    Looked up for the page's guides only: as annotations the database would
    work them out for the whole library before it sorts and cuts the page.
    """

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        self.result_list = list(self.result_list)
        newest: dict[int, Revision] = {}
        revisions = Revision.objects.filter(guide__in=self.result_list).order_by("number")
        for revision in revisions.only("guide_id", "number", "status"):
            newest[revision.guide_id] = revision
        counts = count_findings(revision.pk for revision in newest.values())
        for guide in self.result_list:
            guide.newest = newest.get(guide.pk)
            guide.finding_counts = counts[guide.newest.pk] if guide.newest else Counter()


class StateFilter(admin.SimpleListFilter):
    title = "status"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [
            ("published", "published"),
            ("draft", "draft open"),
            ("withdrawn", "withdrawn"),
            ("new", "never published"),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Guide]) -> QuerySet[Guide]:
        match self.value():
            case "published":
                return queryset.published()
            case "draft":
                return queryset.filter(Exists(Revision.objects.filter(guide=OuterRef("pk"), status=Status.DRAFT)))
            case "withdrawn":
                return queryset.filter(withdrawn_at__isnull=False)
            case "new":
                return queryset.filter(published_revision=None, withdrawn_at=None)
        return queryset


class FindingsFilter(admin.SimpleListFilter):
    title = "findings"
    parameter_name = "findings"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [(value, f"with {label}") for value, label in Finding.Severity.choices] + [("none", "none")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Guide]) -> QuerySet[Guide]:
        on_desk = Finding.objects.filter(revision=Subquery(newest_revision(OuterRef(OuterRef("pk")))))
        if self.value() in Finding.Severity.values:
            return queryset.filter(Exists(on_desk.filter(severity=self.value())))
        if self.value() == "none":
            return queryset.filter(~Exists(on_desk))
        return queryset


class ReviewFilter(admin.SimpleListFilter):
    title = "review"
    parameter_name = "review"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("overdue", "overdue"), ("soon", "due within 30 days"), ("unset", "no date set")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Guide]) -> QuerySet[Guide]:
        today = timezone.localdate()
        match self.value():
            case "overdue":
                return queryset.overdue(today)
            case "soon":
                return queryset.filter(review_due_on__range=(today, today + timedelta(days=30)))
            case "unset":
                return queryset.filter(review_due_on=None)
        return queryset


class GuideForm(forms.ModelForm):
    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        company, role = cleaned.get("company"), cleaned.get("role")
        if company and company.merged_into_id:
            self.add_error("company", f"This company was merged into {company.current}.")
        if role and role.merged_into_id:
            self.add_error("role", f"This role was merged into {role.current}.")
        if company and role and role.company_id and role.company_id != company.pk:
            self.add_error("role", f"Only {role.company} has this role.")
        verified_on, due_on = cleaned.get("verified_on"), cleaned.get("review_due_on")
        if verified_on and verified_on > timezone.localdate():
            self.add_error("verified_on", "This day is still to come.")
        if verified_on and due_on and due_on < verified_on:
            self.add_error("review_due_on", "The review can't be due before the guide was verified.")
        return cleaned


def ask_new_draft(guide: Guide) -> Question:
    workflow.refuse_second_draft(guide)
    origin = draft_origin(guide)
    what = f"It starts as a copy of revision {origin.number}." if origin else "It starts empty."
    return Question(f"Start a new draft of {guide}?", [what, "Visitors see no change until you publish it."])


def draft_origin(guide: Guide) -> Revision | None:
    """What a new draft copies: the published revision, or the last that was."""
    return guide.published_revision or guide.revisions.order_by("-number").first()


def act_new_draft(model_admin: GuideAdmin, request: HttpRequest, guide: Guide) -> HttpResponse:
    return start_draft(model_admin, request, guide, draft_origin(guide))


def start_draft(
    model_admin: admin.ModelAdmin, request: HttpRequest, guide: Guide, copy_of: Revision | None
) -> HttpResponse:
    """Start a draft, note it in the histories of guide and draft, and open it."""
    with transaction.atomic():
        draft = workflow.start_draft(guide, copy_of=copy_of, by=request.user)
        recheck(draft, today=timezone.localdate())
        origin = f", copied from revision {copy_of.number}" if copy_of else ""
        note = f"Started draft: revision {draft.number}{origin}."
        model_admin.log_addition(request, draft, note)
        model_admin.log_change(request, guide, note)
    model_admin.message_user(request, f"Revision {draft.number} is your draft.", messages.SUCCESS)
    return redirect(change_address(draft))


def ask_withdraw(guide: Guide) -> Question:
    if guide.published_revision is None:
        raise workflow.MoveRefusedError("This guide isn't published.")
    return Question(
        f"Take {guide} off the site?",
        [
            "Visitors no longer find it.",
            "Comparisons that were made with it keep working, with a note.",
            "You can put it back.",
        ],
    )


def act_withdraw(model_admin: GuideAdmin, request: HttpRequest, guide: Guide) -> HttpResponse:
    with transaction.atomic():
        workflow.withdraw(guide, by=request.user)
        model_admin.log_change(request, guide, f"Withdrew revision {guide.published_revision.number}.")
    model_admin.message_user(request, f"{guide} is off the site.", messages.SUCCESS)
    return redirect(change_address(guide))


def ask_put_back(guide: Guide) -> Question:
    if guide.withdrawn_at is None or guide.merged_into_id:
        raise workflow.MoveRefusedError("This guide wasn't withdrawn, or it was merged into another.")
    return Question(f"Put {guide} back on the site?", ["Visitors see it as it was before it was withdrawn."])


def act_put_back(model_admin: GuideAdmin, request: HttpRequest, guide: Guide) -> HttpResponse:
    with transaction.atomic():
        revision = workflow.restore(guide, by=request.user)
        model_admin.log_change(request, guide, f"Put revision {revision.number} back.")
    model_admin.message_user(request, f"{guide} is on the site again.", messages.SUCCESS)
    return redirect(change_address(guide))


@admin.register(Guide)
class GuideAdmin(MovesMixin, ProtectedDeletion, admin.ModelAdmin):
    form = GuideForm
    change_form_template = "admin/guides/guide/change_form.html"
    fields = ["company", "role", "verified_on", "review_due_on"]
    autocomplete_fields = ["company", "role"]
    list_display = ["__str__", "state", "revision_number", "findings", "verified_on", "review_due_on"]
    list_filter = [StateFilter, FindingsFilter, ReviewFilter]
    list_select_related = ["company", "role"]
    # What is searched is up to GuideQuerySet.matching; the admin wants to see something here.
    search_fields = ["company__name", "role__name"]
    search_help_text = "Company and role, in any order"
    show_full_result_count = False
    view_on_site = False  # only what is published is on the site; its own button knows

    moves = {
        "new-draft": Move(CHANGE_DRAFTS, "New draft", ask_new_draft, act_new_draft),
        "withdraw": Move(PUBLISH, "Withdraw", ask_withdraw, act_withdraw, is_destructive=True),
        "put-back": Move(PUBLISH, "Put back", ask_put_back, act_put_back),
    }

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return GuideChangeList

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Guide], search_term: str
    ) -> tuple[QuerySet[Guide], bool]:
        return queryset.matching(search_term), False

    def get_readonly_fields(self, request: HttpRequest, obj: Guide | None = None) -> list[str]:
        # A guide's address never changes.
        return ["company", "role"] if obj else []

    def has_delete_permission(self, request: HttpRequest, obj: Guide | None = None) -> bool:
        permitted = super().has_delete_permission(request, obj)
        return permitted and (obj is None or not obj.revisions.exists())

    @admin.display(description="status")
    def state(self, guide: Guide) -> str:
        state = "never published"
        if guide.published_revision_id:
            state = "published"
        elif guide.withdrawn_at:
            state = "withdrawn"
        if guide.merged_into_id:
            state = "merged into another"
        if guide.newest and guide.newest.is_draft:
            draft = format_html('<a href="{}">draft open</a>', change_address(guide.newest))
            return format_html("{}, {}", state, draft) if state != "never published" else draft
        return state

    @admin.display(description="revision")
    def revision_number(self, guide: Guide) -> str:
        if guide.newest is None:
            return "none"
        return format_html('<a href="{}">{}</a>', change_address(guide.newest), guide.newest.number)

    @admin.display(description="findings")
    def findings(self, guide: Guide) -> str:
        return findings_label(guide.finding_counts) or "none"

    def response_add(self, request: HttpRequest, obj: Guide, post_url_continue: str | None = None) -> HttpResponse:
        if "_popup" in request.POST or "_addanother" in request.POST:
            return super().response_add(request, obj, post_url_continue)
        self.message_user(request, f"{obj} is there. Start its first draft next.", messages.SUCCESS)
        return redirect(change_address(obj))

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        guide = kwargs.get("obj")
        if guide:
            revisions = list(guide.revisions.select_related("created_by", "published_by").defer("source_text"))
            counts = count_findings(revision.pk for revision in revisions)
            draft = next((revision for revision in revisions if revision.is_draft), None)
            names = [] if draft or guide.merged_into_id else ["new-draft"]
            if guide.published_revision_id:
                names.append("withdraw")
            elif guide.withdrawn_at and not guide.merged_into_id:
                names.append("put-back")
            context |= {
                "revisions": [
                    {
                        "revision": revision,
                        "address": change_address(revision),
                        "findings": findings_label(counts[revision.pk]),
                    }
                    for revision in revisions
                ],
                "draft_address": change_address(draft) if draft else "",
                "moves": self.open_moves(request, guide, names),
                "site_address": guide.get_absolute_url() if guide.published_revision_id else "",
                "may_view_revisions": request.user.has_perm("guides.view_revision")
                or request.user.has_perm(CHANGE_DRAFTS),
            }
        return super().render_change_form(request, context, **kwargs)
