"""Who is handed what to say: made-up candidates over the guides of a library, read by detectors that know no reader."""

from __future__ import annotations

from collections import Counter as Counted
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import islice
from statistics import median
from typing import Any
from uuid import uuid4

from guides.library.guide_terms import guide_terms
from guides.library.rates import newest_rates
from guides.models import Band, Revision
from offers.comparison.loading import Outlook, load_outlook
from offers.counter.callsheet import call_sheet
from offers.counter.emails import emails
from offers.counter.loading import Counter, Tried, make_counter
from offers.counter.presentation import plan_sentence
from offers.models import Offer, Owner, Round, ScriptFact
from offers.models.rows import GrantTerms
from pay.money import RateMissingError
from pay.packages import Package
from pay.plans import Plan
from tests import speech_detectors as detectors

# Units for one euro: of a candidate's currency, and of all that bands are in where no rate is stored.
PAID_IN = {"USD": "1.25", "GBP": "1", "INR": "100", "SGD": "1.6"}
# Of the band's maximum.
OFFERED = {"low": Decimal("0.8"), "middle": Decimal("0.95"), "above": Decimal(3)}
FORBIDDEN = {
    "claim of an offer": (detectors.claims_an_offer,),
    "claim about the speaker": (detectors.says_first_person_claim, detectors.speaks_of_the_speaker),
    "spoken to the listener": (detectors.speaks_to_the_listener,),
    "leaning on what isn't said": (detectors.leans_on_what_isnt_said,),
    "promise to sign": (detectors.promises_to_sign,),
    "foreign currency": (detectors.wrong_currency,),
    "bracket": (detectors.has_blank,),
    "second thank-you": (detectors.thanks_twice,),
    "the guide's limit": (detectors.says_a_limit_amount, detectors.speaks_of_a_limit),
    "two figures for a part": (detectors.two_figures_for_a_part,),
    "too precise": (detectors.too_precise,),
    "wrong article": (detectors.wrong_article,),
}
# What Leverbook says for everybody in letters and at the phone, as it is agreed: whatever else is in the first person
# or speaks to the listener there is a claim.
OURS = (
    "I have thought it through and would like to find terms that work for both of us.",
    "With that in mind, I'm asking for {terms}.",
    "Is that something that you can do?",
    "I'd be glad to talk it through.",
    "I want to answer properly and would like a few days for it.",
    "By when do you need my answer?",
    "I'm glad to accept it.",
    "Could you tell me what you need from me next?",
    "Could you send me the terms in writing, so that I can sign?",
    "Thank you for the offer, and for the time that you and your colleagues gave me.",
    "I won't be taking it.",
    "I wish you well in finding the right person.",
    "Before I answer, I'd like to go through the terms with you.",
    "Could we talk about the level, the start date and a review in writing?",
    "If the base is fixed, could we talk about {terms}?",
    "If the base is fixed, could we look at the level, or agree in writing on a review after six months?",
    "Then let's leave the equity as it is and talk about {terms}.",
    "Then could we look at the base or the signing bonus instead?",
    "I'd rather keep to this role and to what would make it work for both of us.",
    "I want to give you an answer that I can stand by: could I have a few more days?",
    "I'd be glad of that.",
    "Could we look at {terms} as well?",
    "How much could it be?",
)
SUBSTANCE = frozenset({"fact", "own-offers", "own-claim", "own-ask"})
SHOWN = 40
TODAY = date(2026, 11, 28)


