"""Readers' reports: from the link beside a row to the answer of an editor."""

from __future__ import annotations

import gzip
import re
from datetime import timedelta
from html import unescape

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from guides.editing import drafts, workflow
from guides.models import Report
from tests import factories
from tests.guides.admin.test_admin import change, desk, move
from tests.html_forms import flat, form_of
from tests.page_text import text_of
from tests.test_settings import PRODUCTION, manage

pytestmark = pytest.mark.django_db

GUIDE = "/guides/runway/ml-ai-engineer/"
REPORT = f"{GUIDE}report/"
LIST = "/admin/guides/report/"


@pytest.fixture
def revision():
    return factories.published()


def send(client: Client, about: str = "bands/0", *, address: str = "192.0.2.1", forwarded: str = "", **typed):
    """Open the form and send it, as somebody at a network address would."""
    where = REPORT + (f"?about={about}" if about else "")
    data = form_of(client.get(where)) | {"text": "The base is lower now."} | typed
    headers = {"x-forwarded-for": forwarded} if forwarded else {}
    return client.post(where, data, REMOTE_ADDR=address, headers=headers)


def report(revision, **changes) -> Report:
    told = {"place": "bands/1", "about": "Remote US", "text": "The base is lower now.", "email": "reader@example.org"}
    return Report.objects.create(guide=revision.guide, revision=revision, **told | changes)


def keeper() -> Client:
    return desk("change_report", "view_report", "change_revision", "view_guide", "view_revision")


# The guide's page


def test_each_section_and_the_guide_have_one_quiet_link_with_a_name_of_its_own(revision):
    page = Client().get(GUIDE)
    html = flat(page)
    links = dict(re.findall(rf'<a class="wrong" rel="nofollow" href="{REPORT}([^"]*)">(.*?)</a>', html))
    names = {unescape(re.sub(r"<[^>]+>", "", name)) for name in links.values()}
    assert set(links) == {"", "?about=bands", "?about=levers", "?about=strategy"}
    assert len(names) == len(links)
    assert "Something wrong here? About the pay bands" in names
    assert "csrf" not in html
    assert Client().get(GUIDE).content == page.content


def test_rows_of_one_place_are_told_apart_by_their_level():
    bands = (factories.band(level="L4"), factories.band(level="L5"))
    factories.published(factories.document(bands=bands))
    html = flat(Client().get(f"{REPORT}?about=bands"))
    assert '<a rel="nofollow" href="?about=bands/0">New York City · L4</a>' in html
    assert '<a rel="nofollow" href="?about=bands/1">New York City · L5</a>' in html
    assert "Which of these is it?" not in text_of(Client().get(f"{REPORT}?about=bands/1"))


def test_of_a_section_with_one_row_that_row_is_meant_and_of_several_the_whole_guide_until_one_is_chosen():
    factories.published(factories.document(bands=(factories.band(),)))
    assert "Which of these is it?" not in text_of(Client().get(f"{REPORT}?about=bands"))
    data = form_of(Client().get(f"{REPORT}?about=bands")) | {"text": "Too low."}
    Client().post(f"{REPORT}?about=bands", data)
    data = form_of(Client().get(f"{REPORT}?about=levers")) | {"text": "Old arguments."}
    Client().post(f"{REPORT}?about=levers", data)
    assert dict(Report.objects.values_list("text", "place")) == {"Too low.": "bands/0", "Old arguments.": ""}


def test_a_guide_of_sixty_bands_and_twenty_levers_stays_light(django_assert_num_queries):
    bands = tuple(
        factories.band(f"Place {number}", base=factories.Range(factories.D(150_000 + 777 * number), None))
        for number in range(60)
    )
    lever = factories.document().levers[1]
    levers = tuple(type(lever)(f"Argument {number}", lever.parts, asks=lever.asks) for number in range(20))
    factories.published(factories.document(bands=bands, levers=levers))
    # Six for the page, one for the law: what isn't committed yet isn't kept.
    with django_assert_num_queries(7):
        page = Client().get(GUIDE, headers={"accept-encoding": "gzip"})
    assert len(page.content) < 15_000
    assert gzip.decompress(page.content).count(b'class="wrong"') == len(["bands", "levers", "strategy", "guide"])


