"""The plan to counter, on the worked example: 210,000 base, 240,000 over four years, 20,000 signing."""

from __future__ import annotations

from decimal import Decimal
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from guides.document.document import Lever, Part
from guides.models import Guide
from offers.models import CounterPlan, Offer, Round
from pay.forfeits import Forfeit
from pay.plans import a_year
from tests import factories
from tests.factories import D
from tests.page_text import text_of

pytestmark = pytest.mark.django_db


def candidate(*, competing=True, **terms):
    client, owner = factories.browser()
    offer = factories.offer(owner, factories.published(), **terms)
    if competing:
        factories.openai_offer(owner, bonus_amount=D(0), signing=D(0))
    return client, offer, reverse("offers:counter", args=[offer.pk])


def plan_data(**changes):
    return {
        "ask_base": "270,000",
        "ask_equity": "400k",
        "ask_signing": "55k",
        "target": "",
        "floor": "",
        "levers": [],
        "email": "",
    } | changes


def test_the_plan_in_one_sentence():
    client, _, address = candidate()
    page = text_of(client.get(address))
    assert "Ask for $270,000 base, $400,000 in equity over 4 years and a $55,000 signing bonus." in page
    # Ask (270 × 4 + 400 + 55) ÷ 4; floor OpenAI's 375; target midway, each part up to what one says:
    # (268 × 4 + 395 + 54) ÷ 4.
    assert "That is $383,750 a year in all; aim at $380,250, and don't go below $375,000." in page
    # (275 × 4 + 420 + 55) ÷ 4: the band's maxima, and the signing bonus that the guide asks for.
    assert "between your floor of $375,000 and $393,750" in page


def test_without_an_alternative_the_floor_is_open():
    client, _, address = candidate(competing=False)
    page = text_of(client.get(address))
    assert "Your floor is open" in page
    assert "record another offer or your current job" in page


def test_the_current_job_counts_with_what_leaving_costs():
    client, offer, address = candidate(competing=False)
    job = factories.offer(offer.owner, employer="Today Inc", kind="current", base=D(250000), equity=D(0), signing=D(0))
    job.rounds.update(forfeits=(Forfeit("equity", D(80000)), Forfeit("payback", D(20000))))
    page = text_of(client.get(address))
    # 250,000 + 100,000 ÷ 4
    assert "don't go below $275,000" in page
    assert "your job at Today Inc, with the $100,000 that leaving costs" in page


def test_what_it_takes_to_reach_the_other_offer():
    client, _, address = candidate()
    other = Offer.objects.get(employer="OpenAI")
    counter = client.get(f"{address}?goal=offer-{other.pk}").context["counter"]
    assert counter.goal.gap == 400000  # 1,500 − 1,100
    assert {way.key: way.raises and dict(way.raises) for way in counter.ways} == {
        "base": {"base": Decimal(100000)},
        "equity": {"equity": Decimal(400000)},
        "signing": {"signing": Decimal(400000)},
        # 400 of 475 that can move: 54,736 and 151,578, to amounts that one says; signing closes the rest.
        "mixed": {"base": Decimal(55000), "equity": Decimal(150000), "signing": Decimal(30000)},
    }
    assert "That is more base than the guide says the company moves on." in text_of(
        client.get(f"{address}?goal=offer-{other.pk}")
    )


def test_packages_of_equal_value_start_at_the_ask_and_are_shown_with_their_arithmetic():
    client, _, address = candidate()
    response = client.get(address)
    assert [(row.title, row.working, row.a_year, row.difference) for row in response.context["proposals"]] == [
        ("Your ask", "+$60,000 base, +$160,000 equity and +$35,000 signing bonus", "$383,750", ""),
        (
            "More up front",
            "+$40,000 base, +$160,000 equity and +$115,000 signing bonus",
            "$383,750",
            "Worth the same as your ask.",
        ),
        (
            "More base",
            "+$65,000 base, +$140,000 equity and +$35,000 signing bonus",
            "$383,750",
            "Worth the same as your ask.",
        ),
    ]
    assert "How far the company would move on a signing bonus isn't known." in text_of(response)


