"""Areas, topics and branches."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from storstua.base.norway import counties
from storstua.organisations.models import Branch, Level
from storstua.organisations.queries import Named
from storstua.ui.forms import Form

NAMES = {
    "nb": _("Navn på bokmål"),
    "nn": _("Navn på nynorsk"),
    "en": _("Navn på engelsk"),
    "de": _("Navn på tysk"),
}

CLOSED = _("Uten kryss kan ingen velge det fra nå av. Det blir stående der det er valgt.")


class NamedForm(Form):
    """Names in four languages; Bokmål must be there, the others fall back to it."""

    keeps_version = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for language, label in NAMES.items():
            self.fields[f"name_{language}"] = forms.CharField(
                label=label, max_length=120, required=language == "nb"
            )
        self.order_fields([f"name_{language}" for language in NAMES])

    @property
    def names(self) -> dict[str, str]:
        """Language -> name, as typed."""
        return {language: self.cleaned_data[f"name_{language}"] for language in NAMES}

    @property
    def code(self) -> str:
        """A code made from the Bokmål name."""
        return slugify(self.names["nb"].replace("ø", "o").replace("æ", "ae").replace("å", "a"))[:60]


class AreaForm(NamedForm):
    """An area and its place in the tree."""

    parent = forms.ChoiceField(label=_("Ligger under"), required=False)
    is_open = forms.BooleanField(
        label=_("Kan velges"), help_text=CLOSED, required=False, initial=True
    )

    def __init__(self, *args: Any, areas: Iterable[Named], language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parents = [(str(area.id), area.name_in(language)) for area in areas]
        field = self.fields["parent"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Øverst")), *parents]


class TopicForm(NamedForm):
    """Something people want to talk about, and whether it can be chosen still."""

    is_open = forms.BooleanField(
        label=_("Kan velges"), help_text=CLOSED, required=False, initial=True
    )


class BranchForm(Form):
    """A branch and where it is; `branches` are those it may lie under."""

    name = forms.CharField(label=_("Navn"), max_length=120)
    level = forms.ChoiceField(label=_("Slag"), choices=Level, widget=forms.RadioSelect)
    county = forms.ChoiceField(label=_("Fylke"), required=False)
    parent = forms.ChoiceField(label=_("Hører til"), required=False)

    def __init__(self, *args: Any, branches: Iterable[Branch], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (
            ("county", [(county, county) for county in counties()]),
            ("parent", [(str(branch.id), branch.name) for branch in branches]),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", _("Ikke valgt")), *choices]