# The form


@pytest.mark.parametrize(
    ("about", "words"),
    [
        ("bands/1", ["Remote US", "$176,000", "$215,500"]),  # 176,000 + 158,000 ÷ 4
        ("levers/1", ["Revenue", "Better models sell more seats.", "base $270,000 a year"]),
        ("strategy", ["Strategy", "To join: $270K base"]),
    ],
)
def test_the_form_shows_what_it_is_about(revision, about, words):
    response = Client().get(f"{REPORT}?about={about}")
    page = text_of(response)
    for word in words:
        assert word in page
    assert len(re.findall(r"<h1\b", response.content.decode())) == 1
    assert "no-store" in response["Cache-Control"]
    assert 'name="robots" content="noindex' in response.content.decode()


@pytest.mark.parametrize(
    "about", ["", "bands/2", "bands/-1", "bands/١", "bands", "levers/9", "nonsense", "%00", "x" * 999]
)
def test_an_unknown_place_is_the_whole_guide(revision, about):
    client = Client()
    assert "What is wrong with this guide?" in text_of(client.get(f"{REPORT}?about={about}"))
    assert send(client, about).status_code == 302
    told = Report.objects.get()
    assert (told.place, told.about) == ("", "")


def test_a_guide_that_is_not_on_the_site_takes_no_reports(revision):
    client = Client()
    data = form_of(client.get(REPORT)) | {"text": "Wrong."}
    for address in (f"{GUIDE}thanks/report/", "/guides/runway/nobody/report/", "/guides/nobody/nothing/report/"):
        assert client.get(address).status_code == 404
    workflow.withdraw(revision.guide)
    assert client.get(REPORT).status_code == 404
    assert client.get(f"{REPORT}thanks/").status_code == 404
    assert client.post(REPORT, data).status_code == 404
    assert not Report.objects.exists()


def test_a_report_is_stored_with_its_place_and_the_reader_thanked(revision):
    client = Client()
    response = send(client, "bands/1", text=" It is less:\r\nsee [their] page \r\n", email="reader@example.org")
    assert (response.status_code, response.url) == (302, f"{REPORT}thanks/")
    assert "Thank you" in text_of(client.get(response.url))
    told = Report.objects.get()
    assert (told.guide, told.revision, told.place, told.about) == (revision.guide, revision, "bands/1", "Remote US")
    assert (told.text, told.email, told.closed_at) == ("It is less:\nsee [their] page", "reader@example.org", None)


def test_a_report_is_about_the_revision_that_its_form_showed(revision):
    client = Client()
    data = form_of(client.get(f"{REPORT}?about=bands/0")) | {"text": "Wrong."}
    draft = drafts.start_draft(revision.guide, copy_of=revision)
    draft.bands.filter(position=0).update(region="Boston")
    workflow.publish(draft)
    client.post(f"{REPORT}?about=bands/0", data)
    told = Report.objects.get()
    assert (told.revision, told.about) == (revision, "New York City")


@pytest.mark.parametrize("number", ["", "7", "x", "9" * 40, "-1"])
def test_a_revision_that_was_never_published_is_not_taken(revision, number):
    drafts.start_draft(revision.guide, copy_of=revision)
    assert send(Client(), revision=number).status_code == 302
    assert send(Client(), revision="2", text="Another.").status_code == 302
    assert set(Report.objects.values_list("revision", flat=True)) == {revision.pk}


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"text": " \n"}, "Please say in a few words what is wrong."),
        ({"text": "x" * 2001}, "at most 2000 characters"),
        ({"text": "nul \0"}, "Null characters"),
        ({"email": "nobody"}, "valid email address"),
    ],
)
def test_what_cannot_be_taken_is_told_and_kept(revision, typed, message):
    response = send(Client(), **{"email": "reader@example.org"} | typed)
    assert response.status_code == 422
    assert message in text_of(response)
    kept = form_of(response)
    if "email" in typed:
        assert kept["text"] == ["The base is lower now."]
    else:
        assert kept["email"] == ["reader@example.org"]
    assert not Report.objects.exists()


