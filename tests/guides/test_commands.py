from __future__ import annotations

import io
import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from guides.editing import workflow
from guides.editing.exporting import to_document
from guides.models import ExchangeRate, Guide, Revision
from guides.parsing import parse_guide
from guides.parsing.canonical.writing import comparable
from tests import factories

pytestmark = pytest.mark.django_db

GUIDE = """### Data Engineer | Acme Global Negotiation Guide

**Negotiation DNA:** Steady pay | Berlin

| Region | Base Salary | Stock (RSU/4yr) | Bonus | Total Comp |
|---|---|---|---|---|
| Berlin | €80K-€100K | €40K-€80K | — | €90K-€120K |

**Global Levers**
1. **Scope:** "The scope is wide. I'm looking for €95K base."

> **Negotiate Up Strategy:** "To join: €98K base." Floor is €85K base.

**Evidence & Sources**
- Levels.fyi data engineers in Berlin (2025)
"""


def run(*arguments: str) -> tuple[str, str, int]:
    out, err, code = io.StringIO(), io.StringIO(), 0
    try:
        call_command("import_guides", *arguments, stdout=out, stderr=err)
    except SystemExit as stop:
        code = stop.code
    return out.getvalue(), err.getvalue(), code


def test_a_folder_is_searched_and_the_rest_goes_on_after_a_refusal(tmp_path: Path):
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "good.md").write_text(GUIDE, encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(b"\xff\xfe\x00nothing")
    (tmp_path / "ignored.html").write_text(GUIDE, encoding="utf-8")
    out, err, code = run(str(tmp_path), "--publish")
    assert code == 1
    assert "1 new, 1 refused" in out
    assert "bad.txt: refused" in err
    assert Guide.objects.published().get().get_absolute_url() == "/guides/acme/data-engineer/"


def test_without_publish_there_is_a_draft(tmp_path: Path):
    (tmp_path / "a.md").write_text(GUIDE, encoding="utf-8")
    assert run(str(tmp_path))[2] == 0
    assert Revision.objects.get().status == "draft"
    assert not Guide.objects.published().exists()


def test_a_dry_run_stores_nothing(tmp_path: Path):
    (tmp_path / "a.md").write_text(GUIDE, encoding="utf-8")
    out, _, code = run(str(tmp_path), "--publish", "--dry-run")
    assert code == 0
    assert "1 new" in out
    assert "Nothing was stored" in out
    assert not Guide.objects.exists()


def test_importing_again_changes_nothing(tmp_path: Path):
    (tmp_path / "a.md").write_text(GUIDE, encoding="utf-8")
    run(str(tmp_path), "--publish")
    out, _, code = run(str(tmp_path), "--publish")
    assert code == 0
    assert "1 unchanged" in out
    assert Revision.objects.count() == 1


def test_a_report_names_outcome_and_findings_of_each(tmp_path: Path):
    (tmp_path / "a.md").write_text(
        GUIDE.replace("Levels.fyi data engineers in Berlin (2025)", "A survey"), encoding="utf-8"
    )
    report = tmp_path / "report.json"
    run(str(tmp_path), "--report", str(report))
    told = json.loads(report.read_text(encoding="utf-8"))
    assert told["outcomes"] == {"new": 1}
    assert told["guides_a_second"] > 0
    assert {code["code"]: code["guides"] for code in told["summary"]["codes"]}["source-undated"] == 1
    (entry,) = told["guides"]
    assert entry["outcome"] == "new"
    assert entry["company"] == "Acme"
    assert "source-undated" in {finding["code"] for finding in entry["findings"]}


def test_a_path_that_is_not_there_is_a_usage_error():
    with pytest.raises(CommandError) as error:
        call_command("import_guides", "nowhere")
    assert error.value.returncode == 2


def export(*arguments: str) -> tuple[str, int]:
    err, code = io.StringIO(), 0
    try:
        call_command("export_guides", *arguments, stderr=err)
    except SystemExit as stop:
        code = stop.code
    return err.getvalue(), code


def test_export_writes_what_imports_as_the_same(tmp_path: Path):
    (tmp_path / "a.md").write_text(GUIDE, encoding="utf-8")
    (tmp_path / "b.md").write_text(GUIDE.replace("Acme", "Initech").replace("€80K-€100K", "€100K-€80K"), "utf-8")
    run(str(tmp_path / "a.md"), "--publish")
    run(str(tmp_path / "b.md"))
    told, code = export(str(tmp_path / "out"))
    assert (code, told.split(" to ")[0]) == (0, "2 exported")
    files = sorted(str(path.relative_to(tmp_path / "out")) for path in (tmp_path / "out").rglob("*.*"))
    assert files == ["acme/data-engineer.md", "initech/data-engineer.md"]
    for made, exported in (("a.md", files[0]), ("b.md", files[1])):
        before = parse_guide((tmp_path / made).read_text("utf-8"))
        after = parse_guide((tmp_path / "out" / exported).read_text("utf-8"))
        assert comparable(after) == comparable(before)
    assert [finding.code for finding in after.findings] == ["range-inverted"]


def test_export_of_one_guide_as_json(tmp_path: Path):
    (tmp_path / "a.md").write_text(GUIDE, encoding="utf-8")
    run(str(tmp_path), "--publish")
    told, code = export(str(tmp_path / "out"), "--format", "json", "--guide", "acme/data-engineer")
    assert (code, told.split(" to ")[0]) == (0, "1 exported")
    printed = json.loads((tmp_path / "out" / "acme" / "data-engineer.json").read_text("utf-8"))
    assert printed["schema"] == "guide-document/1"
    assert printed["bands"][0]["base"] == {"min": 80000, "max": 100000, "period": "year"}


def test_export_of_a_guide_that_is_not_there(tmp_path: Path):
    with pytest.raises(CommandError, match=r"There is no guide at nobody/nothing\.") as error:
        call_command("export_guides", str(tmp_path), "--guide", "nobody/nothing")
    assert error.value.returncode == 2


def findings(*arguments: str) -> tuple[str, int]:
    out, code = io.StringIO(), 0
    try:
        call_command("guide_findings", *arguments, stdout=out)
    except SystemExit as stop:
        code = stop.code
    return out.getvalue(), code


def test_findings_of_the_library_worst_first(tmp_path: Path):
    (tmp_path / "a.md").write_text(GUIDE, encoding="utf-8")
    (tmp_path / "b.md").write_text(GUIDE.replace("Acme", "Initech").replace("€80K-€100K", "€100K-€80K"), "utf-8")
    run(str(tmp_path), "--publish")
    told, code = findings("--json")
    summary = json.loads(told)
    assert code == 1
    assert summary["guides"] == 2
    assert summary["findings"]["error"] == 1
    assert (summary["codes"][0]["code"], summary["codes"][0]["guides"]) == ("range-inverted", 1)
    assert summary["worst"][0]["guide"] == "initech/data-engineer"

    told, _ = findings()
    assert told.index("range-inverted") < told.index("Worst guides") < told.index("initech/data-engineer: 1 error")


def test_findings_of_one_code_only(tmp_path: Path):
    (tmp_path / "b.md").write_text(GUIDE.replace("€80K-€100K", "€100K-€80K"), "utf-8")
    run(str(tmp_path), "--publish")
    told, code = findings("--code", "no-levers")
    assert (code, told.strip()) == (0, "1 guides. Findings: none.")
    assert "range-inverted" in findings("--severity", "error")[0]


@pytest.mark.django_db
def test_what_is_stale_is_listed_with_an_exit_code_for_monitoring(capsys):
    today = timezone.localdate()
    ExchangeRate.objects.exclude(currency="USD").delete()
    ExchangeRate.objects.create(currency="USD", per_euro=1, on=today, source="a bank")
    guide = factories.published().guide
    call_command("stale")  # nothing is
    for due, within, is_stale in ((-1, 0, True), (0, 0, False), (5, 0, False), (5, 7, True)):
        Guide.objects.filter(pk=guide.pk).update(review_due_on=today + timedelta(days=due))
        if is_stale:
            with pytest.raises(SystemExit) as ended:
                call_command("stale", within=within)
            assert ended.value.code == 1
            assert "/guides/runway/ml-ai-engineer/" in capsys.readouterr().out
        else:
            call_command("stale", within=within)
    Guide.objects.update(review_due_on=None)
    ExchangeRate.objects.create(currency="SEK", per_euro=11, on=today - timedelta(days=31), source="a bank")
    with pytest.raises(SystemExit):
        call_command("stale")
    assert "the rate of SEK is 31 days old" in capsys.readouterr().out


def many(folder: Path, count: int) -> list[Path]:
    """Texts of so many companies."""
    paths = []
    for number in range(count):
        path = folder / f"{number:03d}.md"
        path.write_text(GUIDE.replace("Acme", f"Acme {number}"), encoding="utf-8")
        paths.append(path)
    return paths


def test_several_processes_make_the_same_of_a_folder(tmp_path: Path):
    many(tmp_path, 60)
    (tmp_path / "010a.md").write_text("no guide", encoding="utf-8")
    out, err, code = run(str(tmp_path), "--processes", "2", "--report", str(tmp_path / "report.json"))
    assert (code, "60 new, 1 refused" in out) == (1, True)
    assert "010a.md: refused" in err
    report = json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert [Path(one["path"]).name for one in report["guides"]] == sorted(path.name for path in tmp_path.glob("*.md"))
    for revision in Revision.objects.with_content():
        read = parse_guide(revision.source_text)
        assert comparable(to_document(revision)) == comparable(read)


def test_the_second_of_two_texts_about_a_guide_is_refused_wherever_they_stand(tmp_path: Path):
    first = many(tmp_path, 60)[0]
    assert run(str(tmp_path))[2] == 0
    # The first now reads otherwise, and what it read before stands in the last heap.
    (tmp_path / "zzz.md").write_text(first.read_text("utf-8"), encoding="utf-8")
    first.write_text(first.read_text("utf-8").replace("€95K", "€96K"), encoding="utf-8")
    for revision in Revision.objects.filter(guide__company__name="Acme 0"):
        workflow.publish(revision)
    out, err, _ = run(str(tmp_path))
    assert "1 changed, 1 refused, 59 unchanged" in out
    assert f"zzz.md: refused: Acme 0, Data Engineer was read from {first} before in this run." in err


def test_one_that_is_refused_leaves_the_others_of_its_heap(tmp_path: Path):
    paths = many(tmp_path, 3)
    assert run(str(paths[1]))[2] == 0
    paths[1].write_text(paths[1].read_text("utf-8").replace("€95K", "€96K"), encoding="utf-8")
    out, err, code = run(str(tmp_path))
    assert (code, "2 new, 1 refused" in out) == (1, True)
    assert "Revision 1 is a draft already." in err


def test_a_number_of_processes_is_one_at_least(tmp_path: Path):
    with pytest.raises(CommandError):
        call_command("import_guides", str(tmp_path), "--processes", "0")


def test_a_heap_is_stored_in_as_many_queries_as_one_text(tmp_path: Path, django_assert_max_num_queries):
    many(tmp_path, 40)
    with django_assert_max_num_queries(60):
        assert run(str(tmp_path), "--processes", "1")[2] == 0
