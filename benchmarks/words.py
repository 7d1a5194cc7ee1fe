"""What candidates of a whole library are handed to say: python -m benchmarks.words [--of COMPANY ...]

Over all guides of DATABASE_URL × their bands × three offers (low in the band, in its middle, above every ask) ×
candidates who are paid in four currencies, with nothing recorded and nothing ticked. The texts are those of the site
(levers, strategy, letters, call sheet); what may not stand in them is found by detectors that know nothing of the
reader (``tests/speech_detectors/``). Prints how often each forbidden kind was found, with examples, the sentences
of the guides by voice, and how many a candidate gets before and after ticking.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from decimal import Decimal


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--each", type=int, default=1, help="only each so manieth guide")
    parser.add_argument("--first", type=int, default=0, help="which of them to begin with")
    parser.add_argument("--regions", type=int, default=99, help="so many bands of a guide at most")
    parser.add_argument("--of", nargs="*", default=(), help="only guides of these companies, by their slugs")
    parser.add_argument("--pages", type=int, default=8, help="each so manieth guide's texts are looked up on its pages")
    given = parser.parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guides_project.settings")
    import django

    django.setup()
    from django.test.utils import setup_test_environment

    # Pages tell what they were made of.
    setup_test_environment()
    from benchmarks.spoken import PAID_IN, TODAY, Sweep
    from benchmarks.spoken_pages import unread
    from guides.models import Band, ExchangeRate, Guide, Revision

    for currency, units in PAID_IN.items():
        if not ExchangeRate.objects.filter(currency=currency).exists():
            ExchangeRate.objects.create(currency=currency, per_euro=Decimal(units), on=TODAY, source="A bank")
    sweep = Sweep()
    started = time.monotonic()
    guides = Guide.objects.published()
    if given.of:
        guides = guides.filter(company__slug__in=given.of)
    revisions = Revision.objects.filter(pk__in=guides.values("published_revision"))
    for revision in revisions.order_by("pk").select_related("guide__company", "guide__role")[given.first :: given.each]:
        bands = list(Band.objects.with_doubts().filter(revision=revision)[: given.regions])
        sweep.over(revision, bands)
        if sweep.guides % given.pages == 1 % given.pages:
            sweep.on_pages(
                revision, next((band for band in bands if band.base_min and not band.has_error), None), unread
            )
        if sweep.guides % 100 == 0:
            print(f"  {sweep.guides} guides, {time.monotonic() - started:.0f} s", file=sys.stderr, flush=True)
    sweep.report()
    return 1 if sweep.found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
