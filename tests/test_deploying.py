"""What the manual installs starts the server as the demo does, and never tells its secrets."""

from __future__ import annotations

import re

import pytest

from tests.test_server import SERVER
from tests.test_settings import ROOT

# A demo needn't wait as long for what it has begun.
STARTS = re.sub(r"(?<=--workers-kill-timeout )\d+", "30", " ".join(SERVER))


def plain(text: str) -> str:
    """A command as a shell takes it: without continued lines, and without a list's quotation marks and commas."""
    return " ".join(re.sub(r'\\\n|[",\[\]]', " ", text).split())


@pytest.mark.parametrize("file", ["docs/operations.md", "deploy/leverbook@.service", "deploy/Containerfile"])
def test_each_way_to_start_the_server_has_the_same_options(file):
    assert STARTS in plain((ROOT / file).read_text("utf-8"))


@pytest.mark.parametrize(
    "name", [".git", ".venv*", ".secret-key", "db.sqlite3*", "leverbook.env", ".env", "certificate"]
)
def test_what_is_secret_or_large_goes_into_no_image(name):
    assert name in (ROOT / ".dockerignore").read_text("utf-8").splitlines()


def test_a_site_runs_on_pins_of_the_tests():
    pins = re.compile(r"^[A-Za-z0-9_.-]+==\S+", re.MULTILINE)
    of_tests = set(pins.findall((ROOT / "requirements.txt").read_text("utf-8")))
    of_sites = set(pins.findall((ROOT / "requirements-run.txt").read_text("utf-8")))
    assert of_sites < of_tests
    assert not [pin for pin in of_sites if pin.startswith(("pytest", "mypy", "hypothesis", "ruff"))]
    assert [pin for pin in of_sites if pin.startswith("granian==")]
