"""What the box of a job shows, worked out by hand from the collected facts: place × size × day.

A letter a duty: P range in the posting, R on request, U unasked, H pay history, C repayment clauses, O other.
"?" if the employer has enough people, "!" it hasn't, "~" whether it reaches work done elsewhere wasn't found.
"""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date

import pytest

from guides.data.reference import DATA, bundled_rights, right_words
from guides.document.naming import address_slug, place_key
from guides.library.rights import Rights, fact_of
from guides.models import Location, Right, RightRevision
from pay.rights.applying import hides_pay_history, what_applies
from pay.rights.places import Place, Places

LETTERS = {
    "posting-range": "P",
    "range-on-request": "R",
    "range-unasked": "U",
    "pay-history-ban": "H",
    "repayment-limit": "C",
    "other": "O",
}
NOW = "2026-11-28"

# Place, done from, size, day, expected: the place, then its letters.
CASES = [
    ("cleveland", "", "50-plus", "2025-10-26", ""),
    ("cleveland", "", "50-plus", "2025-10-27", "cleveland P? H?"),
    ("cleveland", "", "under-15", NOW, "cleveland P! H!"),
    ("ohio", "", "50-plus", NOW, ""),
    ("columbus", "", "15-24", "2024-02-29", ""),
    ("columbus", "", "15-24", "2025-12-02", "columbus H?"),
    ("columbus", "", "50-plus", "2025-12-03", "columbus P? H?"),
    ("cincinnati", "", "", NOW, "cincinnati R? H?"),
    ("toledo", "", "30-49", "2020-06-24", ""),
    ("toledo", "", "30-49", "2020-06-25", "toledo R? H?"),
    ("connecticut", "", "under-15", "2026-09-30", "connecticut R U H C!"),
    ("connecticut", "", "under-15", "2026-10-01", "connecticut P R U H C!"),
    ("stamford", "", "25-29", "2026-10-01", "connecticut P R U H C?"),
    ("greenwich", "", "30-49", "2026-10-01", "connecticut P R U H C"),
    ("delaware", "", "50-plus", "2027-09-25", "delaware H"),
    ("delaware", "", "25-29", "2027-09-26", "delaware P? U? H"),
    ("delaware", "", "15-24", "2027-09-26", "delaware P! U! H"),
    ("delaware", "", "30-49", "2027-09-26", "delaware P U H"),
    ("new-york-state", "", "under-15", "2026-12-18", "new-york-state P? H"),
    ("new-york-state", "", "under-15", "2026-12-19", "new-york-state P? H C"),
    ("new-york-city", "", "15-24", "2026-12-19", "new-york-city P H new-york-state P H C"),
    ("new-york-city", "", "", "2022-10-31", "new-york-city H new-york-state H"),
    ("westchester-county", "", "50-plus", "2023-09-16", "westchester-county P new-york-state H"),
    ("purchase", "", "50-plus", "2023-09-17", "new-york-state P H"),
    ("ithaca", "", "", "2022-09-01", "ithaca P new-york-state H"),
    ("california", "", "under-15", "2025-12-31", "california P! R H"),
    ("california", "", "under-15", "2026-01-01", "california P! P! R H C"),
    ("oakland", "", "15-24", "2022-12-31", "california R H"),
    ("san-francisco", "", "", NOW, "san-francisco H california P? P? R H C"),
    ("colorado", "", "under-15", "2020-12-31", ""),
    ("denver", "", "under-15", "2021-01-01", "colorado P H"),
    ("boulder", "", "", "2024-08-07", "colorado P H C"),
    # A remote job into Colorado: only the posting rule says that it reaches it.
    ("austin", "colorado", "", NOW, "colorado P H~ C~"),
    ("denver", "texas", "", NOW, "colorado P~ H~ C~"),
    ("denver", "boulder", "", NOW, "colorado P H C"),
    ("texas", "", "50-plus", NOW, ""),
    ("florida", "", "50-plus", NOW, ""),
    ("montevideo", "", "50-plus", NOW, ""),
    ("washington-dc", "", "", "2024-06-29", ""),
    ("washington-dc", "", "under-15", "2024-06-30", "washington-dc P R H"),
    ("hawaii", "", "30-49", "2027-01-01", "hawaii P! H"),
    ("hawaii", "", "50-plus", NOW, "hawaii P H"),
    ("chicago", "", "15-24", "2024-12-31", "illinois H"),
    ("chicago", "", "15-24", "2025-01-01", "illinois P U H"),
    ("chicago", "texas", "15-24", NOW, "illinois P U~ H~"),
    ("maine", "", "", "2026-07-28", "maine H"),
    ("maine", "", "under-15", "2026-07-29", "maine P? H"),
    ("maryland", "", "", "2024-09-30", "maryland R H"),
    ("maryland", "", "", "2024-10-01", "maryland P R U H"),
    ("boston", "", "25-29", "2025-10-28", "massachusetts H"),
    ("boston", "", "25-29", "2025-10-29", "massachusetts P? R? H"),
    ("boston", "", "15-24", NOW, "massachusetts P! R! H"),
    ("minneapolis", "", "25-29", NOW, "minnesota P! H"),
    ("minneapolis", "", "50-plus", NOW, "minnesota P? H"),
    ("nevada", "", "under-15", "2021-09-30", ""),
    ("nevada", "", "under-15", "2021-10-01", "nevada U H"),
    ("jersey-city", "", "under-15", NOW, "jersey-city P? new-jersey P? U H"),
    ("jersey-city", "", "15-24", NOW, "jersey-city P new-jersey P U H"),
    ("portland", "", "", NOW, "oregon H"),
    ("rhode-island", "", "", "2023-01-01", "rhode-island R U H"),
    ("vermont", "", "", "2025-06-30", "vermont H"),
    ("vermont", "", "under-15", "2025-07-01", "vermont P? H"),
    ("reston", "", "", "2026-06-30", ""),
    ("reston", "", "under-15", "2026-07-01", "virginia P H"),
    ("seattle", "", "15-24", "2027-06-29", "washington-state P P H"),
    ("seattle", "", "15-24", "2027-06-30", "washington-state P P H C"),
    ("alabama", "", "", NOW, "alabama H"),
    ("philadelphia", "", "", "2020-02-06", ""),
    ("philadelphia", "", "", "2020-02-07", "philadelphia H"),
    ("michigan", "", "", NOW, ""),
    ("toronto", "", "50-plus", "2025-12-31", ""),
    ("toronto", "", "25-29", "2026-01-01", "ontario P"),
    ("toronto", "", "15-24", NOW, "ontario P!"),
    # Work outside Ontario isn't covered by its rule; British Columbia's reaches remote jobs.
    ("toronto", "vancouver", "50-plus", NOW, "british-columbia P H~"),
    ("newfoundland-and-labrador", "", "", NOW, ""),
    ("nova-scotia", "", "", NOW, "nova-scotia H"),
    # The directive binds states: nothing of it for an employer, until a country's own law.
    ("berlin", "", "50-plus", NOW, ""),
    ("milan", "", "", "2026-06-06", ""),
    ("milan", "", "", "2026-06-07", "italy P H"),
    ("vilnius", "", "", "2026-06-06", "lithuania P"),
    ("vilnius", "", "", "2026-06-07", "lithuania P H"),
    ("warsaw", "", "", "2025-12-23", ""),
    ("warsaw", "", "", "2025-12-24", "poland U H"),
    ("prague", "", "", "2027-02-01", "czechia O"),
    ("brussels", "", "", NOW, ""),
    ("french-community-of-belgium", "", "", NOW, ""),
    ("vienna", "", "", NOW, "austria P"),
    ("singapore", "", "", NOW, "singapore P"),
    ("brazil", "", "50-plus", NOW, "brazil O?"),
    ("iceland", "", "15-24", NOW, "iceland O!"),
]


