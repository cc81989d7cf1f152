"""Every change to requests and asks, one verb each."""

from storstua.matching.actions.answering import answer_ask
from storstua.matching.actions.asking import (
    ask_for_talk,
    change_request,
    renew_words,
    set_notice_address,
    withdraw,
)
from storstua.matching.actions.ending import hand_back
from storstua.matching.actions.erasing import erase, forget
from storstua.matching.actions.meeting import meet, write_first
from storstua.matching.actions.offering import (
    ask_supporter,
    end_request,
    pass_on_paused,
    set_waiting_list,
    take_back,
    tell_overdue,
)
from storstua.matching.actions.values import RequestValues

__all__ = [
    "RequestValues",
    "answer_ask",
    "ask_for_talk",
    "ask_supporter",
    "change_request",
    "end_request",
    "erase",
    "forget",
    "hand_back",
    "meet",
    "pass_on_paused",
    "renew_words",
    "set_notice_address",
    "set_waiting_list",
    "take_back",
    "tell_overdue",
    "withdraw",
    "write_first",
]
