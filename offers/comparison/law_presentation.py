"""What the law gives for an offer, as the box of the comparison and of the call sheet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from guides.rights import wording
from guides.rights.presentation import BoxLine, box_lines, place_address, uncovered
from offers.comparison.law_forms import LawForm
from offers.law import Law
from offers.models import Offer
from pay.rights.sizes import SIZE_NAMES

RANGES = frozenset({"posting-range", "range-on-request", "range-unasked"})


@dataclass(frozen=True)
class LawBox:
    """``lines`` matter to this candidate now; ``more`` and what is ``uncovered`` are folded.

    ``sizes``: key, name and whether it is chosen. ``clause``: what to ask of the offer's own repayment term.
    """

    title: str
    lines: list[BoxLine]
    more: list[BoxLine]
    uncovered: list[str]
    clause: str
    sizes: list[tuple[str, str, bool]]
    asks_size: bool
    hides_pay: bool
    names_pay: bool
    form: LawForm
    unknown: str
    old: str
    address: str
    no_advice: str
    on: date


def law_box(offer: Offer, law: Law, today: date, form: LawForm | None = None) -> LawBox | None:
    """``None`` where nothing is known of the job's place, nor of the place that it is done from."""
    places, known = law.held.places, [key for key in (law.place, law.done_from) if key]
    found = box_lines(law.applied, law.held, size=law.size, today=today, on=law.on)
    lines, more = _split(found, offer, law)
    small = uncovered(law.applied, law.held, law.size)
    if not law.applied and not offer.works_from and form is None:
        return None
    name = places.by_key[known[-1]].name if known else ""
    page = next((key for key in reversed(known) if law.held.here([key])), "")
    return LawBox(
        title=f"What the law gives you{f' in {name}' if name else ''}",
        lines=lines,
        more=more,
        uncovered=small,
        clause=clause_sentence(law),
        sizes=[
            ("", "not known", not law.size),
            *((key, words, key == law.size) for key, words in SIZE_NAMES.items()),
        ],
        asks_size=law.asks_size,
        hides_pay=law.hides_pay,
        names_pay=offer.names_pay,
        form=form or LawForm(offer=offer),
        unknown=offer.works_from if offer.works_from and not law.done_from else "",
        old=next((line.line.old for line in found if line.line.old), ""),
        address=place_address(page) if page else "",
        no_advice=wording.NO_ADVICE,
        on=law.on,
    )


def _split(found: list[BoxLine], offer: Offer, law: Law) -> tuple[list[BoxLine], list[BoxLine]]:
    """What matters to the candidate now, and the rest.

    Of the duties to name the range one is enough: to tell it when asked, if
    that is sure, else the first. The limits of repayment clauses matter where
    the offer has such a clause, or something to pay back.
    """
    ranges = [line for line in found if line.line.fact.kind in RANGES]
    on_request = (line for line in ranges if line.line.fact.kind == "range-on-request" and not line.coverage)
    best = next(on_request, ranges[0] if ranges else None)
    pays_back = bool(offer.terms.clawback not in {"", "none"} or offer.package.signing_in_all or law.clause)
    # Whoever has the employer's own range needn't ask which it is.
    if best is not None and getattr(offer, "posting", None):
        found = [replace(line, to_say="") if line.line.fact.kind in RANGES else line for line in found]
        best = next(line for line in found if line.line == best.line)
    now = [
        line
        for line in found
        if line is best
        or line.line.fact.kind == "pay-history-ban"
        or (line.line.fact.kind == "repayment-limit" and pays_back)
    ]
    return now, [line for line in found if line not in now]


def clause_sentence(law: Law) -> str:
    """The one question about the offer's own repayment term, where it goes beyond what was found; "" elsewhere."""
    if not law.clause or law.clause_rule is None:
        return ""
    asked = []
    if "longer" in law.clause:
        asked.append(f"end after {law.clause_rule.most_months} months at the latest")
    if "not-prorated" in law.clause:
        asked.append("fall with every month that I stay")
    return f"Could the repayment term {' and '.join(asked)}?"
