"""Guides: the list that editors work from, and each guide's revisions."""

from __future__ import annotations

from collections import Counter
from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.html import format_html

from guides.admin.attention import SOON
from guides.admin.bulk import bulk_actions, permitted
from guides.admin.finding_counts import count_findings, findings_label
from guides.admin.guide_moves import GUIDE_MOVES, possible_moves
from guides.admin.history import HistoryMixin, may_view_revisions, revision_rows, revisions_of
from guides.admin.moves import MovesMixin, change_address, editor
from guides.admin.pickers import PickersMixin
from guides.admin.proposals import ProposedFieldsMixin
from guides.admin.searching import SearchedByNames
from guides.admin.shared import ProtectedDeletion
from guides.admin.typed import GuideModelAdmin, GuideModelForm
from guides.editing import events, turns
from guides.library import epoch
from guides.models import Finding, Guide, Revision
from guides.models.guides import GuideQuerySet


def newest_revision(guide: OuterRef) -> QuerySet[Revision, Any]:
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


def on_desk(guide: Guide) -> Revision | None:
    """The newest revision of a guide of ``GuideChangeList``."""
    newest: Revision | None = vars(guide)["newest"]
    return newest


class StateFilter(admin.SimpleListFilter):
    title = "status"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin[Any]) -> list[tuple[str, str]]:
        return [
            ("published", "published"),
            ("draft", "draft open"),
            ("in_review", "in review"),
            ("withdrawn", "withdrawn"),
            ("new", "never published"),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Guide]) -> QuerySet[Guide]:
        match self.value():
            case "published":
                return cast("GuideQuerySet", queryset).published()
            case "draft" | "in_review" as status:
                # The guides of a few revisions, not of each guide whether it has one.
                return queryset.filter(pk__in=Revision.objects.filter(status=status).values("guide"))
            case "withdrawn":
                return queryset.filter(withdrawn_at__isnull=False)
            case "new":
                return queryset.filter(published_revision=None, withdrawn_at=None)
        return queryset


class WhoseFilter(admin.SimpleListFilter):
    """Whose turn it is, for whoever looks at the list."""

    title = "whose turn"
    parameter_name = "whose"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin[Any]) -> list[tuple[str, str]]:
        return [
            ("sent-back", "sent back to me"),
            ("mine", "my drafts"),
            ("waiting", "waiting for me"),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Guide]) -> QuerySet[Guide]:
        user = editor(request)
        match self.value():
            case "sent-back":
                return queryset.filter(pk__in=turns.sent_back_to(user).values("guide"))
            case "mine":
                return queryset.filter(pk__in=turns.drafts_of(user).values("guide"))
            case "waiting":
                return queryset.filter(pk__in=turns.waiting_for(user).values("guide"))
        return queryset


class FindingsFilter(admin.SimpleListFilter):
    title = "findings"
    parameter_name = "findings"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin[Any]) -> list[tuple[str, str]]:
        return [(value, f"with {label}") for value, label in Finding.Severity.choices] + [("none", "none")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Guide]) -> QuerySet[Guide]:
        on_desk = Finding.objects.open().filter(revision=Subquery(newest_revision(OuterRef(OuterRef("pk")))))
        if self.value() in Finding.Severity.values:
            return queryset.filter(Exists(on_desk.filter(severity=self.value())))
        if self.value() == "none":
            return queryset.filter(~Exists(on_desk))
        return queryset


class ReviewFilter(admin.SimpleListFilter):
    title = "review"
    parameter_name = "review"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin[Any]) -> list[tuple[str, str]]:
        return [("overdue", "overdue"), ("soon", "due within 30 days"), ("unset", "no date set")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Guide]) -> QuerySet[Guide]:
        today, published = timezone.localdate(), cast("GuideQuerySet", queryset).published()
        match self.value():
            case "overdue":
                return published.overdue(today)
            case "soon":
                return published.due_by(today, today + SOON)
            case "unset":
                return published.filter(review_due_on=None)
        return queryset


class GuideForm(GuideModelForm):
    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
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


