"""The editors' desk: what each permission allows, and that nothing typed is lost."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from django.contrib.auth.models import Permission, User
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from guides.document.checks import check
from guides.document.differences import differences
from guides.editing import drafts, workflow
from guides.editing.edits import changes_of
from guides.editing.exporting import to_document
from guides.models import (
    Ask,
    Band,
    Company,
    ExchangeRate,
    Finding,
    Guide,
    LevelMapping,
    Lever,
    Location,
    QuotedOffer,
    Revision,
    Role,
    Section,
    Source,
)
from tests import factories
from tests.html_forms import form_of
from tests.page_text import text_of

pytestmark = pytest.mark.django_db

WRITES = ("add", "change", "view", "delete")
MODELS = ("company", "role", "location", "guide", "revision", "source", "exchangerate")


def desk(*permissions: str, superuser: bool = False) -> Client:
    """The browser of a member of staff with permissions such as "change_revision"."""
    name = f"staff{User.objects.count()}"
    user = User.objects.create_user(name, is_staff=True, is_superuser=superuser)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client = Client()
    client.force_login(user)
    return client


def editor() -> Client:
    return desk(*(f"{verb}_{model}" for verb in WRITES for model in MODELS))


def publisher() -> Client:
    return desk("publish_guide", "view_guide", "view_revision", "change_revision", "change_guide")


def change(obj) -> str:
    """The page of a record; a revision's with all of its sections open."""
    address = reverse(f"admin:guides_{obj._meta.model_name}_change", args=[obj.pk])
    return f"{address}?open=all" if isinstance(obj, Revision) else address


def move(obj, name: str) -> str:
    return f"{change(obj).partition('change/')[0]}{name}/"


@pytest.fixture
def draft() -> Revision:
    revision = factories.published()
    return drafts.start_draft(revision.guide, copy_of=revision)


def refreshed(obj):
    return type(obj).objects.get(pk=obj.pk)


@pytest.fixture
def hashed_static(settings, tmp_path):
    """Static files as production collects them: a page that names one that was left out fails."""
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": "guides_project.staticfiles.CutStaticFiles"}}
    call_command("collectstatic", verbosity=0, interactive=False)


def test_collected_files_are_enough_for_every_page(hashed_static, draft):
    client = desk(superuser=True)
    for model in MODELS:
        for name in ("changelist", "add"):
            page = client.get(reverse(f"admin:guides_{model}_{name}"))
            assert page.status_code in {200, 403}
    assert re.search(r"/static/admin/js/core\.[0-9a-f]{12}\.js", client.get(change(draft)).content.decode())
    for address in ("/", draft.guide.get_absolute_url(), "/admin/", "/account/second-factor/"):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("model", MODELS)
def test_every_list_and_form_opens(model, draft):
    client = desk(superuser=True)
    changelist = client.get(reverse(f"admin:guides_{model}_changelist"), {"q": "run"})
    assert changelist.status_code == 200
    objects = {
        "company": Company,
        "role": Role,
        "location": Location,
        "guide": Guide,
        "revision": Revision,
        "source": Source,
        "exchangerate": ExchangeRate,
    }[model].objects
    for obj in objects.all()[:2]:
        page = client.get(change(obj))
        assert page.status_code == 200
        assert client.get(reverse(f"admin:guides_{model}_history", args=[obj.pk]), follow=True).status_code == 200
    added = client.get(reverse(f"admin:guides_{model}_add"))
    assert added.status_code == (403 if model == "revision" else 200)


@pytest.mark.parametrize("model", MODELS)
def test_lists_take_twelve_queries_at_most(model, django_assert_max_num_queries):
    for number in range(12):
        factories.published(factories.document(company=f"Company {number}"))
    client = desk(superuser=True)
    with django_assert_max_num_queries(12):
        client.get(reverse(f"admin:guides_{model}_changelist"))


