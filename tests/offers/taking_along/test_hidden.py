"""Links that hide names: what they show, and what somebody who knows the whole library can make of it."""

from __future__ import annotations

import random
import re
from decimal import Decimal
from html import unescape

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from display.formatting import compact_money, money
from guides.document.document import Range
from guides.editing.columns import band_columns
from guides.library.terms import band_terms
from guides.models import Band, Finding, Location
from offers.comparison.wording import POSITIONS
from offers.models import Offer
from offers.taking_along.hidden import FIFTH, SHOWN, TENTH, placed_parts
from pay.comparison import compare
from pay.packages import Package
from pay.vesting import Schedule
from tests import factories
from tests.factories import D, package
from tests.shared import corpus_files, needs_corpus

PLACES = "|".join(map(re.escape, POSITIONS.values()))
SENTENCE = re.compile(rf"(?:Base|Equity|Annual total) is (?:{PLACES})(?:, about (?:0|[1-9]0|100)% of the way up)?\.")
ROUGH_PERCENT = re.compile(r"about (?:0|[1-9]0|100)%")
ROUGH_RATIO = re.compile(r"about [01]\.[02468]")
DRAWN = re.compile(r"Range from 0% to 100%\. Midpoint 50%\. This offer (?:0|[1-9]0|100)%\.")


def shown_to_a_mentor(client: Client, offer: Offer, **choices: str) -> str:
    """The page of a link that hides names."""
    made = client.post(reverse("offers:share", args=[offer.pk]), {"days": "7", "hides_companies": "on"} | choices)
    address = re.search(r'id="made">([^<]+)<', made.content.decode())[1]
    return Client().get(unescape(address).removeprefix("http://testserver")).content.decode()


def words_of(page: str) -> str:
    """What a page says, in text and in attributes, without the frame that all pages have."""
    main = re.search(r"<main.*?</main>", page, re.DOTALL)[0]
    return " ".join(unescape(re.sub(r'<details class="terms">.*?</details>', "", main, flags=re.DOTALL)).split())


def candidate(**changes):
    client, owner = factories.browser()
    offer = factories.offer(owner, factories.published(), **changes)
    factories.openai_offer(owner, bonus_amount=D(0), signing=D(0))
    return client, offer


# One offer


@pytest.mark.django_db
def test_a_mentor_sees_rough_positions_and_no_amount():
    client, offer = candidate()
    page = shown_to_a_mentor(client, offer)
    told = words_of(page)
    # 18.75 % of the way up, 0.894 of the midpoint, which is 0.8 in fifths.
    assert "<h1>Base is in the lower part of the band, about 20% of the way up.</h1>" in told
    assert "about 0.8" in told
    for secret in (
        "Runway",
        "OpenAI",
        "Engineer",
        "New York",
        "United States",
        "$",
        "USD",
        "210",
        "195",
        "275",
        "18.75",
    ):
        assert secret not in told, secret
    for secret in ("Runway", "/guides/runway", str(offer.pk), "ml-ai-engineer"):
        assert secret not in page, secret


@pytest.mark.django_db
def test_the_template_is_given_nothing_else():
    client, offer = candidate()
    made = client.post(reverse("offers:share", args=[offer.pk]), {"days": "7", "hides_companies": "on"})
    address = unescape(re.search(r'id="made">([^<]+)<', made.content.decode())[1])
    response = Client().get(address.removeprefix("http://testserver"))
    assert set(response.context_data) == {"until", "shown"}


