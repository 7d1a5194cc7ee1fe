"""The forms of a draft's rows.

Asks and quoted offers stand under a lever or a section, so that their
formsets are nested in the form of their owner, under its prefix
(``levers-0-asks-1-min``): what the admin's script does to the owner's names
when a row is added or removed then fits them, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cached_property
from typing import Any, cast

from django import forms
from django.db.models import Field, Model
from django.forms.formsets import DELETION_FIELD_NAME
from django.forms.models import inlineformset_factory

from guides.admin.derived import Columns, is_one_of, is_same, of_script, of_section, read_script, stored_document
from guides.admin.fields import (
    AmountField,
    ClaimsField,
    CurrencyField,
    InOtherCurrenciesField,
    LevelEquivalentsField,
    OtherPayField,
    PairsField,
    PartsField,
    RowChoiceField,
    SentencesField,
    TextBackedField,
    amount_text,
    range_text,
)
from guides.admin.pickers import RowPicker
from guides.admin.sizes import LONGEST_STRATEGY, LONGEST_TOGETHER, SizedTextsMixin
from guides.admin.typed import AnyInlineFormSet, AnyModelForm
from guides.document.document import Part
from guides.editing.exporting import Content, LeverRows, SectionRows
from guides.library.terms import band_terms
from guides.models import Ask, Band, Citation, Finding, LevelMapping, Lever, QuotedOffer, Revision, Section
from guides.models.shared import Mergeable
from guides.pages.presentation import LeverRow
from guides.parsing.speech.claims import find_claims, find_slots
from guides.parsing.speech.limits import is_limit
from guides.parsing.speech.sentences import naming_of, read_sentences
from guides.parsing.speech.splitting import split_sentences
from guides.parsing.text.sizes import MOST_SAID
from pay.bands import BandTotal, computed_total
from pay.rounding import rounded

NO_CONTENT = ("order", DELETION_FIELD_NAME)
OWN_SOURCE_LABEL = {"source": "Source of this row"}
INPUT_SIZES = {"region": 18, "level": 14, "company": 16, "role": 14}


class RowForm(SizedTextsMixin, AnyModelForm):
    """A row of a draft. ``order`` is its place in the list, counted from 1; blank is last."""

    order = forms.IntegerField(
        required=False, min_value=1, widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 2})
    )
    nested: tuple[NestedFormSet, ...] = ()
    findings: tuple[Finding, ...] = ()
    # The one that stands for a row to be added: it holds the blank rows for what can be added under any of its kind.
    is_blank = False
    # The field whose sentences something is told of.
    words_field = ""
    # Fields that a revision that can't be changed shows in a form of their own.
    told_apart: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, size in INPUT_SIZES.items():
            if name in self.fields and isinstance(self.fields[name].widget, forms.TextInput):
                self.fields[name].widget.attrs |= {"size": size}
        for name, field in self.fields.items():
            if isinstance(field.widget, RowPicker) and getattr(self.instance, f"{name}_id"):
                field.widget.stored = getattr(self.instance, name)

    @cached_property
    def changed_data(self) -> list[str]:
        # A lever whose asks changed has changed: it is validated, saved and logged.
        return super().changed_data + [rows.label for rows in self.nested if rows.has_changed()]

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        for name, field in self.fields.items():
            # What nobody touched stays exactly as it was stored.
            if isinstance(field, TextBackedField) and name in cleaned and name not in self.changed_data:
                cleaned[name] = self.initial.get(name, cleaned[name])
            elif isinstance(cleaned.get(name), Mergeable):
                # It may have been merged into another after this form was opened.
                cleaned[name] = cleaned[name].current
        return cleaned

    def refuse_inverted(self, low: str, high: str) -> None:
        """Say so beside the field where a range ends before it begins, or has an end only."""
        minimum, maximum = self.cleaned_data.get(low), self.cleaned_data.get(high)
        if maximum is None or high in self.errors or low in self.errors:
            return
        if minimum is None:
            self.add_error(low, "A maximum needs a minimum.")
        elif maximum < minimum:
            self.add_error(high, f"Less than the minimum, {amount_text(minimum)}.")

    @property
    def shown(self) -> Iterator[tuple[str, str]]:
        """Label and text of each field that says something, for revisions that can't be changed."""
        left_out = (*NO_CONTENT, *self.told_apart)
        yield from self.shown_fields(bound for bound in self.visible_fields() if bound.name not in left_out)

    def shown_fields(self, bound_fields: Iterable[forms.BoundField]) -> Iterator[tuple[str, str]]:
        for bound in bound_fields:
            field, value = bound.field, bound.initial
            if isinstance(field, TextBackedField):
                value = field.prepare_value(value)
            elif isinstance(field, AmountField):
                value = "" if value is None else amount_text(value)
            elif isinstance(field, forms.ModelChoiceField):
                value = getattr(self.instance, bound.name)
            elif isinstance(field, forms.ChoiceField):
                value = dict(cast("list[tuple[Any, Any]]", field.choices)).get(value, value) if value else ""
            elif isinstance(field, forms.BooleanField):
                value = "yes" if value else ""
            elif isinstance(value, Decimal):
                value = amount_text(value)
            if value not in (None, ""):
                yield str(bound.label), str(value)


