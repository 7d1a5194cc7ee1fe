"""What the short form asks back, and what it keeps from happening twice."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.urls import reverse

from offers.models import Offer
from tests import factories

pytestmark = pytest.mark.django_db

ADDRESS = "/offers/new/runway/ml-ai-engineer/"


def test_going_back_to_the_form_after_saving_opens_the_stored_offer():
    factories.published()
    client, owner = factories.browser()
    keyed = client.get(ADDRESS).url
    assert re.fullmatch(rf"{ADDRESS}\?key=[0-9a-f-]{{36}}", keyed)
    form = client.get(keyed).context["form"]
    client.post(keyed, factories.form_data(form_key=str(form["form_key"].value())))
    offer = Offer.objects.of(owner).get()
    assert client.get(keyed).url == reverse("offers:edit", args=[offer.pk])


def test_the_key_in_an_address_opens_nobody_elses_offer():
    revision = factories.published()
    _, alice = factories.browser()
    offer = factories.offer(alice, revision)
    charlie, _ = factories.browser()
    page = charlie.get(f"{ADDRESS}?key={offer.pk}")
    assert page.status_code == 200
    assert not page.context["form"]["base"].value()


def test_an_unlikely_base_is_asked_about_once():
    factories.published()
    client, owner = factories.browser()
    asked = client.post(ADDRESS, factories.form_data(base="210"))
    assert asked.status_code == 422
    text = unescape(asked.content.decode())
    # 210 is under a fifth of the band's 195,000; 210,000 is in it.
    assert "$210 a year is far from the guide's $195,000 to $275,000. Did you mean $210,000?" in text
    assert not Offer.objects.of(owner).exists()
    meant = factories.form_data(base="210", asked_about=asked.context["form"]["asked_about"].value())
    assert client.post(ADDRESS, meant).status_code == 302
    assert Offer.objects.of(owner).get().terms.base == 210


def test_another_unlikely_base_is_asked_about_again():
    factories.published()
    client, _ = factories.browser()
    asked = client.post(ADDRESS, factories.form_data(base="210"))
    key = asked.context["form"]["asked_about"].value()
    assert client.post(ADDRESS, factories.form_data(base="210,000,000", asked_about=key)).status_code == 422


def test_status_and_region_are_never_chosen_for_the_candidate():
    factories.published()
    client, owner = factories.browser()
    form = client.get(ADDRESS, follow=True).context["form"]
    assert not form["status"].value()
    assert not form["region"].value()
    response = client.post(ADDRESS, factories.form_data(status="", region=""))
    assert set(response.context["form"].errors) == {"status", "region"}
    assert not Offer.objects.of(owner).exists()


def test_the_summary_of_errors_links_to_each_field_in_order():
    factories.published()
    client, _ = factories.browser()
    page = client.post(ADDRESS, factories.form_data(base="x", signing="y")).content.decode()
    assert re.findall(r'class="alert-link" href="#(id_\w+)"', page) == ["id_base", "id_signing"]
    assert "<title>Error: " in page