def test_two_thousand_characters_may_stand_in_lines(revision):
    assert send(Client(), text="\r\n".join(["x" * 39] * 50)).status_code == 302  # 50 × 39 + 49 line ends
    assert len(Report.objects.get().text) == 1999


def test_words_are_shown_as_they_are_and_never_as_markup(revision):
    client = Client()
    response = send(client, text="<script>alert(1)</script> **bold**", email="nobody")
    assert "<script>alert" not in response.content.decode()
    told = report(revision, text="<script>alert(1)</script>\n**bold** [x](javascript:alert(1))", about="<b>x</b>")
    for address in (LIST, change(told), move(told, "close")):
        html = keeper().get(address).content.decode()
        assert "<script>alert" not in html
        assert "<b>x</b>" not in html
        assert "&lt;script&gt;alert(1)" in html
        assert "**bold**" in html


def test_machines_that_fill_in_everything_are_thanked_and_forgotten(revision):
    response = send(Client(), leave_blank="https://spam.example")
    assert response.url == f"{REPORT}thanks/"
    assert not Report.objects.exists()


def test_a_form_needs_its_token(revision):
    client = Client(enforce_csrf_checks=True)
    assert client.post(REPORT, {"text": "Wrong."}).status_code == 403
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', client.get(REPORT).content.decode())[1]
    assert client.post(REPORT, {"text": "Wrong.", "csrfmiddlewaretoken": token}).status_code == 302
    assert Report.objects.count() == 1


# Once, and not too often


def test_the_same_words_within_an_hour_are_one_report(revision):
    client = Client()
    for _ in range(8):
        assert send(client).status_code == 302
    assert Report.objects.count() == 1
    send(client, "bands/1")
    send(client, text="Something else.")
    send(client, email="reader@example.org")
    assert Report.objects.count() == 4
    Report.objects.update(created_at=timezone.now() - timedelta(minutes=61))
    send(client)
    assert Report.objects.count() == 5


def test_five_reports_an_hour_and_then_what_was_typed_is_kept(revision):
    client = Client()
    for number in range(5):
        assert send(client, text=f"Wrong {number}").status_code == 302
    response = send(client, text="Wrong again", email="reader@example.org")
    assert response.status_code == 429
    assert response["Retry-After"] == "3600"
    assert "Please send it again in an hour" in text_of(response)
    kept = form_of(response)
    assert (kept["text"], kept["email"]) == (["Wrong again"], ["reader@example.org"])
    assert Report.objects.count() == 5
    assert send(client, text="Wrong 0").status_code == 302  # what was stored already is no new one
    assert send(client, text="Wrong again", address="192.0.2.2").status_code == 302
    assert Report.objects.count() == 6


def test_limits_of_a_day_say_tomorrow(revision, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"report_day": "2/d/ip", "reports_of_all": "3/d/key"}
    for number in range(2):
        assert send(Client(), text=f"Wrong {number}").status_code == 302
    response = send(Client(), text="Wrong again")
    assert (response.status_code, response["Retry-After"]) == (429, "86400")
    assert "Please send it again tomorrow" in text_of(response)
    assert send(Client(), text="From another", address="192.0.2.2").status_code == 302
    assert send(Client(), text="From a third", address="192.0.2.3").status_code == 429
    assert Report.objects.count() == 3


def test_the_limits_are_five_an_hour_twenty_a_day_and_three_hundred_of_all(settings):
    limits = {name: limit for name, limit in settings.ACCOUNT_RATE_LIMITS.items() if name.startswith("report")}
    assert limits == {"report_hour": "5/h/ip", "report_day": "20/d/ip", "reports_of_all": "300/d/key"}


def test_without_a_proxy_a_forged_address_does_not_get_around_the_limit(revision):
    codes = [
        send(Client(), text=f"Wrong {number}", forwarded=f"198.51.100.{number}").status_code for number in range(6)
    ]
    assert codes == [302] * 5 + [429]


