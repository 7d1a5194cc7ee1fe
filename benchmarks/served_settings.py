"""The site's settings with an empty view beside its pages."""

from guides_project.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.served_urls"
