from __future__ import annotations

import pytest

from guides.editing import batches
from guides.models import ImportBatch
from tests.guides.admin.importing import started, stored, text


@pytest.fixture
def batch() -> ImportBatch:
    stored("Acme")
    return batches.read_some(started({"a.md": text("Acme", base="€82K-€100K"), "odd.md": "odd"}))
