"""Rights at the desk: an editor mends and dates a fact without a developer, and brings in a table."""

from __future__ import annotations

import pytest

from guides.models import Right, RightRevision
from tests.guides.admin.test_admin import desk
from tests.html_forms import form_of

pytestmark = pytest.mark.django_db

LIST = "/admin/guides/right/"
ROW = "Colorado,other,Pay is told on Mondays.,All employers.,2026-01-01,in force,A title,A press,https://example.org/a"
HEADING = "place,kind,duty,covers,in_force_from,status,source_title,source_publisher,source_address"


@pytest.fixture
def client():
    return desk("add_right", "change_right", "view_right", "change_rightrevision", "view_location", "publish_guide")


def test_a_fact_is_mended_dated_and_published(client):
    right = Right.objects.get(key="maine-posting-range")
    page = client.post(f"{LIST}{right.pk}/new-draft/", follow=True)
    data = form_of(page, "rightrevision_form") | {"in_force_from": "2026-07-13", "duty": "A posting states the range."}
    draft = right.open_revision
    client.post(f"/admin/guides/rightrevision/{draft.pk}/change/", data)
    draft.refresh_from_db()
    assert (str(draft.in_force_from), draft.duty) == ("2026-07-13", "A posting states the range.")
    client.post(f"/admin/guides/rightrevision/{draft.pk}/publish/")
    right.refresh_from_db()
    assert right.published_revision == draft
    assert b"2026-07-13" in client.get(LIST, {"q": "maine"}).content
    shown = client.get(f"{LIST}{right.pk}/change/").content.decode()
    assert "changed the draft" in shown
    assert "One secondary source attests it" in shown


def test_an_end_before_the_beginning_is_said_beside_the_field(client):
    right = Right.objects.get(key="maine-posting-range")
    page = client.post(f"{LIST}{right.pk}/new-draft/", follow=True)
    data = form_of(page, "rightrevision_form") | {"in_force_until": "2020-01-01"}
    answer = client.post(f"/admin/guides/rightrevision/{right.open_revision.pk}/change/", data)
    assert "It ends before it begins." in answer.content.decode()


def test_a_new_fact_starts_as_a_draft(client):
    place = Right.objects.get(key="maine-posting-range").place
    client.post(f"{LIST}add/", {"place": place.pk, "kind": "other", "key": "maine-other"})
    draft = RightRevision.objects.get(right__key="maine-other")
    assert draft.status == "draft"
    assert (
        "isn&#x27;t whole yet"
        in client.get(f"/admin/guides/rightrevision/{draft.pk}/publish/", follow=True).content.decode()
    )


def test_a_table_is_looked_at_before_it_makes_drafts(client):
    looked = client.post(f"{LIST}import/", {"text": f"{HEADING}\n{ROW}"})
    assert "1 new, 0 changed" in looked.content.decode()
    assert not RightRevision.objects.filter(status="draft").exists()
    other = form_of(looked, "import-form") | {"store": "yes", "text": f"{HEADING}\n{ROW.replace('Mondays', 'Fridays')}"}
    assert "Nothing was stored" in client.post(f"{LIST}import/", other).content.decode()
    client.post(f"{LIST}import/", form_of(looked, "import-form") | {"store": "yes"})
    assert RightRevision.objects.get(status="draft").duty == "Pay is told on Mondays."


def test_what_is_exported_changes_nothing(client):
    table = client.get(f"{LIST}export/").content.decode()
    looked = client.post(f"{LIST}import/", {"text": table}).content.decode()
    assert "0 new, 0 changed" in looked
    assert "148 held as they are" in looked


@pytest.mark.parametrize("text", ["", "place\n", "\0", "a,b\n1"])
def test_what_is_no_table_is_told(client, text):
    answer = client.post(f"{LIST}import/", {"text": text}).content.decode()
    assert "Choose a file" in answer or "missing" in answer or "Null characters" in answer
