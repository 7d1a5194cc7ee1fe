"""What Word writes to the clipboard in its own way: lists and quotes that are paragraphs with a style."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup
from bs4.element import Tag

_LISTED = re.compile(r"mso-list:\s*l\d+\s+level(?P<level>\d)", re.IGNORECASE)
_MARK = re.compile(r"mso-list:\s*ignore", re.IGNORECASE)
_QUOTE = re.compile(r"\bMso(?:Intense)?Quote", re.IGNORECASE)
_NUMBER = re.compile(r"\W*(?:(?P<number>\d{1,3})|[a-zA-Z]|[ivxIVX]{1,5})[.)]")


def with_lists_and_quotes(soup: BeautifulSoup) -> None:
    """Make lists and quotes of the paragraphs that are styled as such; their marks are no words."""
    for paragraph in soup.find_all("p", class_=_QUOTE):
        quote = soup.new_tag("blockquote")
        paragraph.wrap(quote)
    # The lists that are open, each within the one before it, with its level.
    opened: list[tuple[int, Tag]] = []
    last: Tag | None = None
    for paragraph in soup.find_all("p", style=_LISTED):
        found = _LISTED.search(str(paragraph["style"]))
        level = int(found["level"]) if found else 1
        mark = paragraph.find("span", style=_MARK)
        number = _NUMBER.match(mark.get_text()) if mark else None
        if mark:
            mark.decompose()
        if last is None or _next(last) is not paragraph:
            opened = []
        while opened and opened[-1][0] > level and len(opened) > 1:
            opened.pop()
        if not opened or opened[-1][0] < level:
            opened.append((level, _opened(soup, opened[-1][1] if opened else None, paragraph, number)))
        paragraph.name = "li"
        del paragraph["style"]
        opened[-1][1].append(paragraph)
        last = opened[0][1]


def _opened(soup: BeautifulSoup, within: Tag | None, paragraph: Tag, number: re.Match[str] | None) -> Tag:
    """A new list: where its first paragraph stands, or within the last item of the list that is open."""
    made = soup.new_tag("ol" if number else "ul")
    if number and number["number"]:
        made["start"] = number["number"]
    if within is None:
        paragraph.insert_before(made)
    else:
        within.find_all("li", recursive=False)[-1].append(made)
    return made


def _next(tag: Tag) -> Tag | None:
    """What follows a tag but for blanks between them."""
    sibling = tag.next_sibling
    while sibling is not None and not isinstance(sibling, Tag) and not str(sibling).strip():
        sibling = sibling.next_sibling
    return sibling if isinstance(sibling, Tag) else None
