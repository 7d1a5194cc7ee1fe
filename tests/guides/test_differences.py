"""What changed between two states of a guide."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from guides import workflow
from guides.differences import differences, fields, word_by_word
from guides.parsing.document import Part, Range
from tests import factories
from tests.factories import D
from tests.guides.test_admin import change, desk, editor
from tests.offers.test_pages import text_of


def test_nothing_changed_is_no_difference():
    made = factories.document()
    assert differences(made, replace(made, source_path="elsewhere.md")) == ()


def test_a_changed_amount_is_told_by_its_band_and_part():
    before = factories.document()
    better = replace(before.bands[0], base=Range(D(200000), D(275000)))
    (found,) = differences(before, replace(before, bands=(better, *before.bands[1:])))
    assert found.place == "Band New York City · USD: base"
    assert found.kind == "changed"
    assert ("removed", "195000,") in found.pieces
    assert ("added", "200000,") in found.pieces


def test_a_changed_script_is_told_word_by_word():
    assert word_by_word("I would like $250K base.", "I would like $260K base.") == (
        ("same", "I would like "),
        ("removed", "$250K"),
        ("added", "$260K"),
        ("same", " base."),
    )


def test_what_came_and_what_went_are_told_apart():
    before = factories.document()
    lever = replace(before.levers[0], title="Another argument", parts=(Part("say", "New words."),))
    after = replace(before, levers=(*before.levers[1:], lever))
    kinds = {(found.place, found.kind) for found in differences(before, after)}
    assert ("Lever “Another argument”: text", "added") in kinds
    assert (f"Lever “{before.levers[0].title}”: text", "removed") in kinds


def test_two_rows_of_one_name_are_two():
    made = factories.document(bands=(factories.band(), factories.band()))
    assert len({place for place, _ in fields(made) if place.endswith(": base")}) == 2


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
    return reverse("admin:guides_revision_compare", args=[one.pk, other.pk])


def test_an_editor_sees_what_changed(two):
    first, second = two
    page = editor().get(compare(second, first))
    assert "<ins>Another line that sums it up</ins>" in page.content.decode() or "<ins>" in page.content.decode()
    assert "Tagline" in text_of(page)
    assert f"revision {first.number} (superseded)" in text_of(page)
    assert compare(second, first) in editor().get(change(second)).content.decode()


def test_without_the_permission_nobody_does(two):
    first, second = two
    assert desk("view_guide").get(compare(second, first)).status_code == 403
    assert desk("view_revision").get(compare(second, first)).status_code == 200


def test_a_revision_of_another_guide_is_not_compared(two):
    _, second = two
    other = factories.published(factories.document(role="Designer"))
    assert editor().get(compare(second, other)).status_code == 404


def test_a_draft_is_compared_with_what_it_was_copied_from(two):
    _, second = two
    draft = workflow.start_draft(second.guide, copy_of=second)
    assert "Both say the same." in text_of(editor().get(compare(draft, second)))
