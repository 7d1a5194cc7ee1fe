"""Acme, its guide in a few sentences, and what a candidate of it is handed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.test import Client
from django.urls import reverse

from guides.document.document import Bonus, EquityRange, Part, Range
from guides.models import ExchangeRate
from guides.parsing.speech.scripts import context_of, read_lever
from offers.models import Offer
from tests import factories
from tests.factories import D
from tests.page_text import copyable, text_of

TEN_PERCENT = Bonus("percent", D(10), D(10))
NEW_YORK = factories.band(
    "New York",
    base=Range(D(160000), D(200000)),
    equity=EquityRange(D(80000), D(160000), "grant", 4, "rsu"),
    bonus=TEN_PERCENT,
    total=None,
)
LONDON = replace(
    NEW_YORK,
    region="London",
    currency="GBP",
    base=Range(D(80000), D(100000)),
    equity=EquityRange(D(40000), D(60000), "grant", 4, "rsu"),
)
OFFER = {
    "base": 170000,
    "equity": 100000,
    "vesting_years": 4,
    "equity_kind": "rsu",
    "bonus_percent": 10,
    "bonus_amount": None,
    "signing": 10000,
}
HOOLI = OFFER | {"employer": "Hooli", "base": 188000, "equity": 140000, "signing": None, "bonus_percent": None}


def terms(values: dict[str, Any]) -> dict[str, Any]:
    return {name: Decimal(value) if isinstance(value, int) else value for name, value in values.items()}


@dataclass
class Candidate:
    """Somebody with an offer of Acme's: their browser, and all that they are handed."""

    client: Client
    offer: Offer
    shares: dict[str, str] = field(default_factory=dict)

    def address(self, name: str) -> str:
        return reverse(f"offers:{name}", args=[self.offer.pk])

    def page(self, name: str = "offer") -> str:
        return text_of(self.client.get(self.address(name)))

    def table(self) -> dict[str, Any]:
        """Each part of the plan: its row, as the page prints it."""
        return {row.part: row for row in self.client.get(self.address("counter")).context["table"].parts}

    @property
    def plan(self) -> Any:
        return self.client.get(self.address("counter")).context["counter"].plan

    def handed_out(self) -> list[str]:
        """Every text that may be passed on."""
        comparison, counter = self.client.get(self.address("offer")), self.client.get(self.address("counter"))
        sheet = self.client.get(self.address("brief")).context["sheet"]
        if "link" not in self.shares:
            made = self.client.post(self.address("share"), {"days": 7, "with_plan": "on"})
            self.shares["link"] = made.context["made"]
        shared = self.client.get(self.shares["link"])
        scripts = re.findall(r"<blockquote>(.*?)</blockquote>", shared.content.decode(), flags=re.DOTALL)
        letters = [email.body for email in counter.context["emails"]]
        return [
            *copyable(comparison),
            *copyable(counter),
            *scripts,
            counter.context["verdict"],
            counter.context["form"]["email"].value(),
            *letters,
            *sheet.opening,
            *(answer.say for answer in sheet.answers),
        ]

    @property
    def said(self) -> str:
        return "\n".join(self.handed_out())

    @property
    def scripts(self) -> str:
        """What the levers and the strategy have to say."""
        return "\n".join(copyable(self.client.get(self.address("offer"))))

    def rows(self) -> list[Any]:
        context = self.client.get(self.address("offer")).context
        return [*context["levers"], *([context["strategy"]] if context["strategy"] else [])]

    def settle(self, *, tick: bool = True, answers: dict[str, str] | None = None) -> Any:
        """Tick all that can be ticked, and type ``answers`` into blanks by the words in their brackets."""
        response = None
        for row in self.rows():
            outlook = row.outlook
            data: dict[str, Any] = {"lever": outlook.row.pk, "anchor": outlook.anchor}
            data["shown"] = [claim.key for claim in outlook.confirmable]
            if tick:
                data |= {f"claim-{claim.key}": "on" for claim in outlook.confirmable}
            for blank in outlook.blanks:
                if blank.slot.words in (answers or {}):
                    data[f"slot-{blank.slot.key}"] = (answers or {})[blank.slot.words]
            if outlook.confirmable or outlook.blanks:
                response = self.client.post(self.address("script-facts"), data)
                assert response.status_code in {302, 422}
        return response

    def record(self, **changes: Any) -> Offer:
        """Hooli's verbal offer, or another."""
        return factories.offer(self.offer.owner, status=changes.pop("status", "verbal"), **terms(HOOLI | changes))


def candidate(
    *says: str, strategy: str = "", advice: str = "", region: str = "New York", bands: Any = None, **changes: Any
) -> Candidate:
    """Acme's guide has a lever for each of ``says``."""
    bands = bands or (NEW_YORK, LONDON)
    context = context_of(bands, "Acme")
    levers = [read_lever(f"Reason {n}", [Part("say", words)], context, n) for n, words in enumerate(says, start=1)]
    spoken = [Part("say", strategy)] if strategy else []
    spoken += [Part("advice", advice)] if advice else []
    revision = factories.published(
        factories.document(
            company="Acme",
            role="Data Engineer",
            tagline="",
            bands=bands,
            levers=tuple(levers),
            strategy=read_lever(None, spoken, context, 9) if spoken else None,
            sections=(),
            level_mappings=(),
        )
    )
    client, owner = factories.browser()
    made = factories.offer(owner, revision, region=region, **terms(OFFER | changes))
    return Candidate(client, made)


def rates(**per_euro: str | int) -> None:
    """Stored rates: so many units of each currency for one euro."""
    for currency, amount in per_euro.items():
        ExchangeRate.objects.filter(currency=currency).delete()
        ExchangeRate.objects.create(currency=currency, per_euro=Decimal(amount), on=date(2026, 11, 2), source="A bank")
    factories.changed()
