"""What is sent: too much is refused unread, slow ones don't take every thread, and every answer has its headers."""

from __future__ import annotations

import re
import threading
from io import BytesIO
from wsgiref.util import setup_testing_defaults

import pytest
from django.core.signals import request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from django.urls import resolve

from guides.editing.uploads import LARGEST_BODY
from guides_project.bodies import LARGEST_FORM, ReadAhead, Utf8Alone
from tests import factories
from tests.guides.admin.test_admin import desk
from tests.test_settings import ROOT

IMPORT = "/admin/guides/importbatch/add/"


class Unread(BytesIO):
    """A body that nobody may touch."""

    def read(self, *_: object) -> bytes:
        raise AssertionError("The body was read.")

    readline = read


def send(client: Client, address: str, **headers: object):
    body = {"wsgi.input": Unread(), "CONTENT_TYPE": "multipart/form-data; boundary=x"}
    return client.generic("POST", address, **body | headers)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "megabytes"),
    [("/offers/", 4), ("/account/login/", 200), (IMPORT, 5), (IMPORT, 200), ("/guides/a/b/report/", 200)],
)
def test_what_is_too_large_is_refused_unread(client, address, megabytes):
    response = send(client, address, CONTENT_LENGTH=str(megabytes * 1024 * 1024))
    assert response.status_code == 413
    assert "Nothing of it was read" in response.text


@pytest.mark.django_db
def test_staff_may_bring_in_many_guides_but_not_any_number():
    editor = desk(superuser=True)
    assert send(editor, IMPORT, CONTENT_LENGTH=str(LARGEST_BODY + 1)).status_code == 413
    assert send(editor, "/admin/guides/company/add/", CONTENT_LENGTH=str(LARGEST_BODY)).status_code == 413
    with pytest.raises(AssertionError, match="was read"):
        send(editor, IMPORT, CONTENT_LENGTH=str(LARGEST_BODY))


@pytest.mark.django_db
def test_a_body_without_its_length_is_refused_unread(client):
    assert send(client, "/account/login/", CONTENT_LENGTH="", HTTP_TRANSFER_ENCODING="chunked").status_code == 411


def test_slow_bodies_leave_threads_to_others():
    comes = threading.Event()

    class Slow(BytesIO):
        def read(self, *size: int) -> bytes:
            comes.wait(30)
            return super().read(*size)

    told: list[str] = []

    def ask(body: BytesIO, length: int) -> list[bytes]:
        environ = {"CONTENT_LENGTH": str(length), "wsgi.input": body}
        return list(ahead(environ, lambda status, _headers: told.append(status)))

    ahead = ReadAhead(lambda environ, _: [environ["wsgi.input"].read()], largest=LARGEST_FORM, slow_at_once=2)
    slow = [threading.Thread(target=ask, args=(Slow(b"late"), 4)) for _ in range(2)]
    for one in slow:
        one.start()
    try:
        assert ask(BytesIO(b""), 0) == [b""]  # who only reads isn't concerned
        assert b"try again" in b"".join(ask(BytesIO(b"quick"), 5))
        assert told == ["503 Service Unavailable"]
    finally:
        comes.set()
        for one in slow:
            one.join()
    assert ask(BytesIO(b"quick"), 5) == [b"quick"]
    assert ask(BytesIO(b"half"), 8) == [b"Less came than was announced.\n"]


@pytest.mark.django_db
def test_every_answer_says_what_no_page_may_do(client):
    factories.published()
    guide = "/guides/runway/ml-ai-engineer/"
    answers = [client.get(address) for address in (guide, guide, "/offers/", "/nowhere/", "/static/leverbook.css")]
    answers += [
        client.get("/", headers={"host": "elsewhere.example"}),
        send(client, "/offers/", CONTENT_LENGTH="9" * 9),
    ]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 404, 200, 400, 413]
    for answer in answers:
        assert "camera=()" in answer["Permissions-Policy"]
        assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
        answer.close()


@pytest.fixture
def _one_connection():
    """As in Django's test client: a request of the server's own would close the test's connection."""
    request_started.disconnect(close_old_connections)
    yield
    request_started.connect(close_old_connections)


@pytest.mark.django_db
@pytest.mark.usefixtures("_one_connection")
@pytest.mark.parametrize(
    ("parameter", "status"),
    [
        ("", 200),
        ("; charset=UTF-8", 200),
        *((f"; charset={charset}", 415) for charset in ("utf-7", "utf-16", "idna", "rot13", "undefined", "iso-8859-1")),
        ("; charset*=nonsense''x", 415),
        ("; charset*=idna''x", 415),
    ],
)
@pytest.mark.parametrize(("method", "address"), [("GET", "/search/"), ("POST", "/account/login/")])
def test_another_charset_is_refused_before_anything_is_read_by_it(method, address, parameter, status):
    """By what the server runs: Django would raise before its first middleware."""
    environ = {"REQUEST_METHOD": method, "PATH_INFO": address, "QUERY_STRING": "q=a", "HTTP_HOST": "testserver"}
    environ["CONTENT_TYPE"] = f"text/plain{parameter}"
    setup_testing_defaults(environ)
    told: list[str] = []
    answer = Utf8Alone(get_wsgi_application())(environ, lambda said, _headers: told.append(said))
    (said,) = told
    # Without its token a form is refused, which is the page's own answer.
    assert int(said.split()[0]) == (403 if status == 200 and method == "POST" else status)
    assert (b"UTF-8 alone" in b"".join(answer)) == (status == 415)


@pytest.mark.parametrize(
    "address", ["/offers/paste/", "/offers/paste/acme/engineer/", IMPORT, "/admin/guides/exchangerate/import/"]
)
def test_the_manual_s_proxy_lets_through_what_an_address_takes(address):
    view = resolve(address).func
    takes = max(getattr(view, name, 0) for name in ("largest_body", "largest_body_of_anyone"))
    manual = (ROOT / "deploy" / "nginx.conf").read_text("utf-8")
    places = re.findall(r"location ~ (\S+) \{[^}]*client_max_body_size (\d+)m;", manual)
    passed = [int(size) * 1024 * 1024 for place, size in places if re.search(place, address)]
    assert passed
    assert takes > LARGEST_FORM
    assert takes <= passed[0]
