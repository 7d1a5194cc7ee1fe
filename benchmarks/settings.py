"""The site's settings with one more address, and with static files in the benchmark's own folder."""

import os

from guides_project.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.urls"
STATIC_ROOT = os.environ.get("BENCHMARK_STATIC_ROOT")