def test_behind_a_proxy_the_address_that_the_proxy_sets_counts(revision, settings):
    settings.ALLAUTH_TRUSTED_CLIENT_IP_HEADER = "Visitor"
    sender = {"HTTP_VISITOR": "203.0.113.7"}
    forged = [
        send(Client(**sender), text=f"Wrong {number}", forwarded=f"198.51.100.{number}").status_code
        for number in range(6)
    ]
    assert forged == [302] * 5 + [429]
    assert send(Client(HTTP_VISITOR="203.0.113.8"), text="Wrong 9").status_code == 302


@pytest.mark.parametrize(("said", "header"), [("1", "Visitor"), ("2", "Visitor"), ("0", "None")])
def test_the_setting_for_a_proxy_is_what_makes_it_trusted(said, header):
    code = "from allauth import app_settings; print('trusted', app_settings.TRUSTED_CLIENT_IP_HEADER)"
    assert f"trusted {header}" in manage("shell", "-c", code, **PRODUCTION | {"BEHIND_PROXY": said}).stdout


# The desk


def test_the_list_has_the_open_ones_unless_others_are_asked_for(revision):
    report(revision, text="This is open")
    report(revision, text="This is closed", closed_at=timezone.now(), email="")
    client = keeper()
    for query, is_open, is_closed in (("", True, False), ("?state=closed", False, True), ("?state=all", True, True)):
        page = text_of(client.get(LIST + query))
        assert ("This is open" in page, "This is closed" in page) == (is_open, is_closed)
    assert "This is open" in text_of(client.get(f"{LIST}?q=remote"))
    assert "This is open" not in text_of(client.get(f"{LIST}?q=elsewhere"))


def test_the_list_takes_twelve_queries_at_most(revision, django_assert_max_num_queries):
    for number in range(30):
        made = factories.published(factories.document(company=f"Company {number}"))
        report(made, text=f"Wrong {number}")
    client = keeper()
    with django_assert_max_num_queries(12):
        assert client.get(LIST).status_code == 200


def test_a_report_shows_the_row_as_it_was_and_leads_to_where_it_can_be_mended(revision):
    told = report(revision)
    client = keeper()
    page = client.get(change(told))
    assert "$176,000" in text_of(page)
    assert "reader@example.org" in text_of(page)
    links = re.findall(r'href="([^"]+)"', page.content.decode())
    assert move(revision.guide, "new-draft") in links
    assert GUIDE in links
    assert move(told, "close") in links

    draft = drafts.start_draft(revision.guide, copy_of=revision)
    page = client.get(change(told)).content.decode()
    assert f'href="{change(draft).partition("?")[0]}?open=bands#bands-1"' in page
    assert move(revision.guide, "new-draft") not in page

    draft.bands.filter(position=0).delete()
    assert f'href="{change(draft).partition("?")[0]}?open=bands#bands-0"' in client.get(change(told)).content.decode()
    draft.bands.all().delete()
    assert f'href="{change(draft).partition("?")[0]}"' in client.get(change(told)).content.decode()


@pytest.mark.parametrize("place", ["", "levers/0", "strategy", "bands/99"])
def test_reports_about_anything_open(revision, place):
    told = report(
        revision, place=place, about={"levers/0": "Scarcity premium", "strategy": "the strategy"}.get(place, "")
    )
    draft = drafts.start_draft(revision.guide, copy_of=revision)
    html = keeper().get(change(told)).content.decode()
    anchors = {"levers/0": "?open=levers#levers-0", "strategy": "?open=strategy#strategy-0"}
    assert f'href="{change(draft).partition("?")[0]}{anchors.get(place, "")}' in html


