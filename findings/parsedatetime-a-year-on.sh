#!/usr/bin/env bash
# parsedatetime 2.6: days counted from a date with its year come out in another year.
#
# "30 days from December 4, 2026" is 3 January 2027. parsedatetime says 3 January 2028, and claims to have read all of
# the words; written as "4 December 2026" the same is right, and the date alone is right in both. "Two weeks before
# March 1, 2027" is February 2026, a year too early. Letters set end dates of repayment, notice and exercise like this.
# Expected: 2027-01-03, 2027-04-04 and 2027-02-15. Seen: 2028-01-03, 2028-04-03 and 2026-02-15.
# Fails once it is otherwise.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/python" -m pip install --quiet --disable-pip-version-check parsedatetime==2.6
"$place/venv/bin/python" - <<'PYTHON'
import sys
from datetime import datetime

import parsedatetime

SEEN = {
    "30 days from December 4, 2026": "2028-01-03",
    "90 days after January 4, 2027": "2028-04-03",
    "two weeks before March 1, 2027": "2026-02-15",
    "30 days from 4 December 2026": "2027-01-03",
    "December 4, 2026": "2026-12-04",
}
found = {}
for words in SEEN:
    [(day, _, start, end, _)] = parsedatetime.Calendar().nlp(words, sourceTime=datetime(2026, 11, 29, 9))
    found[words] = day.date().isoformat()
    print(f"{words}: {found[words]}, read from {words[start:end]!r}")
sys.exit(0 if found == SEEN else 1)
PYTHON
