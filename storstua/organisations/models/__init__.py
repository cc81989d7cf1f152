"""Tables of the organisations room."""

from storstua.organisations.models.areas import Area, AreaName, Topic, TopicName
from storstua.organisations.models.branches import Branch, Level
from storstua.organisations.models.help_lines import HelpLine
from storstua.organisations.models.organisation import (
    BUILT_ROOMS,
    Logo,
    Organisation,
    Room,
    SeekerRole,
)
from storstua.organisations.models.policy import SECONDS, Appointer, Policy
from storstua.organisations.models.signpost import Signpost
from storstua.organisations.models.words import WordForms

__all__ = [
    "BUILT_ROOMS",
    "SECONDS",
    "Appointer",
    "Area",
    "AreaName",
    "Branch",
    "HelpLine",
    "Level",
    "Logo",
    "Organisation",
    "Policy",
    "Room",
    "SeekerRole",
    "Signpost",
    "Topic",
    "TopicName",
    "WordForms",
]
