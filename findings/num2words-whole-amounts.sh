#!/usr/bin/env bash
# num2words 0.5.14: a whole amount in words is a hundredth of it, in some languages.
#
# Letters and contracts give the pay in words beside its figures. num2words writes 150000 as "one hundred and fifty
# thousand"; asked for it as an amount of euros it writes "one thousand, five hundred euro", since it takes a whole
# number (int) for cents. Written as 150000.0, or as a Decimal, it is right. Which it is hangs on the language's module:
# Spanish has a hundredth, the Spanish of Colombia all; Portuguese a hundredth, that of Brazil all.
# Expected: 150,000 in each. Seen: 1,500 in English, Spanish and Portuguese. Fails once it is otherwise.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/python" -m pip install --quiet --disable-pip-version-check num2words==0.5.14
"$place/venv/bin/python" - <<'PYTHON'
import sys
from decimal import Decimal

from num2words import num2words

SEEN = [
    ("en", 150000, "one thousand, five hundred euro, zero cents"),
    ("en", Decimal(150000), "one hundred and fifty thousand euro, zero cents"),
    ("es", 150000, "mil quinientos euros con cero céntimos"),
    ("es_CO", 150000, "ciento cincuenta mil pesos"),
    ("pt", 150000, "mil e quinhentos euros"),
    ("pt_BR", 150000, "cento e cinquenta mil reais"),
]
same = True
for lang, amount, seen in SEEN:
    found = num2words(amount, lang=lang, to="currency")
    print(f"{lang}, {amount!r}: {found}")
    same = same and found == seen
plain = num2words(150000)
print(f"en, 150000 as a number: {plain}")
sys.exit(0 if same and plain == "one hundred and fifty thousand" else 1)
PYTHON
