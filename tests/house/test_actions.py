"""Every action asks who acts and leaves a trace: read from the source, over all rooms."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.house.test_sizes import PACKAGE, modules

# Actions that may be asked for by anyone, each with its reason.
ANYONE_MAY = {
    "audit.actions.looked": "whatever is read is noted, whoever reads",
    "audit.actions.refused": "whoever is turned away is noted",
    "audit.actions.wrote": "whatever is changed is noted, whoever changes",
    "audit.actions.wrote_many": "whatever is changed is noted, whoever changes",
    "outbox.actions.queue_mail": "a stranger who forgot the password gets a mail too",
    "outbox.actions.queue_sms": "someone without an account is told too",
}
# Actions that leave no line in the audit, each with its reason.
LEAVES_NO_LINE = {
    "activities.actions.from_office.changed_since_office": "only reads, under a lock",
    "activities.actions.from_office.judge_from_office": "only reads",
    "audit.actions.looked": "is the audit",
    "audit.actions.refused": "is the audit",
    "audit.actions.wrote": "is the audit",
    "audit.actions.wrote_many": "is the audit",
    "conversations.actions.read_up_to": "how far someone read is nobody's business",
    "matching.actions.emergency.agree_to_open": "the action of roles in it leaves one",
    "matching.actions.emergency.decline_to_open": "the action of roles in it leaves one",
    "matching.actions.emergency.open_request": "the action of roles in it leaves one",
    "matching.actions.emergency.review_opening": "the action of roles in it leaves one",
    "matching.actions.ending.tell_coordinators": "a step of actions that leave theirs",
    "matching.actions.ending.tell_seeker": "a step of actions that leave theirs",
    "matching.actions.from_office.changed_since_office": "only reads, under a lock",
    "matching.actions.from_office.judge_from_office": "only reads",
    "notices.actions.put_aside": "what someone has looked at is nobody's business",
    "notices.actions.put_one_aside": "what someone has looked at is nobody's business",
    "notices.actions.take_out": "what someone has looked at is nobody's business",
    "operations.actions.found_organisation": "the actions it is made of leave theirs",
    "outbox.actions.forget_old": "the messages held no line of their own either",
    "outbox.actions.queue_mail": "the message is a row of its own; who caused it leaves a line",
    "outbox.actions.queue_sms": "the message is a row of its own; who caused it leaves a line",
    "outbox.actions.send": "the message itself says when it was sent",
    "people.actions.ways_in.give_up_factor": "only looks, under a lock",
    "supporters.actions.branches.change_branch": "the action of organisations in it leaves one",
    "supporters.actions.from_office.changed_since_office": "only reads, under a lock",
    "supporters.actions.from_office.judge_from_office": "only reads",
}
# Steps of actions: they have no room of their own to ask in, and only actions of the room use them.
STEPS = {
    "activities.actions.changing.note",
    "matching.actions.ending.close_request",
    "matching.actions.ending.tell_coordinators",
    "matching.actions.ending.tell_seeker",
    "roles.actions.giving.hold",
    "roles.actions.inviting.send_invitation",
}
QUESTIONS = {"acts_in", "branches_with", "holds", "is_system", "runs"}


def dotted(path: Path) -> str:
    """The name of a module below the package, as in `matching.actions.asking`."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def trees() -> dict[str, ast.Module]:
    return {dotted(path): ast.parse(path.read_text()) for path in modules()}


@cache
def functions() -> dict[str, ast.FunctionDef]:
    """Every function at the top of a module, by its full name below the package."""
    return {
        f"{module}.{node.name}": node
        for module, tree in trees().items()
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
    }


def is_action(name: str) -> bool:
    parts = name.split(".")
    return parts[1] == "actions" and not parts[-1].startswith("_")


@cache
def imported(module: str) -> dict[str, str]:
    """What the names in a module stand for, as full names below the package."""
    found = {}
    for node in trees()[module].body:
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("storstua"):
            within = (node.module or "").removeprefix("storstua").removeprefix(".")
            for alias in node.names:
                found[alias.asname or alias.name] = f"{within}.{alias.name}".removeprefix(".")
    return found


def touched(name: str) -> Iterator[str]:
    """Full names of all that a function's body mentions; attributes of values as `.name`."""
    module = name.rpartition(".")[0]
    known = imported(module)
    for node in ast.walk(functions()[name]):
        if isinstance(node, ast.Name):
            yield known.get(node.id, f"{module}.{node.id}")
        elif isinstance(node, ast.Attribute):
            yield f".{node.attr}"
            if isinstance(node.value, ast.Name) and node.value.id in known:
                yield f"{known[node.value.id]}.{node.attr}"


@cache
def reached(name: str) -> frozenset[str]:
    """All that a function mentions, itself or through functions of the same room."""
    room = name.split(".")[0]
    found, open_ends = set[str](), [name]
    while open_ends:
        for each in touched(open_ends.pop()):
            if each not in found:
                found.add(each)
                if each in functions() and each.split(".")[0] == room:
                    open_ends.append(each)
    return frozenset(found)


def asks(name: str) -> bool:
    room = name.split(".")[0]
    return any(
        each.startswith(f"{room}.permissions.") or each.removeprefix(".") in QUESTIONS
        for each in reached(name)
    )


def leaves_a_line(name: str) -> bool:
    return not {"audit.actions.wrote", "audit.actions.wrote_many"}.isdisjoint(reached(name))


def test_every_action_asks_whether_the_viewer_may():
    silent = {name for name in functions() if is_action(name) and not asks(name)}
    assert silent - STEPS == ANYONE_MAY.keys()


def test_every_action_leaves_a_line_in_the_audit():
    silent = {name for name in functions() if is_action(name) and not leaves_a_line(name)}
    assert silent == LEAVES_NO_LINE.keys()


def test_steps_of_actions_are_used_by_actions_of_their_room_only():
    used = {
        (step, module)
        for step in STEPS
        for module in trees()
        if step in imported(module).values()
        and not module.startswith(".".join(step.split(".")[:2]))
    }
    assert (used, STEPS - functions().keys()) == (set(), set())


def test_every_action_says_by_keyword_who_acts():
    # The audit's verbs name what happened first, as a sentence is read.
    wrong = {
        name
        for name, node in functions().items()
        if is_action(name)
        and ("by" not in {arg.arg for arg in node.args.kwonlyargs} or not ast.get_docstring(node))
    }
    positional = {name for name, node in functions().items() if is_action(name) and node.args.args}
    assert wrong == set()
    assert positional == {
        name for name in functions() if name.startswith("audit.actions.") and is_action(name)
    }
