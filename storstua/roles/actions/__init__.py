"""Every change to roles: giving, ending, inviting, and what takes two people."""

from storstua.roles.actions.answering import (
    agree,
    agree_for_room,
    decline,
    forget_proposal,
    lapse,
    take_back,
)
from storstua.roles.actions.giving import end, erase, give
from storstua.roles.actions.inviting import (
    accept,
    forget_invitation,
    invite,
    invite_by_mail,
    withdraw,
)
from storstua.roles.actions.proposing import (
    propose_approval,
    propose_forgetting,
    propose_invitation,
    propose_role,
)

__all__ = [
    "accept",
    "agree",
    "agree_for_room",
    "decline",
    "end",
    "erase",
    "forget_invitation",
    "forget_proposal",
    "give",
    "invite",
    "invite_by_mail",
    "lapse",
    "propose_approval",
    "propose_forgetting",
    "propose_invitation",
    "propose_role",
    "take_back",
    "withdraw",
]
