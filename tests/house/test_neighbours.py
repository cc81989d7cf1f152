"""Rooms reach each other through actions, queries and permissions; what else is open is here."""

import ast
from collections.abc import Iterator

from tests.house.test_actions import trees

# The foundation is there to be used whole; `vault` has a contract of its own in .importlinter.
FOUNDATION = {"audit", "base", "ui", "vault"}
DOORS = {"actions", "permissions", "queries"}
# Codes and their names: below the tables, so nothing can be read or written by them.
CODES = {"choices"}
# People and organisations are nouns in every room's sentences.
NOUNS = {"organisations.models", "people.models"}
# What else a room lets others use, each with its reason.
ALSO_OPEN = {
    "activities.counting": "the rules of the grant; pure values without a database",
    "activities.period": "years, quarters and months; pure values",
    "conversations.sealing": "which columns are sealed and where, for those who look after keys",
    "imports.sealing": "which columns are sealed and where, for those who look after keys",
    "launcher.binaries": "where PostgreSQL's programs lie",
    "launcher.durability": "which settings of a database keep what was acknowledged",
    "launcher.folder": "writing a private file whole or not at all",
    "launcher.tables": "bringing the tables of a restored database up to date",
    "matching.draft": "what holds the drafts of a day, to erase it when the day is over",
    "matching.sealing": "which columns are sealed and where, for those who look after keys",
    "organisations.forms": "the form of a branch, for the room that knows what lies in it",
    "organisations.request": "the type of a request inside an organisation",
    "outbox.places": "which columns are sealed and where, for those who look after keys",
    "organisations.addresses": "how an organisation's own addresses are written",
    "people.asking_again": "a step that asks once more who it is",
    "people.barred_words": "which words make a password easy to guess",
    "people.browsers": "browser and system in two words",
    "people.contact": "how a contact point is written, hashed and opened",
    "people.from_office": "the people in an office's file; used by those who read the file",
    "people.links": "slows down those who try links that lead nowhere",
    "people.receipt_session": "entering with receipt words",
    "people.remembered_phone": "the cookie of a telephone that is remembered",
    "people.session_store": "what a session may hold, and how long it lasts",
    "people.signing_in": "how the session of a sign-in begins",
    "people.undoing_office": "taking back how people are reached, with the keys",
    "roles.days": "the days on which a role is held; a pure value",
    "roles.from_office": "the proposals in an office's file",
    "roles.emergency": "how short an explanation may be, a code of the rule",
    "roles.sealing": "which columns are sealed and where, for those who look after keys",
    "supporters.from_office": "the supporters in an office's file",
    "supporters.sealing": "which columns are sealed and where, for those who look after keys",
    "supporters.languages": "the names of languages",
    "supporters.wording": "what someone lacks, in words",
}


def crossings() -> Iterator[tuple[str, str]]:
    """Every (module, what it imports) that leads into another room; imports for types apart."""
    for module, tree in trees().items():
        for node in tree.body:
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("storstua"):
                within = (node.module or "").split(".")[1:]
                for alias in node.names:
                    target = [*within, alias.name]
                    if len(target) > 1 and target[0] != module.split(".")[0]:
                        yield module, ".".join(target[:2])


def may_be_used(module: str, target: str) -> bool:
    room, part = target.split(".")
    # A table may point to any table below it; test_floors holds the direction.
    is_foreign_key = part == "models" and module.split(".")[1] == "models"
    return (
        room in FOUNDATION
        or part in DOORS | CODES
        or target in NOUNS | ALSO_OPEN.keys()
        or is_foreign_key
    )


def within_rooms() -> list[tuple[str, str]]:
    return [
        (module, target)
        for module, target in crossings()
        if module.split(".")[0] not in {"config", "launcher"}
    ]


def test_rooms_use_only_what_other_rooms_have_opened():
    assert {each for each in within_rooms() if not may_be_used(*each)} == set()


def test_everything_opened_is_used():
    assert ALSO_OPEN.keys() - {target for _module, target in within_rooms()} == set()
