"""Migration operations that make the database guard the walls between tenants.

Every table with a `vendor_id` needs `Protect`; every foreign key between two such tables needs
`SameVendor`, because plain foreign keys look past row-level security and would let one vendor's
row point at another's. The catalogue tests find a table or a key that was forgotten.
"""

from django.db.migrations.operations import RunSQL

SCHEMA = """
CREATE FUNCTION app_vendor() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT NULLIF(current_setting('app.vendor_id', true), '')::uuid $$;
GRANT USAGE ON SCHEMA public TO wedsync_app, wedsync_operator;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public
  TO wedsync_app, wedsync_operator;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO wedsync_app, wedsync_operator;
ALTER DEFAULT PRIVILEGES IN SCHEMA public
  GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO wedsync_app, wedsync_operator;
ALTER DEFAULT PRIVILEGES IN SCHEMA public
  GRANT USAGE, SELECT ON SEQUENCES TO wedsync_app, wedsync_operator;
REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM wedsync_app, wedsync_operator;
"""

FORCE = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON {table} TO wedsync_app
  USING ({column} = (SELECT app_vendor())) WITH CHECK ({column} = (SELECT app_vendor()));
CREATE POLICY operator ON {table} TO wedsync_operator USING (true) WITH CHECK (true);
"""
SHARED = """
CREATE POLICY library ON {table} FOR SELECT TO wedsync_app USING ({column} IS NULL);
"""
# The operator's id is the desk's setting; PostgreSQL reads the visits once a statement, and an
# array, unlike a subquery, finds its rows in an index.
VISITS = """
CREATE FUNCTION app_visited() RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
  SELECT vendor_id FROM vendors_supportvisit
  WHERE operator_id = NULLIF(current_setting('app.desk', true), '')::bigint
    AND ended_at IS NULL AND ends_at > now()
$$;
"""
VISITED = """
CREATE POLICY visit ON {table} AS RESTRICTIVE TO wedsync_desk
  USING (vendor_id = ANY (ARRAY(SELECT app_visited())));
"""
SWITCHES = """
CREATE FUNCTION app_switched_off(what text, whose uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT FROM (VALUES (whose), (NULL)) AS about(vendor) CROSS JOIN LATERAL (
      SELECT s.is_on FROM vendors_switch s
      WHERE s.feature = what AND s.vendor_id IS NOT DISTINCT FROM about.vendor
      ORDER BY s.id DESC LIMIT 1
    ) latest WHERE NOT latest.is_on
  )
$$;
REVOKE INSERT ON vendors_switch FROM wedsync_app;
"""
PAIR = """
ALTER TABLE {table} ADD CONSTRAINT {table}_vendor_id_id UNIQUE (vendor_id, id);
"""


class Protect(RunSQL):
    """Row-level security, enabled and forced, and `UNIQUE (vendor_id, id)` for composite keys.

    `shared`: rows without a vendor (the operators' library) may be read by everybody.
    `column`: another name of the tenant column; such a table gets no composite key.
    """

    def __init__(self, table: str, *, shared: bool = False, column: str = "vendor_id") -> None:
        self.table, self.shared, self.column = table, shared, column
        sql = FORCE + (SHARED if shared else "") + (PAIR if column == "vendor_id" else "")
        super().__init__(sql.format(table=table, column=column), RunSQL.noop)

    def deconstruct(self) -> tuple[str, list[object], dict[str, object]]:
        return "Protect", [self.table], {"shared": self.shared, "column": self.column}


class Visited(RunSQL):
    """A table about couples: in the admin its rows are there only while its vendor is visited."""

    def __init__(self, table: str) -> None:
        self.table = table
        super().__init__(VISITED.format(table=table), RunSQL.noop)

    def deconstruct(self) -> tuple[str, list[object], dict[str, object]]:
        return "Visited", [self.table], {}


class SameVendor(RunSQL):
    """A composite foreign key: what `table.column` points at belongs to the same vendor.

    It stands beside Django's own key and shares its fate on delete; `shared` targets may also be
    rows without a vendor, which a composite key can't express, so a trigger checks those.
    """

    def __init__(self, table: str, column: str, target: str, *, shared: bool = False) -> None:
        self.table, self.column, self.target, self.shared = table, column, target, shared
        super().__init__(self._shared() if shared else self._composite(), RunSQL.noop)

    def deconstruct(self) -> tuple[str, list[object], dict[str, object]]:
        return "SameVendor", [self.table, self.column, self.target], {"shared": self.shared}

    def _composite(self) -> str:
        return (
            f"ALTER TABLE {self.table} ADD CONSTRAINT {self.table}_{self.column}_same_vendor "
            f"FOREIGN KEY (vendor_id, {self.column}) REFERENCES {self.target} (vendor_id, id) "
            "ON DELETE NO ACTION;"
        )

    def _shared(self) -> str:
        name = f"{self.table}_{self.column}_same_vendor"
        return f"""
CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.{self.column} IS NOT NULL AND NOT EXISTS (
    SELECT FROM {self.target} t WHERE t.id = NEW.{self.column}
      AND (t.vendor_id IS NULL OR t.vendor_id = NEW.vendor_id)
  ) THEN
    RAISE foreign_key_violation USING MESSAGE = '{self.table}.{self.column}: not this vendor''s';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER {name} BEFORE INSERT OR UPDATE OF {self.column}, vendor_id ON {self.table}
  FOR EACH ROW EXECUTE FUNCTION {name}();
"""


IN_SETS = """
CREATE FUNCTION {key}() RETURNS trigger LANGUAGE plpgsql
  SET enable_seqscan = off AS $$
BEGIN
  -- LATERAL and LIMIT: each row is looked up in the index, however small the tables were when
  -- the session made its plan.
  IF EXISTS (
    SELECT FROM {rows} n LEFT JOIN LATERAL (
      SELECT true AS there FROM {target} t
      WHERE t.id = n.{column} AND (t.vendor_id = n.vendor_id{or_shared}) LIMIT 1 {lock}
    ) found ON true
    WHERE n.{column} IS NOT NULL AND found.there IS NULL
  ) THEN
    RAISE foreign_key_violation USING MESSAGE = '{table}.{column}: not this vendor''s';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER {key} AFTER INSERT ON {table} REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {key}();
CREATE FUNCTION {key}_left() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM {table} n WHERE {same_vendor}n.{column} = OLD.id) THEN
    RAISE foreign_key_violation USING MESSAGE = '{table}.{column}: still points at it';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER {key}_left AFTER DELETE ON {target}
  FOR EACH ROW EXECUTE FUNCTION {key}_left();
