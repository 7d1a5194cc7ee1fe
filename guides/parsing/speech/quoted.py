"""The offers that a script quotes as a sample: whose, and of how much."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

from guides.document.document import AskComponent, QuotedOffer
from guides.parsing.speech.asks import a_years, named_before
from guides.parsing.speech.claims import is_offer_claim, split_sentences
from guides.parsing.speech.cues import AFTER, NAMED, named_component
from guides.parsing.text.companies import company_and_rest, is_title
from guides.parsing.text.figures import Figure, figures

_INTRODUCES = re.compile(
    r"\s+(?:offers?\s+|(?:has |have |is |are )?offer(?:ed|ing|s)(?: me)?\s*)?"
    r"(?:(?:coming in |come in |is |are )?at|of|for|with|worth|is|are)?\s*\(?$|:\s*$"
)
_NAME = re.compile(r"(?:(?<!\w)\d*[A-Z][\w.&'’/-]*\s+)*(?<!\w)\d*[A-Z][\w.&'’/-]*$")
_NAMED = r"[A-Z][\w.&'’/-]*(?: [A-Z][\w.&'’/-]*)*"
# "$230K base from Shopify"
_NAMED_AFTER = re.compile(rf"[^.;,$€£₹\d]{{0,40}}?\b(?:from|by) (?P<name>{_NAMED})")
# "Stripe has extended me an offer last week at …"
_GIVER = re.compile(
    rf"\b(?P<name>{_NAMED}) (?:has |have |just |recently )*(?:extended|made|gave|given|sent|came|put|handed|promised)\b"
    rf"|\b(?P<owner>{_NAMED})['’]s (?:[\w-]{{1,20}} ){{0,2}}(?:offer|recruiter|team)\b"
    rf"|\bfrom (?P<giver>{_NAMED})(?= (?:at|is|of|for|with|worth|last|this|on|in)\b|[,:(]|$|(?<=['’]s))"
)
# "My Google offer", "Citadel's offer"
_NO_NAME = re.compile(r"\A(?:My|Our|The|An?) |['’]s(?=\Z| )|[.,’']+\Z")
# Amounts of one sentence that are looked at.
_MOST = 1_200
# A difference, or what is left behind, is no amount of an offer.
_DIFFERENCE = re.compile(
    r"\s*(?:\w{1,30}\s+){0,2}?(?:(?<!or )more|added|additional|extra|increase|uplift|lift|bump|higher|gap|less|short"
    r"|raise|unvested|allocation|(?:above|below|over|under) (?:the |your |my )?(?:initial |first |current )?"
    r"(?:market|band|standard|current|midpoint|offer|what)"
    r"|of (?:headroom|range|room)|in (?:headroom|savings|revenue))\b",
    re.IGNORECASE,
)
_TERMS = frozenset({"base", "equity", "total"})
_PAIRED = re.compile(r"\s*(?:/|\+|and|plus|with|,)\s*")


def find_quoted_offers(text: str, *, currency: str | None) -> tuple[QuotedOffer, ...]:
    """The sample offers in sentences that claim offers: company, base, equity, total.

    Amounts belong to the company named before them, up to the next one, else
    to the one behind. What none is said to be of stays with the sentence.
    """
    return tuple(
        offer
        for piece in split_sentences(text)
        if is_offer_claim(piece.strip())
        for offer in _in_sentence(piece, currency)
    )


def _in_sentence(piece: str, currency: str | None) -> Iterator[QuotedOffer]:
    money = [a_years(figure) for figure in figures(piece, most=_MOST) if figure.unit == "money"]
    found = [figure for figure in money if not _DIFFERENCE.match(piece, figure.end)]
    terms = _terms(piece, found)
    offer: QuotedOffer | None = None
    end = 0
    for figure, term in zip(found, terms, strict=True):
        company, role = _company(piece, end, figure, first=offer is None)
        end = figure.end
        amount: dict[str, Any] = {term: figure.minimum} if term and term in _TERMS else {}
        if company or role:
            if offer:
                yield offer
            offer = QuotedOffer(company, role, currency=figure.currency(currency) or currency, **amount)
        elif offer and term and amount and getattr(offer, term) is None:
            offer = replace(offer, **amount)
    if offer:
        yield offer


def _terms(piece: str, found: list[Figure]) -> list[AskComponent | None]:
    """What each figure is an amount of: beside it, or of its like in the sentence; the base where equity follows."""
    terms = [_beside(piece, figure) for figure in found]
    alone = next((term for term in terms if term and term != "equity"), None)
    for at, (figure, following) in enumerate(pairwise(found)):
        if terms[at] is None and terms[at + 1] == "equity" and _PAIRED.fullmatch(piece, figure.end, following.start):
            terms[at] = "base"
    return [term or alone for term in terms]


def _beside(piece: str, figure: Figure) -> AskComponent | None:
    after = AFTER.match(piece, figure.end)
    return named_component(after) if after else named_before(piece[max(0, figure.start - 40) : figure.start])


def _company(piece: str, end: int, figure: Figure, *, first: bool) -> tuple[str | None, str | None]:
    """The company that a figure is the first amount of, and the role, as far as they are named."""
    between = piece[max(end, figure.start - 80) : figure.start]
    name = _NAME.search(_INTRODUCES.sub("", between))
    if name and not NAMED.fullmatch(name[0]):
        return _named(name[0])
    other = (_NAMED_AFTER.match(piece, figure.end) or _GIVER.search(between)) if first else None
    return _named(next(filter(None, other.groups()))) if other else (None, None)


def _named(name: str) -> tuple[str | None, str | None]:
    name = _NO_NAME.sub("", name)
    company, role = company_and_rest(name)
    # "a competing PM offer at $305K"
    return (None, name) if is_title(company) else (company, role or None)
