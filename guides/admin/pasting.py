"""Rich text that is pasted at the desk: what the clipboard holds as HTML becomes Markdown where it is pasted."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.urls import URLPattern, path, reverse_lazy
from django.views.decorators.http import require_POST

from guides.admin.moves import CHANGE_DRAFTS
from guides.admin.typed import AdminMixin
from guides.editing.rich_text import HtmlRefusedError, read_html

BRING_IN = "guides.add_importbatch"


class PastedTextarea(forms.Textarea):
    """A field for a guide's text whose script turns pasted rich text into Markdown; without one it takes Markdown."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"data-pasting": reverse_lazy("admin:guides_importbatch_pasted"), **(attrs or {})})

    class Media:
        js = ["admin-leverbook/pasting.js"]


class PastingMixin(AdminMixin):
    """The address ``pasted/``: HTML in, the Markdown of it out, with what was left out. Nothing is stored."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(require_POST(self.pasted_view))
        return [path("pasted/", view, name="guides_importbatch_pasted"), *super().get_urls()]

    def pasted_view(self, request: HttpRequest) -> JsonResponse:
        if not (request.user.has_perm(BRING_IN) or request.user.has_perm(CHANGE_DRAFTS)):
            raise PermissionDenied
        try:
            read = read_html(request.POST.get("html", ""))
        except HtmlRefusedError as refusal:
            return JsonResponse({"reason": f"What you pasted {refusal.reason}"}, status=422)
        return JsonResponse({"text": read.text, "dropped": list(read.dropped)})