def test_what_a_package_is_worth_more_is_said():
    client, _, address = candidate(competing=False, bonus_percent=D(7), bonus_amount=None)
    client.post(address, plan_data(ask_base="213k", ask_equity="240k", ask_signing="20k"))
    _, up_front = client.get(address).context["proposals"][:2]
    # 1,000 of base less with its bonus is 4,280 over four years.
    assert up_front.terms[0] == "$212,000 base"
    assert up_front.terms[-1] == "a $24,500 signing bonus"
    assert up_front.difference == "Worth $55 a year more than your ask."
    assert up_front.a_year == "$292,965"  # 213,000 × 1.07 + 60,000 + 5,000 + 55


def test_the_goals_are_in_order_and_all_above_the_offer():
    client, _, address = candidate()
    goals = client.get(address).context["counter"].goals
    assert [(goal.label, int(goal.gap)) for goal in goals] == [
        ("the middle of the band", 157500),  # (309,375 − 270,000) × 4
        ("what OpenAI pays", 400000),
        ("your target", 421000),  # (380,250 − 275,000) × 4
        ("your ask", 435000),
        ("the top of the band", 440000),
    ]


def test_the_email_asks_once_and_claims_only_what_is_recorded():
    client, _, address = candidate()
    email = client.get(address).context["form"]["email"].value()
    assert (
        email.count("I'm asking for $270,000 base, $400,000 in equity over 4 years and a $55,000 signing bonus.") == 1
    )
    assert email.count("I have a written offer from OpenAI at $255,000 base and $480,000 in equity over 4 years.") == 1
    for secret in ("245", "260", "375", "379", "383"):
        assert secret not in email
    assert "Thank you for the offer of $210,000 base" in email


def test_without_a_recorded_offer_the_email_claims_none():
    client, _, address = candidate(competing=False)
    email = client.get(address).context["form"]["email"].value()
    assert "OpenAI" not in email
    assert "offer from" not in email


def test_own_figures_are_kept_and_shown():
    client, offer, address = candidate()
    assert client.post(address, plan_data(ask_base="260k", target="370k", floor="350,000")).status_code == 302
    page = text_of(client.get(address))
    # (260 × 4 + 400 + 55) ÷ 4; (259 × 4 + 395 + 54) ÷ 4
    assert "That is $373,750 a year in all; aim at $371,250, and don't go below $350,000." in page
    assert "Your floor is under your best alternative" in page
    stored = CounterPlan.objects.get(offer=offer)
    assert (stored.ask_base, stored.ask_equity) == (260000, None)  # what equals the guide's ask follows it


def test_an_own_email_stays_and_an_emptied_one_is_composed_anew():
    client, offer, address = candidate()
    client.post(address, plan_data(email="My own words."))
    assert client.get(address).context["form"]["email"].value() == "My own words."
    opened = client.get(address).context["form"]["opened_at"].value()
    client.post(address, plan_data(email="", opened_at=opened))
    assert "I'm asking for" in client.get(address).context["form"]["email"].value()
    assert CounterPlan.objects.get(offer=offer).email == ""


def test_a_composed_email_sent_back_as_it_was_goes_on_following_the_plan():
    client, offer, address = candidate()
    composed = client.get(address).context["form"]["email"].value()
    anchors = client.get(address).context["form"]["levers"].value()
    client.post(address, plan_data(email=composed.replace("\n", "\r\n"), levers=anchors))
    assert CounterPlan.objects.get(offer=offer).email == ""


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("floor", "about 300", "can't be read as one amount"),
        ("ask_base", "-5", "can't be negative"),
        ("target", "€300k", "This plan is in USD; the amount says EUR."),
        ("levers", ["lever-99"], "not one of the available choices"),
    ],
)
def test_a_wrong_figure_is_said_beside_its_field_and_nothing_is_stored(field, typed, message):
    client, _, address = candidate()
    response = client.post(address, plan_data(**{field: typed, "email": "My words stay"}))
    assert response.status_code == 422
    page = unescape(response.content.decode())
    assert message in page
    assert "My words stay" in page
    assert not CounterPlan.objects.exists()


