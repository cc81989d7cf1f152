"""Puts what `fit` found into words and cards for the coordinator, in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from storstua.matching import fit
from storstua.matching.queries.candidates import Candidate, seeker_side
from storstua.matching.queries.queue import QueueLine
from storstua.organisations.queries import Facts
from storstua.supporters.choices import ContactForm, Experience, Gender, LifePhase
from storstua.supporters.languages import language_name
from storstua.ui.parts import Reason, colour_of

if TYPE_CHECKING:
    from storstua.matching.queries.rows import WholeRequest

type Detail = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Card:
    """One suggestion: who, how many wishes are met, the reasons, and the load as dots."""

    key: UUID
    name: str
    colour: str
    place: str
    met: int
    wishes: int
    reasons: tuple[Reason, ...]
    load: tuple[bool, ...]
    active: int
    capacity: int
    has_account: bool = True

    @property
    def is_whole(self) -> bool:
        """Whether every wish is met."""
        return self.met == self.wishes


@dataclass(frozen=True, slots=True)
class Group:
    """Those who are not suggested for one reason."""

    text: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """One line of the search among everyone."""

    key: UUID
    name: str
    place: str
    forbids: str
    met: int
    wishes: int


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A line of the queue in words."""

    line: QueueLine
    area: str
    ways: str


def queue_line(line: QueueLine, facts: Facts) -> QueueRow:
    """A line of the queue with its area and ways in words."""
    area = facts.area(line.area_id)
    ways = dict(ContactForm.choices)
    return QueueRow(
        line,
        area.name_in(get_language() or "nb") if area else _("Ikke sagt"),
        ", ".join(str(ways[way]) for way in line.ways if way in ways),
    )


def _area(met: bool, detail: Detail, facts: Facts) -> str:
    area = facts.area(int(detail["wanted"][0]))
    name = area.name_in(get_language() or "nb") if area else ""
    texts = (_("Kjenner til det samme: %s"), _("Har ikke erfaring med %s"))
    return (texts[0] if met else texts[1]) % name


def _themes(met: bool, detail: Detail, facts: Facts) -> str:
    ids = detail["shared"] if met else detail["wanted"]
    topics = (facts.topic(int(topic)) for topic in ids)
    names = ", ".join(each.name_in(get_language() or "nb") for each in topics if each)
    return (_("Snakker gjerne om: %s") if met else _("Har ikke valgt temaene: %s")) % names


def _forms(met: bool, detail: Detail, facts: Facts) -> str:
    ways = dict(ContactForm.choices)
    words = detail["shared"] if met else detail["wanted"]
    names = ", ".join(str(ways.get(way, way)) for way in words)
    return (_("Begge kan: %s") if met else _("Kan ikke: %s")) % names


def _languages(met: bool, detail: Detail, facts: Facts) -> str:
    names = ", ".join(language_name(code) for code in detail["shared" if met else "wanted"])
    return (_("Felles språk: %s") if met else _("Snakker ikke: %s")) % names


def _role(met: bool, detail: Detail, facts: Facts) -> str:
    name = str(dict(Experience.choices).get(detail["theirs"], ""))
    return (_("Samme ståsted: %s") if met else _("Annet ståsted: %s")) % name


def _life_phase(met: bool, detail: Detail, facts: Facts) -> str:
    name = str(dict(LifePhase.choices).get(detail["theirs"], ""))
    return (_("Samme livsfase: %s") if met else _("Annen livsfase: %s")) % name


def _age(met: bool, detail: Detail, facts: Facts) -> str:
    if met:
        return _("Omtrent samme alder")
    return _("Eldre enn ønsket") if int(detail["years"]) > 0 else _("Yngre enn ønsket")


def _gender(met: bool, detail: Detail, facts: Facts) -> str:
    name = str(dict(Gender.choices).get(detail["wanted"], ""))
    if not met:
        return _("Et annet kjønn enn ønsket: %s") % name
    return (_("Ønsket kjønn: %s") if detail["asked"] else _("Samme kjønn: %s")) % name


