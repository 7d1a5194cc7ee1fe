"""The guide document: what a guide says, as frozen data.

This is the contract between parsing, importing, checking and exporting
(``docs/guide-document.md``). Amounts are ``Decimal`` in whole units of their
currency; ``None`` means that the guide does not say.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

SCHEMA = "guide-document/1"

Period = Literal["year", "month", "grant", "once", "unknown"]
EquityPeriod = Literal["grant", "year", "unknown"]
EquityUnit = Literal["money", "shares"]
BonusKind = Literal["none", "percent", "amount", "text"]
EquityKind = Literal["rsu", "options", "pre_ipo", "phantom", "profit_share", "mixed", "unspecified"]
AskRole = Literal["ask", "target", "accept", "floor"]
AskComponent = Literal["base", "equity", "bonus", "signing", "total", "other"]
AskUnit = Literal["money", "shares", "percent"]
AskBasis = Literal["whole", "addition"]
PercentileOf = Literal["base", "total"]
Voice = Literal["say", "advice"]
SentenceVoice = Literal["fact", "ask", "offer", "self", "courtesy", "advice", "limit", "unsettled"]
ClaimKind = Literal["offer", "self"]
Severity = Literal["info", "warning", "error"]


@dataclass(frozen=True, slots=True)
class PercentRange:
    """Percent of base, 10 for 10 %. ``max`` is ``None`` where the end is open."""

    min: Decimal
    max: Decimal | None
    open: bool = False


@dataclass(frozen=True, slots=True)
class Range:
    """A pay range in whole units of a currency.

    ``period`` "month" says that the guide printed monthly amounts; ``min`` and
    ``max`` are already a year's (× 12). ``max`` is ``None`` where the end is
    open; ``open`` marks a printed maximum with "+". ``currency`` is set only
    where it differs from the band's.
    """

    min: Decimal
    max: Decimal | None
    period: Period = "year"
    open: bool = False
    currency: str | None = None
    basis: str | None = None


@dataclass(frozen=True, slots=True)
class EquityRange:
    """An equity range: the whole grant (``years`` is its vesting) or a year's part.

    ``unit`` "shares" counts shares instead of money. ``period_doubtful``: the
    guide can be read as a grant or as a yearly amount, and nobody has decided.
    """

    min: Decimal
    max: Decimal | None
    period: EquityPeriod = "unknown"
    years: int | None = None
    kind: EquityKind = "unspecified"
    unit: EquityUnit = "money"
    open: bool = False
    currency: str | None = None
    period_doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Bonus:
    """The yearly bonus of a band.

    ``kind`` "none": the guide says there is none. "percent": ``min`` and
    ``max`` are percent of base. "amount": money a year, with ``percent`` where
    the guide prints both. "text": words that give no number, in ``text``.
    """

    kind: BonusKind
    min: Decimal | None = None
    max: Decimal | None = None
    percent: PercentRange | None = None
    text: str | None = None
    open: bool = False
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class OtherPay:
    """Yearly or one-off pay of another kind, under the guide's own label."""

    label: str
    min: Decimal
    max: Decimal | None
    period: Period = "year"
    open: bool = False
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class Equivalent:
    """The band's amounts as the guide also prints them in another currency."""

    currency: str
    base: Range | None = None
    equity: EquityRange | None = None
    bonus: Bonus | None = None
    signing: Range | None = None
    total: Range | None = None
    unspecified: Range | None = None


@dataclass(frozen=True, slots=True)
class SourcePeriod:
    """From when to when a source's figures are: "2025", or "2025-03"."""

    from_: str | None
    to: str | None


@dataclass(frozen=True, slots=True)
class Source:
    """Where figures come from, as the guide says. Of a row's own source, ``line`` is the row's to say."""

    text: str
    publisher: str | None = None
    url: str | None = None
    period: SourcePeriod | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One of two ways to read a band: its amounts as a ``component``, or its equity as of a ``period``.

    ``fits``: the rest of the guide speaks for this reading and not for the
    other; ``evidence`` is a sentence for editors.
    """

    component: AskComponent | None = None
    period: EquityPeriod | None = None
    fits: bool = False
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Percentile:
    """A published percentile of a band's part: of base or of the total, a year, in the band's currency."""

    component: PercentileOf
    percent: int
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Band:
    """One row of a guide: what a region (and level) pays, part by part."""

    region: str | None
    level: str | None
    currency: str | None
    base: Range | None = None
    equity: EquityRange | None = None
    bonus: Bonus | None = None
    signing: Range | None = None
    other: tuple[OtherPay, ...] = ()
    total: Range | None = None
    unspecified: Range | None = None
    equivalents: tuple[Equivalent, ...] = ()
    cells: dict[str, str] = field(default_factory=dict)
    line: int | None = None
    source: Source | None = None
    # Where it can be read in two ways, of which neither is compared until an editor has decided.
    readings: tuple[Reading, ...] = ()
    # Those of a part rise; where they give a range, its ends are among them.
    percentiles: tuple[Percentile, ...] = ()


@dataclass(frozen=True, slots=True)
class LevelEquivalent:
    """A level of another company."""

    company: str
    level: str


@dataclass(frozen=True, slots=True)
class LevelMapping:
    """One level of the company and what it corresponds to elsewhere."""

    own: str
    equivalents: tuple[LevelEquivalent, ...] = ()
    extra: dict[str, str] = field(default_factory=dict)
    line: int | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """An amount that the guide tells the candidate to ask for, aim at, accept or hold as floor.

    ``basis`` "addition": what is to come on top of the offer, "$40K more RSUs". An addition in percent is
    of the part itself ("8 % more base"); of the bonus it is in points.
    """

    role: AskRole
    component: AskComponent
    min: Decimal
    max: Decimal | None
    unit: AskUnit = "money"
    currency: str | None = None
    period: Period = "unknown"
    region: str | None = None
    level: str | None = None
    text: str = ""
    basis: AskBasis = "whole"


@dataclass(frozen=True, slots=True)
class QuotedOffer:
    """A sample offer that a script quotes; nobody's real offer."""

    company: str | None
    role: str | None = None
    base: Decimal | None = None
    equity: Decimal | None = None
    total: Decimal | None = None
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A whole sentence that states a fact about the speaker."""

    kind: ClaimKind
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """Words to speak ("say") or words to the reader ("advice")."""

    voice: Voice
    text: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A whole sentence of the words to speak, and its one voice.

    "fact" of the company, the market or the job; "ask"; claim of an "offer";
    claim about the speaker ("self"); "courtesy" (thanks, closers, promises);
    "advice" and "limit", which are for the reader alone. What is "unsettled"
    counts as a claim.
    """

    voice: SentenceVoice
    text: str