@pytest.mark.parametrize(
    "query", ["state=draft", "findings=info", "findings=none", "review=overdue", "state=withdrawn"]
)
def test_filters_of_the_list_of_guides(query, draft):
    page = text_of(desk(superuser=True).get(reverse("admin:guides_guide_changelist") + f"?{query}"))
    assert ("Runway · ML/AI Engineer" in page) == (query in {"state=draft", "findings=info"})


def test_a_draft_is_one_screen_with_all_its_rows(draft):
    page = editor().get(change(draft))
    data = form_of(page, "revision_form")
    assert data["bands-0-region"] == ["New York City"]
    assert data["bands-0-base_min"] == ["195,000"]
    assert data["levelmappings-0-own"] == ["ML/AI Engineer"]
    assert data["sections-0-heading"] == ["Why equity"]
    assert data["levers-2-title"] == ["Competing offers"]
    assert data["levers-1-asks-1-min"] == ["400,000"]
    assert data["levers-2-quoted-0-company"] == ["OpenAI"]
    assert "> OpenAI has offered me $260K" in data["strategy-0-parts"][0]
    assert data["strategy-0-asks-3-role"] == ["floor"]
    assert len([name for name in data if name.startswith("citations-") and name.endswith("-source")]) >= 2
    # 195,000 + 175,000 ÷ 4 and 275,000 + 420,000 ÷ 4, beside the stated 239,000 and 380,000
    assert data["bands-0-total_min"] == ["239,000"]
    assert re.findall(r'<td class="computed">([^<]*)<', page.content.decode())[:2] == ["238,750", "380,000"]
    assert "Base: a year · Equity: the whole grant, 4 years, pre-IPO equity · Bonus: no bonus" in text_of(page)


def test_a_draft_takes_as_many_queries_however_much_is_in_it(draft, django_assert_num_queries):
    client = editor()
    client.get(change(draft))
    with CaptureQueriesContext(connection) as few:
        client.get(change(draft))
    location, source = Location.objects.first(), Source.objects.first()
    for number in range(10, 15):
        lever = Lever.objects.create(revision=draft, position=number, title=f"Lever {number}", source=source)
        section = Section.objects.create(revision=draft, position=number, heading=f"Section {number}", depth=1)
        Ask.objects.create(revision=draft, lever=lever, min=number)
        Ask.objects.create(revision=draft, section=section, min=number)
        QuotedOffer.objects.create(revision=draft, lever=lever, company=f"Company {number}")
        Band.objects.create(revision=draft, location=location, source=source)
        LevelMapping.objects.create(revision=draft, own=f"L{number}", source=source)
    with django_assert_num_queries(len(few)):
        page = client.get(change(draft))
    assert form_of(page, "revision_form")["levers-7-quoted-0-company"] == ["Company 14"]
    assert form_of(page, "revision_form")["sections-5-asks-0-min"] == ["14"]


def test_an_ask_is_added_where_there_were_none_and_where_there_were(draft):
    client = editor()
    data = form_of(client.get(change(draft)), "revision_form")
    blank = {"id": "", "role": "ask", "component": "base", "unit": "money", "period": "year", "currency": "USD"}
    blank |= {"basis": "addition"}
    for prefix, number, amount in (("sections-0", 1, "11K"), ("levers-0", 1, "12K"), ("strategy-0", 4, "13K")):
        assert data[f"{prefix}-asks-TOTAL_FORMS"] == [str(number)]
        data[f"{prefix}-asks-TOTAL_FORMS"] = str(number + 1)
        data |= {f"{prefix}-asks-{number}-{name}": value for name, value in (blank | {"min": amount}).items()}
    assert client.post(change(draft), data).status_code == 302
    document = to_document(refreshed(draft))
    for row, amount in ((document.sections[0], 11_000), (document.levers[0], 12_000), (document.strategy, 13_000)):
        assert (row.asks[-1].min, row.asks[-1].basis) == (amount, "addition")


