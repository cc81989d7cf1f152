"""Who may see and give roles, and who may propose and answer what takes two."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from storstua.base import clock
from storstua.base.roles import Role
from storstua.base.viewer import Viewer
from storstua.organisations.models import Branch, Level, Policy
from storstua.people import contact
from storstua.people.models import ContactKind, Person
from storstua.roles import two
from storstua.roles.choices import Matter
from storstua.roles.models import Grant, Invitation, Opening, Proposal

EVERYWHERE = Q(branch=None) | Q(branch__level=Level.NATIONAL)

# Nobody gives away a role above their own: an administrator cannot make a coordinator alone.
GIVEN_BY: dict[Role, tuple[Role, ...]] = {
    Role.COORDINATOR: (Role.BOARD_MEMBER, Role.COORDINATOR),
    Role.BOARD_MEMBER: (Role.BOARD_MEMBER, Role.ORGANISATION_ADMINISTRATOR),
    Role.ORGANISATION_ADMINISTRATOR: (Role.BOARD_MEMBER, Role.ORGANISATION_ADMINISTRATOR),
    Role.SUPPORTER: (Role.COORDINATOR,),
    Role.SUPERVISOR: (Role.COORDINATOR,),
}


# What takes two may also be proposed by those who may not decide it, as someone else agrees.
PROPOSED_BY = GIVEN_BY | {
    Role.COORDINATOR: (Role.BOARD_MEMBER, Role.COORDINATOR, Role.ORGANISATION_ADMINISTRATOR)
}
# Who proposes that someone is approved for minors, and that someone is helped with the sign-in.
# An administrator's file says the first of many; on the pages it is the coordinator's.
PROPOSES = {
    Matter.MINORS: (Role.COORDINATOR, Role.ORGANISATION_ADMINISTRATOR),
    Matter.SIGN_IN: (Role.COORDINATOR, Role.ORGANISATION_ADMINISTRATOR),
}
# What these decide and see lies in no branch.
ONLY_EVERYWHERE = frozenset(
    {Role.ORGANISATION_ADMINISTRATOR, Role.RECOVERY_CUSTODIAN, Role.AUDITOR}
)
# Who may open something closed in an emergency; the board answers, and opens nothing itself.
OPENERS = (Role.COORDINATOR, Role.ORGANISATION_ADMINISTRATOR)
# Who runs the place, and sees who holds which role in it.
RUN = (Role.ORGANISATION_ADMINISTRATOR, Role.BOARD_MEMBER, Role.COORDINATOR)


def _givers(role: Role) -> tuple[Role, ...]:
    return GIVEN_BY.get(role, (Role.ORGANISATION_ADMINISTRATOR,))


def _proposers(matter: Matter, role: Role | None) -> tuple[Role, ...]:
    if matter is Matter.ROLE:
        assert role is not None
        return PROPOSED_BY.get(role, (Role.ORGANISATION_ADMINISTRATOR,))
    return PROPOSES[matter]


def _covers(viewer: Viewer, roles: Iterable[Role], branch_id: int | None) -> bool:
    """True when one of the roles is held in the branch, or in the whole organisation."""
    branches = viewer.branches_with(*roles)
    return branches is None or branch_id in branches


def takes_two(viewer: Viewer, role: Role) -> bool:
    """True for what the viewer cannot give alone.

    The first board member comes by one person alone, since there must be a second before anything
    can take two. From then on that takes two as well, also for some days after the last other one
    was ended: or one person could make their own second.
    """
    if role is not Role.BOARD_MEMBER:
        return role in two.TAKES_TWO
    today = clock.today()
    others = Grant.objects.filter(
        holds_between(today - two.STILL_COUNTS, today),
        organisation_id=viewer.organisation_id,
        role__in=two.STAND_INS,
        person__account__is_active=True,
    )
    return others.exclude(person_id=viewer.person_id).exists()


def may_give(viewer: Viewer, role: Role, organisation_id: int = 0) -> bool:
    """True when the viewer may give this role to someone of the organisation (their own if 0)."""
    if viewer.is_system:
        return True
    if role is Role.PLATFORM_OPERATOR or organisation_id not in {0, viewer.organisation_id}:
        return False
    return viewer.runs(*_givers(role))


def may_give_in(viewer: Viewer, role: Role, organisation_id: int, branch_id: int | None) -> bool:
    """True when the viewer may give and end this role there: a branch's own in that branch only."""
    if branch_id is not None and role in ONLY_EVERYWHERE:
        return False
    return may_give(viewer, role, organisation_id) and _covers(viewer, _givers(role), branch_id)


