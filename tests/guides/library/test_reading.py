"""Reading what people type: pure."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from rapidfuzz import process
from rapidfuzz.distance import OSA

from benchmarks.names import company_names
from guides.library.reading import Entry, Vocabulary, words

COMPANIES = {
    1: ("Google", "goog"),
    2: ("DoorDash",),
    3: ("Walmart Global Tech",),
    4: ("T-Mobile",),
    5: ("Shield AI",),
    6: ("Intel",),
    7: ("Bank of America",),
    8: ("PayPal",),
}
ROLES = {
    1: ("Software Engineer", "swe"),
    2: ("Senior Software Engineer", "sr swe"),
    3: ("Data Engineer", "de"),
    4: ("Technical Program Manager", "tpm"),
    5: ("Product Manager", "pm"),
    6: ("ML/AI Engineer", "mle"),
}
PLACES = {1: ("London", "London UK"), 2: ("New York City", "NYC", "New York"), 3: ("Indianapolis", "Indianapolis IN")}


def entries(**kinds):
    return [Entry(kind, key, spellings) for kind, named in kinds.items() for key, spellings in named.items()]


LIBRARY = Vocabulary(entries(company=COMPANIES, role=ROLES, place=PLACES))


def best(query, vocabulary=LIBRARY):
    """Company, role and place of the likeliest reading."""
    reading = next(iter(vocabulary.read(query)), None)
    return reading and (reading.company, reading.role, reading.place)


def test_company_role_and_place_with_a_slip_and_another_name():
    assert best("goggle swe london") == (1, 1, 1)


def test_words_stand_together_or_apart_as_people_write_them():
    assert best("door dash") == best("doordash") == (2, None, None)
    assert best("tmobile") == best("t mobile") == best("T-Mobile") == (4, None, None)
    assert best("paypal pm") == best("pay pal pm") == (8, 5, None)
    assert best("softwareengineer google") == (1, 1, None)


def test_one_telling_word_of_a_long_name_is_enough():
    assert best("walmart tpm") == (3, 4, None)


def test_a_word_that_belongs_to_company_and_role_goes_where_it_explains_most():
    assert best("shield ai data engineer") == (5, 3, None)
    assert best("shield ai ml ai engineer") == (5, 6, None)


def test_words_around_the_names_weigh_nothing():
    assert best("what does google pay a swe in london") == (1, 1, 1)
    assert LIBRARY.read("salary at google")[0] == LIBRARY.read("google")[0]
    assert best("offer in the") is None


def test_a_filler_counts_where_it_stands_in_a_name():
    assert best("bank of america") == (7, None, None)
    assert best("google in") == (1, None, None)


def test_a_filler_alone_may_be_the_beginning_of_a_name():
    assert best("pay") == (8, None, None)
    assert best("in") == (6, None, None)


def test_beginnings_are_enough_while_typing():
    assert best("goo") == (1, None, None)
    assert best("google soft eng") == (1, 1, None)
    assert best("indianap") == (None, None, 3)


def test_words_that_name_nothing_are_told():
    reading = LIBRARY.read("google blockchain wizard")[0]
    assert (reading.company, reading.unknown) == (1, ("blockchain", "wizard"))


def test_nothing_typed_and_nothing_known_read_as_nothing():
    for query in ("", "   ", "???", "\N{UNICORN FACE}", "qqqq xxxx"):
        assert LIBRARY.read(query) == ()
    assert Vocabulary([]).read("google") == ()


def test_a_special_role_is_read_with_its_own_company_only():
    vocabulary = Vocabulary(
        [
            Entry("company", 1, ("Google",)),
            Entry("company", 2, ("Tesla",)),
            Entry("role", 9, ("Gemini Engineer",), company=1),
        ]
    )
    assert best("google gemini engineer", vocabulary) == (1, 9, None)
    assert all(reading.role is None or reading.company != 2 for reading in vocabulary.read("tesla gemini engineer"))


def test_the_fuller_name_comes_first():
    assert [reading.role for reading in LIBRARY.read("software engineer")][:2] == [1, 2]
    assert best("sr swe") == (None, 2, None)


@pytest.mark.parametrize(
    ("typed", "known", "is_found"),
    [
        ("gogle", "Google", True),
        ("googgle", "Google", True),
        ("goggle", "Google", True),
        ("googel", "Google", True),
        ("gogel", "Google", False),
        ("rennaisance", "Renaissance", True),
        ("london", "Berlin", False),
    ],
)
def test_slips_are_counted_as_letters_left_out_added_exchanged_or_swapped(typed, known, is_found):
    vocabulary = Vocabulary([Entry("company", 1, (known,))])
    assert bool(vocabulary.read(typed)) == is_found


def test_a_slip_in_a_short_word_names_nothing_by_a_part_of_its_name():
    vocabulary = Vocabulary([Entry("place", 1, ("Costa Mesa",)), Entry("company", 2, ("Bolt",))])
    assert vocabulary.read("meta") == ()
    assert best("bilt", vocabulary) == (2, None, None)


def test_two_slips_are_forgiven_in_a_long_word():
    vocabulary = Vocabulary([Entry("company", 1, ("Renaissance Technologies",)), Entry("company", 2, ("Reliance",))])
    assert best("rennaisance", vocabulary) == (1, None, None)


def test_common_words_are_read_in_little_work_however_many_names_have_them():
    """A thousand roles of the same words: the shortest names are those that are found."""
    many = [Entry("role", key, (f"Platform Engineer Team {key}",)) for key in range(10, 1010)]
    vocabulary = Vocabulary([Entry("role", 1, ("Platform Engineer",)), *many])
    readings = vocabulary.read("platform engineer")
    assert readings[0].role == 1
    assert len(readings) <= 40
    assert best("platform engineer team 777", vocabulary) == (None, 777, None)


NAMES = st.lists(
    st.lists(st.text("abcdefghijklmnopqrstuvwxyz", min_size=4, max_size=9), min_size=1, max_size=3).map(" ".join),
    min_size=1,
    max_size=12,
    unique=True,
)
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def slipped(draw, word: str) -> str:
    """The word with one slip, wherever it is."""
    at = draw(st.integers(0, len(word) - 1))
    letter = draw(st.sampled_from(LETTERS))
    swapped = word[:at] + word[at : at + 2][::-1] + word[at + 2 :]
    return draw(
        st.sampled_from(
            [word[:at] + word[at + 1 :], word[:at] + letter + word[at:], word[:at] + letter + word[at + 1 :], swapped]
        )
    )


@given(NAMES, st.data())
def test_a_name_finds_itself(names, data):
    vocabulary = Vocabulary(entries(company=dict(enumerate((name,) for name in names))))
    key = data.draw(st.sampled_from(range(len(names))))
    top = vocabulary.read(names[key])
    assert any(reading.company == key and reading.score >= top[0].score - 1e-9 for reading in top)


@given(st.permutations(["google", "senior", "software", "engineer", "london"]))
def test_the_order_of_words_does_not_matter(typed):
    assert best(" ".join(typed)) == (1, 2, 1)


@given(
    st.lists(st.text(LETTERS, min_size=5, max_size=10), min_size=2, max_size=12, unique=True),
    st.data(),
)
def test_one_slip_still_finds_a_name_unless_another_is_as_near(names, data):
    vocabulary = Vocabulary(entries(company=dict(enumerate((name,) for name in names))))
    name = names[0]
    typed = slipped(data.draw, name)
    others = names[1:]
    assume(not any(OSA.distance(typed, other) <= 1 or other.startswith(typed) for other in others))
    assert best(typed, vocabulary) == (0, None, None)


@given(st.text(LETTERS, min_size=9, max_size=18), st.data())
def test_two_slips_find_a_long_name_wherever_they_are(name, data):
    typed = slipped(data.draw, slipped(data.draw, name))
    # Two neighbours exchanged, and one of them again, are three slips.
    assume(len(typed) >= 8 and OSA.distance(typed, name) <= 2)
    assert best(typed, Vocabulary([Entry("company", 1, (name,))])) == (1, None, None)


def test_a_slip_is_compared_with_few_of_many_names(monkeypatch):
    vocabulary = Vocabulary(entries(company=dict(enumerate((name,) for name in company_names()[:5000]))))
    compared = []
    extract = process.extract

    def noted(typed, known, **how):
        compared.extend(known)
        return extract(typed, known, **how)

    monkeypatch.setattr(process, "extract", noted)
    joined = company_names()[1234].replace(" ", "").lower()
    assert vocabulary.read(f"{joined[:4]}{joined[5:]}")[0].company == 1234
    assert 0 < len(compared) < 500


@given(st.text(max_size=60))
def test_whatever_is_typed_is_read(text):
    for reading in LIBRARY.read(text):
        assert 0 < reading.score <= 1
        assert set(reading.unknown) <= set(words(text))
