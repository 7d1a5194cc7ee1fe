"""What the log tells of signing in to the desk, and what it doesn't."""

from __future__ import annotations

import logging

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from signin.log import shortened
from tests.signin.staff import (
    EMAIL,
    FACTOR,
    PASSWORD,
    code_of,
    confirm,
    recovery_codes,
    set_up,
    show,
    sign_in,
    wrong_code,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock", "_quick_passwords", "_as_in_production")]


def test_the_log_tells_what_happened_and_no_secret(alice, clock, caplog, django_capture_on_commit_callbacks):
    caplog.set_level(logging.INFO, "leverbook.signin")
    client = Client()
    sign_in(client, password="a wrong horse")
    sign_in(client, email="Stranger@Example.org")
    sign_in(client)
    with django_capture_on_commit_callbacks(execute=True):
        secret = set_up(client, clock)
    codes = recovery_codes(client)
    client.post("/admin/logout/")
    sign_in(client)
    wrong = wrong_code(secret, clock)
    show(client, wrong)
    show(client, codes[0])
    with django_capture_on_commit_callbacks(execute=True):
        clock.pass_(seconds=30)
        confirm(client, code_of(secret, clock))
        client.post(FACTOR + "recovery-codes/generate/")
    client.post(
        "/account/password/change/",
        {"oldpassword": PASSWORD, "password1": "another horse battery", "password2": "another horse battery"},
    )
    client.post(FACTOR + "totp/deactivate/")
    user = f"user={alice.pk}"
    lines = [record for record in caplog.records if record.name == "leverbook.signin"]
    assert [(line.levelname, line.getMessage().removesuffix(" ip=127.0.0.1")) for line in lines] == [
        ("WARNING", "sign-in-failed account=al…@example.org"),
        ("WARNING", "sign-in-failed account=st…@example.org"),
        ("INFO", f"signed-in {user} staff=yes second_factor=no"),
        ("INFO", f"second-factor-shown {user} type=totp again=yes"),
        ("INFO", f"second-factor-added {user} type=totp"),
        ("INFO", f"second-factor-added {user} type=recovery_codes"),
        ("INFO", f"signed-out {user}"),
        ("WARNING", f"second-factor-refused {user}"),
        ("WARNING", f"second-factor-shown {user} type=recovery_codes again=no"),
        ("INFO", f"signed-in {user} staff=yes second_factor=recovery_codes"),
        ("INFO", f"second-factor-shown {user} type=totp again=yes"),
        ("INFO", f"second-factor-made-anew {user} type=recovery_codes"),
        ("INFO", f"password-changed {user}"),
        ("WARNING", f"second-factor-removed {user} type=totp"),
        ("WARNING", f"second-factor-removed {user} type=recovery_codes"),
    ]
    for hidden in (PASSWORD, "a wrong horse", "another horse", secret, wrong, *codes, EMAIL, "tranger@"):
        assert hidden not in caplog.text


def test_the_log_tells_that_a_limit_was_reached(alice, caplog):
    for _ in range(6):
        sign_in(Client(), password="wrong")
    assert caplog.text.count("sign-in-failed") == 5
    assert caplog.text.count("too-many-attempts ip=127.0.0.1") == 1


@given(st.text(st.characters(exclude_characters="@…"), max_size=40), st.text(max_size=80))
def test_a_shortened_address_is_one_short_word_with_two_letters_of_the_name(name, host):
    short = shortened(f"{name}@{host}")
    assert len(short) <= len("ab…@") + 60
    assert short.split() == [short]
    assert short.isprintable()
    told, rest = short.split("…", 1)
    assert len(told) <= 2
    assert rest.startswith("@")
    assert shortened(name) == f"{told}…"
