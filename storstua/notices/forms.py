"""The forms of notices: for each kind, when; and which one to put aside or take out again."""

from typing import Any

from django import forms

from storstua.notices.choices import Kind, When
from storstua.ui.forms import Form


class PreferencesForm(Form):
    """One choice for each kind of notice that comes to the person's roles."""

    def __init__(self, *args: Any, kinds: tuple[Kind, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in kinds:
            self.fields[kind.value] = forms.ChoiceField(
                label=kind.label, choices=When.choices, widget=forms.RadioSelect
            )


class OneForm(Form):
    """The button that was pressed beside one notice; neither is for the one below them all."""

    put_aside = forms.UUIDField(required=False)
    take_out = forms.UUIDField(required=False)