def _near(met: bool, detail: Detail, facts: Facts) -> str:
    if "municipality" in detail:
        return _("Bor i samme kommune")
    if met and "county" in detail:
        return _("Bor i samme fylke")
    if "kilometres" in detail:
        return str(_("Omtrent %s km unna") % detail["kilometres"])
    return _("Bor i et annet fylke")


def _idle(met: bool, detail: Detail, facts: Facts) -> str:
    return str(_("Har ikke hatt en samtale på %s dager") % detail["days"])


# The waiting stands over the suggestions and the load beside the name, so neither is a line here.
TEXTS: Mapping[str, Callable[[bool, Detail, Facts], str]] = {
    "area": _area,
    "role": _role,
    "life_phase": _life_phase,
    "age": _age,
    "gender": _gender,
    "themes": _themes,
    "contact_forms": _forms,
    "languages": _languages,
    "near": _near,
    "idle": _idle,
}


def _reason(reason: fit.Reason, facts: Facts) -> Reason:
    text = TEXTS[reason.code](reason.met, reason.detail, facts)
    return Reason("yes" if reason.met else "no", text)


def cards(
    suggested: fit.Suggestions, who: Mapping[str, Candidate], facts: Facts
) -> tuple[Card, ...]:
    """The suggestions as cards."""
    return tuple(_card(each, who[each.supporter], facts) for each in suggested.best)


def _card(suggestion: fit.Suggestion, candidate: Candidate, facts: Facts) -> Card:
    met, wishes = fit.wishes_met(suggestion.reasons)
    side = candidate.side
    return Card(
        key=candidate.key,
        name=candidate.name,
        colour=colour_of(candidate.key),
        place=candidate.place,
        met=met,
        wishes=wishes,
        reasons=tuple(
            _reason(reason, facts) for reason in suggestion.reasons if reason.code in TEXTS
        ),
        load=tuple(number < side.active for number in range(min(side.capacity, 10))),
        active=side.active,
        capacity=side.capacity,
        has_account=candidate.has_account,
    )


def condition(code: str) -> str:
    """Why someone cannot be suggested, in words."""
    texts = {
        "paused": _("Har pause"),
        "full": _("Har ingen ledig plass"),
        "minors_not_approved": _("Er ikke godkjent for unge under 18"),
        "no_common_contact_form": _("Snakker på andre måter"),
        "no_common_language": _("Har ikke språk felles"),
        "excluded": _("Er spurt før, eller valgt bort"),
        "must_gender": _("Har et annet kjønn enn kravet"),
        "must_language": _("Snakker ikke språket som er et krav"),
        "must_contact_form": _("Snakker ikke på måten som er et krav"),
        "must_area": _("Har ikke erfaringen som er et krav"),
        "must_not_my_municipality": _("Bor i samme kommune, og det er valgt bort"),
        "fits_less": _("Passer, men litt mindre godt"),
    }
    return str(texts.get(code, code))


def others(suggested: fit.Suggestions, who: Mapping[str, Candidate]) -> tuple[Group, ...]:
    """Why not the others: each reason with its names, the largest group first."""
    groups = [
        Group(condition(code), tuple(who[each].name for each in ids))
        for code, ids in suggested.others.items()
    ]
    return tuple(sorted(groups, key=lambda group: -len(group.names)))


def everyone(request: WholeRequest, found: list[Candidate], name: str) -> list[Found]:
    """Everyone who can be asked, those that nothing forbids and who fit best first."""
    seeker = seeker_side(request)
    lines = []
    for each in found:
        if name and name not in each.name.lower():
            continue
        forbids = fit.firm(seeker, each.side)
        met, wishes = fit.wishes_met(fit.reasons(seeker, each.side))
        line = Found(
            each.key, each.name, each.place, condition(forbids[0]) if forbids else "", met, wishes
        )
        lines.append((bool(forbids), -fit.points(seeker, each.side), line))
    return [line for _forbids, _points, line in sorted(lines, key=lambda row: row[:2])]


def greeting(candidate: Candidate) -> str:
    """A ready message to the supporter."""
    first = candidate.name.split()[0]
    return _("Hei, %s. Her er noen som gjerne vil snakke. Passer det for deg?") % first
