"""V1–V13 of the worked cases, each with other sentences of its kind: what of a guide's words a candidate is handed."""

from __future__ import annotations

import pytest

from offers.models import Offer
from tests.offers.words.world import candidate

pytestmark = pytest.mark.django_db

FACTS = [
    "Acme's customers pay for fresh data, and the pipelines decide how fresh it is.",
    "Data engineers here carry the pager every third week.",
    "Every invoice that Acme prints has passed through two of these pipelines.",
    "The on-call rota of this team covers nine services.",
    "A schema change at Acme reaches four hundred jobs before lunch.",
]
OTHERS_PAY = [
    "Hooli pays data engineers $195K.",
    "Data engineers at Globex earn $195K.",
    "The band for this job at Initech tops out at $195K.",
    "Hooli's data engineers start at $195K.",
]
OFFERS = [
    "Holding Initech at $195K base.",
    "Initech is at $195K / $120K RSU.",
    "Two other teams want me at $205K.",
    "What I see elsewhere starts at $195K.",
    "My alternatives are near $205K.",
    "Hooli, Globex: both above $195K.",
    "If Hooli comes back at $205K, I'd have to think.",
    # Others of the kind.
    "Globex came in at $195K.",
    "There's a second team that would pay $205K.",
    "A competitor put $195K in front of me.",
    "Initech wants me for $195K.",
    "I've got $205K on the table from Initech.",
    "Elsewhere the number is $195K.",
    "A rival shop is ready to go to $205K.",
    "The paper from Globex says $195K.",
    "Somebody else is prepared to pay $205K.",
    "My other conversation has reached $205K.",
    "Initech: $195K, signed and dated.",
    "I could be at Globex for $205K on Monday.",
]
SPEAKER = [
    "There's no other offer on my desk.",
    "Nobody else has made me an offer.",
    "I make $182K where I am.",
    "I currently take home $182K.",
    "My pay today is $182K.",
    "Nine years of streaming, three of them leading.",
    "My thesis was on your join algorithm.",
    "Having run [number] clusters, I know what breaks.",
    "We cut the bill by a third at [company].",
    "Half a million in unvested stock stays behind.",
    "Acme is my first choice.",
    # Others of the kind.
    "A decade in payments, half of it on call.",
    "Two patents on stream joins carry my name.",
    "Led the move off Oracle for [number] teams.",
    "A notice period of three months comes with me.",
    "Kafka since its first release.",
    "Known for untangling other people's pipelines.",
    "Came up through support, so outages hold no terror.",
]
UNSETTLED = [
    "We both know what this is worth.",
    "You know that my pipelines don't fail.",
    "Globex built its lead on exactly this.",
    # Others of the kind.
    "Between us, that is a steal.",
    "You've seen what my code does.",
    "Initech ships this twice a week.",
]
LIMITS = [
    "I can't go below $165K.",
    "Under $165K I'd have to pass.",
    "$168K is where I'd still say yes.",
    # Others of the kind.
    "Anything under $165K and I walk.",
    "My bottom line is $168K.",
    "I couldn't accept less than $165K.",
    "At $168K I'd still shake hands.",
    "Less than $165K would not be worth the move.",
]
PROMISES = [
    "At $185K I'd sign this afternoon.",
    "Make it $185K and I'm in.",
    "For $185K base you'd have my signature today.",
]
ADVICE = [
    "Say this only once they have named the level.",
    "Ask for $185K, then stop talking.",
    # Others of the kind.
    "Wait for them to speak first.",
    "Name $185K and be silent.",
    "Don't mention the on-call rota before the second call.",
]


@pytest.mark.parametrize("sentence", FACTS)
def test_a_fact_is_said(sentence):
    assert sentence in candidate(sentence).scripts


@pytest.mark.parametrize("sentence", OTHERS_PAY)
def test_what_others_pay_is_no_fact_to_say(sentence):
    acme = candidate(sentence)
    assert "195" not in acme.said
    acme.record()
    said = acme.said
    assert "I have a verbal offer from Hooli at $188,000 base and $140,000 in equity over 4 years." in said
    assert "195" not in said


@pytest.mark.parametrize("sentence", OFFERS)
def test_a_claim_of_an_offer_is_made_from_recorded_ones_alone(sentence):
    acme = candidate(sentence, "I'm looking for $185K base.")
    said = acme.said
    assert not [words for words in ("Initech", "Globex", "Hooli", "195", "205", "elsewhere") if words in said]
    acme.record()
    acme.settle()
    said = acme.said
    assert not [words for words in ("Initech", "Globex", "195", "205", "elsewhere") if words in said]
    assert "written offer from Hooli" not in said
    scripts = acme.scripts
    assert scripts.count("I have a verbal offer from Hooli at $188,000 base and $140,000 in equity over 4 years.") >= 1