@pytest.mark.django_db
def test_offers_of_two_companies_with_the_same_positions_make_the_same_page():
    client, offer = candidate()
    other = factories.document(
        company="Suno",
        title="Designer | Suno Global Negotiation Guide",
        role="Designer",
        # The same offer stands a little elsewhere in a band with other ends.
        bands=(factories.band("Berlin", base=Range(D(194000), D(274000))),),
    )
    theirs, owner = factories.browser()
    elsewhere = factories.offer(owner, factories.published(other), region="Berlin")
    assert words_of(shown_to_a_mentor(client, offer)) == words_of(shown_to_a_mentor(theirs, elsewhere))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("place", "shown", "hidden"),
    [
        ("none", "", "United States"),
        ("country", "United States", "New York"),
        ("region", "the company HQ, New York", "Runway"),
    ],
)
def test_a_place_is_shown_as_its_owner_chose(place, shown, hidden):
    client, owner = factories.browser()
    revision = factories.published(factories.document(bands=(factories.band("Runway HQ, New York"),)))
    offer = factories.offer(owner, revision, region="Runway HQ, New York")
    location = Location.objects.get(slug="new-york-city")
    Location.objects.filter(pk=offer.band.location_id).update(country=location.country)
    told = words_of(shown_to_a_mentor(client, offer, place=place))
    assert shown in told
    assert hidden not in told


@pytest.mark.django_db
def test_the_form_says_what_can_still_be_guessed():
    client, offer = candidate()
    page = " ".join(unescape(client.get(reverse("offers:share", args=[offer.pk])).content.decode()).split())
    assert "In the guides, 1 company has bands in United States: so few that the country may name yours." in page
    assert "It can still be guessed: who knows all guides can rule out companies whose bands don't fit" in page


@pytest.mark.django_db
def test_the_plan_is_told_in_rough_percents_and_only_what_its_owner_decided():
    client, offer = candidate()
    told = words_of(shown_to_a_mentor(client, offer, with_plan="on"))
    # The ask and the target are the guide's; the floor is the other offer: 375,000 beside 275,000.
    assert "Another offer is worth about 40% more than this one a year." in told
    assert "Floor</dt> <dd>about 40% more than this one" in told
    assert "<dt>Ask" not in told
    assert "<dt>Target" not in told
    for secret in ("OpenAI", "$", "375", "383", "270", "Scarcity"):
        assert secret not in told, secret
    client.post(reverse("offers:counter", args=[offer.pk]), {"target": "340,000", "levers": []})
    assert "Target</dt> <dd>about 20% more" in words_of(shown_to_a_mentor(client, offer, with_plan="on"))


@pytest.mark.django_db
def test_outside_of_a_band_no_ratio_is_told():
    client, offer = candidate(base=D(300_000))
    told = words_of(shown_to_a_mentor(client, offer))
    assert "Base is above the band." in told
    # Equity and the total are inside of theirs.
    assert told.count('class="range-bar') == told.count("Compa-ratio") == 2


@pytest.mark.django_db
def test_an_offer_without_a_band_shows_what_it_is_made_of():
    client, owner = factories.browser()
    offer = factories.offer(owner)
    told = words_of(shown_to_a_mentor(client, offer))
    assert "Nothing of this offer is placed in a band." in told
    # 210,000 base and 60,000 of equity a year
    assert "<dt>Base</dt> <dd>about 80%</dd>" in told
    assert "<dt>Equity</dt> <dd>about 20%</dd>" in told
    assert "$" not in told


# All bands of the sample


@pytest.mark.django_db
def test_a_band_with_an_error_reads_like_an_offer_without_a_band():
    """Everybody can see which few bands are being checked: to say so would name the company."""
    client, offer = candidate()
    Finding.objects.create(
        revision=offer.revision,
        code="range-inverted",
        severity="error",
        message="Upside down.",
        place=f"bands/{offer.band.position}",
    )
    with_error = shown_to_a_mentor(client, offer)
    Offer.objects.filter(pk=offer.pk).update(band=None, revision=None, guide=None)
    assert words_of(with_error) == words_of(shown_to_a_mentor(client, offer))
    assert "Nothing of this offer is placed in a band." in words_of(with_error)


def library(parsed) -> list[tuple[str, str, object, Band]]:
    """Company, role, the document's band and its stored row, unsaved, for every band of the sample."""
    found = []
    for path in corpus_files():
        guide = parsed(path)
        found += [(guide.company, guide.role, band, Band(**band_columns(band))) for band in guide.bands]
    return found


