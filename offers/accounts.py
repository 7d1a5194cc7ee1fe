"""What an account is for: it takes over the offers that a browser holds."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse

from offers.owners import claim


class AccountAdapter(DefaultAccountAdapter):
    """Signing in, or up, claims what was recorded in this browser without an account."""

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        claim(request, user)
        return super().post_login(request, user, **kwargs)
