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
    invite_known,
    withdraw,
)
from storstua.roles.actions.opening import (
    MAY_NOT_ANSWER,
    NO_LONGER,
    agree_to_open,
    ask_to_open,
    decline_to_open,
    end_opening,
    forget_opening,
    review_opening,
)
from storstua.roles.actions.proposing import (
    propose_approval,
    propose_forgetting,
    propose_invitation,
    propose_role,
)

__all__ = [
    "MAY_NOT_ANSWER",
    "NO_LONGER",
    "accept",
    "agree",
    "agree_for_room",
    "agree_to_open",
    "ask_to_open",
    "decline",
    "decline_to_open",
    "end",
    "end_opening",
    "erase",
    "forget_invitation",
    "forget_opening",
    "forget_proposal",
    "give",
    "invite",
    "invite_by_mail",
    "invite_known",
    "lapse",
    "propose_approval",
    "propose_forgetting",
    "propose_invitation",
    "propose_role",
    "review_opening",
    "take_back",
    "withdraw",
]
