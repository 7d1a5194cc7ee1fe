"""The command that prints what is read of a letter."""

import json

import pytest
from django.core.management import call_command

LETTER = "Dear Kim, your base salary is €95,000.50 a year. Please sign this letter by 2026-12-04. The pool is €2m."


def test_terms_and_the_rest_are_printed(tmp_path, capsys):
    path = tmp_path / "letter.txt"
    path.write_text(LETTER, "utf-8")
    call_command("read_letter", str(path))
    printed = json.loads(capsys.readouterr().out)
    values = {term["field"]: term["value"] for term in printed["terms"]}
    assert values == {"base": "95000.50", "base_period": "year", "currency": "EUR", "respond_by": "2026-12-04"}
    (base,) = (term for term in printed["terms"] if term["field"] == "base")
    assert [LETTER[start:end] for start, end in base["spans"]] == ["€95,000.50"]
    assert [(left["figure"], left["words"]) for left in printed["rest"]] == [("€2m", "The pool is €2m.")]


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"x" * 50_001])
def test_what_is_no_letter_is_refused(tmp_path, content):
    path = tmp_path / "letter.txt"
    path.write_bytes(content)
    with pytest.raises(SystemExit):
        call_command("read_letter", str(path))
