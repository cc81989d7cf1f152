"""What the operator asks the database: how it is set up, what waits, what has been left alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from storstua.audit import chaining
from storstua.audit.chaining import LOG_MONTHS, Break, months_before
from storstua.base import clock
from storstua.base.tenancy import INSTALLATION, OUTSIDE, WALL, inside, organisation_ids
from storstua.organisations.models import HelpLine, Organisation


@dataclass(frozen=True, slots=True)
class AppRole:
    """The role this process uses: what it may do that it should not be able to."""

    name: str
    is_superuser: bool
    passes_policies: bool
    may_make_roles: bool
    owned_tables: int


@dataclass(frozen=True, slots=True)
class OutboxState:
    """How the outbox stands: `due_since` is the oldest message whose time has come.

    `given_up_why` names template, way and trouble of what was given up, never an address.
    """

    waiting: int
    due_since: datetime | None
    refused: int
    given_up: int
    trouble: str
    given_up_why: tuple[str, ...] = ()


def _row(sql: str, *values: datetime) -> tuple[object, ...]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return tuple(cursor.fetchone())


def server_settings(names: Sequence[str]) -> dict[str, str]:
    """Settings of the database server by name, as they hold for this connection."""
    with connection.cursor() as cursor:
        cursor.execute("select name, setting from pg_settings where name = any(%s)", [list(names)])
        return dict(cursor.fetchall())


def server_started() -> str:
    """When the database server was started; no two servers say the same."""
    (at,) = _row("select pg_postmaster_start_time()::text")
    return str(at)


def app_role() -> AppRole:
    """The role this process uses."""
    name, is_superuser, passes, makes, owned = _row(
        "select rolname, rolsuper, rolbypassrls, rolcreaterole, ("
        " select count(*) from pg_class where relnamespace = 'public'::regnamespace"
        " and relkind in ('r', 'p') and pg_has_role(current_user, relowner, 'member'))"
        " from pg_roles where rolname = current_user"
    )
    return AppRole(str(name), bool(is_superuser), bool(passes), bool(makes), int(str(owned)))


def without_walls() -> list[str]:
    """The tables of organisations whose rows a forgotten filter would show to others."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select relname from pg_class where relnamespace = 'public'::regnamespace"
            " and relkind in ('r', 'p') and not relname = any(%s)"
            " and exists (select 1 from pg_attribute"
            "  where attrelid = pg_class.oid and attname = 'organisation_id')"
            " and not (relrowsecurity and relforcerowsecurity and exists (select 1 from pg_policy"
            "  where polrelid = pg_class.oid and not polpermissive and polname = %s))"
            " order by relname",
            [list(OUTSIDE), WALL],
        )
        return [name for (name,) in cursor.fetchall()]


AUDIT_GUARDS = """
select count(*) = 5 from pg_trigger where tgenabled in ('O', 'A')
  and tgname in ('audit_only_added', 'audit_kept')
  and tgrelid in (to_regclass('audit_entry'), to_regclass('audit_link'), to_regclass('audit_head'))
"""
AUDIT_RIGHTS = """
select bool_or(has_table_privilege(relation::regclass, 'UPDATE, DELETE, TRUNCATE'))
from unnest(array['audit_entry', 'audit_link', 'audit_head']) as relation
"""


def audit_is_append_only() -> bool:
    """True when the triggers that refuse changes are on, and the role in use may only add."""
    (guarded,), (may_change,) = _row(AUDIT_GUARDS), _row(AUDIT_RIGHTS)
    return bool(guarded) and not may_change


def broken_logs() -> list[tuple[str, Break]]:
    """The organisations whose log was changed behind the product, with the first such place.

    Reads all entries of all organisations. The installation's own log has "" as its name.
    """
    may_be_gone = months_before(clock.now(), LOG_MONTHS)
    found = []
    names = {INSTALLATION: "", **dict(Organisation.objects.values_list("id", "slug"))}
    for organisation_id, slug in names.items():
        with inside(organisation_id, purpose="check the log"):
            broken = chaining.first_break(may_be_gone)
        if broken:
            found.append((slug, broken))
    return found


def failed_jobs(since: datetime) -> list[str]:
    """The names of the jobs that have failed since a moment, each once."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select distinct task_name from procrastinate_jobs job"
            " join procrastinate_events event on event.job_id = job.id"
            " where job.status = 'failed' and event.type = 'failed' and event.at > %s"
            " order by 1",
            [since],
        )
        return [name for (name,) in cursor.fetchall()]


def outbox_state(since: datetime) -> OutboxState:
    """How the whole outbox stands; messages given up are counted since a moment."""
    states = []
    for organisation_id in (INSTALLATION, *organisation_ids()):
        with inside(organisation_id, purpose="check"):
            states.append(_outbox_state(since))
    return OutboxState(
        waiting=sum(each.waiting for each in states),
        due_since=min((each.due_since for each in states if each.due_since), default=None),
        refused=sum(each.refused for each in states),
        given_up=sum(each.given_up for each in states),
        trouble=max(each.trouble for each in states),
        given_up_why=tuple(sorted({why for each in states for why in each.given_up_why})),
    )


def _outbox_state(since: datetime) -> OutboxState:
    waiting, due_since, refused, given_up, trouble, why = _row(
        "select count(*) filter (where open), min(next_try_at) filter (where open),"
        " count(*) filter (where open and tries_count > 0),"
        " count(*) filter (where given_up_at > %s),"
        " coalesce(max(last_trouble) filter (where open), ''),"
        " array_agg(distinct template || ' by ' || way || ', ' || last_trouble)"
        "  filter (where given_up_at > %s)"
        " from (select *, sent_at is null and given_up_at is null as open from outbox_message) m",
        since,
        since,
    )
    due = due_since if isinstance(due_since, datetime) and due_since <= clock.now() else None
    return OutboxState(
        int(str(waiting)),
        due,
        int(str(refused)),
        int(str(given_up)),
        str(trouble),
        tuple(why) if isinstance(why, list) else (),
    )


def head_samples(table: str, column: str) -> list[bytes]:
    """The first 18 bytes of each organisation's oldest and newest sealed value in a column."""
    found = []
    for organisation_id in (INSTALLATION, *organisation_ids()):
        with inside(organisation_id, purpose="check"):
            found += _head_samples_here(table, column)
    return found


def _head_samples_here(table: str, column: str) -> list[bytes]:
    names = connection.ops.quote_name(table), connection.ops.quote_name(column)
    found = []
    with connection.cursor() as cursor:
        for order in ("asc", "desc"):
            cursor.execute(
                f"select substring({names[1]} for 18) from {names[0]}"  # noqa: S608 (names of our own tables)
                f" where length({names[1]}) > 0 order by id {order} limit 1"
            )
            found += [bytes(row[0]) for row in cursor.fetchall()]
    return found


def help_lines_unchecked_since(day: date) -> list[str]:
    """The organisations with a help line whose number nobody has checked since a day, by name."""
    found = []
    for organisation in Organisation.objects.order_by("name"):
        with inside(organisation, purpose="check"):
            if HelpLine.objects.filter(checked_on__lt=day).exists():
                found.append(organisation.name)
    return found


def organisations() -> list[Organisation]:
    """All organisations of the installation, by address."""
    return list(Organisation.objects.order_by("slug"))


def has_others_than(slugs: Sequence[str]) -> bool:
    """True when organisations with other addresses live here too."""
    return Organisation.objects.exclude(slug__in=slugs).exists()
