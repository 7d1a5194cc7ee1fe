#!/usr/bin/env bash
# docx2txt 0.9 and docx2python 3.7.1: an amount that stands once in a Word letter is read twice.
#
# Two ways of writing lead there. Words that somebody moved with tracked changes stand under w:moveFrom, where they no
# longer are, and under w:moveTo (ECMA-376, part 1, 17.13.5.22 and 17.13.5.25). A text box stands in mc:Choice and, for
# programs that don't know its kind, once more in mc:Fallback, of which a reader takes one (part 3, AlternateContent).
# Both tools read all four: a signing bonus of $20,000 that was moved, or stands in a box, is there twice, as two
# bonuses of $20,000 would be.
# Expected: "$20,000" once in each. Seen: twice. Fails once it is otherwise.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
  docx2txt==0.9 docx2python==3.7.1 python-docx==1.2.0
"$place/venv/bin/python" - "$place/letter.docx" <<'PYTHON'
import sys

import docx
import docx2txt
from docx.oxml import parse_xml
from docx2python import docx2python

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMES = f"""
xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"
"""


def run(text):
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


BONUS = run("a signing bonus of $20,000 ")
BY = 'w:author="HR" w:date="2026-11-28T09:00:00Z"'
MOVED = f"""
{run("We add ")}
<w:moveFromRangeStart w:id="1" {BY} w:name="move1"/><w:moveFrom w:id="2" {BY}>{BONUS}</w:moveFrom>
<w:moveFromRangeEnd w:id="1"/>
{run("to your base pay, with your first salary, ")}
<w:moveToRangeStart w:id="3" {BY} w:name="move1"/><w:moveTo w:id="4" {BY}>{BONUS}</w:moveTo>
<w:moveToRangeEnd w:id="3"/>
"""
WORDS = f"<w:txbxContent><w:p>{BONUS}</w:p></w:txbxContent>"
BOX = f"""
<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline>
<wp:extent cx="2000000" cy="500000"/><wp:docPr id="1" name="Box"/><a:graphic>
<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">
<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr/><wps:txbx>{WORDS}</wps:txbx><wps:bodyPr/></wps:wsp>
</a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>
<mc:Fallback><w:pict><v:shape style="width:200pt;height:50pt"><v:textbox>{WORDS}</v:textbox></v:shape></w:pict>
</mc:Fallback></mc:AlternateContent></w:r>
"""
seen = {}
for name, inside in {"moved": MOVED, "in a text box": BOX, "plain": BONUS}.items():
    letter = docx.Document()
    paragraph = letter.add_paragraph()
    for element in parse_xml(f"<w:p {NAMES}>{inside}</w:p>"):
        paragraph._p.append(element)
    letter.save(sys.argv[1])
    with docx2python(sys.argv[1]) as read:
        texts = {"docx2txt": docx2txt.process(sys.argv[1]), "docx2python": read.text}
    for tool, text in texts.items():
        print(f"{tool}, {name}: {' '.join(text.split())}")
        seen[tool, name] = text.count("$20,000")
wanted = {(tool, name): times for tool in texts for name, times in (("moved", 2), ("in a text box", 2), ("plain", 1))}
sys.exit(0 if seen == wanted else 1)
PYTHON
