"""Revisions: the draft's one screen, and what was published, read-only."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.models import LogEntry
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import capfirst
from django.views.decorators.http import require_safe

from guides import workflow
from guides.admin.fields import LinesField, PremiumsField
from guides.admin.guides import count_findings, findings_label, start_draft
from guides.admin.inlines import INLINES
from guides.admin.moves import CHANGE_DRAFTS, PUBLISH, Move, MovesMixin, Question, change_address
from guides.differences import differences
from guides.exporting import to_document
from guides.importing import recheck
from guides.models import Finding, Revision

# The name of a document's list → the prefix of the formset that shows it.
PREFIXES = {"level_mappings": "levelmappings", "sources": "citations"}


class RevisionForm(forms.ModelForm):
    """The draft's own fields, and the check that nobody saved it since this form was opened."""

    tags = LinesField(help_text="One a line.")
    premiums = PremiumsField(help_text="In percent, one a line: “ML PREMIUM: 15-30”.", rows=2)
    seen_at = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        widgets = {"tagline": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["seen_at"] = self.current_state

    @property
    def current_state(self) -> str:
        return self.instance.changed_at.isoformat()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        revision = self.instance
        if not revision.is_draft:
            raise ValidationError(
                f"Revision {revision.number} was published while you were editing it. Nothing was saved; "
                "what you typed is kept below. Start a new draft in another tab and copy it over.",
                code="published",
            )
        # Who has read this very warning may overwrite the state that it names, no later one.
        if self.current_state not in (cleaned.get("seen_at"), self.data.get("overwrite")):
            raise ValidationError(
                f"{last_editor(revision)} saved this draft while you were editing it, at "
                f"{timezone.localtime(revision.changed_at):%H:%M:%S}. Nothing of yours was saved; "
                "what you typed is kept below.",
                code="changed-meanwhile",
            )
        for name in ("tags", "premiums"):
            if name in cleaned and name not in self.changed_data:
                cleaned[name] = self.initial[name]
        return cleaned


def last_editor(revision: Revision) -> str:
    entry = (
        LogEntry.objects.filter(content_type__app_label="guides", content_type__model="revision")
        .filter(object_id=str(revision.pk))
        .select_related("user")
        .first()
    )
    return entry.user.get_username() if entry else "Somebody else"


def ask_publish(revision: Revision) -> Question:
    if not revision.is_draft:
        raise workflow.MoveRefusedError(f"Revision {revision.number} is {revision.get_status_display()} already.")
    consequences = ["It is on the site at once, and can't be changed afterwards: changes take a new draft."]
    if published := revision.guide.published_revision:
        consequences.append(f"It takes the place of revision {published.number}.")
    return Question(f"Publish revision {revision.number} of {revision.guide}?", consequences, revision)


def act_publish(model_admin: RevisionAdmin, request: HttpRequest, revision: Revision) -> HttpResponse:
    with transaction.atomic():
        guide, revision = workflow.locked(revision)
        if revision.status == Revision.Status.PUBLISHED:
            model_admin.message_user(request, f"Revision {revision.number} is published already.", messages.WARNING)
            return redirect(change_address(revision))
        if revision.is_draft and request.POST.get("seen_at") != revision.changed_at.isoformat():
            model_admin.message_user(
                request,
                "The draft was changed after you had opened this page. Look again before you publish it.",
                messages.ERROR,
            )
            return redirect(change_address(revision))
        revision = workflow.publish(revision, by=request.user)
        note = f"Published revision {revision.number}."
        model_admin.log_change(request, revision, note)
        model_admin.log_change(request, guide, note)
    model_admin.message_user(
        request,
        format_html('Revision {} is <a href="{}">on the site</a>.', revision.number, guide.get_absolute_url()),
        messages.SUCCESS,
    )
    return redirect(change_address(revision))


def ask_discard(revision: Revision) -> Question:
    if not revision.is_draft:
        raise workflow.MoveRefusedError("Only a draft can be discarded.")
    return Question(
        f"Discard revision {revision.number} of {revision.guide}?",
        ["The draft and all that was typed into it is deleted.", "What is published stays as it is."],
    )


def act_discard(model_admin: RevisionAdmin, request: HttpRequest, revision: Revision) -> HttpResponse:
    guide = revision.guide
    with transaction.atomic():
        model_admin.log_deletions(request, Revision.objects.filter(pk=revision.pk))
        model_admin.log_change(request, guide, f"Discarded draft: revision {revision.number}.")
        workflow.discard_draft(revision, by=request.user)
    model_admin.message_user(request, f"The draft, revision {revision.number}, is gone.", messages.SUCCESS)
    return redirect(change_address(guide))


def ask_new_draft_from(revision: Revision) -> Question:
    workflow.refuse_second_draft(revision.guide)
    return Question(
        f"Start a new draft from revision {revision.number} of {revision.guide}?",
        ["Visitors see no change until you publish it."],
    )


def act_new_draft_from(model_admin: RevisionAdmin, request: HttpRequest, revision: Revision) -> HttpResponse:
    return start_draft(model_admin, request, revision.guide, revision)


class RevisionChangeList(ChangeList):
    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> QuerySet[Revision]:
        # The source text is most of a revision's weight and no column of the list.
        return super().get_queryset(request, exclude_parameters).defer("source_text", "labels")

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        self.result_list = list(self.result_list)
        counts = count_findings(revision.pk for revision in self.result_list)
        for revision in self.result_list:
            revision.finding_counts = counts[revision.pk]


@admin.register(Revision)
class RevisionAdmin(MovesMixin, admin.ModelAdmin):
    form = RevisionForm
    inlines = INLINES
    change_form_template = "admin/guides/revision/change_form.html"
    list_display = ["guide", "number", "status", "findings", "changed_at", "created_by"]
    list_display_links = ["guide", "number"]
    list_filter = ["status", "changed_at"]
    list_select_related = ["guide__company", "guide__role", "created_by"]
    search_fields = ["guide__company__name", "guide__role__name", "title"]
    ordering = ["-changed_at"]
    show_full_result_count = False
    view_on_site = False

    own_fields = ["title", "level", "tagline", "tags", "premiums", "change_note"]
    as_text = {"tags": "tags_as_text", "premiums": "premiums_as_text"}

    moves = {
        "publish": Move(PUBLISH, "Publish", ask_publish, act_publish),
        "discard": Move(CHANGE_DRAFTS, "Discard draft", ask_discard, act_discard, is_destructive=True),
        "new-draft": Move(CHANGE_DRAFTS, "New draft from this", ask_new_draft_from, act_new_draft_from),
    }

    class Media:
        css = {"all": ["admin-leverbook/desk.css"]}
        js = ["admin-leverbook/nested.js"]

    def get_urls(self) -> list[URLPattern]:
        return [
            path(
                "<path:object_id>/compare/<int:other_id>/",
                self.admin_site.admin_view(require_safe(self.compare_view)),
                name="guides_revision_compare",
            ),
            *super().get_urls(),
        ]

    def compare_view(self, request: HttpRequest, object_id: str, other_id: int) -> HttpResponse:
        """What changed from the other revision of the same guide to this one."""
        revision = self.get_object(request, unquote(object_id))
        if revision is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_permission(request, revision):
            raise PermissionDenied
        states = Revision.objects.with_content().filter(guide=revision.guide)
        other = get_object_or_404(states, pk=other_id)
        context = self.admin_site.each_context(request) | {
            "title": f"{revision.guide}: from revision {other.number} to {revision.number}",
            "opts": self.opts,
            "original": revision,
            "other": other,
            "others": revision.guide.revisions.exclude(pk=revision.pk).defer("source_text"),
            "changes": differences(to_document(other), to_document(states.get(pk=revision.pk))),
        }
        return TemplateResponse(request, "admin/guides/revision/compare.html", context)

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return RevisionChangeList

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # a revision starts as a guide's draft

    def has_delete_permission(self, request: HttpRequest, obj: Revision | None = None) -> bool:
        return False  # a draft is discarded, at an address of its own

    def has_change_permission(self, request: HttpRequest, obj: Revision | None = None) -> bool:
        if not super().has_change_permission(request, obj):
            return False
        # A save that comes after the publication reaches the form, which refuses it
        # and keeps what was typed.
        is_late_save = request.method == "POST" and "seen_at" in request.POST
        return obj is None or obj.is_draft or is_late_save

    def get_fieldsets(self, request: HttpRequest, obj: Revision | None = None) -> list:
        if self.has_change_permission(request, obj):
            return [(None, {"fields": [*self.own_fields, "seen_at"]})]
        return [(None, {"fields": [self.as_text.get(name, name) for name in self.own_fields]})]

    def get_readonly_fields(self, request: HttpRequest, obj: Revision | None = None) -> list[str]:
        return [] if self.has_change_permission(request, obj) else list(self.as_text.values())

    @admin.display(description="tags")
    def tags_as_text(self, revision: Revision) -> str:
        return "\n".join(revision.tags)

    @admin.display(description="premiums")
    def premiums_as_text(self, revision: Revision) -> str:
        return RevisionForm.declared_fields["premiums"].prepare_value(revision.premiums)

    @admin.display(description="findings")
    def findings(self, revision: Revision) -> str:
        return findings_label(revision.finding_counts) or "none"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Revision]:
        return super().get_queryset(request).select_related("guide__company", "guide__role")

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if request.method != "POST" or object_id is None:
            return super().changeform_view(request, object_id, *args, **kwargs)
        with transaction.atomic():
            if revision := self.get_object(request, unquote(object_id)):
                workflow.locked(revision)  # saves of one draft, and its publication, queue here
            return super().changeform_view(request, object_id, *args, **kwargs)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: FBT001
        super().save_related(request, form, formsets, change)
        recheck(form.instance, today=timezone.localdate())

    def response_post_save_change(self, request: HttpRequest, obj: Revision) -> HttpResponse:
        # Back to the draft: the findings of what was saved are there.
        return redirect(change_address(obj))

    def get_inline_formsets(self, request: HttpRequest, formsets: Any, inlines: Any, obj: Any = None) -> list:
        by_anchor = defaultdict(list)
        for finding in obj.findings.all() if obj else ():
            by_anchor[anchor(finding)].append(finding)
        for formset in formsets:
            for index, form in enumerate(formset.forms):
                form.findings = by_anchor.get(f"{formset.prefix}-{index}", [])
        return super().get_inline_formsets(request, formsets, inlines, obj)

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        revision: Revision = kwargs["obj"]
        guide = revision.guide
        names = ["publish", "discard"] if revision.is_draft else ([] if guide.draft else ["new-draft"])
        form = context["adminform"].form
        context |= {
            "title": f"{guide}: revision {revision.number}",
            "subtitle": None,
            "guide_address": change_address(guide),
            "moves": self.open_moves(request, revision, names),
            "findings": grouped(revision),
            "previous": guide.revisions.filter(number__lt=revision.number)
            .order_by("-number")
            .only("pk", "number")
            .first(),
            "state": capfirst(revision.get_status_display()),
            "show_save_and_continue": False,
            "overwrite": form.current_state if form.has_error("__all__", "changed-meanwhile") else "",
        }
        return super().render_change_form(request, context, **kwargs)


def anchor(finding: Finding) -> str:
    """The id of the row that a finding is about: "levers/2/asks/0" → "levers-2"; "" for the whole guide."""
    return place_anchor(finding.place)


def place_anchor(place: str) -> str:
    name, *rest = place.split("/")
    if not name:
        return ""
    index = rest[0] if rest and rest[0].isdigit() else "0"
    return f"{PREFIXES.get(name, name)}-{index}"


def grouped(revision: Revision) -> list[dict[str, Any]]:
    """The findings by severity, the worst first, with the rows that they are about."""
    findings = list(revision.findings.all())
    return [
        {
            "severity": severity,
            "findings": [
                {"finding": finding, "anchor": anchor(finding)} for finding in findings if finding.severity == severity
            ],
        }
        for severity in Finding.Severity.values
        if any(finding.severity == severity for finding in findings)
    ]
