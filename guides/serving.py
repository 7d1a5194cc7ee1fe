"""Public pages, kept as finished answers: packed bytes with their ETag, made again when what they show has changed.

An answer carries the stamps of what it shows. What changes that gives it a new
stamp (``changed``, ``names_changed``). A cache that all processes share makes
that known at once; without one a process knows of its own changes at once, and
asks the database for those of others when an answer is five seconds old.
"""

from __future__ import annotations

import gzip
import time
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial, wraps
from hashlib import blake2b
from typing import Any

import brotli
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.core.cache import BaseCache, caches
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.connection import ConnectionProxy
from django.utils.http import parse_etags
from django.views.decorators.http import require_safe

from guides.models import Event, Guide

View = Callable[..., HttpResponse]

# Browsers ask each time, and are told in a line that nothing has changed: what has changed is seen at once.
BROWSERS_KEEP = "public, max-age=0, must-revalidate"
KEPT = 60 * 60  # seconds
LOOKED_UP_EVERY = 5  # seconds
# A change is written down before it is committed, and seen by others only after.
COMMITTED_WITHIN = 60  # seconds
MAKING_TAKES = 5  # seconds at most, for others to wait
WAIT = 2  # seconds
LARGEST = 1024 * 1024  # bytes, before packing
LONGEST_VALUE = 40


@dataclass(frozen=True, slots=True)
class Answer:
    """A page as it is sent. ``bodies`` has one for "br" and "gzip"; ``stamps`` are of when it was begun."""

    status: int
    headers: tuple[tuple[str, str], ...]
    bodies: dict[str, bytes]
    etag: str
    stamps: tuple[str | None, ...]
    made_at: float
    looked_up_at: float
    good_until: float

    @classmethod
    def of(cls, response: HttpResponse, *, stamps: tuple[str | None, ...], made_at: float) -> Answer:
        body = response.content
        response["Cache-Control"] = BROWSERS_KEEP
        patch_vary_headers(response, ["Accept-Encoding"])
        midnight = datetime.combine(
            timezone.localdate() + timedelta(days=1), datetime.min.time(), timezone.get_current_timezone()
        )
        return cls(
            status=response.status_code,
            headers=tuple(response.items()),
            bodies={"br": brotli.compress(body, quality=6), "gzip": gzip.compress(body, 6, mtime=0)},
            etag=blake2b(body, digest_size=12).hexdigest(),
            stamps=stamps,
            made_at=made_at,
            looked_up_at=made_at,
            # A guide falls overdue, and rates grow old, with the day.
            good_until=min(made_at + KEPT, midnight.timestamp()),
        )

    def for_request(self, request: HttpRequest) -> HttpResponse:
        """What this request gets: packed as it accepts it, or that nothing has changed."""
        accepted = request.META.get("HTTP_ACCEPT_ENCODING", "")
        packing = "br" if "br" in accepted else "gzip" if "gzip" in accepted else ""
        etag = f'"{self.etag}{"-" * bool(packing)}{packing}"'
        response: HttpResponse
        seen = request.META.get("HTTP_IF_NONE_MATCH")
        if seen and etag in parse_etags(seen):
            response = HttpResponseNotModified()
        else:
            body = self.bodies[packing] if packing else gzip.decompress(self.bodies["gzip"])
            response = HttpResponse(body, status=self.status)
            if packing:
                response["Content-Encoding"] = packing
            response["Content-Length"] = str(len(body))
        for name, value in self.headers:
            response[name] = value
        response["ETag"] = etag
        return response


@dataclass
class Shelf:
    """Where answers are kept. ``is_shared``: whether all processes keep theirs in the same cache."""

    cache: BaseCache
    is_shared: bool
    clock: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep
    # Stamps that the cache was away for: without them it would show again what it showed before.
    owed: set[str] = field(default_factory=set)

    def answer(self, key: str, scopes: Sequence[str], make: Callable[[], HttpResponse]) -> Answer | HttpResponse:
        """The kept answer, or a new one. What can't be kept comes back as the view gave it."""
        if kept := self.kept(key, scopes):
            return kept
        lock = f"making:{key}"
        if not self.cache.add(lock, 1, MAKING_TAKES):
            # Somebody is making it at this moment: one rendering serves all who ask for it meanwhile.
            until = self.clock() + WAIT
            while self.clock() < until:
                self.sleep(0.01)
                if kept := self.kept(key, scopes):
                    return kept
        try:
            begun, (_, stamps) = self.clock(), self._look_up(key, scopes)
            response = make()
            if not may_be_kept(response):
                return response
            found = Answer.of(response, stamps=stamps, made_at=begun)
            self.cache.set(key, found, KEPT)
            return found
        finally:
            self.cache.delete(lock)

    def kept(self, key: str, scopes: Sequence[str]) -> Answer | None:
        """The answer that is kept, if it still is what would be made."""
        kept, stamps = self._look_up(key, scopes)
        return kept if kept and self._is_fresh(key, kept, stamps) else None

    def stamp(self, scope: str) -> str | None:
        """What changes whenever something in a scope does."""
        return self.cache.get(f"stamp:{scope}")

    def restamp(self, scopes: Sequence[str]) -> None:
        names = {f"stamp:{scope}" for scope in scopes} | self.owed
        self.owed = set(self.cache.set_many({name: uuid.uuid4().hex for name in names}, timeout=None))

    def _look_up(self, key: str, scopes: Sequence[str]) -> tuple[Answer | None, tuple[str | None, ...]]:
        if self.owed:
            self.restamp(())
        names = [f"stamp:{scope}" for scope in scopes]
        found = self.cache.get_many([key, *names])
        return found.get(key), tuple(found.get(name) for name in names)

    def _is_fresh(self, key: str, kept: Answer, stamps: tuple[str | None, ...]) -> bool:
        now = self.clock()
        if kept.stamps != stamps or now >= kept.good_until:
            return False
        if self.is_shared or now - kept.looked_up_at < LOOKED_UP_EVERY:
            return True
        if something_changed_since(kept.made_at - COMMITTED_WITHIN):
            return False
        self.cache.set(key, replace(kept, looked_up_at=now), KEPT)
        return True


