"""The employer that a letter is from."""

from __future__ import annotations

import re

_SHAPES = (
    re.compile(r"\b[Oo]n behalf of (?P<name>[A-Z][\w&.' -]{1,60}?)(?=,? (?:I|we|it)\b|[,.(]|$)", re.MULTILINE),
    re.compile(
        r"^[^\w\n]{0,60}(?P<name>[A-Z][\w&.' -]{1,60}?)(?:,? (?:Inc|Ltd|LLC|GmbH|plc|Corp)\.?)?,? "
        r"(?:\([^()]{0,80}\) )?is (?:pleased|delighted|excited|happy)\b",
        re.MULTILINE,
    ),
    re.compile(
        r"\b(?:employment|position|role|offer|offer you) (?:with|at|from) (?P<name>[A-Z][\w&.'-]*(?: "
        r"[A-Z][\w&.'-]*){0,4})"
    ),
    # The head of a letter: a name with its legal form alone on one of the first lines.
    re.compile(
        r"\A\s{0,40}(?P<name>[A-Z][\w&.' -]{1,60}?,?\s(?:Inc\.?|Ltd\.?|LLC|GmbH|plc|Corp\.?|Corporation|Limited|AG|SE|"
        r"B\.?V\.?|N\.?V\.?|S\.?A\.?S?|AB|Pte\.? Ltd\.?|Pty\.? Ltd\.?))[ \t]*\n"
    ),
    re.compile(r"\bjoin(?:ing)? (?P<name>[A-Z][\w&.'-]*(?: [A-Z][\w&.'-]*){0,3})"),
)
_LEGAL_FORM = re.compile(
    r",?\s(?:(?:Pte|Pty)\.? Ltd|Inc|Ltd|LLC|GmbH|plc|Corp(?:oration)?|Limited|Co|AG|SE|B\.?V|N\.?V|S\.?A\.?S?|AB)\.?$"
)


def employer_of(text: str) -> tuple[str, int, int] | None:
    """Its name without its legal form, and where it stands in a folded text."""
    for shape in _SHAPES:
        if match := shape.search(text):
            name = _LEGAL_FORM.sub("", " ".join(match["name"].split())).rstrip(".")
            return name, match.start("name"), match.end("name")
    return None
