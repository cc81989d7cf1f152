"""Between a supporter's yes and the first talk: a first message, and the person's yes or no."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from storstua import vault
from storstua.audit import actions as audit
from storstua.base import clock
from storstua.base.refusal import Refusal
from storstua.base.roles import Role
from storstua.base.viewer import Holding, Viewer
from storstua.conversations import actions as conversations
from storstua.conversations import queries as talks
from storstua.matching import permissions, sealing
from storstua.matching.actions.ending import tell_coordinators
from storstua.matching.choices import WRITTEN, Answer
from storstua.matching.models import Ask, ExcludedSupporter, Request
from storstua.matching.queries.promised import promise
from storstua.notices import actions as notices
from storstua.notices.choices import Kind
from storstua.supporters import actions as supporters
from storstua.supporters.choices import PlaceKind


@transaction.atomic
def write_first(*, by: Viewer, ask: Ask, text: str) -> None:
    """Keep the supporter's first message, sealed, until the person says yes; an empty one goes.

    Refuses others than who was asked, an ask without a yes or for another way than writing, one
    that the person has answered, and a text that is too long.
    """
    row = Ask.objects.select_for_update(of=("self",)).select_related("supporter").get(id=ask.id)
    if not permissions.may_answer(by, row):
        raise Refusal(_("Dette spørsmålet er ikke til deg."))
    if row.answer != Answer.YES or row.met_at or row.way not in WRITTEN:
        raise Refusal(_("Personen har svart. Skriv heller i samtalen."))
    if len(text) > conversations.LONGEST:
        raise Refusal(_("Skriv høyst 5000 tegn."), field="text")
    said = text.strip()
    row.sealed_first = vault.seal(said, sealing.place_of_first(row)) if said else None
    row.write("sealed_first")
    audit.wrote("write first message", row, by=by)


@transaction.atomic
def meet(*, by: Viewer, ask: Ask, is_fine: bool) -> Ask:
    """Say whether the supporter who said yes is fine; no reason is asked for.

    After a yes the place becomes a talk's; for writing a sealed thread opens, with the first
    message in it if there is one, and otherwise a talk elsewhere for the time agreed. After a no
    the place is free again, the supporter is not suggested for this request any more, and a new
    answer is promised. The supporter and the coordinators are told. Refuses others than the person
    (or the coordinator for someone without words), and an ask that is no longer a yes or is
    answered already.
    """
    request = Request.objects.select_for_update().get(id=ask.request_id)
    rows = Ask.objects.select_for_update(of=("self",))
    row = rows.select_related("organisation", "request", "supporter__person").get(id=ask.id)
    if not permissions.may_meet(by, request):
        raise Refusal(_("Dette spørsmålet er ikke til deg."))
    if row.answer != Answer.YES or row.met_at:
        raise Refusal(_("Spørsmålet gjelder ikke lenger."))
    row.met_at = clock.now()
    if is_fine:
        _begin(by, row, request)
    else:
        _look_for_another(by, row, request)
    row.sealed_first = None
    row.write("answer", "met_at", "sealed_first", "conversation_key")
    _tell_supporter(by, row)
    tell_coordinators(by=by, ask=row)
    audit.wrote("meet supporter", row, by=by, purpose=row.answer)
    return row


def _begin(by: Viewer, ask: Ask, request: Request) -> None:
    supporter = ask.supporter
    supporters.take_place(by=by, supporter=supporter, kind=PlaceKind.TALK, taken_by=ask.key)
    talk = conversations.open_between(
        by=by,
        organisation_id=ask.organisation_id,
        county=request.county,
        participants={
            request.person: request.person.given_name,
            supporter.person: supporter.person.given_name,
        },
        until_on=None if ask.way in WRITTEN else _last_day(ask),
    )
    ask.conversation_key = talk.key
    if first := sealing.first_of(ask):
        writer = Viewer(
            organisation_id=ask.organisation_id,
            person_id=supporter.person_id,
            holdings=frozenset({Holding(Role.SUPPORTER)}),
        )
        conversations.send(by=writer, conversation=talk, text=first)


def _last_day(ask: Ask) -> date:
    return clock.today() + timedelta(days=ask.span)


@transaction.atomic
def give_more_time(*, by: Viewer, request: Request) -> date:
    """Let the two talk on, from today for as long as was agreed; returns the last day.

    Follows: the supporter sees the number so long, and is told when that is longer. Refuses others
    than the person (or the coordinator for someone without words), a talk that is over, and one
    that is written here.
    """
    if not permissions.may_meet(by, request):
        raise Refusal(_("Dette spørsmålet er ikke til deg."))
    asks = Ask.objects.filter(request=request, answer=Answer.YES).exclude(met_at=None)
    ask = asks.select_related("supporter__person").first()
    talk = talks.by_key(ask.conversation_key) if ask else None
    if ask is None or talk is None:
        raise Refusal(_("Samtalen er avsluttet."))
    day = _last_day(ask)
    system = Viewer.system(request.organisation_id, "give more time")
    if conversations.prolong(by=system, conversation=talk, until_on=day):
        path, person = f"/sporsmal/{ask.key}/", ask.supporter.person
        notices.tell(by=by, person=person, kind=Kind.MESSAGE, path=path)
        audit.wrote("give more time", request, by=by)
    return day


def _look_for_another(by: Viewer, ask: Ask, request: Request) -> None:
    ask.answer = Answer.DECLINED
    ExcludedSupporter.objects.get_or_create(
        organisation_id=request.organisation_id, request=request, supporter=ask.supporter
    )
    supporters.release_place(by=by, supporter=ask.supporter, taken_by=ask.key)
    request.promised_on = max(request.promised_on, promise(ask.organisation))
    request.write("promised_on")


def _tell_supporter(by: Viewer, ask: Ask) -> None:
    path = f"/sporsmal/{ask.key}/"
    notices.tell(by=by, person=ask.supporter.person, kind=Kind.ANSWER, path=path)
