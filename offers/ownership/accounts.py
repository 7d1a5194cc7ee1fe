"""Accounts: signing in takes over the offers that a browser holds."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from offers.ownership.owners import claim
from signin.adapter import SigninAdapter


class AccountAdapter(SigninAdapter):
    """Signing in, or up, claims what was recorded in this browser without an account."""

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        claim(request, user)
        answer: HttpResponse = super().post_login(request, user, **kwargs)
        return answer
