from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guides.document import document as doc
from guides.document.document import Bonus, Equivalent, OtherPay, PercentRange, Premium, Range
from guides.document.readings import with_readings
from guides.editing import drafts
from guides.editing.checking import recheck
from guides.editing.exporting import to_document
from guides.editing.importing import Importer, ToStore
from guides.models import (
    Ask,
    Band,
    Citation,
    Company,
    Event,
    Finding,
    Guide,
    Lever,
    Location,
    LocationAlias,
    NamedLevel,
    PublishedRevisionError,
    Revision,
    Source,
)
from tests import factories
from tests.factories import D

pytestmark = pytest.mark.django_db


def without_reading(document):
    """What the database keeps: all but how and where it was read."""
    return replace(document, findings=(), source_path=None)


def test_what_is_stored_comes_out_again():
    made = with_readings(
        factories.document(
            level="L4-L5",
            premiums=(Premium("ML PREMIUM", D(15), D(30)),),
            bands=(
                factories.band(),
                doc.Band(
                    "London (HQ)",
                    "L5",
                    "GBP",
                    base=Range(D(42000), D(60000), "month"),
                    bonus=Bonus("percent", D(10), D(15)),
                    signing=Range(D(5000), None, "once"),
                    other=(OtherPay("Profit share", D(1000), D("2500.5")),),
                    equivalents=(Equivalent("USD", base=Range(D(51000), D(73000))),),
                    cells={"Base": "£42K-£60K / $51K-$73K"},
                    line=9,
                ),
                doc.Band("Berlin", None, "EUR", bonus=Bonus("amount", D(1), D(2), percent=PercentRange(D(3), D(4)))),
                doc.Band("Oslo", None, "NOK", bonus=Bonus("text", text="Performance"), unspecified=Range(D(5), D(6))),
            ),
        )
    )
    revision = factories.published(made)
    assert to_document(revision) == without_reading(made)


def test_words_of_any_length_are_stored_whole_on_every_database():
    long = "word " * 400 + "end"
    made = factories.document(
        title=long,
        level=long,
        bands=(replace(factories.band(), region=long, level=long, bonus=Bonus("text", text=long)),),
        level_mappings=(doc.LevelMapping(long, (doc.LevelEquivalent(long, long),)),),
        sections=(doc.Section(long, 1, long),),
        levers=(doc.Lever(long, (doc.Part("say", long),), quoted_offers=(doc.QuotedOffer(long, long),)),),
        sources=(doc.Source(long, publisher=long),),
    )
    assert to_document(factories.published(made)) == without_reading(made)


def test_a_name_longer_than_names_are_is_refused_on_every_database():
    imported = Importer().store(factories.document(company="x" * 201), "text")
    assert imported.outcome == "refused"
    assert "201 characters" in imported.reason
    assert not Company.objects.exists()


def test_a_source_that_two_guides_cite_is_one_record():
    importer = Importer()
    importer.store(factories.document(), "one")
    stored = doc.Source("A survey, 2025", publisher="A survey")
    for role in ("Data Engineer", "Designer"):
        importer.store(factories.document(role=role, sources=(stored, stored)), role)
    assert Source.objects.filter(text="A survey, 2025").count() == 1
    assert Citation.objects.filter(source__text="A survey, 2025").count() == 4


def test_an_unchanged_text_makes_no_new_revision():
    importer = Importer(publish=True)
    assert importer.store(factories.document(), "text").outcome == "new"
    assert Importer(publish=True).store(factories.document(), "text").outcome == "unchanged"
    assert Revision.objects.count() == 1


def test_a_changed_text_makes_a_draft_and_leaves_the_published_state_alone():
    published = factories.published()
    imported = Importer().store(factories.document(tagline="Another"), "a changed text")
    assert imported.outcome == "changed"
    assert imported.revision.status == "draft"
    assert imported.revision.number == 2
    published.guide.refresh_from_db()
    assert published.guide.published_revision == published


def test_a_changed_text_published_supersedes():
    first = factories.published()
    second = factories.published(factories.document(tagline="Another"))
    first.refresh_from_db()
    assert first.status == "superseded"
    assert second.guide.published_revision == second


@pytest.mark.parametrize("roles", [("Analyst",), ("Analyst", "Designer", "Writer")])
def test_guides_that_are_published_together_renew_the_index_of_levels_once(roles):
    told = doc.LevelMapping("L4", (doc.LevelEquivalent("Hooli", "E4"),))
    given = [ToStore(factories.document(role=role, level_mappings=(told,)), role) for role in roles]
    with CaptureQueriesContext(connection) as captured:
        outcomes = Importer(publish=True).store_many(given)
    assert [imported.outcome for imported in outcomes] == ["new"] * len(roles)
    assert Guide.objects.published().count() == len(roles)
    assert {*NamedLevel.objects.values_list("revision__guide__role__name", flat=True)} == {*roles}
    renewed = [query["sql"] for query in captured if f'INSERT INTO "{NamedLevel._meta.db_table}"' in query["sql"]]
    assert len(renewed) == 1


