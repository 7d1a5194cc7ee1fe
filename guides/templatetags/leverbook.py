"""Filters for figures, dates and texts."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.core.paginator import Page
from django.template.context import Context
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime

from display import formatting
from display.rendering import to_html
from guides.library.structured import as_script_text
from pay.money import Conversion

register = template.Library()


@register.filter
def money(amount: Decimal | None, currency: str) -> str:
    return "" if amount is None else formatting.money(amount, currency)


@register.filter
def whole_money(amount: Decimal, currency: str) -> str:
    """Without the cents that nobody reads in a total of years."""
    return formatting.whole_money(amount, currency)


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
    return formatting.rate(value)


@register.filter
def rate_words(used: Conversion) -> str:
    return formatting.rate_words(used)


@register.filter
def rate_and_source(used: Conversion) -> str:
    return formatting.rate_and_source(used)


@register.filter
def exact_rate(value: Decimal) -> str:
    return formatting.exact_rate(value)


@register.filter
def markdown(text: str) -> SafeString:
    return to_html(text)


@register.filter
def json_ld(data: dict[str, Any]) -> SafeString:
    """Data for machines that read the page; nothing that runs."""
    text = mark_safe(as_script_text(data))  # noqa: S308 - it can't end the element
    return format_html('<script type="application/ld+json">{}</script>', text)


@register.simple_tag(takes_context=True)
def block_again(context: Context, name: str) -> str:
    """What a block of the page says, said a second time."""
    block = context.render_context[BLOCK_CONTEXT_KEY].get_block(name)
    said: str = block.render(context)
    return said.strip()


@register.simple_tag(takes_context=True)
def canonical(context: Context, path: str, page: Page[Any] | None = None, query: str = "") -> str:
    """The absolute address that search engines should know a page by."""
    asked = [query] if query else []
    if page and page.number > 1:
        asked.append(f"page={page.number}")
    address: str = context["request"].build_absolute_uri(path)
    return f"{address}?{'&'.join(asked)}" if asked else address
