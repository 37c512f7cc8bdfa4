"""What the database's roles may do, and that none of them can step over the walls."""

import pytest
from django.db import connection, connections, transaction
from django.db.utils import IntegrityError, ProgrammingError

from personalization.models import Template
from tests.factories import (
    CampaignFactory,
    ClientFactory,
    MessageFactory,
    VariantFactory,
    VendorFactory,
)
from tests.wedsync.vendors.catalogue import rows, tables
from wedsync.vendors.tenancy import operator, tenant
from wedsync.weddings.models import Person

pytestmark = pytest.mark.django_db

ROLES = ["wedsync", "wedsync_app", "wedsync_desk", "wedsync_operator", "wedsync_owner"]
ACTING = ["wedsync_app", "wedsync_operator", "wedsync_desk"]
APPEND_ONLY = {
    "billing_budgetentry",
    "campaigns_timelineversion",
    "messaging_consent",
    "messaging_consenttext",
    "messaging_decision",
    "messaging_deliveryevent",
    "messaging_move",
    "personalization_templateversion",
    "personalization_variant",
    "vendors_event",
    "vendors_switch",
}
MAY = "SELECT has_table_privilege(%s, %s, %s)"


def test_no_role_is_above_the_policies():
    found = rows(
        "SELECT rolname, rolsuper, rolbypassrls, rolcreaterole, rolreplication"
        " FROM pg_roles WHERE rolname = ANY(%s) ORDER BY rolname",
        [ROLES],
    )

    assert found == [(role, False, False, False, False) for role in ROLES]


def test_the_login_can_do_nothing_by_itself():
    assert rows("SELECT rolinherit FROM pg_roles WHERE rolname = 'wedsync'") == [(False,)]
    assert not any(may("wedsync", name, "SELECT") for name in tables())


def test_the_tests_run_as_the_application_does():
    assert rows("SELECT session_user::text, current_user::text") == [("wedsync", "wedsync_app")]


@pytest.mark.django_db(databases=["default", "owner"])
def test_the_owner_sees_no_vendors_rows():
    ClientFactory()

    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT current_user::text, count(*) FROM weddings_client")

        assert cursor.fetchone() == ("wedsync_owner", 0)


@pytest.mark.parametrize("role", ACTING)
def test_who_acts_owns_nothing_and_can_build_nothing(role):
    owned = rows("SELECT relname FROM pg_class WHERE relowner = %s::regrole", [role])
    builds = rows(
        "SELECT has_schema_privilege(%s, 'public', 'CREATE'),"
        " has_database_privilege(%s, current_database(), 'CREATE')",
        [role, role],
    )

    assert owned == []
    assert builds == [(False, False)]


@pytest.mark.parametrize("role", ACTING)
@pytest.mark.parametrize("right", ["TRUNCATE", "TRIGGER", "REFERENCES", "MAINTAIN"])
def test_who_acts_only_reads_and_writes_rows(role, right):
    assert [name for name in tables() if may(role, name, right)] == []


CLOSED = {"messaging_bucket", "messaging_inboxevent"}


@pytest.mark.parametrize("role", ACTING)
def test_what_is_append_only_can_be_changed_by_nobody_who_acts(role):
    fixed = {
        name for name in tables() if not may(role, name, "UPDATE") and not may(role, name, "DELETE")
    }
    closed = CLOSED if role == "wedsync_app" else set()

    assert fixed == APPEND_ONLY | closed | {"django_migrations"}


@pytest.mark.parametrize("role", ACTING)
def test_nobody_who_acts_can_pretend_that_a_migration_ran(role):
    assert not may(role, "django_migrations", "INSERT")


def test_the_application_cannot_even_read_what_only_operators_may():
    rights = ["SELECT", "INSERT", "UPDATE", "DELETE"]

    open_ = [(t, r) for t in CLOSED for r in rights if may("wedsync_app", t, r)]

    assert open_ == []


def test_switching_row_security_off_is_an_error_and_no_way_around():
    ClientFactory()

    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        with_row_security_off("SELECT count(*) FROM weddings_client")


def test_a_row_cannot_point_at_another_vendors():
    mine, theirs = VendorFactory(), ClientFactory()

    with pytest.raises(IntegrityError, match="weddings_person_client_id_same_vendor"), operator():
        Person.objects.create(vendor=mine, client=theirs)


def test_a_message_cannot_use_another_vendors_words():
    message, theirs = MessageFactory(), VariantFactory()
    message.variant = theirs

    with pytest.raises(IntegrityError, match="not this vendor's"), tenant(message.vendor_id):
        message.save(update_fields=["variant"])


def test_everybody_may_use_the_library():
    library = VariantFactory(version__template__vendor=None)

    campaign = CampaignFactory(version=library.version)

    with tenant(campaign.vendor_id):
        assert campaign.version.variants.get() == library


def test_nobody_but_an_operator_adds_to_the_library():
    vendor = VendorFactory()

    with pytest.raises(ProgrammingError, match="row-level security"), tenant(vendor.pk):
        Template.objects.create(name="For all")


def may(role, table, right):
    return rows(MAY, [role, f'public."{table}"', right])[0][0]


def with_row_security_off(sql):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL row_security = off")
        cursor.execute(sql)