class Sweep:
    """Counts over guides: what is forbidden with examples, voices, and sentences by guide."""

    def __init__(self) -> None:
        self.guides = self.candidates = self.texts = self.pages = 0
        self.found: Counted[str] = Counted()
        # The first place of each piece that was found.
        self.pieces: dict[str, dict[str, str]] = defaultdict(dict)
        self.voices: Counted[str] = Counted()
        self.left_out: Counted[str] = Counted()
        self.before: list[int] = []
        self.after: list[int] = []

    def over(self, revision: Revision, bands: list[Band]) -> None:
        self.guides += 1
        terms = guide_terms(revision.pk)
        levers = [*terms.levers, *([terms.strategy] if terms.strategy else [])]
        self.voices.update(sentence.voice for lever in levers for sentence in lever.sentences)
        limits = frozenset(int(ask.minimum) for ask in terms.asks if ask.is_limit and ask.unit == "money")
        # What the guide itself names needn't be rounder than that.
        asked = _amounts(*(ask.minimum for ask in terms.asks if not ask.is_limit and ask.unit == "money"))
        owner = Owner(pk=1)
        self.read: dict[tuple[Any, ...], list[str]] = {}
        for band in bands:
            if band.base_min is None or band.has_error:
                continue
            for kind, share in OFFERED.items():
                for currency in PAID_IN:
                    offer = _offer(owner, revision, band, share, currency)
                    if offer is None:
                        continue
                    outlook = load_outlook(offer, stored=[offer], today=TODAY)
                    who = detectors.Candidate(
                        revision.guide.company.name,
                        revision.guide.role.name,
                        currency=currency,
                        own_names=frozenset(_names(levers, bands)),
                        limits=limits - _told(outlook),
                        plan={part.part: _amounts(part.ask) for part in outlook.plan.parts},
                        known=_amounts(*(part.offered for part in outlook.plan.parts)) | asked,
                    )
                    self._candidate(outlook, who, f"{revision.guide} · {band.region} · {kind} · {currency}")
        first = next((band for band in bands if band.base_min is not None and not band.has_error), None)
        if first is not None:
            self._sentences(owner, revision, first)

    def on_pages(
        self, revision: Revision, band: Band | None, unread: Callable[[Revision, Band], Iterable[str]]
    ) -> None:
        """Whether what the pages hand out, and the exports, are what was read here."""
        if band is not None:
            self.pages += 1
            for text in unread(revision, band):
                self._count("on a page, in an export, and not read", f"{revision.guide} · {band.region}", text)

    def _candidate(self, outlook: Outlook, who: detectors.Candidate, where: str) -> None:
        self.candidates += 1
        counter = make_counter(outlook, Tried())
        for text in spoken(outlook):
            self._text(text, who, FORBIDDEN, where)
        who = replace(who, own_sentences=OURS)
        for kind, text in handed(counter):
            # Who accepts signs.
            self._text(text, who, [one for one in FORBIDDEN if (kind, one) != ("accept", "promise to sign")], where)
        self._plan(outlook, counter.worth, where)
        asks = plan_sentence(counter).startswith(("Ask for", "What is asked for can't"))
        if asks and "already at or above" in outlook.verdict:
            self._count("comparison and plan at odds", where, outlook.verdict)
        if not asks and "the guide asks for" in outlook.verdict.replace("what the guide asks for", ""):
            self._count("comparison and plan at odds", where, outlook.verdict)

    def _text(self, text: str, who: detectors.Candidate, kinds: Iterable[str], where: str) -> None:
        self.texts += 1
        own = (who.currency, who.limits, who.known, who.own_sentences, tuple(who.plan.items()))
        for kind in kinds:
            for detect in FORBIDDEN[kind]:
                key = (detect.__name__, text, *own)
                if key not in self.read:
                    self.read[key] = detect(text, who)
                for piece in self.read[key]:
                    self._count(kind, where, piece)

    def _plan(self, outlook: Outlook, worth: Any, where: str) -> None:
        plan: Plan = outlook.plan
        for part in plan.parts:
            amounts = [amount for amount in (part.ask, part.target, part.floor) if amount is not None]
            if amounts != sorted(amounts, reverse=True):
                self._count("ask under target or floor", where, f"{part.part} {amounts}")
        totals = [worth(package) for package in (plan.ask, plan.target, plan.floor) if package]
        if totals != sorted(totals, reverse=True):
            self._count("ask under target or floor", where, str(totals))
        for package in filter(None, (plan.ask, plan.target, plan.floor)):
            if abs(_in_all(package) - worth(package)) > 1:
                self._count("parts not adding up", where, f"{_in_all(package)} {worth(package)}")

    def _sentences(self, owner: Owner, revision: Revision, band: Band) -> None:
        """How many sentences of substance a candidate in the first band gets before and after ticking all."""
        for ticked, counts in ((False, self.before), (True, self.after)):
            offer = _offer(owner, revision, band, OFFERED["middle"], band.currency or "USD")
            if offer is None:
                return
            outlook = load_outlook(offer, stored=[offer], today=TODAY)
            levers = [*outlook.levers, *outlook.met_levers, *([outlook.strategy] if outlook.strategy else [])]
            if ticked:
                offer._prefetched_objects_cache["script_facts"] = list(_facts(offer, levers))  # type: ignore[attr-defined]
                outlook = load_outlook(offer, stored=[offer], today=TODAY)
                levers = [*outlook.levers, *outlook.met_levers, *([outlook.strategy] if outlook.strategy else [])]
            else:
                self.left_out.update(left.why for lever in levers for left in lever.script.left_out)
            counts.append(len({line.text for lever in levers for line in lever.script.lines if line.kind in SUBSTANCE}))

    def _count(self, kind: str, where: str, piece: str) -> None:
        self.found[kind] += 1
        self.pieces[kind].setdefault(piece, where)

    def report(self) -> None:
        print(
            f"{self.guides:,} guides, {self.candidates:,} candidates, {self.texts:,} texts;",
            f"pages of {self.pages:,} guides",
        )
        kinds = (*FORBIDDEN, "ask under target or floor", "parts not adding up", "comparison and plan at odds")
        kinds += ("on a page, in an export, and not read",)
        for kind in kinds:
            print(f"{self.found[kind]:>8,} {kind}")
            for piece, where in islice(self.pieces[kind].items(), SHOWN):
                print(f"           {where}: {piece[:300]}")
        whole = sum(self.voices.values())
        print("sentences by voice:")
        for voice, count in self.voices.most_common():
            print(f"{count:>8,} {voice} ({count / max(whole, 1):.0%})")
        print("left out before ticking, and why:")
        for why, count in self.left_out.most_common():
            print(f"{count:>8,} {why}")
        for name, counts in (("before ticking", self.before), ("after", self.after)):
            if counts:
                under = sum(count < (3 if name.startswith("before") else 5) for count in counts)
                print(f"sentences {name}: median {median(counts):g}, under the wanted number in {under} guides")


