#!/usr/bin/env bash
# dateparser 1.5.0: "two weeks from today" is two weeks ago, and "on or before 4 December 2026" any day but that.
#
# The first names the same day as "in two weeks" and "two weeks from now", which are read rightly; dateparser counts
# back instead, from today and from tomorrow, though told to prefer what is to come. The second, the usual wording of a
# deadline, is found within a sentence without its day and its year apart: the month gets the day on which it is read.
# "By" and "no later than 4 December 2026" are read rightly.
# Expected, read on 29 November 2026: 13 December, 29 December, 4 December. Seen: 15 November, 29 October, 29 December.
# A reader so takes an open offer for one that ran out, or answers late. Fails once it is otherwise.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/python" -m pip install --quiet --disable-pip-version-check dateparser==1.5.0
"$place/venv/bin/python" - <<'PYTHON'
import sys
from datetime import datetime

import dateparser
from dateparser.search import search_dates

SETTINGS = {"RELATIVE_BASE": datetime(2026, 11, 29, 9), "PREFER_DATES_FROM": "future"}
PARSED = {
    "two weeks from today": "2026-11-15",
    "one month from today": "2026-10-29",
    "10 days from tomorrow": "2026-11-30",
    "in two weeks": "2026-12-13",
    "two weeks from now": "2026-12-13",
}
SEARCHED = {
    "Please sign on or before 4 December 2026.": ["2026-12-29", "2026-11-29"],
    "Please sign on or before December 4, 2026.": ["2026-12-29", "2026-11-29"],
    "Please sign no later than 4 December 2026.": ["2026-12-04"],
}
parsed, searched = {}, {}
for words in PARSED:
    parsed[words] = dateparser.parse(words, languages=["en"], settings=SETTINGS).date().isoformat()
    print(f"{words}: {parsed[words]}")
for words in SEARCHED:
    dates = search_dates(words, languages=["en"], settings=SETTINGS)
    searched[words] = [day.date().isoformat() for _, day in dates]
    print(f"{words} {[(text, day.date().isoformat()) for text, day in dates]}")
sys.exit(0 if (parsed, searched) == (PARSED, SEARCHED) else 1)
PYTHON
