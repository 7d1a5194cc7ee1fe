"""What a page says, as a person or the clipboard has it."""

from __future__ import annotations

import re
from html import unescape


def text_of(response) -> str:
    """What the page says, tags removed and blanks folded."""
    html = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def copyable(response) -> list[str]:
    """The texts that the page offers to copy."""
    return [unescape(text) for text in re.findall(r'data-copy="([^"]*)"', response.content.decode())]