def test_an_offer_at_its_ask_is_told_so():
    client, _, address = candidate(base=D(280000), equity=D(420000), signing=D(60000))
    page = text_of(client.get(address))
    assert "This offer already has all the pay that the guide would ask for." in page
    assert "I'm looking for" not in page


def test_a_plan_without_a_guide_says_nothing_of_guides_and_bands():
    client, owner = factories.browser()
    offer = factories.offer(owner, employer="Acme")
    factories.openai_offer(owner)
    response = client.get(reverse("offers:counter", args=[offer.pk]))
    assert response.status_code == 200
    page = unescape(response.content.decode())
    article = page[page.index('<article class="counter">') : page.index("</article>")]
    assert "Ask for" in article  # what beats the other offer
    for word in ("guide", "the band", "the company moves", "no room"):
        assert word not in article


def test_a_plan_takes_a_bounded_number_of_queries(django_assert_max_num_queries):
    client, offer, address = candidate()
    for number in range(8):
        factories.offer(offer.owner, employer=f"Other {number}", currency="EUR")
    factories.warm()
    with django_assert_max_num_queries(16):
        client.get(address)


def test_a_discount_counts_in_offer_ask_limit_and_packages_alike():
    client, _, address = candidate()
    counter = client.get(f"{address}?discount=50").context["counter"]
    # 210,000 + (120,000 + 20,000) ÷ 4; 270,000 + (200,000 + 55,000) ÷ 4; 275,000 + (210,000 + 55,000) ÷ 4
    assert int(a_year(counter.offered)) == 245000
    assert int(counter.worth(counter.plan.ask)) == 333750
    assert int(counter.their_limit) == 341250
    response = client.get(f"{address}?discount=50&goal=ask")
    assert len({row.a_year for row in response.context["proposals"]}) == 1
    assert "I'm asking for $270,000 base, $400,000 in equity" in response.context["form"]["email"].value()


def test_a_saved_ask_is_never_less_than_what_is_offered_by_now():
    client, offer, address = candidate()
    client.post(address, plan_data(ask_base="230k"))
    offer.add_round(Round(party="company", on=timezone.localdate(), base=D(250000), grants=offer.terms.grants))
    email = client.get(address).context["form"]["email"].value()
    assert "$250,000 base" in email
    assert "$230,000" not in email


def test_an_own_email_that_names_an_offer_no_longer_held_cannot_be_copied():
    client, _, address = candidate()
    client.post(address, plan_data(email="OpenAI offers me more."))
    assert "Copy the e-mail" in text_of(client.get(address))
    Offer.objects.get(employer="OpenAI").delete()
    page = text_of(client.get(address))
    assert "Your text names OpenAI, whose offer you don't hold any more" in page
    assert "Copy the e-mail" not in page


def test_a_stale_page_does_not_turn_its_composed_email_into_the_candidates_own():
    client, offer, address = candidate()
    form = client.get(address).context["form"]
    stale = plan_data(email=form["email"].value(), composed=form["composed"].value())
    Offer.objects.get(employer="OpenAI").delete()
    client.post(address, stale)
    assert CounterPlan.objects.get(offer=offer).email == ""
    assert "OpenAI" not in client.get(address).context["form"]["email"].value()


def test_two_tabs_do_not_overwrite_each_others_plan_unseen():
    client, offer, address = candidate()
    client.post(address, plan_data(floor="350k"))
    late = client.post(address, plan_data(floor="300k"))
    assert late.status_code == 422
    assert "changed in another tab" in text_of(late)
    assert CounterPlan.objects.get(offer=offer).floor == 350000


