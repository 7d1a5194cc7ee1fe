"""Words by which who works is named: they tell a role from a company."""

from __future__ import annotations

import re

_NOUNS = (
    "Engineer|Manager|Scientist|Designer|Architect|Analyst|Developer|Director|Researcher|Specialist|Consultant|Recruiter"
    "|Writer|Administrator|Counsel|Accountant|Representative|Executive|Technician|Programmer|Strategist|Nurse|Planner"
    "|Buyer|Trader|Underwriter|Actuary|Officer|Associate|Partner|Lead|Head|SRE|SWE|SDE|TPM|PM"
    "|Practitioner|Therapist|Teacher|Lecturer|Professor|Lawyer|Attorney|Solicitor|Paralegal|Physician|Surgeon|Doctor"
    "|Pharmacist|Dentist|Paramedic|Midwife|Psychologist|Counsell?or|Clerk|Operator|Mechanic|Electrician|Plumber|Welder"
    "|Machinist|Driver|Pilot|Captain|Coach|Instructor|Trainer|Tutor|Editor|Journalist|Producer|Artist|Animator"
    "|Illustrator|Copywriter|Marketer|Advis[eo]r|Auditor|Banker|Broker|Controller|Treasurer|Bookkeeper|Coordinator"
    "|Supervisor|Superintendent|Foreman|Assistant|Secretary|Receptionist|Intern|Fellow|Apprentice|Trainee|Evangelist"
    "|Advocate|Tester|Chemist|Biologist|Physicist|Statistician|Economist|Mathematician|Geologist|Investigator|Inspector"
    r"|Surveyor|Chef|Cook|Librarian|Translator|Interpreter|Merchandiser|Salesperson|President|Member of Technical Staff"
    "|Ingenieur(?:in)?|Entwickler(?:in)?|Berater(?:in)?|Ingénieure?|Développeu(?:r|se)|Chef de projet|Ingenier[oa]"
    "|Desarrollador(?:a)?|Ingegnere|Sviluppatore|Engenheir[oa]|Desenvolvedor(?:a)?"
)
# "Engineer.ai" is a company.
_JOB = re.compile(rf"\b(?:{_NOUNS})s?\b(?!\.)", re.IGNORECASE)
_LEVEL = r"(?:[IVX]{1,4}|\d{1,2}|[A-Z]{1,4}\d{1,2}\+?|(?:Level|Grade|Band) \d{1,2})"
# "Staff Engineer II (Signature Role)", "Head of Data", "Director, Platform"; "Lead Bank" and "Partner Re" are none.
_IS_JOB = re.compile(
    rf"(?:.*\b)?(?:{_NOUNS})s?(?:\s*-?\s*{_LEVEL}(?:\s*[-–/]\s*{_LEVEL})?)?|(?:.*\b)?(?:{_NOUNS})s?(?: of | for |,).*",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


def names_job(text: str) -> bool:
    """Whether a word of a text names who works."""
    return bool(_JOB.search(text))


def is_job(text: str) -> bool:
    """Whether the whole of a text is the name of a job: "Senior Data Engineer (L5)", but not "Lead Bank"."""
    return bool(_IS_JOB.fullmatch(" ".join(_ASIDE.sub(" ", text).split())))
