"""What changed between two states of a guide."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from guides.document.differences import differences, fields, word_by_word
from guides.document.document import Part, Range
from guides.editing import drafts
from tests import factories
from tests.factories import D
from tests.growth import grows_in_step
from tests.guides.admin.test_admin import change, editor
from tests.page_text import text_of


def test_nothing_changed_is_no_difference():
    made = factories.document()
    assert differences(made, replace(made, source_path="elsewhere.md")) == ()


def test_a_changed_amount_is_told_by_its_band_and_part():
    before = factories.document()
    better = replace(before.bands[0], base=Range(D(200000), D(275000)))
    (found,) = differences(before, replace(before, bands=(better, *before.bands[1:])))
    assert found.place == "Band New York City · USD: base"
    assert found.kind == "changed"
    assert ("removed", "195,000–275,000,") in found.pieces
    assert ("added", "200,000–275,000,") in found.pieces


def test_a_changed_script_is_told_word_by_word():
    assert word_by_word("I would like $250K base.", "I would like $260K base.") == (
        ("same", "I would like "),
        ("removed", "$250K"),
        ("added", "$260K"),
        ("same", " base."),
    )


def test_an_ask_that_turned_out_to_be_an_addition_is_told():
    before = factories.document()
    ask = replace(before.levers[0].asks[0], basis="addition")
    lever = replace(before.levers[0], asks=(ask,))
    (found,) = differences(before, replace(before, levers=(lever, *before.levers[1:])))
    assert found.place == "Lever “Scarcity premium”: asks"
    assert ("removed", "whole") in found.pieces
    assert ("added", "addition") in found.pieces


def test_what_came_and_what_went_are_told_apart():
    before = factories.document()
    lever = replace(before.levers[0], title="Another argument", parts=(Part("say", "New words."),))
    after = replace(before, levers=(*before.levers[1:], lever))
    kinds = {(found.place, found.kind) for found in differences(before, after)}
    assert ("Lever “Another argument”: text", "added") in kinds
    assert (f"Lever “{before.levers[0].title}”: text", "removed") in kinds


def test_two_rows_of_one_name_are_two():
    made = factories.document(bands=(factories.band(), factories.band()))
    assert len({one.place for one in fields(made) if one.place.endswith(": base")}) == 2


def test_spaces_between_changed_words_tear_no_phrase_apart():
    assert word_by_word("we pay very well here", "we pay quite badly here") == (
        ("same", "we pay "),
        ("removed", "very well"),
        ("added", "quite badly"),
        ("same", " here"),
    )


def test_an_amount_is_the_same_however_many_zeros_it_is_stored_with():
    made = factories.document()
    stored = replace(factories.band(), base=Range(D("195000.00"), D("275000.00")))
    assert differences(made, replace(made, bands=(stored, made.bands[1]))) == ()


def test_texts_without_a_word_in_common_are_compared_in_step_with_their_length():
    def compare(text: str) -> None:
        word_by_word(text, text.replace("a", "b"))

    assert grows_in_step(compare, lambda size: " ".join(f"a{number}" for number in range(size // 4)), 1_000)


def test_an_endless_text_is_compared_as_a_whole():
    assert word_by_word("a " * 5000, "b " * 5000) == (("removed", "a " * 5000), ("added", "b " * 5000))


words = st.text(alphabet="ab \n", max_size=60)


@given(words, words)
def test_the_pieces_make_up_both_texts(before, after):
    pieces = word_by_word(before, after)
    assert "".join(text for op, text in pieces if op != "added") == before
    assert "".join(text for op, text in pieces if op != "removed") == after


@pytest.fixture
def two(db):
    first = factories.published()
    return first, factories.published(factories.document(tagline="Another line that sums it up"))


def compare(one, other):
    address = reverse("admin:guides_guide_compare", args=[one.guide_id])
    return f"{address}?from={other.number}&to={one.number}"


def test_an_editor_sees_what_changed(two):
    first, second = two
    page = editor().get(compare(second, first))
    assert "<ins>Another line that sums it up</ins>" in page.content.decode()
    assert "Tagline" in text_of(page)
    assert f"revision {first.number} (superseded)" in text_of(page)
    assert compare(second, first).replace("&", "&amp;") in editor().get(change(second)).content.decode()


def test_a_draft_is_compared_with_what_it_was_copied_from(two):
    _, second = two
    draft = drafts.start_draft(second.guide, copy_of=second)
    assert "say the same." in text_of(editor().get(compare(draft, second)))
