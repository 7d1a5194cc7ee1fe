#!/usr/bin/env bash
# exceljs 4.4.0: a notice period of 90 days becomes 30 March 1900, and an hourly rate a day.
#
# In a number format a backslash shows the next letter as it is (ECMA-376, part 1, 18.8.31): "0 \d\a\y\s" shows 90 as
# "90 days", "#,##0\h" 65 as "65h", and both cells hold a number. ExcelJS sees a d or an h outside of quotes, takes
# the cell for a date, and gives a Date instead of its number. With the same word in quotes it gives 90.
# Expected: 90, 65 and 90. Seen: 30 March 1900, 5 March 1900 and 90. Fails once it is otherwise.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/python" -m pip install --quiet --disable-pip-version-check openpyxl==3.1.5
cd "$place"
npm install --silent --no-audit --no-fund exceljs@4.4.0 >/dev/null
venv/bin/python - <<'PYTHON'
from openpyxl import Workbook, load_workbook

book = Workbook()
for row, (value, how) in enumerate(((90, r"0 \d\a\y\s"), (65, r"#,##0\h"), (90, '0 "days"')), 1):
    book.active.cell(row, 1, value).number_format = how
book.save("offer.xlsx")
print("openpyxl:", *(cell.value for cell in load_workbook("offer.xlsx").active["A"]))
PYTHON
cat >read.cjs <<'JS'
const { Workbook } = require("exceljs");
const book = new Workbook();
book.xlsx.readFile("offer.xlsx").then(() => {
  const values = [1, 2, 3].map((row) => book.worksheets[0].getCell(row, 1).value);
  console.log(values.map((value) => (value instanceof Date ? value.toISOString().slice(0, 10) : value)).join(" "));
});
JS
found=$(TZ=UTC node read.cjs)
echo "exceljs: $found"
[ "$found" = "1900-03-30 1900-03-05 90" ]
