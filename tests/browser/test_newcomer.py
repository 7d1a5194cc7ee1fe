"""The newcomer's way: the README's command in a fresh copy, then a look around."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import expect

ROOT = Path(__file__).parents[2]


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def wait_for(port: int) -> None:
    for _ in range(100):
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    pytest.fail("The server did not come up.")


@pytest.fixture
def demo(tmp_path):
    """``make demo`` in a copy of the tracked files; gives its address and what it printed."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True)  # noqa: S607
    for name in filter(None, listed.stdout.split("\0")):
        target = tmp_path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes((ROOT / name).read_bytes())
        os.utime(target, (ROOT.stat().st_mtime, 0))
    # The installation itself is what CI has just done with the same Makefile.
    (tmp_path / ".venv").symlink_to(ROOT / ".venv")
    port = free_port()
    environment = {
        name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "DJANGO_ALLOW_ASYNC_UNSAFE"}
    }
    process = subprocess.Popen(  # noqa: S603
        ["make", "demo", f"PORT={port}"],  # noqa: S607
        cwd=tmp_path,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    printed = ""
    try:
        for line in process.stdout:
            printed += line
            if "Leverbook is at" in line:
                break
        wait_for(port)
        yield f"http://127.0.0.1:{port}", printed
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=20)
        process.stdout.close()


def test_the_demo_serves_the_examples_and_lets_the_editor_in(demo, chromium):
    address, printed = demo
    assert f"Leverbook is at {address}" in printed, printed
    email, password = re.search(r"e-mail: (\S+)  password: (\S+)", printed).groups()
    context = chromium.new_context()
    page = context.new_page()
    page.goto(address)
    expect(page.get_by_role("link", name="Runway · ML/AI Engineer")).to_be_visible()
    assert page.locator(".guide-list li").count() >= 8
    page.get_by_role("link", name="Runway · ML/AI Engineer").click()
    page.get_by_role("link", name="Compare my offer").first.click()
    page.get_by_label("Region").select_option("New York City")
    page.get_by_label("The offer is").select_option("written")
    page.get_by_label("Base salary a year").fill("210,000")
    page.get_by_label("Equity grant, whole").fill("240,000")
    page.get_by_role("button", name="Show where it stands").click()
    expect(page.locator("main")).to_contain_text("18.75%")
    page.goto(f"{address}/admin/")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign In").click()
    page.goto(f"{address}/admin/guides/guide/")
    expect(page.get_by_role("link", name="Klarna · Software Engineer")).to_be_visible()
    context.close()
