"""Answering what takes two people: the second agrees or says no, the first takes it back."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from storstua.audit import actions as audit
from storstua.base import clock
from storstua.base.refusal import Refusal, require
from storstua.base.roles import Role
from storstua.base.viewer import Viewer
from storstua.organisations.models import Policy
from storstua.people import actions as people
from storstua.people import queries as find_people
from storstua.roles import permissions, queries
from storstua.roles.actions.giving import hold
from storstua.roles.actions.inviting import send_invitation
from storstua.roles.actions.proposing import ELSEWHERE
from storstua.roles.choices import Answer, Matter, Why
from storstua.roles.models import Proposal

NOT_YOURS = _("Du kan ikke svare på dette.")
ANSWERED = _("Dette er svart på, trukket tilbake eller falt bort.")


@transaction.atomic
def agree(*, by: Viewer, proposal: Proposal) -> Proposal:
    """Say yes as the second: the role is given, the invitation sent, or the second step forgotten.

    Refuses those who may not be the second, a proposal that waits no more or whose days are over,
    one by somebody who may not propose it any more, and one that another room carries out.
    """
    require(proposal.matter != Matter.MINORS, NOT_YOURS)
    over = proposal.days.are_over(clock.today())
    require(not over, _("Tiden rollen skulle gjelde, er forbi."))
    row = _agreed(by, proposal)
    if row.matter == Matter.SIGN_IN:
        _forget_second_factor(by, row)
    elif row.email:
        _invite(by, row)
    else:
        assert row.person is not None
        days = row.days.taken(clock.today())
        hold(by=by, person=row.person, role=Role(row.role), branch=row.branch, days=days)
    return row


@transaction.atomic
def agree_for_room(*, by: Viewer, proposal: Proposal, matter: Matter) -> Proposal:
    """Say yes as the second to something that the calling room carries out in this transaction.

    Refuses as `agree` does, and a proposal of something else.
    """
    require(proposal.matter == matter != Matter.ROLE, NOT_YOURS)
    return _agreed(by, proposal)


@transaction.atomic
def decline(*, by: Viewer, proposal: Proposal, why: Why) -> None:
    """Say no as the second, with one of the reasons. Refuses others, and what waits no more."""
    row = _locked(proposal)
    require(permissions.may_answer(by, row, _policy(row)), NOT_YOURS)
    row.why = why
    _answer(by, row, Answer.DECLINED)


@transaction.atomic
def take_back(*, by: Viewer, proposal: Proposal) -> None:
    """Take back what one proposed. Refuses all others, and what waits no more."""
    row = _locked(proposal)
    require(permissions.is_proposer(by, row), _("Bare den som foreslo det, kan ta det tilbake."))
    _answer(by, row, Answer.TAKEN_BACK)


@transaction.atomic
def lapse(*, by: Viewer, proposal: Proposal) -> None:
    """Close a proposal that nobody answered in time. Refuses people: only the clock does this."""
    require(by.is_system and by.acts_in(proposal.organisation_id), _("Dette gjør klokka."))
    row = Proposal.objects.select_for_update().get(id=proposal.id)
    if not row.answer and not row.is_open(clock.now()):
        _answer(by, row, Answer.LAPSED)


@transaction.atomic
def forget_proposal(*, by: Viewer, proposal: Proposal) -> None:
    """Delete a proposal that was answered long ago. Refuses people: only a job does this."""
    require(by.is_system and by.acts_in(proposal.organisation_id), _("Dette gjør klokka."))
    audit.wrote("forget proposal", proposal, by=by)
    proposal.delete()


def _locked(proposal: Proposal) -> Proposal:
    """The row, held until the transaction ends, so that two who answer at once answer in turn."""
    row = Proposal.objects.select_for_update().get(id=proposal.id)
    require(row.is_open(clock.now()), ANSWERED)
    return row


def _policy(row: Proposal) -> Policy:
    return Policy.objects.get(organisation_id=row.organisation_id)


def _agreed(by: Viewer, proposal: Proposal) -> Proposal:
    row = _locked(proposal)
    require(permissions.may_answer(by, row, _policy(row)), NOT_YOURS)
    proposer = Viewer(
        organisation_id=row.organisation_id,
        person_id=row.proposer_id,
        holdings=queries.holdings_of(row.proposer_id),
    )
    matter, role = Matter(row.matter), Role(row.role) if row.role else None
    still = permissions.may_propose(proposer, matter, row.organisation_id, row.branch_id, role)
    require(still, _("Den som foreslo dette, har ikke lenger en rolle som kan foreslå det."))
    _answer(by, row, Answer.AGREED)
    return row


def _answer(by: Viewer, row: Proposal, answer: Answer) -> None:
    """Close it; name and mail of someone who will not be invited are not kept."""
    row.answer, row.answered_at = answer, clock.now()
    row.answered_by_id = by.person_id or None
    if answer is not Answer.AGREED:
        row.given_name = row.family_name = row.email = ""
    row.write(
        *("answer", "why", "answered_by", "answered_at", "given_name", "family_name", "email")
    )
    audit.wrote(f"proposal {answer}", row, by=by, purpose=row.role or row.matter)


def _invite(by: Viewer, row: Proposal) -> None:
    """Someone who is not known yet is added now, and no sooner."""
    row.person = row.person or find_people.by_mail(row.email, row.organisation_id)
    if row.person is None:
        row.person = people.add_person(
            by=by,
            organisation=row.organisation,
            given_name=row.given_name,
            family_name=row.family_name,
        )
    send_invitation(
        by=by,
        person=row.person,
        email=row.email,
        role=Role(row.role),
        branch=row.branch,
        days=row.days,
    )
    # The invitation holds the address sealed.
    row.given_name = row.family_name = row.email = ""
    row.write("person", "given_name", "family_name", "email")


def _forget_second_factor(by: Viewer, row: Proposal) -> None:
    account = row.person.account if row.person else None
    if row.person is None or account is None:
        raise Refusal(_("Personen har ingen konto lenger."))
    require(not queries.works_elsewhere(row.person), ELSEWHERE)
    second = row.answered_by.key if row.answered_by else ""
    people.forget_second_factor(
        by=Viewer.system(row.organisation_id, "two people"),
        account=account,
        because=f"{row.reason}: proposed by {row.proposer.key}, agreed by {second}",
    )
