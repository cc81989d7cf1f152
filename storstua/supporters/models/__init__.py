"""Tables of the supporters room."""

from storstua.supporters.models.fulfilments import Declaration, Fulfilment, Requirement
from storstua.supporters.models.places import Place, PlaceKind
from storstua.supporters.models.profile import (
    ContactForm,
    Gender,
    LifePhase,
    Profile,
    SupporterArea,
    SupporterTopic,
)
from storstua.supporters.models.standing import Appointment, Pause
from storstua.supporters.models.supporter import Supporter

__all__ = [
    "Appointment",
    "ContactForm",
    "Declaration",
    "Fulfilment",
    "Gender",
    "LifePhase",
    "Pause",
    "Place",
    "PlaceKind",
    "Profile",
    "Requirement",
    "Supporter",
    "SupporterArea",
    "SupporterTopic",
]
