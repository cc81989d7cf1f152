"""Gives supporters from the demo's spreadsheets a branch, a story and what others may see."""

from collections.abc import Mapping
from dataclasses import replace

from storstua.base.viewer import Viewer
from storstua.demo.stories import language_of, story
from storstua.organisations.models import Branch, Organisation
from storstua.people.models import Person, Purpose
from storstua.supporters import actions, permissions
from storstua.supporters.actions import SHOWN_FIELDS, ProfileValues, Terms
from storstua.supporters.queries import Supporter

# One in so many shows nothing to others; of the rest, one in so many hides their age.
HIDDEN, AGELESS = 4, 2


def present(by: Viewer, organisation: Organisation, branches: Mapping[str, Branch]) -> int:
    """Present every supporter of the organisation; returns how many there are."""
    rows = permissions.readable(by).select_related("person", "profile").order_by("office_id")
    for number, supporter in enumerate(rows):
        _present(by, organisation.slug, supporter, branches, number)
    return len(rows)


def _present(
    by: Viewer, slug: str, supporter: Supporter, branches: Mapping[str, Branch], number: int
) -> None:
    values = ProfileValues.of(supporter.profile)
    language = language_of(values.languages, number)
    told = story(slug, values.role, language, number)
    actions.change_profile(
        by=by,
        supporter=supporter,
        terms=replace(Terms.of(supporter), branch=branches.get(supporter.county)),
        profile=replace(values, story=told),
    )
    _read_in(supporter.person, language)
    if number % HIDDEN != HIDDEN - 1:
        actions.show_fields(by=by, supporter=supporter, fields=_fields(told, number))


def _read_in(person: Person, language: str) -> None:
    if person.language != language:
        person.language = language
        person.write("language")


def _fields(told: str, number: int) -> set[str]:
    hidden = {Purpose.DIRECTORY_AGE} if number % AGELESS else set()
    if not told:
        hidden.add(Purpose.DIRECTORY_STORY)
    return {field.value for field in SHOWN_FIELDS if field not in hidden}