def test_a_plan_in_another_currency_keeps_its_words_and_says_what_does_not_count():
    client, offer, address = candidate()
    client.post(address, plan_data(floor="350k", email="My own words."))
    CounterPlan.objects.filter(offer=offer).update(currency="EUR")
    response = client.get(address)
    assert "The figures of your plan were in EUR and don't apply in USD." in text_of(response)
    assert response.context["form"]["email"].value() == "My own words."


def test_the_jobs_equity_to_vest_is_counted_once():
    client, offer, address = candidate(competing=False)
    job = factories.offer(offer.owner, employer="Today Inc", kind="current", base=D(165000), equity=D(400000))
    job.rounds.update(forfeits=(Forfeit("equity", D(200000)),))
    factories.regrant(job, kind="rsu")
    # 165,000 × 4 and the 200,000 that staying still vests.
    assert "don't go below $215,000" in text_of(client.get(address))


def test_the_companys_limit_does_not_follow_the_candidates_wish():
    client, _, address = candidate()
    client.post(address, plan_data(ask_base="400k"))
    assert int(client.get(address).context["counter"].their_limit) == 393750


def test_an_offer_of_which_nothing_is_known_is_no_floor_and_no_plan():
    client, offer, address = candidate(competing=False)
    nothing = dict.fromkeys(("base", "equity", "bonus_amount", "signing"))
    blank = factories.offer(offer.owner, employer="Blank", **nothing)
    assert "Your floor is open" in text_of(client.get(address))
    assert "Enter what is offered first" in text_of(client.get(reverse("offers:counter", args=[blank.pk])))


def test_another_target_can_be_tried_in_the_address():
    client, _, address = candidate()
    page = text_of(client.get(f"{address}?target=380k"))
    assert "aim at $380,250" in page  # each part up to what one says
    assert not CounterPlan.objects.exists()


def test_the_talking_points_are_those_of_the_chosen_levers():
    client, _, address = candidate()
    keys = [key for key, _ in client.get(address).context["form"].fields["levers"].choices]
    client.post(address, plan_data(levers=keys[1:2]))
    response = client.get(address)
    (point,) = response.context["points"]
    assert point.text in response.context["points_text"]
    assert "245" not in response.context["points_text"]


def test_every_text_names_the_plans_figure_for_a_part():
    client, offer, address = candidate()
    # The lever of other labs' offers asks for 410,000 in equity, the strategy for 400,000; the plan is the candidate's.
    keys = [key for key, _ in client.get(address).context["form"].fields["levers"].choices]
    client.post(address, plan_data(ask_base="260k", ask_equity="390k", levers=keys))
    for name in ("counter", "brief", "offer"):
        page = text_of(client.get(reverse(f"offers:{name}", args=[offer.pk])))
        said = page[page.index("looking for") :] if name == "offer" else page
        assert "$260,000 base" in said
        assert "$410K" not in page
        assert "$270K" not in page


@pytest.mark.parametrize("query", ["goal=nothing", "goal=%00", "discount=x", "discount=1e9", f"goal={'x' * 500}"])
def test_a_broken_address_is_answered_as_without_it(query):
    client, _, address = candidate()
    assert "Ask for $270,000 base" in text_of(client.get(f"{address}?{query}"))


def test_an_argument_without_words_is_neither_chosen_nor_called_locked():
    read = Lever("Know the grant", (Part("advice", "Think of the grant first."),))
    about_me = Lever("Show what you did", (Part("say", "I have shipped image models to production."),))
    client, owner = factories.browser()
    for levers, said in (
        ((read,), "No argument of the guide has words that you could say for this offer."),
        ((read, about_me), "Show what you did is locked: every sentence of it states something about you."),
    ):
        factories.published(factories.document(levers=levers))
        offer = factories.offer(owner, Guide.objects.get().published_revision)
        page = text_of(client.get(reverse("offers:counter", args=[offer.pk])))
        assert said in page
        assert "Know the grant" not in page
        assert ("No lever backs your ask. Choose one" in page) == (about_me in levers)
        assert ("Write one that is true of you into the e-mail." in page) == (about_me not in levers)
