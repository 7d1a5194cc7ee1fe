"""Who it is, asked once more before something that can't be undone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account.decorators import reauthentication_required
from django.http import HttpRequest, HttpResponse

View = Callable[..., HttpResponse]


def asks_again(view: View) -> View:
    """Whoever is signed in shows the password or the second factor again, unless they did so within five minutes.

    Those without an account have nothing to show.
    """
    decorated: Any = reauthentication_required(app="allauth.account", enabled=_is_signed_in)
    return decorated(view)  # type: ignore[no-any-return]


def _is_signed_in(request: HttpRequest) -> bool:
    return request.user.is_authenticated
