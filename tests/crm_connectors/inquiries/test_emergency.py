"""A page that everybody may fill in answers no emergency."""

import pytest

from crm_connectors.inquiries.set_form import set_form
from messaging.models import Inbound
from tests.campaigns.emergency.alarm import Stage, fresh
from tests.crm_connectors.inquiries.conftest import filled
from wedsync.vendors.tenancy import operator, tenant

pytestmark = pytest.mark.django_db


def test_a_yes_by_the_form_ends_no_emergency(visitor):
    stage = Stage()
    emergency = stage.opened()
    couple = stage.people[1]
    with tenant(stage.vendor.pk):
        asks = set_form(stage.vendor, is_open=True, questions=["note"], boxes=[], actor="user:1")

    visitor.post(f"/i/{asks.door}/", filled(email=couple.email, name="1", note="Yes"))

    with operator():
        letter = Inbound.objects.select_related("thread").get()
        Inbound.objects.update(text="Yes")  # as if the form asked nothing else
    assert (letter.by_form, letter.thread.person_id) == (True, couple.pk)
    stage.carried(emergency)
    assert fresh(emergency).state != "acknowledged"


def test_their_own_does(visitor):
    stage = Stage()
    emergency = stage.opened()

    stage.writes(stage.people[1], "Yes")

    stage.carried(emergency)
    assert fresh(emergency).state == "acknowledged"
