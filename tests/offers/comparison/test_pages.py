from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal
from html import unescape

import pytest
from django.urls import resolve, reverse
from django.utils import timezone

from guides.document.document import EquityRange, Lever, Part, Range
from guides.editing import workflow
from guides.library.terms import spoken_sentences
from guides.models import ExchangeRate, Revision
from guides.models import Lever as LeverRow
from offers import urls
from offers.models import Offer, Owner, Round, ScriptFact
from tests import factories
from tests.factories import D

pytestmark = pytest.mark.django_db


def text_of(response) -> str:
    """What the page says, tags removed and blanks folded."""
    html = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def copyable(response) -> list[str]:
    """The texts that the page offers to copy."""
    return [unescape(text) for text in re.findall(r'data-copy="([^"]*)"', response.content.decode())]


def test_the_worked_example_from_form_to_comparison():
    revision = factories.published()
    client, owner = factories.browser()
    response = client.post(reverse("offers:new", args=["runway", "ml-ai-engineer"]), factories.form_data())
    offer = Offer.objects.of(owner).get()
    assert response.status_code == 302
    assert response.url == offer.get_absolute_url()
    page = text_of(client.get(response.url))
    for words in (
        "0.894",
        "18.75%",
        "26.5",
        "$270,000",
        "$238,750",
        "$380,000",
        "22.1",
        "$290,000",
        "$275,000",
        "$230,000",
        "$60,000",
        "$160,000",
        "$35,000",
    ):
        assert words in page, words
    assert offer.revision == revision


