"""Which of the packages' static files are collected, and how much of the stylesheets."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.apps import StaticFilesConfig
from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

from guides_project.stylesheets import cut, words_of

BOOTSTRAP = "bootstrap/css/bootstrap.min.css"
OWN = "leverbook.css"
IMPORT = f'@import url("{BOOTSTRAP}");'
# The apps whose templates and forms the pages are made of, and not the stock admin's, which has its own stylesheet.
PAGES_OF = ("crispy_bootstrap5", "crispy_forms", "allauth", "allauth_account", "allauth_mfa", "account", "mfa")
# Of crispy-forms' layout objects only those of ``crispy_forms.layout`` are used; these files belong to the others.
UNUSED = (
    "crispy_forms/bootstrap.py",
    "crispy_bootstrap5/bootstrap5.py",
    "bootstrap5/accordion*.html",
    "layout/alert.html",
    "layout/field_with_buttons.html",
    "layout/floating_field.html",
    "layout/modal.html",
    "layout/prepended_appended_text.html",
    "layout/switch.html",
    "layout/tab*.html",
    # Here they are named alone.
    "guides_project/staticfiles.py",
)
SUFFIXES = frozenset({".html", ".py", ".js"})


class UsedStaticFiles(StaticFilesConfig):
    """Collect what pages use, not all that the packages ship."""

    ignore_patterns = [
        *StaticFilesConfig.ignore_patterns,
        "bootstrap.css.map",
        "*.js.map",
        "bootstrap-grid*",
        "bootstrap-reboot*",
        "bootstrap-utilities*",
        "*.rtl.*",
        "bootstrap.css",
        "bootstrap*.js",
        "jquery.js",
        "jquery.min.map",
        "xregexp.js",
        "select2.full.js",
        "gis",
        "htmax-*",
        "htmx-4*",
        "htmx-2.js",
        "ext",
    ]


class CutStaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # WhiteNoise has no types
    """One stylesheet is collected: Bootstrap's and ours, without what no page can use."""

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:  # noqa: FBT001, FBT002
        if not dry_run and OWN in paths:
            with self.open(BOOTSTRAP) as below, self.open(OWN) as own:
                css = stylesheet(below.read().decode(), own.read().decode())
            for name in (BOOTSTRAP, OWN):
                self.delete(name)
            self.save(OWN, ContentFile(css))
            del paths[BOOTSTRAP]
            paths[OWN] = (self, OWN)
        yield from super().post_process(paths, dry_run, **options)


def stylesheet(bootstrap: str, own: str) -> str:
    """What a browser makes of ``own``, which imports Bootstrap's first of all, as far as the pages can use it.

    What stands in ``own`` counts as used: pages put some of its classes together.
    """
    head, found, rest = own.partition(IMPORT)
    if not found:
        raise ValueError(f"{OWN} does not begin with {IMPORT}")
    return cut(head + bootstrap + rest, words_of([*page_sources(), own]))


def page_sources() -> Iterator[str]:
    """The texts that the classes of pages come from: our own, and those of the packages that make forms and pages."""
    base = Path(settings.BASE_DIR)
    ours = ("templates", "static", "display", "signin", "guides", "offers", "guides_project")
    folders = [base / name for name in ours]
    folders += [Path(app.path) for app in apps.get_app_configs() if app.label in PAGES_OF]
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix in SUFFIXES and "migrations" not in path.parts and not any(map(path.match, UNUSED)):
                yield path.read_text("utf-8")