def test_of_guides_that_are_published_together_each_supersedes_its_own():
    first = factories.published()
    texts = [
        ToStore(factories.document(tagline="Another"), "another"),
        ToStore(factories.document(role="Analyst"), "analyst"),
    ]
    second, _ = Importer(publish=True).store_many(texts)
    first.refresh_from_db()
    assert first.status == "superseded"
    assert (second.revision.status, second.revision.guide.published_revision) == ("published", second.revision)
    assert Event.objects.filter(kind=Event.Kind.PUBLISHED).count() == 3


def test_an_imported_draft_is_published_by_importing_it_again_with_publish():
    Importer().store(factories.document(), "text")
    assert Importer(publish=True).store(factories.document(), "text").outcome == "published"
    assert Guide.objects.published().count() == 1


def test_an_editors_open_draft_is_not_overwritten():
    revision = factories.published()
    drafts.start_draft(revision.guide, copy_of=revision)
    imported = Importer().store(factories.document(tagline="Another"), "a changed text")
    assert imported.outcome == "refused"
    assert "draft" in imported.reason
    assert Revision.objects.count() == 2


def test_two_documents_of_one_company_and_role_in_a_run_are_refused_by_name():
    importer = Importer()
    importer.store(factories.document(source_path="one.md"), "one")
    second = importer.store(factories.document(source_path="two.md"), "two")
    assert second.outcome == "refused"
    assert "one.md" in second.reason


def test_an_import_that_fails_half_way_leaves_nothing_and_can_be_run_again(monkeypatch):
    from guides.models import Citation

    def broken(*args, **kwargs):
        raise RuntimeError("power cut")

    importer = Importer(publish=True)
    with monkeypatch.context() as patched:
        patched.setattr(Citation.objects, "bulk_create", broken)
        with pytest.raises(RuntimeError):
            importer.store(factories.document(), "text")
    for model in (Guide, Revision, Band, Lever, Ask, Company, Source):
        assert not model.objects.exists(), model
    assert Importer(publish=True).store(factories.document(), "text").outcome == "new"


def test_spellings_of_a_place_are_one_location():
    made = factories.document(
        bands=tuple(factories.band(name) for name in ("London (HQ)", "🇬🇧 London (GBP £)", "London UK"))
    )
    revision = factories.published(made)
    assert {band.location.name for band in revision.bands.all()} == {"London"}
    assert [band.region for band in revision.bands.all()] == ["London (HQ)", "🇬🇧 London (GBP £)", "London UK"]


def test_an_unknown_place_is_made_flagged_and_found():
    imported = Importer().store(factories.document(bands=(factories.band("Atlantis"),)), "text")
    location = Location.objects.get(name="Atlantis")
    assert location.needs_review
    assert [f.code for f in imported.findings if f.code == "region-unknown"] == ["region-unknown"]
    assert imported.revision.findings.filter(code="region-unknown").exists()


def test_a_merged_company_takes_the_guides_of_its_old_name():
    current = Company.objects.create(name="Runway AI")
    Company.objects.create(name="Runway", merged_into=current)
    assert factories.published().guide.company == current


def test_one_source_cited_twice_is_one_record():
    factories.published()
    factories.published(factories.document(company="Acme"))
    assert Source.objects.count() == 2


def test_rechecking_a_draft_replaces_findings_of_its_content_only():
    revision = factories.published()
    draft = drafts.start_draft(revision.guide, copy_of=revision)
    Finding.objects.create(
        revision=draft,
        code="cell-not-numeric",
        severity="info",
        message="read",
        origin=Finding.Origin.READING,
    )
    floor = draft.asks.get(role="floor")
    floor.min = floor.max = Decimal(300000)
    floor.save()
    recheck(draft, today=date(2026, 11, 1))
    codes = set(draft.findings.values_list("code", flat=True))
    assert {"cell-not-numeric", "floor-above-ask"} <= codes
    floor.min = floor.max = Decimal(245000)
    floor.save()
    recheck(draft, today=date(2026, 11, 1))
    assert "floor-above-ask" not in draft.findings.values_list("code", flat=True)


def test_bundled_locations_and_rates_are_there_after_migrating():
    from guides.models import ExchangeRate

    assert LocationAlias.objects.get(key="sf").location.name == "San Francisco"
    rates = ExchangeRate.objects.newest_by(date(2026, 11, 23))
    assert rates["USD"].per_euro == Decimal("1.1172")
    assert "European Central Bank" in rates["GBP"].source
    assert not ExchangeRate.objects.newest_by(date(2026, 10, 29))


def test_a_published_row_cannot_be_saved():
    band = factories.published().bands.first()
    band.base_min = 1
    with pytest.raises(PublishedRevisionError):
        band.save()
