"""Every change to requests and asks, one verb each."""

from storstua.matching.actions.answering import answer_ask
from storstua.matching.actions.asking import (
    ask_for_talk,
    change_request,
    renew_words,
    set_notice_address,
    withdraw,
)
from storstua.matching.actions.emergency import (
    agree_to_open,
    decline_to_open,
    open_request,
    review_opening,
)
from storstua.matching.actions.ending import end_talked, hand_back
from storstua.matching.actions.erasing import erase, forget
from storstua.matching.actions.meeting import give_more_time, meet, write_first
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
    "agree_to_open",
    "answer_ask",
    "ask_for_talk",
    "ask_supporter",
    "change_request",
    "decline_to_open",
    "end_request",
    "end_talked",
    "erase",
    "forget",
    "give_more_time",
    "hand_back",
    "meet",
    "open_request",
    "pass_on_paused",
    "renew_words",
    "review_opening",
    "set_notice_address",
    "set_waiting_list",
    "take_back",
    "tell_overdue",
    "withdraw",
    "write_first",
]
