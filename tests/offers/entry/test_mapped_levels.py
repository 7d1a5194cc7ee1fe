"""A level that the guide has no band for, but maps to one that it has."""

from __future__ import annotations

import pytest

from guides.document.document import LevelEquivalent, LevelMapping, Range
from offers.models import Offer
from tests import factories
from tests.factories import D
from tests.html_forms import flat
from tests.page_text import text_of

pytestmark = pytest.mark.django_db

NEW = "/offers/new/runway/ml-ai-engineer/"
MAPPINGS = (
    LevelMapping("E4", (LevelEquivalent("Google", "L4"), LevelEquivalent("Meta", "E4"))),
    LevelMapping("Senior ML/AI Engineer", (LevelEquivalent("Google", "L5"), LevelEquivalent("Meta", "E4"))),
    LevelMapping("E9", (LevelEquivalent("Google", "L10"),)),
    LevelMapping("E4", (LevelEquivalent("Hooli", f"L{'4' * 250}"),)),
)


def leveled():
    senior = factories.band(level="Senior (E5)", base=Range(D(250_000), D(350_000)))
    bands = (factories.band(level="Mid (E4)"), senior)
    return factories.published(factories.document(bands=bands, level_mappings=MAPPINGS))


def typed(level):
    return factories.form_data(region="New York City", level=level, base="210,000")


def test_a_level_of_another_company_takes_the_band_it_is_mapped_to_and_the_page_says_so():
    leveled()
    client, owner = factories.browser()
    page = flat(client.get(NEW, follow=True))
    assert "Google L5 = Senior (E5)" in page
    assert "Google L4 = Mid (E4)" in page
    # Mapped to a level without a band, and to two of them.
    assert "Google L10" not in page
    assert "Meta E4" not in page
    # Too long to be a level, and to be kept.
    assert "Hooli" not in page
    assert client.post(NEW, typed("mapped:Google L5")).status_code == 302
    offer = Offer.objects.of(owner).get()
    assert (offer.band.level, offer.mapped_level) == ("Senior (E5)", "Google L5")
    told = text_of(client.get(offer.get_absolute_url()))
    assert "Its level mapping says Google L5 = Senior (E5): that band is what your offer is compared with." in told
    # 210,000 beside 250,000 to 350,000.
    assert "under the band, $40,000 under its minimum" in told
    assert 'value="mapped:Google L5" selected' in flat(client.get(f"{offer.get_absolute_url()}edit/"))


@pytest.mark.parametrize("other", ["E9", "Senior"])
def test_a_level_that_is_mapped_to_one_band_and_to_another_level_is_not_offered(other):
    """E9 has no band, and "Senior" is the name of two."""
    bands = (factories.band(level="Senior (E5)"), factories.band(level="Senior (E6)"), factories.band(level="E4"))
    mappings = [LevelMapping(own, (LevelEquivalent("Google", "L4"),)) for own in ("E4", other)]
    factories.published(factories.document(bands=bands, level_mappings=(*mappings,)))
    page = flat(factories.browser()[0].get(NEW, follow=True))
    assert "Senior (E6)" in page
    assert "Google L4" not in page


def test_a_level_of_the_guides_own_takes_the_mapped_one_back():
    leveled()
    client, owner = factories.browser()
    client.post(NEW, typed("mapped:Google L5"))
    offer = Offer.objects.of(owner).get()
    again = typed("Mid (E4)") | {"opened_at": offer.changed_at.isoformat()}
    assert client.post(f"{offer.get_absolute_url()}edit/", again).status_code == 302
    offer.refresh_from_db()
    assert (offer.band.level, offer.mapped_level) == ("Mid (E4)", "")


@pytest.mark.parametrize("level", ["mapped:Google L10", "mapped:", "Google L5"])
def test_a_level_that_nothing_maps_is_refused(level):
    leveled()
    answer = factories.browser()[0].post(NEW, typed(level))
    assert answer.status_code == 422
    assert "level" in answer.context["form"].errors
