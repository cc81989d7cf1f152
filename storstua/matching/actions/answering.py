"""What a supporter does with an ask: yes, or not now."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from storstua.audit import actions as audit
from storstua.base import clock
from storstua.base.refusal import Refusal
from storstua.base.roles import Role
from storstua.base.viewer import Viewer
from storstua.conversations import actions as conversations
from storstua.matching import permissions
from storstua.matching.actions.ending import tell_seeker
from storstua.matching.choices import Answer
from storstua.matching.models import Ask, Closing, Request
from storstua.notices import actions as notices
from storstua.notices.choices import Kind
from storstua.roles import queries as roles
from storstua.supporters import actions as supporters
from storstua.supporters.choices import ContactForm, PlaceKind


@transaction.atomic
def answer_ask(*, by: Viewer, ask: Ask, answer: Answer) -> Ask:
    """Say yes or not now; no reason is asked for.

    After a yes the place becomes a talk's, and for writing a sealed thread opens between the two
    (for phone, video and visit the contact point is shown instead). The coordinators and the seeker
    are told. Refuses others than who was asked, and an ask that is answered or over.
    """
    request = Request.objects.select_for_update().get(id=ask.request_id)
    row = Ask.objects.select_for_update().select_related("supporter__person").get(id=ask.id)
    if not permissions.may_answer(by, row) or answer not in {Answer.YES, Answer.NOT_NOW}:
        raise Refusal(_("Dette spørsmålet er ikke til deg."))
    if row.answer or Closing.objects.filter(request=request).exists():
        raise Refusal(_("Spørsmålet gjelder ikke lenger."))
    row.answer = answer
    row.answered_at = clock.now()
    if answer == Answer.YES:
        _open_way(by, row, request)
        tell_seeker(by=by, request=request)
    else:
        supporters.release_place(by=by, supporter=row.supporter, taken_by=row.key)
    row.write("answer", "answered_at", "conversation_key")
    _tell_coordinators(by, row)
    audit.wrote("answer ask", row, by=by, purpose=answer)
    return row


def _open_way(by: Viewer, ask: Ask, request: Request) -> None:
    supporters.take_place(by=by, supporter=ask.supporter, kind=PlaceKind.TALK, taken_by=ask.key)
    if ask.way in {"", ContactForm.CHAT.value}:
        talk = conversations.open_between(
            by=by,
            organisation_id=ask.organisation_id,
            participants={
                request.person: request.person.given_name,
                ask.supporter.person: ask.supporter.person.given_name,
            },
        )
        ask.conversation_key = talk.key


def _tell_coordinators(by: Viewer, ask: Ask) -> None:
    path = f"/{ask.organisation.slug}/foresporsler/{ask.request.key}/"
    for person in roles.people_with(ask.organisation_id, Role.COORDINATOR):
        notices.tell(by=by, person=person, kind=Kind.ANSWER, path=path)
