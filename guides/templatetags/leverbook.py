"""Filters for figures, dates and texts."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django import template
from django.utils.safestring import SafeString
from django.utils.timezone import localtime

from guides import formatting
from guides.rendering import to_html

register = template.Library()


@register.filter
def money(amount: Decimal | None, currency: str) -> str:
    return "" if amount is None else formatting.money(amount, currency)


@register.filter
def whole_money(amount: Decimal, currency: str) -> str:
    """Without the cents that nobody reads in a total of years."""
    return formatting.money(amount.to_integral_value(), currency)


@register.filter
def percent(fraction: Decimal | None) -> str:
    return "" if fraction is None else formatting.percent(fraction)


@register.filter
def day(value: date | datetime | None) -> str:
    if value is None:
        return ""
    return formatting.day(localtime(value).date() if isinstance(value, datetime) else value)


@register.filter
def rate(value: Decimal) -> str:
    """An exchange rate with six significant figures."""
    return f"{Decimal(f'{value:.6g}').normalize():f}"


@register.filter
def markdown(text: str) -> SafeString:
    return to_html(text)