def made_up_offer(terms, chance: random.Random) -> Package:
    """A plausible offer for a band: in it, or a little outside."""

    def somewhere(ends, step):
        if ends is None:
            return None
        low, high = float(ends.minimum), float(ends.maximum or ends.minimum * 2)
        return Decimal(max(step, round((low + (high - low) * chance.uniform(-0.1, 1.2)) / step) * step))

    offered = {"base": somewhere(terms.base, 1000), "bonus_amount": Decimal(0)}
    if terms.equity and terms.equity.unit != "shares":
        offered |= {
            "equity": somewhere(terms.equity.pay, 1000),
            "schedule": Schedule.even(Decimal(terms.equity.years or 4)),
        }
    if terms.bonus and terms.bonus.kind == "percent" and terms.bonus.pay:
        offered = offered | {"bonus_amount": None, "bonus_percent": somewhere(terms.bonus.pay, 1)}
    return package(terms.currency, **offered)


@pytest.mark.corpus
@needs_corpus
def test_no_band_of_the_sample_leaves_more_than_rough_words(parsed):
    chance = random.Random(7)  # noqa: S311 - the same offers each time
    told, count = [], 0
    for company, _, _, row in library(parsed):
        terms = band_terms(row)
        for part in placed_parts(compare(made_up_offer(terms, chance), terms)):
            count += 1
            if not (
                SENTENCE.fullmatch(part.sentence)
                and ROUGH_PERCENT.fullmatch(part.penetration or "about 0%")
                and ROUGH_RATIO.fullmatch(part.compa_ratio or "about 1.0")
                and (part.bar is None or DRAWN.fullmatch(part.bar.description))
                and (part.bar is None or (part.bar.low, part.bar.high) == ("0%", "100%"))
            ):
                told.append((company, row.region, part))
    assert told == []
    assert count > 7000


def amounts_of(row: Band) -> set[str]:
    """The ends and the middle of each part of a band, in the ways that pages write amounts."""
    written = set()
    for part in ("base", "equity", "bonus", "signing", "total"):
        low, high = getattr(row, f"{part}_min"), getattr(row, f"{part}_max")
        for amount in (low, high, None if low is None or high is None else (low + high) / 2):
            if amount and amount >= 1000:
                written |= {f"{amount:,.0f}", f"{amount:.0f}", f"{amount / 1000:.0f}K"}
                if row.currency:
                    written |= {money(amount, row.currency), compact_money(amount, row.currency)}
    return written


@pytest.mark.corpus
@needs_corpus
@pytest.mark.django_db
def test_no_page_of_a_sample_band_holds_its_amounts_its_company_or_its_city(parsed):
    client, owner = factories.browser()
    told, count = [], 0
    # A page for every band of one guide of every ninth company; the test above reads what each band would show.
    one_each = {path.parent: path for path in corpus_files()}
    for path in list(one_each.values())[::9]:
        guide = parsed(path)
        revision = factories.published(guide)
        for row in revision.bands.select_related("location"):
            package = made_up_offer(band_terms(row), random.Random(row.pk))  # noqa: S311
            Offer.objects.all().delete()
            # So many links would be more than one visitor may ask for in a minute.
            cache.clear()
            offer = factories.offer(
                owner,
                employer=guide.company,
                currency=row.currency or "USD",
                base=package.base,
                equity=package.equity,
                bonus_amount=package.bonus_amount,
                bonus_percent=package.bonus_percent,
            )
            Offer.objects.filter(pk=offer.pk).update(guide=revision.guide, revision=revision, band=row)
            told_here = words_of(shown_to_a_mentor(client, offer, with_plan="on"))
            count += 1
            secrets = {guide.company, guide.role, row.region, row.level, *amounts_of(row)}
            if row.location:
                secrets |= {row.location.name, *row.location.name.split(", ")}
            told += [
                (path.name, secret) for secret in secrets if secret and re.search(rf"\b{re.escape(secret)}", told_here)
            ]
    assert told == []
    assert count > 30


# Somebody who knows every guide, and tries which bands could have made what is shown.


