"""Every change to people: making them, reaching them, and how they come in."""

from storstua.people.actions.people import (
    add_person,
    choose_language,
    correct,
    erase,
    give_consent,
    give_receipt,
    link_account,
    set_contact_point,
    withdraw_consent,
)
from storstua.people.actions.ways_in import (
    end_sessions,
    forget_identities,
    forget_phones,
    forget_second_factor,
    give_up_factor,
    know_browser,
    link_identity,
    remember_phone,
    unlink_identity,
)

__all__ = [
    "add_person",
    "choose_language",
    "correct",
    "end_sessions",
    "erase",
    "forget_identities",
    "forget_phones",
    "forget_second_factor",
    "give_consent",
    "give_receipt",
    "give_up_factor",
    "know_browser",
    "link_account",
    "link_identity",
    "remember_phone",
    "set_contact_point",
    "unlink_identity",
    "withdraw_consent",
]
