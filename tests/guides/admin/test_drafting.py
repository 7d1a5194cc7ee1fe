"""A draft's screen: sections that open, and typing that isn't lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from guides.editing import drafts, workflow, working_copies
from guides.editing.edits import stored_document
from guides.models import Revision, WorkingCopy
from tests import factories
from tests.guides.admin.test_admin import editor, refreshed
from tests.html_forms import form_of
from tests.page_text import text_of

pytestmark = pytest.mark.django_db


def started() -> Revision:
    revision = factories.published()
    return drafts.start_draft(revision.guide, copy_of=revision)


def screen(draft: Revision, query: str = "") -> str:
    return reverse("admin:guides_revision_change", args=[draft.pk]) + query


def keep(client: Client, draft: Revision, data) -> int:
    return client.post(reverse("admin:guides_revision_keep", args=[draft.pk]), data).status_code


def typed(client: Client, draft: Revision, query: str = "?open=all") -> dict[str, list[str]]:
    return form_of(client.get(screen(draft, query)), "revision_form")


def test_only_the_sections_that_are_asked_for_are_made():
    draft = started()
    client = editor()
    page = client.get(screen(draft))
    assert not [name for name in form_of(page, "revision_form") if "TOTAL_FORMS" in name]
    assert f"{draft.bands.count()} row" in text_of(page)
    opened = typed(client, draft, "?open=bands,levers")
    assert {name for name in opened if name.count("-") == 1 and "TOTAL" in name} == {
        "bands-TOTAL_FORMS",
        "levers-TOTAL_FORMS",
    }


def test_a_section_comes_alone_for_the_pages_script():
    draft = started()
    section = editor().get(reverse("admin:guides_revision_section", args=[draft.pk, "bands"]))
    assert "bands-0-base_min" in section.content.decode()
    assert "levers-0" not in section.content.decode()
    assert editor().get(reverse("admin:guides_revision_section", args=[draft.pk, "nothing"])).status_code == 404


def test_saving_one_section_leaves_the_others_as_they_are():
    draft = started()
    client = editor()
    before = stored_document(draft.pk)
    data = typed(client, draft, "?open=bands") | {"bands-0-base_max": "285K"}
    assert client.post(screen(draft), data).url == screen(draft, "?open=bands")
    after = stored_document(draft.pk)
    assert after.bands[0].base.max == 285_000
    assert (after.levers, after.strategy, after.sections) == (before.levers, before.strategy, before.sections)
    assert (after.level_mappings, after.sources) == (before.level_mappings, before.sources)
    # What the strategy asks for is still held against the bands.
    assert refreshed(draft).events.last().changes


def test_what_was_typed_and_not_saved_is_back_when_the_draft_is_opened_again():
    draft = started()
    client = editor()
    before = stored_document(draft.pk)
    data = typed(client, draft, "?open=bands") | {"tagline": "Half a thou", "bands-0-base_max": "28x"}
    assert keep(client, draft, data) == 200
    assert stored_document(draft.pk) == before
    page = client.get(screen(draft))
    assert "What you typed and didn't save is back." in text_of(page)
    back = form_of(page, "revision_form")
    assert (back["tagline"], back["bands-0-base_max"]) == (["Half a thou"], ["28x"])
    assert client.get(screen(draft, "?copy=none")).status_code == 200
    assert form_of(client.get(screen(draft, "?copy=none")), "revision_form")["tagline"] != ["Half a thou"]
    # Mended and saved, nothing of it is kept.
    client.post(screen(draft), back | {"bands-0-base_max": "285K"})
    assert refreshed(draft).tagline == "Half a thou"
    assert "is back" not in text_of(client.get(screen(draft)))
    # What that tab sent before it was saved may come in after it.
    assert keep(client, draft, back) == 409
    assert "is back" not in text_of(client.get(screen(draft)))


def test_two_tabs_keep_their_own_and_the_second_to_save_is_told():
    draft = started()
    client = editor()
    first, second = typed(client, draft), typed(client, draft)
    keep(client, draft, first | {"tagline": "In the first tab"})
    keep(client, draft, second | {"tagline": "In the second tab"})
    assert {copy.as_typed()["tagline"] for copy in WorkingCopy.objects.all()} == {
        "In the first tab",
        "In the second tab",
    }
    page = client.get(screen(draft))
    assert form_of(page, "revision_form")["tagline"] == ["In the second tab"]
    assert "Another tab of yours typed here as well" in text_of(page)
    client.post(screen(draft), first | {"tagline": "In the first tab"})
    refused = client.post(screen(draft), second | {"tagline": "In the second tab"})
    assert "saved this draft while you were editing it" in text_of(refused)
    assert refreshed(draft).tagline == "In the first tab"


def test_going_on_with_a_copy_takes_its_place_unless_its_tab_typed_on():
    draft = started()
    client = editor()
    first = typed(client, draft)
    keep(client, draft, first | {"tagline": "One"})
    second = form_of(client.get(screen(draft)), "revision_form")
    keep(client, draft, second | {"tagline": "One and two"})
    assert [copy.as_typed()["tagline"] for copy in WorkingCopy.objects.all()] == ["One and two"]
    third = form_of(client.get(screen(draft)), "revision_form")
    keep(client, draft, second | {"tagline": "Two typed on"})
    keep(client, draft, third | {"tagline": "Three"})
    assert {copy.as_typed()["tagline"] for copy in WorkingCopy.objects.all()} == {"Two typed on", "Three"}


def test_nobody_sees_what_another_editor_typed():
    draft = started()
    alice, bob = editor(), editor()
    keep(alice, draft, typed(alice, draft) | {"tagline": "Alice's thoughts"})
    assert "Alice's thoughts" not in bob.get(screen(draft)).content.decode()
    copy = WorkingCopy.objects.get()
    bob.post(screen(draft), typed(bob, draft) | {"_forget": str(copy.pk)})
    assert WorkingCopy.objects.filter(pk=copy.pk).exists()
    assert "Alice's thoughts" not in bob.get(screen(draft, f"?copy={copy.pk}")).content.decode()


def test_a_copy_of_a_draft_that_somebody_saved_meanwhile_says_so():
    draft = started()
    alice, bob = editor(), editor()
    keep(alice, draft, typed(alice, draft) | {"tagline": "By Alice"})
    bob.post(screen(draft), typed(bob, draft) | {"tagline": "By Bob"})
    page = alice.get(screen(draft))
    assert "saved this draft while you were editing it" in text_of(page)
    assert form_of(page, "revision_form")["tagline"] == ["By Alice"]


def test_without_a_script_a_section_opens_and_what_was_typed_stays():
    draft = started()
    client = editor()
    data = typed(client, draft, "?open=bands") | {"bands-0-base_max": "28x", "_open": "levers"}
    page = client.post(screen(draft), data, follow=True)
    assert page.redirect_chain[0][0] == screen(draft, "?open=bands,levers#section-levers")
    back = form_of(page, "revision_form")
    assert back["bands-0-base_max"] == ["28x"]
    assert "levers-0-title" in back


def test_what_was_kept_can_be_discarded():
    draft = started()
    client = editor()
    keep(client, draft, typed(client, draft) | {"tagline": "Nonsense"})
    client.post(screen(draft), typed(client, draft) | {"_forget": str(WorkingCopy.objects.get().pk)})
    assert "Nonsense" not in client.get(screen(draft)).content.decode()


def test_nothing_is_kept_of_what_is_no_draft_or_without_the_right():
    draft = started()
    client = editor()
    data = typed(client, draft)
    viewer = User.objects.create_user("viewer", is_staff=True)
    looking = Client()
    looking.force_login(viewer)
    assert keep(looking, draft, data) == 403
    workflow.submit(draft)
    assert keep(client, draft, data) == 409
    assert not WorkingCopy.objects.exists()


def test_what_was_kept_goes_after_thirty_days():
    draft = started()
    client = editor()
    keep(client, draft, typed(client, draft))
    WorkingCopy.objects.update(kept_at=timezone.now() - working_copies.KEPT_FOR - timedelta(minutes=1))
    keep(client, draft, typed(client, draft, "?open=all&copy=none"))
    assert WorkingCopy.objects.count() == 1


def test_each_faulty_row_is_linked_at_the_top():
    draft = started()
    client = editor()
    data = typed(client, draft) | {"bands-0-base_max": "1", "levers-0-asks-0-min": "much"}
    page = client.post(screen(draft), data)
    html = page.content.decode()
    assert "2 places to mend before it can be saved" in text_of(page)
    for anchor in ("bands-0", "levers-0"):
        assert f'<a href="#{anchor}">' in html
        assert f'id="{anchor}"' in html


def test_a_source_can_be_made_from_within_a_draft_by_who_may():
    draft = started()
    page = editor().get(screen(draft, "?open=citations")).content.decode()
    assert 'id="add_id_citations-0-source"' in page
    assert reverse("admin:guides_source_add") in page


@pytest.mark.parametrize(("region", "currency"), [("London", "GBP"), ("", "")])
def test_an_ask_takes_its_currency_from_its_band(region, currency):
    bands = (factories.band(), factories.band("London", currency="GBP"))
    revision = factories.published(factories.document(bands=bands))
    draft = drafts.start_draft(revision.guide, copy_of=revision)
    client = editor()
    data = typed(client, draft, "?open=levers")
    number = int(data["levers-0-asks-TOTAL_FORMS"][0])
    added = {
        "levers-0-asks-TOTAL_FORMS": str(number + 1),
        f"levers-0-asks-{number}-role": "ask",
        f"levers-0-asks-{number}-component": "signing",
        f"levers-0-asks-{number}-min": "55K",
        f"levers-0-asks-{number}-max": "55K",
        f"levers-0-asks-{number}-basis": data["levers-0-asks-0-basis"][0],
        f"levers-0-asks-{number}-unit": "money",
        f"levers-0-asks-{number}-period": "once",
        f"levers-0-asks-{number}-region": region,
    }
    client.post(screen(draft), data | added)
    ask = draft.levers.get(position=0, is_strategy=False).asks.get(component="signing", min=55_000)
    assert ask.currency == currency


@pytest.mark.parametrize(("region", "place"), [("NYC", "New York City"), ("Middle-earth", None)])
def test_a_band_whose_place_is_not_known_is_found(region, place):
    draft = started()
    client = editor()
    data = typed(client, draft, "?open=bands") | {"bands-0-region": region, "bands-0-location": ""}
    client.post(screen(draft), data)
    band = draft.bands.get(position=0)
    assert (band.location and band.location.name) == place
    found = draft.findings.filter(code="place-missing").values_list("place", flat=True)
    assert list(found) == ([] if place else ["bands/0"])
