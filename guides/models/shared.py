"""Records that all guides share: companies, roles, locations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse

from guides.document.naming import address_slug, place_key

_Record = TypeVar("_Record", bound=models.Model)


class MergeableQuerySet(models.QuerySet[_Record]):
    def current(self) -> Self:
        """Those that were not merged into another."""
        return self.filter(merged_into=None)


class Mergeable:
    """What can be merged into another of its kind; see ``guides.editing.merging``."""

    if TYPE_CHECKING:
        # Each kind has its own foreign key, to its own kind.
        merged_into: Any
        merged_into_id: int | None

    @property
    def current(self) -> Self:
        """The record itself, or the one that it was merged into."""
        survivor: Self | None = self.merged_into if self.merged_into_id else None
        return survivor.current if survivor else self


def never_itself(name: str) -> models.CheckConstraint:
    """That a record wasn't merged into itself."""
    return models.CheckConstraint(condition=~Q(merged_into=models.F("pk")) | Q(merged_into=None), name=name)


class Shared(Mergeable, models.Model):
    """A named record with an address; a merged one points at the one that replaced it."""

    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=120)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged_from")

    objects = MergeableQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.slug:
            self.slug = address_slug(self.name)
        super().save(*args, **kwargs)


class Named(Shared):
    """A record that people also call otherwise, for those who search: "swe" for a software engineer."""

    aliases = models.JSONField(default=list, blank=True, help_text="Other names that people search for, one a line.")

    class Meta(Shared.Meta):
        abstract = True


class Company(Named):
    class Meta(Shared.Meta):
        verbose_name_plural = "companies"
        constraints = [
            models.UniqueConstraint(fields=["slug"], name="company_slug"),
            models.UniqueConstraint(fields=["name"], name="company_name"),
            never_itself("company_is_not_its_own_target"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("guides:company", args=[self.slug])


class Role(Named):
    """A job; ``company`` is set for a role that only one company has."""

    company = models.ForeignKey(Company, models.PROTECT, null=True, blank=True, related_name="special_roles")

    class Meta(Shared.Meta):
        constraints = [
            never_itself("role_is_not_its_own_target"),
            models.UniqueConstraint(fields=["slug"], condition=Q(company=None), name="role_slug"),
            models.UniqueConstraint(
                fields=["company", "slug"], condition=Q(company__isnull=False), name="special_role_slug"
            ),
        ]

    def get_absolute_url(self) -> str:
        """A role that only one company has has one guide, whose address is its own, too.

        ``/roles/<role>/`` is for roles that companies share: slugs are unique
        among those only.
        """
        if self.company:
            return reverse("guides:guide", args=[self.company.slug, self.slug])
        return reverse("guides:role", args=[self.slug])


class Location(Shared):
    """A place where a job is paid, with the currency in which it usually is."""

    country = models.CharField(max_length=2, blank=True, help_text="ISO 3166, two letters; empty for regions.")
    currency = models.CharField(max_length=3, blank=True, help_text="ISO 4217")
    # City → state → country → union of states. Laws of all of them hold in the first.
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts", help_text="The place that it is part of."
    )
    # One place's labour market, whatever states or countries it lies in: Kirkland's is that of Seattle.
    area = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="area_places",
        help_text="The place whose market it belongs to, such as Seattle for Kirkland: one at most. Offers are "
        "compared with the pay of the whole area.",
    )
    code = models.CharField(max_length=6, blank=True, help_text='ISO 3166-2 of a state or province: "US-CO".')
    needs_review = models.BooleanField(default=False, help_text="Made by an import; nobody has looked at it yet.")

    class Meta(Shared.Meta):
        constraints = [
            models.UniqueConstraint(fields=["slug"], name="location_slug"),
            never_itself("location_is_not_its_own_target"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("guides:location", args=[self.slug])

    @property
    def market_place(self) -> Location:
        """The place that stands for its whole area: itself, where it belongs to no other's."""
        return self.area.current if self.area else self

    def clean(self) -> None:
        """A place is part of no place that is part of it, and areas have none within them.

        Raises ``ValidationError`` beside the field.
        """
        super().clean()
        if self.area and (self.area == self or self.area.area_id):
            raise ValidationError(
                {"area": f"{self.area} belongs to an area itself: choose the place that it is named after."}
            )
        if self.area and self.pk and self.area_places.exists():
            raise ValidationError({"area": f"{self} is an area with places of its own: {self.area_places.first()}."})
        above, seen = self.parent, {self.pk}
        while above:
            if above.pk in seen:
                raise ValidationError({"parent": f"{above} is this place, or a part of it."})
            seen.add(above.pk)
            above = above.parent

    def spell_name(self) -> None:
        """Make the name one of its spellings: imports find places by these only."""
        LocationAlias.objects.get_or_create(key=place_key(self.name), defaults={"location": self, "name": self.name})


class LocationAlias(models.Model):
    """Another way guides write a location; ``key`` is the spelling reduced to what counts."""

    location = models.ForeignKey(Location, models.PROTECT, related_name="aliases")
    name = models.CharField(max_length=200)
    key = models.CharField(max_length=200, unique=True, editable=False)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "location aliases"

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.key = place_key(self.name)
        super().save(*args, **kwargs)
