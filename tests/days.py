"""The days that tests reckon from, asked for while a test runs: a run that began before midnight ends after it."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone


def today() -> date:
    return timezone.localdate()


def days_ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)
