"""A draft's text, edited elsewhere and pasted back: what it changes is shown before it is done."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone

from guides.admin.moves import change_address, editor
from guides.admin.pasting import PastedTextarea
from guides.admin.revision_moves import was_changed
from guides.document.differences import differences
from guides.document.document import GuideDocument
from guides.editing import edits
from guides.editing.decided import Decided
from guides.editing.exporting import to_document, with_reading
from guides.editing.states import MoveRefusedError
from guides.models import Revision
from guides.parsing import GuideRefused, decode_guide, parse_guide
from guides.parsing.canonical.writing import to_markdown


class TextForm(forms.Form):
    """A guide's text for a draft; ``document`` is what it says."""

    text = forms.CharField(
        label="Text",
        strip=False,
        widget=PastedTextarea(attrs={"rows": 24, "cols": 100, "spellcheck": "true", "class": "guide-text"}),
    )
    document: GuideDocument

    def __init__(self, *args: Any, revision: Revision, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.revision = revision

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"].replace("\r\n", "\n")
        try:
            self.document = Decided().applied(parse_guide(decode_guide(text.encode())))
        except GuideRefused as refusal:
            at = f"Line {refusal.line}: " if refusal.line else ""
            raise ValidationError(f"{at}{refusal.reason}") from None
        if reason := edits.why_not_replaced(self.revision, self.document):
            raise ValidationError(reason)
        return text


def replace_text(model_admin: ModelAdmin[Any], request: HttpRequest, revision: Revision) -> HttpResponse:
    """Type or paste; see what changes; then do it."""
    form = TextForm(request.POST or None, initial={"text": to_markdown(with_reading(revision))}, revision=revision)
    changes = None
    if form.is_valid():
        if "replace" in request.POST and not was_changed(model_admin, request, revision):
            try:
                edits.replace(
                    revision, form.document, form.cleaned_data["text"], today=timezone.localdate(), by=editor(request)
                )
            except MoveRefusedError as refusal:
                form.add_error("text", str(refusal))
            else:
                model_admin.message_user(request, "The draft says what your text says.", messages.SUCCESS)
                return redirect(change_address(revision))
        changes = differences(to_document(revision), form.document)
    context = model_admin.admin_site.each_context(request) | {
        "title": f"{revision.guide}: the draft as a text",
        "opts": model_admin.opts,
        "original": revision,
        "form": form,
        "changes": changes,
        "seen_at": revision.changed_at.isoformat(),
        "back": change_address(revision),
    }
    return TemplateResponse(request, "admin/guides/revision/text.html", context)
