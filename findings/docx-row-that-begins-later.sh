#!/usr/bin/env bash
# mammoth 1.13.0, markitdown 0.1.9, docx2md 1.0.5 and pandoc (pypandoc_binary 1.17): amounts move a column to the left.
#
# A row of a Word table may leave columns out before its first cell: w:gridBefore says how many (ECMA-376, part 1,
# 17.4.15). Word writes it when somebody deletes a row's first cell or drags its edge inwards, as is done under a level
# that goes on for two rows. All four begin that row in the first column instead.
# Expected: 160,000 under "Base" and 12,000 under "Bonus". Seen: 160,000 under "Level" and 12,000 under "Base": a reader
# takes the bonus for the base pay. Fails once it is otherwise.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
  mammoth==1.13.0 'markitdown[docx]==0.1.9' docx2md==1.0.5 pypandoc_binary==1.17 python-docx==1.2.0 \
  beautifulsoup4==4.15.0
"$place/venv/bin/python" - "$place" <<'PYTHON'
import subprocess
import sys
from pathlib import Path

import docx
import mammoth
import pypandoc
from bs4 import BeautifulSoup
from docx.oxml import parse_xml
from markitdown import MarkItDown

place = Path(sys.argv[1])
file = place / "guide.docx"
NAMES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
WIDE = 'w:w="2000" w:type="dxa"'


def cell(text):
    return f"<w:tc><w:tcPr><w:tcW {WIDE}/></w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


def row(*texts, how=""):
    return f"<w:tr>{how}{''.join(map(cell, texts))}</w:tr>"


LATER = f'<w:trPr><w:gridBefore w:val="1"/><w:wBefore {WIDE}/></w:trPr>'
ROWS = row("Level", "Base", "Bonus") + row("L5", "150,000", "9,000") + row("160,000", "12,000", how=LATER)
GRID = '<w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>' + '<w:gridCol w:w="2000"/>' * 3 + "</w:tblGrid>"
guide = docx.Document()
guide.element.body.insert(0, parse_xml(f"<w:tbl {NAMES}>{GRID}{ROWS}</w:tbl>"))
guide.save(file)


def of_html(page):
    rows = BeautifulSoup(page, "html.parser").find_all("tr")
    return [[one.get_text(strip=True) for one in found.find_all(["td", "th"])] for found in rows]


def of_pipes(text):
    return [[one.strip() for one in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("|")]


subprocess.run([sys.executable, "-m", "docx2md", file, place / "guide.md"], check=True, capture_output=True)
with file.open("rb") as opened:
    found = {
        "mammoth": of_html(mammoth.convert_to_html(opened).value),
        "markitdown": of_pipes(MarkItDown().convert(file).markdown),
        "docx2md": of_html((place / "guide.md").read_text("utf-8")),
        "pandoc": of_html(pypandoc.convert_file(str(file), "html")),
    }
for tool, rows in found.items():
    print(f"{tool}: {rows[-1]} beneath {rows[-2]}")
moved = all(rows[-1][:2] == ["160,000", "12,000"] and rows[-2] == ["L5", "150,000", "9,000"] for rows in found.values())
sys.exit(0 if moved else 1)
PYTHON
