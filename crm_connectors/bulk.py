"""Writes many rows in one statement with one parameter: JSON that PostgreSQL unfolds by itself.

Django sends a placeholder for every value of every row, which for 500 rows of 14 columns costs more
than the writing; `COPY` is closed to tables with row-level security. Rows are dicts by column.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.db.models import NOT_PROVIDED, Model

from wedsync.lib.ids import uuid7

Row = dict[str, Any]


def new(table: type[Model], /, **values: Any) -> Row:
    """A row of this table with an id of its own and the model's defaults where nothing is said."""
    return {**_defaults(table), "id": str(uuid7()), **values}


def insert(
    kind: type[Model], rows: Sequence[Row], *, key: Sequence[str] = (), over: Sequence[str] = ()
) -> None:
    """Insert the rows; on a conflict of the columns `key`, overwrite the columns `over`, or leave
    the row that is there where none is named."""
    if not rows:
        return
    columns = ", ".join(_columns(rows))
    changes = ", ".join(f"{column} = EXCLUDED.{column}" for column in over)
    deed = f"UPDATE SET {changes}" if over else "NOTHING"
    conflict = f" ON CONFLICT ({', '.join(key)}) DO {deed}" if key else ""
    table = _table(kind)
    _execute(
        f"INSERT INTO {table} ({columns}) SELECT {columns}"  # noqa: S608 -- names of our models
        f" FROM jsonb_populate_recordset(NULL::{table}, %s::jsonb){conflict}",
        rows,
    )


def update(kind: type[Model], rows: Sequence[Row]) -> None:
    """Write what the rows hold into the rows of the same `id`."""
    if not rows:
        return
    changes = ", ".join(f"{name} = new.{name}" for name in _columns(rows) if name != "id")
    table = _table(kind)
    _execute(
        f"UPDATE {table} SET {changes}"  # noqa: S608 -- names of our models
        f" FROM jsonb_populate_recordset(NULL::{table}, %s::jsonb) new WHERE {table}.id = new.id",
        rows,
    )


@cache
def _defaults(kind: type[Model]) -> Mapping[str, Any]:
    """What Django would fill in; the columns that the database fills are left to it."""
    fields = kind._meta.concrete_fields  # noqa: SLF001 -- Django's documented API
    return {f.attname: f.get_default() for f in fields if f.db_default is NOT_PROVIDED}


def _columns(rows: Sequence[Row]) -> Iterable[str]:
    """Raises ValueError for a row of another shape, whose values would be lost without a word."""
    columns = rows[0].keys()
    if any(row.keys() != columns for row in rows):
        raise ValueError("all rows of one statement have the same columns")
    return columns


def _execute(sql: str, rows: Sequence[Row]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, [json.dumps(rows, cls=DjangoJSONEncoder)])


def _table(kind: type[Model]) -> str:
    return kind._meta.db_table  # noqa: SLF001 -- Django's documented API
