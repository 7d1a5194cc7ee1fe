"""Filters that say a package in words."""

from __future__ import annotations

from django import template

from offers.comparison import wording
from pay.packages import Package

register = template.Library()


@register.filter
def pay_beside_equity(package: Package) -> str:
    """What can be said of a package whose equity can't be given a worth: "$187,000 base and bonus a year, with …"."""
    return wording.pay_beside_equity(package)


@register.filter
def signing_in_parts(package: Package) -> str:
    """How a signing bonus is paid that isn't paid at once; "" for any other."""
    return wording.signing_sentence(package)
