"""Which lines of the log an administrator looks at."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from storstua.base.roles import Role
from storstua.ui.forms import FilterForm


class RefusalFilter(FilterForm):
    """The role of those who were turned away."""

    rolle = forms.ChoiceField(
        label=_("Rolle"), required=False, choices=[("", _("Alle roller")), *Role.choices]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.full_clean()

    @property
    def role(self) -> str:
        """The role that was chosen, "" for all."""
        return str(self.cleaned_data.get("rolle") or "")
