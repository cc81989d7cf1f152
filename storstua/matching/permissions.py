"""Who may see requests and asks, and who may act on them."""

from datetime import datetime

from django.db.models import Q, QuerySet

from storstua.base.roles import Role
from storstua.base.viewer import Viewer
from storstua.matching.choices import Answer
from storstua.matching.models import Ask, Request
from storstua.organisations.models import Policy
from storstua.people.models import Person, Receipt
from storstua.roles.permissions import RUN, is_opener, may_ask_to_open, reached
from storstua.roles.queries import Opening

# What an opening calls a request, as the log does.
REQUEST = "matching.request"


def readable(viewer: Viewer) -> QuerySet[Request]:
    """The requests a viewer may see: those a coordinator reaches, one's own for a seeker.

    Who coordinates a branch reaches its county, see `roles.permissions.reached`.
    """
    own = Request.objects.filter(organisation_id=viewer.organisation_id)
    if viewer.runs(Role.COORDINATOR):
        return own.filter(reached(viewer, Role.COORDINATOR))
    if viewer.is_seeker:
        return own.filter(person_id=viewer.person_id)
    return own.none()


def own_request(viewer: Viewer) -> Request | None:
    """The seeker's own newest request."""
    return own_requests(viewer).first()


def own_requests(viewer: Viewer) -> QuerySet[Request]:
    """The seeker's own requests, newest first."""
    rows = readable(viewer) if viewer.is_seeker else Request.objects.none()
    return rows.order_by("-received_at", "-id")


def readable_asks(viewer: Viewer) -> QuerySet[Ask]:
    """The asks a viewer may see: those to oneself, and for coordinators those they reach, too.

    An ask that was taken back, or whose request ended before the answer, is gone for the asked.
    """
    own = Ask.objects.filter(organisation_id=viewer.organisation_id)
    waiting = Q(answer="", request__closing__isnull=True)
    answered = Q(answer__in=(Answer.YES, Answer.NOT_NOW, Answer.DECLINED))
    to_oneself = Q(waiting | answered, supporter__person_id=viewer.person_id)
    if viewer.runs(Role.COORDINATOR):
        reach = reached(viewer, Role.COORDINATOR, "request__county")
        # An empty condition lets all through, but vanishes when joined with another by "or".
        return own.filter(reach | to_oneself) if reach else own
    return own.filter(to_oneself)


def can_be_opened(viewer: Viewer) -> QuerySet[Request]:
    """The requests that may be asked for in an emergency, of those that are not over.

    Of coordinators those they reach; an administrator, who sees none, may ask for any. The policy
    decides besides, see `roles.permissions.may_ask_to_open`.
    """
    if viewer.holds(Role.ORGANISATION_ADMINISTRATOR):
        rows = Request.objects.filter(organisation_id=viewer.organisation_id)
    else:
        rows = _coordinated(viewer)
    return rows.filter(closing__isnull=True)


def _coordinated(viewer: Viewer) -> QuerySet[Request]:
    return readable(viewer) if viewer.holds(Role.COORDINATOR) else Request.objects.none()


def readable_openings(viewer: Viewer) -> QuerySet[Opening]:
    """The openings a viewer may know of: all for who runs the whole place.

    Who coordinates a branch knows of those about requests that are theirs to read.
    """
    rows = Opening.objects.filter(organisation_id=viewer.organisation_id)
    if viewer.branches_with(*RUN) is None:
        return rows
    return rows.filter(noun=REQUEST, object_key__in=_coordinated(viewer).values("key"))


def asked_for(opening: Opening) -> QuerySet[Request]:
    """The request that an opening is about; none when it is over, or not a request."""
    if opening.noun != REQUEST:
        return Request.objects.none()
    here = Request.objects.filter(organisation_id=opening.organisation_id, closing__isnull=True)
    return here.filter(key=opening.object_key, person_id=opening.person_id)


def opened(viewer: Viewer, opening: Opening, policy: Policy, now: datetime) -> QuerySet[Request]:
    """The request that an opening lets its opener read.

    None when it is not open just now, or is no longer one they could ask for.
    """
    is_allowed = may_ask_to_open(viewer, opening.organisation_id, policy)
    is_open = is_opener(viewer, opening) and opening.is_open_at(now)
    rows = asked_for(opening) & can_be_opened(viewer)
    return rows if is_allowed and is_open else rows.none()


def may_ask(viewer: Viewer, organisation_id: int) -> bool:
    """True for anyone at this organisation's address; nobody has to say who they are."""
    return viewer.acts_in(organisation_id)


def may_coordinate(viewer: Viewer, organisation_id: int) -> bool:
    """True for those who find supporters for the requests of an organisation."""
    return viewer.acts_in(organisation_id) and viewer.runs(Role.COORDINATOR)


def may_handle(viewer: Viewer, request: Request) -> bool:
    """True for those who find a supporter for this request: it must be one they reach."""
    may = may_coordinate(viewer, request.organisation_id)
    return may and (viewer.is_system or readable(viewer).filter(id=request.id).exists())


def may_bring_in(viewer: Viewer, organisation_id: int) -> bool:
    """True for those who coordinate the whole organisation, and bring in files of requests."""
    everywhere = viewer.branches_with(Role.COORDINATOR) is None
    return viewer.acts_in(organisation_id) and everywhere


def may_change(viewer: Viewer, request: Request) -> bool:
    """True for the one who asked for the talk."""
    return (
        viewer.is_seeker
        and viewer.organisation_id == request.organisation_id
        and viewer.person_id == request.person_id
    )


def may_answer(viewer: Viewer, ask: Ask) -> bool:
    """True for the supporter who was asked."""
    return viewer.person_id != 0 and viewer.person_id == ask.supporter.person_id


def may_note_answer(viewer: Viewer, ask: Ask) -> bool:
    """True for those who coordinate it, when the supporter cannot sign in and is rung instead."""
    return ask.supporter.person.account_id is None and may_handle(viewer, ask.request)


def may_meet(viewer: Viewer, request: Request) -> bool:
    """True for those who may say whether a supporter is fine: the one who asked for the talk.

    Whoever has no receipt words (an office brought the request in) says it to the coordinator.
    """
    if may_change(viewer, request):
        return True
    return may_handle(viewer, request) and not has_words(request)


def has_words(request: Request) -> bool:
    """True when the person can come back by themselves."""
    return Receipt.objects.filter(person_id=request.person_id).exists()


def may_erase(viewer: Viewer, person: Person) -> bool:
    """True for the person alone, and for jobs."""
    if viewer.is_system:
        return viewer.acts_in(person.organisation_id)
    return viewer.person_id == person.id and viewer.acts_in(person.organisation_id)
