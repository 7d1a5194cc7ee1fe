"""For somebody whose phone is lost, recovery codes and all."""

from __future__ import annotations

import logging
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser

from signin.log import write


class Command(BaseCommand):
    help = "Take the second factor off an account, so that a new one is set up at the next sign-in. Asks first."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="what the person signs in with")
        parser.add_argument("--yes", action="store_true", help="don't ask")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(email=options["email"].lower()).first()
        if user is None:
            raise CommandError(f"No account has the e-mail {options['email']}.")
        found = Authenticator.objects.filter(user=user)
        if not found:
            raise CommandError(f"{user.email} has no second factor.")
        if not options["yes"]:
            self.stdout.write(
                f"This takes the authenticator app and the recovery codes off {user.email}. Whoever knows the\n"
                "password can then sign in and set up a new one: be sure that it is really they who ask."
            )
            if input("Type the e-mail again to go on: ").strip().lower() != user.email:
                raise CommandError("Nothing was changed.")
        found.delete()
        write(logging.WARNING, "second-factor-reset", None, user=user.pk, by="command")
        self.stdout.write(f"Done. {user.email} sets up a new second factor at the next sign-in.")
