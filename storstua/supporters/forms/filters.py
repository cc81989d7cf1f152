"""What the directory and the coordinator's list can be narrowed to."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from storstua.organisations.models import Branch
from storstua.organisations.queries import Facts
from storstua.supporters.choices import ContactForm, Group
from storstua.supporters.forms.options import area_options, county_options
from storstua.supporters.languages import offered
from storstua.supporters.queries import RosterWish, State, Wish
from storstua.ui.forms import FilterForm

ALL = [("", _("Alle"))]


def _select(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False)


def _offer(form: forms.Form, name: str, options: list[Any]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = [*ALL, *options]


class DirectoryFilter(FilterForm):
    """Whom a visitor looks for."""

    omrade = _select(_("Erfaring med"))
    mate = _select(_("Måte å snakke på"))
    sprak = _select(_("Språk"))
    fylke = _select(_("Fylke"))

    def __init__(self, query: QueryDict, facts: Facts) -> None:
        super().__init__(query)
        self.facts = facts
        _offer(self, "omrade", area_options(facts))
        _offer(self, "mate", list(ContactForm.choices))
        _offer(self, "sprak", list(offered()))
        _offer(self, "fylke", county_options())

    def chosen(self) -> dict[str, str]:
        """The fields that narrow the list, with their values; what cannot be read is left out."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def wish(self, but: str = "") -> Wish:
        """What is looked for, as the query wants it; without the field `but`."""
        chosen = {name: value for name, value in self.chosen().items() if name != but}
        area = chosen.get("omrade")
        return Wish(
            area_ids=self.facts.with_parts(int(area)) if area else frozenset(),
            language=chosen.get("sprak", ""),
            way=chosen.get("mate", ""),
            county=chosen.get("fylke", ""),
        )


class RosterFilter(FilterForm):
    """Whom a coordinator looks for."""

    sok = forms.CharField(label=_("Navn eller id"), required=False, max_length=80)
    tilstand = _select(_("Tilstand"))
    omrade = _select(_("Område"))
    gruppe = _select(_("Gruppe"))
    fylke = _select(_("Fylke"))
    lag = _select(_("Lag"))

    def __init__(self, query: QueryDict, facts: Facts, branches: list[Branch]) -> None:
        super().__init__(query)
        self.facts = facts
        _offer(self, "tilstand", list(reversed(State.choices)))
        _offer(self, "gruppe", list(Group.choices))
        _offer(self, "omrade", area_options(facts))
        _offer(self, "fylke", county_options())
        _offer(self, "lag", [(str(branch.id), branch.name) for branch in branches])
        if not branches:
            del self.fields["lag"]

    def wish(self) -> RosterWish:
        """What is looked for, as the query wants it."""
        self.is_valid()
        chosen = self.cleaned_data
        area = chosen.get("omrade")
        return RosterWish(
            words=tuple(chosen.get("sok", "").split()[:5]),
            area_ids=self.facts.with_parts(int(area)) if area else frozenset(),
            county=chosen.get("fylke", ""),
            branch_id=int(chosen.get("lag") or 0),
            state=chosen.get("tilstand", ""),
            group=chosen.get("gruppe", ""),
        )
