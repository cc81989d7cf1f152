"""Who may be the second where something takes two people: a pure rule, without a database."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import timedelta

from storstua.base.roles import Role

# These see what others have told or done, or can open it. The board is left out: it sees names and
# figures, and must be there before anyone can be the second. A supporter is appointed by a decision
# and reads only talks of their own; a course leader sees only those who sign up with them.
TAKES_TWO = frozenset(
    {
        Role.SUPERVISOR,
        Role.MODERATOR,
        Role.COORDINATOR,
        Role.ORGANISATION_ADMINISTRATOR,
        Role.PROGRAMME_LEADER,
        Role.RECOVERY_CUSTODIAN,
        Role.AUDITOR,
    }
)
# Who stands in when nobody else holds the role the organisation has chosen.
STAND_INS = (Role.BOARD_MEMBER, Role.ORGANISATION_ADMINISTRATOR)
PROPOSAL_HOLDS = timedelta(days=14)
# For so long someone whose role was ended still counts: nobody clears the way to choose their own
# second, and those who were ended have been told and can speak up.
STILL_COUNTS = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Held:
    """Someone who can sign in holds a role today; no branch means the whole organisation."""

    person_id: int
    role: Role
    branch_id: int | None = None

    def covers(self, branch_id: int | None) -> bool:
        """True when the role is held where something lies."""
        return self.branch_id is None or self.branch_id == branch_id


def seconds(
    *, chosen: Role, branch_id: int | None, barred: Collection[int], held: Iterable[Held]
) -> frozenset[int]:
    """The ids of the people who may agree to something that lies in a branch (None: everywhere).

    Those who hold the role `chosen` by the organisation; when none of them is left, the board, and
    then the administrators. `barred` are who proposed it and those it is for: nobody agrees to what
    they proposed or to what is for themselves.
    """
    held = [each for each in held if each.covers(branch_id) and each.person_id not in barred]
    for role in (chosen, *STAND_INS):
        if found := frozenset(each.person_id for each in held if each.role is role):
            return found
    return frozenset()
