"""Production refuses to start without what it needs; a checkout starts without anything."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PRODUCTION = {
    "LEVERBOOK_ENV": "production",
    "SECRET_KEY": "k" * 30 + "0123456789abcdefghijklmnopqrstuvwxyz",
    "ALLOWED_HOSTS": "leverbook.example",
    "DATABASE_URL": "sqlite:///:memory:",
    "EMAIL_URL": "smtp+tls://user:password@mail.leverbook.example:587",
    "CACHE_URL": "redis://127.0.0.1:6379/0",
    "BEHIND_PROXY": "1",
}


def manage(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=kept | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_deploy_check_is_silent_in_production():
    done = manage("check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


def test_the_deploy_check_names_what_is_not_set_up():
    left_out = {"EMAIL_URL", "CACHE_URL", "BEHIND_PROXY"}
    lacking = {name: value for name, value in PRODUCTION.items() if name not in left_out}
    named = {"ALLOWED_HOSTS": ".leverbook.example", "SITE_ORIGIN": "https://leverbook.example"}
    told = manage("check", "--deploy", "--fail-level", "WARNING", **lacking | named)
    assert told.returncode != 0
    for name in (*left_out, "ALLOWED_HOSTS"):
        assert name in told.stderr
    # A development checkout isn't bothered with it.
    assert "leverbook.W" not in manage("check").stderr


@pytest.mark.parametrize("missing", ["SECRET_KEY", "ALLOWED_HOSTS"])
def test_production_refuses_to_start_without(missing):
    done = manage("check", **{name: value for name, value in PRODUCTION.items() if name != missing})
    assert done.returncode != 0
    assert f"Production needs {missing}" in done.stderr


def test_production_refuses_debug():
    assert "DEBUG can't be on" in manage("check", **PRODUCTION | {"DEBUG": "1"}).stderr


def test_a_checkout_starts_without_any_setting():
    done = manage("check")
    assert done.returncode == 0, done.stderr


def test_no_model_change_lacks_its_migration():
    done = manage("makemigrations", "--check", "--dry-run")
    assert done.returncode == 0, done.stdout
