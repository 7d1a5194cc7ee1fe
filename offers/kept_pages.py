"""A candidate's pages, kept by the process that made them for as long as they would come out the same.

A page of an owner depends on what the owner has stored, on the library, on the day, on who is signed in, and on its
address. A page that is asked for a second time is kept with all of these, and sent again where all are as they were;
otherwise it is made anew. Nothing has to be dropped for a page to be right.

What is kept stays in the process, for ten minutes at most, and goes with the offers when their owner deletes them.
The CSRF token isn't kept: where it stood each request's own is put in.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import wraps
from hashlib import blake2b
from threading import Lock
from typing import Any, TypeVar, cast

from cachetools import TTLCache
from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.response import TemplateResponse
from django.utils import timezone

from guides.library import epoch
from offers.models import Owner
from offers.ownership.floods import hold_back
from offers.ownership.owners import whose
from offers.ownership.state import Stored, stored_by

View = TypeVar("View", bound=Callable[..., HttpResponse])

KEPT = 10 * 60  # seconds
MOST = 8 * 1024 * 1024  # bytes: some 250 pages

# Stands for the token while a page is made: no page can hold it by chance.
_TOKEN = secrets.token_hex(32)


@dataclass(frozen=True, slots=True)
class _State:
    """All that an owner's page depends on beside its address."""

    stored: Stored
    library: str
    day: date
    signed_in_as: str


@dataclass(frozen=True, slots=True)
class _Page:
    """``parts`` is the page, cut where each CSRF token stands."""

    state: _State
    parts: list[bytes]

    def for_request(self, request: HttpRequest) -> bytes:
        return self.parts[0] if len(self.parts) == 1 else get_token(request).encode().join(self.parts)


# By a hash of whose it is and of its address. ``None``: asked for once.
_pages: TTLCache[bytes, _Page | None] = TTLCache(
    MOST, KEPT, getsizeof=lambda page: 500 + (sum(map(len, page.parts)) if page else 0)
)
_lock = Lock()


def kept(view: View) -> View:
    """For a view of an owner's pages that reads nothing beside what ``_State`` has, and no clock but the day."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        named = whose(request)
        is_read = settings.KEEP_PRIVATE_PAGES and request.method in {"GET", "HEAD"}
        # What a message says is said once.
        if not is_read or named is None or len(get_messages(request)):
            return view(request, *args, **kwargs)
        key = blake2b(f"{named} {request.build_absolute_uri()}".encode(), digest_size=16).digest()
        with _lock:
            is_first = key not in _pages
            page = _pages.get(key)
            if is_first:
                _pages[key] = None
        state = None if is_first else _state(request, named)
        if state is None:
            return view(request, *args, **kwargs)
        if page and page.state == state:
            hold_back(request, Owner(pk=state.stored.owner))
            return HttpResponse(page.for_request(request))
        response = view(request, *args, **kwargs)
        if response.status_code != 200 or not isinstance(response, TemplateResponse):
            return response
        response.context_data = {**(response.context_data or {}), "csrf_token": _TOKEN}
        page = _Page(state, response.render().content.split(_TOKEN.encode()))
        response.content = page.for_request(request)
        # What changed while it was made may be in it or not.
        if _state(request, named) == state:
            _keep(key, page)
        return response

    return cast("View", wrapped)


def forget(owner: int) -> None:
    """Let go of the pages of the owner with a key: what they show is deleted."""
    with _lock:
        for key in [key for key, page in _pages.items() if page and page.state.stored.owner == owner]:
            del _pages[key]


def forget_all() -> None:
    """As if the process were new."""
    with _lock:
        _pages.clear()


def _state(request: HttpRequest, named: Mapping[str, Any]) -> _State | None:
    """``None`` where nobody has stored anything, or nothing may be kept just now."""
    if epoch.is_changing():
        return None
    stored = stored_by(**named)
    if stored is None:
        return None
    signed_in_as = request.user.email if request.user.is_authenticated else ""
    return _State(stored, epoch.current(), timezone.localdate(), signed_in_as)


def _keep(key: bytes, page: _Page) -> None:
    with _lock:
        # Alone too heavy, and so not kept.
        if _pages.getsizeof(page) <= _pages.maxsize:
            _pages[key] = page