@admin.register(Guide)
class GuideAdmin(
    SearchedByNames, ProposedFieldsMixin, MovesMixin, HistoryMixin, PickersMixin, ProtectedDeletion, GuideModelAdmin
):
    form = GuideForm
    change_form_template = "admin/guides/guide/change_form.html"
    fields = ["company", "role", "verified_on", "review_due_on"]
    proposed_fields = ("verified_on", "review_due_on")
    autocomplete_fields = ["company", "role"]
    list_display = ["__str__", "state", "revision_number", "findings", "verified_on", "review_due_on"]
    list_filter = [WhoseFilter, StateFilter, FindingsFilter, ReviewFilter]
    list_select_related = ["company", "role"]
    search_fields = ["company__name", "role__name", "role__slug"]
    named_by = {"company": "company", "role": "role"}
    search_help_text = "Company and role in any order, as people call them; “several words” in quotation marks"
    show_full_result_count = False
    view_on_site = False  # only what is published is on the site; its own button knows

    moves = GUIDE_MOVES
    actions = bulk_actions()

    def get_actions(self, request: HttpRequest, action_location: Any = None) -> dict[str, Any]:
        # Since Django 6.1 it is said on which page they stand.
        place = {} if action_location is None else {"action_location": action_location}
        actions = super().get_actions(request, **place)
        actions.pop("delete_selected", None)  # only a guide that never had a revision can go, on its own page
        return permitted(actions, request.user)

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return GuideChangeList

    def get_readonly_fields(self, request: HttpRequest, obj: Guide | None = None) -> list[str]:
        # A guide's address never changes.
        return ["company", "role"] if obj else []

    def has_delete_permission(self, request: HttpRequest, obj: Guide | None = None) -> bool:
        permitted = super().has_delete_permission(request, obj)
        return permitted and (obj is None or not obj.revisions.exists())

    def save_model(self, request: HttpRequest, obj: Guide, form: GuideForm, change: bool) -> None:  # noqa: FBT001
        super().save_model(request, obj, form, change)
        if set(self.proposed_fields) & set(form.changed_data):
            with epoch.change():
                events.record_dates(obj, by=editor(request))

    @admin.display(description="status")
    def state(self, guide: Guide) -> str:
        state = "never published"
        if guide.published_revision_id:
            state = "published"
        elif guide.withdrawn_at:
            state = "withdrawn"
        if guide.merged_into_id:
            state = "merged into another"
        newest = on_desk(guide)
        if newest and newest.is_open:
            what = "draft open" if newest.is_draft else "in review"
            draft = format_html('<a href="{}">{}</a>', change_address(newest), what)
            return format_html("{}, {}", state, draft) if state != "never published" else draft
        return state

    @admin.display(description="revision")
    def revision_number(self, guide: Guide) -> str:
        newest = on_desk(guide)
        if newest is None:
            return "none"
        return format_html('<a href="{}">{}</a>', change_address(newest), newest.number)

    @admin.display(description="findings")
    def findings(self, guide: Guide) -> str:
        return findings_label(vars(guide)["finding_counts"]) or "none"

    def response_add(self, request: HttpRequest, obj: Guide, post_url_continue: str | None = None) -> HttpResponse:
        if "_popup" in request.POST or "_addanother" in request.POST:
            return super().response_add(request, obj, post_url_continue)
        self.message_user(request, f"{obj} is there. Start its first draft next.", messages.SUCCESS)
        return redirect(change_address(obj))

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        guide = kwargs.get("obj")
        if guide:
            revisions = list(revisions_of(guide))
            draft = next((revision for revision in revisions if revision.is_open), None)
            context |= {
                "rows": revision_rows(revisions),
                "draft": draft,
                "draft_address": change_address(draft) if draft else "",
                "moves": self.open_moves(request, guide, possible_moves(guide, draft)),
                "site_address": guide.get_absolute_url() if guide.published_revision_id else "",
                "may_view_revisions": may_view_revisions(request),
            }
        return super().render_change_form(request, context, *args, **kwargs)
