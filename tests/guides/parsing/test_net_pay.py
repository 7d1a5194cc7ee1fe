"""Pay after tax is never taken for pay before it: a finding, no band, no ask."""

from datetime import date

import pytest

from guides.document.checks import check
from pay.net_pay import is_net_at, says_net
from tests.guides.parsing.acme import acme, asks, codes, of_lever

CELLS = [
    ("Helsinki", "Base Salary", "€3,200 netti/kk"),
    ("Berlin", "Base Salary", "60.000 € netto"),
    ("Milan", "Base Salary", "€2.100 netti al mese"),
    ("Paris", "Salaire", "42 000 € net par an"),
    ("Paris", "Salaire (après impôts)", "42 000 €"),
    ("Madrid", "Salario neto", "€38.000–€42.000"),
    ("São Paulo", "Salário líquido", "R$ 14.000–18.000/mês"),
    ("Warsaw", "Base (na rękę)", "PLN 12,000–15,000 / month"),
    ("Prague", "Base Salary", "60 000 Kč čistého měsíčně"),
    ("Stockholm", "Base Salary", "45 000 SEK efter skatt"),
    ("Amsterdam", "Nettoloon", "€43.000"),
    ("Bangalore", "In-hand salary", "₹18,00,000"),
    ("Tokyo", "Base Salary", "手取り ¥6,000,000"),
    ("Seoul", "Base Salary", "₩60,000,000 세후"),
    ("New York", "Take-home pay", "$110K–$130K"),
    ("London", "Base Salary (after tax)", "£60,000–£70,000"),
    ("London (net)", "Base Salary", "£60,000–£70,000"),
]


@pytest.mark.parametrize(("region", "header", "cell"), CELLS)
def test_a_cell_after_tax_gives_no_amount_and_a_finding_at_its_row(region, header, cell):
    document = acme(table=f"| Region | {header} |\n|---|---|\n| {region} | {cell} |")
    (band,) = document.bands
    assert (band.base, band.total, band.unspecified) == (None, None, None)
    assert cell in band.cells.values()
    (finding,) = [finding for finding in document.findings if finding.code == "cell-net"]
    assert (finding.place, finding.line, finding.severity) == ("bands/0", band.line, "warning")
    assert cell in finding.message


@pytest.mark.parametrize(
    "words",
    ["*All figures are net of tax.*", "*Amounts are what is left after tax.*", "Note: all amounts are netto."],
)
def test_a_note_holds_for_the_whole_table(words):
    table = "| Region | Base Salary | Total Comp |\n|---|---|---|\n| Berlin | €60K–€70K | €66K–€78K |"
    for placed in (f"{table}\n\n{words}", f"### Pay, after tax\n\n{table}"):
        (band,) = acme(table=placed).bands
        assert (band.base, band.total) == (None, None)


@pytest.mark.parametrize("cell", ["€60,000 brutto (€38,000 netto)", "€60,000 gross", "€60,000 before tax"])
def test_what_is_said_to_be_gross_is_read(cell):
    document = acme(table=f"| Region | Base Salary |\n|---|---|\n| Berlin | {cell} |")
    assert document.bands[0].base.min == 60_000
    assert "cell-net" not in codes(document)


@pytest.mark.parametrize(
    "header", ["RSU (NET) / 4yr", "Carry (net of fees)", "Net PnL share", "Stock (net-new grants)", "Gross base"]
)
def test_other_nets_are_no_pay_after_tax(header):
    assert not says_net(header)


@pytest.mark.parametrize(
    ("words", "right"),
    [
        ("I'd like €3,200 net a month.", set()),
        ("I'm looking for 45.000 € netto base.", set()),
        ("I want a take-home of $8,000 a month.", set()),
        ("My target is $180K base after tax.", set()),
        ("I'd like $180K gross base, about $120K net.", {"ask base 180K"}),
        ("I'd like €60K base, which nets me €38K.", {"ask base 60K"}),
        ("I'd like $182K base and the net-new scope.", {"ask base 182K"}),
    ],
)
def test_an_amount_after_tax_is_no_ask(words, right):
    assert asks(of_lever(f'"{words}"')) == right


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("I'd like 45.000 € netto.", "45.000 €"),
        ("I want a take-home of $8,000 a month.", "$8,000"),
        ("I'd like $182K base. That nets me $120K.", "$120K"),
        ("I'd like 4 500 PLN na rękę.", "4 500 PLN"),
    ],
)
def test_an_editor_is_told_of_amounts_after_tax_in_a_script(words, shown):
    document = acme(lever=f'"{words}"')
    told = [finding for finding in check(document, today=date(2026, 1, 5)) if finding.code == "ask-net"]
    assert [(finding.place, shown in finding.message) for finding in told] == [("levers/0", True)]


@pytest.mark.parametrize("text", ["a net base of $", "nets me ", "take-home: "])
def test_words_before_an_amount_reach_it(text):
    assert is_net_at(f"{text}120K", len(text), len(text) + 4)
