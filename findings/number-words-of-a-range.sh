#!/usr/bin/env bash
# text2num 3.1.0 and number-parser 0.3.2: "between ninety and one hundred thousand" becomes "between 9100 1000".
#
# English lets the first end of a range leave its "thousand" out, and joins the ends with the word that stands within a
# number, too: "and". Both turn the number words of a text into digits, take "ninety and one hundred" for ninety-one
# hundred, though "ninety" can't come before "one" in a number, and leave a thousand over that nobody wrote.
# Expected: "between 90 and 100000", as numerizer 0.2.4 writes, or the words left as they are.
# Seen: "between 9100 1000", and "102 100000" of "one hundred and two hundred thousand" in text2num.
# Fails once it is otherwise.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
  text2num==3.1.0 number-parser==0.3.2 numerizer==0.2.4 setuptools==80.9.0
"$place/venv/bin/python" - <<'PYTHON'
import sys

import number_parser
from numerizer import numerize
from text_to_num import alpha2digit

TOOLS = {
    "text2num": lambda words: alpha2digit(words, "en"),
    "number-parser": lambda words: number_parser.parse(words, language="en"),
    "numerizer": numerize,
}
SEEN = {
    ("text2num", "between ninety and one hundred thousand dollars"): "between 9100 1000 dollars",
    ("text2num", "between twenty and two hundred thousand shares"): "between 2200 1000 shares",
    ("text2num", "between one hundred and two hundred thousand"): "between 102 100000",
    ("number-parser", "between ninety and one hundred thousand dollars"): "between 9100 1000 dollars",
    ("number-parser", "between twenty and two hundred thousand shares"): "between 2200 1000 shares",
    ("numerizer", "between ninety and one hundred thousand dollars"): "between 90 and 100000 dollars",
}
found = {}
for tool, words in SEEN:
    found[tool, words] = TOOLS[tool](words)
    print(f"{tool}, {words}: {found[tool, words]}")
sys.exit(0 if found == SEEN else 1)
PYTHON
