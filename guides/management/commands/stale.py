"""What has grown old: for cron and monitoring."""

from __future__ import annotations

import sys
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from guides.models import ExchangeRate, Guide


class Command(BaseCommand):
    help = "List guides whose review is overdue, and rates that are older than 30 days. Exit code 1 if there are any."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--within", type=int, default=0, metavar="DAYS", help="also what falls due in so many days")

    def handle(self, *args: Any, **options: Any) -> None:
        today = timezone.localdate()
        guides = Guide.objects.published().overdue(today + timedelta(days=options["within"]))
        found = 0
        for guide in guides.select_related("company", "role").order_by("review_due_on"):
            found += 1
            self.stdout.write(f"{guide.review_due_on}  {guide.get_absolute_url()}  {guide}")
        for rate in ExchangeRate.objects.grown_old(today).order_by("currency"):
            found += 1
            self.stdout.write(f"{rate.on}  the rate of {rate.currency} is {(today - rate.on).days} days old")
        if found:
            sys.exit(1)
