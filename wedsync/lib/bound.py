"""A cursor whose parameters travel beside the statement, not within it.

Django's own writes them into the statement, where PostgreSQL has to read a document of a megabyte
letter by letter, and copies it from step to step.
"""

from django.db import connection
from django.db.backends.utils import CursorWrapper
from psycopg import Cursor


def bound() -> CursorWrapper:
    """PostgreSQL infers their types from where they stand: one that stands in two needs a cast."""
    connection.ensure_connection()
    cursor = Cursor(connection.connection)
    wrap = connection.make_debug_cursor if connection.queries_logged else connection.make_cursor
    return wrap(cursor)  # type: ignore[arg-type]  # the stubs ask for what it returns
