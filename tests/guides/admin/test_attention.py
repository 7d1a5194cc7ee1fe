"""The desk's front: each number is what its link lists, and nobody is told of what they may not see."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from guides.admin.attention import attention
from guides.editing import batches, drafts, workflow
from guides.models import Acceptance, ExchangeRate, Finding, Guide, ImportItem, Location, Report, Revision, Right
from tests import factories
from tests.guides.admin.test_admin import desk
from tests.guides.admin.test_review import member
from tests.page_text import text_of

pytestmark = pytest.mark.django_db


def guide(number: int) -> Guide:
    return factories.published(factories.document(company=f"Company {number}")).guide


@pytest.fixture
def busy_desk():
    """Something of everything that the front counts, in different numbers."""
    today = timezone.localdate()
    guides = [guide(number) for number in range(7)]
    for one in guides[:2]:
        workflow.submit(drafts.start_draft(one, copy_of=one.published_revision))
    for one in guides[2:5]:
        drafts.start_draft(one, copy_of=one.published_revision)
    Guide.objects.filter(pk__in=[one.pk for one in guides[:3]]).update(review_due_on=today - timedelta(days=1))
    Guide.objects.filter(pk=guides[3].pk).update(review_due_on=today + timedelta(days=30))
    unpublished = guide(8)
    Guide.objects.filter(pk=unpublished.pk).update(review_due_on=today - timedelta(days=1))
    workflow.withdraw(unpublished)
    for one in guides[:4]:
        Report.objects.create(guide=one, revision=one.published_revision, text="The base is higher now.")
    Report.objects.create(guide=one, revision=one.published_revision, text="Seen to", closed_at=timezone.now())
    batch = batches.start("two.zip", [("a.md", b"nothing that a guide is"), ("b.md", b"\xff\xfe\x00")])
    batches.read_some(batch)
    Location.objects.filter(name__in=["Oslo", "Paris", "Madrid"]).update(needs_review=True)
    ExchangeRate.objects.all().delete()
    for currency, days in (("USD", 40), ("USD", 31), ("GBP", 30), ("SEK", 90)):
        ExchangeRate.objects.create(currency=currency, per_euro=2, on=today - timedelta(days=days), source="A bank")
    return guides


def linked(page) -> list[tuple[int, str]]:
    """Number and address of each link on the front."""
    content = page.content.decode()
    front = content[content.index('class="attention"') : content.index('class="everything"')]
    links = re.findall(r'<a href="([^"]+)">([\d,]+)', front)
    return [(int(count.replace(",", "")), address.replace("&amp;", "&")) for address, count in links]


def test_each_number_is_what_its_link_lists(busy_desk):
    client = desk(superuser=True)
    links = linked(client.get("/admin/"))
    assert len(links) > 10
    for count, address in links:
        context = client.get(address).context
        listed = context["cl"].result_count if "cl" in context else context["page"].paginator.count
        assert listed == count, address


def test_what_was_sent_back_is_what_its_author_sees_first():
    alice, bob, carol = member("alice", "Editors"), member("bob", "Publishers"), member("carol", "Editors")
    sent, other = (guide(number) for number in (1, 2))
    for one in (sent, other):
        workflow.submit(drafts.start_draft(one, copy_of=one.published_revision, by=alice[1]), by=alice[1])
    workflow.send_back(sent.draft, note="The bands are of last year.", by=bob[1])
    front = alice[0].get("/admin/")
    assert linked(front)[0] == (1, "/admin/guides/guide/?whose=sent-back")
    assert "1 draft of yours was sent back" in text_of(front)
    assert "sent back" not in text_of(carol[0].get("/admin/"))
    # Once it is in review again, or taken back by herself, it is no longer what came back.
    workflow.submit(sent.draft, by=alice[1])
    workflow.take_back(sent.draft, by=alice[1])
    assert "sent back" not in text_of(alice[0].get("/admin/"))


@pytest.mark.parametrize("two_people", [False, True])
def test_the_list_is_cut_to_whose_turn_it_is(settings, two_people):
    alice, bob = member("alice", "Editors"), member("bob", "Publishers")
    mine, bobs, in_review = (guide(number) for number in (1, 2, 3))
    settings.TWO_PERSON_REVIEW = two_people
    drafts.start_draft(mine, copy_of=mine.published_revision, by=alice[1])
    workflow.submit(drafts.start_draft(bobs, copy_of=bobs.published_revision, by=bob[1]), by=bob[1])
    workflow.submit(drafts.start_draft(in_review, copy_of=in_review.published_revision, by=alice[1]), by=alice[1])

    def listed(client, whose: str) -> set:
        return set(client.get("/admin/guides/guide/", {"whose": whose}).context["cl"].queryset)

    assert listed(alice[0], "mine") == {mine}
    assert listed(alice[0], "waiting") == set()
    assert listed(bob[0], "mine") == set()
    # Where two people look at what goes on the site, nobody decides on what they wrote.
    assert listed(bob[0], "waiting") == ({in_review} if two_people else {in_review, bobs})


def test_the_front_says_in_a_sentence_what_waits(busy_desk):
    told = text_of(desk(superuser=True).get("/admin/"))
    unknown = Location.objects.filter(needs_review=True).count()
    for sentence in (
        "2 drafts wait for review",
        "4 readers' reports are open",
        "3 guides are overdue for a review",
        "1 import holds refused texts",
        f"{unknown} regions are unknown",
        "2 exchange rates are older than 30 days",
        "1 guide falls due within 30 days",
        "3 drafts are open",
        "3 guides have no date for their next review",
    ):
        assert sentence in told, sentence


def test_an_empty_desk_says_so():
    ExchangeRate.objects.all().delete()
    Location.objects.update(needs_review=False)
    Right.objects.update(checked_on=timezone.localdate())
    assert "Nothing waits for you." in text_of(desk(superuser=True).get("/admin/"))


def test_what_an_editor_found_to_be_fine_is_not_counted(busy_desk):
    findings = Finding.objects.on_desk()
    before = findings.open().count()
    found = findings.filter(revision__guide=busy_desk[0]).first()
    acceptance = Acceptance.objects.create(
        guide=busy_desk[0], code=found.code, message=found.message, reason="It is what they pay."
    )
    Finding.objects.filter(pk=found.pk).update(acceptance=acceptance)
    client = desk(superuser=True)
    assert sum(count for count, address in linked(client.get("/admin/")) if "/finding/" in address) == before - 1
    assert client.get("/admin/guides/finding/?settled=yes").context["cl"].result_count == 1


def test_a_settled_refusal_is_not_counted(busy_desk):
    ImportItem.objects.update(settled=True)
    assert "refused texts" not in text_of(desk(superuser=True).get("/admin/")).split("Everything")[0]


def test_findings_of_what_is_superseded_are_not_counted(busy_desk):
    published = busy_desk[4].published_revision
    draft = busy_desk[4].draft
    Finding.objects.filter(revision=draft).delete()
    assert Finding.objects.filter(revision=published).exists()
    assert not Finding.objects.on_desk().filter(revision__in=[published, draft]).exists()
    assert Revision.objects.on_desk().get(guide=busy_desk[4]) == draft


@pytest.mark.parametrize("model", ["guide", "report", "importbatch", "location", "exchangerate", "finding"])
def test_nobody_is_told_of_what_they_may_not_see(busy_desk, model):
    models = {"guide", "report", "importbatch", "location", "exchangerate", "finding"}
    # Reports hold addresses of readers: to view them takes the permission to deal with them.
    permissions = {one: "change_report" if one == "report" else f"view_{one}" for one in models}
    everything = desk(*permissions.values())
    without = desk(*(permissions[one] for one in models - {model}))
    told = {address.split("/guides/")[1].split("/")[0] for _, address in linked(everything.get("/admin/"))}
    told_without = {address.split("/guides/")[1].split("/")[0] for _, address in linked(without.get("/admin/"))}
    assert told == models
    assert told_without == models - {model}


def test_the_front_takes_few_queries(busy_desk, django_assert_max_num_queries):
    client, user = member("alice", "Editors")
    client.get("/admin/")
    # Who is signed in takes three, what waits nine, and whether letters are wanted one.
    with django_assert_max_num_queries(13):
        client.get("/admin/")
    user.user_permissions.all()
    with django_assert_max_num_queries(9):
        attention(user, today=timezone.localdate())
