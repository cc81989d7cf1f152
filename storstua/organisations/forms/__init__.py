"""The forms of an organisation's settings."""

from storstua.organisations.forms.areas import AreaForm, BranchForm, TopicForm
from storstua.organisations.forms.facts import AddressForm, FactsForm, LookForm, RoomsForm
from storstua.organisations.forms.help_lines import HelpLineForm
from storstua.organisations.forms.policy import PolicyForm
from storstua.organisations.forms.words import WordsForm

__all__ = [
    "AddressForm",
    "AreaForm",
    "BranchForm",
    "FactsForm",
    "HelpLineForm",
    "LookForm",
    "PolicyForm",
    "RoomsForm",
    "TopicForm",
    "WordsForm",
]
