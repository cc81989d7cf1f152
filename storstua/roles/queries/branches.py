"""What keeps a branch in use: roles in it, and what may become one."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from storstua.base import clock
from storstua.roles.choices import Matter
from storstua.roles.models import Grant, Invitation, Proposal
from storstua.roles.permissions import holds_between
from storstua.roles.queries.waiting import open_invitations, open_proposals


def lying_in(branch_id: int) -> Mapping[str, QuerySet[Any]]:
    """The roles held there or to come, open invitations, and the proposals that wait."""
    invitations = Invitation.objects.filter(branch_id=branch_id)
    return {
        "roles": Grant.objects.filter(holds_between(clock.today(), None), branch_id=branch_id),
        "invitations": open_invitations(invitations),
        "proposals": open_proposals(Proposal.objects.filter(branch_id=branch_id)),
    }


def reaching_from(branch_id: int) -> Mapping[str, QuerySet[Any]]:
    """Of these what makes somebody reach as far as the branch: roles, and what may become one."""
    found = lying_in(branch_id)
    return {**found, "proposals": found["proposals"].filter(matter=Matter.ROLE)}
