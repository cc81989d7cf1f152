"""Who may see and give roles."""

from datetime import date

from django.db.models import Exists, Q, QuerySet

from storstua.base import clock
from storstua.base.roles import Role
from storstua.base.viewer import Viewer
from storstua.organisations.models import Branch, Level
from storstua.people.models import Person
from storstua.roles.models import Grant, Invitation

EVERYWHERE = Q(branch=None) | Q(branch__level=Level.NATIONAL)

# Nobody gives away a role above their own: an administrator cannot make a coordinator alone.
GIVEN_BY: dict[Role, tuple[Role, ...]] = {
    Role.COORDINATOR: (Role.BOARD_MEMBER, Role.COORDINATOR),
    Role.BOARD_MEMBER: (Role.BOARD_MEMBER, Role.ORGANISATION_ADMINISTRATOR),
    Role.ORGANISATION_ADMINISTRATOR: (Role.BOARD_MEMBER, Role.ORGANISATION_ADMINISTRATOR),
    Role.SUPPORTER: (Role.COORDINATOR,),
    Role.SUPERVISOR: (Role.COORDINATOR,),
}


def may_give(viewer: Viewer, role: Role, organisation_id: int = 0) -> bool:
    """True when the viewer may give this role to someone of the organisation (their own if 0)."""
    if viewer.is_system:
        return True
    if role is Role.PLATFORM_OPERATOR or organisation_id not in {0, viewer.organisation_id}:
        return False
    return viewer.runs(*GIVEN_BY.get(role, (Role.ORGANISATION_ADMINISTRATOR,)))


def readable(viewer: Viewer) -> QuerySet[Grant]:
    """The grants a viewer may see: all for those who run the place, else only one's own."""
    own = Grant.objects.filter(organisation_id=viewer.organisation_id)
    if viewer.runs(Role.ORGANISATION_ADMINISTRATOR, Role.BOARD_MEMBER, Role.COORDINATOR):
        return own
    return own.filter(person_id=viewer.person_id)


def readable_invitations(viewer: Viewer) -> QuerySet[Invitation]:
    """The invitations a viewer may see."""
    own = Invitation.objects.filter(organisation_id=viewer.organisation_id)
    if viewer.runs(Role.ORGANISATION_ADMINISTRATOR, Role.BOARD_MEMBER, Role.COORDINATOR):
        return own
    return own.none()


def in_force(on: date | None = None) -> Q:
    """The condition that a grant holds on a day (today when none is given)."""
    day = on or clock.today()
    return Q(from_on__lte=day) & (Q(until_on__isnull=True) | Q(until_on__gte=day))


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