@dataclass(frozen=True, slots=True)
class Lever:
    """A named argument with its script; the strategy has this shape, too, without a title."""

    title: str | None
    parts: tuple[Part, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    asks: tuple[Ask, ...] = ()
    quoted_offers: tuple[QuotedOffer, ...] = ()
    claims: tuple[Claim, ...] = ()
    slots: tuple[str, ...] = ()
    needs_competing_offer: bool = False
    line: int | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the guide that is prose; ``body`` is Markdown, ``depth`` 1 the outermost."""

    heading: str
    depth: int
    body: str
    asks: tuple[Ask, ...] = ()
    claims: tuple[Claim, ...] = ()
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Premium:
    """A premium that the guide's summary line promises, in percent."""

    label: str
    min_pct: Decimal
    max_pct: Decimal | None


@dataclass(frozen=True, slots=True)
class Label:
    """Words of the source that only name a part."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that an editor should look at.

    ``place`` names the row it is about, such as "bands/0" or "levers/2".
    """

    code: str
    severity: Severity
    message: str
    line: int | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class GuideDocument:
    """All that one guide says."""

    title: str
    company: str
    role: str
    level: str | None = None
    tagline: str | None = None
    tags: tuple[str, ...] = ()
    premiums: tuple[Premium, ...] = ()
    bands: tuple[Band, ...] = ()
    level_mappings: tuple[LevelMapping, ...] = ()
    sections: tuple[Section, ...] = ()
    levers: tuple[Lever, ...] = ()
    strategy: Lever | None = None
    sources: tuple[Source, ...] = ()
    labels: tuple[Label, ...] = ()
    findings: tuple[Finding, ...] = ()
    source_path: str | None = None

    @property
    def citing_rows(self) -> tuple[Band | LevelMapping | Lever, ...]:
        """The rows that may name a source of their own."""
        return (*self.bands, *self.level_mappings, *self.levers, *([self.strategy] if self.strategy else []))

    def to_json(self) -> dict[str, Any]:
        """The document as plain JSON values, keys in the contract's names and order."""
        return {"schema": SCHEMA, "source_path": self.source_path} | {
            f.name: to_json(getattr(self, f.name)) for f in dataclasses.fields(self) if f.name != "source_path"
        }


def to_json(value: Any) -> Any:
    """A document value as JSON: dataclasses become objects, whole decimals become integers.

    Fields that the contract lists as optional (``open``, ``period_doubtful``,
    a component's own ``currency`` and the like) appear only where they are set.
    """
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, tuple | list):
        return [to_json(item) for item in value]
    if isinstance(value, dict):
        return {key: to_json(item) for key, item in value.items()}
    if dataclasses.is_dataclass(value):
        optional = _OPTIONAL.get(type(value), frozenset())
        return {
            f.name.rstrip("_"): to_json(item)
            for f in dataclasses.fields(value)
            if (item := getattr(value, f.name)) or isinstance(item, Decimal) or f.name not in optional
        }
    return value


_OPTIONAL: dict[type, frozenset[str]] = {
    PercentRange: frozenset({"open"}),
    Range: frozenset({"open", "currency", "basis"}),
    EquityRange: frozenset({"open", "currency", "period_doubtful", "years"}),
    Bonus: frozenset({"min", "max", "percent", "text", "open", "currency"}),
    OtherPay: frozenset({"open", "currency"}),
    Equivalent: frozenset({"base", "equity", "bonus", "signing", "total", "unspecified"}),
    Band: frozenset({"source", "readings", "percentiles"}),
    Reading: frozenset({"component", "period"}),
    LevelMapping: frozenset({"source"}),
    Lever: frozenset({"source"}),
    Finding: frozenset({"place"}),
}
