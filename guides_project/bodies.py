"""What browsers send: how much at most, refused before any of it is read, and how many may be slow about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from threading import BoundedSemaphore
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.http import parse_header_parameters

from guides_project.privacy import GetResponse

MEGABYTE = 1024 * 1024
# A form; a view that says it ``takes_uploads`` takes more, from members of staff, and one that has a
# ``largest_body_of_anyone`` takes so much from anybody.
LARGEST_FORM = 3 * MEGABYTE
# A candidate's letter with its form touches no disk.
IN_MEMORY = 6 * MEGABYTE
# Of the sixteen threads of a process.
SLOW_AT_ONCE = 10
# How long a body waits for others to come in: a quick one takes milliseconds.
PATIENCE = 0.25  # seconds

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class BodyLimits:
    """Middleware: a body that is too large, or doesn't say how large it is, is refused unread.

    It stands before what reads forms, which is the check against forged ones.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., Any], *_: Any) -> HttpResponse | None:
        length = request.META.get("CONTENT_LENGTH") or ""
        if not length and request.META.get("HTTP_TRANSFER_ENCODING"):
            return _refused(411, "Your browser didn't say how much it sends.", "That can't be read")
        if not length.isdecimal() or int(length) <= LARGEST_FORM:
            return None
        largest = getattr(view, "largest_body", LARGEST_FORM)
        if largest > LARGEST_FORM and not request.user.is_staff:
            largest = LARGEST_FORM
        largest = max(largest, getattr(view, "largest_body_of_anyone", 0))
        if int(length) <= largest:
            return None
        return _refused(413, f"No more than {largest // MEGABYTE} MB can be sent here. Nothing of it was read.")


def _refused(status: int, sentence: str, heading: str = "That is too much at once") -> HttpResponse:
    page = render_to_string("plain_answer.html", {"heading": heading, "sentence": sentence})
    # What still comes on this connection is the rest of the body.
    return HttpResponse(page, status=status, headers={"Connection": "close"})


class Utf8Alone:
    """WSGI: refuses a request that names another charset, or one that can't be understood.

    Django reads the address by it as soon as there is a request, before any middleware, and for some it raises.
    """

    def __init__(self, application: Application) -> None:
        self.application = application

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if is_in_utf8(environ.get("CONTENT_TYPE", "")):
            return self.application(environ, start_response)
        start_response("415 Unsupported Media Type", [("Content-Type", "text/plain"), ("Connection", "close")])
        return [b"Forms are read in UTF-8 alone.\n"]


def is_in_utf8(content_type: str) -> bool:
    """Whether a Content-Type names no charset, or this one."""
    try:
        _, parameters = parse_header_parameters(content_type)
    except ValueError:
        return False
    charset = parameters.get("charset", "utf-8").casefold().replace("-", "").replace("_", "")
    return charset in {"utf8", "usascii", "ascii"}


class ReadAhead:
    """WSGI: reads a body before a thread begins to work for it, and never lets slow ones take every thread.

    The server reads nothing ahead, and a thread that waits for the rest of a
    body can't be called back. So only ``slow_at_once`` wait at a time; to more,
    "try again" is said. Behind a proxy that sends whole bodies nobody ever waits.
    """

    def __init__(self, application: Application, *, largest: int, slow_at_once: int = SLOW_AT_ONCE) -> None:
        self.application = application
        self.largest = largest
        self._places = BoundedSemaphore(slow_at_once)

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        length = environ.get("CONTENT_LENGTH") or ""
        # What is too large is refused by ``BodyLimits``, unread.
        if not length.isdecimal() or not 0 < int(length) <= self.largest:
            return self.application(environ, start_response)
        if not self._places.acquire(timeout=PATIENCE):
            start_response("503 Service Unavailable", [("Retry-After", "5"), ("Content-Type", "text/plain")])
            return [b"Many are sending something at this moment. Please try again in a few seconds.\n"]
        with SpooledTemporaryFile(max_size=IN_MEMORY) as body:
            try:
                copyfileobj(environ["wsgi.input"], body)
            except OSError:
                pass  # they have gone, which the length tells as well
            finally:
                self._places.release()
            if body.tell() != int(length):
                start_response("400 Bad Request", [("Content-Type", "text/plain")])
                return [b"Less came than was announced.\n"]
            body.seek(0)
            return self.application(environ | {"wsgi.input": body}, start_response)