def test_blank_is_not_known_and_zero_is_none():
    factories.published()
    client, owner = factories.browser()
    address = reverse("offers:new", args=["runway", "ml-ai-engineer"])
    client.post(address, factories.form_data(bonus="", signing="none"))
    terms = Offer.objects.of(owner).get().terms
    assert terms.bonus_percent is None
    assert terms.bonus_amount is None
    assert terms.signing == 0
    page = text_of(client.get(Offer.objects.of(owner).get().get_absolute_url()))
    assert "at least $270,000" in page


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("base", "about 200", "Type a number such as"),
        ("base", "-5", "negative"),
        ("base", "€95.000", "the currency chosen is USD"),
        ("equity", "1" + "0" * 20, "digit too many"),
        ("bonus", "30000", "more than 300 percent"),
        ("vesting_years", "0", "Between half a year"),
        ("respond_by", "0001-01-01", "Is the year right"),
        ("region", "Atlantis", "Select a valid choice"),
        ("currency", "XXX", "Select a valid choice"),
        ("place", "x" * 201, "at most 200"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(field, typed, message):
    factories.published()
    client, owner = factories.browser()
    address = reverse("offers:new", args=["runway", "ml-ai-engineer"])
    response = client.post(address, factories.form_data(**{field: typed, "signing": "12,345"} | {field: typed}))
    assert response.status_code == 422
    form = response.context["form"]
    assert message in " ".join(form.errors[field])
    assert 'value="12,345"' in response.content.decode()
    assert not Offer.objects.of(owner).exists()


def test_a_percent_sign_decides_over_the_choice_beside_it():
    factories.published()
    client, owner = factories.browser()
    address = reverse("offers:new", args=["runway", "ml-ai-engineer"])
    client.post(address, factories.form_data(bonus="15%", bonus_unit="amount"))
    assert Offer.objects.of(owner).get().terms.bonus_percent == 15


def test_sending_the_same_form_twice_stores_one_offer():
    factories.published()
    client, owner = factories.browser()
    data = factories.form_data()
    address = reverse("offers:new", args=["runway", "ml-ai-engineer"])
    first, second = client.post(address, data), client.post(address, data)
    assert first.url == second.url
    assert Offer.objects.of(owner).count() == 1


def test_a_new_browser_gets_its_key_with_the_empty_form(client):
    factories.published()
    address = reverse("offers:new", args=["runway", "ml-ai-engineer"])
    cookie = client.get(address, follow=True).cookies["leverbook_owner"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["max-age"] == 365 * 24 * 3600
    assert not Owner.objects.exists()
    client.post(address, factories.form_data())
    assert Owner.objects.with_key(cookie.value.partition(":")[0]).get().offers.count() == 1


def test_the_key_itself_is_stored_nowhere():
    client, owner = factories.browser()
    assert client.cookies["leverbook_owner"].value.partition(":")[0] not in owner.key_hash


def test_changing_an_offer_keeps_its_address_and_changes_its_terms():
    client, owner = factories.browser()
    offer = factories.offer(owner, factories.published())
    address = reverse("offers:edit", args=[offer.pk])
    form = client.get(address)
    assert 'value="210,000"' in form.content.decode()
    opened = form.context["form"].initial["opened_at"]
    response = client.post(address, factories.form_data(base="230k", opened_at=opened))
    assert response.url == offer.get_absolute_url()
    assert Offer.objects.get().terms.base == 230000
    assert Round.objects.count() == 1


def test_a_change_in_another_tab_is_not_overwritten_unseen():
    client, owner = factories.browser()
    offer = factories.offer(owner, factories.published())
    address = reverse("offers:edit", args=[offer.pk])
    opened = client.get(address).context["form"].initial["opened_at"]
    assert client.post(address, factories.form_data(base="230k", opened_at=opened)).status_code == 302
    late = client.post(address, factories.form_data(base="220k", opened_at=opened))
    assert late.status_code == 422
    assert "another tab" in text_of(late)
    assert 'value="220k"' in late.content.decode()
    assert Offer.objects.get().terms.base == 230000
    # Saving again, now that the candidate knows, takes what they typed.
    again = client.post(address, factories.form_data(base="220k", opened_at=late.context["form"]["opened_at"].value()))
    assert again.status_code == 302
    assert Offer.objects.get().terms.base == 220000


def test_deleting_asks_first_and_then_deletes_all_of_it():
    client, owner = factories.browser()
    offer = factories.offer(owner, factories.published())
    address = reverse("offers:delete", args=[offer.pk])
    assert client.get(address).status_code == 200
    assert Offer.objects.exists()
    assert client.post(address).url == reverse("offers:list")
    assert not Offer.objects.exists()
    assert not Round.objects.exists()
    assert client.get(offer.get_absolute_url()).status_code == 404


# Honest scripts


def test_the_competing_offers_lever_is_locked_until_an_offer_is_recorded():
    client, owner = factories.browser()
    offer = factories.offer(owner, factories.published())
    before = client.get(offer.get_absolute_url())
    assert "260" not in " ".join(copyable(before))
    assert "Record a competing offer" in text_of(before)
    factories.openai_offer(owner)
    after = copyable(client.get(offer.get_absolute_url()))
    claims = [text for text in after if "OpenAI" in text]
    assert len(claims) == 2  # the lever and the strategy
    for text in claims:
        assert text.count("OpenAI") == 1
        assert "a written offer from OpenAI at $255,000 base and $480,000 in equity" in text
    assert "260" not in " ".join(after)


def test_no_text_to_copy_contains_the_floor():
    client, owner = factories.browser()
    offer = factories.offer(owner, factories.published())
    factories.openai_offer(owner)
    response = client.get(offer.get_absolute_url())
    assert len(copyable(response)) == 4
    assert not [text for text in copyable(response) if "245" in text]
    assert "$245,000" in text_of(response)  # shown to the reader as the guide's floor


def test_an_offer_that_has_lapsed_is_not_claimed():
    client, owner = factories.browser()
    offer = factories.offer(owner, factories.published())
    factories.openai_offer(owner, respond_by=timezone.localdate() - timedelta(days=1))
    response = client.get(offer.get_absolute_url())
    assert "OpenAI" not in " ".join(copyable(response))
    assert "OpenAI" in text_of(response)


def test_a_current_job_is_no_competing_offer():
    client, owner = factories.browser()
    offer = factories.offer(owner, factories.published())
    factories.openai_offer(owner, kind=Offer.Kind.CURRENT_JOB)
    assert "OpenAI" not in " ".join(copyable(client.get(offer.get_absolute_url())))


def test_a_claim_is_printed_once_it_is_true_of_the_candidate_and_its_slot_is_filled():
    client, owner = factories.browser()
    revision = factories.published()
    offer = factories.offer(owner, revision)
    lever = revision.levers.get(title="Scarcity premium")
    (claim,) = (sentence for sentence in spoken_sentences(lever) if sentence.voice == "self")
    (slot,) = claim.slots
    assert "shipped" not in " ".join(copyable(client.get(offer.get_absolute_url())))
    response = client.post(
        reverse("offers:script-facts", args=[offer.pk]),
        {
            "lever": lever.pk,
            "anchor": "lever-1",
            "shown": claim.key,
            f"claim-{claim.key}": "on",
            f"slot-{slot.key}": "speech models",
        },
    )
    assert response.url == f"{offer.get_absolute_url()}#lever-1"
    assert "I have shipped speech models to production." in " ".join(copyable(client.get(offer.get_absolute_url())))
    settled = {"lever": lever.pk, "anchor": "lever-1"}
    # A form that shows nothing of it leaves it as it is.
    client.post(reverse("offers:script-facts", args=[offer.pk]), settled)
    assert ScriptFact.objects.count() == 2
    client.post(reverse("offers:script-facts", args=[offer.pk]), settled | {"shown": claim.key, f"slot-{slot.key}": ""})
    assert not ScriptFact.objects.exists()


def test_facts_for_a_script_of_another_guide_are_refused():
    client, owner = factories.browser()
    offer = factories.offer(owner, factories.published())
    other = factories.published(factories.document(company="Acme"))
    address = reverse("offers:script-facts", args=[offer.pk])
    lever = LeverRow.objects.filter(revision=other).first()
    assert client.post(address, {"lever": lever.pk, "anchor": "lever-1"}).status_code == 404
    assert client.post(address, {"lever": "x", "anchor": "//evil.example"}).status_code == 404


def test_an_offer_at_the_ask_is_told_so_and_offered_no_lever_that_lowers_it():
    client, owner = factories.browser()
    offer = factories.offer(owner, factories.published(), base=D(290000), equity=D(500000), signing=D(60000))
    response = client.get(offer.get_absolute_url())
    assert "already at or above what the guide asks for" in text_of(response)
    assert not [text for text in copyable(response) if "$270K" in text or "$265K" in text]


# Currencies, nearest bands, newer revisions, no guide


def test_another_currency_is_converted_with_a_dated_rate_and_its_source():
    ExchangeRate.objects.all().delete()
    ExchangeRate.objects.create(currency="USD", per_euro=D("1.25"), on="2026-10-30", source="A central bank")
    client, owner = factories.browser()
    offer = factories.offer(owner, factories.published(), currency="EUR", base=D(168000))
    page = text_of(client.get(offer.get_absolute_url()))
    assert "€156,000" in page  # the band's minimum of 195,000 ÷ 1.25
    assert "$" not in " ".join(copyable(client.get(offer.get_absolute_url())))
    assert "18.75%" in page
    assert "30 October 2026" in page
    assert "A central bank" in page


def test_without_a_rate_nothing_is_made_up():
    ExchangeRate.objects.all().delete()
    client, owner = factories.browser()
    offer = factories.offer(owner, factories.published(), currency="EUR")
    page = text_of(client.get(offer.get_absolute_url()))
    assert "no exchange rate for" in page.lower()
    assert "€210,000 a year in base, with €240,000 in equity over 4 years beside it" in page


def test_a_band_that_is_only_the_nearest_says_so():
    client, owner = factories.browser()
    offer = factories.offer(owner, factories.published(), place="Boston")
    page = text_of(client.get(offer.get_absolute_url()))
    assert "Boston" in page
    assert "nearest" in page


def test_a_newer_revision_is_announced_and_taken_when_asked():
    client, owner = factories.browser()
    first = factories.published()
    offer = factories.offer(owner, first)
    second = factories.published(
        factories.document(bands=(factories.band(base=factories.Range(D(200000), D(280000))),))
    )
    page = text_of(client.get(offer.get_absolute_url()))
    assert "newer" in page
    assert "18.75%" in page
    client.post(reverse("offers:newer-revision", args=[offer.pk]))
    offer.refresh_from_db()
    assert offer.revision == second
    assert "12.5%" in text_of(client.get(offer.get_absolute_url()))  # 10 ÷ 80


def test_a_newer_revision_without_the_region_asks_for_another_and_loses_nothing():
    client, owner = factories.browser()
    first = factories.published()
    offer = factories.offer(owner, first)
    factories.published(factories.document(bands=(factories.band("Chicago"),)))
    response = client.post(reverse("offers:newer-revision", args=[offer.pk]))
    offer.refresh_from_db()
    assert offer.revision == first
    assert response.status_code == 302
    assert "Chicago" in text_of(client.get(response.url))


def test_a_withdrawn_guides_comparison_keeps_working_with_a_note():
    client, owner = factories.browser()
    revision = factories.published()
    offer = factories.offer(owner, revision)
    workflow.withdraw(revision.guide)
    page = text_of(client.get(offer.get_absolute_url()))
    assert "withdrawn" in page
    assert "18.75%" in page


def test_an_offer_without_a_guide_has_its_totals():
    client, _ = factories.browser()
    data = factories.form_data(employer="Acme", kind="offer", place="Oslo", currency="NOK")
    del data["region"]
    response = client.post(reverse("offers:new-without-guide"), data)
    page = text_of(client.get(response.url))
    said = "Your offer is NOK 210,000 a year in base, with NOK 240,000 in equity over 4 years beside it."
    assert said in page.replace("\xa0", " ")
    assert "Acme" in page


def test_a_competing_offer_returns_to_the_offer_that_it_is_recorded_for():
    client, owner = factories.browser()
    offer = factories.offer(owner, factories.published())
    data = factories.form_data(employer="OpenAI", kind="offer")
    del data["region"]
    response = client.post(f"{reverse('offers:new-without-guide')}?beside={offer.pk}", data)
    assert response.url == offer.get_absolute_url()


# Privacy


def addresses(offer: Offer) -> list[tuple[str, str]]:
    """Every address that names an offer, with its method."""
    return [
        ("get", reverse("offers:offer", args=[offer.pk])),
        ("get", reverse("offers:equity", args=[offer.pk])),
        ("get", reverse("offers:exit", args=[offer.pk])),
        ("get", reverse("offers:leaving", args=[offer.pk])),
        ("post", reverse("offers:leaving", args=[offer.pk])),
        ("get", reverse("offers:on-top", args=[offer.pk])),
        ("get", reverse("offers:survey", args=[offer.pk])),
        ("get", reverse("offers:counter", args=[offer.pk])),
        ("post", reverse("offers:counter", args=[offer.pk])),
        ("get", reverse("offers:rounds", args=[offer.pk])),
        ("post", reverse("offers:rounds", args=[offer.pk])),
        ("post", reverse("offers:outcome", args=[offer.pk])),
        ("get", reverse("offers:respond-by", args=[offer.pk])),
        ("get", reverse("offers:brief", args=[offer.pk])),
        ("get", reverse("offers:share", args=[offer.pk])),
        ("post", reverse("offers:share", args=[offer.pk])),
        ("post", reverse("offers:revoke", args=[offer.pk, 1])),
        ("get", reverse("offers:edit", args=[offer.pk])),
        ("post", reverse("offers:edit", args=[offer.pk])),
        ("get", reverse("offers:delete", args=[offer.pk])),
        ("post", reverse("offers:delete", args=[offer.pk])),
        ("post", reverse("offers:script-facts", args=[offer.pk])),
        ("post", reverse("offers:newer-revision", args=[offer.pk])),
        ("post", reverse("offers:law", args=[offer.pk])),
        ("get", reverse("offers:posting", args=[offer.pk])),
        ("post", reverse("offers:posting", args=[offer.pk])),
        ("post", reverse("offers:posting-save", args=[offer.pk])),
        ("post", reverse("offers:posting-delete", args=[offer.pk])),
        ("post", reverse("offers:posting-report", args=[offer.pk])),
    ]


def patterns_of(patterns=urls.urlpatterns):
    for pattern in patterns:
        yield from patterns_of(pattern.url_patterns) if hasattr(pattern, "url_patterns") else [pattern]


def test_every_address_of_an_offer_is_among_those_tested():
    named = {pattern.name for pattern in patterns_of() if "offer_id" in str(pattern.pattern)}
    offer = Offer()
    assert named == {resolve(address).url_name for _, address in addresses(offer)}


def test_every_other_address_is_known_to_show_nobody_elses_offers():
    """A new address fails here until somebody has said by which test it is covered."""
    named = {pattern.name for pattern in patterns_of() if "offer_id" not in str(pattern.pattern)}
    assert named == {
        "list",  # test_charlies_list_and_scripts_hold_nothing_of_alices
        "csv",  # test_charlies_exports_hold_nothing_of_alices
        "json",
        "xlsx",
        "read-back",  # test_reading_back: what a file holds is its reader's
        "delete-everything",  # test_everything_is_deleted_at_once_and_nobody_elses
        "new",  # test_the_key_in_an_address_opens_nobody_elses_offer
        "new-without-guide",
        "paste",  # they read no stored offer
        "paste-without-guide",
    }


def test_charlie_gets_404_for_everything_of_alices():
    _, alice = factories.browser()
    offer = factories.offer(alice, factories.published())
    charlie, _ = factories.browser()
    for method, address in addresses(offer):
        response = getattr(charlie, method)(address, factories.form_data())
        assert response.status_code == 404, (method, address)
    assert Offer.objects.get().terms.base == 210000


def test_a_visitor_without_a_key_or_with_a_broken_one_gets_404(client):
    _, alice = factories.browser()
    offer = factories.offer(alice, factories.published())
    for key in (None, "", "x", "é" * 43, "../" * 20):
        client.cookies.clear()
        if key is not None:
            client.cookies["leverbook_owner"] = key
        assert client.get(offer.get_absolute_url()).status_code == 404


def test_charlie_cannot_take_over_alices_offer_with_its_form_key():
    revision = factories.published()
    _, alice = factories.browser()
    offer = factories.offer(alice, revision)
    charlie, _ = factories.browser()
    address = reverse("offers:new", args=["runway", "ml-ai-engineer"])
    assert charlie.post(address, factories.form_data(form_key=str(offer.pk), base="200k")).status_code == 404
    assert Offer.objects.get().owner == alice
    assert Offer.objects.get().terms.base == 210000


def test_charlies_list_and_scripts_hold_nothing_of_alices():
    revision = factories.published()
    _, alice = factories.browser()
    factories.openai_offer(alice)
    charlie, charles = factories.browser()
    own = factories.offer(charles, revision)
    assert "OpenAI" not in text_of(charlie.get(reverse("offers:list")))
    assert "OpenAI" not in " ".join(copyable(charlie.get(own.get_absolute_url())))


def test_private_pages_are_neither_stored_nor_indexed():
    client, owner = factories.browser()
    offer = factories.offer(owner, factories.published())
    for address in (
        reverse("offers:list"),
        offer.get_absolute_url(),
        reverse("offers:edit", args=[offer.pk]),
    ):
        response = client.get(address)
        assert "no-store" in response["Cache-Control"]
        assert "noindex" in response["X-Robots-Tag"]


def test_nothing_changes_on_get():
    client, owner = factories.browser()
    offer = factories.offer(owner, factories.published())
    for name in ("script-facts", "newer-revision", "law"):
        assert client.get(reverse(f"offers:{name}", args=[offer.pk])).status_code == 405


def test_forms_need_their_csrf_token():
    from django.test import Client

    factories.published()
    client = Client(enforce_csrf_checks=True)
    assert (
        client.post(reverse("offers:new", args=["runway", "ml-ai-engineer"]), factories.form_data()).status_code == 403
    )


# Queries


def test_the_comparison_page_takes_ten_queries_at_most(django_assert_max_num_queries):
    client, owner = factories.browser()
    offer = factories.offer(owner, factories.published(), currency="EUR")
    for number in range(12):
        factories.openai_offer(owner, employer=f"Employer {number}")
        factories.published(factories.document(company=f"Company {number}"))
    factories.warm()
    with django_assert_max_num_queries(10):
        assert client.get(offer.get_absolute_url()).status_code == 200
    # What the guide says is kept: the offers, their rounds, what is true of the candidate, and rates are asked for.
    with django_assert_max_num_queries(4):
        assert client.get(f"{offer.get_absolute_url()}").status_code == 200


def test_the_list_takes_as_many_queries_for_ten_offers_as_for_one(django_assert_max_num_queries):
    client, owner = factories.browser()
    revision = factories.published()
    for _ in range(10):
        factories.offer(owner, revision)
    factories.warm()
    with django_assert_max_num_queries(6):
        assert client.get(reverse("offers:list")).status_code == 200
    with django_assert_max_num_queries(4):
        assert client.get(f"{reverse('offers:list')}").status_code == 200


def test_the_browsers_year_starts_again_when_it_comes_back():
    client, owner = factories.browser()
    long_ago = timezone.now() - timedelta(days=300)
    Owner.objects.update(last_seen_at=long_ago)
    response = client.get(reverse("offers:list"))
    owner.refresh_from_db()
    assert owner.last_seen_at > long_ago
    assert response.cookies["leverbook_owner"]["max-age"] == 365 * 24 * 3600


def test_amounts_keep_their_cents():
    client, owner = factories.browser()
    offer = factories.offer(owner, factories.published(), base=Decimal("210000.55"))
    assert "$210,000.55" in text_of(client.get(offer.get_absolute_url()))


def compared(bands, **typed):
    """The comparison page of an offer for the first of some bands."""
    factories.published(factories.document(bands=bands))
    client, _ = factories.browser()
    data = factories.form_data(region=bands[0].region, currency=bands[0].currency, **typed)
    response = client.post(reverse("offers:new", args=["runway", "ml-ai-engineer"]), data)
    assert response.status_code == 302
    return text_of(client.get(response.url))


def test_a_band_with_only_a_total_is_compared_by_it():
    total = factories.band("Boston", base=None, equity=None, bonus=None, total=Range(D(250000), D(350000)))
    page = compared((total,))
    # 210 + 240 / 4 = 270, and (270 - 250) / (350 - 250) = 20 %
    assert "Your annual total of $270,000 is in the lower part of the band, $30,000 under its middle." in page
    assert "The guide states only a total for it" in page
    assert "Range penetration 20%" in page


def test_equity_that_can_be_read_in_two_ways_is_shown_in_both_and_not_compared():
    equity = EquityRange(D(80000), D(100000), "grant", 4, "options", period_doubtful=True)
    page = compared((factories.band("Boston", equity=equity),))
    assert (
        "Read as a whole grant over 4 years it is $20,000 to $25,000 a year; "
        "read as a year's part it is $80,000 to $100,000 a year. Until an editor has decided, neither is compared."
    ) in page
    assert "no total can be computed for its band" in page


def test_what_a_strategy_only_advises_to_ask_is_worded_to_be_said():
    advice = Part("advice", "Push for $270K base and a $55K signing bonus; accept at $245K base.")
    strategy = Lever(
        None,
        (advice,),
        asks=(
            factories.ask("base", 270000, role="target", text="$270K base"),
            factories.ask("signing", 55000, role="target", text="a $55K signing bonus"),
            factories.ask("base", 245000, role="accept", text="$245K base"),
        ),
    )
    factories.published(factories.document(strategy=strategy))
    client, owner = factories.browser()
    offer = factories.offer(owner, Revision.objects.get())
    response = client.get(offer.get_absolute_url())
    said = copyable(response)[-1]
    # The grant is what a lever asks for.
    assert "I'm looking for $270,000 base, $400,000 in equity over 4 years and a $55,000 signing bonus." in said
    assert not [text for text in copyable(response) if "245" in text]
    assert "$35,000 under the accept-at point" in text_of(response)


def test_an_offer_above_the_strategy_is_told_so():
    revision = factories.published()
    client, owner = factories.browser()
    offer = factories.offer(owner, revision, base=D(290000), equity=D(450000), signing=D(90000))
    page = text_of(client.get(offer.get_absolute_url()))
    assert "it is already at or above what the guide asks for" in page
    assert "Your offer already has what this asks for." in page
    assert not [text for text in copyable(client.get(offer.get_absolute_url())) if "270" in text]
