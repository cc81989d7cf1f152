"""A new version opens what an older one wrote: no row is lost, pages and a sign-in work.

    .venv/bin/python -m proofs.upgrade [COMMIT ...]

Fills a data folder with the demo by the program of each commit (default: HEAD~100), brings it up to
date with this one, and compares every table row by row. Needs the history of git.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg
from psycopg import sql

from proofs.earlier import Earlier, NoHistory, earlier
from proofs.served import ask, served
from storstua.launcher.folder import DataFolder
from storstua.launcher.keeping import running_server

PROMISE = "G45 upgrades do not lose"
SMALL = ("HEAD~30",)
# Sessions end, counters and jobs run on, and what Django keeps of itself is made anew.
PASSING = (
    *("people_session", "base_attempts", "base_cache", "base_sent_form", "procrastinate_%"),
    *("django_%", "auth_%"),
)
TABLES = """
select c.relname, array_agg(a.attname order by a.attnum)
from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and not c.relname like any(%s)
group by c.relname
"""
PAGES = ("/", "/smerte/", "/smerte/likepersoner/", "/lever/", "/demo/", "/logg-inn/")

# Of each table its columns, and each row by its key.
type Tables = dict[str, tuple[list[str], dict[str, dict[str, object]]]]


def main() -> int:
    """Upgrade from each commit; 1 when a row is lost, or a page or the sign-in does not work."""
    parser = argparse.ArgumentParser(description="upgrades from earlier commits")
    parser.add_argument("commits", nargs="*", default=["HEAD~100"])
    told, holds = [], True
    for name in parser.parse_args().commits:
        with tempfile.TemporaryDirectory(prefix="storstua-proof-") as folder:
            Path(folder).chmod(0o711)
            try:
                said, is_right = _upgraded(earlier(name, Path(folder)), Path(folder) / "data")
            except NoHistory:
                said, is_right = f"{name}: no such commit here (this needs the git history)", False
        told.append(said)
        holds &= is_right
    print(f"{PROMISE} | {'; '.join(told)} | {'holds' if holds else 'DOES NOT HOLD'}")
    return int(not holds)


def _upgraded(old: Earlier, data: Path) -> tuple[str, bool]:
    old.run("--data", data, "demo")
    before = _stored(data)
    began = time.monotonic()
    # Any command on the database brings the tables up to date first.
    here = [sys.executable, "-W", "ignore", "-m", "storstua.launcher", "--data", str(data)]
    subprocess.run([*here, "manage", "check"], check=True, stdout=subprocess.DEVNULL)
    seconds = time.monotonic() - began
    after = _stored(data)
    gone, changed = lost(before, after), _changed(before, after)
    is_seen = bool(lost(before, _stored(data, without_one=True)))
    closed = _closed(data)
    for line in (*gone[:20], *closed):
        print(line, file=sys.stderr)
    rows = sum(len(rows) for _columns, rows in before.values())
    said = f"{old.commit} of {old.made_at}: {len(before)} tables, {rows} rows, {len(gone)} lost"
    said += f", {changed} cells written anew, {len(closed)} of {len(PAGES) + 1} ways closed"
    said += f", {seconds:.0f} s" + ("" if is_seen else ", A MUTANT WAS NOT SEEN")
    return said, is_seen and not gone and not closed


def _stored(data: Path, *, without_one: bool = False) -> Tables:
    """Everything that stands in the folder's database; once with one row taken away."""
    with (
        running_server(DataFolder(data)) as server,
        psycopg.connect(server.addresses().admin) as connection,
    ):
        if without_one:
            connection.execute("set session_replication_role = replica")
            connection.execute(
                "delete from people_person where id = (select max(id) from people_person)"
            )
        found: Tables = {}
        for table, columns in connection.execute(TABLES, [list(PASSING)]).fetchall():
            rows = connection.execute(
                sql.SQL("select to_jsonb(each) from {} each").format(sql.Identifier(table))
            )
            found[table] = (columns, {_key(row): row for (row,) in rows})
        connection.rollback()
    return found


def _key(row: dict[str, object]) -> str:
    return str(row["id"]) if "id" in row else json.dumps(row, sort_keys=True)


def lost(before: Tables, after: Tables) -> list[str]:
    """The rows that stood there and do not any more, tables that went included."""
    return [
        f"{table} {key[:80]}"
        for table, (_columns, rows) in before.items()
        for key in rows.keys() - after.get(table, ([], {}))[1].keys()
    ]


def _changed(before: Tables, after: Tables) -> int:
    """How many cells, of columns that both know, hold something else now."""
    return sum(
        row[column] != after[table][1][key][column]
        for table, (columns, rows) in before.items()
        if table in after
        for key, row in rows.items()
        if key in after[table][1]
        for column in set(columns) & set(after[table][0])
    )


def _closed(data: Path) -> list[str]:
    """The pages that do not open, and the sign-in when it leads nowhere."""
    with served(data) as found:
        answers = {page: ask(found.port, "GET", page).status for page in PAGES}
        entered = ask(found.port, "POST", "/demo/inn/", form={"who": "ola"})
        answers["ola's page"] = ask(found.port, "GET", "/smerte/i-dag/", entered.session).status
    return [f"{page} answers {status}" for page, status in answers.items() if status != 200]


if __name__ == "__main__":
    sys.exit(main())