def test_whether_an_ask_is_a_whole_or_an_addition_is_mended_at_the_desk(draft):
    client = editor()
    page = client.get(change(draft))
    assert "on top of the offer" in page.content.decode()
    data = form_of(page, "revision_form")
    assert data["levers-1-asks-1-basis"] == ["whole"]
    data["levers-1-asks-1-basis"] = "addition"
    assert client.post(change(draft), data).status_code == 302
    assert [ask.basis for ask in to_document(refreshed(draft)).levers[1].asks] == ["whole", "addition"]


def test_the_blank_row_to_add_stands_once_for_each_kind(draft):
    page = editor().get(change(draft)).content.decode()
    templates = re.findall(r"<template>(.*?)</template>", page, re.DOTALL)
    prefixes = [re.search(r'name="(\S+)-min"|name="(\S+)-company"', template) for template in templates]
    assert [match[1] or match[2] for match in prefixes] == [
        f"{kind}-__prefix__"
        for kind in (
            "sections-__prefix__-asks",
            "levers-__prefix__-asks",
            "levers-__prefix__-quoted",
            "strategy-__prefix__-asks",
            "strategy-__prefix__-quoted",
        )
    ]
    assert not any("DELETE" in template for template in templates)


def test_saving_an_untouched_draft_changes_nothing(draft):
    client = editor()
    before = to_document(draft)
    response = client.post(change(draft), form_of(client.get(change(draft)), "revision_form"))
    assert response.status_code == 302
    assert to_document(refreshed(draft)) == before


def test_changes_to_every_kind_of_row_are_saved(draft):
    client = editor()
    data = form_of(client.get(change(draft)), "revision_form")
    data |= {
        "title": "ML Engineer | Runway Negotiation Guide",
        "bands-0-base_max": "280K",
        "sections-0-body": "Another text.",
        "levers-0-title": "Rarity",
        "levers-1-asks-0-min": "272,000",
        "levers-1-asks-0-max": "272,000",
        "strategy-0-asks-3-min": "250000",
        "strategy-0-asks-3-max": "250000",
        "levelmappings-0-equivalents": "Google: L5\nMeta: IC5",
    }
    response = client.post(change(draft), data)
    assert response.status_code == 302
    document = to_document(refreshed(draft))
    assert document.title == "ML Engineer | Runway Negotiation Guide"
    assert document.bands[0].base.max == Decimal(280000)
    assert document.sections[0].body == "Another text."
    assert document.levers[0].title == "Rarity"
    assert document.levers[1].asks[0].min == Decimal(272000)
    assert [ask.min for ask in document.strategy.asks if ask.role == "floor"] == [Decimal(250000)]
    assert [equivalent.company for equivalent in document.level_mappings[0].equivalents] == ["Google", "Meta"]
    published = draft.guide.published_revision
    assert to_document(published).bands[0].base.max == Decimal(275000)


def test_rows_can_be_removed_and_reordered(draft):
    client = editor()
    data = form_of(client.get(change(draft)), "revision_form")
    data |= {"bands-1-DELETE": "on", "levers-0-order": "9"}
    assert client.post(change(draft), data).status_code == 302
    document = to_document(refreshed(draft))
    assert [band.region for band in document.bands] == ["New York City"]
    assert [lever.title for lever in document.levers] == ["Revenue", "Competing offers", "Scarcity premium"]


def test_what_is_written_down_of_an_edit_is_what_was_stored(draft):
    client = editor()
    before = to_document(draft)
    data = form_of(client.get(change(draft)), "revision_form")
    data |= {
        "bands-0-base_max": "280K",
        "bands-1-DELETE": "on",
        "levers-0-order": "9",
        "levers-0-parts": "> I have an offer of $5K from Acme. I want [my field] paid.",
        "strategy-0-asks-3-min": "300000.5",
        "strategy-0-asks-3-max": "300000.50",
        "citations-0-text": "Levels, 2024",
        "sections-TOTAL_FORMS": ["2"],
        "sections-1-heading": "A new one",
        "sections-1-body": "I lead ten people.",
        "sections-1-depth": "1",
        "sections-1-asks-TOTAL_FORMS": "1",
        "sections-1-asks-INITIAL_FORMS": "0",
        "sections-1-asks-0-role": "ask",
        "sections-1-asks-0-component": "base",
        "sections-1-asks-0-min": "10K",
        "sections-1-asks-0-unit": "money",
        "sections-1-asks-0-basis": "whole",
        "sections-1-asks-0-period": "year",
    }
    assert client.post(change(draft), data).status_code == 302
    stored = to_document(refreshed(draft))
    assert [ask.min for ask in stored.sections[1].asks] == [10_000]
    found = draft.findings.filter(origin=Finding.Origin.CHECK).values_list("code", "message", "place")
    checked = check(stored, today=timezone.localdate())
    assert sorted(found) == sorted((one.code, one.message, one.place or "") for one in checked)
    assert changes_of(draft.events.get(kind="edited")) == list(differences(before, stored))


