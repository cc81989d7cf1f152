"""One request in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils.translation import get_language

from storstua.matching.choices import AgeBand, Must, State, Wish
from storstua.matching.models import Request
from storstua.matching.queries.states import with_state
from storstua.matching.sealing import text_of
from storstua.organisations.models import SeekerRole
from storstua.organisations.queries import Facts
from storstua.people import contact
from storstua.people.models import ContactKind, ContactPoint
from storstua.supporters.choices import ContactForm, Gender, LifePhase
from storstua.supporters.languages import language_name

if TYPE_CHECKING:
    from storstua.matching.queries.rows import WholeRequest


@dataclass(frozen=True, slots=True)
class Said:
    """What a person said in a request, as labels in the reader's language; "" is not said."""

    nickname: str
    wished: str
    role: str
    area: str
    topics: tuple[str, ...]
    is_minor: bool
    ways: tuple[str, ...]
    languages: tuple[str, ...]
    life_phase: str
    age_band: str
    gender: str
    wish_gender: str
    wishes_same_age: bool
    place: str
    must: tuple[str, ...]
    came: date | datetime
    promised_on: date


def _label(choices: type, value: str) -> str:
    return str(dict(choices.choices).get(value, "")) if value else ""  # type: ignore[attr-defined]


def said(request: WholeRequest, facts: Facts) -> Said:
    """The request in words."""
    language = get_language() or "nb"
    area = facts.area(request.area_id)
    topics = (facts.topic(topic_id) for topic_id in request.topic_ids)
    wish = "" if request.wish_gender == Wish.NONE else _label(Wish, request.wish_gender)
    wished = request.wished_supporter
    return Said(
        nickname=request.person.given_name,
        wished=wished.person.given_name if wished else "",
        role=_label(SeekerRole, request.role),
        area=area.name_in(language) if area else "",
        topics=tuple(topic.name_in(language) for topic in topics if topic),
        is_minor=request.is_minor,
        ways=tuple(_label(ContactForm, way) for way in request.contact_forms),
        languages=tuple(language_name(code) for code in request.languages),
        life_phase=_label(LifePhase, request.life_phase),
        age_band=_label(AgeBand, request.age_band),
        gender=_label(Gender, request.gender),
        wish_gender=wish,
        wishes_same_age=request.wish_age == "similar",
        place=", ".join(part for part in (request.municipality, request.county) if part),
        must=tuple(_label(Must, word) for word in request.must),
        came=request.came,
        promised_on=request.promised_on,
    )


def state_of(request: Request) -> State:
    """Where a request stands; one query."""
    rows = with_state(Request.objects.filter(id=request.id))
    return State(rows.values_list("state", flat=True).get())


def own_phone(request: Request) -> tuple[ContactPoint | None, str]:
    """The phone the person gave, and its number in clear; for the person's own pages only."""
    points = ContactPoint.objects.filter(person_id=request.person_id, kind=ContactKind.PHONE)
    point = points.select_related("person").first()
    return point, contact.opened(point) if point else ""


def own_text(request: Request) -> str:
    """What the person wrote, in clear; for the person's own pages only."""
    return text_of(request)
