"""What a supporter does with an ask: yes, or not now."""

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from storstua.audit import actions as audit
from storstua.base import clock
from storstua.base.refusal import Refusal
from storstua.base.viewer import Viewer
from storstua.matching import permissions
from storstua.matching.actions.ending import tell_coordinators, tell_seeker
from storstua.matching.choices import Answer, Shows
from storstua.matching.models import Ask, Closing, Request
from storstua.supporters import actions as supporters


@transaction.atomic
def answer_ask(*, by: Viewer, ask: Ask, answer: Answer, shows: Collection[str] = ()) -> Ask:
    """Say yes or not now; no reason is asked for.

    After a yes the person is asked whether this supporter is fine, and sees the first name and what
    `shows` names (values of Shows). The place is kept meanwhile; nothing opens before the person's
    yes. The coordinators and the seeker are told. For a supporter who cannot sign in, those who
    coordinate write the answer down. Refuses all others, and an ask that is answered or over.
    """
    request = Request.objects.select_for_update().get(id=ask.request_id)
    row = Ask.objects.select_for_update().select_related("supporter__person").get(id=ask.id)
    may = permissions.may_answer(by, row) or permissions.may_note_answer(by, row)
    if not may or answer not in {Answer.YES, Answer.NOT_NOW}:
        raise Refusal(_("Dette spørsmålet er ikke til deg."))
    if row.answer or Closing.objects.filter(request=request).exists():
        raise Refusal(_("Spørsmålet gjelder ikke lenger."))
    row.answer = answer
    row.answered_at = clock.now()
    if answer == Answer.YES:
        row.shows = [each.value for each in Shows if each in shows]
        tell_seeker(by=by, request=request)
    else:
        supporters.release_place(by=by, supporter=row.supporter, taken_by=row.key)
    row.write("answer", "answered_at", "shows")
    tell_coordinators(by=by, ask=row)
    audit.wrote("answer ask", row, by=by, purpose=answer)
    return row
