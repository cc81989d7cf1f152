"""What a supporter lets others see: one consent for each field, given and taken back alone."""

from collections.abc import Collection

from django.db import transaction

from storstua.audit import actions as audit
from storstua.base.refusal import Refusal
from storstua.base.viewer import Viewer
from storstua.people import actions as people
from storstua.people import queries as find_people
from storstua.people.models import Purpose
from storstua.supporters import permissions
from storstua.supporters.actions.enrolment import NOT_YOURS
from storstua.supporters.models import Supporter

# The wording beside the switches on the supporter's own page; count it up when that changes.
TEXT_VERSION = "1"
FIELDS = (
    Purpose.DIRECTORY_NAME,
    Purpose.DIRECTORY_STORY,
    Purpose.DIRECTORY_AREAS,
    Purpose.DIRECTORY_COUNTY,
    Purpose.DIRECTORY_LANGUAGES,
    Purpose.DIRECTORY_WAYS,
    Purpose.DIRECTORY_AGE,
)


@transaction.atomic
def show_fields(*, by: Viewer, supporter: Supporter, fields: Collection[str]) -> None:
    """Let others see exactly these fields of the directory; the rest is hidden at once.

    `fields` are values of Purpose. Only the supporter says this, and the demo for its own people.
    """
    if not (permissions.is_own(by, supporter) or by.is_system):
        raise Refusal(NOT_YOURS)
    person = supporter.person
    shown = find_people.consents_in_force(person.id)
    for field in FIELDS:
        if field in fields and field not in shown:
            people.give_consent(by=by, person=person, purpose=field, text_version=TEXT_VERSION)
        if field not in fields and field in shown:
            people.withdraw_consent(by=by, person=person, purpose=field)
    if {*fields} & {*FIELDS} != shown & {*FIELDS}:
        audit.wrote("choose what is shown", supporter, by=by)
