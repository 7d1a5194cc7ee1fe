"""The title of a guide and its one-line summary."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from guides.document.document import Premium
from guides.parsing.text.blocks import plain
from guides.parsing.text.refusal import GuideRefused

# Best first: a bar, a dash between blanks, an em dash between words; none of them inside of parentheses.
_SPLITS = tuple(re.compile(rf"\([^()]*\)|(?P<split>{split})") for split in (r"\s*\|\s*", r"\s+[-–—]+\s+", "—"))
_AT = re.compile(r"\s+at\s+(?=[A-Z\d])")
_TAIL = re.compile(
    r"(?:^|\s+)(?:20\d\d\s+)?(?:Global\s+)?(?:Salary\s+|Compensation\s+|Pay\s+|Offer\s+){0,4}Negotiation\s+(?:Guide|Playbook|Strategy)\b.*$",
    re.IGNORECASE,
)
_IN_PARENTHESES = re.compile(r"\s*(?:\(([^()]*)\)|\[([^\[\]]*)\])")
# "Edge Engineer ★ SIGNATURE ROLE", "— Signature Role"
_SPECIAL = re.compile(r"\bsignature role\W*$", re.IGNORECASE)
_DECORATION = " –—-|:·★☆*[("
_LEVEL = re.compile(
    r"(?:(?:L|E|IC|M|P|T|G|D|ICT|SDE|SWE|Level|Grade|Band)\s?-?\d+\+?|(?:Junior|Mid|Senior|Staff|Principal)\b)"
    # Of each part between dashes nothing is given back: there are as many ways to divide it as it has letters.
    r"(?:\s*+(?:[-–/]{1,3}|to)\s*+[^\s–/-]++)*+",
    re.IGNORECASE,
)
_SHARE = r"\+?\s?(?P<low>\d{1,3})\s?%?(?:\s*(?:[-–—]|to)\s*(?P<high>\d{1,3}))?\s*(?:%|per ?cent\b)"
# "+15-30% ML PREMIUM", "10 to 15 percent on-site premium"; "Senior Premium: 12%", "Premium of 8-10% for security".
_PREMIUM_BEHIND = re.compile(
    rf"{_SHARE}\s+(?P<label>(?:(?!(?:bonus|premium)\b)[\w&/.'’-]{{1,30}}\s+){{0,5}}?premium)\b", re.IGNORECASE
)
_PREMIUM_BEFORE = re.compile(
    rf"(?<![\w&/.'’-])(?P<label>(?:(?!(?:bonus|premium)\b)[\w&/.'’-]{{1,30}}\s+){{0,5}}premium)\s*(?:of|[:(–—-])?\s*\(?\s*{_SHARE}",
    re.IGNORECASE,
)
# Who works is named by these; where only the part behind the bar ends in one, company and role have changed places.
_JOBS = re.compile(
    r"\b(?:Engineer|Manager|Scientist|Designer|Architect|Analyst|Developer|Director|Researcher|Specialist|Consultant"
    r"|Recruiter|Writer|Administrator|Counsel|Accountant|Representative|Executive|Technician|Programmer|Strategist|Nurse"
    r"|Planner|Buyer|Trader|Underwriter|Actuary|Officer|Associate|Partner|Lead|Head|SRE|SWE|SDE|TPM|PM)s?\b(?!\.)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Title:
    """What a title says; ``turned``: it stood the other way round."""

    text: str
    company: str
    role: str
    level: str | None
    turned: bool = False


def is_title(heading: str) -> bool:
    """Whether a heading says that it is a guide's title."""
    return bool(_TAIL.search(plain(heading)))


def read_title(heading: str, line: int) -> Title:
    """Role, company and level of "Role (L3-L4) | Company Global Negotiation Guide".

    Raises ``GuideRefused`` where the heading names no role and company.
    """
    text = plain(heading)
    head, rest = _split(text)
    company = _TAIL.sub("", rest).strip(" |–—-")
    if rest and not company:
        # "Engineer — Acme | Negotiation Guide", "Engineer at Acme — Negotiation Guide"
        head, company = _split(head)
        head, company = (head, company) if company else (*_AT.split(head, maxsplit=1), "")[:2]
    if not company or not head.strip():
        raise GuideRefused("The title must name role and company: “Role | Company Negotiation Guide”.", line)
    if turned := bool(_JOBS.search(company)) and not _JOBS.search(head):
        head, company = company, head.strip()
    level = None
    for match in _IN_PARENTHESES.finditer(head):
        note = (match[1] or match[2] or "").strip()
        if _LEVEL.fullmatch(note):
            level = note
        if level or "role" in note.lower():
            head = head.replace(match[0].strip(), " ")
    special = _SPECIAL.search(head)
    role = head[: special.start()].rstrip(_DECORATION) if special else head
    return Title(text, company.rstrip(" :"), " ".join((role or head).rstrip(" :").split()), level, turned)


def _split(text: str) -> tuple[str, str]:
    for pattern in _SPLITS:
        for match in pattern.finditer(text):
            if match["split"]:
                return text[: match.start()], text[match.end() :]
    return text, ""


def read_tags(tagline: str) -> tuple[str, ...]:
    """The parts of a summary line: between bars, or each in backticks."""
    coded = re.findall(r"`([^`]+)`", tagline)
    parts = coded if len(coded) > 1 else tagline.split("|")
    return tuple(tag for part in parts if (tag := plain(part)))


def read_premiums(tagline: str) -> tuple[Premium, ...]:
    """The premiums in percent that the parts of a summary line promise."""
    found = []
    for tag in read_tags(tagline):
        at = 0
        while match := _PREMIUM_BEFORE.search(tag, at) or _PREMIUM_BEHIND.search(tag, at):
            low, high = Decimal(match["low"]), Decimal(match["high"] or match["low"])
            found.append(Premium(" ".join(match["label"].split()), low, high))
            at = match.end()
    return tuple(found)
