"""Who has said yes: what the person sees before the first talk."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from storstua.base import clock
from storstua.matching.choices import WRITTEN, Answer, Shows
from storstua.matching.models import Ask, Request
from storstua.matching.sealing import first_of
from storstua.organisations.queries import Facts
from storstua.supporters import queries as supporters
from storstua.supporters import wording
from storstua.supporters.choices import ContactForm, Gender

if TYPE_CHECKING:
    from storstua.supporters.queries import Supporter
    from storstua.supporters.queries.standing import Askable


@dataclass(frozen=True, slots=True)
class Offer:
    """A supporter who said yes, as the person meets them: "" is hidden or not said."""

    key: UUID
    name: str
    story: str
    lived_through: str
    age: str
    gender: str
    language: str
    way: str
    span: str
    has_first_message: bool


def waiting_offer(request: Request) -> Ask | None:
    """The ask whose supporter has said yes while the person has not answered; one query."""
    return Ask.objects.filter(request=request, answer=Answer.YES, met_at=None).first()


def offer_of(ask: Ask, facts: Facts) -> Offer:
    """What the person sees of the supporter of a `waiting_offer`; one query."""
    supporter = _with_areas(ask)
    shown = of_supporter(supporter, supporter.area_ids, facts, clock.today())
    seen = {name: text if name in ask.shows else "" for name, text in shown.items()}
    return Offer(
        key=ask.key,
        name=supporter.person.given_name,
        story=seen[Shows.STORY],
        lived_through=seen[Shows.AREAS],
        age=seen[Shows.AGE],
        gender=seen[Shows.GENDER],
        language=supporter.person.language,
        way=str(dict(ContactForm.choices).get(ask.way, "")),
        span="" if ask.way in WRITTEN else ask.get_span_display(),
        has_first_message=bool(ask.sealed_first),
    )


def _with_areas(ask: Ask) -> Askable:
    rows = supporters.Supporter.objects.filter(id=ask.supporter_id)
    return supporters.with_subjects(supporters.with_load(rows)).get()


def of_supporter(
    supporter: Supporter, area_ids: Collection[int], facts: Facts, on: date
) -> dict[str, str]:
    """All that a supporter can let a person know, in words, by Shows; "" is not said."""
    everything = [*Shows.values]
    seen = supporters.seen_by_others(supporter, area_ids, everything, 0, on)
    gender = supporter.profile.gender
    return {
        Shows.STORY.value: seen.story,
        Shows.AREAS.value: wording.first_large(wording.known_for(facts, seen.area_ids, seen.role)),
        Shows.AGE.value: wording.first_large(wording.decade_words(seen.decade)),
        Shows.GENDER.value: str(Gender(gender).label) if gender else "",
    }


def own_to_show(ask: Ask, facts: Facts) -> tuple[dict[str, str], frozenset[str]]:
    """What the supporter asked can let the person know, and what others see of them already."""
    rows = supporters.Supporter.objects.filter(id=ask.supporter_id)
    supporter = supporters.with_shown(rows).get()
    words = of_supporter(supporter, supporter.area_ids, facts, clock.today())
    return {name: text for name, text in words.items() if text}, frozenset(supporter.shows)


def first_message(ask: Ask) -> str:
    """The first message, in clear, for the supporter who wrote it."""
    return first_of(ask)
