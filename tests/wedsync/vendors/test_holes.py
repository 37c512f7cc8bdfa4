"""The guards of the walls go red: each hole, dug by the owner of the tables, is found."""

import pytest
from django.db import connection

from tests.wedsync.vendors import test_roles as roles
from tests.wedsync.vendors import test_walls as walls

pytestmark = pytest.mark.django_db

HOLES = [
    (
        walls.test_every_table_has_a_vendor_or_a_reason_not_to,
        "CREATE TABLE homeless (id uuid PRIMARY KEY)",
    ),
    (
        walls.test_every_tenant_table_is_protected_from_its_owner_too,
        "CREATE TABLE unprotected (id uuid PRIMARY KEY, vendor_id uuid)",
    ),
    (
        walls.test_every_tenant_table_is_protected_from_its_owner_too,
        "ALTER TABLE weddings_client NO FORCE ROW LEVEL SECURITY",
    ),
    (
        walls.test_every_tenant_table_has_exactly_our_policies,
        "DROP POLICY tenant ON weddings_client",
    ),
    (
        walls.test_every_tenant_table_has_exactly_our_policies,
        "ALTER POLICY tenant ON weddings_client WITH CHECK (true)",
    ),
    (
        walls.test_every_tenant_table_has_exactly_our_policies,
        "CREATE POLICY generous ON weddings_client FOR SELECT USING (true)",
    ),
    (
        walls.test_keys_between_tenant_tables_hold_both_ends_to_one_vendor,
        "ALTER TABLE weddings_person DROP CONSTRAINT weddings_person_client_id_same_vendor",
    ),
    (
        walls.test_keys_to_rows_that_may_be_shared_are_checked_by_a_trigger,
        "DROP TRIGGER messaging_handover_account_id_same_vendor ON messaging_handover",
    ),
    (
        walls.test_keys_to_rows_that_may_be_shared_are_checked_by_a_trigger,
        "ALTER TABLE messaging_handover DISABLE TRIGGER messaging_handover_account_id_same_vendor",
    ),
    *[
        (
            walls.test_a_key_without_a_constraint_of_its_own_is_proved_by_a_composite_one_or_in_sets,
            f"DROP TRIGGER messaging_handed_message_id_same_vendor{part} ON messaging_{table}",
        )
        for part, table in [
            ("", "handed"),
            ("_moved", "handed"),
            ("_left", "message"),
            ("_renamed", "message"),
        ]
    ],
    (
        walls.test_no_view_looks_with_its_owners_eyes,
        "CREATE VIEW all_clients AS SELECT * FROM weddings_client",
    ),
    (
        walls.test_no_view_looks_with_its_owners_eyes,
        "CREATE MATERIALIZED VIEW all_clients AS SELECT * FROM weddings_client",
    ),
    (
        walls.test_no_function_runs_with_its_owners_rights,
        "CREATE FUNCTION all_there_is() RETURNS int LANGUAGE sql SECURITY DEFINER RETURN 1",
    ),
    (
        walls.test_what_is_unique_tells_nothing_about_others,
        "CREATE UNIQUE INDEX telling ON weddings_person (email)",
    ),
    (
        walls.test_what_is_unique_tells_nothing_about_others,
        "CREATE UNIQUE INDEX telling ON weddings_person (lower(email))",
    ),
    (
        lambda: roles.test_who_acts_only_reads_and_writes_rows("wedsync_app", "TRUNCATE"),
        "GRANT TRUNCATE ON weddings_client TO wedsync_app",
    ),
    (
        lambda: roles.test_what_is_append_only_can_be_changed_by_nobody_who_acts(
            "wedsync_operator"
        ),
        "GRANT UPDATE ON vendors_event TO wedsync_operator",
    ),
    (
        lambda: roles.test_nobody_who_acts_can_pretend_that_a_migration_ran("wedsync_app"),
        "GRANT INSERT ON django_migrations TO wedsync_app",
    ),
    (
        roles.test_the_login_can_do_nothing_by_itself,
        "GRANT SELECT ON weddings_client TO wedsync",
    ),
    (
        roles.test_the_application_cannot_even_read_what_only_operators_may,
        "GRANT SELECT ON messaging_inboxevent TO wedsync_app",
    ),
]


@pytest.mark.parametrize(("guard", "hole"), HOLES, ids=[hole[:60] for _, hole in HOLES])
def test_a_hole_is_found(guard, hole):
    guard()

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE wedsync_owner")
        cursor.execute(hole)
        cursor.execute("SET LOCAL ROLE wedsync_app")

    with pytest.raises(AssertionError):
        guard()
