"""How long the slowest texts take to read: python -m benchmarks.hostile [SECONDS]

Prints the slowest cases; ends with 1 where one takes longer than SECONDS (2).
"""

from __future__ import annotations

import os
import sys
import time

import django

from tests.guides.parsing.hostile import hostile_texts

LIMIT = 2.0


def main(limit: float) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guides_project.settings")
    django.setup()
    from display.rendering import to_html
    from guides.parsing import GuideRefused, parse_guide

    measured = []
    for name, text in hostile_texts():
        for step, work in (("read", parse_guide), ("shown", to_html)):
            started = time.perf_counter()
            try:
                work(text)
                outcome = step
            except GuideRefused:
                outcome = "refused"
            measured.append((time.perf_counter() - started, name, outcome))
    measured.sort(reverse=True)
    for seconds, name, outcome in measured[:15]:
        print(f"{seconds:7.2f} s  {outcome:8} {name}")
    slow = sum(seconds > limit for seconds, _, _ in measured)
    print(f"{len(measured)} measured, {slow} over {limit} s")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]) if len(sys.argv) > 1 else LIMIT))
