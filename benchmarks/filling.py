"""A library for measurements: the sample's guides, and copies of them under numbered companies."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path


def fill(folder: str, wanted: int) -> None:
    """Import a folder's guides, and copies of them, until there are so many published ones."""
    from guides.importing import Importer
    from guides.management.paths import guide_paths
    from guides.models import Guide
    from guides.parsing import decode_guide, parse_guide

    importer = Importer(publish=True)
    texts = [decode_guide(Path(path).read_bytes()) for path in guide_paths([folder])]
    copy = 0
    while (missing := wanted - Guide.objects.published().count()) > 0:
        for text in texts[:missing]:
            document = parse_guide(text)
            if copy:
                document = replace(document, company=f"{document.company} {copy}")
            importer.store(document, f"{text}\n{copy}")
        copy += 1
    print(f"{Guide.objects.published().count():,} published guides")