def test_findings_stand_beside_the_draft_and_are_made_anew_at_each_save(draft):
    client = editor()
    assert "claims offers" in text_of(client.get(change(draft)))
    data = form_of(client.get(change(draft)), "revision_form")
    data |= {"strategy-0-asks-3-min": "300000", "strategy-0-asks-3-max": "300000"}
    client.post(change(draft), data)
    assert draft.findings.filter(code="floor-above-ask", place="strategy").exists()
    assert "The strategy: the base floor 300,000 USD is above the ask 270,000" in text_of(client.get(change(draft)))


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("bands-0-base_min", "about 200", ""),
        ("bands-0-base_min", "300,000", ""),
        ("premiums", "no colon", "LABEL: 15-30"),
        ("levers-0-sentences", "self: A sentence that isn't there.", "No whole sentence"),
        ("levers-0-sentences", "Few people do this work.", "begin with fact, ask"),
        ("bands-0-currency", "XYZ", ""),
    ],
)
def test_what_cannot_be_read_is_told_and_kept(draft, field, typed, message):
    client = editor()
    before = to_document(draft)
    data = form_of(client.get(change(draft)), "revision_form") | {field: typed}
    response = client.post(change(draft), data)
    assert response.status_code == 200
    assert form_of(response, "revision_form")[field] == [typed]
    assert 'class="errorlist' in response.content.decode()
    assert message in text_of(response)
    assert to_document(refreshed(draft)) == before


def test_the_second_of_two_editors_is_told_and_loses_nothing(draft):
    first, second = editor(), editor()
    opened = form_of(second.get(change(draft)), "revision_form")
    data = form_of(first.get(change(draft)), "revision_form") | {"tagline": "By the first"}
    assert first.post(change(draft), data).status_code == 302
    response = second.post(change(draft), opened | {"tagline": "By the second"})
    assert response.status_code == 200
    assert "saved this draft while you were editing it" in text_of(response)
    assert form_of(response, "revision_form")["tagline"] == ["By the second"]
    assert refreshed(draft).tagline == "By the first"


def test_a_save_after_the_publication_is_refused_and_kept(draft):
    client = editor()
    opened = form_of(client.get(change(draft)), "revision_form") | {"tagline": "Too late"}
    workflow.publish(draft)
    response = client.post(change(draft), opened)
    assert "was published while you were editing it" in text_of(response)
    assert "Too late" in response.content.decode()
    assert refreshed(draft).tagline != "Too late"


def test_what_was_published_is_read_only(draft):
    published = draft.guide.published_revision
    page = editor().get(change(published))
    assert page.status_code == 200
    assert not [name for name in form_of(page, "revision_form") if name.startswith("bands-0-base")]
    assert "195,000" in text_of(page)


def test_publishing_asks_first_and_then_shows_it_on_the_site(draft):
    client = publisher()
    Revision.objects.filter(pk=draft.pk).update(tagline="Fresh from the desk")
    confirm = client.get(move(draft, "publish"))
    assert "takes the place of revision 1" in text_of(confirm)
    assert refreshed(draft).is_draft
    response = client.post(move(draft, "publish"), form_of(confirm))
    assert response.status_code == 302
    assert refreshed(draft).status == "published"
    assert refreshed(draft).published_by is not None
    assert Client().get("/guides/runway/ml-ai-engineer/").status_code == 200


