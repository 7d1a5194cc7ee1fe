"""The site's settings with one more address, and with static files in the benchmark's own folder."""

import os

from guides_project.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.urls"
# A load comes from few owners and from one address.
UNLIMITED = {"opening", "saving_from_address"}
ACCOUNT_RATE_LIMITS = {name: rates for name, rates in ACCOUNT_RATE_LIMITS.items() if name not in UNLIMITED}  # noqa: F405
STATIC_ROOT = os.environ.get("BENCHMARK_STATIC_ROOT")
