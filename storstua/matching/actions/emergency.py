"""Opening what somebody wrote, and how they are reached, in an emergency."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from storstua.base.refusal import Refusal, require
from storstua.base.roles import Role
from storstua.base.viewer import Viewer
from storstua.matching import permissions
from storstua.matching.actions.ending import tell_seeker
from storstua.matching.choices import Answer
from storstua.matching.models import Ask, Request
from storstua.notices import actions as notices
from storstua.notices.choices import Kind
from storstua.organisations.addresses import address_of
from storstua.outbox import actions as outbox
from storstua.people.models import Person
from storstua.roles import actions as roles
from storstua.roles import queries as held
from storstua.roles.choices import Danger, Verdict
from storstua.roles.queries import Opening

GONE = _("Forespørselen er avsluttet. Det er ikke noe igjen å åpne.")


@transaction.atomic
def open_request(
    *, by: Viewer, request: Request, danger: Danger, explanation: str, is_alone: bool = False
) -> Opening:
    """Ask to open one request and its contact points, or open them alone where life is in danger.

    Follows: those who may be the second are told; when it is open at once, everyone concerned is
    (`_tell_everyone`). Refuses a request that is over, and what `roles.ask_to_open` refuses.
    """
    require(permissions.can_be_opened(by).filter(id=request.id).exists(), GONE)
    opening = roles.ask_to_open(
        by=by,
        person=request.person,
        noun=permissions.REQUEST,
        object_key=request.key,
        danger=danger,
        explanation=explanation,
        is_alone=is_alone,
    )
    seconds = held.seconds_of(opening)
    if is_alone:
        _tell_everyone(by, opening, request, seconds)
    else:
        _tell(by, seconds, Kind.URGENT, opening)
    return opening


@transaction.atomic
def agree_to_open(*, by: Viewer, opening: Opening) -> None:
    """Say yes as the second; everyone concerned is told.

    Refuses a request that is over or that who asked reaches no more, and as `roles.agree_to_open`.
    """
    request = permissions.asked_for(opening).select_related("person__organisation").first()
    if request is None:
        raise Refusal(GONE)
    reached = permissions.can_be_opened(held.opener_of(opening))
    require(reached.filter(id=request.id).exists(), roles.NO_LONGER)
    roles.agree_to_open(by=by, opening=opening)
    _tell_everyone(by, opening, request, _opener(opening))


@transaction.atomic
def decline_to_open(*, by: Viewer, opening: Opening) -> None:
    """Say no as the second; who asked is told. Refuses as `roles.decline_to_open`."""
    _must_know(by, opening)
    roles.decline_to_open(by=by, opening=opening)
    _tell(by, _opener(opening), Kind.ANSWER, opening)


@transaction.atomic
def review_opening(*, by: Viewer, opening: Opening, verdict: Verdict) -> None:
    """Say afterwards whether opening alone was right; who opened is told, and the board.

    Refuses as `roles.review_opening`.
    """
    _must_know(by, opening)
    roles.review_opening(by=by, opening=opening, verdict=verdict)
    board = held.people_with(opening.organisation_id, Role.BOARD_MEMBER, everywhere=True)
    _tell(by, [*_opener(opening), *board], Kind.ANSWER, opening)


def _must_know(by: Viewer, opening: Opening) -> None:
    known = permissions.readable_openings(by).filter(id=opening.id).exists()
    require(known, roles.MAY_NOT_ANSWER)


def _tell(by: Viewer, people: Iterable[Person], kind: Kind, opening: Opening) -> None:
    for person in {each.id: each for each in people if each.id != by.person_id}.values():
        notices.tell(by=by, person=person, kind=kind, path=f"/nodapning/{opening.key}/")


def _opener(opening: Opening) -> Iterable[Person]:
    people = Person.objects.select_related("account", "organisation")
    return people.filter(id=opening.opener_id or 0)


def _tell_everyone(
    by: Viewer, opening: Opening, request: Request, others: Iterable[Person]
) -> None:
    """Tell the board, the coordinators, the privacy contact, the seeker and their supporter.

    And `others`, each of them once.
    """
    here = opening.organisation_id
    board = held.people_with(here, Role.BOARD_MEMBER, everywhere=True)
    near = held.people_reaching(here, Role.COORDINATOR, request.county)
    _tell(by, [*board, *near, *others], Kind.EMERGENCY, opening)
    talks = Ask.objects.filter(request=request, answer=Answer.YES, met_at__isnull=False)
    for ask in talks.select_related("supporter__person__account"):
        notices.tell(by=by, person=ask.supporter.person, kind=Kind.OPENED_TALK)
    tell_seeker(by=by, request=request)
    if address := request.person.organisation.privacy_email:
        link = {"link": address_of(request.person.organisation, "/nodapning/")}
        outbox.queue_mail(by=by, address=address, template="emergency", parameters=link)