class Guesser:
    """Knows every band of the sample, and rules out those in which no offer could look like the one that is shown.

    ``steps``: to what penetrations and compa-ratios are rounded. Of base and
    equity any amount might have been offered; their total has to fit as well.
    """

    def __init__(self, bands, *steps: float) -> None:
        self.steps = steps
        self.bands = []
        for company, _, _, row in bands:
            terms = band_terms(row)
            ranges = {}
            for standing in compare(Package(terms.currency), terms).standings:
                ends = standing.pay_range
                if standing.component in SHOWN and standing.why_not != "guide-incomplete" and ends and ends.maximum:
                    years = float(standing.grant_years or 1)
                    ranges[standing.component] = (float(ends.minimum), float(ends.maximum), years)
            bonus = terms.bonus.pay if terms.bonus and terms.bonus.pay else None
            most = float((bonus.maximum or bonus.minimum * 2) if bonus else 0) * 1.3
            self.bands.append((company, ranges, most, bool(terms.bonus and terms.bonus.kind == "percent")))

    def facts(self, package: Package, terms) -> dict[str, str | list[int]]:
        """Of each part penetration and compa-ratio as numbers of steps; outside of its band, on which side."""
        told = {}
        for standing in compare(package, terms).standings:
            ratios = (standing.penetration, standing.compa_ratio)
            if standing.component not in SHOWN or None in ratios:
                continue
            if standing.position in {"below", "above"}:
                told[standing.component] = standing.position
            else:
                told[standing.component] = [
                    round(float(ratio) / step) for ratio, step in zip(ratios, self.steps, strict=True)
                ]
        return told

    def fitting(self, told) -> list[str]:
        """The companies of the bands that fit, one for each band."""
        return [company for company, *band in self.bands if self._fits(told, *band)]

    def _fits(self, told, ranges, bonus: float, is_percent) -> bool:
        possible = {}
        for part, place in told.items():
            if part not in ranges:
                return False
            low, high, years = ranges[part]
            least, most = self._amounts(low, high, place)
            if least > most:
                return False
            possible[part] = (least / years, most / years)
        if {"base", "equity", "total"} <= set(possible):
            most_base = possible["base"][1]
            least = possible["base"][0] + possible["equity"][0]
            most = most_base + possible["equity"][1] + (most_base * bonus / 100 if is_percent else bonus)
            return least <= possible["total"][1] and most >= possible["total"][0]
        return True

    def _amounts(self, low: float, high: float, place) -> tuple[float, float]:
        """Between which amounts the pay must be; none where the first is above the second."""
        if place == "below":
            return 0, low
        if place == "above":
            return high, float("inf")
        half, middle, width = 0.5 + 1e-6, (low + high) / 2, high - low
        (penetration, compa_ratio), (step, ratio_step) = place, self.steps
        return (
            max(low, low + width * (penetration - half) * step, middle * (compa_ratio - half) * ratio_step),
            min(high, low + width * (penetration + half) * step, middle * (compa_ratio + half) * ratio_step),
        )


@pytest.mark.corpus
@needs_corpus
def test_what_is_shown_fits_bands_of_many_companies(parsed):
    bands = library(parsed)
    chance = random.Random(11)  # noqa: S311 - the same offers each time
    rough, exact = Guesser(bands, float(TENTH), float(FIFTH)), Guesser(bands, 0.0001, 0.0001)
    companies, named = [], 0
    for company, _, _, row in chance.sample(bands, 150):
        terms = band_terms(row)
        package = made_up_offer(terms, chance)
        told = rough.facts(package, terms)
        if not told:
            continue
        fitting = rough.fitting(told)
        assert company in fitting
        assert len(fitting) >= 30
        companies.append(len(set(fitting)))
        named += len(set(exact.fitting(exact.facts(package, terms)))) <= 2
    companies.sort()
    assert companies[0] >= 5
    assert companies[len(companies) // 20] >= 25
    assert companies[len(companies) // 2] >= 60
    # Unrounded, the same figures leave one or two companies for many.
    assert named > len(companies) / 3
