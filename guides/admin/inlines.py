"""The rows of a draft, as inlines of its one screen."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import ModelAdmin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db.models import QuerySet
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest
from django.urls import reverse

from guides.admin.fields import RowChoiceField
from guides.admin.pickers import RowPicker
from guides.admin.rows.bands import BandForm
from guides.admin.rows.citations import CitationForm
from guides.admin.rows.formsets import RowFormSet
from guides.admin.rows.levels import LevelMappingForm
from guides.admin.rows.levers import LeverForm, LeverFormSet, StrategyForm, StrategyFormSet
from guides.admin.rows.sections import SectionForm, SectionFormSet
from guides.admin.typed import RowStackedInline
from guides.models import Band, Citation, LevelMapping, Lever, Revision, Section

UNDER_LEVERS = ("asks", "quoted_offers")


class RowInline(RowStackedInline):
    """Rows of a draft; who may change the draft may change its rows."""

    formset = RowFormSet
    template = "admin/guides/revision/rows.html"
    row_template = "admin/guides/revision/row.html"
    extra = 0
    section = ""  # what the section is called in addresses: the prefix of its formset
    help = ""  # how to type what the rows ask for, once for all of them

    @classmethod
    def rows_of(cls, revision: Revision) -> QuerySet[Any]:
        """The rows of a revision that stand in the section."""
        rows: QuerySet[Any] = cls.model._default_manager.filter(revision=revision)
        return rows

    def may_edit(self, request: HttpRequest, revision: Revision | None) -> bool:
        return self.revision_admin.has_change_permission(request, revision)

    @property
    def revision_admin(self) -> ModelAdmin[Revision]:
        return self.admin_site.get_model_admin(Revision)

    def has_view_permission(self, request: HttpRequest, obj: Revision | None = None) -> bool:
        return self.revision_admin.has_view_permission(request, obj)

    def has_add_permission(self, request: HttpRequest, obj: Revision | None = None) -> bool:
        return self.may_edit(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Revision | None = None) -> bool:
        return self.may_edit(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Revision | None = None) -> bool:
        return self.may_edit(request, obj)

    def get_fields(self, request: HttpRequest, obj: Revision | None = None) -> Any:
        # All that the row's form has; to find that out the admin would make the form three times.
        return list(self.form.base_fields)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        formfield = super().formfield_for_dbfield(db_field, request, **kwargs)
        # One picker a row is enough; the icons for adding and changing would triple its width.
        if formfield and isinstance(formfield.widget, RelatedFieldWidgetWrapper):
            formfield.widget = formfield.widget.widget
        if db_field.name == "source" and formfield and request.user.has_perm("guides.add_source"):
            formfield.widget.add_address = f"{reverse('admin:guides_source_add')}?_to_field=id&_popup=1"
        return formfield

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        return super().formfield_for_choice_field(db_field, request, choices_form_class=RowChoiceField, **kwargs)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.autocomplete_fields:
            kwargs["widget"] = RowPicker(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class BandInline(RowInline):
    section = "bands"
    model = Band
    form = BandForm
    row_template = "admin/guides/revision/band.html"
    help = (
        "Amounts as “195,000” or “195K”, for a year or the whole grant; a maximum left blank is an open end. "
        "A part's own currency is only for one that differs from the band's. Other pay, one a line: "
        "“PnL participation: 10,000-20,000; year”. Other currencies: “USD base: 120,000-150,000; year”."
    )
    autocomplete_fields = ["location", "source"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Band]:
        return super().get_queryset(request).select_related("location", "source")


class LevelMappingInline(RowInline):
    section = "levelmappings"
    model = LevelMapping
    form = LevelMappingForm
    row_template = "admin/guides/revision/level_mapping.html"
    help = "Equivalents, one a line: “Google: L4-L5 ML Engineer”."
    autocomplete_fields = ["source"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[LevelMapping]:
        return super().get_queryset(request).select_related("source")


class SectionInline(RowInline):
    section = "sections"
    model = Section
    form = SectionForm
    formset = SectionFormSet
    row_template = "admin/guides/revision/section.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Section]:
        return super().get_queryset(request).prefetch_related("asks")


class LeverInline(RowInline):
    section = "levers"
    model = Lever
    form = LeverForm
    formset = LeverFormSet
    row_template = "admin/guides/revision/lever.html"
    help = (
        "Script: lines behind “>” are spoken and can be copied, plain paragraphs are advice to the reader; "
        "a blank to fill in stands in brackets: [your field]. Claims are the sentences in which the speaker "
        "states something about themselves, one a line: “offer:” for another offer or “self:” for the rest, "
        "then the whole sentence. Leave them alone and they follow the script."
    )
    autocomplete_fields = ["source"]

    @classmethod
    def rows_of(cls, revision: Revision) -> QuerySet[Any]:
        return super().rows_of(revision).filter(is_strategy=False)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Lever]:
        return (
            super()
            .get_queryset(request)
            .filter(is_strategy=False)
            .select_related("source")
            .prefetch_related(*UNDER_LEVERS)
        )


class StrategyInline(RowInline):
    section = "strategy"
    model = Lever
    form = StrategyForm
    formset = StrategyFormSet
    row_template = "admin/guides/revision/lever.html"
    verbose_name = "negotiate-up strategy"
    verbose_name_plural = "negotiate-up strategy"
    max_num = 1
    autocomplete_fields = ["source"]

    @classmethod
    def rows_of(cls, revision: Revision) -> QuerySet[Any]:
        return super().rows_of(revision).filter(is_strategy=True)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Lever]:
        return (
            super()
            .get_queryset(request)
            .filter(is_strategy=True)
            .select_related("source")
            .prefetch_related(*UNDER_LEVERS)
        )

    def get_formset(
        self, request: HttpRequest, obj: Any = None, **kwargs: Any
    ) -> type[BaseInlineFormSet[Any, Any, Any]]:
        return super().get_formset(request, obj, validate_max=True, **kwargs)


class CitationInline(RowInline):
    section = "citations"
    model = Citation
    form = CitationForm
    row_template = "admin/guides/revision/citation.html"
    autocomplete_fields = ["source"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Citation]:
        return super().get_queryset(request).select_related("source")


INLINES: list[type[RowInline]] = [
    BandInline,
    LevelMappingInline,
    SectionInline,
    LeverInline,
    StrategyInline,
    CitationInline,
]
