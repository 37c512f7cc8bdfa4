"""A clock that a test moves, for this process and for its database alike.

PostgreSQL asks its own clock. Functions of the same names, found before its own, ask the test's.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import time_machine
from django.db import connections

ASKED = ("now", "statement_timestamp", "clock_timestamp", "transaction_timestamp")
SCHEMA = """
CREATE SCHEMA IF NOT EXISTS virtual;
GRANT USAGE ON SCHEMA virtual TO PUBLIC;
"""
FUNCTION = """
CREATE OR REPLACE FUNCTION virtual.{name}() RETURNS timestamptz LANGUAGE sql STABLE
  AS $$ SELECT current_setting('virtual.clock')::timestamptz $$;
"""
# A default was bound to PostgreSQL's own function when its column was made.
DEFAULTS = """
SELECT format('ALTER TABLE %I ALTER %I SET DEFAULT ', table_name, column_name)
FROM information_schema.columns
WHERE table_schema = 'public' AND column_default = 'statement_timestamp()'
"""


@dataclass
class Clock:
    """`move_to` an aware instant; nothing moves it otherwise."""

    traveller: time_machine.Traveller
    at: dt.datetime

    def move_to(self, at: dt.datetime) -> None:
        self.at = at
        self.traveller.move_to(at)
        with connections["default"].cursor() as cursor:
            cursor.execute("SELECT set_config('virtual.clock', %s, false)", [at.isoformat()])


@contextmanager
def virtual_time(start: dt.datetime) -> Iterator[Clock]:
    with _asking_us(), time_machine.travel(start, tick=False) as traveller:
        clock = Clock(traveller, start)
        with connections["default"].cursor() as cursor:
            cursor.execute("SET search_path = virtual, pg_catalog, public")
        clock.move_to(start)
        try:
            yield clock
        finally:
            with connections["default"].cursor() as cursor:
                cursor.execute("RESET search_path")


@contextmanager
def _asking_us() -> Iterator[None]:
    with connections["owner"].cursor() as cursor:
        cursor.execute(SCHEMA + "".join(FUNCTION.format(name=name) for name in ASKED))
        cursor.execute(DEFAULTS)
        columns = [row[0] for row in cursor.fetchall()]
        cursor.execute(";".join(f"{column} virtual.statement_timestamp()" for column in columns))
        try:
            yield
        finally:
            cursor.execute(";".join(f"{column} statement_timestamp()" for column in columns))
            cursor.execute("DROP SCHEMA virtual CASCADE")
