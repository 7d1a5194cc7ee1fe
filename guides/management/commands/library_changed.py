"""After a change by hand: what every process keeps of the library is made anew."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from guides.library import epoch


class Command(BaseCommand):
    help = "Make every process read the library anew, after its tables were changed by hand."

    def handle(self, *args: Any, **options: Any) -> None:
        with epoch.change():
            pass
        self.stdout.write("Every process reads the library anew within a second.")
