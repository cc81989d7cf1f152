"""Deleting all that was asked by a person, and what a supporter was asked."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from storstua import vault
from storstua.audit import actions as audit
from storstua.base.refusal import require
from storstua.base.viewer import Viewer
from storstua.matching import permissions
from storstua.matching.actions.ending import close_request
from storstua.matching.choices import Why
from storstua.matching.models import Ask, Request
from storstua.matching.sealing import drawer_of
from storstua.people.models import Person


@transaction.atomic
def erase(*, by: Viewer, person: Person) -> set[UUID]:
    """Delete the requests of a person, with all questions about them, and give places back.

    Questions to the person as a supporter go too, and those requests wait for another. Returns
    the keys of the talks that were about the person. Refuses all but the person.
    """
    require(permissions.may_erase(by, person), _("Du kan ikke endre denne forespørselen."))
    requests = Request.objects.select_for_update().filter(person=person)
    asks = Ask.objects.filter(request__person=person).exclude(conversation_key=None)
    talks = {each for each in asks.values_list("conversation_key", flat=True) if each}
    for request in requests:
        close_request(by=by, request=request, why=Why.WITHDRAWN)
    requests.delete()
    Ask.objects.filter(supporter__person=person).delete()
    audit.wrote("erase requests", person, by=by)
    return talks


@transaction.atomic
def forget(*, by: Viewer, request: Request) -> None:
    """Delete a request that is over, with the questions about it, when its term is over.

    Refuses people: only a job does this.
    """
    require(by.is_system and by.acts_in(request.organisation_id), _("Dette gjør klokka."))
    audit.wrote("forget request", request, by=by)
    drawer = drawer_of(request)
    request.delete()
    vault.erase(drawer)
