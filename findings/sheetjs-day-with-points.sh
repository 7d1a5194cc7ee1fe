#!/usr/bin/env bash
# xlsx (SheetJS) 0.18.5: a day shown as 04.12.2026 comes out as 46360, a number like pay.
#
# German, Swiss, Polish, Nordic and Turkish workbooks show days as "dd.mm.yyyy". SheetJS can't format that: to it the
# point begins parts of a second. The error is swallowed, the cell has no text, and CSV, HTML and JSON texts hold the
# day's serial number, beside salaries of the same size. With "yyyy-mm-dd", or the point in quotes, the day is there.
# Expected: "Respond by,04.12.2026". Seen: "Respond by,46360". Fails once it is otherwise.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/python" -m pip install --quiet --disable-pip-version-check openpyxl==3.1.5
cd "$place"
npm install --silent --no-audit --no-fund xlsx@0.18.5 >/dev/null
venv/bin/python - <<'PYTHON'
from datetime import date

from openpyxl import Workbook

book = Workbook()
sheet = book.active
for row, how in enumerate(("dd.mm.yyyy", "d. mmmm yyyy", 'dd"."mm"."yyyy', "yyyy-mm-dd"), 1):
    sheet.append(["Respond by", date(2026, 12, 4)])
    sheet.cell(row, 2).number_format = how
sheet.append(["Base", 46500])
sheet["B5"].number_format = "#,##0"
book.save("offer.xlsx")
PYTHON
cat >read.cjs <<'JS'
const XLSX = require("xlsx");
const book = XLSX.readFile("offer.xlsx");
process.stdout.write(XLSX.utils.sheet_to_csv(book.Sheets[book.SheetNames[0]]));
JS
found=$(node read.cjs)
echo "$found"
[ "$found" = 'Respond by,46360
Respond by,46360
Respond by,04.12.2026
Respond by,2026-12-04
Base,"46,500"' ]
