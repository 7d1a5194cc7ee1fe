"""Addresses that are sent by mail: the site's own, whatever host and port a request has named."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse


def link_to(view: str, **arguments: str) -> str:
    """The whole address of a view, such as ``https://leverbook.example/account/signup/``."""
    return settings.SITE_ORIGIN + reverse(view, kwargs=arguments)
