"""Rights as CSV: every collected fact is there, nothing is lost on the way, and what came twice is told."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from guides.editing.right_tables import read, store, written
from guides.models import Right, RightRevision
from guides.models.rights import WORDS

COLLECTED = Path(__file__).resolve().parents[3].parent / "shared" / "data" / "pay-laws.csv"
LEGAL = {
    "in force": "in-force",
    "adopted, not yet in force": "adopted",
    "repealed": "repealed",
    "proposed": "proposed",
    "": "no-duty",
}
ATTESTED = {"two independent sources": "two", "one secondary": "one", "one official": "official"}
HEADING = "place,kind,duty,covers,in_force_from,in_force_until,status,source_title,source_publisher,source_address"

pytestmark = pytest.mark.django_db


def on_site():
    return RightRevision.objects.filter(status="published").select_related("right__place").order_by("right__key")


@pytest.mark.skipif(not COLLECTED.exists(), reason="the collected facts are not beside the checkout")
def test_every_collected_fact_is_held_with_its_dates_and_its_source():
    text = COLLECTED.read_text(encoding="utf-8")
    found = read(text)
    assert found.problems == []
    assert found.twice == []
    assert found.new == []
    by_line = {}
    for row in [*found.changed, *found.held]:
        by_line.setdefault(row.line, []).append(row.right.published_revision)
    collected = list(csv.DictReader(text.splitlines()))
    assert len(collected) == 147
    for line, row in enumerate(collected, start=2):
        for held in by_line[line]:
            assert held.legal_status == LEGAL[row["status"]]
            assert (str(held.in_force_from or ""), str(held.in_force_until or "")) == (
                row["in_force_from"],
                row["in_force_until"],
            )
            assert (held.source_title, held.source_publisher, held.source_address, held.source_date) == (
                row["source_title"],
                row["source_publisher"],
                row["source_address"],
                row["source_date"],
            )
            assert held.confidence == ATTESTED[row["confidence"]]
            # In our own words.
            assert held.duty != row["duty"]
    rights = {held.right_id for revisions in by_line.values() for held in revisions}
    # One of the rows is about two states.
    assert len(rights) == 148 == Right.objects.published().count()


def test_what_is_written_reads_as_what_is_held():
    found = read(written(on_site()))
    assert (found.problems, found.twice, found.new, found.changed) == ([], [], [], [])
    assert len(found.held) == 148


def test_what_is_written_can_be_stored_anew_without_loss():
    before = {one.right.key: [getattr(one, name) for name in WORDS] for one in on_site()}
    table = written(on_site())
    Right.objects.update(published_revision=None)
    RightRevision.objects.all().delete()
    Right.objects.all().delete()
    assert store(read(table), by=None) == 148
    drafts = RightRevision.objects.select_related("right")
    assert {one.right.key: [getattr(one, name) for name in WORDS] for one in drafts} == before
    assert {one.status for one in drafts} == {"draft"}


def test_a_fact_that_came_twice_with_different_dates_is_told_and_not_taken():
    row = "Colorado,other,Pay is told on Mondays.,All employers.,{},,in force,A title,A publisher,https://example.org/a"
    found = read("\n".join([HEADING, row.format("2026-01-01"), row.format("2026-02-01"), row.format("2026-01-01")]))
    assert [(a.line, b.line) for a, b in found.twice] == [(2, 3)]
    assert found.new == []
    same = read("\n".join([HEADING, row.format("2026-01-01"), row.format("2026-01-01")]))
    assert (len(same.new), same.twice) == (1, [])


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("Atlantis,other,A duty.,All.,,,in force,T,P,https://example.org", "no place that is known"),
        ("Colorado,posting,A duty.,All.,,,in force,T,P,https://example.org", "no kind"),
        ("Colorado,other,A duty.,All.,2026-13-01,,in force,T,P,https://example.org", "month must be in 1..12"),
        ("Colorado,other,A duty.,All.,2026-02-01,2026-01-01,in force,T,P,https://example.org", "ends before"),
        ("Colorado,other,A duty.,All.,,,sometimes,T,P,https://example.org", "not a valid choice"),
        ("Colorado,other,A duty.,All.,,,in force,T,P,javascript:alert(1)", "valid URL"),
        ("Colorado,other,,All.,,,in force,T,P,https://example.org", "cannot be blank"),
    ],
)
def test_a_row_that_cant_be_taken_is_told_with_its_line(row, told):
    found = read(f"{HEADING}\n{row}")
    assert len(found.problems) == 1
    assert found.problems[0].startswith("Line 2: ")
    assert told in found.problems[0]
    assert found.new == []


def test_a_table_without_its_columns_is_refused():
    assert "duty" in read("place,kind\nColorado,other").problems[0]
