"""What those who keep the log may put right, and add for others."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from storstua.activities.actions import Values
from storstua.activities.choices import Kind, Mode, Type
from storstua.activities.forms import numbers
from storstua.activities.forms.filtering import set_choices
from storstua.activities.forms.logging import LENGTH_NEEDED, PAX_NEEDED
from storstua.activities.places import country_choices, place_choices, place_code, read_place
from storstua.activities.queries import Fact, NamedSupporter, names_of, told_apart
from storstua.base import clock
from storstua.ui.forms import Form
from storstua.ui.widgets import Choices, FoldedPicks, ManyPicks

# More than these are folded together, so that one need not look through a wall of names.
MANY = 20


class CorrectionForm(Form):
    """Everything that is said of an activity. Without `fact` it is a new one."""

    marks_optional = False

    done_on = forms.DateField(label=_("Dag"), widget=forms.DateInput)
    type = forms.ChoiceField(label=_("Type"), choices=Type.choices)
    mode = forms.ChoiceField(label=_("Måte"), choices=Mode.choices)
    minutes = numbers.minutes(_("Minutter"), least=0, needed=LENGTH_NEEDED)
    pax = numbers.people(_("Deltakere utenom [[likepersonen]] som ledet"), needed=PAX_NEEDED)
    kind = forms.ChoiceField(label=_("Merknad"), choices=Kind.choices)
    supporters = forms.MultipleChoiceField(
        label=_("[[Likepersoner]] som var med"), required=False, widget=ManyPicks
    )
    led_by_supporter = forms.BooleanField(label=_("Ledet av en [[likeperson]]"), required=False)
    is_own_event = forms.BooleanField(label=_("Organisasjonens eget arrangement"), required=False)
    branch = forms.ChoiceField(label=_("Lag"), required=False)
    place = forms.ChoiceField(label=_("Kommune"), required=False)
    country = forms.ChoiceField(label=_("Land"))

    def __init__(
        self,
        *args: Any,
        people: Mapping[int, NamedSupporter],
        branches: Mapping[UUID, tuple[int, str]],
        fact: Fact | None = None,
        version: int | None = None,
        **kwargs: Any,
    ) -> None:
        self.people = {str(each.key): each for each in people.values()}
        self.branches = branches
        self.keeps_version = version is not None
        start = _initial(fact, people, branches) | {"version": version}
        super().__init__(*args, initial=start, **kwargs)
        folds, names = _folds(people.values()), told_apart(people.values())
        self.fields["supporters"].widget = FoldedPicks(folds=folds)
        chosen_from = sorted(self.people, key=lambda key: folds.get(key, ""))
        set_choices(self, "supporters", [(key, names[UUID(key)]) for key in chosen_from])
        set_choices(
            self,
            "branch",
            [("", _("Hele organisasjonen")), *_branch_choices(branches)],
        )
        place = (fact.municipality, fact.county) if fact else ("", "")
        set_choices(self, "place", place_choices(*place))
        set_choices(self, "country", country_choices(get_language() or "nb"))
        self.fields["done_on"].widget.attrs["max"] = clock.today().isoformat()

    def values(self) -> Values:
        """What the activity is to be."""
        said = self.cleaned_data
        municipality, county = read_place(said["place"])
        return {
            "done_on": said["done_on"],
            "type": Type(said["type"]),
            "mode": Mode(said["mode"]),
            "minutes": said["minutes"],
            "pax": said["pax"],
            "kind": Kind(said["kind"]),
            "led_by_supporter": said["led_by_supporter"],
            "is_own_event": said["is_own_event"],
            "branch_id": self.branches[UUID(said["branch"])][0] if said["branch"] else None,
            "municipality": municipality,
            "county": county,
            "country": said["country"],
        }

    def supporter_ids(self) -> list[int]:
        """The supporters who took part."""
        return [self.people[key].id for key in self.cleaned_data["supporters"]]


def _folds(people: Collection[NamedSupporter]) -> dict[str, str]:
    """Under what each is found when they are many: the branch, or the letter the name begins with.

    Empty for few, who stand together.
    """
    if len(people) <= MANY:
        return {}
    if len({each.branch_id for each in people}) > 1:
        return {str(each.key): each.branch_name or now("Ikke i noe lag") for each in people}
    return {str(each.key): each.name[:1].upper() for each in people}


def _branch_choices(branches: Mapping[UUID, tuple[int, str]]) -> Iterable[tuple[str, str]]:
    return ((str(key), name) for key, (_id, name) in branches.items())


def _initial(
    fact: Fact | None,
    people: Mapping[int, NamedSupporter],
    branches: Mapping[UUID, tuple[int, str]],
) -> dict[str, object]:
    if fact is None:
        return {
            "done_on": clock.today(),
            "led_by_supporter": True,
            "is_own_event": True,
            "country": "NO",
            "kind": Kind.NORMAL,
        }
    names = ("done_on", "type", "mode", "minutes", "pax", "kind", "country")
    kept = {name: getattr(fact, name) for name in (*names, "led_by_supporter", "is_own_event")}
    by_name = {name: str(key) for key, (_id, name) in branches.items()}
    return kept | {
        "supporters": [str(people[each].key) for each in fact.named if each in people],
        "branch": by_name.get(fact.branch_name or "", ""),
        "place": place_code(fact.municipality, fact.county),
    }


class MergingForm(Form):
    """Which of the other rows is the same event."""

    double = forms.ChoiceField(label=_("Hvilken er den samme?"), widget=Choices)

    def __init__(
        self,
        *args: Any,
        doubles: Iterable[Fact],
        people: Mapping[int, NamedSupporter],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "double", [(str(each.key), _told(each, people)) for each in doubles])


def _told(fact: Fact, people: Mapping[int, NamedSupporter]) -> str:
    parts = {
        "who": ", ".join(names_of(fact.named, people)) or _("Ingen [[likeperson]]"),
        "minutes": fact.minutes,
        "pax": fact.pax,
        "place": fact.municipality or _("uten sted"),
    }
    told = ngettext(
        "%(who)s: %(minutes)s minutter, %(pax)s deltaker, %(place)s",
        "%(who)s: %(minutes)s minutter, %(pax)s deltakere, %(place)s",
        fact.pax,
    )
    return told % parts
