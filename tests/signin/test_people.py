"""Accounts and groups at the desk: who may keep them, and what an account needs."""

from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from django.urls import reverse

from guides.data.reference import load_groups
from tests.guides.admin.test_admin import desk
from tests.html_forms import form_of
from tests.page_text import text_of

pytestmark = pytest.mark.django_db

PEOPLE = "/admin/auth/user/"
GROUPS = "/admin/auth/group/"
PASSWORD = "correct horse battery"
KEEPING = tuple(f"{verb}_{model}" for verb in ("add", "change", "delete", "view") for model in ("user", "group"))


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _groups():
    load_groups(Group, Permission)


def change_of(thing: User | Group) -> str:
    return reverse(f"admin:auth_{thing._meta.model_name}_change", args=[thing.pk])


def account(name: str = "bob", **changes) -> User:
    return User.objects.create_user(name, **{"email": f"{name}@example.org", "password": PASSWORD} | changes)


def new_account(client: Client, **changes):
    typed = {"email": "bob@example.org", "username": "bob", "password1": PASSWORD, "password2": PASSWORD}
    typed |= {"is_staff": "on", "groups": [Group.objects.get(name="Editors").pk], "_save": "Save"}
    return client.post(PEOPLE + "add/", typed | changes)


def change_account(client: Client, user: User, **changes):
    page = client.get(change_of(user))
    return client.post(change_of(user), form_of(page, "user_form") | {"_save": "Save"} | changes)


def signs_in(email: str) -> bool:
    client = Client()
    client.post("/account/login/", {"login": email, "password": PASSWORD})
    return "_auth_user_id" in client.session


def test_a_superuser_makes_an_editor_who_signs_in_and_works():
    assert new_account(desk(superuser=True), email="Bob@Example.org").status_code == 302
    bob = User.objects.get(username="bob")
    assert (bob.email, bob.is_staff, bob.is_superuser) == ("bob@example.org", True, False)
    assert [group.name for group in bob.groups.all()] == ["Editors"]
    client = Client()
    client.post("/account/login/", {"login": "bob@example.org", "password": PASSWORD, "next": "/admin/"})
    assert client.get("/admin/guides/guide/").status_code == 200
    assert client.get(PEOPLE).status_code == 403
    assert "Authentication" not in text_of(client.get("/admin/"))


def test_a_new_editor_can_set_up_a_second_factor_without_waiting_for_a_letter(settings):
    new_account(desk(superuser=True))
    address = EmailAddress.objects.get()
    assert (address.email, address.verified, address.primary) == ("bob@example.org", True, True)
    settings.STAFF_MFA_REQUIRED = True
    signing_in = {"login": "bob@example.org", "password": PASSWORD, "next": "/admin/"}
    page = Client().post("/account/login/", signing_in, follow=True)
    assert page.redirect_chain[-1][0] == reverse("mfa_activate_totp")
    assert page.status_code == 200


@pytest.mark.parametrize("taken", ["carol@example.org", "Carol@EXAMPLE.org", "carols-other@example.org"])
def test_an_email_that_somebody_has_is_refused_beside_the_field(taken):
    carol = account("carol")
    EmailAddress.objects.create(user=carol, email="carols-other@example.org", verified=True)
    client = desk(superuser=True)
    refused = new_account(client, email=taken)
    assert refused.status_code == 200
    assert "Another account has this e-mail already." in text_of(refused)
    assert f'value="{taken}"' in refused.content.decode()
    bob = account()
    assert "Another account has this e-mail" in text_of(change_account(client, bob, email=taken))
    assert User.objects.get(pk=bob.pk).email == "bob@example.org"
    # Their own is theirs.
    assert change_account(client, carol, first_name="Carol").status_code == 302


def test_an_email_is_required():
    client = desk(superuser=True)
    assert "This field is required" in text_of(new_account(client, email=""))
    bob = account()
    assert "This field is required" in text_of(change_account(client, bob, email=""))
    assert User.objects.get(pk=bob.pk).email == "bob@example.org"


def test_an_old_email_no_longer_signs_in():
    bob = account()
    EmailAddress.objects.create(user=bob, email=bob.email, verified=True, primary=True)
    assert signs_in("bob@example.org")
    change_account(desk(superuser=True), bob, email="robert@example.org")
    assert not signs_in("bob@example.org")
    assert signs_in("robert@example.org")


def test_looking_at_a_candidates_account_confirms_no_email():
    bob = account()
    EmailAddress.objects.create(user=bob, email=bob.email, primary=True)
    change_account(desk(superuser=True), bob, first_name="Bob")
    assert not EmailAddress.objects.get(user=bob).verified


