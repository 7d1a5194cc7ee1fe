#!/usr/bin/env bash
# pypdf 7.1.1, pdfminer.six 20260107, pdfplumber 0.11.10 and markitdown 0.1.9: words of a layer that isn't shown are read.
#
# A PDF may have layers, and says which of them are off when it is opened; what is on those is neither shown nor printed
# (ISO 32000-2, 8.11.4.3, the key OFF). A letter made of a template may so hold two amounts at one place, of which a
# person sees one. All four give both, and none tells them apart; pdfplumber shuffles their digits into one another.
# Expected: "Base: $150,000", as a viewer shows. Seen: "$140,000" as well, or "$$114500,,000000".
# Fails once it is otherwise.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
  pypdf==7.1.1 pdfminer.six==20260107 pdfplumber==0.11.10 'markitdown[pdf]==0.1.9'
"$place/venv/bin/python" - "$place/letter.pdf" <<'PYTHON'
import sys
from pathlib import Path

import pdfplumber
from markitdown import MarkItDown
from pdfminer.high_level import extract_text
from pypdf import PdfReader


def text(at, words):
    return f"BT /F1 12 Tf {at} 700 Td ({words}) Tj ET"


drawn = f"{text(50, 'Base:')} /OC /Old BDC {text(90, '$140,000')} EMC {text(90, '$150,000')}"
objects = [
    "<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[6 0 R]/D<</Order[6 0 R]/OFF[6 0 R]>>>>>>",
    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R"
    "/Resources<</Font<</F1 4 0 R>>/Properties<</Old 6 0 R>>>>>>",
    "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    f"<</Length {len(drawn)}>>stream\n{drawn}\nendstream",
    "<</Type/OCG/Name(last year)>>",
]
made, places = "%PDF-1.7\n", []
for number, one in enumerate(objects, 1):
    places.append(len(made))
    made += f"{number} 0 obj\n{one}\nendobj\n"
table = "".join(f"{place:010d} 00000 n \n" for place in places)
end = f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(made)}\n%%EOF\n"
file = Path(sys.argv[1])
file.write_text(f"{made}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{end}", "ascii")
with pdfplumber.open(file) as opened:
    found = {
        "pypdf": PdfReader(file).pages[0].extract_text(),
        "pdfminer.six": extract_text(file),
        "markitdown": MarkItDown().convert(file).markdown,
        "pdfplumber": opened.pages[0].extract_text(),
    }
for tool, read in found.items():
    print(f"{tool}: {' '.join(read.split())}")
shuffled = found.pop("pdfplumber") == "Base: $$114500,,000000"
sys.exit(0 if shuffled and all("$140,000" in read and "$150,000" in read for read in found.values()) else 1)
PYTHON