def may_give_alone(viewer: Viewer, role: Role, organisation_id: int, branch_id: int | None) -> bool:
    """The same, for what no second person has agreed to; the installation itself always may."""
    is_allowed = viewer.is_system or not takes_two(viewer, role)
    return is_allowed and may_give_in(viewer, role, organisation_id, branch_id)


def may_propose(
    viewer: Viewer,
    matter: Matter,
    organisation_id: int,
    branch_id: int | None,
    role: Role | None = None,
) -> bool:
    """True when the viewer may propose this where it lies. Only people propose, in their own."""
    if not viewer.person_id or viewer.organisation_id != organisation_id:
        return False
    if matter is Matter.ROLE:
        if role is None or not takes_two(viewer, role):
            return False
        if branch_id is not None and role in ONLY_EVERYWHERE:
            return False
    return _covers(viewer, _proposers(matter, role), branch_id)


def may_offer(viewer: Viewer, role: Role) -> bool:
    """True when the viewer may give the role somewhere, alone or with somebody's yes."""
    if role in two.TAKES_TWO:
        return viewer.holds(*_proposers(Matter.ROLE, role))
    return may_give(viewer, role)


def may_withdraw(viewer: Viewer, invitation: Invitation) -> bool:
    """True for those who may give the role or propose it, where the invitation is for."""
    if viewer.is_system:
        return viewer.acts_in(invitation.organisation_id)
    role = Role(invitation.role)
    roles = _proposers(Matter.ROLE, role) if role in two.TAKES_TWO else _givers(role)
    return viewer.organisation_id == invitation.organisation_id and _covers(
        viewer, roles, invitation.branch_id
    )


def readable(viewer: Viewer) -> QuerySet[Grant]:
    """The grants a viewer may see: all for those who run the place, else only one's own.

    Who runs a branch sees those of that branch.
    """
    own = Grant.objects.filter(organisation_id=viewer.organisation_id)
    branches = viewer.branches_with(*RUN)
    if branches is None:
        return own
    return own.filter(Q(branch_id__in=branches) | Q(person_id=viewer.person_id))


def readable_invitations(viewer: Viewer) -> QuerySet[Invitation]:
    """The invitations a viewer may see: those of the place or the branch they run."""
    own = Invitation.objects.filter(organisation_id=viewer.organisation_id)
    branches = viewer.branches_with(*RUN)
    return own if branches is None else own.filter(branch_id__in=branches)


def readable_proposals(viewer: Viewer) -> QuerySet[Proposal]:
    """The proposals a viewer may see: those of the place or the branch they run."""
    own = Proposal.objects.filter(organisation_id=viewer.organisation_id)
    branches = viewer.branches_with(*RUN)
    return own if branches is None else own.filter(branch_id__in=branches)


def seconds_for(proposals: Sequence[Proposal], policy: Policy) -> dict[int, frozenset[int]]:
    """The ids of the people who may answer each proposal of one organisation, by proposal.

    Whoever reads the mail address someone is to be invited at is barred like the person it is for.
    One query, however many proposals there are.
    """
    if not proposals:
        return {}
    here, kind = policy.organisation_id, ContactKind.EMAIL
    hashes = {contact.lookup_of(here, kind, each.email): each.email for each in proposals}
    held: set[two.Held] = set()
    readers: dict[str, set[int]] = defaultdict(set)
    rows = grants_of_seconds(policy).values_list(
        "person_id", "role", "branch_id", "person__account__email", "person__contact_points__lookup"
    )
    for person_id, role, branch_id, mail, lookup in rows:
        held.add(two.Held(person_id, Role(role), branch_id))
        readers[mail].add(person_id)
        readers[hashes.get(bytes(lookup or b""), mail)].add(person_id)
    return {
        each.id: two.seconds(
            chosen=Role(policy.second_person),
            branch_id=each.branch_id,
            barred={each.proposer_id, each.person_id or 0, *readers[each.email]},
            held=held,
        )
        for each in proposals
    }