def test_publishing_a_draft_that_changed_meanwhile_asks_again(draft):
    client = publisher()
    confirm = form_of(client.get(move(draft, "publish")))
    draft.tagline = "Changed by somebody else"
    draft.save()
    client.post(move(draft, "publish"), confirm)
    assert refreshed(draft).is_draft


def test_publishing_twice_publishes_once(draft):
    client = publisher()
    confirm = form_of(client.get(move(draft, "publish")))
    client.post(move(draft, "publish"), confirm)
    when = refreshed(draft).first_published_at
    response = client.post(move(draft, "publish"), confirm, follow=True)
    assert "published already" in text_of(response)
    assert refreshed(draft).first_published_at == when


def test_new_draft_copies_the_published_revision():
    revision = factories.published()
    client = editor()
    response = client.post(move(revision.guide, "new-draft"), form_of(client.get(move(revision.guide, "new-draft"))))
    draft = revision.guide.draft
    assert response.url == reverse("admin:guides_revision_change", args=[draft.pk])
    assert to_document(draft) == to_document(revision)
    assert Finding.objects.filter(revision=draft).count() == Finding.objects.filter(revision=revision).count()


def test_withdrawing_and_putting_back(draft):
    guide = draft.guide
    client = publisher()
    client.post(move(guide, "withdraw"), form_of(client.get(move(guide, "withdraw"))))
    assert Client().get(guide.get_absolute_url()).status_code == 410
    client.post(move(guide, "put-back"), form_of(client.get(move(guide, "put-back"))))
    assert Client().get(guide.get_absolute_url()).status_code == 200


def test_discarding_a_draft(draft):
    guide = draft.guide
    client = editor()
    client.post(move(draft, "discard"), form_of(client.get(move(draft, "discard"))))
    assert guide.draft is None
    assert refreshed(guide).published_revision is not None


MOVES = [
    ("revision", "publish", "publish_guide"),
    ("revision", "discard", "change_revision"),
    ("revision", "new-draft", "change_revision"),
    ("guide", "new-draft", "change_revision"),
    ("guide", "withdraw", "publish_guide"),
    ("guide", "put-back", "publish_guide"),
]


@pytest.mark.parametrize(("model", "name", "permission"), MOVES)
def test_each_move_needs_its_permission(model, name, permission, draft):
    obj = draft if model == "revision" else draft.guide
    others = {"publish_guide", "change_revision"} - {permission}
    without = desk(*others, "view_guide", "view_revision", "change_guide")
    for method in (without.get, without.post):
        assert method(move(obj, name)).status_code == 403
    allowed = desk(permission, "view_guide", "view_revision")
    assert allowed.get(move(obj, name)).status_code in {200, 302}
    assert refreshed(draft).is_draft
    assert refreshed(draft.guide).published_revision_id


@pytest.mark.parametrize(("model", "name", "permission"), MOVES)
def test_visitors_and_plain_users_reach_no_move(model, name, permission, draft):
    obj = draft if model == "revision" else draft.guide
    assert Client().post(move(obj, name)).status_code == 302
    plain = Client()
    plain.force_login(User.objects.create_user("plain"))
    assert plain.post(move(obj, name)).status_code == 302
    assert refreshed(draft).is_draft


def test_staff_without_permissions_sees_nothing(draft):
    client = desk()
    for model in MODELS:
        assert client.get(reverse(f"admin:guides_{model}_changelist")).status_code == 403
    assert client.get(change(draft)).status_code == 403
    assert client.post(change(draft), {}).status_code == 403


def test_who_may_only_view_cannot_save(draft):
    client = desk("view_revision")
    data = form_of(editor().get(change(draft)), "revision_form") | {"tagline": "By a viewer"}
    assert client.get(change(draft)).status_code == 200
    assert client.post(change(draft), data).status_code == 403
    assert refreshed(draft).tagline != "By a viewer"


