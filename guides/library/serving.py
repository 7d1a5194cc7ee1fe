"""Public pages, kept as finished answers: packed bytes with their ETag, made again when the library has changed.

An answer carries the state of the library that it shows (``epoch``). One that
shows another state than this process knows makes it look again, so that
with a cache that processes share a change spreads with the first page made after it.
"""

from __future__ import annotations

import gzip
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial, wraps
from hashlib import blake2b
from typing import Any, TypeVar, overload

import brotli
from django.conf import settings
from django.core.cache import BaseCache, caches
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.template.response import SimpleTemplateResponse
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.connection import ConnectionProxy
from django.utils.http import parse_etags
from django.views.decorators.http import require_safe

from guides.library import epoch

View = Callable[..., HttpResponse]
_View = TypeVar("_View", bound=View)

# Browsers ask each time, and are told in a line that nothing has changed: what has changed is seen at once.
BROWSERS_KEEP = "public, max-age=0, must-revalidate"
KEPT = 60 * 60  # seconds
MAKING_TAKES = 5  # seconds at most, for others to wait
WAIT = 2  # seconds
LARGEST = 1024 * 1024  # bytes, before packing
# How the slug of a record and the code of a currency are spelled.
NAME = re.compile(r"[A-Za-z0-9_-]{1,80}")


@dataclass(frozen=True, slots=True)
class Answer:
    """A page as it is sent. ``bodies`` has one for "br" and "gzip"; ``epoch`` is the library's of when it was begun."""

    status: int
    headers: tuple[tuple[str, str], ...]
    bodies: dict[str, bytes]
    etag: str
    epoch: str
    good_until: float

    @classmethod
    def of(cls, response: HttpResponse, *, state: str, made_at: float) -> Answer:
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
            epoch=state,
            # A guide falls overdue, and rates grow old, with the day.
            good_until=min(made_at + KEPT, midnight.timestamp()),
        )

    def for_request(self, request: HttpRequest) -> HttpResponse:
        """What this request gets: packed as it accepts it, or that nothing has changed."""
        packing = packing_for(request)
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
class PageCache:
    """Where answers are kept, with one rendering for all who ask for a page at once."""

    cache: BaseCache | ConnectionProxy[BaseCache]
    clock: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep

    def answer(self, key: str, make: Callable[[], HttpResponse]) -> Answer | HttpResponse:
        """The kept answer, or a new one. What can't be kept comes back as the view gave it."""
        if kept := self.kept(key):
            return kept
        lock = f"making:{key}"
        if not self.cache.add(lock, 1, MAKING_TAKES):
            # Somebody is making it at this moment: one rendering serves all who ask for it meanwhile.
            until = self.clock() + WAIT
            while self.clock() < until:
                self.sleep(0.01)
                if kept := self.kept(key):
                    return kept
        try:
            begun, state = self.clock(), epoch.current()
            response = make()
            if not may_be_kept(response):
                return response
            made = Answer.of(response, state=state, made_at=begun)
            if not epoch.is_changing():
                self.cache.set(key, made, KEPT)
            return made
        finally:
            self.cache.delete(lock)

    def kept(self, key: str) -> Answer | None:
        """The answer that is kept, if it still is what would be made."""
        if epoch.is_changing():
            return None
        kept = self.cache.get(key)
        if kept is None or self.clock() >= kept.good_until:
            return None
        return kept if epoch.is_of(kept.epoch) else None


def release() -> str:
    """What tells this state of the code from others: a page that an older one made is not served by it."""
    digest = blake2b(digest_size=8)
    for folder in ("pay", "display", "signin", "guides", "guides_project", "offers", "static", "templates"):
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
        and "no-store" not in response.get("Cache-Control", "")
        and len(response.content) <= LARGEST
    )


RELEASE = release()
pages = PageCache(ConnectionProxy(caches, "pages"))


@dataclass(frozen=True, slots=True)
class PublicPage:
    """How answers of a view are kept: by which ``parameters`` of the address, and how their values are spelled."""

    parameters: Mapping[str, re.Pattern[str]]

    def key(self, request: HttpRequest) -> str | None:
        """By what an answer is kept; ``None`` where anybody could make up any number of such addresses."""
        if not is_own_host(request):
            return None
        asked = ""
        if request.META.get("QUERY_STRING"):
            given = request.GET
            for name, values in given.lists():
                spelled = self.parameters.get(name)
                if spelled is None or len(values) > 1 or not spelled.fullmatch(values[0]):
                    return None
            asked = "&".join(f"{name}={given[name]}" for name in sorted(given))
        # Absolute addresses are part of the page.
        whole = f"{RELEASE} {request.scheme}://{request.get_host()}{request.path}?{asked}"
        return f"page:{blake2b(whole.encode(), digest_size=16).hexdigest()}"


def is_own_host(request: HttpRequest) -> bool:
    """Whether the host is one that the settings name, letter by letter, with no other port than the server's own."""
    name, colon, port = request.get_host().rpartition(":")
    if not colon or not port.isdecimal():
        name, port = request.get_host(), ""
    return name in settings.ALLOWED_HOSTS and port in {"", request.META.get("SERVER_PORT", "")}


@overload
def public(view: _View) -> _View: ...


@overload
def public(view: None = None, *, parameters: Mapping[str, re.Pattern[str]] = ...) -> Callable[[_View], _View]: ...


def public(view: View | None = None, *, parameters: Mapping[str, re.Pattern[str]] | None = None) -> Any:
    """For pages that don't depend on who looks.

    Kept by their path and the named ``parameters`` of the address, if these
    are spelled as said; an address with others is answered each time. A view
    answers a value that it doesn't know with 404 or 422, which isn't kept: so
    there are no more kept answers than pages with something to say.
    """
    if view is None:
        return partial(public, parameters=parameters)
    page = PublicPage(parameters or {})

    @require_safe
    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        def make() -> HttpResponse:
            response = view(request, *args, **kwargs)
            if response.status_code == 301 and request.META.get("QUERY_STRING"):
                # Where a page has moved to says nothing of the parameters: the bare address keeps it.
                patch_cache_control(response, no_store=True)
            if isinstance(response, SimpleTemplateResponse) and not response.is_rendered:
                return response.render()
            return response

        key = page.key(request)
        if key is None:
            made = make()
            answer = Answer.of(made, state="", made_at=time.time()) if may_be_kept(made) else made
        else:
            answer = pages.answer(key, make)
        return answer.for_request(request) if isinstance(answer, Answer) else answer

    public_view: Any = wrapped
    public_view.public_page = page
    return public_view


def packing_for(request: HttpRequest) -> str:
    """How an answer is packed best: "br", "gzip" or "", the ones that the request refuses (``q=0``) left out."""
    accepted = set()
    for coding in request.META.get("HTTP_ACCEPT_ENCODING", "").lower().split(",")[:20]:
        name, _, weight = coding.partition(";")
        if not re.fullmatch(r"\s*q\s*=\s*0(?:\.0{0,3})?\s*", weight):
            accepted.add(name.strip())
    return next((packing for packing in ("br", "gzip") if packing in accepted), "")


def serve_kept(get_response: View) -> View:
    """Middleware: a kept page is sent before sessions, accounts and messages are thought of."""

    def handle(request: HttpRequest) -> HttpResponse:
        if request.method in {"GET", "HEAD"}:
            try:
                match = resolve(request.path_info)
            except Resolver404:
                return get_response(request)
            page: PublicPage | None = getattr(match.func, "public_page", None)
            if page and (key := page.key(request)) and (kept := pages.kept(key)):
                return kept.for_request(request)
        return get_response(request)

    return handle
