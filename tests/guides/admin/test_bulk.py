"""One move for many guides, each told beforehand."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.urls import reverse

from guides.editing import drafts
from guides.editing.exporting import to_document
from guides.models import Guide, Revision
from guides.parsing import parse_guide
from guides.parsing.canonical.writing import comparable
from tests import factories
from tests.guides.admin.test_admin import desk, editor, publisher, refreshed
from tests.html_forms import form_of
from tests.page_text import text_of

pytestmark = pytest.mark.django_db

LIST = reverse("admin:guides_guide_changelist")


def guides(count: int) -> list[Guide]:
    return [factories.published(factories.document(company=f"Company {number}")).guide for number in range(count)]


def with_draft(guide: Guide) -> Revision:
    return drafts.start_draft(guide, copy_of=guide.published_revision)


def start(client, name: str, chosen: list[Guide]):
    return client.post(LIST, {"action": name, "_selected_action": [guide.pk for guide in chosen]})


def confirm(client, page, **typed):
    return client.post(LIST, form_of(page) | {"confirm": "yes"} | typed, follow=True)


def test_drafts_are_published_together_and_the_others_left_with_the_reason():
    first, second, third = guides(3)
    drafts = [with_draft(first), with_draft(third)]
    client = publisher()
    page = start(client, "publish", [first, second, third])
    told = text_of(page)
    assert "2 guides will be on the site at once." in told
    assert "Company 1 · ML/AI Engineer : It has no draft." in told
    assert refreshed(drafts[0]).is_draft
    done = text_of(confirm(client, page))
    assert "2 guides published." in done
    assert "1 left as they were. Company 1 · ML/AI Engineer: It has no draft." in done
    assert [refreshed(draft).status for draft in drafts] == ["published", "published"]
    assert drafts[0].events.filter(kind="published").count() == 1


def test_a_draft_that_changed_since_the_confirm_page_is_left():
    (guide,) = guides(1)
    draft = with_draft(guide)
    client = publisher()
    page = start(client, "publish", [guide])
    draft.tagline = "Changed by somebody else"
    draft.save()
    assert "It was changed after you had opened the page." in text_of(confirm(client, page))
    assert refreshed(draft).is_draft


def test_drafts_are_sent_to_review_together():
    chosen = guides(2)
    drafts = [with_draft(guide) for guide in chosen]
    client = editor()
    confirm(client, start(client, "submit", chosen))
    assert [refreshed(draft).status for draft in drafts] == ["in_review", "in_review"]


def test_guides_are_withdrawn_together_with_a_reason():
    chosen = guides(2)
    client = publisher()
    confirm(client, start(client, "withdraw", chosen), note="The company was bought")
    assert not Guide.objects.published().exists()
    assert chosen[1].events.get(kind="withdrawn").note == "The company was bought"


def test_dates_are_set_together_and_a_blank_one_stays():
    first, second = guides(2)
    Guide.objects.filter(pk=second.pk).update(review_due_on="2027-01-31")
    client = editor()
    page = start(client, "set_dates", [first, second])
    page = confirm(client, page)
    assert "Type at least one of the dates." in text_of(page)
    page = confirm(client, page, verified_on="2027-13-01")
    assert form_of(page)["verified_on"] == ["2027-13-01"]
    confirm(client, page, verified_on="2026-11-20", review_due_on="")
    assert [str(refreshed(guide).verified_on) for guide in (first, second)] == ["2026-11-20", "2026-11-20"]
    assert [str(refreshed(guide).review_due_on) for guide in (first, second)] == ["None", "2027-01-31"]


def test_guides_are_exported_as_files_that_read_back_as_the_same_guides():
    chosen = guides(2)
    draft = with_draft(chosen[0])
    draft.tagline = "Only in the draft"
    draft.save()
    client = editor()
    page = start(client, "export_markdown", chosen)
    assert "2 guides will be in a zip of Markdown files." in text_of(page)
    response = client.post(LIST, form_of(page) | {"confirm": "yes"})
    archive = zipfile.ZipFile(io.BytesIO(response.content))
    assert archive.namelist() == ["company-0/ml-ai-engineer.md", "company-1/ml-ai-engineer.md"]
    first, second = (comparable(parse_guide(archive.read(name).decode())) for name in archive.namelist())
    assert first.tagline == "Only in the draft"
    assert second == comparable(to_document(chosen[1].published_revision))


@pytest.mark.parametrize(
    ("name", "permission"),
    [
        ("submit", "change_revision"),
        ("publish", "publish_guide"),
        ("withdraw", "publish_guide"),
        ("set_dates", "change_guide"),
        ("export_markdown", "view_revision"),
    ],
)
def test_each_needs_its_permission(name, permission):
    chosen = guides(1)
    draft = with_draft(chosen[0])
    before = refreshed(chosen[0]).published_revision, refreshed(draft).status
    others = {"change_revision", "publish_guide", "change_guide", "view_revision"} - {permission}
    without = desk("view_guide", *others)
    typed = {"action": name, "_selected_action": [chosen[0].pk], "confirm": "yes", "as_of": "2099-01-01T00:00:00+00:00"}
    response = without.post(LIST, typed | {"verified_on": "2026-11-20"})
    assert response.status_code in {302, 403}
    assert (refreshed(chosen[0]).published_revision, refreshed(draft).status) == before
    assert refreshed(chosen[0]).verified_on is None
    assert response.get("Content-Type") != "application/zip"
    allowed = start(desk("view_guide", permission), name, chosen)
    assert allowed.status_code == 200


def test_a_confirm_page_takes_few_queries_for_many_guides(django_assert_max_num_queries):
    chosen = guides(8)
    for guide in chosen:
        with_draft(guide)
    client = publisher()
    with django_assert_max_num_queries(16):
        start(client, "publish", chosen)
