"""Guides that are brought in at the desk: their texts, and the way through the pages."""

from __future__ import annotations

import io
import zipfile

from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from guides.editing import batches
from guides.editing.importing import Importer
from guides.models import ImportBatch, Revision
from guides.parsing import parse_guide
from tests.guides.admin.test_admin import change, desk
from tests.html_forms import form_of
from tests.page_text import text_of

ADD = "/admin/guides/importbatch/add/"
BATCHES = "/admin/guides/importbatch/"
IMPORTER = ("add_importbatch", "change_importbatch", "view_importbatch", "view_revision")


def text(company: str = "Acme", *, base: str = "€80K-€100K", region: str = "Berlin") -> str:
    return f"""### Data Engineer | {company} Global Negotiation Guide

**Negotiation DNA:** Steady pay | Berlin

| Region | Base Salary | Stock (RSU/4yr) | Bonus | Total Comp |
|---|---|---|---|---|
| {region} | {base} | €40K-€80K | — | €90K-€120K |

**Global Levers**
1. **Scope:** "The scope is wide. I'm looking for €95K base."

> **Negotiate Up Strategy:** "To join: €98K base." Floor is €85K base.

**Evidence & Sources**
- Levels.fyi data engineers in Berlin (2025)
"""


def importer() -> Client:
    return desk(*IMPORTER)


def stored(company: str = "Acme", *, publish: bool = True, **changes: str) -> Revision:
    words = text(company, **changes)
    return Importer(publish=publish).store(parse_guide(words), words).revision


def zipped(texts: dict[str, str | bytes]) -> SimpleUploadedFile:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for path, words in texts.items():
            archive.writestr(path, words)
    return SimpleUploadedFile("guides.zip", file.getvalue())


def bring_in(client: Client, texts: dict[str, str | bytes]) -> ImportBatch:
    """A zip brought in through the form, and read."""
    response = client.post(ADD, {"text": "", "files": [zipped(texts)]})
    assert response.status_code == 302, text_of(response)
    batch = ImportBatch.objects.latest("pk")
    assert response.url == change(batch)
    while refreshed(batch).state == "reading":
        client.post(f"{BATCHES}{batch.pk}/step/")
    return refreshed(batch)


def started(texts: dict[str, str], by: User | None = None) -> ImportBatch:
    """A batch that waits to be read."""
    return batches.start("guides.zip", [(path, words.encode()) for path, words in texts.items()], by=by)


def many(count: int) -> dict[str, str]:
    return {f"{number:02}.md": text(f"Company {number}") for number in range(count)}


def refreshed(obj):
    return type(obj).objects.get(pk=obj.pk)


def outcomes(batch: ImportBatch) -> dict[str, str]:
    return dict(batch.items.values_list("path", "outcome"))


def address(batch: ImportBatch, name: str) -> str:
    return f"{BATCHES}{batch.pk}/{name}/"


def choices(client: Client, batch: ImportBatch, query: str = "") -> dict[str, list[str]]:
    return form_of(client.get(change(batch) + query), "choices")


def import_all(client: Client, batch: ImportBatch) -> ImportBatch:
    client.post(address(batch, "import"))
    while refreshed(batch).state == "storing":
        client.post(address(batch, "step"))
    return refreshed(batch)
