"""An offer without a guide beside the market of the job and the place that the candidate names."""

from __future__ import annotations

import pytest

from offers.models import Offer
from tests import factories
from tests.factories import D
from tests.guides.market.test_page import ADDRESS, five, publish
from tests.html_forms import flat
from tests.offers.comparison.test_market_standing import section
from tests.page_text import text_of

pytestmark = pytest.mark.django_db

NEW = "/offers/new/"


def typed(**changes):
    data = factories.form_data(
        kind="offer", employer="Globex", role="ML/AI Engineer", place="New York City", base="130,000"
    )
    del data["region"]
    return data | {"equity": "40,000"} | changes


def saved(client, **changes) -> Offer:
    answer = client.post(NEW, typed(**changes))
    assert answer.status_code == 302, text_of(answer)
    return Offer.objects.get()


def test_job_and_place_as_one_would_search_for_them_name_the_market():
    five()
    client, _ = factories.browser()
    offer = saved(client, role="ML/AI Engineer", place="New York City")
    assert (offer.role.name, offer.location.name, offer.country) == ("ML/AI Engineer", "New York City", "US")
    told = section(client, offer)
    # Midpoints are 120, 130, 140, 150 and 160 thousand.
    assert "Your base, $130,000, is above the midpoints of 1 of 5 other companies" in told
    assert "This is the market, not the band of Globex" in told
    html = flat(client.get(offer.get_absolute_url()))
    assert f'<a href="{ADDRESS}">ML/AI Engineer in New York City</a>' in html
    assert "what other companies publish, not a band of Globex" in text_of(client.get(offer.get_absolute_url()))


@pytest.mark.parametrize("page", ["counter", "brief"])
def test_the_plan_asks_for_about_the_upper_quartile_and_names_the_market_as_its_source(page):
    five()
    client, _ = factories.browser()
    offer = saved(client, role="ML/AI Engineer", place="New York City")
    told = text_of(client.get(f"{offer.get_absolute_url()}{page}/"))
    assert "$150,000" in told
    assert "the upper quartile of the middles is $150,000 a year for full time. It isn’t a band of Globex." in told
    assert "up the band" not in told
    assert "strategy" not in told
    assert "lever" not in told.replace("Leverbook", "")


def test_the_ask_is_of_the_share_of_full_time():
    five()
    client, _ = factories.browser()
    offer = saved(client, role="ML/AI Engineer", place="New York City", base="78,000", working_share="60%")
    # 78,000 is 60 % of 130,000; 60 % of 150,000 is 90,000.
    assert "Your base, $130,000, is above" in section(client, offer)
    assert "$90,000" in text_of(client.get(f"{offer.get_absolute_url()}counter/"))


def test_the_employers_own_ranges_are_not_counted_and_too_few_companies_say_nothing():
    five()
    client, _ = factories.browser()
    offer = saved(client, role="ML/AI Engineer", place="New York City", employer="Echo Inc.")
    assert "Only four other companies name a base that can be compared: too few to say." in section(client, offer)
    assert "market’s upper quartile" not in text_of(client.get(f"{offer.get_absolute_url()}counter/"))


def test_an_offer_over_the_quartile_is_not_asked_to_come_down():
    five()
    client, _ = factories.browser()
    offer = saved(client, role="ML/AI Engineer", place="New York City", base="155,000")
    assert "market’s upper quartile" not in text_of(client.get(f"{offer.get_absolute_url()}counter/"))


def test_a_job_that_none_is_called_is_said_beside_the_field_and_nothing_typed_is_lost():
    publish("Acme")
    client, _ = factories.browser()
    answer = client.post(NEW, typed(role="basket weaver", place="New York City"))
    told = text_of(answer)
    assert answer.status_code == 422
    assert "No job with a market here is called “basket weaver”." in told
    assert 'value="basket weaver"' in answer.content.decode()
    assert not Offer.objects.exists()


def test_a_slip_in_a_job_is_asked_about_and_never_taken_for_one():
    publish("Acme")
    client, _ = factories.browser()
    answer = client.post(NEW, typed(role="ML/AI Enginer", place="New York City"))
    assert "Did you mean “ML/AI Engineer”?" in text_of(answer)
    assert not Offer.objects.exists()


def test_a_place_that_is_not_sure_is_kept_as_typed_and_said():
    five()
    client, _ = factories.browser()
    offer = saved(client, role="ML/AI Engineer", place="Xyzzyville")
    assert (offer.place, offer.location) == ("Xyzzyville", None)
    assert "No place here matches “Xyzzyville” exactly" in text_of(client.get(offer.get_absolute_url()))
    assert section(client, offer) == ""


def test_job_and_place_stand_in_the_form_again():
    five()
    client, _ = factories.browser()
    offer = saved(client, role="ML/AI Engineer", place="New York City")
    html = client.get(f"{offer.get_absolute_url()}edit/").content.decode()
    assert 'value="ML/AI Engineer"' in html
    assert 'value="New York City"' in html
    offer.refresh_from_db()
    again = typed(role="", place="New York City", opened_at=offer.changed_at.isoformat())
    assert client.post(f"{offer.get_absolute_url()}edit/", again).status_code == 302
    offer.refresh_from_db()
    assert offer.role is None


def test_the_comparison_costs_four_queries_at_most_once_the_market_is_kept(django_assert_max_num_queries):
    five()
    client, _ = factories.browser()
    offer = saved(client, role="ML/AI Engineer", place="New York City", base=str(D(130_000)))
    client.get(offer.get_absolute_url())
    with django_assert_max_num_queries(4):
        client.get(offer.get_absolute_url())


