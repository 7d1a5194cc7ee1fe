"""Who may look at an import at the desk, choose from it, store it and delete it."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client

from guides.models import ImportBatch, ImportItem, Revision
from tests.guides.admin.importing import ADD, BATCHES, address, many, started, text
from tests.guides.admin.test_admin import change, desk

pytestmark = pytest.mark.django_db


def act(client: Client, batch: ImportBatch, what: str):
    item = batch.items.first()
    match what:
        case "list":
            return client.get(BATCHES)
        case "form":
            return client.get(ADD)
        case "bring in":
            return client.post(ADD, {"text": text("Brought in")})
        case "page":
            return client.get(change(batch))
        case "text":
            return client.get(address(batch, f"texts/{item.pk}"))
        case "decide":
            return client.post(address(batch, f"texts/{item.pk}"), {"do": "no"})
        case "choose":
            return client.post(change(batch), {"shown": [item.pk], "do": "save"})
        case "step":
            return client.post(address(batch, "step"))
        case "import" | "read-again":
            return client.post(address(batch, what))
        case "delete":
            return client.post(address(batch, "delete"), {"post": "yes"})


NEEDED = {
    "list": {"view_importbatch"},
    "form": {"add_importbatch"},
    "bring in": {"add_importbatch"},
    "page": {"view_importbatch"},
    "text": {"view_importbatch", "view_revision"},
    "decide": {"view_importbatch", "change_importbatch", "view_revision"},
    "choose": {"view_importbatch", "change_importbatch"},
    "step": {"view_importbatch", "add_importbatch"},
    "import": {"add_importbatch"},
    "read-again": {"add_importbatch"},
    "delete": {"delete_importbatch"},
}
ALL = {f"{verb}_importbatch" for verb in ("add", "change", "view", "delete")} | {"view_revision"}


@pytest.mark.parametrize("what", NEEDED)
def test_with_what_it_needs_it_is_done(what, batch):
    response = act(desk(*NEEDED[what] | {"view_importbatch"}), batch, what)
    assert response.status_code in {200, 302}


@pytest.mark.parametrize("what", NEEDED)
def test_without_its_permission_nothing_happens(what, batch):
    told = {"list": "view", "form": "add", "bring in": "add", "page": "view", "text": "view_revision"}
    told |= {"decide": "change_importbatch", "choose": "change"}
    told |= {"step": "add", "import": "add", "read-again": "add", "delete": "delete"}
    missing = {name for name in ALL if name.startswith(told[what])}
    if told[what] == "view":
        missing |= {"change_importbatch"}  # whoever may change may see
    before = (list(ImportBatch.objects.values()), list(ImportItem.objects.values()), Revision.objects.count())
    assert act(desk(*ALL - missing), batch, what).status_code == 403
    outsider = act(Client(), batch, what)
    assert outsider.status_code == 302
    assert outsider.url.startswith("/admin/login/")
    after = (list(ImportBatch.objects.values()), list(ImportItem.objects.values()), Revision.objects.count())
    assert before == after


def test_looking_changes_nothing(batch):
    client = desk(superuser=True)
    before = (list(ImportBatch.objects.values()), list(ImportItem.objects.values()), Revision.objects.count())
    for name in ("change", "import", "read-again", "delete", "history", f"texts/{batch.items.first().pk}"):
        assert client.get(address(batch, name)).status_code == 200
    assert client.get(address(batch, "step")).status_code == 405
    assert before == (list(ImportBatch.objects.values()), list(ImportItem.objects.values()), Revision.objects.count())


def test_an_address_of_no_import_leads_back_or_is_not_found(batch):
    client = desk(superuser=True)
    for name in ("change", "import"):
        assert client.get(f"{BATCHES}999/{name}/").status_code == 302
    assert client.post(f"{BATCHES}x/step/").status_code == 302
    assert client.get(address(batch, "texts/999999")).status_code == 404
    other = started(many(1))
    assert client.get(address(batch, f"texts/{other.items.get().pk}")).status_code == 404


def test_the_groups_of_the_desk_may_import(batch):
    user = User.objects.create_user("eve", is_staff=True)
    user.groups.add(Permission.objects.get(codename="add_importbatch").group_set.get(name="Editors"))
    client = Client()
    client.force_login(user)
    assert act(client, batch, "bring in").status_code == 302
    assert act(client, batch, "import").status_code == 302
