"""axe on a page as it stands. Evaluated, not injected: the CSP forbids foreign script tags."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


def violations(page: Any) -> list[str]:
    """What axe finds, a line each; WCAG 2.2 A and AA and its best practices."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    # What a stylesheet imports axe would put into styles of its own, which the CSP forbids as well.
    found = page.evaluate("() => axe.run(document, {resultTypes: ['violations'], preload: false})")
    return [
        f"{violation['id']}: {violation['help']} at {node['target']}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def is_too_wide(page: Any) -> bool:
    """Whether the page has to be scrolled sideways."""
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


def tables_too_wide(page: Any) -> list[str]:
    """Tables that are wider than the box that they stand in, which would have to be scrolled sideways."""
    return page.evaluate(
        """() => [...document.querySelectorAll("table")].filter((table) => {
            const box = getComputedStyle(table.parentElement);
            const room = table.parentElement.clientWidth - parseFloat(box.paddingLeft) - parseFloat(box.paddingRight);
            return table.getBoundingClientRect().width > room + 1;
        }).map((table) => table.getAttribute("aria-label") || table.className)"""
    )