@pytest.fixture(scope="module")
def held() -> Rights:
    """The bundled facts and places, without a database."""
    facts = []
    for row in bundled_rights():
        place = Location(name=row["place"], slug=address_slug(row["place"]))
        right = Right(key=row["key"], place=place, kind=row["kind"], checked_on=date.fromisoformat(row["checked_on"]))
        facts.append(fact_of(RightRevision(right=right, **right_words(row)), right.place.slug))
    with (DATA / "place-tree.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    places = {
        address_slug(row["name"]): Place(
            address_slug(row["name"]),
            row["name"],
            address_slug(row["parent"]) if row["parent"] else "",
            row["code"],
            row["country"],
        )
        for row in rows
    }
    spellings = {place_key(place.name): key for key, place in places.items()}
    spellings |= {"new york": "new-york-city", "us": "united-states"}
    return Rights(tuple(facts), Places(places, spellings, place_key))


@pytest.mark.parametrize(("place", "done_from", "size", "day", "expected"), CASES)
def test_a_job_gets_the_duties_of_its_place_its_size_and_its_day(held, place, done_from, size, day, expected):
    found = Counter(
        (
            one.fact.place,
            LETTERS[one.fact.kind]
            + {"yes": "", "if": "?", "no": "!"}[one.covered]
            + ("~" if one.reach == "if" else ""),
        )
        for one in held.for_job(place, done_from, size=size, day=date.fromisoformat(day))
    )
    wanted: Counter[tuple[str, str]] = Counter()
    where = ""
    for word in expected.split():
        if word.islower():
            where = word
        else:
            wanted[where, word] += 1
    assert found == wanted


def test_the_nearest_place_comes_first(held):
    found = held.for_job("new-york-city", size="15-24", day=date(2026, 12, 19))
    assert [one.fact.place for one in found] == ["new-york-city"] * 2 + ["new-york-state"] * 3


@pytest.mark.parametrize(
    ("place", "hidden"),
    [("nevada", True), ("cleveland", True), ("maine", True), ("alabama", False), ("texas", False), ("berlin", False)],
)
def test_pay_history_is_hidden_where_asking_is_or_may_be_banned(held, place, hidden):
    job = held.job(place, size="")
    assert hides_pay_history(what_applies(held.facts, job, date(2026, 11, 28))) is hidden


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("Denver, CO", "denver"),
        ("Albany, New York", "new-york-state"),
        ("New York, NY", "new-york-city"),
        ("Paris, Texas", "texas"),
        ("Paris", "paris"),
        ("Columbus, Ohio", "columbus"),
        ("Columbus, Georgia", ""),
        ("Cleveland, TN", ""),
        ("Spokane, Washington", "washington-state"),
        ("San Jose, CA", "san-jose"),
        ("Toronto, CA", "toronto"),
        ("Berlin, DE", "berlin"),
        ("Wilmington, DE", "delaware"),
        ("Remote (Colorado)", "colorado"),
        ("CA", ""),
        ("Ouagadougou", ""),
        ("", ""),
        (", ,", ""),
    ],
)
def test_typed_words_name_a_place_or_none(held, typed, place):
    assert held.places.named(typed) == place
