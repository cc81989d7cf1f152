"""What waits: invitations nobody has taken, and proposals that need a second person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import BinaryField, CharField, F, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, Concat

from storstua.base import clock
from storstua.base.roles import Role
from storstua.base.viewer import Viewer
from storstua.organisations.models import Policy
from storstua.people.models import Person
from storstua.roles.choices import Answer, Matter
from storstua.roles.models import Invitation, Proposal
from storstua.roles.permissions import readable_proposals, seconds_for
from storstua.roles.sealing import address_of
from storstua.vault import hold_keys_of

MOST_WAITING = 200
# What became of a proposal is told within this time, or not at all.
TOLD_WITHIN = timedelta(days=2)
INVITED = "invited"


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that waits until `until`: an invitation, or a proposal with who made it.

    `name` is whom it is for: the mail address of an invitation, the name in a proposal.
    """

    matter: str
    key: UUID
    name: str
    role: str
    branch: str
    proposer: str
    since: datetime
    until: datetime

    @property
    def is_invitation(self) -> bool:
        """True for what only the one invited can answer."""
        return self.matter == INVITED

    @property
    def what(self) -> str:
        """What it is about, in words: the role, or the thing that takes two."""
        return str(Role(self.role).label if self.role else Matter(self.matter).label)


COLUMNS = ("what", "key", "whom", "role", "where", "who", "created_at", "until", "sealed")


def _full_name(of: str) -> Concat:
    return Concat(f"{of}given_name", Value(" "), f"{of}family_name")


def _text(value: str | F) -> Coalesce:
    return Coalesce(F(value) if isinstance(value, str) else value, Value(""))


def open_proposals(proposals: QuerySet[Proposal]) -> QuerySet[Proposal]:
    """Those of the proposals that still wait for an answer."""
    return proposals.filter(answer="", lapses_at__gt=clock.now())


def open_invitations(invitations: QuerySet[Invitation]) -> QuerySet[Invitation]:
    """Those of the invitations that can still be taken."""
    return invitations.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=clock.now())


def waiting(invitations: QuerySet[Invitation], proposals: QuerySet[Proposal]) -> list[Waiting]:
    """The proposals that wait for a second and the invitations that can be taken, newest first.

    One query for both.
    """
    nobody = Value("", output_field=CharField())
    open_text = Value(None, output_field=BinaryField(null=True))
    invited = open_invitations(invitations).annotate(
        what=Value(INVITED),
        # The organisation is part of the place where the address is sealed.
        whom=Cast("organisation_id", CharField()),
        where=_text("branch__name"),
        who=nobody,
        until=F("expires_at"),
        sealed=F("sealed_email"),
    )
    proposed = open_proposals(proposals).annotate(
        what=F("matter"),
        whom=Concat(_full_name("person__"), _full_name("")),
        where=_text("branch__name"),
        who=_full_name("proposer__"),
        until=F("lapses_at"),
        sealed=open_text,
    )
    rows = invited.values_list(*COLUMNS).union(proposed.values_list(*COLUMNS), all=True)
    found = list(rows.order_by("-created_at")[:MOST_WAITING])
    hold_keys_of(row[-1] for row in found if row[-1])
    return [_waiting(*row) for row in found]


def _waiting(
    what: str,
    key: UUID,
    whom: str,
    role: str,
    where: str,
    who: str,
    since: datetime,
    until: datetime,
    sealed: bytes | None,
) -> Waiting:
    if sealed:
        whom = address_of(Invitation(key=key, organisation_id=int(whom), sealed_email=sealed))
    return Waiting(what, key, whom.strip(), role, where, who.strip(), since, until)


def for_second(viewer: Viewer, policy: Policy) -> list[Proposal]:
    """The proposals that wait for the viewer's yes or no, oldest first."""
    rows = list(open_proposals(readable_proposals(viewer)).order_by("created_at", "id"))
    seconds = seconds_for(rows, policy)
    return [each for each in rows if viewer.person_id in seconds[each.id]]


def pending_for(person_id: int, matter: Matter) -> Proposal | None:
    """The proposal about a person that waits, with who made it."""
    rows = open_proposals(Proposal.objects.filter(person_id=person_id, matter=matter))
    return rows.select_related("proposer").first()


def proposals_before(organisation_id: int, moment: datetime) -> QuerySet[Proposal]:
    """The proposals of an organisation that could wait until before a moment, and no longer do."""
    rows = Proposal.objects.filter(organisation_id=organisation_id, lapses_at__lt=moment)
    return rows.exclude(answer="").order_by("lapses_at", "id")


def run_out() -> list[Proposal]:
    """The proposals here that nobody answered in time."""
    return list(Proposal.objects.filter(answer="", lapses_at__lte=clock.now()).order_by("id"))


def to_be_answered() -> list[tuple[Person, UUID]]:
    """Who here may answer which waiting proposal, by its key."""
    rows = list(open_proposals(Proposal.objects.all()).order_by("id"))
    if not rows:
        return []
    seconds = seconds_for(rows, Policy.objects.get(organisation_id=rows[0].organisation_id))
    people = _people({each for found in seconds.values() for each in found})
    return [(people[each], row.key) for row in rows for each in sorted(seconds[row.id])]


def just_answered() -> list[tuple[Person, UUID]]:
    """Who here proposed something that somebody else answered, or that lapsed, not long ago."""
    rows = Proposal.objects.filter(
        answer__in=(Answer.AGREED, Answer.DECLINED, Answer.LAPSED),
        answered_at__gt=clock.now() - TOLD_WITHIN,
    ).order_by("id")
    found = list(rows.values_list("proposer_id", "key"))
    people = _people([proposer_id for proposer_id, _key in found])
    return [(people[proposer_id], key) for proposer_id, key in found]


def _people(ids: Sequence[int] | set[int]) -> dict[int, Person]:
    rows = Person.objects.filter(id__in=list(ids)).select_related("account", "organisation")
    return {row.id: row for row in rows}