def test_a_guide_is_added_and_its_first_draft_started():
    client = editor()
    company = Company.objects.create(name="Acme", slug="acme")
    role = Role.objects.create(name="Engineer", slug="engineer")
    response = client.post(
        reverse("admin:guides_guide_add"),
        {"company": company.pk, "role": role.pk, "verified_on": "", "review_due_on": ""},
    )
    guide = Guide.objects.get()
    assert response.url == change(guide)
    client.post(move(guide, "new-draft"), form_of(client.get(move(guide, "new-draft"))))
    assert guide.draft.number == 1
    assert guide.draft.findings.filter(code="no-bands").exists()


def test_a_used_company_cannot_be_deleted(draft):
    client = desk(superuser=True)
    company = draft.guide.company
    page = client.post(reverse("admin:guides_company_delete", args=[company.pk]), {"post": "yes"})
    assert page.status_code in {200, 403}
    assert Company.objects.filter(pk=company.pk).exists()


def test_offers_of_candidates_are_not_on_the_desk():
    page = desk(superuser=True).get(reverse("admin:index"))
    assert "offers/" not in page.content.decode().replace('/offers/">', "")


@pytest.mark.parametrize(
    ("field", "length", "most"),
    [
        ("title", 2_001, "2,000"),
        ("tagline", 30_001, "30,000"),
        ("tags", 30_001, "30,000"),
        ("bands-0-region", 2_001, "2,000"),
        ("levelmappings-0-extra", 30_001, "30,000"),
        ("sections-0-body", 30_001, "30,000"),
        ("sections-0-claims", 30_001, "30,000"),
        ("levers-0-parts", 30_001, "30,000"),
        ("levers-0-asks-0-text", 2_001, "2,000"),
        ("citations-0-text", 2_001, "2,000"),
    ],
)
def test_a_text_longer_than_any_guides_is_told_beside_its_field_and_kept(draft, field, length, most):
    client = editor()
    before = to_document(draft)
    data = form_of(client.get(change(draft)), "revision_form")
    typed = "a" * length
    page = client.post(change(draft), data | {field: typed})
    assert page.status_code == 200
    assert f"{length:,} characters are too many: {most} at most." in text_of(page)
    assert form_of(page, "revision_form")[field] == [typed]
    assert to_document(refreshed(draft)) == before


def test_scripts_that_are_longer_than_any_guide_together_are_told_and_kept(draft):
    client = editor()
    data = form_of(client.get(change(draft)), "revision_form")
    scripts = {f"levers-{number}-parts": ["> " + "a" * 29_000] for number in range(6)}
    added = {f"levers-{number}-{name}": [""] for number in range(3, 6) for name in ("title", "sentences", "id")}
    data |= {"levers-TOTAL_FORMS": ["6"], **added, **scripts}
    page = client.post(change(draft), data)
    assert page.status_code == 200
    assert "These texts have 174,012 characters together, too many for a guide: 30,000 at most." in text_of(page)
    assert {name: form_of(page, "revision_form")[name] for name in scripts} == scripts


def test_a_strategy_may_be_so_long_that_with_all_levers_it_can_be_read_again(draft):
    client = editor()
    data = form_of(client.get(change(draft)), "revision_form") | {"strategy-0-parts": ["> " + "a" * 10_000]}
    page = client.post(change(draft), data)
    assert "10,002 characters together, too many for a guide: 10,000 at most." in text_of(page)


def test_a_long_text_that_was_imported_stays_until_somebody_changes_it(draft):
    section = draft.sections.first()
    section.body = "a" * 40_000
    section.save()
    client = editor()
    data = form_of(client.get(change(draft)), "revision_form")
    assert client.post(change(draft), data | {"tagline": "Another"}).status_code == 302
    assert refreshed(section).body == "a" * 40_000
    data = form_of(client.get(change(draft)), "revision_form") | {"sections-0-body": "a" * 40_001}
    assert "40,001 characters are too many" in text_of(client.post(change(draft), data))
