"""Real guides are brought in at the desk, and brought in again."""

from __future__ import annotations

import pytest

from guides.editing.importing import Importer
from guides.models import Revision
from guides.parsing import parse_guide
from tests.guides.admin.importing import bring_in, import_all, importer, outcomes
from tests.shared import CORPUS, corpus_files, needs_corpus

pytestmark = pytest.mark.django_db


@pytest.mark.corpus
@needs_corpus
def test_the_real_guides_go_through_as_a_zip_and_are_unchanged_the_next_time():
    paths = corpus_files()[::8]
    texts = {str(path.relative_to(CORPUS)): path.read_bytes() for path in paths}
    client = importer()
    batch = bring_in(client, texts)
    assert outcomes(batch) == dict.fromkeys(texts, "new")
    batch = import_all(client, batch)
    assert Revision.objects.filter(status="draft").count() == batch.items.filter(stored=True).count() == len(texts)
    told = {item.pk: sorted(finding["message"] for finding in item.findings) for item in batch.items.all()}
    kept = {
        item.pk: sorted(item.revision.findings.exclude(code="region-unknown").values_list("message", flat=True))
        for item in batch.items.all()
    }
    assert {pk: [one for one in found if "known locations" not in one] for pk, found in told.items()} == kept
    assert outcomes(bring_in(client, texts)) == dict.fromkeys(texts, "unchanged")


@pytest.mark.corpus
@needs_corpus
def test_a_real_guide_written_anew_from_the_library_is_unchanged():
    """An export that is brought back says the same in other words."""
    from guides.editing.exporting import with_reading
    from guides.parsing.canonical.writing import to_markdown

    for path in corpus_files()[::80]:
        words = path.read_text(encoding="utf-8")
        Importer(publish=True).store(parse_guide(words), words)
    exported = {
        f"{revision.pk}.md": to_markdown(with_reading(revision)) for revision in Revision.objects.with_content()
    }
    batch = bring_in(importer(), exported)
    assert outcomes(batch) == dict.fromkeys(exported, "unchanged")
    assert batch.items.filter(reason__startswith="Written differently").count() == len(exported)