def something_changed_since(moment: float) -> bool:
    """Whether anything that visitors see may have changed: two look-ups in the database."""
    since = datetime.fromtimestamp(moment, tz=timezone.get_current_timezone())
    return (
        Event.objects.filter(kind__in=Event.SEEN_BY_VISITORS, at__gte=since).exists()
        or LogEntry.objects.filter(action_time__gte=since).exists()
    )


def release() -> str:
    """What tells this state of the code from others: a page that an older one made is not served by it."""
    digest = blake2b(digest_size=8)
    for folder in ("guides", "guides_project", "offers", "static", "templates"):
        for path in sorted((settings.BASE_DIR / folder).rglob("*")):
            if path.suffix in {".py", ".html", ".css", ".js", ".csv", ".json"}:
                about = path.stat()
                digest.update(f"{path.name} {about.st_size} {about.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def may_be_kept(response: HttpResponse) -> bool:
    """A page or where it has moved to, for everybody alike, and of a page's size."""
    return (
        response.status_code in {200, 301}
        and not response.streaming
        and not response.cookies
        and len(response.content) <= LARGEST
    )


RELEASE = release()
shelf = Shelf(ConnectionProxy(caches, "pages"), is_shared=settings.HAS_SHARED_CACHE)


@dataclass(frozen=True, slots=True)
class PublicPage:
    """How answers of a view are kept: by which ``parameters``, and whether they show one guide or anything."""

    parameters: Sequence[str]
    of_guide: bool

    def key(self, request: HttpRequest) -> str | None:
        """By what an answer is kept; ``None`` where anybody could make up any number of such addresses."""
        asked = ""
        if request.META.get("QUERY_STRING"):
            given = request.GET
            for name, values in given.lists():
                if name not in self.parameters or len(values) > 1 or len(values[0]) > LONGEST_VALUE:
                    return None
            asked = "&".join(f"{name}={given[name]}" for name in sorted(given))
        # Absolute addresses are part of the page.
        spelled = f"{RELEASE} {request.scheme}://{request.get_host()}{request.path}?{asked}"
        return f"page:{blake2b(spelled.encode(), digest_size=16).hexdigest()}"

    def scopes(self, kwargs: dict[str, str]) -> tuple[str, ...]:
        return ("names", guide_scope(**kwargs)) if self.of_guide else ("library",)


def guide_scope(company: str, role: str) -> str:
    return f"guide:{company}/{role}"


def public(view: View | None = None, *, parameters: Sequence[str] = (), of_guide: bool = False) -> Any:
    """For pages that don't depend on who looks.

    Kept by their path and the named ``parameters`` of the address, if these
    are short; an address with others is answered each time. ``of_guide``: the
    page shows one guide, and is made again when that one changes, not others.
    """
    if view is None:
        return partial(public, parameters=parameters, of_guide=of_guide)
    page = PublicPage(parameters, of_guide)

    @require_safe
    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        def make() -> HttpResponse:
            response = view(request, *args, **kwargs)
            return response.render() if hasattr(response, "render") and not response.is_rendered else response

        key = page.key(request)
        if key is None:
            found: Answer | HttpResponse = make()
            if may_be_kept(found):
                found = Answer.of(found, stamps=(), made_at=time.time())
        else:
            found = shelf.answer(key, page.scopes(kwargs), make)
        return found.for_request(request) if isinstance(found, Answer) else found

    wrapped.public_page = page
    return wrapped


def serve_kept(get_response: View) -> View:
    """Middleware: a kept page is sent before sessions, accounts and messages are thought of."""

    def handle(request: HttpRequest) -> HttpResponse:
        if request.method in {"GET", "HEAD"}:
            try:
                match = resolve(request.path_info)
            except Resolver404:
                return get_response(request)
            page: PublicPage | None = getattr(match.func, "public_page", None)
            if page and (key := page.key(request)) and (kept := shelf.kept(key, page.scopes(match.kwargs))):
                return kept.for_request(request)
        return get_response(request)

    return handle


def changed(guide: Guide) -> None:
    """Something that visitors see of a guide has changed."""
    _restamp(["library", guide_scope(guide.company.slug, guide.role.slug)])


def names_changed() -> None:
    """Something that many pages show has changed: a name, an address, a source, a rate."""
    _restamp(["library", "names"])


def _restamp(scopes: list[str]) -> None:
    # At once for who looks from within the transaction, and again when others can see what it did.
    shelf.restamp(scopes)
    transaction.on_commit(partial(shelf.restamp, scopes))
