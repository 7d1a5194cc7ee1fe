"""One duty of employers, as it is held: where, what, whom it covers, since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

Kind = Literal["posting-range", "range-on-request", "range-unasked", "pay-history-ban", "repayment-limit", "other"]
Status = Literal["in-force", "adopted", "repealed", "proposed", "no-duty"]
# Employers in general; only those that ``covers`` describes; public bodies alone; not employers, but states.
Who = Literal["all", "some", "public", "states"]
Asking = Literal["banned", "until-offer", "allowed", ""]
# What pay history that a candidate volunteers may do: only raise the offer, nothing at all, be used.
Volunteered = Literal["raise", "unused", "use", ""]
Confidence = Literal["two", "one", "official"]
# On a day: in force, adopted and still to come, ended, adopted without a day, only proposed, no duty at all.
Stage = Literal["in-force", "to-come", "over", "waiting", "proposed", "no-duty"]

CHECK_AGAIN = timedelta(days=90)
CHECK_PROPOSED_AGAIN = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact was read. ``on`` is as the source dates itself: "2025-10-29", "2023-03", "2026" or ""."""

    title: str
    publisher: str
    address: str
    on: str = ""


@dataclass(frozen=True, slots=True)
class Width:
    """How wide a posted range may be: ``most`` of ``currency`` a year from end to end, or its top over its bottom."""

    most: Decimal | None = None
    currency: str = ""
    ratio: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Repayment:
    """What a clause that reclaims a signing bonus has to keep to; ``None`` and ``False`` where a place doesn't say."""

    most_months: int | None = None
    prorated: bool = False
    no_interest: bool = False
    separate: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """One duty in one place. ``place`` is the place's key.

    ``least`` employees make an employer covered; ``None``: no number is known
    or needed. ``counted_there``: only those in the place count. ``remote``:
    it says that it reaches work that is done from there for an employer
    elsewhere. ``elsewhere``: whether it reaches work of its employers that is
    done in another place; ``None`` where it doesn't say. ``is_detail``: it
    refines another fact of the place.
    """

    key: str
    place: str
    kind: Kind
    duty: str
    covers: str
    status: Status
    since: date | None = None
    until: date | None = None
    least: int | None = None
    counted_there: bool = False
    who: Who = "all"
    remote: bool = False
    elsewhere: bool | None = None
    is_detail: bool = False
    asking: Asking = ""
    volunteered: Volunteered = ""
    width: Width | None = None
    repayment: Repayment | None = None
    source: Source = Source("", "", "")
    confidence: Confidence = "one"
    checked_on: date | None = None

    def stage_on(self, day: date) -> Stage:
        """What it is on a day.

        An adopted law comes into force with its day; a proposal never does. In
        force without a first day counts as in force on every day.
        """
        if self.status in {"no-duty", "proposed"}:
            return "proposed" if self.status == "proposed" else "no-duty"
        if self.until and day > self.until:
            return "over"
        if self.status == "repealed" and not self.until:
            return "over"
        if self.since:
            return "in-force" if day >= self.since else "to-come"
        return "waiting" if self.status == "adopted" else "in-force"

    @property
    def check_again_on(self) -> date | None:
        """The day from which on it is told with the month in which it was checked."""
        if self.checked_on is None:
            return None
        return self.checked_on + (CHECK_PROPOSED_AGAIN if self.status == "proposed" else CHECK_AGAIN)

    def is_old_on(self, day: date) -> bool:
        """Whether somebody should look at it again; what nobody has checked is old, too."""
        return self.check_again_on is None or day > self.check_again_on
