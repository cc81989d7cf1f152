"""What is said of a supporter, as plain values: for forms, imports and undoing."""

from __future__ import annotations

from dataclasses import dataclass

from storstua.organisations.models import Branch, SeekerRole
from storstua.supporters.models import Profile, Supporter
from storstua.supporters.sealing import keep_story, story_of


@dataclass(frozen=True, slots=True)
class ProfileValues:
    """What a supporter has lived through and how they talk. Codes as in the models; "" is unsaid.

    `languages` are language codes, `contact_forms` codes of ContactForm.
    """

    role: str = SeekerRole.SELF.value
    gender: str = ""
    birth_year: int | None = None
    life_phase: str = ""
    languages: tuple[str, ...] = ()
    contact_forms: tuple[str, ...] = ()
    story: str = ""

    @classmethod
    def of(cls, profile: Profile) -> ProfileValues:
        """What is kept now."""
        return cls(
            role=profile.role,
            gender=profile.gender,
            birth_year=profile.birth_year,
            life_phase=profile.life_phase,
            languages=tuple(profile.languages),
            contact_forms=tuple(profile.contact_forms),
            story=story_of(profile),
        )

    def write_to(self, profile: Profile) -> None:
        """Put the values on the row, unsaved."""
        profile.role = self.role
        profile.gender = self.gender
        profile.birth_year = self.birth_year
        profile.life_phase = self.life_phase
        profile.languages = list(self.languages)
        profile.contact_forms = list(self.contact_forms)
        keep_story(profile, self.story)


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of the role: place, room for talks, branch. Municipality and county are a pair.

    The approval for minors is no such term: it takes two people.
    """

    office_id: str = ""
    municipality: str = ""
    county: str = ""
    capacity: int = 3
    starting_load: int = 0
    branch: Branch | None = None

    @classmethod
    def of(cls, supporter: Supporter) -> Terms:
        """What is kept now."""
        return cls(
            office_id=supporter.office_id,
            municipality=supporter.municipality,
            county=supporter.county,
            capacity=supporter.capacity,
            starting_load=supporter.starting_load,
            branch=supporter.branch,
        )

    def write_to(self, supporter: Supporter) -> None:
        """Put the values on the row, unsaved."""
        supporter.office_id = self.office_id
        supporter.municipality = self.municipality
        supporter.county = self.county
        supporter.capacity = self.capacity
        supporter.starting_load = self.starting_load
        supporter.branch = self.branch
