"""Areas: a place belongs to one at most, and its market is that of the whole area."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from guides.data.reference import load_areas
from guides.editing.merging import merge
from guides.market.loading import all_markets
from guides.models import Location
from offers.market import load_offer_market
from tests import factories
from tests.guides.admin.test_admin import change, desk
from tests.guides.market.test_page import page, publish
from tests.html_forms import form_of
from tests.page_text import text_of

pytestmark = pytest.mark.django_db

SEATTLE = "/market/ml-ai-engineer/seattle/"


def place(name: str) -> Location:
    return Location.objects.get(name=name)


def plainly(address: str) -> str:
    return page(address).replace(" ,", ",").replace(" .", ".")


def published(*regions: str) -> None:
    for number, region in enumerate(regions):
        publish(f"Company {number}", region=region)


def test_bundled_places_belong_to_the_area_of_their_city():
    assert place("Kirkland").area == place("Seattle")
    assert place("Fort Worth").area == place("Dallas")
    assert place("Seattle").area is None
    assert place("London").area is None
    assert load_areas(Location) == 0
    assert not Location.objects.filter(area__area__isnull=False).exists()


def test_peers_and_market_of_an_area_meet_and_the_page_says_so():
    published("Seattle", "Bellevue", "Seattle / Kirkland", "Austin")
    told = plainly(SEATTLE)
    assert "Only three companies publish a base for ML/AI Engineers in Seattle" in told
    assert "Counted with Seattle, since they belong to its area: Bellevue, Seattle / Kirkland." in told
    response = Client().get("/market/ml-ai-engineer/bellevue/?currency=EUR")
    assert (response.status_code, response["Location"]) == (302, f"{SEATTLE}?currency=EUR")
    sizes = {Location.objects.get(pk=size.location).name: size.companies for size in all_markets()}
    assert sizes == {"Seattle": 3, "Austin": 1}


def test_a_region_of_several_places_belongs_to_their_area_only_if_all_are_in_it():
    published("Seattle / Kirkland", "Seattle / Austin", "Kirkland / Nowhere")
    assert place("Seattle / Kirkland").area == place("Seattle")
    assert place("Seattle / Austin").area is None
    assert place("Kirkland / Nowhere").area is None


def test_pages_of_places_say_which_area_they_belong_to():
    published("Seattle", "Bellevue")
    assert "In its area, and counted in its market: Bellevue, Kirkland, Redmond" in plainly("/locations/seattle/")
    assert "It belongs to the area of Seattle" in page("/locations/bellevue/")
    guide = text_of(Client().get("/guides/company-1/ml-ai-engineer/"))
    assert "Bellevue" in guide
    assert f'href="{SEATTLE}"' in Client().get("/guides/company-1/ml-ai-engineer/").content.decode()


def test_an_offer_in_a_place_stands_in_the_market_of_its_area():
    published("Seattle", "Bellevue", "Kirkland")
    _, owner = factories.browser()
    offer = factories.offer(owner, role=publish("Fourth").guide.role, location=place("Bellevue"))
    market = load_offer_market(offer, today=timezone.localdate())
    assert market.location == place("Seattle")
    assert len(market.companies) == 3


def test_editors_set_areas_and_no_area_lies_within_another():
    editor = desk("view_location", "change_location")
    austin, dallas = place("Austin"), place("Dallas")
    data = form_of(editor.get(change(austin)), "location_form") | {"area": str(dallas.pk)}
    assert editor.post(change(austin), data).status_code == 302
    assert place("Austin").area == dallas
    for child, area in (
        (place("Dallas"), place("Boise")),
        (place("Boise"), place("Austin")),
        (place("Boise"), place("Boise")),
    ):
        child.area = area
        with pytest.raises(ValidationError) as refused:
            child.full_clean()
        assert "area" in refused.value.message_dict


def test_what_is_merged_takes_its_area_along():
    published("Seattle", "Bellevue")
    emerald = Location.objects.create(name="Emerald City", country="US", currency="USD")
    merge(place("Seattle"), emerald)
    factories.changed()
    assert place("Bellevue").area == emerald
    assert "Only two companies" in page("/market/ml-ai-engineer/emerald-city/")
    assert not Location.objects.filter(area__area__isnull=False).exists()
    merge(place("Bellevue"), place("Emerald City"))
    factories.changed()
    assert "Only two companies" in page("/market/ml-ai-engineer/emerald-city/")
