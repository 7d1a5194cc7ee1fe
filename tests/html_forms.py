"""What a browser would send for a form as it stands on a page."""

from __future__ import annotations

import re
from html.parser import HTMLParser


class FormReader(HTMLParser):
    """Collects the successful controls of the page's form with an id (or of its last form)."""

    def __init__(self, form_id: str | None) -> None:
        super().__init__()
        self.form_id = form_id
        self.data: dict[str, list[str]] = {}
        self._inside = False
        self._templates = 0
        self._select: str | None = None
        self._first_option: str | None = None
        self._chosen = False
        self._text: str | None = None
        self._words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "template":
            self._templates += 1
        if tag == "form":
            self._inside = self.form_id is None or found.get("id") == self.form_id
            if self._inside and self.form_id is None:
                self.data = {}
        if not self._inside or self._templates:
            return
        name = found.get("name")
        if tag == "input" and name and found.get("type") not in {"submit", "button", "file"}:
            if found.get("type") in {"checkbox", "radio"} and "checked" not in found:
                return
            self._add(name, found.get("value") or ("on" if found.get("type") == "checkbox" else ""))
        elif tag == "select" and name:
            self._select, self._first_option, self._chosen = name, None, False
        elif tag == "option" and self._select:
            value = found.get("value") or ""
            self._first_option = value if self._first_option is None else self._first_option
            if "selected" in found:
                self._add(self._select, value)
                self._chosen = True
        elif tag == "textarea" and name:
            self._text, self._words = name, []

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._words.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "template":
            self._templates -= 1
        elif tag == "form":
            self._inside = False
        elif tag == "select" and self._select:
            if not self._chosen and self._first_option is not None:
                self._add(self._select, self._first_option)
            self._select = None
        elif tag == "textarea" and self._text is not None:
            self._add(self._text, "".join(self._words).removeprefix("\n"))
            self._text = None

    def _add(self, name: str, value: str) -> None:
        self.data.setdefault(name, []).append(value)


def form_of(response, form_id: str | None = None) -> dict[str, list[str]]:
    """Names and values of a form on a page, ready to be posted back."""
    reader = FormReader(form_id)
    reader.feed(response.content.decode())
    return reader.data


_BLOCKS = "table|thead|tbody|tr|th|td|ul|ol|li|dl|dt|dd|div|p|section|option|select|svg|rect|details|summary|blockquote"
_AROUND_BLOCKS = re.compile(rf"\s*(</?(?:{_BLOCKS})\b[^<>]*>)\s*")


def flat(response) -> str:
    """A page's HTML without the blanks that only its templates' lines make."""
    html = " ".join(response.content.decode().split())
    return _AROUND_BLOCKS.sub(r"\1", html.replace(" >", ">"))
