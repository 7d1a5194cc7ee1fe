"""Revisions: the draft's one screen, and what was published, read-only."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import datetime
from functools import cached_property
from secrets import token_hex
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.text import capfirst
from django.views.decorators.http import require_safe

from guides.admin.drafting import DraftingMixin, kept_copies, opened_address, posted_sections, sections_of
from guides.admin.faults import faults_of
from guides.admin.fields import LinesField, PremiumsField
from guides.admin.finding_counts import count_findings, findings_label
from guides.admin.inlines import INLINES
from guides.admin.moves import CHANGE_DRAFTS, MovesMixin, change_address, editor, gone
from guides.admin.pickers import is_key
from guides.admin.readings import ReadingsMixin, doubts_for
from guides.admin.repairs import RepairsMixin, repairs_for
from guides.admin.revision_moves import REVISION_MOVES, possible_moves
from guides.admin.rows.content import content_of
from guides.admin.rows.levers import LeverForm
from guides.admin.searching import SearchedByNames
from guides.admin.sizes import SizedTextsMixin
from guides.admin.texts import replace_text
from guides.admin.typed import RevisionModelAdmin, RevisionModelForm
from guides.data.reference import bundled_rates
from guides.document.checks import check
from guides.document.differences import differences
from guides.editing import working_copies
from guides.editing.checking import store_checked, unplaced
from guides.editing.edits import DraftChangedError, changes_of, stored_document, storing
from guides.editing.exporting import document_of, stored_content, with_reading
from guides.library.terms import ask_terms
from guides.models import Event, Finding, Revision
from guides.pages.presentation import LeverRow, guide_context, lever_row
from guides.parsing.canonical.writing import to_markdown

# The name of a document's list → the prefix of the formset that shows it.
PREFIXES = {"level_mappings": "levelmappings", "sources": "citations"}


class RevisionForm(SizedTextsMixin, RevisionModelForm):
    """The draft's own fields, and the check that nobody saved it since this form was opened."""

    tags = LinesField(help_text="One a line.")
    premiums = PremiumsField(help_text="In percent, one a line: “ML PREMIUM: 15-30”.", rows=2)
    seen_at = forms.CharField(required=False, widget=forms.HiddenInput)
    # Whose typing is kept, and which copy it goes on from.
    tab = forms.CharField(required=False, widget=forms.HiddenInput)
    goes_on_from = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        widgets = {"tagline": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["seen_at"] = self.current_state
        self.initial["tab"] = self.data.get("tab") or token_hex(8)
        self.initial["goes_on_from"] = self.data.get("goes_on_from", "")

    @property
    def current_state(self) -> str:
        return self.instance.changed_at.isoformat()

    @cached_property
    def meanwhile(self) -> list[Event]:
        """What others saved since this form was opened, the newest first."""
        try:
            seen_at = datetime.fromisoformat(self.data.get("seen_at", ""))
        except ValueError:
            return []
        return list(self.instance.events.newest_first().filter(kind=Event.Kind.EDITED, at__gt=seen_at))

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        revision = self.instance
        if not revision.is_draft:
            what = "sent to review" if revision.is_open else "published"
            way_on = "Take it back from review" if revision.is_open else "Start a new draft"
            raise ValidationError(
                f"Revision {revision.number} was {what} while you were editing it. Nothing was saved; "
                f"what you typed is kept below. {way_on} in another tab and copy it over.",
                code="published",
            )
        # Who has read this very warning may overwrite the state that it names, no later one.
        if self.current_state not in (cleaned.get("seen_at"), self.data.get("overwrite")):
            who = next((event.by for event in self.meanwhile if event.by), None)
            raise ValidationError(
                f"{who or 'Somebody else'} saved this draft while you were editing it, at "
                f"{timezone.localtime(revision.changed_at):%H:%M:%S}. Nothing of yours was saved; "
                "what you typed is kept below.",
                code="changed-meanwhile",
            )
        for name in ("tags", "premiums"):
            if name in cleaned and name not in self.changed_data:
                cleaned[name] = self.initial[name]
        return cleaned


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
class RevisionAdmin(DraftingMixin, SearchedByNames, RepairsMixin, ReadingsMixin, MovesMixin, RevisionModelAdmin):
    form = RevisionForm
    inlines = [*INLINES]
    change_form_template = "admin/guides/revision/change_form.html"
    list_display = ["guide", "number", "status", "findings", "changed_at", "created_by"]
    list_display_links = ["guide", "number"]
    list_filter = ["status", "changed_at"]
    list_select_related = ["guide__company", "guide__role", "created_by"]
    search_fields = ["guide__company__name", "guide__role__name", "title"]
    named_by = {"guide__company": "company", "guide__role": "role"}
    ordering = ["-changed_at"]
    show_full_result_count = False
    view_on_site = False

    own_fields = ["title", "level", "tagline", "tags", "premiums", "change_note"]
    as_text = {"tags": "tags_as_text", "premiums": "premiums_as_text"}

    moves = REVISION_MOVES

    class Media:
        css = {"all": ["admin-leverbook/desk.css"]}
        js = ["admin-leverbook/nested.js", "admin-leverbook/drafting.js"]

    def get_urls(self) -> list[URLPattern]:
        own = {"preview": self.preview_view, "markdown": self.markdown_view, "text": self.text_view}
        return [
            path(f"<path:object_id>/{name}/", self.admin_site.admin_view(view), name=f"guides_revision_{name}")
            for name, view in own.items()
        ] + super().get_urls()

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        revision = self.get_object(request, unquote(object_id))
        if revision is None:
            return gone(self, request, object_id)
        if not self.has_view_permission(request, revision):
            raise PermissionDenied
        return redirect("admin:guides_guide_history", revision.guide_id)

    @method_decorator(require_safe)
    def preview_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The guide's page as candidates will see it."""
        revision = self._viewed(request, object_id)
        return TemplateResponse(request, "admin/guides/revision/preview.html", guide_context(revision))

    @method_decorator(require_safe)
    def markdown_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The revision as a file, to be edited elsewhere and pasted back."""
        revision = self._viewed(request, object_id)
        response = HttpResponse(to_markdown(with_reading(revision)), content_type="text/markdown; charset=utf-8")
        name = f"{revision.guide.company.slug}-{revision.guide.role.slug}-{revision.number}.md"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    def text_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Replace what a draft says by a text, once the editor has seen what that changes."""
        revision = self._viewed(request, object_id)
        if not request.user.has_perm(CHANGE_DRAFTS):
            raise PermissionDenied
        return replace_text(self, request, revision)

    def _viewed(self, request: HttpRequest, object_id: str) -> Revision:
        """A revision with its content, for somebody who may see it."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        key = unquote(object_id)
        return get_object_or_404(Revision.objects.with_content(), pk=key if is_key(key) else None)

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

    def get_fieldsets(self, request: HttpRequest, obj: Revision | None = None) -> list[Any]:
        if self.has_change_permission(request, obj):
            return [(None, {"fields": [*self.own_fields, "seen_at", "tab", "goes_on_from"]})]
        return [(None, {"fields": [self.as_text.get(name, name) for name in self.own_fields]})]

    def get_readonly_fields(self, request: HttpRequest, obj: Revision | None = None) -> list[str]:
        return [] if self.has_change_permission(request, obj) else list(self.as_text.values())

    @admin.display(description="tags")
    def tags_as_text(self, revision: Revision) -> str:
        return "\n".join(revision.tags)

    @admin.display(description="premiums")
    def premiums_as_text(self, revision: Revision) -> str:
        return str(RevisionForm.declared_fields["premiums"].prepare_value(revision.premiums))

    @admin.display(description="findings")
    def findings(self, revision: Revision) -> str:
        return findings_label(vars(revision)["finding_counts"]) or "none"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Revision]:
        return super().get_queryset(request).select_related("guide__company", "guide__role")

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        if object_id is not None:
            self.restore(request, object_id)
        if request.method != "POST" or object_id is None:
            return super().changeform_view(request, object_id, form_url, extra_context)
        # Django's own way holds the database while what was typed is read and checked.
        stock: Any = self
        if aside := self.sent_aside(request, object_id):
            return aside
        answer: HttpResponse
        try:
            answer = stock._changeform_view(request, object_id, form_url, extra_context)
        except DraftChangedError:
            # Somebody was faster: a form of the draft as it is now says so, and keeps what was typed.
            answer = stock._changeform_view(request, object_id, form_url, extra_context)
        return answer

    def save_model(self, request: HttpRequest, obj: Revision, form: RevisionForm, change: bool) -> None:  # noqa: FBT001
        """The draft is saved with its rows."""

    def save_related(self, request: HttpRequest, form: RevisionForm, formsets: Any, change: bool) -> None:  # noqa: FBT001
        revision = form.instance
        content = content_of(formsets, stored=stored_content(revision))
        said = document_of(revision, content)
        findings = (*check(said, today=timezone.localdate(), rates=bundled_rates()), *unplaced(content.bands))
        try:
            changes = differences(stored_document(revision.pk), said)
        except Revision.DoesNotExist:
            raise DraftChangedError from None
        with storing(revision, changes, by=editor(request)):
            revision.save()
            super().save_related(request, form, formsets, change)
            store_checked(revision, findings)
            working_copies.forget(revision, request.POST, by=editor(request))

    def response_post_save_change(self, request: HttpRequest, obj: Revision) -> HttpResponseRedirect:
        # Back to the draft: the findings of what was saved are there.
        return redirect(opened_address(obj, posted_sections(request.POST)))

    def get_inline_formsets(self, request: HttpRequest, formsets: Any, inlines: Any, obj: Any = None) -> list[Any]:
        by_anchor = defaultdict(list)
        for finding in obj.findings.open() if obj else ():
            by_anchor[anchor(finding)].append(finding)
        has_levers = any(issubclass(formset.form, LeverForm) for formset in formsets)
        readings = readings_of(obj) if obj and has_levers else {}
        for formset in formsets:
            for index, form in enumerate(formset.forms):
                form.findings = by_anchor.get(f"{formset.prefix}-{index}", [])
                if isinstance(form, LeverForm):
                    form.reading = readings.get(form.instance.pk)
        return super().get_inline_formsets(request, formsets, inlines, obj)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        revision: Revision = kwargs["obj"]
        guide = revision.guide
        form = context["adminform"].form
        made = context["inline_admin_formsets"]
        findings = grouped(revision)
        anchors = [row["anchor"] for group in findings for row in group["findings"]]
        context |= {
            "sections": sections_of(revision, made, Counter(section_of(anchor) for anchor in anchors)),
            "faults": faults_of(form, made) if form.is_bound else [],
            **kept_copies(request),
            "title": f"{guide}: revision {revision.number}",
            "subtitle": None,
            "guide_address": change_address(guide),
            "moves": self.open_moves(request, revision, possible_moves(revision, request.user)),
            "findings": findings,
            "mendable": repairs_for(revision, findings, request.user),
            "accepted": [
                {"finding": finding, **place_of(finding)}
                for finding in revision.findings.exclude(acceptance=None).select_related("acceptance__by")
            ],
            "previous": guide.revisions.filter(number__lt=revision.number)
            .order_by("-number")
            .only("pk", "number")
            .first(),
            "notes": review_notes(revision),
            "doubts": doubts_for(revision, request.user),
            "may_change": request.user.has_perm(CHANGE_DRAFTS),
            "state": capfirst(revision.get_status_display()),
            "show_save_and_continue": False,
            "overwrite": form.current_state if form.has_error("__all__", "changed-meanwhile") else "",
            "meanwhile": [{"event": event, "changes": changes_of(event)} for event in form.meanwhile]
            if form.has_error("__all__", "changed-meanwhile")
            else [],
        }
        return super().render_change_form(request, context, *args, **kwargs)


def review_notes(revision: Revision) -> list[Event]:
    """What was said as an open revision went to review or came back, the newest first."""
    if not revision.is_open:
        return []
    return list(
        revision.events.newest_first().filter(kind__in=(Event.Kind.SUBMITTED, Event.Kind.SENT_BACK)).exclude(note="")
    )


def readings_of(revision: Revision) -> dict[int, LeverRow]:
    """Each lever by its key as candidates read it: as stored, whatever is typed."""
    return {
        lever.pk: lever_row(lever, asks, "", traced=[ask_terms(ask) for ask in asks])
        for lever, asks in revision.levers.with_asks()
    }


def anchor(finding: Finding) -> str:
    """The id of the row that a finding is about: "levers/2/asks/0" → "levers-2"; "" for the whole guide."""
    return place_anchor(finding.place)


def place_anchor(place: str) -> str:
    name, *rest = place.split("/")
    if not name:
        return ""
    index = rest[0] if rest and rest[0].isdigit() else "0"
    return f"{PREFIXES.get(name, name)}-{index}"


def section_of(anchor: str) -> str:
    return anchor.rpartition("-")[0]


def place_of(finding: Finding) -> dict[str, str]:
    """The section that a finding is about, and the row in it."""
    at = anchor(finding)
    return {"anchor": at, "section": section_of(at)}


def grouped(revision: Revision) -> list[dict[str, Any]]:
    """The open findings by severity, the worst first, with the rows that they are about."""
    findings = list(revision.findings.open())
    return [
        {
            "severity": severity,
            "findings": [
                {"finding": finding, **place_of(finding)} for finding in findings if finding.severity == severity
            ],
        }
        for severity in Finding.Severity.values
        if any(finding.severity == severity for finding in findings)
    ]