def test_an_account_that_is_switched_off_cannot_sign_in():
    bob = account(is_staff=True)
    page = form_of(desk(superuser=True).get(change_of(bob)), "user_form")
    del page["is_active"]
    desk(superuser=True).post(change_of(bob), page | {"_save": "Save"})
    assert not signs_in(bob.email)


def test_a_superuser_signs_somebody_out_of_all_browsers():
    bob = account(is_staff=True)
    his, superuser = Client(), desk(superuser=True)
    his.force_login(bob)
    superuser.post(
        reverse("admin:auth_user_changelist"), {"action": "sign_out_everywhere", "_selected_action": [bob.pk]}
    )
    assert his.get("/account/").status_code == 302
    assert superuser.get("/account/").status_code == 200
    assert signs_in(bob.email)


def test_the_list_tells_who_has_a_second_factor_in_few_queries(django_assert_max_num_queries):
    groups = list(Group.objects.all())
    for number in range(30):
        user = account(f"editor{number}", is_staff=True)
        user.groups.set(groups)
        if number < 7:
            Authenticator.objects.create(user=user, type="totp", data={})
            Authenticator.objects.create(user=user, type="recovery_codes", data={})
    client = desk(superuser=True)
    with django_assert_max_num_queries(12):
        page = text_of(client.get(PEOPLE))
    assert page.count("set up") == 7
    # The thirty-first is the superuser who is looking.
    assert page.count("not yet") == 31 - 7
    assert page.count("Editors, Publishers") == 30
    assert "superuser: everything" in page


def test_nobody_deletes_an_account():
    client = desk(superuser=True)
    bob = account()
    assert client.post(change_of(bob).replace("change", "delete"), {"post": "yes"}).status_code == 403
    client.post(PEOPLE, {"action": "delete_selected", "_selected_action": [bob.pk], "post": "yes"})
    assert User.objects.filter(pk=bob.pk).exists()


# Those who are no superusers


def test_without_the_permission_accounts_and_groups_are_not_seen():
    client = desk("view_guide")
    for address in (PEOPLE, GROUPS, PEOPLE + "add/", change_of(account()), change_of(Group.objects.first())):
        assert client.get(address).status_code == 403


def test_with_the_permission_to_look_one_may_look_only():
    client = desk("view_user", "view_group")
    bob = account(is_staff=True)
    page = client.get(change_of(bob))
    assert page.status_code == 200
    assert "bob@example.org" in text_of(page)
    assert bob.password not in page.content.decode()
    assert client.get(GROUPS).status_code == 200
    assert client.post(change_of(bob), {"email": "x@example.org", "username": "x"}).status_code == 403


@pytest.mark.parametrize("whom", ["themselves", "an editor", "a superuser"])
def test_no_permission_short_of_superuser_is_a_way_to_more(whom):
    client = desk(*KEEPING)
    keeper = User.objects.get(pk=client.session["_auth_user_id"])
    target = {
        "themselves": keeper,
        "an editor": account(is_staff=True),
        "a superuser": account("root", is_staff=True, is_superuser=True),
    }[whom]
    before = User.objects.filter(pk=target.pk).values().get()
    typed = {"username": target.username, "email": "new@example.org", "is_superuser": "on", "is_staff": "on"}
    typed |= {"groups": [group.pk for group in Group.objects.all()], "user_permissions": ["1"], "is_active": "on"}
    assert client.post(change_of(target), typed).status_code == 403
    password = {"password1": "another horse battery", "password2": "another horse battery"}
    assert client.post(f"{PEOPLE}{target.pk}/password/", password | {"usable_password": "true"}).status_code == 403
    assert new_account(client).status_code == 403
    editors = Group.objects.get(name="Editors")
    assert client.post(change_of(editors), {"name": "Editors", "permissions": ["1", "2", "3"]}).status_code == 403
    assert client.post(GROUPS + "add/", {"name": "More"}).status_code == 403
    assert client.post(change_of(editors).replace("change", "delete"), {"post": "yes"}).status_code == 403
    assert User.objects.filter(pk=target.pk).values().get() == before
    assert not User.objects.filter(username="bob", groups__isnull=False).exists()


def test_secrets_and_addresses_have_no_screen_of_their_own():
    client = desk(superuser=True)
    assert client.get("/admin/mfa/authenticator/").status_code == 404
    assert client.get("/admin/account/emailaddress/").status_code == 404
