"""Which letters an editor wants."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class LetterChoice(models.Model):
    """What an editor said about letters; who has said nothing gets them."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    sent_back = models.BooleanField(default=True, help_text="A letter when a draft comes back from review.")

    def __str__(self) -> str:
        return f"{self.user}: {'letters' if self.sent_back else 'no letters'}"
