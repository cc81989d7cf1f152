"""What a person says in a request, as one value."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RequestValues:
    """The answers of a request; an empty value is "not said". Ids are the organisation's own."""

    nickname: str = ""
    role: str = ""
    area_id: int | None = None
    topic_ids: tuple[int, ...] = ()
    is_minor: bool = False
    contact_forms: tuple[str, ...] = ()
    languages: tuple[str, ...] = ("nb",)
    life_phase: str = ""
    age_band: str = ""
    gender: str = ""
    wish_gender: str = "none"
    wish_age: str = "none"
    municipality: str = ""
    county: str = ""
    must: tuple[str, ...] = ()
    text: str = ""
    phone: str = ""
    email: str = ""
    is_safe: bool = True
    wished_supporter_id: int | None = None
