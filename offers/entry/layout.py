"""How the form of an offer is laid out: what every letter says in view, the rest folded."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Div, Fieldset, Layout, Row
from django import forms


class Details(Fieldset):  # type: ignore[misc]  # crispy-forms has no types
    """A fieldset that unfolds; open where a field of it has an error or says more than the empty form does."""

    template = "offers/partials/details_fieldset.html"

    def render(self, form: Any, context: Any, **kwargs: Any) -> str:
        names = [pointer.name for pointer in self.get_field_names()]
        self.is_open = any(form[name].errors or _says_more(form, name) for name in names)
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
            "The job", _beside(fields, "kind", "employer"), _beside(fields, "region", "level", "currency"), "place"
        ),
        Fieldset("The pay", *_pay(fields)),
        Fieldset("How firm it is", _beside(fields, "status", "respond_by")),
        _more(fields),
    )


def round_layout(form: forms.Form) -> FormHelper:
    """The layout of ``RoundForm``: every term of the offer's own form, after whose move it is."""
    fields = form.fields
    return _helper(
        "form_key",
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


def _more(fields: Collection[str]) -> Div:
    return Div(
        Details(
            "More about the cash",
            _beside(fields, "bonus_kind", "signing_2"),
            _beside(fields, "signing_3", "signing_4"),
            _beside(fields, "clawback", "clawback_months"),
            _beside(fields, "other", "other_words"),
        ),
        Details(
            "More about the equity",
            _beside(fields, "vesting", "vesting_percents"),
            _beside(fields, "cliff_months", "vesting_every"),
            _beside(fields, "shares", "fully_diluted"),
            _beside(fields, "preferred", "fair_value"),
            _beside(fields, "strike", "refresher"),
            _beside(fields, "refresher_from", "refresher_years"),
        ),
        css_class="form-more",
    )
