"""Whether an editor gets letters when a draft comes back: said and changed on the desk's front."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from guides.admin.moves import CHANGE_DRAFTS, editor
from guides.editing.letters import choose_letters, wants_letters
from signin import mail


def letters_for(user: Any) -> dict[str, Any]:
    """What the front says about letters to somebody who writes drafts; nothing to others."""
    if not user.has_perm(CHANGE_DRAFTS):
        return {}
    return {"go_out": mail.goes_out(), "address": user.email, "are_wanted": wants_letters(user)}


@require_POST
def choose_view(request: HttpRequest) -> HttpResponse:
    wanted = request.POST.get("letters") == "yes"
    choose_letters(editor(request), wanted=wanted)
    told = "You get a letter when a draft of yours comes back." if wanted else "You get no more letters about drafts."
    messages.success(request, told)
    return redirect("admin:index")
