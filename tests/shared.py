"""The real guides that lie beside the checkout; tests that need them skip where they are not."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"
SEED = SHARED / "seed" / "000_8237f2ffe4e9cb56.txt"
CORPUS = SHARED / "corpus"

needs_seed = pytest.mark.skipif(not SEED.is_file(), reason="the seed guide is not beside this checkout")
needs_corpus = pytest.mark.skipif(not CORPUS.is_dir(), reason="the sample of real guides is not beside this checkout")


def corpus_files() -> list[Path]:
    return sorted(CORPUS.glob("*/*.md"))
