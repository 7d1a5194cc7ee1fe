"""Texts made to break or stall a reader are read or refused."""

import pytest

from guides.parsing import MAX_BYTES, GuideRefused, parse_guide
from guides.parsing.losses import lost_words
from tests.guides.parsing.hostile import hostile_texts


@pytest.mark.parametrize(("name", "text"), [pytest.param(*case, id=case[0]) for case in hostile_texts()][::7])
def test_a_hostile_text_is_read_or_refused(name: str, text: str) -> None:
    assert len(text.encode()) <= MAX_BYTES
    try:
        document = parse_guide(text)
    except GuideRefused:
        return
    assert not lost_words(text, document)


def test_more_lines_than_any_guide_has_are_refused() -> None:
    with pytest.raises(GuideRefused, match="5,000 lines"):
        parse_guide("### Engineer | Acme Negotiation Guide\n" + "\n" * 5000)
