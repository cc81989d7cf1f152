"""The people one can be in the demo, read from cast.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from storstua.base.roles import Role

FILE = Path(__file__).with_name("cast.toml")


@dataclass(frozen=True, slots=True)
class Member:
    """One of the cast: the first role is the one they come in with.

    A seeker has no account; `words` are the receipt words they come back with.
    """

    who: str
    name: str
    organisation: str
    roles: tuple[Role, ...]
    words: tuple[str, ...] = ()

    @property
    def email(self) -> str:
        """The address of the account; example.org belongs to nobody."""
        return f"{self.who}@example.org"

    @property
    def is_seeker(self) -> bool:
        """True for the one who comes with receipt words."""
        return self.roles == (Role.SEEKER,)

    @property
    def role_names(self) -> str:
        """The roles in the reader's language."""
        return ", ".join(str(role.label) for role in self.roles)

    @property
    def given_name(self) -> str:
        """What others call them."""
        return self.name.partition(" ")[0]

    @property
    def family_name(self) -> str:
        """The rest of the name."""
        return self.name.partition(" ")[2]


@cache
def cast() -> tuple[Member, ...]:
    """All of them, in the order of the file."""
    found = tomllib.loads(FILE.read_text("utf-8"))["member"]
    return tuple(
        Member(
            who=each["who"],
            name=each["name"],
            organisation=each["organisation"],
            roles=tuple(Role(role) for role in (each["role"], *each.get("also", ()))),
            words=tuple(each.get("words", ())),
        )
        for each in found
    )


def member(who: str) -> Member:
    """The one with this short name, who must be there."""
    return next(each for each in cast() if each.who == who)
