"""From whom and of which day a letter is: what stands at its head."""

from __future__ import annotations

from datetime import date

import pytest

from pay.letters.reading import read_letter

BODY = "\n\nDear Kim,\n\nYour base salary is $150,000 per year.\n"


@pytest.mark.parametrize(
    ("head", "employer", "written_on"),
    [
        ("Larkfield Systems, Inc.\n400 Orchard Street\nNovember 20, 2026", "Larkfield Systems", date(2026, 11, 20)),
        ("Kieselwerk GmbH\n20. November 2026", "Kieselwerk", date(2026, 11, 20)),
        ("Marram Pte. Ltd.\nDate: 20 November 2026", "Marram", date(2026, 11, 20)),
        ("An offer for you\nStart date: 1 March 2027", None, None),
        ("Reply by: 1 March 2027", None, None),
    ],
)
def test_the_head_of_a_letter_names_its_sender_and_its_day(head, employer, written_on):
    letter = read_letter(head + BODY, today=date(2026, 11, 28))
    assert (letter.value("employer"), letter.value("written_on")) == (employer, written_on)