CREATE TRIGGER {key}_renamed AFTER UPDATE OF id, vendor_id ON {target}
  FOR EACH ROW WHEN (OLD.id <> NEW.id OR OLD.vendor_id IS DISTINCT FROM NEW.vendor_id)
  EXECUTE FUNCTION {key}_left();
"""
WAYS = "held", "kept", "few", "filled", "shared"
FEW = "(SELECT DISTINCT vendor_id, {column} FROM new_rows)"
MOVED_ONE_BY_ONE = """
CREATE FUNCTION {key}_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM {target} t
    WHERE t.id = NEW.{column} AND (t.vendor_id = NEW.vendor_id{or_shared}){lock_one};
  IF NOT FOUND AND NEW.{column} IS NOT NULL THEN
    RAISE foreign_key_violation USING MESSAGE = '{table}.{column}: not this vendor''s';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER {key}_moved AFTER UPDATE OF {column}, vendor_id ON {table}
  FOR EACH ROW EXECUTE FUNCTION {key}_moved();
"""
# A trigger that sees sets can't be told for which columns: it asks again whatever is changed.
MOVED_IN_SETS = """
CREATE TRIGGER {key}_moved AFTER UPDATE ON {table} REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {key}();
"""


class SameVendorInSets(RunSQL):
    """What `SameVendor` proves, asked once a statement: for a table whose rows come in sets.

    It takes the key's place, as strict as that and with the same locks: a row is inserted only
    beside what it points at, and what is pointed at neither goes nor changes its name.
    `held`: whoever inserts has written to the target in the same transaction, and so locked it.
    `kept`: the target is append-only, so there is nothing to lock. `few`: a set points at few rows,
    each of which is looked up once. `filled`: the column is set later, in sets too. `shared`: the
    target's rows may have no vendor.
    """

    def __init__(self, table: str, column: str, target: str, **ways: bool) -> None:
        self.table, self.column, self.target = table, column, target
        self.ways: dict[str, object] = dict(ways)
        held, kept, few, filled, shared = (ways.get(name, False) for name in WAYS)
        names = {"table": table, "column": column, "target": target}
        names |= {
            "key": f"{table}_{column}_same_vendor",
            "lock": "" if held or kept else "FOR KEY SHARE OF t",
            "lock_one": "" if kept else " FOR KEY SHARE",
            "rows": FEW.format(column=column) if few else "new_rows",
            "or_shared": " OR t.vendor_id IS NULL" if shared else "",
            "same_vendor": "" if shared else "n.vendor_id = OLD.vendor_id AND ",
        }
        key_gone = "" if shared else "ALTER TABLE {table} DROP CONSTRAINT {key};"
        moved = MOVED_IN_SETS if filled else MOVED_ONE_BY_ONE
        super().__init__((key_gone + IN_SETS + moved).format(**names), RunSQL.noop)

    def deconstruct(self) -> tuple[str, list[object], dict[str, object]]:
        return "SameVendorInSets", [self.table, self.column, self.target], self.ways


class AppendOnly(RunSQL):
    """Rows are only ever added: no role of the application may change or remove them."""

    def __init__(self, table: str) -> None:
        self.table = table
        roles = "wedsync_app, wedsync_operator"
        super().__init__(f"REVOKE UPDATE, DELETE ON {table} FROM {roles};", RunSQL.noop)

    def deconstruct(self) -> tuple[str, list[object], dict[str, object]]:
        return "AppendOnly", [self.table], {}


ReadOnly = AppendOnly


class OperatorsOnly(RunSQL):
    """A table without a tenant that the application's own role must not even read."""

    def __init__(self, table: str) -> None:
        self.table = table
        super().__init__(
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;"
            f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY;"
            f"REVOKE ALL ON {table} FROM wedsync_app;"
            f"CREATE POLICY operator ON {table} TO wedsync_operator"
            " USING (true) WITH CHECK (true);",
            RunSQL.noop,
        )

    def deconstruct(self) -> tuple[str, list[object], dict[str, object]]:
        return "OperatorsOnly", [self.table], {}
