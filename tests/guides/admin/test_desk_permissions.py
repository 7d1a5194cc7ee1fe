"""Every address of the desk, by staff without any permission, and by staff who may only look."""

from __future__ import annotations

import pytest

from guides.editing import batches, drafts
from guides.models import Event, ExchangeRate, Guide, ImportItem, Report, Revision
from tests import factories
from tests.guides.admin.test_admin import MODELS, desk
from tests.signin.staff import desk_addresses

pytestmark = pytest.mark.django_db

# For everybody who is let in: the front, one's own way out and password, a list of words for the calendar.
FOR_ALL = {
    "/admin/",
    "/admin/logout/",
    "/admin/password_change/",
    "/admin/password_change/done/",
    "/admin/login/",
    "/admin/jsi18n/",
}
LOOKING = tuple(f"view_{model}" for model in (*MODELS, "finding", "event", "importbatch"))


@pytest.fixture
def something_of_everything():
    """So that address number 1 is there for most kinds of records."""
    revision = factories.published()
    drafts.start_draft(revision.guide, copy_of=revision)
    batch = batches.start("texts", [("a.md", b"nothing")])
    batches.read_some(batch)
    Report.objects.create(guide=revision.guide, revision=revision, text="It is wrong.")


def state() -> tuple:
    """What a forbidden request could have changed."""
    return (
        list(Guide.objects.values_list()),
        list(Revision.objects.values_list("pk", "status", "changed_at")),
        Event.objects.count(),
        ExchangeRate.objects.count(),
        list(Report.objects.values_list("closed_at")),
        list(ImportItem.objects.values_list("outcome", "chosen", "stored", "settled")),
    )


def addresses_of_records() -> list[str]:
    found = sorted(address for address in set(desk_addresses()) if address not in FOR_ALL)
    assert len(found) > 70
    return found


def test_staff_without_permissions_gets_nothing_at_any_address(something_of_everything):
    client, before = desk(), state()
    for address in addresses_of_records():
        for response in (client.get(address), client.post(address, {"post": "yes", "confirm": "yes", "note": "x"})):
            assert response.status_code in {302, 403, 404, 405}, (address, response.status_code)
            if response.status_code == 302:
                # A path without its slash, or what isn't there; never a page's success.
                leads_on = response.url in FOR_ALL or client.get(response.url).status_code in {302, 403, 404, 405}
                assert leads_on, (address, response.url)
    assert state() == before


def test_who_may_only_look_changes_nothing_at_any_address(something_of_everything):
    client, before = desk(*LOOKING), state()
    data = {"post": "yes", "confirm": "yes", "note": "x", "seen_at": "", "do": "import", "_save": "1", "reason": "x"}
    for address in addresses_of_records():
        response = client.post(address, data)
        assert response.status_code in {200, 302, 403, 404, 405, 422}, (address, response.status_code)
    assert state() == before


def test_looking_changes_nothing_for_whoever_may_do_everything(something_of_everything):
    client, before = desk(superuser=True), state()
    for address in addresses_of_records():
        assert client.get(address).status_code in {200, 302, 403, 404, 405}, address
    assert state() == before


@pytest.mark.parametrize(
    "address",
    [
        "/admin/guides/guide/add/?role=2026-13-45&company=x",
        "/admin/guides/role/add/?company=None",
        "/admin/login/?next=x",
        "/admin/login/?next=guides:home",
    ],
)
def test_an_address_that_somebody_made_up_is_no_error_of_the_server(address):
    client = desk(superuser=True)
    assert client.get(address).status_code in {200, 302}


@pytest.mark.parametrize("model", ["guide", "role"])
def test_a_picker_that_is_sent_anything_says_so(model):
    client = desk(superuser=True)
    answer = client.post(f"/admin/guides/{model}/add/", {"company": "True", "role": "-1", "name": "x"})
    assert answer.status_code == 200
    assert "Select a valid choice." in answer.content.decode()
