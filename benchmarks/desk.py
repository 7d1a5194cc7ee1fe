"""How quick the editors' lists are with many guides: python -m benchmarks.desk [--guides N] [--sample FOLDER]

Makes a library of N guides (4,000) from the sample in a database that is thrown
away, or in the empty or grown one that DATABASE_URL names. Then opens each list
of the desk, searched and filtered, forms to add something, and drafts of the
guides with the most bands, sections and asks; prints seconds, those of the
processor (medians of five) and queries. Marks as "over" what takes more than
ten queries (a draft: 25) or a second. Drafts are taken back afterwards.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.grow import NotOursError, grow, sample

MOST_QUERIES = 10
MOST_QUERIES_OF_A_DRAFT = 25
MOST_SECONDS = 1.0
TIMES = 5


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=Path, default=sample(), metavar="FOLDER")
    parser.add_argument("--guides", type=int, default=4_000, metavar="N")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{scratch}/desk.sqlite3")
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guides_project.settings")
        import django

        django.setup()
        try:
            grow(arguments.sample, arguments.guides, offers=0)
        except NotOursError as refusal:
            print(refusal, file=sys.stderr)
            return 2
        _measure()
    return 0


def _measure() -> None:
    from django.conf import settings
    from django.contrib.auth.models import User
    from django.db import connection, reset_queries, transaction
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    settings.ALLOWED_HOSTS = ["testserver"]
    settings.STAFF_MFA_REQUIRED = False
    client = Client()
    client.force_login(User.objects.get_or_create(username="benchmark", is_staff=True, is_superuser=True)[0])
    print(f"{'page':70}{'seconds':>9}{'processor':>11}{'queries':>9}")

    def measure(address: str, most_queries: int = MOST_QUERIES) -> None:
        seconds, processor = [], []
        for _ in range(TIMES):
            reset_queries()
            started, worked = time.perf_counter(), time.process_time()
            response = client.get(address)
            seconds.append(time.perf_counter() - started)
            processor.append(time.process_time() - worked)
            if response.status_code != 200:
                sys.exit(f"{address} answers {response.status_code}")
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        median = statistics.median(seconds)
        is_slow = median > MOST_SECONDS or len(captured) > most_queries
        note = "  over" if is_slow else ""
        print(f"{address:70}{median:9.3f}{statistics.median(processor):11.3f}{len(captured):9}{note}")

    for address in ADDRESSES:
        measure(address)
    with transaction.atomic():
        for name, address in _drafts().items():
            print(name)
            measure(address, MOST_QUERIES_OF_A_DRAFT)
        transaction.set_rollback(True)


def _drafts() -> dict[str, str]:
    """The addresses of new drafts, by what there is much of in them."""
    from django.db.models import Count
    from django.urls import reverse

    from guides.editing import drafts as editing
    from guides.models import Guide

    drafts = {}
    for name, path in {"bands": "bands", "sections": "sections", "asks": "levers__asks"}.items():
        undrafted = Guide.objects.published().exclude(revisions__status__in=["draft", "in_review"])
        guide = (
            undrafted.annotate(rows=Count(f"published_revision__{path}"))
            .select_related("published_revision")
            .order_by("-rows", "pk")
            .first()
        )
        if guide:
            draft = editing.start_draft(guide, copy_of=guide.published_revision)
            drafts[f"a draft with {guide.rows} {name}:"] = reverse("admin:guides_revision_change", args=[draft.pk])
    return drafts


ADDRESSES = [
    "/admin/",
    "/admin/guides/guide/",
    "/admin/guides/guide/?q=engineer+san",
    "/admin/guides/guide/?state=in_review",
    "/admin/guides/guide/?findings=warning",
    "/admin/guides/guide/?findings=none",
    "/admin/guides/guide/?review=unset",
    "/admin/guides/guide/?p=20",
    "/admin/guides/revision/",
    "/admin/guides/revision/?q=designer",
    "/admin/guides/finding/",
    "/admin/guides/finding/?code=total-differs&severity__exact=warning",
    "/admin/guides/finding/?q=london",
    "/admin/guides/company/",
    "/admin/guides/company/?q=run",
    "/admin/guides/role/",
    "/admin/guides/role/?q=engineer",
    "/admin/guides/location/",
    "/admin/guides/location/?q=london",
    "/admin/guides/location/?needs_review__exact=1",
    "/admin/guides/source/",
    "/admin/guides/source/?q=levels",
    "/admin/guides/source/?age=undated",
    "/admin/guides/source/?duplicates=yes",
    "/admin/guides/location/unknown/",
    "/admin/guides/exchangerate/",
    "/admin/guides/importbatch/",
    "/admin/guides/report/",
    "/admin/guides/guide/add/",
    "/admin/guides/source/add/",
    "/admin/guides/location/add/",
]


if __name__ == "__main__":
    sys.exit(main())
