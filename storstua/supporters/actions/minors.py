"""The approval for talks with minors: one proposes it, another agrees, either may take it away."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from storstua.audit import actions as audit
from storstua.base.refusal import Refusal, require
from storstua.base.viewer import Viewer
from storstua.roles import actions as roles
from storstua.roles.choices import Matter
from storstua.roles.queries import Proposal
from storstua.supporters import permissions
from storstua.supporters.actions.enrolment import NOT_YOURS
from storstua.supporters.choices import ApprovedBy
from storstua.supporters.models import Supporter


@transaction.atomic
def propose_for_minors(*, by: Viewer, supporter: Supporter) -> Proposal:
    """Propose that a supporter is approved for talks with minors.

    Follows: nothing, until a second person agrees. Refuses others than those who keep the record,
    oneself, one who is approved already, and what waits already.
    """
    row = _locked(supporter)
    require(permissions.may_keep(by, row), NOT_YOURS)
    require(not permissions.is_own(by, row), _("En annen må foreslå det for deg."))
    require(
        not row.is_approved_for_minors, _("[[Likepersonen]] er godkjent for unge under 18 fra før.")
    )
    proposal = roles.propose_approval(by=by, person=row.person, branch=row.branch)
    audit.wrote("propose for minors", row, by=by)
    return proposal


@transaction.atomic
def agree_for_minors(*, by: Viewer, proposal: Proposal) -> Supporter:
    """Agree as the second that a supporter is approved for talks with minors; it counts at once.

    Refuses those who may not be the second, a proposal that waits no more, and one about somebody
    who has left the service or moved to another branch since.
    """
    require(permissions.may_be_second(by, proposal), NOT_YOURS)
    agreed = roles.agree_for_room(by=by, proposal=proposal, matter=Matter.MINORS)
    row = Supporter.objects.select_for_update().filter(person=agreed.person).first()
    if row is None or row.branch_id != agreed.branch_id:
        raise Refusal(_("[[Likepersonen]] har sluttet eller byttet lag. Foreslå på nytt."))
    row.is_approved_for_minors, row.minors_approved_by = True, ApprovedBy.TWO
    row.write("is_approved_for_minors", "minors_approved_by")
    audit.wrote("approve for minors", row, by=by)
    return row


@transaction.atomic
def end_for_minors(*, by: Viewer, supporter: Supporter) -> None:
    """Take the approval for minors away, at once and alone. Refuses others than record keepers."""
    row = _locked(supporter)
    require(permissions.may_keep(by, row), NOT_YOURS)
    row.is_approved_for_minors, row.minors_approved_by = False, ""
    row.write("is_approved_for_minors", "minors_approved_by")
    audit.wrote("end approval for minors", row, by=by)


def _locked(supporter: Supporter) -> Supporter:
    return (
        Supporter.objects.select_for_update(of=("self",))
        .select_related("person", "branch")
        .get(id=supporter.id)
    )
