import pytest
from django import forms
from django.http import QueryDict

from display.forms import choice_field, show_instead


class Sample(forms.Form):
    words = forms.CharField()
    kind = forms.ChoiceField(choices=[("a", "first")])


def test_a_field_of_choices_is_told_from_others():
    form = Sample()
    choice_field(form, "kind").choices = [("b", "second")]
    assert "second" in str(form["kind"])
    with pytest.raises(TypeError):
        choice_field(form, "words")


def test_a_form_shows_another_value_than_was_sent_and_keeps_the_rest():
    sent = QueryDict("words=typed&kind=a")
    form = Sample(sent)
    show_instead(form, "words", "ours")
    assert form["words"].value() == "ours"
    assert form["kind"].value() == "a"
    assert sent["words"] == "typed"
