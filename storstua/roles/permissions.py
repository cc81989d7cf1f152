"""Who may see and give roles."""

from django.db.models import QuerySet

from storstua.base.roles import Role
from storstua.base.viewer import Viewer
from storstua.roles.models import Grant, Invitation

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
