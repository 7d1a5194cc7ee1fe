"""Making an account."""

from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress
from allauth.core.context import request_context
from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.test import RequestFactory

from guides_project.messages import MessageStorage
from signin.signup import MADE_JUST_NOW, SignupForm
from tests.signin.test_resets import OLD, sign_up

pytestmark = pytest.mark.django_db

ALICE = "alice@example.org"


def test_a_form_that_is_sent_twice_at_once_makes_one_account():
    """Each is found valid before the other is saved, with whatever small and large letters."""
    request = RequestFactory().post("/account/signup/")
    vars(request).update(session={})
    vars(request).update(_messages=MessageStorage(request))
    with request_context(request):
        forms = [
            SignupForm({"email": email, "password1": OLD, "password2": OLD}) for email in (ALICE, ALICE.upper(), ALICE)
        ]
        assert all(form.is_valid() for form in forms)
        saved = [form.try_save(request) for form in forms]
    account = User.objects.get()
    assert saved[0] == (account, None)
    for nobody, answer in saved[1:]:
        assert nobody is None
        assert answer["Location"] == "/account/login/"
    assert [str(message) for message in get_messages(request)] == [MADE_JUST_NOW] * 2
    assert EmailAddress.objects.get().user == account


def test_an_address_that_somebody_left_is_free_for_an_account():
    sign_up(ALICE)
    User.objects.update(email="elsewhere@example.org")
    EmailAddress.objects.update(email="elsewhere@example.org")
    sign_up(ALICE)
    first, second = User.objects.order_by("pk")
    assert (first.email, second.email) == ("elsewhere@example.org", ALICE)
    assert first.username != second.username