class RowFormSet(AnyInlineFormSet):
    """Rows in the editor's order, with the formsets that are nested in them."""

    nested_formsets: tuple[type[NestedFormSet], ...] = ()
    # How long the words of all rows may be together.
    most_together = LONGEST_TOGETHER

    def add_fields(self, form: RowForm, index: int | None) -> None:
        super().add_fields(form, index)
        form.is_blank = index is None
        if isinstance(form, TellingForm):
            form.words_together = self.words_together
            form.most_together = self.most_together
            form.draft = self.instance
        if index is not None and index < self.initial_form_count():
            form.initial.setdefault("order", index + 1)
            form.fields["order"].initial = index + 1
        form.nested = tuple(
            formset(
                data=form.data if form.is_bound else None,
                instance=form.instance,
                prefix=f"{form.prefix}-{formset.name}",
            )
            for formset in self.nested_formsets
        )

    @cached_property
    def words_together(self) -> int:
        """How many characters were typed as the words of all rows."""
        if not self.is_bound:
            return 0
        names = (f"{self.add_prefix(index)}-{self.form.words_field}" for index in range(self.total_form_count()))
        return sum(len(self.data.get(name, "")) for name in names)

    def is_valid(self) -> bool:
        rows_valid = super().is_valid()
        nested_valid = [rows.is_valid() for form in self._kept_forms() for rows in form.nested]
        return rows_valid and all(nested_valid)

    def save(self, commit: bool = True) -> list[Model]:  # noqa: FBT001, FBT002 - Django's signature
        saved = super().save(commit=commit)
        for form in self._kept_forms():
            for rows in form.nested:
                rows.instance = form.instance
                rows.save()
        self._number_rows()
        return saved

    def _kept_forms(self) -> list[RowForm]:
        """The forms that stand for a row: not deleted, and not left blank."""
        stock: Any = self
        return [
            form
            for form in self.forms
            if not (self.can_delete and stock._should_delete_form(form)) and (form.instance.pk or form.has_changed())
        ]

    def in_order(self) -> list[RowForm]:
        """The forms of the rows that stay; a row that was sent to a place goes before the one there."""
        rows = self._kept_forms()

        def place(form: RowForm) -> tuple[int, bool]:
            return form.cleaned_data.get("order") or len(rows) + 1, "order" not in form.changed_data

        return sorted(rows, key=place)

    def _number_rows(self) -> None:
        """Give the rows the positions 0, 1, 2…"""
        moved = []
        for position, form in enumerate(self.in_order()):
            if form.instance.position != position:
                form.instance.position = position
                moved.append(form.instance)
        if moved:
            type(moved[0])._default_manager.bulk_update(moved, ["position"])


