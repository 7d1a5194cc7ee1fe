"""What Python writes for widgets and error lists is what Django's own templates make of them."""

from __future__ import annotations

import re

import pytest
from django import forms
from django.contrib.auth.models import User
from django.forms.renderers import DjangoTemplates
from django.forms.utils import ErrorList
from django.test import Client
from django.urls import reverse
from django.utils.functional import lazystr
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from hypothesis import given
from hypothesis import strategies as st

from guides.editing import drafts
from guides.models import Band, Company, Location, Source
from guides_project.form_renderer import WRITERS, QuickRenderer
from tests import factories
from tests.html_forms import form_of

OURS, DJANGOS = QuickRenderer(), DjangoTemplates()

# Words with all that has to be escaped, and with what was found to be safe by whoever made it.
words = st.text(st.sampled_from("ab1 \n<>&\"'é{}%"), max_size=8)
texts = st.one_of(words, words.map(mark_safe), words.map(lazystr))
anything = st.one_of(
    texts,
    st.none(),
    st.booleans(),
    st.integers(),
    st.decimals(allow_nan=False, allow_infinity=False),
    st.dates(),
    st.tuples(words),
)
attributes = st.dictionaries(st.text("abcxyz-\"<'", min_size=1, max_size=6), anything, max_size=4)
labels = st.one_of(texts, st.integers(), st.dates())
pairs = st.tuples(st.one_of(words, st.integers(), st.none()), labels)
choices = st.lists(st.one_of(pairs, st.tuples(words, st.lists(pairs, max_size=3))), max_size=4)

PLAIN = [
    forms.TextInput,
    forms.NumberInput,
    forms.EmailInput,
    forms.URLInput,
    forms.PasswordInput,
    forms.HiddenInput,
    forms.DateInput,
    forms.DateTimeInput,
    forms.TimeInput,
    forms.CheckboxInput,
    forms.FileInput,
    forms.Textarea,
    forms.SearchInput,
    forms.ColorInput,
    forms.TelInput,
]
OF_CHOICES = [forms.Select, forms.NullBooleanSelect, forms.SelectMultiple, forms.RadioSelect]
OF_SEVERAL = [forms.SplitDateTimeWidget, forms.SelectDateWidget, forms.MultipleHiddenInput]


def assert_same(widget: forms.Widget, name: str, value: object, attrs: dict) -> None:
    assert widget.render(name, value, attrs, OURS) == widget.render(name, value, attrs, DJANGOS)


@given(st.sampled_from(PLAIN), words, anything, attributes, attributes)
def test_plain_widgets(kind, name, value, own_attrs, attrs):
    assert_same(kind(attrs=own_attrs), name, value, attrs)


@given(st.sampled_from(OF_CHOICES), choices, words, st.one_of(words, st.integers(), st.none()), attributes)
def test_choices(kind, offered, name, value, attrs):
    widget = kind() if kind is forms.NullBooleanSelect else kind(choices=offered)
    assert_same(widget, name, [value] if widget.allow_multiple_selected else value, attrs)


@given(st.sampled_from(OF_SEVERAL), st.one_of(st.none(), st.datetimes()), attributes)
def test_widgets_of_several_widgets(kind, value, attrs):
    assert_same(kind(), "of-several", [value] if kind is forms.MultipleHiddenInput else value, attrs)


class BigOption(forms.Select):
    option_template_name = "django/forms/widgets/radio_option.html"


@given(choices)
def test_options_with_a_template_of_their_own_are_left_to_it(offered):
    assert_same(BigOption(choices=offered), "big", "a", {"id": "id_big"})


@given(st.lists(texts, max_size=3), st.one_of(st.none(), words), st.one_of(st.none(), words))
def test_lists_of_errors(errors, error_class, field_id):
    ours, djangos = (
        ErrorList(errors, error_class=error_class, renderer=renderer, field_id=field_id) for renderer in (OURS, DJANGOS)
    )
    assert str(ours) == str(djangos)
    assert ours.as_ul() == djangos.as_ul()


class Counting(forms.Form):
    count = forms.CharField(required=False, widget=forms.HiddenInput)
    note = forms.CharField(widget=forms.HiddenInput)


class Asking(Counting):
    name = forms.CharField(help_text="<b>")
    size = forms.ChoiceField(choices=[("s", "small")], widget=forms.RadioSelect)  # no one element has its id


