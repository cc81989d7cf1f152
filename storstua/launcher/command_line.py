"""`storstua <command>`: finds the command, gives it the database it needs, runs it."""

import argparse
import ast
import importlib
import importlib.util
import os
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from types import ModuleType

from .trouble import Trouble

CHECKOUT = Path(__file__).parents[2]
FAILED, UNUSABLE = 1, 2

# Modules are imported when their command is called, so that the pure ones start at once.
WITHOUT_DATABASE = {
    "run": "storstua.launcher.commands.run",
    "serve": "storstua.launcher.commands.serve",
    "grant-check": "storstua.activities.commands.grant_check",
    "match": "storstua.matching.commands.match",
}
WITH_DATABASE = {
    "import": "storstua.imports.commands.import_",
    "grant-report": "storstua.reports.commands.grant_report",
    "organisation": "storstua.operations.commands.organisation",
    "account": "storstua.people.commands.account",
    "demo": "storstua.launcher.commands.demo",
    "check": "storstua.operations.commands.check",
    "backup": "storstua.operations.commands.backup",
    "restore": "storstua.operations.commands.restore",
    "keys": "storstua.operations.commands.keys",
    "bench": "storstua.operations.commands.bench",
    "migrate": "storstua.launcher.commands.migrate",
    "manage": "storstua.launcher.commands.manage",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; return 0, 2 when what it was given cannot be used, 1 for other failures."""
    try:
        return _main(list(sys.argv[1:] if argv is None else argv))
    except Trouble as trouble:
        print(f"storstua: {trouble}", file=sys.stderr)
        return trouble.exit_code
    except KeyboardInterrupt:
        return FAILED
    except BrokenPipeError:
        # Whoever read our output has enough; Python must not complain again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED


def _main(arguments: list[str]) -> int:
    data, rest = _take_data(arguments)
    name = rest[0] if rest else "--help"
    if name in ("-h", "--help", "help"):
        print(overview())
        return 0
    source = _source(WITHOUT_DATABASE | WITH_DATABASE, name)
    if source is None:
        print(f"storstua: there is no command {name!r}.\n\n{overview()}", file=sys.stderr)
        return UNUSABLE
    return _run(name, rest[1:], data)


def _run(name: str, arguments: list[str], data: Path) -> int:
    """Parse the command's own arguments and run it, inside the database it may need."""
    asks_for_help = name != "manage" and any(word in ("-h", "--help") for word in arguments)
    with _database(name, data, needed=not asks_for_help):
        module = importlib.import_module((WITHOUT_DATABASE | WITH_DATABASE)[name])
        parser = argparse.ArgumentParser(prog=f"storstua {name}", description=module.HELP)
        module.add_arguments(parser)
        options = parser.parse_args(arguments, argparse.Namespace(data=data))
        return int(_call(module, options))


def _call(module: ModuleType, options: argparse.Namespace) -> int:
    result: int = module.run(options)
    return result


def _database(name: str, data: Path, *, needed: bool) -> AbstractContextManager[None]:
    """Return what is around a command: nothing, Django alone for its help, or the database."""
    if name in WITHOUT_DATABASE:
        return nullcontext()
    session = importlib.import_module("storstua.launcher.session")
    around: AbstractContextManager[None] = (
        session.around_command(name, data) if needed else session.around_help()
    )
    return around


def overview() -> str:
    """Return the list of commands that this version has, one line each."""
    lines = ["usage: storstua [--data DIR] COMMAND …", ""]
    for name, module in (WITHOUT_DATABASE | WITH_DATABASE).items():
        source = _source({name: module}, name)
        if source is not None:
            lines.append(f"  {name:<14}{_help_text(source)}")
    lines += ["", "`storstua COMMAND --help` tells more. The data folder is --data, $DATA or var."]
    return "\n".join(lines)


def _source(modules: dict[str, str], name: str) -> Path | None:
    """Return the file of a command, None when this version does not have it."""
    try:
        found = importlib.util.find_spec(modules[name])
    except (KeyError, ModuleNotFoundError):
        return None
    return Path(found.origin) if found and found.origin else None


def _help_text(source: Path) -> str:
    """Read HELP without running the module, which may need Django."""
    for node in ast.parse(source.read_text(encoding="utf-8")).body:
        match node:
            case ast.Assign(targets=[ast.Name(id="HELP")], value=ast.Constant(value=str(text))):
                return text
            case ast.AnnAssign(target=ast.Name(id="HELP"), value=ast.Constant(value=str(text))):
                return text
    return ""


def _take_data(arguments: list[str]) -> tuple[Path, list[str]]:
    """Split off --data, which may stand before or after the command."""
    parser = argparse.ArgumentParser(prog="storstua", add_help=False, allow_abbrev=False)
    parser.add_argument("--data", type=Path)
    index = arguments.index("manage") if "manage" in arguments else len(arguments)
    options, rest = parser.parse_known_args(arguments[:index])
    named = os.environ.get("DATA") or os.environ.get("STORSTUA_DATA")
    # A checkout has its own folder, from wherever the command is called.
    usual = CHECKOUT / "var" if (CHECKOUT / "pyproject.toml").exists() else Path("var")
    return options.data or (Path(named) if named else usual), rest + arguments[index:]