class NestedFormSet(RowFormSet):
    """Rows under a row. ``name`` is their part of the prefix, ``label`` their name for people."""

    name = ""
    label = ""
    add_label = ""
    # What its owner's changed words ask for no more, and what they ask for now.
    dropped: tuple[Model, ...] = ()
    added: tuple[Model, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            # Rows that came with their owners aren't asked for again, owner by owner.
            self.queryset = getattr(self.instance, self.fk.remote_field.get_accessor_name()).all()

    def follow(self, before: Columns, now: Columns) -> None:
        """Let the rows that were read from the words follow them; those that an editor set or touched stay."""
        forms = [form for form in self.forms if form.instance.pk or form.has_changed()]
        for form in forms:
            form.is_valid()  # gives its row what was typed
        untouched = [form.instance for form in forms if not form.has_changed()]
        self.dropped = tuple(row for row in untouched if is_one_of(row, before) and not is_one_of(row, now))
        # What an editor took out under the same words stays out.
        staying = [form.instance for form in forms if form.instance not in self.dropped]
        new = [columns for columns in now if columns not in before]
        model = cast("type[Model]", self.model)
        self.added = tuple(model(**columns) for columns in new if not any(is_same(row, columns) for row in staying))

    def _kept_forms(self) -> list[RowForm]:
        return [form for form in super()._kept_forms() if not form.instance.pk or form.instance not in self.dropped]

    def save(self, commit: bool = True) -> list[Model]:  # noqa: FBT001, FBT002 - Django's signature
        saved = super().save(commit=commit)
        for row in self.dropped:
            row.delete()
        kept = len(self.in_order())
        for position, row in enumerate(self.added, kept):
            vars(row).update(position=position, revision_id=self.instance.revision_id)
            setattr(row, self.fk.name, self.instance)
            row.save()
        return [*saved, *self.added]

    @property
    def template_form(self) -> RowForm:
        """A blank form for the page's script to copy."""
        form: RowForm = self.empty_form
        return form


class AskForm(RowForm):
    class Meta:
        model = Ask
        field_classes = {"min": AmountField, "max": AmountField, "currency": CurrencyField}
        fields = ["role", "component", "min", "max", "basis", "unit", "currency", "period", "region", "level", "text"]
        widgets = {"text": forms.TextInput(attrs={"size": 50})}
        labels = {
            "role": "purpose",
            "component": "part",
            "min": "from",
            "max": "to (blank: open)",
            "text": "words in the guide",
        }

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        self.refuse_inverted("min", "max")
        return cleaned


class QuotedOfferForm(RowForm):
    class Meta:
        model = QuotedOffer
        field_classes = {
            "base": AmountField,
            "equity": AmountField,
            "total": AmountField,
            "currency": CurrencyField,
        }
        fields = ["company", "role", "base", "equity", "total", "currency"]


class AskFormSet(NestedFormSet):
    name = "asks"
    label = "asks"
    add_label = "Add an ask"


class QuotedOfferFormSet(NestedFormSet):
    name = "quoted"
    label = "quoted offers"
    add_label = "Add a quoted offer"


def nested(owner: type[Model], formset: type[NestedFormSet], form: type[RowForm]) -> type[NestedFormSet]:
    """The formset of rows under an owner's rows."""
    fk_name = owner._meta.model_name
    made = inlineformset_factory(
        owner,
        form._meta.model,
        form=form,
        formset=formset,
        fk_name=fk_name,
        extra=0,
        max_num=200,
        formfield_callback=nested_field,
    )
    return cast("type[NestedFormSet]", made)


def nested_field(db_field: Field[Any, Any], **kwargs: Any) -> forms.Field | None:
    if db_field.choices:
        kwargs["choices_form_class"] = RowChoiceField
    return db_field.formfield(**kwargs)


# Part of the pay → the columns that say more about it than its ends.
COMPONENTS = {
    "base": ("period", "currency"),
    "equity": ("period", "years", "kind", "unit", "currency", "period_doubtful"),
    "bonus": ("kind", "percent_min", "percent_max", "text", "currency"),
    "signing": ("currency",),
    "total": ("period", "basis", "currency"),
    "unspecified": ("period",),
}
DETAIL_LABELS = {
    "percent_min": "% from",
    "percent_max": "% to",
    "period_doubtful": "grant or yearly? undecided",
}
COMPONENT_LABELS = {"total": "Total, stated", "unspecified": "Part not said"}
PERCENTS = ("bonus_percent_min", "bonus_percent_max")


class BandForm(RowForm):
    other = OtherPayField(label="Other pay")
    equivalents = InOtherCurrenciesField(label="Also printed in other currencies")

    class Meta:
        model = Band
        fields = [
            *("region", "location", "level", "currency"),
            *(f"{part}_{name}" for part, details in COMPONENTS.items() for name in ("min", "max", "open", *details)),
            *("other", "equivalents", "source"),
        ]
        labels = OWN_SOURCE_LABEL
        help_texts = {"source": ""}
        field_classes = (
            {"currency": CurrencyField}
            | {f"{part}_{end}": AmountField for part in COMPONENTS for end in ("min", "max")}
            | {f"{part}_currency": CurrencyField for part, names in COMPONENTS.items() if "currency" in names}
        )
        widgets = {
            "equity_years": forms.TextInput(attrs={"inputmode": "numeric", "size": 2}),
            "bonus_percent_min": forms.TextInput(attrs={"inputmode": "decimal", "size": 4}),
            "bonus_percent_max": forms.TextInput(attrs={"inputmode": "decimal", "size": 4}),
            "bonus_text": forms.TextInput(attrs={"size": 16}),
            "total_basis": forms.TextInput(attrs={"size": 7}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for part, details in COMPONENTS.items():
            for detail in details:
                field = self.fields[f"{part}_{detail}"]
                field.label = DETAIL_LABELS.get(detail, detail)
                field.help_text = ""
            self.fields[f"{part}_open"].label = "+"
        self.fields["currency"].help_text = ""

    @cached_property
    def columns(self) -> list[dict[str, Any]]:
        """The parts of the pay as columns of the band's grid: the fields of each end, and "+" for an open one."""
        columns = []
        for part in COMPONENTS:
            if part in self.parts_aside:
                continue
            ends = [[self[f"{part}_{end}"]] for end in ("min", "max")]
            if part == "bonus":
                for end, name in zip(ends, PERCENTS, strict=True):
                    end.append(self[name])
            columns.append(
                {
                    "name": part,
                    "label": COMPONENT_LABELS.get(part, part.capitalize()),
                    "low": ends[0],
                    "high": ends[1],
                    "open": self[f"{part}_open"],
                }
            )
        return columns

    @cached_property
    def parts_aside(self) -> tuple[str, ...]:
        """Parts that a band hardly ever has: without an amount they stand below the grid."""
        names = ("unspecified_min", "unspecified_max")
        return () if any(self[name].value() or self[name].errors for name in names) else ("unspecified",)

    @cached_property
    def details(self) -> list[dict[str, Any]]:
        """What is said about each part beside its ends, folded away under ``meaning``."""
        return [
            {
                "label": COMPONENT_LABELS.get(part, part.capitalize()),
                "fields": [
                    *([self[f"{part}_{name}"] for name in ("min", "max", "open")] if part in self.parts_aside else ()),
                    *(self[f"{part}_{detail}"] for detail in details if f"{part}_{detail}" not in PERCENTS),
                ],
            }
            for part, details in COMPONENTS.items()
        ]

    @property
    def details_have_errors(self) -> bool:
        return any(field.errors for part in self.details for field in part["fields"])

    @property
    def meaning(self) -> str:
        """How the amounts are meant, in a line: "Base: a year · Equity: the whole grant, 4 years, RSUs"."""
        filled = []
        for part, details in COMPONENTS.items():
            if getattr(self.instance, f"{part}_min") is None and not (part == "bonus" and self.instance.bonus_kind):
                continue
            words = [
                label if text == "yes" else f"{text} years" if label == "years" else text
                for label, text in self.shown_fields(
                    self[f"{part}_{name}"] for name in details if f"{part}_{name}" not in PERCENTS
                )
                if text != "money"
            ]
            if words:
                filled.append(f"{COMPONENT_LABELS.get(part, part.capitalize())}: {', '.join(words)}")
        return " · ".join(filled)

    @property
    def shown(self) -> Iterator[tuple[str, str]]:
        """As for other rows, but each part of the pay as one text."""
        parts = tuple(f"{part}_" for part in COMPONENTS)
        in_words = [
            bound
            for bound in self.visible_fields()
            if not bound.name.startswith(parts) and bound.name not in NO_CONTENT
        ]
        yield from self.shown_fields(in_words)
        for part, details in COMPONENTS.items():
            low, high, plus = (getattr(self.instance, f"{part}_{name}") for name in ("min", "max", "open"))
            texts = [] if low is None else [range_text({"min": low, "max": high, "open": plus})]
            texts += [
                f"{label}: {text}" if text != "yes" else label
                for label, text in self.shown_fields(self[f"{part}_{name}"] for name in details)
            ]
            if low is not None or (part == "bonus" and texts):
                yield COMPONENT_LABELS.get(part, part.capitalize()), ", ".join(texts)
        if self.computed_total:
            yield "Total, computed", self.computed_total

    @cached_property
    def computed(self) -> BandTotal | None:
        """The total that comparisons use, without what it can't count; ``None`` without a base."""
        if self.instance.pk is None:
            return None
        try:
            return computed_total(band_terms(self.instance))
        except ValueError:  # an upside-down range that was typed or stored
            return None

    @property
    def computed_ends(self) -> tuple[str, str]:
        """The ends of the computed total as text; "" where there is none, "+" for an open one."""
        if self.computed is None:
            return "", ""
        maximum = self.computed.pay.maximum
        return _rounded(self.computed.pay.minimum), "+" if maximum is None else _rounded(maximum)

    @property
    def computed_total(self) -> str:
        """The computed total in one text."""
        if self.computed is None:
            return ""
        low, high = self.computed_ends
        missing = f", without {' and '.join(self.computed.missing)}" if self.computed.missing else ""
        return f"{low}{high if high == '+' else f'–{high}'}{missing}"

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        for part in COMPONENTS:
            self.refuse_inverted(f"{part}_min", f"{part}_max")
        self.refuse_inverted("bonus_percent_min", "bonus_percent_max")
        kind = cleaned.get("bonus_kind")
        if kind == Band.BonusKind.PERCENT and cleaned.get("bonus_percent_min") is None:
            self.add_error("bonus_percent_min", "How many percent?")
        if kind == Band.BonusKind.AMOUNT and cleaned.get("bonus_min") is None:
            self.add_error("bonus_min", "How much?")
        if not kind and any(cleaned.get(f"bonus_{name}") for name in ("min", "percent_min", "text")):
            self.add_error("bonus_kind", "Is this percent of base, an amount, or words?")
        if not cleaned.get("currency") and any(cleaned.get(f"{part}_min") for part in COMPONENTS):
            self.add_error("currency", "An amount needs its currency.")
        return cleaned


def _rounded(amount: Decimal) -> str:
    return amount_text(rounded(amount, Decimal(1)))


class LevelMappingForm(RowForm):
    equivalents = LevelEquivalentsField()
    extra = PairsField(label="Also in the table", rows=2)

    class Meta:
        model = LevelMapping
        fields = ["own", "equivalents", "extra", "source"]
        labels = OWN_SOURCE_LABEL | {"own": "Own level"}
        help_texts = {"source": ""}


NEVER_SAID = frozenset({"limit", "advice"})
VOICES_HELP = (
    "Each sentence to speak with its voice: a fact is said, an ask and a courtesy are made anew, a claim of an offer"
    " comes "
    "from recorded offers alone, self and unsettled need a candidate's tick, advice and limit are never said."
)


def one_spaced(text: str) -> str:
    return " ".join(text.split())


class TellingForm(RowForm):
    """A row with words, and what is told of the sentences in them: a list of ``{label_key: …, "text": sentence}``."""

    told_field = ""
    label_key = ""
    # How long the words of all rows of the kind are.
    words_together = 0
    most_together = LONGEST_TOGETHER
    draft: Revision

    def texts(self, value: Any) -> list[str]:
        """The spoken texts, from a value of ``words_field``."""
        raise NotImplementedError

    def read(self, texts: list[str]) -> dict[str, str]:
        """What the reader tells of the sentences of these texts: one-spaced sentence → label."""
        raise NotImplementedError

    def rows_of(self, value: Any) -> dict[str, list[dict[str, Any]]]:
        """The rows under it that a value of ``words_field`` has, as columns, by the name of their formset."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        if self.words_together > self.most_together and {self.words_field, self.told_field} & set(self.changed_data):
            self.add_error(
                self.words_field,
                f"These texts have {self.words_together:,} characters together, too many for a guide: "
                f"{self.most_together:,} at most.",
            )
        elif self.words_field in cleaned and self.told_field in cleaned:
            texts = self.texts(cleaned[self.words_field])
            if self.told_field in self.changed_data:
                self._take_typed(texts)
            elif self.words_field in self.changed_data:
                cleaned[self.told_field] = self._derived(texts)
            if self.words_field in self.changed_data:
                before, now = self.rows_of(self.initial.get(self.words_field)), self.rows_of(cleaned[self.words_field])
                for rows in self.nested:
                    rows.follow(before[rows.name], now[rows.name])
        return cleaned

    def _take_typed(self, texts: list[str]) -> None:
        sentences = {one_spaced(sentence): sentence for sentence in sentences_of(texts)}
        told = self.cleaned_data[self.told_field]
        missing = [one["text"] for one in told if one_spaced(one["text"]) not in sentences]
        if missing:
            self.add_error(
                self.told_field,
                [f"No whole sentence of the words reads “{sentence}”." for sentence in missing],
            )
        else:
            self.cleaned_data[self.told_field] = self._completed(
                [one | {"text": sentences[one_spaced(one["text"])]} for one in told], texts
            )

    def _completed(self, told: list[dict[str, str]], texts: list[str]) -> list[dict[str, str]]:
        """What was typed, and whatever else has to be told of the sentences."""
        return told

    def _derived(self, texts: list[str]) -> list[dict[str, str]]:
        """What is told of changed words: what was decided about a sentence stays, new sentences are read."""
        texts_before = self.texts(self.initial.get(self.words_field))
        before = {one_spaced(sentence) for sentence in sentences_of(texts_before)}
        key = self.label_key
        decided = {one_spaced(one["text"]): one[key] for one in self.initial.get(self.told_field, [])}
        found = self.read(texts)
        told = []
        for sentence in sentences_of(texts):
            spaced = one_spaced(sentence)
            if label := (decided if spaced in before else found).get(spaced):
                told.append({key: label, "text": sentence.strip()})
        return told


def sentences_of(texts: list[str]) -> list[str]:
    return [sentence for text in texts for sentence in split_sentences(text)]


class PlainLinesTextarea(forms.Textarea):
    """A text whose lines end as they are stored: browsers send two characters for each end."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        value = super().value_from_datadict(data, files, name)
        return value.replace("\r\n", "\n") if isinstance(value, str) else value


class SectionForm(TellingForm):
    claims = ClaimsField(label="Claims")
    words_field, told_field, label_key = "body", "claims", "kind"

    class Meta:
        model = Section
        fields = ["heading", "depth", "body", "claims"]
        widgets = {
            "body": PlainLinesTextarea(attrs={"rows": 7}),
            "depth": forms.TextInput(attrs={"inputmode": "numeric", "size": 2}),
            "heading": forms.TextInput(attrs={"size": 60}),
        }
        labels = {"body": "Text (Markdown)"}

    def texts(self, value: str | None) -> list[str]:
        return [value or ""]

    def rows_of(self, value: str | None) -> dict[str, list[dict[str, Any]]]:
        return of_section(value or "", self.draft)

    def read(self, texts: list[str]) -> dict[str, str]:
        return {one_spaced(claim.text): claim.kind for text in texts for claim in find_claims(text)}


class LeverForm(TellingForm):
    parts = PartsField(label="Script")
    sentences = SentencesField(label="Voices", help_text=VOICES_HELP)
    words_field, told_field, label_key = "parts", "sentences", "voice"
    told_apart = ("parts", "sentences")
    # The lever as candidates read it, as it was last saved.
    reading: LeverRow | None = None

    class Meta:
        model = Lever
        fields = ["title", "needs_competing_offer", "parts", "sentences", "source"]
        widgets = {"title": forms.TextInput(attrs={"size": 60})}
        labels = OWN_SOURCE_LABEL | {
            "needs_competing_offer": "Falls without another offer: locked until one is recorded"
        }
        help_texts = {"needs_competing_offer": "", "source": ""}

    def rows_of(self, value: list[dict[str, str]] | None) -> dict[str, list[dict[str, Any]]]:
        return of_script(self._title(), value or [], self.draft)

    def _title(self) -> str | None:
        """What the lever is called; ``None`` for the strategy."""
        return str(self.cleaned_data.get("title") or "")

    def _follow_need(self) -> None:
        """Whether it falls without another offer follows a changed script, unless an editor has said otherwise."""
        before, now = (
            read_script(self._title(), parts or [], self.draft).needs_competing_offer
            for parts in (self.initial.get("parts"), self.cleaned_data["parts"])
        )
        is_new = self.instance.pk is None
        if "needs_competing_offer" not in self.changed_data and (
            is_new or self.instance.needs_competing_offer == before
        ):
            self.cleaned_data["needs_competing_offer"] = now

    def texts(self, value: list[dict[str, str]] | None) -> list[str]:
        return [part["text"] for part in value or [] if part["voice"] == "say"]

    def _completed(self, told: list[dict[str, str]], texts: list[str]) -> list[dict[str, str]]:
        typed = {one_spaced(one["text"]): one["voice"] for one in told}
        voices = self.read(texts) | typed
        return [
            {"voice": voices[one_spaced(sentence)], "text": sentence.strip()}
            for sentence in sentences_of(texts)
            if one_spaced(sentence)
        ]

    def read(self, texts: list[str]) -> dict[str, str]:
        naming = naming_of(stored_document(self.draft))
        sentences = read_sentences([Part("say", text) for text in texts], naming)
        return {one_spaced(sentence.text): sentence.voice for sentence in sentences}

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        said = [
            one for one in cleaned.get("sentences") or [] if one["voice"] not in NEVER_SAID and is_limit(one["text"])
        ]
        if said and "sentences" in self.changed_data:
            self.add_error(
                "sentences", f"“{said[0]['text']}” tells how low the speaker would go: its voice is limit or advice."
            )
        if "parts" in self.changed_data and "parts" in cleaned:
            slots = [slot for text in self.texts(cleaned["parts"]) for slot in find_slots(text)]
            self.instance.slots = list(dict.fromkeys(slots))
            self._follow_need()
        return cleaned


class StrategyForm(LeverForm):
    class Meta(LeverForm.Meta):
        fields = ["needs_competing_offer", "parts", "sentences", "source"]

    def _title(self) -> str | None:
        return None

    def clean(self) -> dict[str, Any]:
        self.instance.is_strategy = True
        return super().clean()


class CitationForm(RowForm):
    class Meta:
        model = Citation
        fields = ["source", "text"]
        widgets = {"text": forms.TextInput(attrs={"size": 60})}
        labels = {"text": "As the guide prints it (blank: as the source says)"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].required = False

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        if not cleaned.get("text") and cleaned.get("source"):
            cleaned["text"] = cleaned["source"].text
        return cleaned


class SectionFormSet(RowFormSet):
    nested_formsets = (nested(Section, AskFormSet, AskForm),)


LEVER_ROWS = (nested(Lever, AskFormSet, AskForm), nested(Lever, QuotedOfferFormSet, QuotedOfferForm))


class LeverFormSet(RowFormSet):
    nested_formsets = LEVER_ROWS
    most_together = MOST_SAID - LONGEST_STRATEGY


class StrategyFormSet(LeverFormSet):
    most_together = LONGEST_STRATEGY

    @classmethod
    def get_default_prefix(cls) -> str:
        # The levers' formset is of the same model and has the usual prefix.
        return "strategy"

    def _number_rows(self) -> None:
        """The one strategy has no place among others."""


def content_of(formsets: Iterable[RowFormSet]) -> Content:
    """The rows that the valid forms of a draft's screen are about to store."""
    forms = {formset.prefix: formset.in_order() for formset in formsets}
    levers = [LeverRows(form.instance, *under(form)) for form in (*forms["levers"], *forms["strategy"])]
    return Content(
        bands=[form.instance for form in forms["bands"]],
        level_mappings=[form.instance for form in forms["levelmappings"]],
        sections=[SectionRows(form.instance, *under(form)) for form in forms["sections"]],
        levers=[rows for rows in levers if not rows.lever.is_strategy],
        strategy=next((rows for rows in levers if rows.lever.is_strategy), None),
        citations=[form.instance for form in forms["citations"]],
    )


def under(form: RowForm) -> list[list[Any]]:
    """The rows under a row, a list for each kind."""
    return [[*(row.instance for row in rows.in_order()), *rows.added] for rows in form.nested]
