"""How the form of an offer is laid out: what every letter says in view, the rest folded."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Div, Fieldset, Layout, LayoutObject, Row
from django import forms
from django.template.loader import render_to_string


class Details(Fieldset):  # type: ignore[misc]  # crispy-forms has no types
    """A fieldset that unfolds; open where a field of it has an error or says more than the empty form does."""

    template = "offers/partials/details_fieldset.html"

    def __init__(self, legend: str, *fields: Any, kinds: Collection[str] = (), **kwargs: Any) -> None:
        super().__init__(legend, *fields, **kwargs)
        self.kinds = kinds

    def render(self, form: Any, context: Any, **kwargs: Any) -> str:
        names = [pointer.name for pointer in self.get_field_names()]
        self.is_open = any(form[name].errors or _says_more(form, name) for name in names) or any(
            form.rows[kind].has_errors or form.rows[kind].says_something or form.rows[kind].total > 1
            for kind in self.kinds
        )
        rendered: str = super().render(form, context, **kwargs)
        return rendered


def _says_more(form: forms.Form, name: str) -> bool:
    value, initial = form[name].value(), form.fields[name].initial
    return value not in (None, "", [], initial) and str(value) != str(initial)


def offer_layout(form: forms.Form) -> FormHelper:
    """The layout of ``OfferForm``, of the fields that it has."""

    fields = form.fields
    return _helper(
        "form_key",
        "opened_at",
        "asked_about",
        Fieldset(
            "The job",
            _beside(fields, "kind", "employer"),
            _beside(fields, "role", "region", "level", "currency"),
            "place",
        ),
        Fieldset("The pay", *_pay(fields)),
        Fieldset(
            "How firm it is",
            _beside(fields, "status", "respond_by"),
            _beside(fields, "respond_by_time", "respond_by_zone"),
        ),
        _more(fields),
    )


def round_layout(form: forms.Form) -> FormHelper:
    """The layout of ``RoundForm``: every term of the offer's own form, after whose move it is."""
    fields = form.fields
    return _helper(
        "form_key",
        "asked_about",
        _beside(fields, "party", "on"),
        *_pay(fields),
        _beside(fields, "respond_by"),
        _more(fields),
    )


def _helper(*parts: Any) -> FormHelper:
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    helper.layout = Layout(*parts)
    return helper


def _beside(fields: Collection[str], *names: str) -> Row:
    return Row(*(Column(name, css_class="col-sm-6") for name in names if name in fields))


def _pay(fields: Collection[str]) -> tuple[Row, ...]:
    return (
        Row(
            Column("base", css_class="col-sm-6"),
            Column("bonus", css_class="col-6 col-sm-3"),
            Column("bonus_unit", css_class="col-6 col-sm-3"),
        ),
        _beside(fields, "equity", "equity_kind"),
        _beside(fields, "vesting_years", "signing"),
    )


class RowsOf(LayoutObject):  # type: ignore[misc]  # crispy-forms has no types
    """Rows of one kind in a layout: each as its fields, and a button for one more."""

    def __init__(self, prefix: str, another: str, *lines: tuple[str, ...], intro: str = "") -> None:
        self.prefix, self.another, self.lines, self.intro = prefix, another, lines, intro
        self.fields: list[Any] = []

    def render(self, form: Any, context: Any, **_: Any) -> str:
        kind = form.rows[self.prefix]
        laid_out = [(row, _helper(*(_beside(row.fields, *names) for names in self.lines))) for row in kind.forms]
        told = {"rows": kind, "laid_out": laid_out, "another": self.another, "intro": self.intro}
        return render_to_string("offers/partials/rows.html", told)


def _more(fields: Collection[str]) -> Div:
    return Div(
        Details(
            "Paid otherwise? By the month or the hour, part time, in parts",
            _beside(fields, "base_per", "salaries"),
            _beside(fields, "hours_a_week", "days_a_week"),
            _beside(fields, "weeks_a_year", "working_share"),
            _beside(fields, "base_is_full_time"),
            RowsOf(
                "parts",
                "Another part",
                ("name", "amount_paid"),
                intro="Parts of the base, such as basic pay and housing: they add up to it.",
            ),
            "bonus_of",
            kinds=("parts",),
        ),
        Details(
            "More about the cash",
            _beside(fields, "bonus_kind", "bonus_guaranteed"),
            _beside(fields, "signing_2", "signing_3"),
            _beside(fields, "signing_4", "joins_on"),
            _beside(fields, "clawback", "clawback_months"),
            _beside(fields, "clawback_percents", "clawback_owed"),
            _beside(fields, "clawback_trigger"),
            _beside(fields, "other", "other_words"),
        ),
        Details(
            "More about the equity",
            _beside(fields, "equity_currency", "condition"),
            _beside(fields, "vesting", "vesting_percents"),
            _beside(fields, "cliff_months", "vesting_every"),
            _beside(fields, "starts_after", "starts_on"),
            _beside(fields, "shares", "fully_diluted"),
            _beside(fields, "close", "close_on"),
            _beside(fields, "preferred", "fair_value"),
            _beside(fields, "strike", "window_months"),
        ),
        Details(
            "Another grant, or a refresher",
            RowsOf(
                "grants",
                "Another grant",
                ("value", "kind"),
                ("currency", "years"),
                ("percents", "cliff_months"),
                ("every_months", "starts_after"),
                ("starts_on", "recurs_from"),
                ("condition", "shares"),
                ("close", "close_on"),
                ("strike", "preferred"),
                ("fair_value", "fully_diluted"),
                ("window_months",),
            ),
            kinds=("grants",),
        ),
        Details(
            "More of the package",
            RowsOf(
                "on_top",
                "Another part",
                ("kind", "how_much"),
                ("unit", "of"),
                ("is_included", "matched"),
                ("lower", "upper"),
                ("words",),
                intro="What comes on top in money: pension, superannuation, holiday allowance, a 13th month, a match.",
            ),
            RowsOf(
                "words",
                "Another term",
                ("kind", "words"),
                intro="What isn't money, in the letter's words: holiday, notice, severance.",
            ),
            kinds=("on_top", "words"),
        ),
        css_class="form-more",
    )
