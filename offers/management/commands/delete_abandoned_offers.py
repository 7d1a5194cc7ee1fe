"""Delete what nobody has claimed or opened for a year; for cron."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from offers.models import Owner


class Command(BaseCommand):
    help = "Delete owners without an account that have not been seen for a year, with their offers."

    def handle(self, *args: Any, **options: Any) -> None:
        _, deleted = Owner.objects.abandoned(timezone.now()).delete()
        self.stdout.write(
            f"Deleted {deleted.get('offers.Owner', 0)} owners with {deleted.get('offers.Offer', 0)} offers."
        )