def test_a_guide_of_the_employer_is_suggested_and_attached_with_all_that_was_typed():
    five()
    client, _ = factories.browser()
    offer = saved(client, role="ML/AI Engineer", place="New York City", employer="Echo Inc.", signing="7,500")
    html = flat(client.get(offer.get_absolute_url()))
    address = f"{offer.get_absolute_url()}edit/?guide=echo/ml-ai-engineer"
    assert f'href="{address}"' in html
    form = client.get(address).content.decode()
    assert 'value="130,000"' in form
    assert 'value="7,500"' in form
    offer.refresh_from_db()
    assert offer.guide is None
    again = typed(region="New York City", signing="7,500", opened_at=offer.changed_at.isoformat())
    answer = client.post(address, again)
    assert answer.status_code == 302, text_of(answer)
    offer.refresh_from_db()
    assert (offer.employer, offer.guide.company.name, offer.band.region) == ("Echo Inc.", "Echo", "New York City")
    assert offer.role is None
    assert (offer.terms.base, offer.terms.signing) == (D(130_000), D(7_500))
    assert "Where each part stands" in text_of(client.get(offer.get_absolute_url()))


def test_a_guide_that_is_not_there_and_somebody_elses_offer_are_not_found():
    five()
    client, _ = factories.browser()
    offer = saved(client, role="ML/AI Engineer", place="New York City")
    stranger, _ = factories.browser()
    assert client.get(f"{offer.get_absolute_url()}edit/?guide=nobody/nothing").status_code == 404
    assert stranger.get(f"{offer.get_absolute_url()}edit/?guide=echo/ml-ai-engineer").status_code == 404


def test_the_job_is_taken_along():
    five()
    client, _ = factories.browser()
    saved(client, role="ML/AI Engineer", place="New York City")
    told = client.get("/offers/offers.json").json()["offers"][0]
    assert (told["role"], told["place"], told["guide"]) == ("ML/AI Engineer", "New York City", None)


def test_a_guide_of_the_employer_is_found_by_search_and_no_other_companys_is_taken():
    five()
    client, _ = factories.browser()
    offer = saved(client, role="", place="", employer="Acme Ltd")
    address = f"{offer.get_absolute_url()}edit/"
    found = client.get(address, {"find": "ML/AI Engineer"}).content.decode()
    assert 'href="?guide=acme/ml-ai-engineer"' in found
    assert "?guide=bolt" not in found
    assert client.get(address, {"guide": "bolt/ml-ai-engineer"}).status_code == 404
    assert "No guide of Acme Ltd with bands is called “Zyx”" in text_of(client.get(address, {"find": "Zyx"}))
    offer.refresh_from_db()
    assert offer.guide is None


def test_the_current_job_takes_no_guide():
    five()
    client, _ = factories.browser()
    offer = saved(client, kind="current", employer="Acme")
    assert client.get(f"{offer.get_absolute_url()}edit/", {"guide": "acme/ml-ai-engineer"}).status_code == 404


def test_another_guide_of_the_employer_takes_the_place_of_the_first_and_keeps_what_was_typed():
    five()
    publish("Echo", role="Data Engineer")
    client, _ = factories.browser()
    offer = saved(client, employer="Echo", signing="7,500")
    edit = f"{offer.get_absolute_url()}edit/"
    data = typed(region="New York City", signing="7,500")

    def choose(guide: str) -> None:
        offer.refresh_from_db()
        answer = client.post(f"{edit}?guide={guide}", data | {"opened_at": offer.changed_at.isoformat()})
        assert answer.status_code == 302, text_of(answer)
        offer.refresh_from_db()

    choose("echo/ml-ai-engineer")
    found = client.get(edit, {"find": "Echo"}).content.decode()
    assert 'href="?guide=echo/data-engineer"' in found
    assert "?guide=echo/ml-ai-engineer" not in found
    choose("echo/data-engineer")
    assert (offer.guide.role.name, offer.band.revision_id) == ("Data Engineer", offer.revision_id)
    assert (offer.terms.base, offer.terms.signing) == (D(130_000), D(7_500))


@pytest.mark.parametrize("place", ["New York Citty", "New York Citty " + "x" * 180])
def test_a_place_that_is_nobodys_is_asked_about_once_where_a_job_is_named(place):
    five()
    client, _ = factories.browser()
    data = typed(place=place)
    answer = client.post(NEW, data)
    assert answer.status_code == 422
    assert "Did you mean “New York City”" in str(answer.context["form"].errors["place"])
    assert f'value="{place}"' in answer.content.decode()
    asked = answer.context["form"]["asked_about"].value()
    assert client.post(NEW, data | {"asked_about": asked}).status_code == 302
    assert Offer.objects.get().location is None


def test_names_are_offered_while_a_job_or_a_place_is_typed():
    five()
    client, _ = factories.browser()
    assert '<option value="New York City">' in client.get("/search/names/", {"place": "new yo"}).content.decode()
    assert '<option value="ML/AI Engineer">' in client.get("/search/names/", {"role": "ml"}).content.decode()
    assert "option" not in client.get("/search/names/", {"place": "n"}).content.decode()
    form = flat(client.get(NEW, follow=True))
    assert '<datalist id="names-place">' in form
    assert 'hx-get="/search/names/"' in form
