"""What browsers send: how much at most, refused before any of it is read, and how many may be slow about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from threading import BoundedSemaphore
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from guides_project.privacy import GetResponse

MEGABYTE = 1024 * 1024
# A form; a view that says it ``takes_uploads`` takes more, from members of staff.
LARGEST_FORM = 3 * MEGABYTE
IN_MEMORY = 256 * 1024
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
        charset = request.content_params.get("charset") if request.content_params else None
        if charset and charset.casefold().replace("-", "").replace("_", "") not in {"utf8", "usascii", "ascii"}:
            # Django raises where it reads such a form, and once more as it makes the page that says so.
            return _refused(415, "Forms are read in UTF-8 alone.", "That can't be read")
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
        if int(length) <= largest:
            return None
        return _refused(413, f"No more than {largest // MEGABYTE} MB can be sent here. Nothing of it was read.")


def _refused(status: int, sentence: str, heading: str = "That is too much at once") -> HttpResponse:
    page = render_to_string("plain_answer.html", {"heading": heading, "sentence": sentence})
    # What still comes on this connection is the rest of the body.
    return HttpResponse(page, status=status, headers={"Connection": "close"})


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
