"""What the log says of a request, and what it never says: keys of links, and anything of an offer."""

from __future__ import annotations

import contextvars
import io
import json
import logging
import sys

import psycopg
import pytest
from django.db import IntegrityError, OperationalError, ProgrammingError
from django.test import Client

from guides_project.log_lines import JsonFormatter, TextFormatter
from tests.test_settings import PRODUCTION, manage

KEY = "1-d3x9ab-00112233445566778899"
FORMATTERS = pytest.mark.parametrize("formatter", [TextFormatter(), JsonFormatter()], ids=["text", "json"])


@pytest.fixture
def written():
    """What the settings' own handler writes."""
    (handler,) = [one for one in logging.getLogger().handlers if isinstance(one.formatter, TextFormatter)]
    lines = io.StringIO()
    console = handler.setStream(lines)
    yield lines
    handler.setStream(console)


def record_of(error: Exception) -> logging.LogRecord:
    record = logging.getLogger("x").makeRecord("x", logging.ERROR, "", 0, "failed", (), None)
    try:
        raise error
    except type(error):
        record.exc_info = sys.exc_info()
    return record


@pytest.mark.django_db
@pytest.mark.parametrize("path", [f"/account/password/reset/key/{KEY}/", f"/account/confirm-email/{KEY}/"])
def test_a_request_that_is_refused_is_told_without_its_key(path, written):
    client = Client(enforce_csrf_checks=True)
    client.delete(path)
    for _ in range(21):
        client.post(path)
    assert path.removesuffix(f"{KEY}/") + "…" in written.getvalue()
    assert KEY not in written.getvalue()


@pytest.mark.django_db
def test_a_link_for_a_mentor_is_told_without_its_key(written):
    Client().get("/shared/Zx0-key-of-an-offer/")
    assert "Not Found: /shared/…/" in written.getvalue()
    assert "Zx0" not in written.getvalue()


@FORMATTERS
def test_an_error_of_the_system_is_told_without_a_key_too(formatter):
    line = formatter.format(record_of(FileNotFoundError(f"no such file: /account/password/reset/key/{KEY}/")))
    assert "no such file" in line
    assert KEY not in line


@FORMATTERS
@pytest.mark.parametrize(
    "error",
    [
        ValueError("no number: a base of 187,500"),
        IntegrityError("new row violates a check\nDETAIL:  Failing row contains (7, 187500)."),
        KeyError("187500"),
        ProgrammingError('column "bas" does not exist\nLINE 1: update offers set bas = 187500'),
    ],
    ids=lambda error: type(error).__name__,
)
def test_what_an_error_says_of_an_offer_is_not_told_but_its_kind_and_place_are(formatter, error):
    line = formatter.format(record_of(error))
    assert "187" not in line
    assert type(error).__name__ in line
    assert "record_of" in line


@FORMATTERS
def test_the_error_that_led_to_another_is_told_before_it(formatter):
    error = OperationalError("connection failed")
    error.__cause__ = psycopg.OperationalError("connection to server on port 5432 failed")
    line = formatter.format(record_of(error))
    assert line.index("port 5432") < line.index("connection failed")


def test_json_lines_hold_what_is_named_and_nothing_else():
    record = record_of(OperationalError("gone"))
    record.request = "<WSGIRequest: GET '/offers/?base=187500'>"
    line = json.loads(contextvars.Context().run(JsonFormatter().format, record))
    assert set(line) == {"time", "level", "logger", "message", "request", "error"}
    assert (line["level"], line["logger"], line["message"], line["request"]) == ("ERROR", "x", "failed", "-")


def test_production_can_write_json():
    line = "import logging; logging.getLogger('leverbook.requests').info('hello')"
    told = manage("shell", "-v0", "-c", line, **PRODUCTION | {"LOG_FORMAT": "json"})
    assert json.loads(told.stderr)["message"] == "hello"
    assert "LOG_FORMAT must be" in manage("check", LOG_FORMAT="xml").stderr


# The number of a request


def of_request(written) -> str:
    line = next(line for line in written.getvalue().splitlines() if "Not Found" in line)
    return line.partition("[")[2].partition("]")[0]


@pytest.mark.django_db
def test_a_request_has_the_number_that_the_trusted_proxy_gave_it(written, settings):
    settings.BEHIND_PROXY = True
    Client().get("/nothing/", headers={"Request-Number": "0123456789abcdef" * 2})
    assert of_request(written) == "0123456789abcdef" * 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("behind_proxy", "given"), [(False, "0123456789abcdef" * 2), (True, "0\u20282"), (True, "0123456789abcdef" * 9)]
)
def test_a_number_that_nobody_trusted_gave_is_made_here(written, settings, behind_proxy, given):
    settings.BEHIND_PROXY = behind_proxy
    Client().get("/nothing/", headers={"Request-Number": given})
    assert len(of_request(written)) == 32
    assert of_request(written) != given


@pytest.mark.django_db
def test_an_answer_that_went_wrong_carries_the_number_and_another_does_not(written, monkeypatch):
    monkeypatch.setattr("guides_project.health._in_the_code", lambda: frozenset({("offers", "9999_not_there")}))
    wrong = Client().get("/health/")
    assert len(wrong["Request-Number"]) == 32
    assert "Request-Number" not in Client().get("/nothing/")


@pytest.mark.django_db
def test_a_slow_answer_is_named_by_its_view_and_a_quick_one_is_not(written, settings):
    settings.SLOW_REQUEST_SECONDS = 600
    Client().get("/offers/")
    assert "slow" not in written.getvalue()
    settings.SLOW_REQUEST_SECONDS = 0
    Client().get("/offers/?base=187500")
    assert "slow view=offers:list method=GET status=200 seconds=0." in written.getvalue()
    assert "187500" not in written.getvalue()
