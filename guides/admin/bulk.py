"""One move for many guides: a confirm page lists what will happen to each, and why not to the others."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin import ModelAdmin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.widgets import AdminDateWidget
from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from guides.admin.finding_counts import count_findings
from guides.admin.moves import CHANGE_DRAFTS, PUBLISH
from guides.admin.proposals import tell_that_it_waits
from guides.admin.sizes import SizedTextsMixin
from guides.editing import proposals, states, workflow
from guides.editing.exporting import documents
from guides.models import Guide, Revision
from guides.parsing.canonical.writing import to_markdown

# One request does them all; more than these would outlast a proxy's patience.
MOST = 2000
LISTED = 200


@dataclass(frozen=True, slots=True)
class Row:
    """A chosen guide, the revision that the move is about, and why it can't be made ("" if it can)."""

    guide: Guide
    revision: Revision | None
    why_not: str
    errors: int = 0

    @property
    def draft(self) -> Revision:
        """The revision of a move that is about one. Raises ``LookupError`` for a guide without any."""
        if self.revision is None:
            raise LookupError(f"{self.guide} has no revision")
        return self.revision


@dataclass(frozen=True, slots=True)
class Bulk:
    """A move for many guides. ``will`` and ``done`` stand behind the number of guides.

    ``act`` does it for one of them; instead of it, ``answer`` makes of all that
    can be moved what the browser gets.
    """

    name: str
    label: str
    permission: str
    will: str
    done: str
    why_not: Callable[[Guide, Revision | None, Any, frozenset[int]], str]
    act: Callable[[Row, Any, dict[str, Any]], Any] | None = None
    form: type[forms.Form] = forms.Form
    answer: Callable[[Sequence[Row]], HttpResponse] | None = None
    # Whether another person has to agree to each, where two have to look.
    waits: bool = False


class DatesForm(forms.Form):
    """The dates to set; a blank one stays as each guide has it."""

    verified_on = forms.DateField(label="Verified on", required=False, widget=AdminDateWidget)
    review_due_on = forms.DateField(label="Review due on", required=False, widget=AdminDateWidget)

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        verified_on, due_on = cleaned.get("verified_on"), cleaned.get("review_due_on")
        if not self.errors and not (verified_on or due_on):
            raise forms.ValidationError("Type at least one of the dates.")
        if verified_on and verified_on > timezone.localdate():
            self.add_error("verified_on", "This day is still to come.")
        if verified_on and due_on and due_on < verified_on:
            self.add_error("review_due_on", "The review can't be due before the guide was verified.")
        return cleaned


class ReasonForm(SizedTextsMixin, forms.Form):
    note = forms.CharField(label="Why, for the history", required=False, widget=forms.Textarea(attrs={"rows": 3}))


def why_not_submitted(guide: Guide, revision: Revision | None, user: Any, authored: frozenset[int]) -> str:
    return "" if revision and revision.is_draft else "It has no draft."


def why_not_published(guide: Guide, revision: Revision | None, user: Any, authored: frozenset[int]) -> str:
    if revision is None or not revision.is_open:
        return "It has no draft."
    return workflow.why_not_published(revision, by=user, authored=authored)


def why_not_withdrawn(guide: Guide, revision: Revision | None, user: Any, authored: frozenset[int]) -> str:
    return "" if guide.published_revision_id else "It isn't published."


def never(guide: Guide, revision: Revision | None, user: Any, authored: frozenset[int]) -> str:
    return ""


def why_not_exported(guide: Guide, revision: Revision | None, user: Any, authored: frozenset[int]) -> str:
    return "" if revision else "It says nothing yet."


def set_dates(row: Row, user: Any, typed: dict[str, Any]) -> None:
    proposals.set_dates(
        row.guide,
        verified_on=typed["verified_on"] or row.guide.verified_on,
        review_due_on=typed["review_due_on"] or row.guide.review_due_on,
        by=user,
    )


