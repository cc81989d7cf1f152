"""Reads rule sets from TOML, and refuses a file with a gap, a misspelling or a clash of dates."""

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import pairwise

from .record import Kind, Mode
from .ruleset import Effect, Finding, Limit, Ruleset, TypeRules
from .verdict import Code

MEASURES = ("minutes", "minutes_of_day", "participants")

type Table = Mapping[str, object]


def read_rulesets(texts: Iterable[str]) -> tuple[Ruleset, ...]:
    """Return the rule sets of these TOML texts, oldest first; ValueError when they clash."""
    found = sorted((read_ruleset(text) for text in texts), key=lambda ruleset: ruleset.valid_from)
    names = [name for ruleset in found for name in (ruleset.id, ruleset.short_name)]
    if len(names) != len(set(names)):
        raise ValueError("two rule sets have the same name")
    for older, newer in pairwise(found):
        if older.valid_to is None or older.valid_to >= newer.valid_from:
            raise ValueError(f"{older.id} and {newer.id} hold on the same day")
    return tuple(found)


def read_ruleset(text: str) -> Ruleset:
    """Return the rule set of one TOML text; ValueError names what is missing or unknown in it."""
    table: Table = tomllib.loads(text)
    _refuse_unknown(table, set(Ruleset.__dataclass_fields__), "the rule set")
    valid_from, valid_to = table.get("valid_from"), table.get("valid_to")
    if type(valid_from) is not date or not (valid_to is None or type(valid_to) is date):
        raise ValueError("valid_from and valid_to are dates")
    if valid_to is not None and valid_to < valid_from:
        raise ValueError("valid_to lies before valid_from")
    return Ruleset(
        id=_word(table, "id"),
        short_name=_word(table, "short_name"),
        valid_from=valid_from,
        valid_to=valid_to,
        country=_word(table, "country"),
        elsewhere=_finding(table.get("elsewhere")),
        not_own_event=_finding(table.get("not_own_event")),
        unknown_type=_finding(table.get("unknown_type")),
        kinds=_findings(table.get("kinds", {}), set(Kind)),
        modes=_findings(table.get("modes", {}), set(Mode)),
        types={name: _type_rules(rules) for name, rules in _table(table.get("types")).items()},
    )


def _type_rules(value: object) -> TypeRules:
    table = _table(value)
    _refuse_unknown(table, set(TypeRules.__dataclass_fields__), "a type")
    limits = table.get("limits", [])
    if not isinstance(limits, list):
        raise ValueError("limits is a list")
    return TypeRules(
        always=_maybe_finding(table, "always"),
        without_approved_supporter=_maybe_finding(table, "without_approved_supporter"),
        not_in_person=_maybe_finding(table, "not_in_person"),
        kinds=_findings(table.get("kinds", {}), set(Kind)),
        limits=tuple(_limit(limit) for limit in limits),
    )


def _limit(value: object) -> Limit:
    table = dict(_table(value))
    of, below, above = (table.pop(key, None) for key in ("of", "below", "above"))
    if not isinstance(of, str) or of not in MEASURES:
        raise ValueError(f"a limit is of one of {MEASURES}, not of {of!r}")
    if type(below) is int and above is None:
        return Limit(of, below, None, _finding(table))
    if type(above) is int and below is None:
        return Limit(of, None, above, _finding(table))
    raise ValueError("a limit has either below or above, a whole number")


def _findings(value: object, allowed: set[str]) -> Mapping[str, Finding]:
    table = _table(value)
    _refuse_unknown(table, allowed, "kinds or modes")
    return {name: _finding(finding) for name, finding in table.items()}


def _maybe_finding(table: Table, key: str) -> Finding | None:
    return _finding(table[key]) if key in table else None


def _finding(value: object) -> Finding:
    table = _table(value)
    if len(table) != 1:
        raise ValueError(f"one effect and one code are needed, not {dict(table)!r}")
    [(effect, code)] = table.items()
    return Finding(Effect(effect), Code(str(code)))


def _table(value: object) -> Table:
    if not isinstance(value, dict):
        raise ValueError(f"a table is needed, not {value!r}")
    return value


def _word(table: Table, key: str) -> str:
    value = table.get(key)
    if not isinstance(value, str) or not value:
        raise ValueError(f"{key} is a word")
    return value


def _refuse_unknown(table: Table, known: set[str], where: str) -> None:
    unknown = sorted(set(table) - known)
    if unknown:
        raise ValueError(f"unknown in {where}: {', '.join(unknown)}")
