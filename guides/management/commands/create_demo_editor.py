"""An editor to look around with, for a demo on one's own machine."""

from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser

NAME = "editor"


class Command(BaseCommand):
    help = "Create a superuser named 'editor' with a random password and print it; refuses in production."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000, help="where the demo is served, for the printed address")

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("This is for demos only. Use createsuperuser.")
        users = get_user_model().objects
        editor = users.filter(username=NAME).first()
        password = secrets.token_urlsafe(12)
        if editor is None:
            users.create_superuser(NAME, password=password)
        else:
            editor.set_password(password)
            editor.save(update_fields=["password"])
        address = f"http://127.0.0.1:{options['port']}/admin/"
        self.stdout.write(f"Editors' desk: {address}  name: {NAME}  password: {password}")