def exported(rows: Sequence[Row]) -> HttpResponse:
    """The guides as a zip of Markdown files: the draft where one is open, else the newest that was published."""
    keys = {
        f"{row.guide.company.slug}/{row.guide.role.slug}": row.revision.pk for row in rows if row.revision is not None
    }
    response = HttpResponse(zipped(keys), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="guides-{timezone.localdate():%Y-%m-%d}.zip"'
    return response


def zipped(keys: dict[str, int]) -> bytes:
    """A zip of revisions' canonical Markdown, ``company/role.md`` each."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for address, document in documents(keys):
            archive.writestr(f"{address}.md", to_markdown(document))
    return buffer.getvalue()


BULK = (
    Bulk(
        "submit",
        "Send drafts to review",
        CHANGE_DRAFTS,
        "will be sent to review",
        "sent to review",
        why_not_submitted,
        lambda row, user, typed: workflow.submit(row.draft, by=user),
    ),
    Bulk(
        "publish",
        "Publish drafts",
        PUBLISH,
        "will be on the site at once",
        "published",
        why_not_published,
        lambda row, user, typed: workflow.publish(row.draft, by=user),
    ),
    Bulk(
        "withdraw",
        "Take off the site",
        PUBLISH,
        "will be taken off the site",
        "withdrawn",
        why_not_withdrawn,
        lambda row, user, typed: workflow.withdraw(row.guide, by=user, note=typed["note"]),
        ReasonForm,
    ),
    Bulk(
        "set_dates",
        "Set dates of checking and review",
        "guides.change_guide",
        "will have the dates that you type",
        "dated",
        never,
        set_dates,
        DatesForm,
        waits=True,
    ),
    Bulk(
        "export_markdown",
        "Export as Markdown",
        "guides.view_revision",
        "will be in a zip of Markdown files",
        "exported",
        why_not_exported,
        answer=exported,
    ),
)


Action = Callable[[Any, HttpRequest, QuerySet[Guide]], HttpResponse | None]


def bulk_actions() -> list[Action]:
    """The admin actions: one for each bulk move."""
    return [_action(bulk) for bulk in BULK]


def permitted(actions: dict[str, Any], user: User | AnonymousUser) -> dict[str, Any]:
    """Of the admin's actions those that a user may start."""
    needed = {bulk.name: bulk.permission for bulk in BULK}
    return {name: action for name, action in actions.items() if name not in needed or user.has_perm(needed[name])}


def _action(bulk: Bulk) -> Action:
    @admin.action(description=bulk.label)
    def action(model_admin: ModelAdmin[Guide], request: HttpRequest, queryset: QuerySet[Guide]) -> HttpResponse | None:
        return run(bulk, model_admin, request, queryset)

    action.__name__ = bulk.name
    return action


def run(
    bulk: Bulk, model_admin: ModelAdmin[Guide], request: HttpRequest, queryset: QuerySet[Guide]
) -> HttpResponse | None:
    """Show the confirm page, or do what it was about and go back to the list."""
    if not request.user.has_perm(bulk.permission):
        raise PermissionDenied
    rows = rows_of(bulk, queryset, request.user)
    confirmed = "confirm" in request.POST
    form = bulk.form(request.POST if confirmed else None)
    if len(rows) > MOST:
        model_admin.message_user(request, f"At most {MOST:,} guides at once; filter the list first.", messages.ERROR)
        return None
    if confirmed and form.is_valid():
        if bulk.answer:
            return bulk.answer([row for row in rows if not row.why_not])
        _do(bulk, model_admin, request, rows, form.cleaned_data)
        return None
    possible = [row for row in rows if not row.why_not]
    context = model_admin.admin_site.each_context(request) | {
        "title": bulk.label,
        "opts": model_admin.opts,
        "bulk": bulk,
        "possible": possible[:LISTED],
        "possible_count": len(possible),
        "possible_more": len(possible) - LISTED,
        "refused": [row for row in rows if row.why_not][:LISTED],
        "refused_count": len(rows) - len(possible),
        "errors": sum(row.errors > 0 for row in possible),
        "form": form,
        "chosen": [row.guide.pk for row in rows],
        "as_of": timezone.now().isoformat(),
        "checkbox": ACTION_CHECKBOX_NAME,
        "media": model_admin.media + form.media,
    }
    return TemplateResponse(request, "admin/guides/guide/bulk.html", context)


def rows_of(bulk: Bulk, queryset: QuerySet[Guide], user: Any) -> list[Row]:
    """The chosen guides with what the move is about, in five queries."""
    guides = list(queryset.select_related("company", "role", "published_revision")[: MOST + 1])
    newest: dict[int, Revision] = {}
    revisions = Revision.objects.filter(guide__in=guides).defer("source_text", "labels").order_by("number")
    for revision in revisions:
        newest[revision.guide_id] = revision
    errors = count_findings(revision.pk for revision in newest.values())
    authored = workflow.authored_by(user, newest.values())
    rows = []
    for guide in guides:
        own = newest.get(guide.pk)
        found = errors[own.pk]["error"] if own else 0
        rows.append(Row(guide, own, bulk.why_not(guide, own, user, authored), found))
    return rows


def _do(
    bulk: Bulk, model_admin: ModelAdmin[Guide], request: HttpRequest, rows: Sequence[Row], typed: dict[str, Any]
) -> None:
    as_of = _moment(request.POST.get("as_of", ""))
    done, refused = 0, []
    for row in rows:
        # Each for itself: a crash in between leaves whole moves only.
        reason = row.why_not
        if not reason and row.revision and (as_of is None or row.revision.changed_at > as_of):
            reason = "It was changed after you had opened the page."
        if not reason and bulk.act:
            try:
                bulk.act(row, request.user, typed)
            except states.MoveRefusedError as refusal:
                reason = str(refusal)
            else:
                done += 1
        if reason:
            refused.append(f"{row.guide}: {reason}")
    if done:
        if bulk.waits and proposals.waits():
            tell_that_it_waits(model_admin, request)
        else:
            model_admin.message_user(request, f"{done:,} {'guide' if done == 1 else 'guides'} {bulk.done}.")
    if refused:
        reasons = " ".join(refused[:5]) + (f" And {len(refused) - 5:,} more." if len(refused) > 5 else "")
        model_admin.message_user(request, f"{len(refused):,} left as they were. {reasons}", messages.WARNING)


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None
