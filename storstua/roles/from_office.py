"""Proposals that an office's file brings: each waits for a second person, as any other."""

from collections.abc import Collection

from storstua.base import clock
from storstua.people.models import Person
from storstua.roles.choices import Matter
from storstua.roles.models import Proposal
from storstua.roles.two import PROPOSAL_HOLDS

# The table, for those who write many rows at once and may take them back.
PROPOSALS = Proposal


def approval(person: Person, branch_id: int | None, proposer_id: int) -> Proposal:
    """The proposal, unsaved, that somebody is approved for minors; `proposer_id` sent the file."""
    return Proposal(
        organisation_id=person.organisation_id,
        matter=Matter.MINORS,
        person=person,
        branch_id=branch_id,
        proposer_id=proposer_id,
        lapses_at=clock.now() + PROPOSAL_HOLDS,
    )


def asked_about(person_ids: Collection[int]) -> set[int]:
    """Of these people, those about whom the approval was proposed before: whatever came of it, the
    same file does not ask again."""
    rows = Proposal.objects.filter(matter=Matter.MINORS, person_id__in=person_ids)
    return {each for each in rows.values_list("person_id", flat=True) if each is not None}
