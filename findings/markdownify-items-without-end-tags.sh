#!/usr/bin/env bash
# markdownify 1.2.3 and markitdown 0.1.9: a list whose items have no end tags comes out as a staircase.
#
# HTML lets </li> be omitted before the next <li> and at the end of its list (HTML Standard, 13.1.2.4, optional tags);
# LibreOffice writes lists so. Both tools parse with Beautiful Soup's "html.parser", which doesn't close such an item:
# each item is read as inside of the one before it, and from the second on a numbered list has no numbers.
# Expected: "1. a", "2. b", "3. c". Seen: "1. a", "   - b", "     - c".
# Fails once the output is another.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
  markdownify==1.2.3 beautifulsoup4==4.15.0 markitdown==0.1.9
"$place/venv/bin/python" - "$place/list.html" <<'PYTHON'
import sys
from pathlib import Path

import markdownify
from markitdown import MarkItDown

page = "<!DOCTYPE html><html><head><title></title></head><body><ol><li><p>a</p><li><p>b</p><li><p>c</p></ol></body></html>"
Path(sys.argv[1]).write_text(page, encoding="utf-8")
seen = "1. a\n\n   - b\n\n     - c"
found = {
    "markdownify 1.2.3": markdownify.markdownify(page).strip(),
    "markitdown 0.1.9": MarkItDown().convert(sys.argv[1]).markdown.strip(),
}
for tool, text in found.items():
    print(f"{tool}:\n{text}\n")
sys.exit(0 if set(found.values()) == {seen} else 1)
PYTHON
