"""No table, key, view or function of the database is a hole in the walls between vendors."""

import pytest
from django.apps import apps
from django.db.models import ForeignKey

from tests.wedsync.vendors.catalogue import (
    INDEXES,
    KEYS,
    POLICIES,
    TRIGGERS,
    UNIQUES,
    rows,
    tables,
    tenant_tables,
)

pytestmark = pytest.mark.django_db

# Every table without a vendor, and why it has none.
SIGN_IN = "people exist before it is known whom they work for"
DJANGO = "Django's own; no vendor's data"
CLOCK = "when the house's own jobs run"
HOMELESS = {
    "account_emailaddress": SIGN_IN,
    "account_emailconfirmation": SIGN_IN,
    "auth_user": SIGN_IN,
    "auth_user_groups": SIGN_IN,
    "auth_user_user_permissions": SIGN_IN,
    "django_session": SIGN_IN,
    "mfa_authenticator": SIGN_IN,
    "usersessions_usersession": SIGN_IN,
    "auth_group": DJANGO,
    "auth_group_permissions": DJANGO,
    "auth_permission": DJANGO,
    "django_admin_log": "what operators did; only the admin reads it",
    "django_content_type": DJANGO,
    "django_migrations": DJANGO,
    "django_celery_beat_clockedschedule": CLOCK,
    "django_celery_beat_crontabschedule": CLOCK,
    "django_celery_beat_intervalschedule": CLOCK,
    "django_celery_beat_periodictask": CLOCK,
    "django_celery_beat_periodictasks": CLOCK,
    "django_celery_beat_solarschedule": CLOCK,
    "messaging_bucket": "counts what an account sends; closed to the application's role",
    "messaging_heartbeat": "processes, not vendors, have a heartbeat",
    "messaging_inboxevent": "stored before it is known whose; closed to the application's role",
}
# Unique values without vendor or random id: who may try them out, and why that tells little.
TELLING = {
    "one_library_template_a_key": "the library's rows belong to nobody and all may read them",
    "crm_connectors_inquiryform_door_key": "drawn at random from 96 bits, never chosen",
    "vendors_apikey_prefix_key": "drawn at random from 40 bits, never chosen",
    "vendors_vendor_slug_key": "a public name; taken is what the owner of another must hear",
}
RUNS_AS_OWNER = {
    "refresh_statistics": "only an owner may ANALYZE, and the planner must know what has grown",
}
# Whom the operators' admin shows only in a visit, and what it shows anyway.
COUPLES = {
    *("weddings_client", "weddings_person", "weddings_wedding", "weddings_weddingday"),
    *("weddings_milestone", "weddings_proposedmove"),
    *("messaging_message", "messaging_move", "messaging_handed", "messaging_decision"),
    *("messaging_deliveryevent", "messaging_consent", "messaging_suppression"),
    *("messaging_softbounces", "messaging_device", "messaging_note", "messaging_thread"),
    *("messaging_inbound", "messaging_answer", "messaging_todo"),
    *("campaigns_recipient", "campaigns_capmove", "campaigns_emergency"),
    *("campaigns_emergencystep", "campaigns_assignment", "campaigns_goalreached"),
    *("campaigns_enrollment", "campaigns_plannedstep", "campaigns_stepmessage"),
    "campaigns_reflow",
    *("crm_connectors_importrow", "crm_connectors_link", "crm_connectors_record"),
    *("crm_connectors_syncrow", "crm_connectors_call", "crm_connectors_delivery"),
    "crm_connectors_inquiry",
}
VISITED = "(vendor_id = ANY (ARRAY( SELECT app_visited() AS app_visited)))"
ABOUT_COUPLES = {"Client", "Person", "Wedding", "Message", "Thread", "Inbound"}
NUMBERED = {"messaging_move": "written by the database, its number never leaves the house"}


def test_every_table_has_a_vendor_or_a_reason_not_to():
    assert set(tables()) - set(tenant_tables()) == set(HOMELESS)


def test_every_tenant_table_is_protected_from_its_owner_too():
    open_ = [t.name for t in tenant_tables().values() if not (t.protected and t.forced)]

    assert open_ == []


def test_every_tenant_table_has_exactly_our_policies():
    wanted = {policy for table in tenant_tables().values() for policy in expected(table)}
    wanted |= {operators("messaging_inboxevent"), operators("messaging_bucket")}

    found = {(*row[:3], tuple(row[3]), *row[4:]) for row in rows(POLICIES)}

    assert found == wanted


def test_what_points_at_a_couple_is_about_couples():
    pointing = {
        table for table, key in foreign_keys() if key.related_model.__name__ in ABOUT_COUPLES
    }

    assert pointing - COUPLES == set()


def test_keys_between_tenant_tables_hold_both_ends_to_one_vendor():
    keys = {(table, target, *map(tuple, columns)) for table, target, *columns in rows(KEYS)}
    triggers = {row[0] for row in rows(TRIGGERS)}

    loose = [
        f"{table}.{columns[0]}"
        for table, target, columns, _ in plain(keys)
        if (table, target, ("vendor_id", *columns), ("vendor_id", "id")) not in keys
        and f"{table}.{table}_{columns[0]}_same_vendor" not in triggers
    ]

    assert loose == []


