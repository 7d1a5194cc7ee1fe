"""What a new process makes before its first visitors come."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guides.library import names
from guides.market.loading import all_markets
from guides.pages.warming import warm_up
from tests import factories

SERVED = "import guides_project.wsgi, threading; [one.join() for one in threading.enumerate() if one.name == 'warm-up']"


@pytest.mark.django_db(transaction=True)
def test_names_and_counts_are_there_before_anybody_asks():
    factories.published()
    warm_up()
    with CaptureQueriesContext(connection) as asked:
        assert [row.name for row in names.listed("company")] == ["Runway"]
        assert names.vocabulary().read("runway")
        assert all_markets()
    # At most whether anything has changed meanwhile.
    assert len(asked) <= 1


def test_a_database_without_tables_keeps_no_process_from_starting(tmp_path):
    started = subprocess.run(  # noqa: S603
        [sys.executable, "-c", SERVED],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DATABASE_URL": f"sqlite:///{tmp_path / 'empty.sqlite3'}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert started.returncode == 0
    assert "Traceback" not in started.stderr