def grants_of_seconds(policy: Policy) -> QuerySet[Grant]:
    """The grants today of those with a sign-in who hold a role of the second."""
    return Grant.objects.filter(
        in_force(),
        organisation_id=policy.organisation_id,
        role__in={policy.second_person, *two.STAND_INS},
        person__account__isnull=False,
    )


def may_answer(viewer: Viewer, proposal: Proposal, policy: Policy) -> bool:
    """True for who may be the second. Nobody answers what they proposed or what is for them."""
    if viewer.organisation_id != proposal.organisation_id or not viewer.person_id:
        return False
    return viewer.person_id in seconds_for([proposal], policy)[proposal.id]


def may_ask_to_open(viewer: Viewer, organisation_id: int, policy: Policy) -> bool:
    """True for people who may open in an emergency, where the organisation has allowed it."""
    is_there = viewer.person_id != 0 and viewer.organisation_id == organisation_id
    return is_there and policy.allows_emergency_opening and viewer.holds(*OPENERS)


def answerable_openings(viewer: Viewer, policy: Policy) -> QuerySet[Opening]:
    """The openings for which the viewer may be the second, by the rule of `two.seconds`.

    Nobody answers for what they open or what is about them.
    """
    own = Opening.objects.filter(organisation_id=viewer.organisation_id)
    turns = [Role(policy.second_person), *two.STAND_INS]
    held = [role for role in turns if viewer.branches_with(role) is None]
    if not held or not viewer.person_id:
        return own.none()
    others = own.exclude(opener_id=viewer.person_id).exclude(person_id=viewer.person_id)
    sooner = grants_of_seconds(policy).filter(branch=None, role__in=turns[: turns.index(held[0])])
    sooner = sooner.exclude(person_id=OuterRef("person_id"))
    sooner = sooner.exclude(person_id=Coalesce(OuterRef("opener_id"), 0))
    return others.exclude(Exists(sooner))


def may_answer_opening(viewer: Viewer, opening: Opening, policy: Policy) -> bool:
    """True for who may be the second."""
    return answerable_openings(viewer, policy).filter(id=opening.id).exists()


def is_opener(viewer: Viewer, opening: Opening) -> bool:
    """True for who asked to open it."""
    here = viewer.organisation_id == opening.organisation_id
    return here and viewer.person_id != 0 and viewer.person_id == opening.opener_id


def is_proposer(viewer: Viewer, proposal: Proposal) -> bool:
    """True for who proposed it."""
    return (
        viewer.organisation_id == proposal.organisation_id
        and viewer.person_id == proposal.proposer_id
    )


def in_force(on: date | None = None) -> Q:
    """The condition that a grant holds on a day (today when none is given)."""
    day = on or clock.today()
    return holds_between(day, day)


def holds_between(first: date, last: date | None) -> Q:
    """The condition that a grant holds on one of the days at least; no last day is for ever."""
    begins_in_time = Q() if last is None else Q(from_on__lte=last)
    return begins_in_time & (Q(until_on__isnull=True) | Q(until_on__gte=first))


def reached(viewer: Viewer, role: Role, county: str = "county") -> Q:
    """The condition that a row with a county is the viewer's, who holds the role somewhere.

    A role in the whole organisation or a nationwide branch reaches everything; one in a branch
    reaches that branch's county. What lies in no branch's county is for those who reach
    everything, and for all who hold the role when nobody does, so that nothing is forgotten.
    `county` names the column. The same rule for people: `queries.people_reaching`.
    """
    branches = viewer.branches_with(role)
    if branches is None:
        return Q()
    if not branches:
        return Q(pk__in=())
    own = Branch.objects.filter(id__in=branches)
    held = Grant.objects.filter(in_force(), organisation_id=viewer.organisation_id, role=role)
    covered = held.exclude(branch__isnull=True).exclude(branch__county="")
    is_covered = Q((f"{county}__in", covered.values("branch__county")))
    here = Q((f"{county}__in", own.exclude(county="").values("county")))
    everywhere = Q(Exists(own.filter(level=Level.NATIONAL)))
    return here | everywhere | (~Exists(held.filter(EVERYWHERE)) & ~is_covered)


def is_own(viewer: Viewer, person: Person) -> bool:
    """True for the person alone, and for jobs: what is about a person is erased by nobody else."""
    if viewer.is_system:
        return viewer.acts_in(person.organisation_id)
    return viewer.person_id == person.id and viewer.acts_in(person.organisation_id)
