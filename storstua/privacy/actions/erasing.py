"""Erases a person, through the rooms that hold something about them."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from storstua.audit import actions as audit
from storstua.base.refusal import require
from storstua.base.viewer import Viewer
from storstua.conversations import actions as conversations
from storstua.matching import actions as matching
from storstua.notices import actions as notices
from storstua.people import actions as people
from storstua.people.models import Person
from storstua.privacy import permissions
from storstua.roles import actions as roles
from storstua.supporters import actions as supporters


@transaction.atomic
def erase(*, by: Viewer, person: Person) -> None:
    """Erase all that stands about a person, except what the map keeps for a reason.

    Requests go with the talks about them; in other talks the other one keeps what is theirs.
    The sign-in ends unless it belongs to another organisation too. Refuses all but the person, and
    the last administrator of an organisation.
    """
    require(permissions.may_erase(by, person), _("Bare den det gjelder, kan slette dette."))
    roles.erase(by=by, person=person)
    talks = matching.erase(by=by, person=person)
    conversations.erase(by=by, person=person, keys=talks)
    notices.erase(by=by, person=person)
    stays = supporters.erase(by=by, person=person)
    people.erase(by=by, person=person, keeps_name=stays)
    audit.wrote("erase all about a person", person, by=by)
