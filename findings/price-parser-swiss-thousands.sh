#!/usr/bin/env bash
# price-parser 0.5.1: a Swiss salary of CHF 120’000 is CHF 120.
#
# Switzerland groups thousands with an apostrophe, in print the curved one (U+2019), and Babel 2.17.0 writes amounts so
# in the locale de_CH. Of "CHF 120’000.00" price-parser drops the thousands and says that it found 120 francs. With the
# straight apostrophe it reads 120000.00.
# Expected: 120000.00 in both. Seen: 120 for the curved one. Fails once it is otherwise.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/python" -m pip install --quiet --disable-pip-version-check price-parser==0.5.1 babel==2.17.0
"$place/venv/bin/python" - <<'PYTHON'
import sys
from decimal import Decimal

from babel.numbers import format_currency
from price_parser import Price

written = format_currency(120000, "CHF", locale="de_CH")
SEEN = {
    written: Decimal(120),
    "CHF 120\u2019000.00": Decimal(120),
    "CHF 1\u2019250\u2019000": Decimal(1),
    "CHF 120'000.00": Decimal("120000.00"),
}
found = {text: Price.fromstring(text).amount for text in SEEN}
for text, amount in found.items():
    print(f"{text}: {amount}")
sys.exit(0 if found == SEEN and "\u2019" in written else 1)
PYTHON
