"""Who may see and change which supporters."""

from django.db.models import Q, QuerySet

from storstua.base.roles import Role
from storstua.base.viewer import Viewer
from storstua.organisations import permissions as organisations
from storstua.organisations.models import Appointer, Branch, Organisation, Policy
from storstua.people.models import Person
from storstua.roles import permissions as roles
from storstua.roles.choices import Matter
from storstua.roles.queries import Proposal
from storstua.supporters.models import Supporter

SEE_ALL = (Role.COORDINATOR, Role.BOARD_MEMBER, Role.ORGANISATION_ADMINISTRATOR)
# An administrator brings supporters in from spreadsheets; pages let only coordinators change them.
KEEP = (Role.COORDINATOR, Role.ORGANISATION_ADMINISTRATOR)


def _covers(viewer: Viewer, roles: tuple[Role, ...], supporter: Supporter) -> bool:
    """True when one of the roles is held in the supporter's branch or in the whole organisation."""
    if not viewer.acts_in(supporter.organisation_id):
        return False
    branches = viewer.branches_with(*roles)
    return branches is None or supporter.branch_id in branches


def readable(viewer: Viewer) -> QuerySet[Supporter]:
    """The supporters a viewer may see: all for those who run the service, else only oneself.

    Someone whose role covers a branch sees the supporters of that branch. Those of whom only the
    proof for the grant is left are among them; their names stand beside what they did.
    """
    own = Supporter.objects.filter(organisation_id=viewer.organisation_id)
    branches = viewer.branches_with(*SEE_ALL)
    if branches is None:
        return own
    return own.filter(Q(branch_id__in=branches) | Q(person_id=viewer.person_id))


def readable_records(viewer: Viewer) -> QuerySet[Supporter]:
    """The supporters whose record a viewer may open: not those who were erased or whose term is
    over, of whom no profile is left."""
    return readable(viewer).filter(profile__isnull=False)


def may_enrol(viewer: Viewer, organisation_id: int) -> bool:
    """True for those who may bring new supporters into the organisation."""
    return viewer.acts_in(organisation_id) and viewer.runs(*KEEP)


def may_enrol_in(viewer: Viewer, organisation_id: int, branch_id: int | None) -> bool:
    """The same where the newcomer is to lie: who keeps one branch brings people into that one."""
    branches = viewer.branches_with(*KEEP)
    return may_enrol(viewer, organisation_id) and (branches is None or branch_id in branches)


def may_change_branch(viewer: Viewer, branch: Branch) -> bool:
    """True for the organisation's administrators: a branch is one of its settings."""
    return organisations.may_change(viewer, branch.organisation)


def branches_to_keep(viewer: Viewer) -> QuerySet[Branch]:
    """The open branches into which the viewer may bring supporters."""
    rows = organisations.open_branches(viewer)
    branches = viewer.branches_with(*KEEP)
    return rows if branches is None else rows.filter(id__in=branches)


def is_kept_to_branches(viewer: Viewer) -> bool:
    """True for those who keep the records of branches and not of the whole organisation."""
    return viewer.branches_with(*KEEP) is not None


def may_bring_in(viewer: Viewer, organisation_id: int) -> bool:
    """True for those who keep the records of the whole organisation: a file may name any branch."""
    return viewer.acts_in(organisation_id) and viewer.branches_with(*KEEP) is None


def may_keep(viewer: Viewer, supporter: Supporter) -> bool:
    """True for those who keep a supporter's record: course, declaration, profile, terms."""
    return _covers(viewer, KEEP, supporter)


def may_help_in(viewer: Viewer, supporter: Supporter) -> bool:
    """True for those who may propose that the supporter's second step of sign-in is forgotten."""
    has_account = supporter.person.account_id is not None
    may = roles.may_propose(viewer, Matter.SIGN_IN, supporter.organisation_id, branch_id=None)
    return may and has_account and not is_own(viewer, supporter)


def may_be_second(viewer: Viewer, proposal: Proposal) -> bool:
    """True for people of the organisation; the room of roles knows which of them may be it."""
    return viewer.acts_in(proposal.organisation_id) and not viewer.is_system


def is_own(viewer: Viewer, supporter: Supporter) -> bool:
    """True when the viewer is this supporter."""
    return (
        viewer.person_id != 0
        and viewer.person_id == supporter.person_id
        and viewer.organisation_id == supporter.organisation_id
    )


def may_pause(viewer: Viewer, supporter: Supporter) -> bool:
    """True for the supporter, and for those who keep the record."""
    return is_own(viewer, supporter) or may_keep(viewer, supporter)


def may_appoint(viewer: Viewer, supporter: Supporter, policy: Policy) -> bool:
    """True for those whom the policy lets appoint, or record what a board has decided.

    A named person appoints alone. A board's decision is written down by one of that board, or by
    those who keep the supporter's record. Nobody appoints themselves.
    """
    if viewer.is_system:
        return viewer.organisation_id in {0, supporter.organisation_id}
    if viewer.organisation_id != supporter.organisation_id or is_own(viewer, supporter):
        return False
    if policy.appointer == Appointer.NAMED_PERSON:
        key = policy.named_appointer_key
        return key is not None and Person.objects.filter(id=viewer.person_id, key=key).exists()
    return _sits_on_board(viewer, supporter, policy) or may_keep(viewer, supporter)


def _sits_on_board(viewer: Viewer, supporter: Supporter, policy: Policy) -> bool:
    """True for the board that decides: a branch's own, else that of the whole organisation."""
    branches = viewer.branches_with(Role.BOARD_MEMBER)
    if branches is None:
        return True
    is_branch = policy.appointer == Appointer.BRANCH_BOARD and supporter.branch_id is not None
    return is_branch and supporter.branch_id in branches


def may_see_directory(viewer: Viewer, organisation: Organisation) -> bool:
    """True when the directory is public, or the viewer belongs to the organisation."""
    if organisation.directory_is_public:
        return True
    return viewer.organisation_id == organisation.id and viewer.holds(
        *(role for role in Role if role not in {Role.VISITOR, Role.SEEKER})
    )