@pytest.mark.parametrize(
    ("sentences", "theirs"),
    [
        ("Hooli has offered me $195K. Their team is smaller. I'd still rather build yours. "
         "To match them I'd need $185K base.", ("Their", "them", "match", "still", "195")),
        ("Globex has put $195K in writing. It's closer to home. I'd prefer your problem all the same. "
         "Matching it takes $185K base.", ("closer", "Matching", "all the same", "195", "Globex")),
        ("Two firms are at $195K. Both have signed. Neither has your data. To beat both I'd want $185K base.",
         ("Both", "Neither", "beat", "195")),
    ],
)  # fmt: skip
def test_what_leans_on_an_offer_falls_with_it(sentences, theirs):
    acme = candidate(sentences)
    said = acme.said
    assert "$185,000 base" in said
    assert not [words for words in theirs if words in said]


@pytest.mark.parametrize("sentence", SPEAKER)
def test_what_is_about_the_speaker_needs_a_tick_of_its_own(sentence):
    acme = candidate(sentence, "Data engineers here carry the pager every third week.")
    said = acme.said
    assert sentence.strip(".") not in said
    assert "182" not in said
    assert "[" not in said


@pytest.mark.parametrize("sentence", [words for words in SPEAKER if "offer" not in words and "182" not in words])
def test_once_ticked_it_is_said_with_its_blanks_filled(sentence):
    acme = candidate(sentence)
    acme.settle(answers={"number": "12", "company": "Initrode"})
    assert sentence.replace("[number]", "12").replace("[company]", "Initrode") in acme.scripts


@pytest.mark.parametrize("sentence", SPEAKER[:2])
def test_that_there_is_no_other_offer_is_never_said_while_one_is_recorded(sentence):
    acme = candidate(sentence)
    acme.settle()
    acme.record()
    assert sentence not in acme.said


@pytest.mark.parametrize("sentence", SPEAKER[2:5])
def test_present_pay_is_that_of_the_recorded_job_once_ticked(sentence):
    acme = candidate(sentence)
    acme.settle()
    assert "182" not in acme.said
    # In New York an employer may not ask for it: the candidate names it all the same.
    Offer.objects.filter(pk=acme.offer.pk).update(names_pay=True)
    acme.record(employer="Initrode", kind="current", base=151000, status="written")
    assert "My current base is $151,000." in acme.scripts
    assert "182" not in acme.said


@pytest.mark.parametrize(
    ("sentence", "own"),
    [
        ("Few people have run this at scale, and I have.", "and I have"),
        ("Hardly anybody has tuned this at volume, which I did for years.", "I did"),
        ("At this scale most tools break, and mine held.", "mine held"),
    ],
)
def test_of_half_a_fact_no_more_than_that_half_is_said(sentence, own):
    acme = candidate(sentence)
    assert own not in acme.said
    acme.settle()
    assert sentence in acme.scripts


@pytest.mark.parametrize("sentence", UNSETTLED)
def test_what_is_not_settled_needs_a_tick(sentence):
    acme = candidate(sentence)
    assert sentence.strip(".") not in acme.said


@pytest.mark.parametrize("sentence", LIMITS)
def test_a_limit_is_never_said(sentence):
    acme = candidate(sentence, "I'm looking for $185K base.")
    for _ in range(2):
        said = acme.said
        assert not [amount for amount in ("165", "168") if amount in said]
        acme.settle()


@pytest.mark.parametrize("sentence", PROMISES)
def test_a_promise_is_made_once_when_ticked_and_something_is_asked(sentence):
    acme = candidate(sentence, "Data engineers here carry the pager every third week.")
    script = acme.scripts
    assert "I'm looking for $185,000 base." in script
    assert not [words for words in ("sign", "I'm in", "afternoon", "today") if words in script]
    acme.settle()
    assert acme.scripts.count("I'm ready to sign") == 1
    nothing_asked = candidate(sentence, base=230000, equity=180000, signing=40000)
    nothing_asked.settle()
    assert "sign." not in nothing_asked.scripts


@pytest.mark.parametrize("sentence", ADVICE)
def test_advice_is_not_spoken(sentence):
    said = candidate(sentence, "I'm looking for $185K base.").said
    assert not [words for words in ("stop talking", "silent", "Say this", "Wait for", "Don't mention") if words in said]