def test_keys_to_rows_that_may_be_shared_are_checked_by_a_trigger():
    """A composite key says nothing about a row whose vendor is NULL."""
    triggers = {row[0] for row in rows(TRIGGERS)}
    known = tenant_tables()

    unchecked = [
        f"{table}.{columns[0]}"
        for table, target, columns, _ in plain(rows(KEYS))
        if known[target].shared
        and not known[table].shared
        and f"{table}.{table}_{columns[0]}_same_vendor" not in triggers
    ]

    assert unchecked == []


def test_a_key_without_a_constraint_of_its_own_is_proved_by_a_composite_one_or_in_sets():
    keys = {(table, target, *map(tuple, columns)) for table, target, *columns in rows(KEYS)}
    triggers = {row[0] for row in rows(TRIGGERS)}

    unproved = [
        f"{table}.{key.column}"
        for table, key, target in unconstrained()
        if target != "vendors_vendor"
        and (table, target, ("vendor_id", key.column), ("vendor_id", "id")) not in keys
        and not in_sets(table, key.column, target) <= triggers
    ]

    assert unproved == []


def in_sets(table, column, target):
    """The triggers that stand for a composite key."""
    key = f"{table}_{column}_same_vendor"
    guards = {f"{table}.{key}", f"{table}.{key}_moved"}
    return guards | {f"{target}.{key}_left", f"{target}.{key}_renamed"}


def test_a_vendor_without_a_constraint_of_its_own_is_proved_by_a_key_that_is_never_empty():
    """To a row whose own vendor is proved."""
    filled = {(table, key.column) for table, key, _ in unconstrained() if not key.null}
    vendors = {table for table, _, target in unconstrained() if target == "vendors_vendor"}

    proved = {table for table, column in filled if column != "vendor_id"}

    assert vendors
    assert vendors - proved == set()


def test_a_key_without_an_index_of_its_own_begins_one_or_follows_the_vendor():
    begun = {(table, *columns[:2]) for table, columns in rows(INDEXES)}
    begun |= {(table, columns[0]) for table, columns in rows(INDEXES) if columns}

    unserved = [
        f"{table}.{key.column}"
        for table, key in unindexed()
        if not {(table, key.column), (table, "vendor_id", key.column)} & begun
    ]

    assert unserved == []


def test_no_view_looks_with_its_owners_eyes():
    views = rows(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
        " AND (relkind = 'm' OR relkind = 'v'"
        " AND NOT coalesce(reloptions, '{}') @> '{security_invoker=true}')"
    )

    assert views == []


def test_no_function_runs_with_its_owners_rights():
    definers = rows(
        "SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace"
        " AND (prosecdef OR proleakproof)"
    )

    assert {name for (name,) in definers} == set(RUNS_AS_OWNER)


def test_what_runs_as_the_owner_takes_nothing_tells_nothing_and_looks_nowhere_else():
    found = rows(
        "SELECT pronargs, prorettype::regtype::text, proconfig,"
        " has_function_privilege('public', oid, 'EXECUTE')"
        " FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosecdef"
    )

    assert found == [(0, "void", ["search_path=pg_catalog, public"], False)] * len(RUNS_AS_OWNER)


def test_what_is_unique_tells_nothing_about_others():
    known = tenant_tables()

    telling = {
        index
        for table, index, columns, types in rows(UNIQUES)
        if table in known and not {"vendor_id"} & set(columns) and "uuid" not in types
    }

    assert telling == set(TELLING) | {f"{table}_pkey" for table in NUMBERED}


def plain(keys):
    """The one-column keys between tenant tables; the key to the vendor itself isn't meant."""
    known = set(tenant_tables())
    for table, target, columns, targets in keys:
        if {table, target} <= known and target != "vendors_vendor" and len(columns) == 1:
            yield table, target, tuple(columns), tuple(targets)


def foreign_keys():
    """Of our models: their table, the field."""
    for model in apps.get_models():
        for key in model._meta.get_fields():
            if isinstance(key, ForeignKey) and key.model is model:
                yield model._meta.db_table, key


def unconstrained():
    for table, key in foreign_keys():
        if not key.db_constraint:
            yield table, key, key.related_model._meta.db_table


def unindexed():
    for table, key in foreign_keys():
        if not key.db_index and not key.unique:
            yield table, key


def expected(table):
    own = f"({table.column} = ( SELECT app_vendor() AS app_vendor))"
    yield (table.name, "tenant", "PERMISSIVE", ("wedsync_app",), "ALL", own, own)
    yield operators(table.name)
    if table.name in COUPLES:
        yield (table.name, "visit", "RESTRICTIVE", ("wedsync_desk",), "ALL", VISITED, None)
    if table.shared:
        library = "(vendor_id IS NULL)"
        yield (table.name, "library", "PERMISSIVE", ("wedsync_app",), "SELECT", library, None)


def operators(name):
    return (name, "operator", "PERMISSIVE", ("wedsync_operator",), "ALL", "true", "true")
