#!/usr/bin/env bash
# docx2txt 0.9, docx2python 3.7.1 and docx2md 1.0.5: the dash of a range and a currency's sign are lost in silence.
#
# Word writes a dash at which no line may break (Ctrl+Shift+_) as an element of its own, w:noBreakHyphen (ECMA-376, part
# 1, 17.3.3.18), and a sign from the box "Symbol" as w:sym (17.3.3.30). Both are letters of the text. Of
# "€120,000-150,000 from 2027-01-04", with such dashes and the euro of the font Symbol, the three read
# "120,000150,000 from 20270104": one number of twelve digits, no day, no currency (docx2python has a space in mark-up
# for the euro).
# Expected: both ends of the range apart, the day and the euro sign, as mammoth 1.13.0 reads them.
# Seen: neither dash, and no euro. Fails once it is otherwise.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
  docx2txt==0.9 docx2python==3.7.1 docx2md==1.0.5 mammoth==1.13.0 python-docx==1.2.0
"$place/venv/bin/python" - "$place" <<'PYTHON'
import subprocess
import sys
from pathlib import Path

import docx
import docx2txt
import mammoth
from docx.oxml import parse_xml
from docx2python import docx2python

place = Path(sys.argv[1])
file = place / "letter.docx"
NAMES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
DASH = "<w:noBreakHyphen/>"
INSIDE = f"""<w:r><w:t xml:space="preserve">Pay: </w:t><w:sym w:font="Symbol" w:char="F0A0"/><w:t>120,000</w:t>{DASH}
<w:t xml:space="preserve">150,000 from 2027</w:t>{DASH}<w:t>01</w:t>{DASH}<w:t>04</w:t></w:r>"""
letter = docx.Document()
letter.add_paragraph()._p.append(parse_xml(f"<w:p {NAMES}>{INSIDE}</w:p>")[0])
letter.save(file)
subprocess.run([sys.executable, "-m", "docx2md", file, place / "letter.md"], check=True, capture_output=True)
with docx2python(file) as read, file.open("rb") as opened:
    found = {
        "docx2txt": docx2txt.process(file),
        "docx2python": read.text,
        "docx2md": (place / "letter.md").read_text("utf-8"),
        "mammoth": mammoth.extract_raw_text(opened).value,
    }
for tool, text in found.items():
    print(f"{tool}: {text.strip()}")
kept = "€120,000\u2011150,000 from 2027\u201101\u201104" in found.pop("mammoth")
lost = all("120,000150,000 from 20270104" in text and "€" not in text for text in found.values())
sys.exit(0 if lost and kept else 1)
PYTHON