def test_closing_with_an_answer_sends_it_and_forgets_the_address(revision):
    told = report(revision)
    client = keeper()
    confirm = client.get(move(told, "close"))
    assert "Your answer is sent to reader@example.org." in text_of(confirm)
    assert Report.objects.open().count() == 1
    assert mail.outbox == []
    response = client.post(
        move(told, "close"), form_of(confirm) | {"answer": "You are right,\nthank you."}, follow=True
    )
    assert "The answer was sent, and the report is closed." in text_of(response)
    (sent,) = mail.outbox
    assert sent.to == ["reader@example.org"]
    assert "Runway · ML/AI Engineer" in sent.subject
    assert "> The base is lower now." in sent.body
    assert "You are right,\nthank you." in sent.body.replace("\r\n", "\n")
    told.refresh_from_db()
    assert told.email == ""
    assert told.closed_by.username.startswith("staff")
    assert told.closed_at
    assert told.answered_at
    assert "thank you." in text_of(client.get(change(told)))


def test_closing_twice_answers_once(revision):
    told = report(revision)
    client = keeper()
    data = form_of(client.get(move(told, "close"))) | {"answer": "Thank you."}
    client.post(move(told, "close"), data)
    closed_at = Report.objects.get().closed_at
    again = client.post(move(told, "close"), data | {"answer": "Something else"}, follow=True)
    assert "closed already" in text_of(again)
    assert "closed already" in text_of(client.get(move(told, "close"), follow=True))
    assert len(mail.outbox) == 1
    assert (Report.objects.get().closed_at, Report.objects.get().answer) == (closed_at, "Thank you.")


@pytest.mark.parametrize(("email", "answer"), [("reader@example.org", ""), ("", "Done in revision 2."), ("", "")])
def test_closing_without_anybody_to_answer_or_anything_to_say_sends_nothing(revision, email, answer):
    told = report(revision, email=email)
    keeper().post(move(told, "close"), {"answer": answer})
    told.refresh_from_db()
    assert mail.outbox == []
    assert (told.email, told.answer, told.answered_at) == ("", answer, None)
    assert told.closed_at


def test_a_mail_server_that_fails_leaves_the_report_open_and_the_answer_typed(revision, settings):
    # A port of this machine at which nobody listens.
    smtp, host, port = "django.core.mail.backends.smtp.EmailBackend", "127.0.0.1", 1
    if hasattr(settings, "MAILERS"):  # Django 6.1
        settings.MAILERS = {"default": {"BACKEND": smtp, "OPTIONS": {"host": host, "port": port}}}
    else:
        settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = smtp, host, port
    told = report(revision)
    response = keeper().post(move(told, "close"), {"answer": "A long answer."})
    assert response.status_code == 200
    assert "couldn't be sent" in text_of(response)
    assert form_of(response)["answer"] == ["A long answer."]
    told.refresh_from_db()
    assert (told.closed_at, told.email, told.answer) == (None, "reader@example.org", "")


def test_reports_need_the_permission_to_deal_with_them(revision):
    told = report(revision)
    without = desk("view_report", "add_report", "delete_report", "view_guide", "change_revision")
    for address in (LIST, change(told), move(told, "close")):
        assert without.get(address).status_code == 403
        assert Client().get(address).status_code == 302
    assert without.post(move(told, "close"), {"answer": "Thanks"}).status_code == 403
    assert "Reports" not in text_of(without.get("/admin/"))
    allowed = desk("change_report")
    for address in (LIST, change(told), move(told, "close")):
        assert allowed.get(address).status_code == 200
    assert Report.objects.open().count() == 1
    assert mail.outbox == []


def test_nobody_writes_changes_or_deletes_a_report_by_hand(revision):
    told = report(revision)
    client = desk(superuser=True)
    assert client.get(f"{LIST}add/").status_code == 403
    assert client.post(change(told), {"text": "Something else"}).status_code == 403
    assert client.post(move(told, "delete"), {"post": "yes"}).status_code == 403
    assert Report.objects.get().text == "The base is lower now."


def test_nothing_of_a_report_is_public(revision):
    report(revision, text="A secret of the reader's")
    for address in (GUIDE, REPORT, f"{REPORT}?about=bands/1", f"{REPORT}thanks/", "/"):
        html = Client().get(address).content.decode()
        assert "A secret of the reader" not in html
        assert "reader@example.org" not in html