def _offer(owner: Owner, revision: Revision, band: Band, share: Decimal, currency: str) -> Offer | None:
    """An offer that is stored nowhere; ``None`` where no rate is known for the band's currency."""
    if not band.currency or band.base_min is None:
        return None
    try:
        conversion = newest_rates(TODAY).conversion(band.currency, currency)
    except RateMissingError:
        return None

    def of(top: Decimal | None) -> Decimal | None:
        # In whole thousands of dollars, or of what is as large: lakhs of rupees.
        step = Decimal(100_000 if currency == "INR" else 1_000)
        return None if top is None else (conversion.convert(top) * share / step).quantize(Decimal(1)) * step

    offer = Offer(pk=uuid4(), owner=owner, guide=revision.guide, revision=revision, band=band, currency=currency)
    offer.employer = revision.guide.company.name
    grant = of(band.equity_max or band.equity_min) if band.equity_period == "grant" else Decimal(0)
    terms = Round(
        offer=offer,
        number=1,
        on=TODAY,
        base=of(band.base_max or band.base_min),
        grants=(GrantTerms("rsu", value=grant, years=Decimal(4)),),
        bonus_percent=Decimal(10),
        signing=Decimal(0),
    )
    offer._prefetched_objects_cache = {"rounds": [terms], "script_facts": []}  # type: ignore[attr-defined]
    offer._state.fields_cache["plan"] = None
    return offer


def _facts(offer: Offer, levers: Iterable[Any]) -> Iterator[ScriptFact]:
    kinds, answers = ScriptFact.Kind, {"money": "45000", "percent": "12", "number": "12"}
    for lever in levers:
        for claim in lever.confirmable:
            yield ScriptFact(offer=offer, kind=kinds.CLAIM, key=claim.key)
        for blank in lever.blanks:
            words = answers.get(blank.slot.kind, "Initrode")
            yield ScriptFact(offer=offer, kind=kinds.SLOT, key=blank.slot.key, answer=words)


def _names(levers: Iterable[Any], bands: Iterable[Band]) -> Iterator[str]:
    yield from (lever.row.title for lever in levers if lever.row.title)
    yield from (band.region for band in bands if band.region)


def spoken(outlook: Outlook) -> list[str]:
    """What the levers and the strategy have to say: on the comparison, on a shared page, as talking points."""
    levers = [*outlook.levers, *outlook.met_levers, *([outlook.strategy] if outlook.strategy else [])]
    return [lever.script.text for lever in levers if lever.script.text]


def handed(counter: Counter) -> Iterator[tuple[str, str]]:
    """The letters and what is to be said at the phone, each with its kind."""
    yield from ((email.kind, email.body) for email in emails(counter))
    sheet = call_sheet(counter)
    yield "call", " ".join(sheet.opening)
    yield from (("call", answer.say) for answer in sheet.answers)


def _told(outlook: Outlook) -> frozenset[int]:
    """Amounts that are the offer's or the plan's own, and may also be a limit of the guide."""
    return _amounts(*(amount for part in outlook.plan.parts for amount in (part.ask, part.offered)))


def _amounts(*amounts: Decimal | None) -> frozenset[int]:
    return frozenset(round(amount) for amount in amounts if amount is not None)


def _in_all(package: Package) -> Decimal:
    """A year in all, added up part by part: four years, signing included; a grant that vests in four."""
    parts = (package.base, package.bonus, package.other)
    yearly = sum((amount for amount in parts if amount is not None), Decimal(0))
    once = sum((amount for amount in (package.equity, package.signing_in_all) if amount is not None), Decimal(0))
    return yearly + once / 4
