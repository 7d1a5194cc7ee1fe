"""Titles in every common order and between every common mark."""

import pytest

from guides.parsing import GuideRefused
from guides.parsing.text.titles import is_title, read_title
from tests.guides.parsing.acme import acme, codes

TOLD = [
    ("Acme: Data Engineer — Salary Negotiation Guide", "Acme", "Data Engineer", None),
    ("Globex Foods: Nurse Practitioner – 2026 Offer Guide", "Globex Foods", "Nurse Practitioner", None),
    ("Staff Designer: Hooli | Negotiation Playbook", "Hooli", "Staff Designer", None),
    ("Data Engineer at Acme: Salary Negotiation Guide", "Acme", "Data Engineer", None),
    ("Product Manager @ eBay — Compensation Guide", "eBay", "Product Manager", None),
    ("Salary Negotiation Guide: Site Reliability Engineer at Initech", "Initech", "Site Reliability Engineer", None),
    ("Negotiation Guide for Solutions Architects at Globex", "Globex", "Solutions Architects", None),
    ("How to Negotiate a Research Scientist Offer at Hooli", "Hooli", "Research Scientist", None),
    ("Negotiating your Initech salary: Security Analyst", "Initech", "Security Analyst", None),
    ("Acme Negotiation Guide: Data Engineer II", "Acme", "Data Engineer II", None),
    ("Acme Global Negotiation Guide — Senior Data Engineer (L5)", "Acme", "Senior Data Engineer", "L5"),
    ("Data Engineer · Acme · Negotiation Guide", "Acme", "Data Engineer", None),
    ("Acme → Head of Data → Offer Playbook", "Acme", "Head of Data", None),
    ("Lead Bank / Data Engineer — Pay Guide", "Lead Bank", "Data Engineer", None),
    ("Data Engineer, Acme, Inc. — Salary Guide", "Acme, Inc.", "Data Engineer", None),
    ("Director, Data Platform | Acme", "Acme", "Director, Data Platform", None),
    ("Acme – Senior Data Engineer – L5 – Negotiation Guide", "Acme", "Senior Data Engineer", "L5"),
    ("Acme | Data Engineer | Berlin", "Acme", "Data Engineer", None),
    ("Data Engineer at Acme — Berlin", "Acme", "Data Engineer", None),
    ("Data Engineer Negotiation Guide (Acme)", "Acme", "Data Engineer", None),
    ("Data Engineer (Stripe) Salary Guide", "Stripe", "Data Engineer", None),
    ("Stripe Data Engineer Negotiation Guide", "Stripe", "Data Engineer", None),
    ("Globex : Ingenieurin — Salary Negotiation Guide 2026", "Globex", "Ingenieurin", None),
    ("Compensation Strategy Manager | Acme Global Negotiation Guide", "Acme", "Compensation Strategy Manager", None),
]


@pytest.mark.parametrize(("title", "company", "role", "level"), TOLD)
def test_company_and_role_are_told_in_any_order(title, company, role, level):
    read = read_title(title, 1)
    assert (read.company, read.role, read.level) == (company, role, level)
    assert read.text == title


@pytest.mark.parametrize(
    "title",
    [
        "Acme: Growth Ops — Negotiation Guide",
        "Acme, Platform — Salary Guide",
        "Product Manager — Platform — Acme Negotiation Guide",
        "Data Engineer (Acme) Salary Guide",
        "Partner Re: Lead Bank — Pay Guide",
    ],
)
def test_what_cannot_be_told_is_refused_with_its_line(title):
    with pytest.raises(
        GuideRefused, match=r"doesn’t tell the role from the company\. Write “Role \| Company"
    ) as refusal:
        acme(title=f"\n\n### {title}")
    assert refusal.value.line == 3


@pytest.mark.parametrize(
    "title", ["Salary Negotiation Guide", "Acme Data Engineer Negotiation Guide", "2026 Pay Guide"]
)
def test_a_title_without_role_or_company_is_refused(title):
    with pytest.raises(GuideRefused, match="must name role and company"):
        read_title(title, 1)


@pytest.mark.parametrize("above", ["# Salary Negotiation Guide", "# 2026 Global Compensation Negotiation Playbook"])
def test_a_heading_that_only_says_guide_leaves_the_title_to_the_next(above):
    document = acme(title=f"{above}\n\n## Acme: Data Engineer")
    assert (document.company, document.role) == ("Acme", "Data Engineer")
    assert [label.text for label in document.labels if label.line == 1] == [above.strip("# ")]


def test_a_company_before_its_role_is_said_to_the_editor():
    assert "title-reversed" in codes(acme(title="### Acme: Data Engineer — Salary Negotiation Guide"))
    assert "title-reversed" not in codes(acme(title="### Data Engineer at Acme — Salary Negotiation Guide"))


@pytest.mark.parametrize("heading", ["How to negotiate an offer at Acme", "Acme: Analyst — Negotiation Handbook"])
def test_a_title_is_known_by_its_words(heading):
    assert is_title(heading)
