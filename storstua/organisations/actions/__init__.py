"""Every change to an organisation; each counts its version up, so that pages see it at once."""

from storstua.organisations.actions.areas import add_area, change_area, name_area
from storstua.organisations.actions.branches import add_branch, change_branch
from storstua.organisations.actions.facts import change, set_host, set_logo, set_policy, set_words
from storstua.organisations.actions.founding import found
from storstua.organisations.actions.help_lines import remove_help_line, set_help_line
from storstua.organisations.actions.topics import add_topic, change_topic, name_topic

__all__ = [
    "add_area",
    "add_branch",
    "add_topic",
    "change",
    "change_area",
    "change_branch",
    "change_topic",
    "found",
    "name_area",
    "name_topic",
    "remove_help_line",
    "set_help_line",
    "set_host",
    "set_logo",
    "set_policy",
    "set_words",
]
