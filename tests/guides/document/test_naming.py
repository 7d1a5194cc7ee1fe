import pytest
from hypothesis import given
from hypothesis import strategies as st

from guides.document.naming import address_slug, place_key


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("ML/AI Engineer", "ml-ai-engineer"),
        ("Gen-3 Video AI Engineer", "gen-3-video-ai-engineer"),
        ("HashiCorp (IBM)", "hashicorp-ibm"),
        ("HashiCorp (Terraform)", "hashicorp-terraform"),
        ("São Paulo", "sao-paulo"),
        ("AT&T", "at-and-t"),
        ("C++ Engineer", "c-plus-plus-engineer"),
        ("Monday.com", "monday-com"),
        ("日本", "unnamed"),
    ],
)
def test_addresses_are_readable(name, slug):
    assert address_slug(name) == slug


@pytest.mark.parametrize(
    "spelling", ["London", "**London (GBP £)**", "🇬🇧 London", "London (HQ)", "LONDON", " London  GBP "]
)
def test_spellings_of_a_place_share_a_key(spelling):
    assert place_key(spelling) == "london"


def test_a_note_that_is_all_there_is_counts():
    assert place_key("(US)") == "us"


@given(st.text(max_size=300))
def test_any_name_makes_a_valid_address_and_key(name):
    slug = address_slug(name)
    assert slug == address_slug(slug)
    assert len(slug) <= 100
    assert isinstance(place_key(name), str)
