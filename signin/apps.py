from importlib import import_module

from django.apps import AppConfig


class SigninConfig(AppConfig):
    """Who signs in, with what: the second factor, the addresses, and the log of it."""

    name = "signin"

    def ready(self) -> None:
        for receivers in ("signin.addresses", "signin.notices", "signin.log"):
            import_module(receivers)
