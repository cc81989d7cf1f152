"""Checks of the database server: that it keeps what it has said yes to, and who we are to it."""

from collections.abc import Iterator, Mapping

from storstua.launcher.durability import DURABLE, loosely_set
from storstua.operations import queries
from storstua.operations.checking.finding import Finding, ok, wrong


def durability() -> Iterator[Finding]:
    """The server keeps what it has acknowledged and notices damaged pages."""
    yield judge_durability(queries.server_settings(list(DURABLE)))


def judge_durability(found: Mapping[str, str]) -> Finding:
    """The finding for the server's settings by name."""
    loose = loosely_set(found)
    if loose:
        said = ", ".join(f"{name} is {found.get(name, 'not known')}" for name in loose)
        return wrong("durability", f"{said}: what people write can be lost.")
    return ok("durability", f"{', '.join(DURABLE)} are on.")


def role() -> Iterator[Finding]:
    """The product uses a role that owns nothing and passes no policy."""
    yield judge_role(queries.app_role())


def judge_role(found: queries.AppRole) -> Finding:
    """The finding for the role in use."""
    powers = {
        "is a superuser": found.is_superuser,
        "passes row policies": found.passes_policies,
        "may make roles": found.may_make_roles,
        "owns tables": found.owned_tables > 0,
    }
    held = [power for power, has in powers.items() if has]
    if held:
        return wrong("database role", f"{found.name} {' and '.join(held)}; use the app's own role.")
    return ok("database role", f"{found.name} owns nothing and passes no policy.")


def walls() -> Iterator[Finding]:
    """The rows of each organisation stand behind walls that the database itself keeps."""
    open_tables = queries.without_walls()
    if open_tables:
        yield wrong("walls", f"none around {', '.join(open_tables)}; run storstua migrate.")
    else:
        yield ok("walls", "row-level security is forced on every table of an organisation.")
