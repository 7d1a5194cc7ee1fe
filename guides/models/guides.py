"""A guide and its revisions."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce, TruncDate
from django.urls import reverse

from guides.models.errors import PublishedRevisionError
from guides.models.mergings import Merging
from guides.models.shared import Company, Role
from guides.models.sources import Source


def _overdue(today: date) -> Q:
    return Q(review_due_on__lt=today)


def _due_by(today: date, day: date) -> Q:
    return Q(review_due_on__range=(today, day))


class GuideQuerySet(models.QuerySet["Guide"]):
    def published(self) -> Self:
        """Guides that visitors can read."""
        return self.filter(published_revision__isnull=False)

    def withdrawn(self) -> Self:
        """Guides that visitors could read once, and can't any more."""
        return self.filter(published_revision=None, withdrawn_at__isnull=False)

    def at(self, company_slug: str, role_slug: str) -> Self:
        """The guide with an address."""
        return self.filter(company__slug=company_slug, role__slug=role_slug)

    def now_at(self, company_slug: str, role_slug: str) -> Guide | None:
        """The published guide that an old address leads to, since its company or role, or both, were merged.

        In three queries, two more where it leads nowhere. A role of the addressed company's own comes before
        those of companies merged into the same one, and before shared ones.
        """
        old = Company.objects.select_related("merged_into").filter(slug=company_slug).first()
        if old is None:
            return None
        company = old.current
        of_company = Q(company=None) | Q(company=company) | Q(company__merged_into=company)
        roles = sorted(
            Role.objects.select_related("merged_into").filter(of_company, slug=role_slug),
            key=lambda role: (role.company_id != old.pk, role.company_id is None, role.company_id == company.pk),
        )
        found = self.published().for_cards().filter(company=company, role__in=[role.current for role in roles])
        guides = {guide.role_id: guide for guide in found}
        now = next((guides[role.current.pk] for role in roles if role.current.pk in guides), None)
        return now or self._gone_back(company, role_slug, [role.current for role in roles])

    def _gone_back(self, company: Company, role_slug: str, roles: Sequence[Role]) -> Guide | None:
        """The published guide that had an address for as long as its company or role was merged into another."""
        merged_there = Role.objects.filter(slug=role_slug).values("pk")
        undone = Merging.objects.undone().filter(
            Q(kind=Merging.Kind.COMPANY, new=company.pk) | Q(kind=Merging.Kind.ROLE, new__in=merged_there)
        )
        moved = {kind: set[int]() for kind in Merging.Kind.values}
        for merging in undone:
            moved[merging.kind] |= merging.moved_guides
        if not any(moved.values()):
            return None
        of_company = Q(company=company) | Q(pk__in=moved[Merging.Kind.COMPANY])
        of_role = Q(role__slug=role_slug) | Q(role__in=roles) | Q(pk__in=moved[Merging.Kind.ROLE])
        return self.published().for_cards().filter(of_company, of_role).order_by("pk").first()

    def citing(self, source: Source) -> Self:
        """Guides in which a source, or one merged into it, is cited by what is published or on the desk."""
        cited_by = Q()
        for name in ("citations", "bands", "levelmappings", "levers"):
            citing = _rows(name).filter(Q(source=source) | Q(source__merged_into=source))
            cited_by |= Q(pk__in=citing.values("revision"))
        shown = Revision.objects.filter(cited_by, status__in=(*Revision.OPEN, Revision.Status.PUBLISHED))
        return self.filter(pk__in=shown.values("guide"))

    def overdue(self, today: date) -> Self:
        """Guides whose review was due before today."""
        return self.filter(_overdue(today))

    def due_by(self, today: date, day: date) -> Self:
        """Guides whose review falls due from today to a day."""
        return self.filter(_due_by(today, day))

    def review_counts(self, today: date, day: date) -> dict[str, int]:
        """How many are ``overdue``, fall due by a day (``soon``) or have no date (``undated``), in one query."""
        conditions = {"overdue": _overdue(today), "soon": _due_by(today, day), "undated": Q(review_due_on=None)}
        return self.aggregate(**{name: models.Count("pk", filter=condition) for name, condition in conditions.items()})

    def for_cards(self) -> Self:
        """With what a list shows, in one query."""
        return self.select_related("company", "role", "published_revision").defer("published_revision__source_text")

    def cards(self, start: int, most: int) -> list[Guide]:
        """So many of them in their order, with what a list shows, in two queries: only what is shown is read whole."""
        wanted = list(self.values_list("pk", flat=True)[start : start + most])
        found = self.model.objects.for_cards().in_bulk(wanted)
        return [found[pk] for pk in wanted if pk in found]

    def newest_of_each_company(self, most: int, *, among: int) -> list[Guide]:
        """The newest with what a list shows, each company's newest first: an import brings all of a company at once."""
        newest = list(self.order_by("-published_revision_id").values_list("pk", "company")[:among])
        firsts: dict[int, int] = {}
        for pk, company in newest:
            firsts.setdefault(company, pk)
        wanted = list(dict.fromkeys([*firsts.values(), *(pk for pk, _ in newest)]))[:most]
        found = self.model.objects.for_cards().in_bulk(wanted)
        return [found[pk] for pk in wanted]

    def paying(self, *, places: Collection[int] = (), currency: str = "", equity_kind: str = "") -> Self:
        """Guides with a band on the site that is all of what is named: places, currency, kind of equity.

        Places by their keys, merged ones included: see ``guides.library.names.place_keys``.
        """
        bands = _rows("bands").filter(revision=models.OuterRef("published_revision"))
        if places:
            bands = bands.filter(location__in=places)
        if currency:
            bands = bands.filter(currency=currency)
        if equity_kind:
            bands = bands.filter(equity_kind=equity_kind)
        return self.filter(models.Exists(bands)) if places or currency or equity_kind else self

    def with_as_of(self) -> Self:
        """With ``as_of``: the day when somebody checked the figures, or put them on the site where nobody has since."""
        published = TruncDate("published_revision__first_published_at")
        return self.annotate(as_of=Coalesce("verified_on", published))


