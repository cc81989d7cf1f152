"""Who asks: an immutable value built once per request, job or command."""

from __future__ import annotations

from dataclasses import dataclass, field

from storstua.base.roles import Role

COMMAND_LINE = "command line"


@dataclass(frozen=True, slots=True)
class Holding:
    """One role held today; `branch_id` is None when it covers the whole organisation."""

    role: Role
    branch_id: int | None = None


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who asks, in which organisation, with which roles.

    `person_id` is the human in this organisation, `account_id` the sign-in of the installation;
    0 stands for none.
    `acting_as` only decides menus and first pages; permissions look at every role held.
    `job` names the job or command when no human asks.
    `awaits_second_factor` is true when roles are held back until the second step of sign-in is
    done; the viewer then has neither person nor roles.
    """

    organisation_id: int = 0
    person_id: int = 0
    account_id: int = 0
    holdings: frozenset[Holding] = field(default_factory=frozenset)
    acting_as: Role = Role.VISITOR
    job: str = ""
    awaits_second_factor: bool = False

    @classmethod
    def visitor(cls, organisation_id: int = 0) -> Viewer:
        """Someone who has shown nothing about themselves."""
        return cls(organisation_id=organisation_id)

    @classmethod
    def seeker(cls, organisation_id: int, person_id: int) -> Viewer:
        """Someone without an account who asked for a talk, and has the receipt's words."""
        return cls(
            organisation_id=organisation_id,
            person_id=person_id,
            holdings=frozenset({Holding(Role.SEEKER)}),
            acting_as=Role.SEEKER,
        )

    @classmethod
    def system(cls, organisation_id: int, job: str) -> Viewer:
        """A job of the worker, in one organisation's context."""
        return cls(organisation_id=organisation_id, job=job)

    @classmethod
    def command_line(cls, organisation_id: int = 0) -> Viewer:
        """The operator at the machine's own command line."""
        return cls(organisation_id=organisation_id, job=COMMAND_LINE)

    @property
    def is_system(self) -> bool:
        """True for jobs and commands, which act for the installation and not for a person."""
        return bool(self.job)

    @property
    def is_operator(self) -> bool:
        """True for the command line alone: a job may act on what a person has sent."""
        return self.job == COMMAND_LINE

    @property
    def is_signed_in(self) -> bool:
        """True when a sign-in stands behind the viewer."""
        return self.account_id != 0

    @property
    def is_seeker(self) -> bool:
        """True when the viewer came with receipt words."""
        return any(holding.role is Role.SEEKER for holding in self.holdings)

    @property
    def roles(self) -> tuple[Role, ...]:
        """The roles held, in the order of `Role`."""
        held = {holding.role for holding in self.holdings}
        return tuple(role for role in Role if role in held)

    def acts_in(self, organisation_id: int) -> bool:
        """True in one's own organisation; a command that serves the installation acts in all."""
        if self.is_system and not self.organisation_id:
            return True
        return self.organisation_id == organisation_id

    def holds(self, *roles: Role) -> bool:
        """True when one of the roles is held somewhere in the organisation."""
        return any(holding.role in roles for holding in self.holdings)

    def runs(self, *roles: Role) -> bool:
        """True when one of the roles is held, or when a job or command acts."""
        return self.is_system or self.holds(*roles)

    def branches_with(self, *roles: Role) -> frozenset[int] | None:
        """Ids of the branches where one of the roles is held; None means every branch."""
        branches = {holding.branch_id for holding in self.holdings if holding.role in roles}
        if self.is_system or None in branches:
            return None
        return frozenset(branch for branch in branches if branch is not None)
