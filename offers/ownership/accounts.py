"""Accounts: signing in takes over the offers that a browser holds."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from offers.models import MOST_OFFERS
from offers.ownership.owners import claim
from signin.adapter import SigninAdapter


class AccountAdapter(SigninAdapter):
    """Signing in, or up, claims what was recorded in this browser without an account."""

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        if left := claim(request, user):
            messages.warning(
                request,
                f"Your account keeps {MOST_OFFERS} offers and no more: the {left} oldest of this browser stay with the "
                "browser. They can be opened here while you are signed out.",
            )
        answer: HttpResponse = super().post_login(request, user, **kwargs)
        return answer
