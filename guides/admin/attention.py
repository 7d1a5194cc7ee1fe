"""What needs an editor: the desk's front, each number a link to the list that it counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Count, QuerySet, Value
from django.urls import reverse

from guides.document.checks import CODES
from guides.editing import turns
from guides.models import (
    ExchangeRate,
    Finding,
    Guide,
    ImportBatch,
    Location,
    Proposal,
    Report,
    Revision,
    Right,
)

SOON = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Item:
    """A number of things and the list of them. ``sentence`` is the sentence's part, "3 drafts wait for review"."""

    count: int
    sentence: str
    address: str


@dataclass(frozen=True, slots=True)
class FindingRow:
    """How many open findings of a kind what is on the desk has."""

    code: str
    meaning: str
    counts: tuple[tuple[str, str], ...]  # for each severity its number ("" for none), and the list


@dataclass(frozen=True, slots=True)
class Attention:
    """What waits, what will soon, and the findings, as far as somebody may see them."""

    waiting: tuple[Item, ...]
    soon: tuple[Item, ...]
    findings: tuple[FindingRow, ...]


def attention(user: Any, *, today: date) -> Attention:
    """The desk's front for a user on a day, in nine queries at most."""
    guides: dict[str, int] = {}
    if _may_view(user, "guide"):
        guides = Revision.objects.open_counts() | Guide.objects.published().review_counts(today, today + SOON)
    back, mine = turns.own_counts(user) if guides and user.has_perm("guides.change_revision") else (0, 0)
    return Attention(
        waiting=tuple(item for item in (*_sent_back(back), *_waiting(user, guides, today)) if item.count),
        soon=tuple(item for item in _soon(guides, mine) if item.count),
        findings=tuple(_findings()) if user.has_perm("guides.view_finding") else (),
    )


def _numbers(user: Any, today: date) -> dict[str, int]:
    """How many of each model need somebody, as far as a user may see them: in one query."""
    has_perm = user.has_perm
    rows: list[QuerySet[Any]] = []
    if has_perm("guides.view_proposal"):
        rows.append(Proposal.objects.open())
    if has_perm("guides.change_report"):
        rows.append(Report.objects.open())
    if _may_view(user, "location"):
        rows.append(Location.objects.filter(needs_review=True, merged_into=None))
    if has_perm("guides.view_exchangerate") or has_perm("guides.add_exchangerate"):
        rows.append(ExchangeRate.objects.grown_old(today))
    counts = [
        each.order_by().annotate(of=Value(each.model._meta.model_name)).values("of").annotate(number=Count("pk"))
        for each in rows
    ]
    # Unsorted once more: Django 6.1 sorts a union as its first model.
    return dict(counts[0].union(*counts[1:], all=True).order_by().values_list("of", "number")) if counts else {}


def _waiting(user: Any, guides: Mapping[str, int], today: date) -> Iterator[Item]:
    numbers = _numbers(user, today)
    if guides:
        in_review = guides["in_review"]
        sentence = _counted(in_review, "draft waits for review", "drafts wait for review")
        yield Item(in_review, sentence, _list("guide", state="in_review"))
    if proposed := numbers.get("proposal"):
        sentence = _counted(proposed, "change waits for a second person", "changes wait for a second person")
        yield Item(proposed, sentence, _list("proposal", state__exact=Proposal.State.OPEN))
    if reports := numbers.get("report"):
        yield Item(reports, _counted(reports, "reader's report is open", "readers' reports are open"), _list("report"))
    if guides:
        overdue = guides["overdue"]
        sentence = _counted(overdue, "guide is overdue for a review", "guides are overdue for a review")
        yield Item(overdue, sentence, _list("guide", review="overdue"))
    if _may_view(user, "importbatch"):
        imports = ImportBatch.objects.waiting_counts()
        refused = imports["refused"]
        sentence = _counted(refused, "import holds refused texts", "imports hold refused texts")
        yield Item(refused, sentence, _list("importbatch", refused="open"))
        ready = imports["ready"]
        sentence = _counted(ready, "import waits to be looked at", "imports wait to be looked at")
        yield Item(ready, sentence, _list("importbatch", state__exact="ready"))
    if unknown := numbers.get("location"):
        sentence = _counted(unknown, "region is unknown", "regions are unknown")
        yield Item(unknown, sentence, reverse("admin:guides_location_unknown"))
    if old := numbers.get("exchangerate"):
        sentence = _counted(old, "exchange rate is older than 30 days", "exchange rates are older than 30 days")
        yield Item(old, sentence, _list("exchangerate", newest="old"))
    if _may_view(user, "right"):
        rights = Right.objects.desk_counts(today)
        review, due = rights["review"], rights["due"]
        sentence = _counted(review, "draft of a right waits for review", "drafts of rights wait for review")
        yield Item(review, sentence, _list("right", needs="review"))
        sentence = _counted(due, "right should be checked again", "rights should be checked again")
        yield Item(due, sentence, _list("right", needs="check"))


def _sent_back(back: int) -> Iterator[Item]:
    sentence = _counted(back, "draft of yours was sent back", "drafts of yours were sent back")
    yield Item(back, sentence, _list("guide", whose="sent-back"))


def _soon(guides: Mapping[str, int], mine: int) -> Iterator[Item]:
    if not guides:
        return
    yield Item(mine, _counted(mine, "open draft is yours", "open drafts are yours"), _list("guide", whose="mine"))
    due = guides["soon"]
    yield Item(
        due,
        _counted(due, "guide falls due within 30 days", "guides fall due within 30 days"),
        _list("guide", review="soon"),
    )
    drafts = guides["draft"]
    yield Item(drafts, _counted(drafts, "draft is open", "drafts are open"), _list("guide", state="draft"))
    undated = guides["undated"]
    sentence = _counted(undated, "guide has no date for its next review", "guides have no date for their next review")
    yield Item(undated, sentence, _list("guide", review="unset"))


def _findings() -> Iterator[FindingRow]:
    counted = Finding.objects.open().on_desk().order_by().values_list("code", "severity").annotate(count=Count("pk"))
    by_code: dict[str, dict[str, int]] = {}
    for code, severity, count in counted:
        by_code.setdefault(code, {})[severity] = count
    severities = Finding.Severity.values
    for code, counts in sorted(
        by_code.items(), key=lambda item: ([-item[1].get(severity, 0) for severity in severities], item[0])
    ):
        numbers = [f"{counts[severity]:,}" if severity in counts else "" for severity in severities]
        lists = [_list("finding", code=code, severity__exact=severity) for severity in severities]
        yield FindingRow(code, CODES.get(code, ""), tuple(zip(numbers, lists, strict=True)))


def _counted(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"


def _may_view(user: User | AnonymousUser, model: str) -> bool:
    return user.has_perm(f"guides.view_{model}") or user.has_perm(f"guides.change_{model}")


def _list(model: str, **query: Any) -> str:
    address = reverse(f"admin:guides_{model}_changelist")
    return f"{address}?{urlencode(query)}" if query else address
