"""While a text is read and checked nobody waits for the database."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.utils import timezone

from guides.editing import batches, edits, importing, previews
from guides.editing.importing import Importer
from guides.parsing import parse_guide
from tests.guides.admin.test_import_desk import text

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bool]]:
    """Each reading and check of a text, with whether a transaction was open."""
    seen: list[tuple[str, bool]] = []

    def noted(name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        def noting(*args: Any, **kwargs: Any) -> Any:
            seen.append((name, connection.in_atomic_block))
            return work(*args, **kwargs)

        return noting

    for module in (batches, edits, importing, previews):
        for name in ("parse_guide", "check"):
            if hasattr(module, name):
                monkeypatch.setattr(module, name, noted(name, getattr(module, name)))
    return seen


def test_an_import_reads_its_texts_before_it_holds_anything(held: list[tuple[str, bool]]) -> None:
    user = User.objects.create_user("alice")
    texts = [(f"{name}.md", text(name).encode()) for name in ("Acme", "Bolt")]
    batch = batches.read_some(batches.start("guides.zip", texts, by=user))
    assert held == [("parse_guide", False), ("check", False)] * 2
    held.clear()
    batch = batches.store_some(batches.begin_storing(batch), by=user)
    assert batch.state == "done"
    assert held == [("parse_guide", False), ("check", False)] * 2


def test_a_text_is_checked_before_it_takes_a_drafts_place(held: list[tuple[str, bool]]) -> None:
    words = text()
    draft = Importer().store(parse_guide(words), words).revision
    changed = text(base="€85K-€100K")
    edits.replace(draft, parse_guide(changed), changed, today=timezone.localdate())
    assert held == [("check", False)] * 2
