"""T1–T3 of the worked cases and the call sheet: what opens, what is answered, which letters fit what is recorded."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from offers.models import Offer
from tests.offers.words.test_plans import save
from tests.offers.words.world import candidate

pytestmark = pytest.mark.django_db


def sheet(acme):
    return acme.client.get(acme.address("brief")).context["sheet"]


def letters(acme):
    return {email.kind: email for email in acme.client.get(acme.address("counter")).context["emails"]}


@pytest.mark.parametrize(
    "opening",
    [
        "Thank you for the offer of $[X]K base, $[Y]K RSUs.",
        "Thanks for $[X]K and $[Y]K RSUs!",
        "I really appreciate the $[X]K base and the $[Y]K in RSUs.",
    ],
)
def test_t1_thanks_once_for_what_is_known(opening):
    acme = candidate(f"{opening} I'm looking for $185K base.", strategy=f"{opening} I'm asking for $185K base.")
    for text in acme.handed_out():
        assert len(re.findall(r"\b(?:[Tt]hank|[Aa]ppreciat)", text)) <= 1, text
        assert not [words for words in ("$0", "…", "[") if words in text]
    assert "Thank you for the offer of $170,000 base, $100,000 in equity over 4 years" in acme.said
    only_base = candidate(strategy=opening, equity=None, signing=None, bonus_percent=None, vesting_years=None)
    assert "Thank you for the offer of $170,000 base." in only_base.said


@pytest.mark.parametrize(
    "sentence",
    [
        "With [N] clusters in production behind me I'm looking for $185K base.",
        "Given my [N] years on call, I'd like $185K base.",
        "After [N] outages without a lost event, I'd put the base at $185K.",
    ],
)
def test_t2_an_ask_outlives_the_blank_of_its_sentence(sentence):
    acme = candidate(sentence)
    acme.settle()
    assert "I'm looking for $185,000 base." in acme.scripts
    assert not [words for words in ("[", "]", "clusters", "years on call", "outages") if words in acme.said]


def other_offers(acme):
    return next(answer.say for answer in sheet(acme).answers if "other offers" in answer.theirs)


@pytest.mark.parametrize(
    "lever",
    ["I'm looking for $185K base.", "Hooli, Globex: both above $195K.", "There's no other offer on my desk."],
)
def test_t3_what_are_your_other_offers(lever):
    acme = candidate(lever, strategy="I'm looking for $185K base.")
    assert not re.search(r"offers?\b|several|\d|\bno\b|\bnone\b|\bonly\b|elsewhere", other_offers(acme))
    acme.record()
    hooli = "I have a verbal offer from Hooli at $188,000 base and $140,000 in equity over 4 years."
    assert other_offers(acme) == hooli
    Offer.objects.filter(employer="Hooli").update(status="written")
    assert other_offers(acme) == hooli.replace("verbal", "written")


def test_t3_two_offers_are_told_as_they_are_recorded():
    acme = candidate("I'm looking for $185K base.")
    acme.record()
    acme.record(employer="Initech", status="written", base=191000, equity=None)
    said = other_offers(acme)
    assert said == (
        "I have a written offer from Initech at $191,000 base, and a verbal one from Hooli at $188,000 base and "
        "$140,000 in equity over 4 years."
    )


def test_t3_an_offer_that_is_gone_is_none():
    acme = candidate("I'm looking for $185K base.")
    other = acme.record()
    Offer.objects.filter(pk=other.pk).update(outcome="declined")
    assert "Hooli" not in other_offers(acme)
    assert "offer" not in other_offers(acme)


# To open: thanks, a reason, the ask


def test_the_reason_is_of_the_lever_that_closes_the_widest_gap():
    acme = candidate(
        "Every invoice passes through this team. I'd like a $12K signing bonus.",
        "Data engineers here carry the pager every third week. I'm looking for $190K base.",
    )
    thanks, because, ask = sheet(acme).opening
    assert because == "Data engineers here carry the pager every third week."
    assert thanks.startswith("Thank you for the offer of $170,000 base")
    assert ask == "I'm looking for $190,000 base and a $12,000 signing bonus."
    # Once signing is what is wanted most, its lever comes first; with no reason chosen, none is given.
    keys = [key for key, _ in acme.client.get(acme.address("counter")).context["form"].fields["levers"].choices]
    save(acme, ask_base="171000", ask_signing="90000", levers=keys)
    assert sheet(acme).opening[1] == "Every invoice passes through this team."
    save(acme, levers=[])
    assert sheet(acme).opening[1] == "Before I answer, I'd like to go through the terms with you."


@pytest.mark.parametrize(
    "reason",
    [
        "I've run clusters like yours for nine years.",
        "Acme's ledger, which was built in nine languages by eleven teams over thirteen years and has been moved twice "
        "since, still pays every supplier on the day that the contract names.",
        "Hooli has offered me $195K.",
        "They move fast.",
    ],
)
def test_without_a_short_reason_that_is_true_none_is_given(reason):
    opening = sheet(candidate(f"{reason} I'm looking for $185K base.")).opening
    assert opening[1:] == (
        "Before I answer, I'd like to go through the terms with you.",
        "I'm looking for $185,000 base.",
    )


def test_a_ticked_sentence_goes_before_a_fact():
    acme = candidate(
        "Data engineers here carry the pager every third week. I ran the rota at [company]. I'm looking for $185K base."
    )
    acme.settle(answers={"company": "Initrode"})
    assert sheet(acme).opening[1] == "I ran the rota at Initrode."


def test_a_recorded_offer_is_a_reason():
    acme = candidate("Hooli has offered me $195K. I'm looking for $189K base.")
    acme.record()
    said = sheet(acme).opening
    assert said[1] == "I have a verbal offer from Hooli at $188,000 base and $140,000 in equity over 4 years."


LEANS = [
    ("I cut the bill by a third. Acme's volume makes this achievable here. I'm looking for $185K base.", "achievable"),
    ("Hooli has put $195K in writing. The market supports that. I'm looking for $185K base.", "supports"),
    ("I led the move off Oracle. Few firms have this expertise. I'm looking for $185K base.", "expertise"),
    ("My team runs at 99.99 %. For a ledger such a record is rare. I'm looking for $185K base.", "rare"),
    ("We doubled throughput. But throughput alone pays no bills. I'm looking for $185K base.", "alone"),
    ("I can't go below $168K. The on-call rota justifies it. I'm looking for $185K base.", "justifies"),
]


@pytest.mark.parametrize(("says", "word"), LEANS)
def test_a_sentence_that_leans_on_what_fell_falls(says, word):
    acme = candidate(says)
    said = acme.said
    assert word not in said
    assert "I'm looking for $185,000 base." in said


@pytest.mark.parametrize(("says", "word"), LEANS[:1] + LEANS[2:3])
def test_once_the_claim_is_ticked_what_leans_on_it_stands(says, word):
    acme = candidate(says)
    acme.settle()
    assert word in acme.scripts


@pytest.mark.parametrize(
    "fact",
    [
        "At this level Acme pays for judgement.",
        "The plant runs at night, and that takes two shifts.",
        "Few companies post this role twice a year.",
    ],
)
def test_a_fact_that_points_at_the_job_stands(fact):
    assert fact in candidate(f"I ran the rota. {fact}").scripts


def test_a_grant_of_a_kind_that_isnt_known_is_weighed_against_no_signing_bonus():
    says = "I'm looking for $180K base and $140K RSUs."
    acme = candidate(says, equity=None, vesting_years=None, equity_kind="unspecified")
    answer = next(one for one in sheet(acme).answers if "signing bonus instead" in one.theirs)
    assert answer.do == "It is paid once, base every year. Name both and let them choose."
    known = candidate(says)
    answer = next(one for one in sheet(known).answers if "signing bonus instead" in one.theirs)
    # 10,000 of base with its bonus, four times, and 40,000 of RSUs.
    assert "$84,000 more at signing would be worth the same" in answer.do


# Letters


def test_more_time_names_the_day_if_there_is_one():
    acme = candidate("I'm looking for $185K base.")
    assert "By when do you need my answer?" in letters(acme)["more-time"].body
    today = timezone.localdate()
    Offer.objects.filter(pk=acme.offer.pk).update(respond_by=date(today.year + 1, 1, 15))
    body = letters(acme)["more-time"].body
    assert f"You have asked for my answer by 15 January {today.year + 1}." in body
    assert "By when" not in body
    Offer.objects.filter(pk=acme.offer.pk).update(respond_by=today - timedelta(days=1))
    assert "has passed. If the offer still stands, could I have a few more days?" in letters(acme)["more-time"].body
    assert "If the offer still stands, I'm glad to accept it." in letters(acme)["accept"].body


def test_more_time_tells_of_recorded_offers_without_names_and_figures():
    acme = candidate("I'm looking for $185K base.")
    assert "another employer" not in letters(acme)["more-time"].body
    acme.record()
    body = letters(acme)["more-time"].body
    assert "I also have a verbal offer from another employer to consider." in body
    assert not [words for words in ("Hooli", "188", "140,000") if words in body]
    acme.record(employer="Initech", status="written", base=191000)
    assert "I also have two other offers to consider, one of them in writing." in letters(acme)["more-time"].body
    Offer.objects.filter(employer="Hooli").update(outcome="declined")
    assert "I also have a written offer from another employer" in letters(acme)["more-time"].body


@pytest.mark.parametrize(
    ("status", "asks", "not_"),
    [("written", "what you need from me next", "in writing"), ("verbal", "send me the terms in writing", "need from")],
)
def test_accepting_fits_whether_the_offer_is_in_writing(status, asks, not_):
    acme = candidate("I'm looking for $185K base.", status=status)
    body = letters(acme)["accept"].body
    assert asks in body
    assert not_ not in body
    assert "Thank you for the offer of $170,000 base" in body


def test_declining_tells_of_an_accepted_offer_only_if_one_is_recorded():
    acme = candidate("I'm looking for $185K base.")
    assert "I have accepted another offer" not in letters(acme)["decline"].body
    other = acme.record()
    assert "I have accepted another offer" not in letters(acme)["decline"].body
    Offer.objects.filter(pk=other.pk).update(outcome="accepted")
    body = letters(acme)["decline"].body
    assert "I have accepted another offer, so I won't be taking it." in body
    assert "Hooli" not in body


@pytest.mark.parametrize(
    ("outcome", "kinds"), [("accepted", {"accept"}), ("declined", {"decline"}), ("withdrawn", set())]
)
def test_after_an_outcome_only_its_own_letter_is_left(outcome, kinds):
    acme = candidate("I'm looking for $185K base.")
    Offer.objects.filter(pk=acme.offer.pk).update(outcome=outcome)
    assert set(letters(acme)) == kinds