@given(st.sampled_from([Counting, Asking]), st.one_of(st.none(), words), words)
def test_forms_of_hidden_fields_and_others(kind, count, note):
    bound = None if count is None else {"count": count, "note": note}
    ours, djangos = (kind(bound, initial={"note": note}, renderer=renderer) for renderer in (OURS, DJANGOS))
    assert str(ours) == str(djangos)


@given(
    st.sampled_from(["name", "size"]),
    st.one_of(st.none(), texts),
    st.one_of(st.none(), attributes),
    st.sampled_from(["label", "legend", None]),
    st.sampled_from(["id_%s", "", '"<%s']),
    st.one_of(st.none(), texts),
)
def test_labels(name, label, attrs, tag, auto_id, suffix):
    ours, djangos = (
        Asking(auto_id=auto_id, renderer=renderer)[name].label_tag(label, attrs, label_suffix=suffix, tag=tag)
        for renderer in (OURS, DJANGOS)
    )
    assert ours == djangos


def test_a_value_that_is_safe_is_printed_as_it_is_and_others_never_are():
    typed = '"><script>alert(1)</script>'
    for widget in (forms.TextInput(), forms.Textarea(), forms.Select(choices=[(typed, typed)])):
        assert "<script" not in widget.render("name", typed, {"title": typed}, OURS)
    assert "<script" not in str(ErrorList([typed], renderer=OURS))
    assert "<b>2</b>" in str(ErrorList([format_html("<b>{}</b>", 2)], renderer=OURS))


def test_django_has_every_template_that_is_written_here():
    for name in WRITERS:
        assert DJANGOS.get_template(name).origin.name.replace("\\", "/").endswith(f"forms/templates/{name}")


@pytest.fixture
def browser() -> Client:
    client = Client()
    client.force_login(User.objects.create_user("editor", is_staff=True, is_superuser=True))
    return client


def without_token(response) -> str:
    return re.sub(r'(name="(?:csrfmiddlewaretoken|tab)" value=)"\w+"', r"\1", response.content.decode())


@pytest.mark.django_db
def test_every_page_of_the_desk_with_a_form_is_the_same(browser, settings):
    revision = factories.published()
    company, location, source = Company.objects.first(), Location.objects.first(), Source.objects.first()
    for record, names in [(company, {"name": "<b> & 'Söhne'"}), (location, {"name": '"York" & <City>'})]:
        type(record).objects.filter(pk=record.pk).update(**names)
    Source.objects.filter(pk=source.pk).update(text="A <i>source</i> & 'more'")
    draft = drafts.start_draft(revision.guide, copy_of=revision)
    Band.objects.filter(revision=draft).update(level="<L5> & \"up\" 'n'", location=location, source=source)
    change = reverse("admin:guides_revision_change", args=[draft.pk]) + "?open=all"
    wrong = form_of(browser.get(change), "revision_form")
    wrong |= {
        "title": ["<title>"],
        "bands-0-base_min": ['"many" & <more>'],
        "bands-0-base_max": ["1"],
        "bands-0-bonus_kind": ["<none>"],
        "citations-0-source": ["999999"],
        "levers-0-sentences": ["offer: <b>nobody</b> said & 'so'"],
        "sections-0-heading": [""],
    }
    models = ["company", "role", "location", "guide", "source", "exchangerate"]
    pages = [reverse(f"admin:guides_{model}_add") for model in models]
    for record in (company, location, source, revision.guide):
        pages.append(reverse(f"admin:guides_{record._meta.model_name}_change", args=[record.pk]))
    for model in [*models, "revision", "finding"]:
        pages.append(reverse(f"admin:guides_{model}_changelist") + "?q=new")
    pages += [reverse("admin:guides_exchangerate_import"), reverse("admin:guides_importbatch_add")]
    pages += [reverse("admin:auth_user_add"), reverse("admin:auth_user_changelist"), change]

    def seen() -> list[str]:
        responses = [browser.get(page) for page in pages] + [browser.post(change, wrong)]
        assert {response.status_code for response in responses} == {200}
        return [without_token(response) for response in responses]

    ours = seen()
    assert 'value="&quot;many&quot; &amp; &lt;more&gt;"' in ours[-1]
    settings.FORM_RENDERER = "django.forms.renderers.DjangoTemplates"
    assert seen() == ours
