"""Checks that tables and texts are those of this version of the program."""

from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from storstua.operations.checking.finding import Finding, ok, wrong


def tables() -> Iterator[Finding]:
    """Every migration has run."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        names = ", ".join(f"{each.app_label}.{each.name}" for each, _backwards in plan[:3])
        yield wrong("tables", f"{len(plan)} changes are missing ({names} …): storstua migrate.")
    else:
        yield ok("tables", f"as this version wants them ({len(apps.get_models())}).")


def texts() -> Iterator[Finding]:
    """Every catalogue of texts is compiled."""
    sources = sorted(settings.PACKAGE.glob("*/locale/*/LC_MESSAGES/*.po"))
    stale = [each for each in sources if _is_stale(each)]
    if stale:
        names = ", ".join(str(each.relative_to(settings.PACKAGE)) for each in stale[:3])
        yield wrong("texts", f"{len(stale)} are not compiled ({names} …): storstua migrate.")
    else:
        yield ok("texts", f"{len(sources)} catalogues are compiled.")


def _is_stale(source: Path) -> bool:
    compiled = source.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime
