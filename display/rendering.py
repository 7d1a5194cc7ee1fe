"""Markdown → safe HTML: the only place that makes HTML from text."""

from __future__ import annotations

import re
from itertools import islice

import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

TAGS = {
    "a", "blockquote", "br", "code", "em", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "strong",
    "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
LIMIT = 128 * 1024
# Characters that may be markup, line ends among them; the largest real guide has 1,200. Making HTML takes time by them,
# and by the square of some.
MOST_MARKS = 10_000
_MARK = re.compile(r"[^\w ,.:;$%–—’-]")

# No page shows images of a guide: what would be one is shown as a link.
_markdown = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")


def to_html(text: str) -> SafeString:
    """Safe HTML of a Markdown text.

    Raw HTML is shown as text; headings start at level 3, below the page's own;
    links go to http, https and mailto only and pass on no trust. Text beyond
    128 KB is cut off: the parser refuses such guides, this is the second lock.
    A text with more than ``MOST_MARKS`` is shown as it was typed.
    """
    text = text[:LIMIT]
    marks = sum(1 for _ in islice(_MARK.finditer(text), MOST_MARKS + 1))
    html = _markdown.render(_demoted(text)) if marks <= MOST_MARKS else f"<pre>{escape(text)}</pre>"
    cleaned = nh3.clean(
        html,
        tags=TAGS,
        attributes={"a": {"href", "title"}, "ol": {"start"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow noopener",
    )
    return mark_safe(cleaned)  # noqa: S308 - cleaned by nh3 against the list above


def _demoted(text: str) -> str:
    """ATX headings two levels down, so that the page keeps its own outline."""
    return re.sub(r"^(#{1,6})(?=\s)", lambda hashes: "#" * min(len(hashes[1]) + 2, 6), text, flags=re.MULTILINE)
