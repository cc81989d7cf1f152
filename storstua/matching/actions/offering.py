"""What a coordinator does with a request: ask a supporter, take it back, waiting list, end."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from storstua import vault
from storstua.audit import actions as audit
from storstua.base import clock
from storstua.base.refusal import Refusal
from storstua.base.roles import Role
from storstua.base.viewer import Viewer
from storstua.matching import fit, permissions, sealing
from storstua.matching.actions.ending import close_request, tell_seeker
from storstua.matching.choices import Answer, Span, Why
from storstua.matching.models import Ask, Closing, Request
from storstua.matching.queries.candidates import Candidate, seeker_side
from storstua.matching.queries.rows import whole_one
from storstua.notices import actions as notices
from storstua.notices.choices import Kind
from storstua.roles import queries as roles
from storstua.supporters import actions as supporters
from storstua.supporters import permissions as supporter_permissions
from storstua.supporters import queries as supporter_queries
from storstua.supporters.choices import PlaceKind

MESSAGE_LONGEST = 1000


@transaction.atomic
def ask_supporter(
    *,
    by: Viewer,
    request: Request,
    candidate: Candidate,
    way: str = "",
    message: str = "",
    span: Span = Span.MONTH,
) -> Ask:
    """Ask one supporter about one request. A place is taken meanwhile, the supporter is told.

    For a talk by telephone, by video or in person `span` is the time they will have for it.

    Refuses others than coordinators, a request that is over or has an ask or a yes already, a
    supporter whom a firm condition forbids, one without a free place, and writing with one who
    cannot sign in.
    """
    if not permissions.may_handle(by, request):
        raise Refusal(_("Bare koordinatoren kan spørre."))
    row = Request.objects.select_for_update().get(id=request.id)
    if Closing.objects.filter(request=row).exists():
        raise Refusal(_("Forespørselen er avsluttet."))
    if Ask.objects.filter(request=row, answer=Answer.YES).exists():
        raise Refusal(_("En [[likeperson]] har allerede sagt ja."))
    pass_on_paused(by=by, request=row)
    if fit.firm(seeker_side(whole_one(row)), candidate.side):
        raise Refusal(_("[[Likepersonen]] passer ikke til alle kravene."))
    if way and way not in candidate.ways:
        raise Refusal(_("Velg en måte [[likepersonen]] kan bruke."), field="way")
    supporter = supporter_permissions.readable_records(by).get(key=candidate.key)
    ask = Ask(organisation_id=row.organisation_id, request=row, supporter=supporter, way=way)
    ask.span = span
    ask.asked_by_id = by.person_id or None
    text = message.strip()[:MESSAGE_LONGEST]
    ask.sealed_message = vault.seal(text, sealing.place_of_message(ask)) if text else None
    try:
        with transaction.atomic():
            ask.save(force_insert=True)
    except IntegrityError as fault:
        raise Refusal(_("En annen er allerede spurt om denne.")) from fault
    supporters.take_place(by=by, supporter=supporter, kind=PlaceKind.ASK, taken_by=ask.key)
    path = f"/sporsmal/{ask.key}/"
    notices.tell(by=by, person=supporter.person, kind=Kind.ASK, path=path)
    audit.wrote("ask supporter", ask, by=by)
    return ask


@transaction.atomic
def pass_on_paused(*, by: Viewer, request: Request) -> int:
    """Take back the ask that waits for someone who has a pause; returns how many there were.

    It has read as passed on since the pause began; this writes it down and frees the place.
    Refuses others than coordinators and jobs.
    """
    if not permissions.may_coordinate(by, request.organisation_id):
        raise Refusal(_("Bare koordinatoren kan trekke spørsmålet."))
    waiting = Ask.objects.select_for_update(of=("self",)).filter(request=request, answer="")
    passed = 0
    for ask in waiting.select_related("supporter"):
        if supporter_queries.awake(clock.today()).filter(id=ask.supporter_id).exists():
            continue
        ask.answer = Answer.TAKEN_BACK
        ask.answered_at = clock.now()
        ask.write("answer", "answered_at")
        supporters.release_place(by=by, supporter=ask.supporter, taken_by=ask.key)
        audit.wrote("pass on ask", ask, by=by)
        passed += 1
    return passed


@transaction.atomic
def take_back(*, by: Viewer, ask: Ask) -> None:
    """Take an ask back, so that another can be asked; the place is given back.

    That goes until the person has answered too. Refuses others than coordinators, and an ask that
    is over or has become a talk.
    """
    if not permissions.may_handle(by, ask.request):
        raise Refusal(_("Bare koordinatoren kan trekke spørsmålet."))
    row = Ask.objects.select_for_update().select_related("supporter").get(id=ask.id)
    if row.answer not in {"", Answer.YES} or row.met_at:
        raise Refusal(_("Spørsmålet er besvart."))
    row.answer = Answer.TAKEN_BACK
    row.answered_at = clock.now()
    row.sealed_first = None
    row.write("answer", "answered_at", "sealed_first")
    supporters.release_place(by=by, supporter=row.supporter, taken_by=row.key)
    audit.wrote("take back ask", row, by=by)


@transaction.atomic
def set_waiting_list(*, by: Viewer, request: Request, waits: bool) -> None:
    """Put a request on the waiting list, or take it off; the seeker is told and sees it."""
    if not permissions.may_handle(by, request):
        raise Refusal(_("Bare koordinatoren kan gjøre dette."))
    row = Request.objects.select_for_update().get(id=request.id)
    if row.is_on_waiting_list != waits:
        row.is_on_waiting_list = waits
        row.write("is_on_waiting_list")
        tell_seeker(by=by, request=row)
        audit.wrote("set waiting list", row, by=by)


@transaction.atomic
def end_request(*, by: Viewer, request: Request) -> None:
    """End a request as coordinator, after the talk or when the person cannot be reached."""
    if not permissions.may_handle(by, request):
        raise Refusal(_("Bare koordinatoren kan gjøre dette."))
    tell_seeker(by=by, request=request)
    close_request(by=by, request=request, why=Why.ENDED)


@transaction.atomic
def tell_overdue(*, by: Viewer, request: Request) -> None:
    """Tell that the promised answer is late: those who coordinate the request, and the person.

    Each of them is told once; the person by the neutral notice, if they left an address. Refuses
    people: only the clock does this.
    """
    if not by.is_system:
        raise Refusal(_("Dette gjør klokka."))
    path, about = f"/foresporsler/{request.key}/", request.key
    people = roles.people_reaching(request.organisation_id, Role.COORDINATOR, request.county)
    told = [
        notices.tell(by=by, person=person, kind=Kind.OVERDUE, path=path, about=about)
        for person in people
    ]
    is_first = request.late_told_at is None
    if is_first:
        request.late_told_at = clock.now()
        request.write("late_told_at")
        tell_seeker(by=by, request=request)
    if is_first or any(told):
        audit.wrote("tell overdue", request, by=by)
