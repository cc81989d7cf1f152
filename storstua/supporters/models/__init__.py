"""Tables of the supporters room."""

from storstua.supporters.choices import ContactForm, Gender, LifePhase, PlaceKind, Requirement
from storstua.supporters.models.fulfilments import Declaration, Fulfilment
from storstua.supporters.models.places import Place
from storstua.supporters.models.profile import Profile, SupporterArea, SupporterTopic
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
