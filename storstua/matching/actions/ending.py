"""How a request ends or is handed back, and how a seeker is told."""

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from storstua import vault
from storstua.audit import actions as audit
from storstua.base import clock
from storstua.base.refusal import require
from storstua.base.roles import Role
from storstua.base.viewer import Viewer
from storstua.conversations import actions as conversations
from storstua.conversations import queries as talks
from storstua.matching import sealing
from storstua.matching.choices import Answer, NoticeWay, Why
from storstua.matching.models import Ask, Closing, NoticeAddress, Request
from storstua.matching.queries.promised import promise
from storstua.notices import actions as notices
from storstua.notices.choices import Kind
from storstua.outbox import actions as outbox
from storstua.people import actions as people
from storstua.people.models import ContactKind
from storstua.roles import queries as roles
from storstua.supporters import actions as supporters


@transaction.atomic
def close_request(*, by: Viewer, request: Request, why: Why) -> None:
    """End a request: waiting asks are taken back, places given back, its content deleted.

    The conversation, if there is one, is closed and stays readable for both until its term.
    Who calls has asked for permission. A request that is over already stays as it is.
    """
    row = Request.objects.select_for_update().get(id=request.id)
    if Closing.objects.filter(request=row).exists():
        return
    Closing.objects.create(organisation_id=row.organisation_id, request=row, why=why)
    for ask in Ask.objects.filter(request=row).select_related("supporter"):
        _let_go(by, ask)
    row.sealed_text = None
    row.write("sealed_text")
    Ask.objects.filter(request=row).update(sealed_message=None, sealed_first=None)
    NoticeAddress.objects.filter(request=row).delete()
    vault.erase(sealing.drawer_of(row))
    system = Viewer.system(row.organisation_id, "close request")
    for kind in ContactKind:
        people.set_contact_point(by=system, person=row.person, kind=kind, value="")
    audit.wrote("close request", row, by=by, purpose=why)


@transaction.atomic
def end_talked(*, by: Viewer, request: Request) -> None:
    """End a request whose talk is over: one of the two has ended it, or its time has passed.

    When the time has passed, both are told. Refuses people: only a job does this.
    """
    require(by.is_system and by.acts_in(request.organisation_id), _("Dette gjør klokka."))
    met = Ask.objects.filter(request=request, answer=Answer.YES).select_related("supporter__person")
    for ask in met:
        talk = talks.by_key(ask.conversation_key)
        if talk and talk.closed_at is None:
            tell_seeker(by=by, request=request)
            person = ask.supporter.person
            notices.tell(by=by, person=person, kind=Kind.MESSAGE, path=f"/sporsmal/{ask.key}/")
    close_request(by=by, request=request, why=Why.ENDED)


def _let_go(by: Viewer, ask: Ask) -> None:
    if ask.answer == "" or (ask.answer == Answer.YES and ask.met_at is None):
        ask.answer = Answer.TAKEN_BACK
        ask.answered_at = clock.now()
        ask.sealed_first = None
        ask.write("answer", "answered_at", "sealed_first")
    supporters.release_place(by=by, supporter=ask.supporter, taken_by=ask.key)
    if ask.conversation_key:
        system = Viewer.system(ask.organisation_id, "close request")
        for talk in talks.by_keys([ask.conversation_key]).values():
            conversations.close(by=system, conversation=talk)


@transaction.atomic
def hand_back(*, by: Viewer, ask: Ask) -> None:
    """Let a request wait again whose supporter has left.

    What waited for an answer is taken back. A talk is closed: the person can still read it; one
    whose agreed time has passed ends the request instead, as it would have with them. The
    person gets a new promise, sees that another is looked for, and is told in the neutral way;
    those who coordinate are told too. Refuses people: only a job does this.
    """
    require(by.is_system and by.acts_in(ask.organisation_id), _("Dette gjør klokka."))
    request = Request.objects.select_for_update().get(id=ask.request_id)
    row = Ask.objects.select_related("supporter", "organisation").get(id=ask.id)
    talk = talks.by_key(row.conversation_key)
    if talk and talk.has_run_out:
        close_request(by=by, request=request, why=Why.ENDED)
        return
    was_met = row.met_at is not None
    _let_go(by, row)
    if was_met:
        row.answer = Answer.LEFT
        row.write("answer")
    request.promised_on = max(request.promised_on, promise(row.organisation))
    request.write("promised_on")
    tell_seeker(by=by, request=request)
    path = f"/foresporsler/{request.key}/"
    for person in roles.people_reaching(row.organisation_id, Role.COORDINATOR, request.county):
        notices.tell(by=by, person=person, kind=Kind.REQUEST, path=path)
    audit.wrote("hand back request", request, by=by)


def tell_seeker(*, by: Viewer, request: Request) -> None:
    """Send the neutral notice to the address or number the person left, if they left one."""
    row = NoticeAddress.objects.filter(request=request).first()
    if row is None:
        return
    address = vault.open_sealed(bytes(row.sealed), sealing.place_of_address(row))
    language = request.person.language
    if row.way == NoticeWay.SMS:
        outbox.queue_sms(by=by, number=address, template="seeker_notice", language=language)
        return
    link = {"link": f"{settings.ADDRESS}/b/ord/"}
    outbox.queue_mail(
        by=by, address=address, template="seeker_notice", parameters=link, language=language
    )


def tell_coordinators(*, by: Viewer, ask: Ask) -> None:
    """Tell the coordinators that someone has answered."""
    path = f"/foresporsler/{ask.request.key}/"
    for person in roles.people_reaching(ask.organisation_id, Role.COORDINATOR, ask.request.county):
        notices.tell(by=by, person=person, kind=Kind.ANSWER, path=path)
