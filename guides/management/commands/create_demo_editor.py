"""An editor to look around with, for a demo on one's own machine."""

from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser

from signin.addresses import vouch_for

NAME = "editor"
EMAIL = "editor@example.org"


class Command(BaseCommand):
    help = f"Create the superuser {EMAIL} with a random password and print it; refuses in production."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000, help="where the demo is served, for the printed address")

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("This is for demos only. Use createsuperuser.")
        editor = User.objects.filter(username=NAME).first() or User(username=NAME, is_staff=True, is_superuser=True)
        password = secrets.token_urlsafe(12)
        editor.email = EMAIL
        editor.set_password(password)
        editor.save()
        vouch_for(editor)
        address = f"http://127.0.0.1:{options['port']}/admin/"
        self.stdout.write(f"Editors' desk: {address}  e-mail: {EMAIL}  password: {password}")
