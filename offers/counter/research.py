"""What research says about negotiating, in our words, with its source. Shown where the page advises."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Research:
    """``says`` is what helps, ``but`` what can go wrong, "" where nothing is known of that."""

    says: str
    source: str
    but: str = ""


PRECISION = Research(
    "An ask that isn't a round number pulls the answer closer to it.",
    "Mason et al. 2013; Loschelder et al. 2016",
    "Recruiters do this for a living: too fine a figure without a reason reads as a bluff.",
)
RANGE = Research("A range works if your target is its lower end.", "Ames & Mason 2015")
SEVERAL_AT_ONCE = Research(
    "Offering two or three packages that are worth the same to you gets better terms, and is remembered better.",
    "Leonardelli et al. 2019",
)
WITHDRAWN = Research(
    "Candidates fear more than they need to that asking costs them the offer.",
    "Hart, Bear & Ren 2024",
    "It does happen: ask in good faith, once, with all you want in it.",
)
LIES = Research(
    "An invented alternative that is found out ends the trust, and may be held against you in law.",
    "Malhotra, Harvard Business Review 2014",
)
ONE_AT_A_TIME = Research(
    "Demands one after another, and ultimatums, hurt more than one complete ask.",
    "Malhotra, Harvard Business Review 2014",
)
RELATIONSHIP = Research(
    "A reason that speaks to working together helps, above all for women, in pay and in standing.",
    "Bowles & Babcock 2013",
)
UPPER_BAND = Research(
    "Many employers hire into the middle of a band and keep its top for promotion: an ask up there needs a lever.",
    "Common pay-grade practice",
)