class Guide(models.Model):
    """What Leverbook says about one role at one company; its address never changes."""

    company = models.ForeignKey(Company, models.PROTECT, related_name="guides")
    role = models.ForeignKey(Role, models.PROTECT, related_name="guides")
    published_revision = models.ForeignKey(
        "guides.Revision", models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    verified_on = models.DateField(
        null=True, blank=True, help_text="When somebody last checked the figures against their sources."
    )
    review_due_on = models.DateField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="merged_from"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    # Of those ``with_as_of`` alone.
    as_of: date

    objects = GuideQuerySet.as_manager()

    class Meta:
        ordering = ["company__name", "role__name"]
        constraints = [models.UniqueConstraint(fields=["company", "role"], name="one_guide_per_company_and_role")]
        permissions = [("publish_guide", "Can publish and withdraw guides")]

    def __str__(self) -> str:
        return f"{self.company} · {self.role}"

    def get_absolute_url(self) -> str:
        return reverse("guides:guide", args=[self.company.slug, self.role.slug])

    @property
    def on_site(self) -> Revision:
        """What visitors read of a published guide. Raises ``LookupError`` for others."""
        if self.published_revision is None:
            raise LookupError(f"{self} is not published")
        return self.published_revision

    def is_overdue(self, today: date) -> bool:
        """Whether somebody should have looked at it again by now."""
        return self.review_due_on is not None and self.review_due_on < today

    @property
    def draft(self) -> Revision | None:
        """The next revision, being written or in review; a guide has one at most."""
        return self.revisions.filter(status__in=Revision.OPEN).first()


class RevisionQuerySet(models.QuerySet["Revision"]):
    def open_counts(self) -> dict[str, int]:
        """How many are drafts and how many in review, in one query."""
        counted = self.filter(status__in=Revision.OPEN).order_by().values_list("status").annotate(models.Count("pk"))
        return dict.fromkeys(map(str, Revision.OPEN), 0) | dict(counted)

    def with_content(self) -> Self:
        """With everything that a revision says, in one query a kind of row."""
        levers = _rows("levers").select_related("source").prefetch_related("asks", "quoted_offers")
        return self.select_related("guide__company", "guide__role").prefetch_related(
            models.Prefetch("bands", _rows("bands").select_related("location", "source")),
            models.Prefetch("levelmappings", _rows("levelmappings").select_related("source")),
            models.Prefetch("sections", _rows("sections").prefetch_related("asks")),
            models.Prefetch("levers", levers),
            models.Prefetch("citations", _rows("citations").select_related("source")),
        )

    def current(self) -> Self:
        """Of each guide the published revision, or its draft where none is published."""
        return self.filter(
            Q(status=Revision.Status.PUBLISHED) | Q(status__in=Revision.OPEN, guide__published_revision__isnull=True)
        )

    def on_desk(self) -> Self:
        """Of each guide what editors work on: its draft, in review or not, else what is published."""
        drafts = Revision.objects.filter(guide=models.OuterRef("guide"), status__in=Revision.OPEN)
        return self.filter(Q(status__in=Revision.OPEN) | Q(Q(status=Revision.Status.PUBLISHED), ~models.Exists(drafts)))

    def published_at(self, company_slug: str, role_slug: str) -> Self:
        """What visitors read at an address, with its guide; ``on_site_since`` is the guide's first publication."""
        first = Revision.objects.filter(guide=models.OuterRef("guide"), first_published_at__isnull=False)
        return (
            self.filter(
                status=Revision.Status.PUBLISHED, guide__company__slug=company_slug, guide__role__slug=role_slug
            )
            .select_related("guide__company", "guide__role")
            .annotate(on_site_since=models.Subquery(first.order_by("number").values("first_published_at")[:1]))
        )

    def update(self, **kwargs: Any) -> int:
        content = {name.removesuffix("_id") for name in Revision.CONTENT_FIELDS}
        if content & {name.removesuffix("_id") for name in kwargs} and self._any_published():
            raise PublishedRevisionError("A revision to update")
        return super().update(**kwargs)

    def bulk_update(self, objs: Any, fields: Any, *args: Any, **kwargs: Any) -> int:
        objs = list(objs)
        if (
            set(fields) & set(Revision.CONTENT_FIELDS)
            and Revision.objects.filter(pk__in=[revision.pk for revision in objs])._any_published()
        ):
            raise PublishedRevisionError("A revision to update")
        return super().bulk_update(objs, fields, *args, **kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        if self._any_published():
            raise PublishedRevisionError("A revision to delete")
        return super().delete()

    def _any_published(self) -> bool:
        return self.filter(first_published_at__isnull=False).exists()


class Revision(models.Model):
    """One state of a guide: the draft of the next one, or one that was published and can't change."""

    class Status(models.TextChoices):
        DRAFT = "draft", "draft"
        IN_REVIEW = "in_review", "in review"
        PUBLISHED = "published", "published"
        SUPERSEDED = "superseded", "superseded"
        WITHDRAWN = "withdrawn", "withdrawn"

    # States before the first publication: content may still change.
    OPEN = (Status.DRAFT, Status.IN_REVIEW)

    guide = models.ForeignKey(Guide, models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField(editable=False)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.DRAFT, editable=False)
    based_on = models.ForeignKey("self", models.PROTECT, null=True, blank=True, editable=False, related_name="+")
    change_note = models.CharField(max_length=500, blank=True, help_text="What changed, for the history.")

    title = models.CharField()
    level = models.CharField(blank=True)
    tagline = models.TextField(blank=True, help_text="One line that sums the guide up.")
    tags = models.JSONField(default=list, blank=True)
    premiums = models.JSONField(default=list, blank=True)
    labels = models.JSONField(default=list, blank=True, editable=False)

    source_path = models.CharField(blank=True, editable=False)
    source_text = models.TextField(blank=True, editable=False)
    source_hash = models.CharField(max_length=64, blank=True, editable=False, db_index=True)

    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    first_published_at = models.DateTimeField(null=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )

    # Of those ``published_at`` an address alone.
    on_site_since: datetime

    objects = RevisionQuerySet.as_manager()

    CONTENT_FIELDS = (
        "guide_id",
        "number",
        "title",
        "level",
        "tagline",
        "tags",
        "premiums",
        "labels",
        "source_path",
        "source_text",
        "source_hash",
    )

    class Meta:
        ordering = ["guide", "-number"]
        # What is on the desk, what changed and what was published last, without reading the wide rows.
        indexes = [
            models.Index(fields=["status", "guide"], name="revision_by_status"),
            models.Index(fields=["status", "first_published_at"], name="revision_by_publication"),
            models.Index(fields=["-changed_at", "-id"], name="revision_by_change"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["guide", "number"], name="revision_number"),
            models.UniqueConstraint(
                fields=["guide"], condition=Q(status__in=["draft", "in_review"]), name="one_draft_per_guide"
            ),
            models.UniqueConstraint(
                fields=["guide"], condition=Q(status="published"), name="one_published_revision_per_guide"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "in_review"], first_published_at=None)
                | (~Q(status__in=["draft", "in_review"]) & Q(first_published_at__isnull=False)),
                name="only_drafts_are_unpublished",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.guide}, revision {self.number} ({self.get_status_display()})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        written = kwargs.get("update_fields")
        touches_content = written is None or not set(self.CONTENT_FIELDS).isdisjoint(written)
        if self.pk and touches_content and self._content_differs_from_published():
            raise PublishedRevisionError("This text")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        if self.first_published_at:
            raise PublishedRevisionError("The revision")
        return super().delete(*args, **kwargs)

    def _content_differs_from_published(self) -> bool:
        stored = (
            Revision.objects.filter(pk=self.pk, first_published_at__isnull=False).values(*self.CONTENT_FIELDS).first()
        )
        return stored is not None and any(stored[name] != getattr(self, name) for name in self.CONTENT_FIELDS)

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT

    @property
    def is_open(self) -> bool:
        """Whether it was never published: a draft, or one in review."""
        return self.status in self.OPEN

    def has_newer(self) -> bool:
        """Whether the guide has published another revision since."""
        return self.guide.published_revision_id is not None and self.guide.published_revision_id != self.pk


def _rows(name: str) -> models.QuerySet[Any]:
    """All rows of a kind that revisions have, by the relation's name: the rows' models know this one."""
    model: Any = Revision._meta.get_field(name).related_model
    rows: models.QuerySet[Any] = model._default_manager.all()
    return rows
