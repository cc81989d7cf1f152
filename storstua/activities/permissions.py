"""Who may see, log and change which activities."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q

from storstua.activities.models import Activity, ActivitySupporter
from storstua.activities.models.activity import Activities
from storstua.base.roles import Role
from storstua.base.viewer import Viewer

SEE_ALL = (Role.COORDINATOR, Role.BOARD_MEMBER, Role.ORGANISATION_ADMINISTRATOR)
KEEP = (Role.COORDINATOR, Role.ORGANISATION_ADMINISTRATOR)


def readable(viewer: Viewer) -> Activities:
    """The activities a viewer may see: all for those who run the service, else only own ones.

    Someone whose role covers a branch sees the activities of that branch.
    """
    rows = Activity.objects.standing().filter(organisation_id=viewer.organisation_id)
    branches = viewer.branches_with(*SEE_ALL)
    if branches is None:
        return rows
    return rows.filter(Q(branch_id__in=branches) | _own(viewer))


def own(viewer: Viewer) -> Activities:
    """The activities a viewer logged or took part in as a supporter."""
    rows = Activity.objects.standing().filter(organisation_id=viewer.organisation_id)
    return rows.filter(_own(viewer))


def lately_removed(viewer: Viewer) -> Activities:
    """What was deleted in the last ten minutes, for those who may put it back."""
    rows = Activity.objects.taken_back_lately().filter(organisation_id=viewer.organisation_id)
    branches = viewer.branches_with(*KEEP)
    if branches is None:
        return rows
    own = Q(logged_by_id=viewer.person_id) if viewer.holds(Role.SUPPORTER) else Q(pk=None)
    return rows.filter(Q(branch_id__in=branches) | own)


def _own(viewer: Viewer) -> Q:
    named = ActivitySupporter.objects.filter(
        activity=OuterRef("pk"), supporter__person_id=viewer.person_id
    )
    return Q(logged_by_id=viewer.person_id) | Q(Exists(named))


def may_log(
    viewer: Viewer, named_person_ids: Iterable[int], branch_ids: Iterable[int | None]
) -> bool:
    """True for supporters who were there themselves, and for those who keep the log of them all.

    `branch_ids` are the branches of the supporters who were there.
    """
    branches = viewer.branches_with(*KEEP)
    if viewer.runs(*KEEP) and (branches is None or set(branch_ids) <= branches):
        return True
    return viewer.holds(Role.SUPPORTER) and viewer.person_id in named_person_ids


def may_bring_in(viewer: Viewer, organisation_id: int) -> bool:
    """True for those who keep the log of the whole organisation: a file may name any branch."""
    return viewer.acts_in(organisation_id) and viewer.branches_with(*KEEP) is None


def may_keep(viewer: Viewer, activity: Activity) -> bool:
    """True for those who put right what others logged, in their own branch or everywhere."""
    branches = viewer.branches_with(*KEEP)
    return viewer.acts_in(activity.organisation_id) and (
        branches is None or activity.branch_id in branches
    )


def may_change(viewer: Viewer, activity: Activity) -> bool:
    """True for whoever logged the activity, and for those who keep the log."""
    is_own = (
        viewer.person_id != 0
        and viewer.person_id == activity.logged_by_id
        and viewer.organisation_id == activity.organisation_id
        and viewer.holds(Role.SUPPORTER)
    )
    return is_own or may_keep(viewer, activity)
