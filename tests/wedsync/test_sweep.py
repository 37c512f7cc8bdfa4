"""No address of the house shows, tells of or touches another vendor's rows.

The pages of the live socket take no id; that its news stay with their vendor is tested beside it.
"""

import pytest
from django.apps import apps
from django.db import models
from django.test import Client

from tests.wedsync.addresses import routes
from tests.wedsync.season import season
from tests.wedsync.sweep import CANARY, Sweep, fingerprint, words_of
from tests.wedsync.vendors.catalogue import tenant_tables
from wedsync.vendors import tenancy
from wedsync.vendors.models import Membership
from wedsync.vendors.tenancy import APP, OPERATOR

pytestmark = [pytest.mark.django_db, pytest.mark.walk]

careless = pytest.mark.urls("tests.wedsync.careless")
# Texts of a fixed shape, which can't hold the canary.
SHAPED = {"accent", "channel", "country", "currency", "language", "locale", "provider", "timezone"}
SHAPED |= {"budget_currency", "reader", "word", "bucket", "writer"}
SHAPED |= {"content"}  # a hash
SHAPED |= {"compiled", "key", "subject_id", "subject_type", "variant_key", "venue_country"}


@pytest.fixture
def stage(settings):
    """Two vendors who have one of everything, and the owner of the first, who may ask a lot."""
    settings.API_PER_MINUTE = 10**9
    mine, theirs = season("mine"), season(CANARY)
    client = Client(raise_request_exception=False)
    client.force_login(mine[Membership][0].user)
    return Sweep(client, mine, theirs)


@pytest.fixture
def walls_down(monkeypatch):
    """Whoever is let in as a vendor's member now sees what operators see."""
    set_vendor = tenancy._set_vendor

    def open_up(vendor_id):
        set_vendor(vendor_id)
        tenancy._set_role(OPERATOR if vendor_id else APP)

    monkeypatch.setattr(tenancy, "_set_vendor", open_up)


def test_no_address_leaks_anything(stage):
    assert stage.leaks() == []


def test_every_kind_of_row_is_on_stage(stage):
    """A new table has to be added to the season, or the sweep knows nothing of it."""
    staged = {model._meta.db_table for model, rows in stage.theirs.items() if rows}

    assert set(tenant_tables()) - staged == {"personalization_pooledhabit"}  # nobody's rows


def test_the_canary_sits_in_every_text_that_can_hold_it(stage):
    silent = {
        f"{model._meta.label}.{field.name}"
        for model, rows in stage.theirs.items()
        for field in model._meta.concrete_fields
        if isinstance(field, (models.CharField, models.TextField, models.JSONField))
        and not (field.choices or field.primary_key or field.name in SHAPED)
        and CANARY not in str(getattr(rows[0], field.name))
    }

    assert silent <= {
        "campaigns.Campaign.audience",
        "campaigns.Experiment.subject",  # names its campaign
        "campaigns.Recipient.cap_fate",  # a word of the plan
        "crm_connectors.Connection.connector",  # names a file of ours
        "personalization.Template.timing",
    }


def test_every_address_is_swept():
    found = routes()

    assert {"/campaigns/<id>/", "/api/v1/campaigns/<id>/launch/", "/hooks/resend/"} <= set(found)
    assert len(found) == len(set(found))


def test_every_address_is_asked_for_a_row_of_its_own_kind():
    """A new hole has to be added to the likely ones, or the sweep knocks with strangers only."""
    assert [path for path in routes() if "<id>" in path and not words_of(path)] == []


@careless
def test_the_walls_hold_behind_views_that_forgot_every_filter(stage):
    assert stage.leaks() == []


@careless
@pytest.mark.usefixtures("walls_down")
def test_the_sweep_sees_every_careless_view_once_the_walls_are_down(stage):
    caught = {shape(leak.path) for leak in stage.leaks()}

    assert caught == set(routes())


def test_every_model_of_a_tenant_is_known_to_the_apps():
    """Tables are found in the database; this keeps both lists one."""
    known = {model._meta.db_table for model in apps.get_models()}

    assert set(tenant_tables()) <= known


def test_a_fingerprint_notices_any_change(stage):
    before = fingerprint(stage.theirs)
    client = next(rows for model, rows in stage.theirs.items() if model.__name__ == "Client")[0]

    with tenancy.operator():
        type(client).objects.filter(pk=client.pk).update(source="x")

    after = fingerprint(stage.theirs)
    assert {name for name in before if before[name] != after[name]} == {"weddings_client"}


def shape(path):
    """The route of a path: an id becomes `<id>` again."""
    return "/".join("<id>" if len(part) == 36 else part for part in path.split("/"))
