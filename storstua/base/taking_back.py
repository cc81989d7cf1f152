"""Takes back what was written for many subjects at once, if nobody has built on it since."""

from collections.abc import Mapping

from django.db import models

from storstua.base.bringing_in import Tables, Trace, erase, insert, put_back, update
from storstua.base.record import Record


def changed_since(tables: Tables, traces: Mapping[int, Trace]) -> set[int]:
    """The lines whose rows someone has changed, used or deleted since they were brought in.

    Locks the rows, so that nobody can begin to use them before they are taken back.
    """
    changed: set[int] = set()
    made = _made(tables, traces)
    for table in tables:
        label = table._meta.label
        expected = {row_id: (line, 1) for row_id, line in made[label].items()}
        for line, trace in traces.items():
            were = (each for each in trace.were if each.table == label)
            expected |= {each.id: (line, each.version) for each in were}
        rows = table._base_manager.filter(pk__in=expected).select_for_update()
        now = dict(rows.values_list("pk", "version"))
        changed |= {line for row, (line, version) in expected.items() if now.get(row) != version}
        changed |= _in_use(table, made)
    return changed | _without_home(tables, traces)


def take_back(tables: Tables, traces: Mapping[int, Trace]) -> None:
    """Make everything as it was: erase what was made, put back what stood there before.

    The version goes back too, so that what was brought in before this can be taken back as well.
    """
    made = _made(tables, traces)
    for table in reversed(tables):
        erase(table, made[table._meta.label])
    for table in tables:
        label = table._meta.label
        were = {
            each.id: each for trace in traces.values() for each in trace.were if each.table == label
        }
        rows = list(table._base_manager.filter(pk__in=were))
        for row in rows:
            put_back(row, were[row.pk].values)
            row.version = were[row.pk].version - 1
        update(table, rows, {name for each in were.values() for name in each.values})
        insert(table, [row for _line, row in _gone(table, traces)])


def _made(tables: Tables, traces: Mapping[int, Trace]) -> dict[str, dict[int, int]]:
    """Table -> id of a row that was made -> its line."""
    return {
        table._meta.label: {
            row_id: line
            for line, trace in traces.items()
            for row_id in trace.made.get(table._meta.label, ())
        }
        for table in tables
    }


def _gone(table: type[Record], traces: Mapping[int, Trace]) -> list[tuple[int, Record]]:
    """The rows of a table that were taken away, with their lines."""
    found = []
    for line, trace in traces.items():
        for label, values in trace.gone:
            if label == table._meta.label:
                row = table()
                put_back(row, values)
                found.append((line, row))
    return found


def _in_use(table: type[Record], made: Mapping[str, Mapping[int, int]]) -> set[int]:
    """The lines whose new rows others point to, in any room."""
    mine = made[table._meta.label]
    found: set[int] = set()
    for relation in table._meta.get_fields(include_hidden=True) if mine else ():
        if not isinstance(relation, models.ForeignObjectRel):
            continue
        pointing, column = relation.related_model, relation.field
        own = made.get(pointing._meta.label, {})
        rows = pointing._base_manager.filter(**{f"{column.name}__in": list(mine)})
        pairs = rows.values_list("pk", column.attname)
        found |= {mine[target] for row_id, target in pairs if row_id not in own}
    return found


def _without_home(tables: Tables, traces: Mapping[int, Trace]) -> set[int]:
    """The lines whose old rows cannot come back, since what they pointed to is gone."""
    found: set[int] = set()
    for table in tables:
        gone = _gone(table, traces)
        for column in table._meta.concrete_fields if gone else ():
            if not isinstance(column, models.ForeignKey):
                continue
            ids = {row_id for _line, row in gone if (row_id := getattr(row, column.attname))}
            there = set(
                column.related_model._base_manager.filter(pk__in=ids).values_list("pk", flat=True)
            )
            found |= {line for line, row in gone if getattr(row, column.attname) in ids - there}
    return found
