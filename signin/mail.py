"""Whether this site can send mail."""

from __future__ import annotations

import django
from django.conf import settings


def backend() -> str:
    """The name of the backend that takes letters."""
    if django.VERSION >= (6, 1):
        return str(settings.MAILERS["default"]["BACKEND"])
    return settings.EMAIL_BACKEND


def goes_out() -> bool:
    """Whether letters go anywhere: without a mail server Django's dummy takes them and throws them away."""
    return "dummy" not in backend()
