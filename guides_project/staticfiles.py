"""Which of the packages' static files are collected."""

from django.contrib.staticfiles.apps import StaticFilesConfig


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
