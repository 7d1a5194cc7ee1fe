"""What ``check --deploy`` says of a site that would run, but not as a public one should."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register

from signin import mail


@register(Tags.security, deploy=True)
def check_cache(**_: Any) -> list[CheckMessage]:
    if "locmem" not in settings.CACHES["default"]["BACKEND"]:
        return []
    return [
        Warning(
            "Each process counts wrong passwords and keeps pages for itself.",
            hint="Name a Redis in CACHE_URL: redis://host:6379/0.",
            id="leverbook.W001",
        )
    ]


@register(Tags.security, deploy=True)
def check_mail(**_: Any) -> list[CheckMessage]:
    if not any(name in mail.backend() for name in ("console", "dummy")):
        return []
    return [
        Warning(
            "No mail is sent: nobody can set a new password.",
            hint="Name a mail server in EMAIL_URL: smtp+tls://user:password@host:587.",
            id="leverbook.W002",
        )
    ]


@register(Tags.security, deploy=True)
def check_proxy(**_: Any) -> list[CheckMessage]:
    if settings.BEHIND_PROXY:
        return []
    return [
        Warning(
            "No proxy is trusted: behind one, all visitors share one address and its limits.",
            hint="Set BEHIND_PROXY=1 and let nobody go around the proxy (docs/operations.md has one for nginx).",
            id="leverbook.W003",
        )
    ]


@register(Tags.security, deploy=True)
def check_hosts(**_: Any) -> list[CheckMessage]:
    if not any(host.startswith(("*", ".")) for host in settings.ALLOWED_HOSTS):
        return []
    return [
        Warning(
            "Pages of a host that only a pattern of ALLOWED_HOSTS covers are made for each visitor.",
            hint="Spell the names out.",
            id="leverbook.W004",
        )
    ]
