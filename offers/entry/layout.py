"""How the form of an offer is laid out: what every letter says in view, the rest folded."""

from __future__ import annotations

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

    def beside(*names: str) -> Row:
        return Row(*(Column(name, css_class="col-sm-6") for name in names if name in form.fields))

    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    helper.layout = Layout(
        "form_key",
        "opened_at",
        "asked_about",
        Fieldset("The job", beside("kind", "employer"), beside("region", "level", "currency"), "place"),
        Fieldset(
            "The pay",
            Row(
                Column("base", css_class="col-sm-6"),
                Column("bonus", css_class="col-6 col-sm-3"),
                Column("bonus_unit", css_class="col-6 col-sm-3"),
            ),
            beside("equity", "equity_kind"),
            beside("vesting_years", "signing"),
        ),
        Fieldset("How firm it is", beside("status", "respond_by")),
        Div(
            Details(
                "More about the cash",
                beside("bonus_kind", "signing_2"),
                beside("signing_3", "signing_4"),
                beside("clawback", "clawback_months"),
                beside("other", "other_words"),
            ),
            Details(
                "More about the equity",
                beside("vesting", "vesting_percents"),
                beside("cliff_months", "vesting_every"),
                beside("shares", "fully_diluted"),
                beside("preferred", "fair_value"),
                beside("strike", "refresher"),
                beside("refresher_from", "refresher_years"),
            ),
            css_class="form-more",
        ),
    )
    if "unvested" in form.fields:
        helper.layout[-1].append(Details("What leaving your job costs", beside("unvested", "payback")))
    return helper
