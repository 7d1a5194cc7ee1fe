#!/usr/bin/env bash
# mammoth 1.13.0 and python-docx 1.2.0: what a mail merge filled in is lost in silence.
#
# Word writes a merged field either between w:fldChar marks or as one w:fldSimple element around its result (ECMA-376,
# part 1, 17.16.19). Of the second form both tools read nothing: of "Your base salary is $150,000 a year." remains
# "Your base salary is  a year.". The same happens to w:bdo and w:dir, which only set the direction of the words in them.
# Expected: the amount in each. Seen: only where nothing is around it. Fails once it is there.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/python" -m pip install --quiet --disable-pip-version-check mammoth==1.13.0 python-docx==1.2.0
"$place/venv/bin/python" - <<'PYTHON'
import io
import sys

import docx
import mammoth
from docx.oxml import parse_xml

NAMES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RUN = "<w:r><w:t>$150,000</w:t></w:r>"
AROUND = {
    "nothing": RUN,
    "w:fldSimple": f'<w:fldSimple w:instr=" MERGEFIELD Salary ">{RUN}</w:fldSimple>',
    "w:bdo": f'<w:bdo w:val="ltr">{RUN}</w:bdo>',
    "w:dir": f'<w:dir w:val="ltr">{RUN}</w:dir>',
}
lost = set()
for name, inside in AROUND.items():
    letter = docx.Document()
    paragraph = letter.add_paragraph("Your base salary is ")
    for element in parse_xml(f"<w:p {NAMES}>{inside}</w:p>"):
        paragraph._p.append(element)
    paragraph.add_run(" a year.")
    file = io.BytesIO()
    letter.save(file)
    result = mammoth.extract_raw_text(io.BytesIO(file.getvalue()))
    read = docx.Document(io.BytesIO(file.getvalue())).paragraphs[0].text
    for tool, text in (("mammoth", result.value.strip()), ("python-docx", read)):
        print(f"{tool}, around the amount {name}: {text}")
        if "$150,000" not in text:
            lost.add((tool, name))
every = {(tool, name) for tool in ("mammoth", "python-docx") for name in list(AROUND)[1:]}
sys.exit(0 if lost == every else 1)
PYTHON
