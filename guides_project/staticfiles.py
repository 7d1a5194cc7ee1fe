"""Which of the packages' static files are collected, and how much of Bootstrap's stylesheet."""

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
# The apps whose templates and forms the pages are made of, and not the stock admin's, which has its own stylesheet.
PAGES_OF = ("crispy_bootstrap5", "crispy_forms", "allauth", "allauth_account", "allauth_mfa", "account", "mfa")
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
    """Bootstrap's stylesheet is collected without what no page can use: a third of what a first visit weighs."""

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:  # noqa: FBT001, FBT002
        if not dry_run and BOOTSTRAP in paths:
            with self.open(BOOTSTRAP) as whole, self.open(OWN) as own:
                css = cut(whole.read().decode(), words_of(page_sources()), [own.read().decode()])
            self.delete(BOOTSTRAP)
            self.save(BOOTSTRAP, ContentFile(css))
            paths[BOOTSTRAP] = (self, BOOTSTRAP)
        yield from super().post_process(paths, dry_run, **options)


def page_sources() -> Iterator[str]:
    """The texts that the classes of pages come from: our own, and those of the packages that make forms and pages."""
    base = Path(settings.BASE_DIR)
    ours = ("templates", "static", "display", "signin", "guides", "offers", "guides_project")
    folders = [base / name for name in ours]
    folders += [Path(app.path) for app in apps.get_app_configs() if app.label in PAGES_OF]
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix in SUFFIXES and "migrations" not in path.parts:
                yield path.read_text("utf-8")
