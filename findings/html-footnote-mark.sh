#!/usr/bin/env bash
# markdownify 1.2.3, markitdown 0.1.9, html2text 2025.4.15, html-to-markdown 3.21.2, inscriptis 2.7.6 and turndown 7.2.5:
# a footnote's mark makes ten times the amount.
#
# "$150,000<sup>1</sup>" is an amount with a note, and "10<sup>6</sup> shares" is a million: sup stands where the text
# would mean something else without it (HTML Standard, 4.5.19). All six write the raised digit into the number, as they
# are set up when installed.
# Expected: anything that keeps it apart, as "150,000^1^", "150,000¹" or "150,000 1". Seen: "$150,0001" and "106 shares".
# Fails once it is otherwise.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/python" -m pip install --quiet --disable-pip-version-check markdownify==1.2.3 beautifulsoup4==4.15.0 \
  markitdown==0.1.9 html2text==2025.4.15 html-to-markdown==3.21.2 inscriptis==2.7.6
(cd "$place" && npm install --silent --no-audit --no-fund turndown@7.2.5 >/dev/null)
cat >"$place/page.html" <<'HTML'
<!DOCTYPE html><html><head><title></title></head><body>
<p>Base: $150,000<sup>1</sup>, and 10<sup>6</sup> shares.</p></body></html>
HTML
cat >"$place/turn.cjs" <<'JS'
const Turndown = require("turndown");
console.log(new Turndown().turndown(require("fs").readFileSync(__dirname + "/page.html", "utf8")));
JS
node "$place/turn.cjs" >"$place/turndown.txt"
"$place/venv/bin/python" - "$place" <<'PYTHON'
import sys
from pathlib import Path

import html2text
import inscriptis
import markdownify
from html_to_markdown import convert
from markitdown import MarkItDown

place = Path(sys.argv[1])
page = (place / "page.html").read_text("utf-8")
found = {
    "markdownify": markdownify.markdownify(page),
    "markitdown": MarkItDown().convert(place / "page.html").markdown,
    "html2text": html2text.html2text(page),
    "html-to-markdown": str(convert(page).content),
    "inscriptis": inscriptis.get_text(page),
    "turndown": (place / "turndown.txt").read_text("utf-8"),
}
for tool, text in found.items():
    print(f"{tool}: {text.strip()}")
sys.exit(0 if all("Base: $150,0001, and 106 shares." in text for text in found.values()) else 1)
PYTHON
