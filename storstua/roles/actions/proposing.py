"""Proposing what takes two people: it waits until another has agreed."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from storstua.audit import actions as audit
from storstua.base import clock
from storstua.base.refusal import Refusal, require
from storstua.base.roles import Role
from storstua.base.viewer import Viewer
from storstua.organisations import queries as organisations
from storstua.organisations.models import Branch, Organisation
from storstua.people import queries as people
from storstua.people.models import Person
from storstua.roles import permissions, queries
from storstua.roles.choices import Answer, Loss, Matter
from storstua.roles.days import WITHOUT_END, Days
from storstua.roles.models import Proposal
from storstua.roles.two import PROPOSAL_HOLDS

WAITS = _("Dette er foreslått, og venter på svar.")
MAY_NOT = _("Du kan ikke foreslå dette.")
ELSEWHERE = _(
    "Kontoen har også en rolle utenfor organisasjonen deres. Be den som drifter løsningen om hjelp."
)


@transaction.atomic
def propose_role(
    *,
    by: Viewer,
    person: Person,
    role: Role,
    branch: Branch | None = None,
    days: Days = WITHOUT_END,
) -> Proposal:
    """Propose that someone of the organisation gets a role that takes two.

    Follows: nothing, until a second person agrees. Refuses those who may not propose it there,
    days that are over, and what waits already.
    """
    _ask(by, Matter.ROLE, person.organisation_id, branch, role)
    days.refuse_past(clock.today())
    return _waiting(
        by,
        Proposal(
            organisation_id=person.organisation_id,
            matter=Matter.ROLE,
            person=person,
            role=role,
            branch=branch,
            from_on=days.from_on,
            until_on=days.until_on,
        ),
    )


@transaction.atomic
def propose_invitation(
    *,
    by: Viewer,
    organisation: Organisation,
    given_name: str,
    family_name: str,
    email: str,
    role: Role,
    branch: Branch | None = None,
    days: Days = WITHOUT_END,
) -> Proposal:
    """Propose that someone is invited by mail to a role that takes two.

    Follows: nothing is sent and nobody is added until a second person agrees. Refuses those who may
    not propose it there, days that are over, and what waits already.
    """
    _ask(by, Matter.ROLE, organisation.id, branch, role)
    days.refuse_past(clock.today())
    person = people.by_mail(email, organisation.id)
    proposal = Proposal(
        organisation=organisation,
        matter=Matter.ROLE,
        person=person,
        email=email.strip().lower(),
        role=role,
        branch=branch,
        from_on=days.from_on,
        until_on=days.until_on,
    )
    if person is None:
        proposal.given_name, proposal.family_name = given_name.strip(), family_name.strip()
    return _waiting(by, proposal)


@transaction.atomic
def propose_approval(*, by: Viewer, person: Person, branch: Branch | None) -> Proposal:
    """Propose that a supporter is approved for minors; their own room says who is one.

    Refuses those who do not coordinate there, and what waits already.
    """
    _ask(by, Matter.MINORS, person.organisation_id, branch)
    return _waiting(
        by,
        Proposal(
            organisation_id=person.organisation_id,
            matter=Matter.MINORS,
            person=person,
            branch=branch,
        ),
    )


@transaction.atomic
def propose_forgetting(*, by: Viewer, person: Person, reason: Loss) -> Proposal:
    """Propose that the second step is taken away from someone who has lost it.

    Refuses those who do not look after the whole organisation, oneself, someone without a second
    step, and an account that works in another organisation too: nobody there has been asked.
    """
    _ask(by, Matter.SIGN_IN, person.organisation_id, None)
    require(by.person_id != person.id, _("En annen må foreslå det for deg."))
    account_id = person.account_id
    is_set_up = account_id is not None and people.factors_of(account_id).is_set_up
    require(is_set_up, _("Personen har ikke satt opp noe andre trinn."))
    require(not queries.works_elsewhere(person), ELSEWHERE)
    return _waiting(
        by,
        Proposal(
            organisation_id=person.organisation_id,
            matter=Matter.SIGN_IN,
            person=person,
            reason=reason,
        ),
    )


def _ask(
    by: Viewer,
    matter: Matter,
    organisation_id: int,
    branch: Branch | None,
    role: Role | None = None,
) -> None:
    branch_id = branch.id if branch else None
    require(permissions.may_propose(by, matter, organisation_id, branch_id, role), MAY_NOT)
    organisations.refuse_closed(branch)


def _waiting(by: Viewer, proposal: Proposal) -> Proposal:
    """Keep the proposal; one that has run out makes way for it."""
    now = clock.now()
    same = Proposal.objects.select_for_update().filter(
        organisation_id=proposal.organisation_id,
        answer="",
        **{
            name: getattr(proposal, name)
            for name in ("matter", "person", "role", "branch", "email")
        },
    )
    for earlier in same:
        require(not earlier.is_open(now), WAITS)
        earlier.answer, earlier.answered_at = Answer.LAPSED, now
        earlier.given_name = earlier.family_name = earlier.email = ""
        earlier.write("answer", "answered_at", "given_name", "family_name", "email")
    proposal.proposer_id = by.person_id
    proposal.lapses_at = now + PROPOSAL_HOLDS
    try:
        with transaction.atomic():
            proposal.save(force_insert=True)
    except IntegrityError as fault:
        # Somebody else proposed the same a moment ago.
        raise Refusal(WAITS) from fault
    audit.wrote("propose", proposal, by=by, purpose=proposal.role or proposal.matter)
    return proposal
