"""What PostgreSQL's own catalogue says about the tables of the house."""

from dataclasses import dataclass

from django.db import connection

TABLES = """
SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity, a.attnum IS NOT NULL,
       coalesce(NOT a.attnotnull, false)
FROM pg_class c
LEFT JOIN pg_attribute a
  ON a.attrelid = c.oid AND a.attname = 'vendor_id' AND NOT a.attisdropped
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
"""
POLICIES = """
SELECT tablename, policyname, permissive, roles::text[], cmd, qual, with_check
FROM pg_policies WHERE schemaname = 'public'
"""
# One row a key: both tables, and the columns in order.
KEYS = """
SELECT k.conrelid::regclass::text, k.confrelid::regclass::text,
  ARRAY(SELECT a.attname::text FROM unnest(k.conkey) WITH ORDINALITY AS c(number, place)
        JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = c.number ORDER BY place),
  ARRAY(SELECT a.attname::text FROM unnest(k.confkey) WITH ORDINALITY AS c(number, place)
        JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = c.number ORDER BY place)
FROM pg_constraint k WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace
"""
TRIGGERS = """
SELECT t.tgrelid::regclass::text || '.' || t.tgname FROM pg_trigger t
WHERE NOT t.tgisinternal AND t.tgenabled = 'O'
"""
# Unique indexes with the names and types of their columns; an expression has no name.
UNIQUES = """
SELECT i.indrelid::regclass::text, i.indexrelid::regclass::text,
  ARRAY(SELECT coalesce(a.attname::text, '(expression)') FROM unnest(i.indkey::int[]) AS c(number)
        LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = c.number),
  ARRAY(SELECT a.atttypid::regtype::text FROM unnest(i.indkey::int[]) AS c(number)
        JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = c.number)
FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
WHERE i.indisunique AND c.relnamespace = 'public'::regnamespace
"""
# Indexes of all rows: table, and columns in order.
INDEXES = """
SELECT i.indrelid::regclass::text,
  ARRAY(SELECT a.attname::text FROM unnest(i.indkey::int[]) WITH ORDINALITY AS c(number, place)
        JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = c.number ORDER BY place)
FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
WHERE i.indpred IS NULL AND c.relnamespace = 'public'::regnamespace
"""


@dataclass(frozen=True)
class Table:
    name: str
    protected: bool
    forced: bool
    has_vendor: bool
    shared: bool  # rows without a vendor belong to everybody

    @property
    def column(self) -> str:
        """What says whose row it is."""
        return "vendor_id" if self.has_vendor else "id"


def rows(sql, parameters=()):
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


def tables():
    return {row[0]: Table(*row) for row in rows(TABLES)}


def tenant_tables():
    """Those whose rows belong to a vendor, and the vendors themselves."""
    return {
        name: table
        for name, table in tables().items()
        if table.has_vendor or name == "vendors_vendor"
    }
