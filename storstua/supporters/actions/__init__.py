"""Every change to supporters, one verb each."""

from storstua.supporters.actions.branches import change_branch
from storstua.supporters.actions.enrolment import (
    SAME_MAIL,
    SAME_MOBILE,
    change_own,
    change_profile,
    clear_marks,
    enrol,
    mark,
    remove,
)
from storstua.supporters.actions.erasing import erase, forget_proof, forget_service
from storstua.supporters.actions.leaving import end_service
from storstua.supporters.actions.minors import (
    agree_for_minors,
    end_for_minors,
    propose_for_minors,
)
from storstua.supporters.actions.newcomers import correct, enrol_newcomer
from storstua.supporters.actions.pausing import ask_for_help, pause, resume
from storstua.supporters.actions.places import release_place, take_place
from storstua.supporters.actions.showing import FIELDS as SHOWN_FIELDS
from storstua.supporters.actions.showing import show_fields
from storstua.supporters.actions.standing import (
    appoint,
    end_appointment,
    record_fulfilment,
    record_membership,
    remind_of_declaration,
    sign_declaration,
)
from storstua.supporters.actions.values import ProfileValues, Terms
from storstua.supporters.choices import PlaceKind, Requirement

__all__ = [
    "SAME_MAIL",
    "SAME_MOBILE",
    "SHOWN_FIELDS",
    "PlaceKind",
    "ProfileValues",
    "Requirement",
    "Terms",
    "agree_for_minors",
    "appoint",
    "ask_for_help",
    "change_branch",
    "change_own",
    "change_profile",
    "clear_marks",
    "correct",
    "end_appointment",
    "end_for_minors",
    "end_service",
    "enrol",
    "enrol_newcomer",
    "erase",
    "forget_proof",
    "forget_service",
    "mark",
    "pause",
    "propose_for_minors",
    "record_fulfilment",
    "record_membership",
    "release_place",
    "remind_of_declaration",
    "remove",
    "resume",
    "show_fields",
    "sign_declaration",
    "take_place",
]
