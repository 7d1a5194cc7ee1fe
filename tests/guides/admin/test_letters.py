"""Letters to those whose draft came back from review: to whom, what they say, and what is told where none was sent."""

from __future__ import annotations

from smtplib import SMTPServerDisconnected

import pytest
from django.contrib.auth.models import Permission, User
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.test import Client
from django.urls import reverse

from guides.editing import drafts, rights, workflow
from guides.models import Report, Revision, Right
from guides.reports.reporting import AnswerNotSentError, close
from tests import factories
from tests.page_text import text_of

pytestmark = pytest.mark.django_db

NOTE = "The bands are of last year.\nLook at Boston."
MODELS = ("revision", "guide", "right", "rightrevision")


class Away(BaseEmailBackend):
    """A mail server that is away."""

    def send_messages(self, email_messages):
        raise SMTPServerDisconnected("Connection unexpectedly closed")


def through(settings, backend: str) -> None:
    """Letters go through another backend."""
    if hasattr(settings, "MAILERS"):  # Django 6.1
        settings.MAILERS = {"default": {"BACKEND": backend, "OPTIONS": {}}}
    else:
        settings.EMAIL_BACKEND = backend


def person(name: str, *more: str, **changes) -> User:
    user = User.objects.create_user(name, **{"email": f"{name}@example.org", "is_staff": True} | changes)
    names = [f"{verb}_{model}" for verb in ("view", "change", "add") for model in MODELS]
    user.user_permissions.set(Permission.objects.filter(codename__in=[*names, *more]))
    return user


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def in_review(by: User) -> Revision:
    published = factories.published()
    draft = drafts.start_draft(published.guide, copy_of=published, by=by)
    return workflow.submit(draft, by=by)


def sent_back(revision: Revision, by: User) -> str:
    """What the desk says once it went back."""
    page = signed_in(by).post(
        reverse("admin:guides_revision_send_back", args=[revision.pk]), {"note": NOTE}, follow=True
    )
    assert Revision.objects.get(pk=revision.pk).is_draft
    return text_of(page)


def test_who_wrote_the_draft_gets_the_note_and_a_link_in_plain_text(settings):
    settings.SITE_ORIGIN = "https://leverbook.example"
    alice, bob = person("alice"), person("bob", "publish_guide")
    revision = in_review(alice)
    told = sent_back(revision, bob)
    assert "Revision 2 went back with your note. alice was told by e-mail." in told
    (letter,) = mail.outbox
    assert letter.to == ["alice@example.org"]
    assert letter.subject == f"Leverbook: revision 2 of {revision.guide} came back to you"
    assert "bob sent revision 2" in letter.body
    assert "> The bands are of last year.\n> Look at Boston." in letter.body
    assert f"https://leverbook.example/admin/guides/revision/{revision.pk}/change/" in letter.body
    assert "https://leverbook.example/admin/\n" in letter.body
    assert not letter.alternatives


def test_nobody_is_written_to_about_what_they_did_themselves():
    alice = person("alice", "publish_guide")
    told = sent_back(in_review(alice), alice)
    assert mail.outbox == []
    assert "e-mail" not in told


def test_all_who_wrote_in_it_are_told_and_none_who_left():
    alice, carol = person("alice"), person("carol")
    revision = in_review(alice)
    workflow.take_back(revision, by=alice)
    workflow.submit(revision, by=carol)
    sent_back(revision, person("bob", "publish_guide"))
    assert sorted(letter.to[0] for letter in mail.outbox) == ["alice@example.org", "carol@example.org"]
    mail.outbox.clear()
    workflow.submit(Revision.objects.get(pk=revision.pk), by=carol)
    User.objects.filter(pk=alice.pk).update(is_active=False)
    sent_back(revision, person("dave", "publish_guide"))
    assert [letter.to for letter in mail.outbox] == [["carol@example.org"]]


def test_an_editor_says_on_the_front_that_they_want_none_and_takes_it_back():
    alice, bob = person("alice"), person("bob", "publish_guide")
    client = signed_in(alice)
    assert "you get a letter to alice@example.org" in text_of(client.get("/admin/"))
    page = client.post(reverse("admin:letters"), {"letters": "no"}, follow=True)
    assert "You get no more letters about drafts." in text_of(page)
    assert "When a draft of yours comes back you get no letter." in text_of(page)
    revision = in_review(alice)
    assert "alice was not sent an e-mail: they chose to get none." in sent_back(revision, bob)
    assert mail.outbox == []
    client.post(reverse("admin:letters"), {"letters": "yes"})
    workflow.submit(Revision.objects.get(pk=revision.pk), by=alice)
    sent_back(revision, bob)
    assert len(mail.outbox) == 1


def test_looking_chooses_nothing_and_others_choose_nothing_for_one():
    alice = person("alice")
    assert signed_in(alice).get(reverse("admin:letters")).status_code == 405
    assert Client().post(reverse("admin:letters"), {"letters": "no"}).status_code == 302
    signed_in(person("bob")).post(reverse("admin:letters"), {"letters": "no"})
    assert "you get a letter to" in text_of(signed_in(alice).get("/admin/"))
    assert "letter" not in text_of(signed_in(User.objects.create_user("carol", is_staff=True)).get("/admin/"))


@pytest.mark.parametrize(
    ("backend", "why"),
    [
        ("django.core.mail.backends.dummy.EmailBackend", "this site has no mail server."),
        (f"{__name__}.Away", "the mail server didn't take it."),
    ],
)
def test_without_mail_it_goes_back_all_the_same_and_the_desk_says_that_nothing_was_sent(settings, backend, why):
    alice, bob = person("alice"), person("bob", "publish_guide")
    revision = in_review(alice)
    through(settings, backend)
    told = sent_back(revision, bob)
    assert f"alice was not sent an e-mail: {why}" in told
    assert "was told by e-mail" not in told
    assert revision.events.get(kind="sent_back").note == NOTE


def test_without_a_mail_server_the_front_says_so(settings):
    through(settings, "django.core.mail.backends.dummy.EmailBackend")
    assert "This site has no mail server" in text_of(signed_in(person("alice")).get("/admin/"))


def test_an_account_without_an_address_is_told_of():
    alice, bob = person("alice", email=""), person("bob", "publish_guide")
    assert "alice was not sent an e-mail: their account has no address." in sent_back(in_review(alice), bob)
    assert "your account has no e-mail address" in text_of(signed_in(alice).get("/admin/"))


def test_a_draft_of_a_right_that_comes_back_is_told_of_as_well():
    alice, bob = person("alice"), person("bob", "publish_guide")
    right = Right.objects.get(key="colorado-posting-range")
    draft = rights.start_draft(right, by=alice)
    rights.submit(draft, by=alice)
    page = signed_in(bob).post(
        reverse("admin:guides_rightrevision_send_back", args=[draft.pk]), {"note": "Which size?"}, follow=True
    )
    assert "alice was told by e-mail." in text_of(page)
    assert "> Which size?" in mail.outbox[0].body


def test_a_report_is_not_said_to_be_answered_where_no_mail_goes_out(settings):
    through(settings, "django.core.mail.backends.dummy.EmailBackend")
    guide = factories.published().guide
    report = Report.objects.create(
        guide=guide, revision=guide.published_revision, about="Remote US", text="Wrong", email="reader@example.org"
    )
    with pytest.raises(AnswerNotSentError, match="no mail server"):
        close(report, by=person("alice"), answer="Mended.")
    report = Report.objects.get()
    assert (report.closed_at, report.email) == (None, "reader@example.org")
