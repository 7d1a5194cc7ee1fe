"""What a process keeps, and for how long."""

from __future__ import annotations

import pytest

from guides.library.keeping import LibraryCache
from tests import factories

pytestmark = pytest.mark.django_db


class Loader:
    """Doubles numbers up to a hundred, and knows what it was asked for."""

    def __init__(self):
        self.asked = []

    def __call__(self, keys):
        self.asked.append(sorted(keys))
        return {key: key * 2 for key in keys if key <= 100}


def test_what_is_kept_is_not_loaded_again_and_the_rest_together():
    load = Loader()
    kept = LibraryCache(load, most=10)
    assert kept.all_of([1, 2]) == {1: 2, 2: 4}
    assert kept.all_of([2, 3, 4]) == {2: 4, 3: 6, 4: 8}
    assert kept.all_of([]) == {}
    assert load.asked == [[1, 2], [3, 4]]


def test_what_does_not_exist_is_asked_for_again():
    load = Loader()
    kept = LibraryCache(load, most=10)
    assert kept.all_of([1, 101]) == {1: 2}
    assert kept.all_of([101]) == {}
    assert load.asked == [[1, 101], [101]]


def test_what_was_used_last_stays():
    load = Loader()
    kept = LibraryCache(load, most=2)
    kept.all_of([1])
    kept.all_of([2])
    kept.all_of([1])
    kept.all_of([3])
    assert len(kept) == 2
    kept.all_of([1])
    assert load.asked == [[1], [2], [3]]
    kept.all_of([2])
    assert load.asked[-1] == [2]


def test_more_than_is_kept_is_given_all_the_same():
    kept = LibraryCache(Loader(), most=2)
    assert kept.all_of(range(5)) == {number: number * 2 for number in range(5)}
    assert len(kept) == 2


def test_the_weights_together_stay_under_the_most():
    kept = LibraryCache(Loader(), most=20, weigh=lambda value: value)
    kept.all_of([3])
    kept.all_of([4])
    assert len(kept) == 2
    # 6 + 8 + 10 are over 20: the first goes.
    kept.all_of([5])
    assert len(kept) == 2
    # Alone too heavy, and so not kept.
    assert kept.all_of([50]) == {50: 100}
    assert len(kept) == 2


def test_a_change_in_the_library_ends_it():
    load = Loader()
    kept = LibraryCache(load, most=10)
    kept.all_of([1])
    factories.changed()
    kept.all_of([1])
    assert load.asked == [[1], [1]]


def test_what_is_loaded_while_the_library_changes_is_not_kept():
    load = Loader()

    def changing(keys):
        if not load.asked:
            load.asked.append("the change")
            factories.changed()
            # Another request finds the library changed before this one has loaded.
            kept.all_of([2])
        return load(keys)

    kept = LibraryCache(changing, most=10)
    assert kept.all_of([1]) == {1: 2}
    assert kept.all_of([1, 2]) == {1: 2, 2: 4}
    assert load.asked == ["the change", [2], [1], [1]]
