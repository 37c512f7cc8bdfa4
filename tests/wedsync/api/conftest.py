"""The people of the dashboard's tests, programs with keys, and a season to read."""

import json

import pytest
from django.test import Client
from django.utils.timezone import now

from messaging.states import State
from tests.factories import MembershipFactory, WeddingDayFactory
from tests.wedsync.dashboard.conftest import (
    as_role,
    count_queries,
    couple,
    nobody,
    owner,
    stranger,
)
from tests.wedsync.dashboard.stage import messages_of, running
from wedsync.vendors.keys import make
from wedsync.vendors.scopes import Scope
from wedsync.vendors.tenancy import tenant

__all__ = ["as_role", "count_queries", "couple", "nobody", "owner", "stranger"]


class Program:
    """A caller with a key: `program.post("clients/", {"name": …})`."""

    def __init__(self, secret, seat, key):
        self.secret, self.seat, self.key = secret, seat, key
        self.client = Client(headers={"Authorization": f"Bearer {secret}"})

    def get(self, path, query=None, **headers):
        return self.client.get(f"/api/v1/{path}", query, headers=spelled(headers))

    def post(self, path, body=None, **headers):
        return self._send("post", path, body, headers)

    def patch(self, path, body=None, **headers):
        return self._send("patch", path, body, headers)

    def delete(self, path, **headers):
        return self._send("delete", path, None, headers)

    def _send(self, method, path, body, headers):
        data = "" if body is None else json.dumps(body)
        send = getattr(self.client, method)
        return send(
            f"/api/v1/{path}", data, content_type="application/json", headers=spelled(headers)
        )


def spelled(headers):
    """`if_match` is `If-Match`."""
    return {name.replace("_", "-"): value for name, value in headers.items()}


def program_of(seat, *scopes):
    with tenant(seat.vendor_id):
        key, secret = make(
            seat, "Test", scopes or tuple(Scope), now(), expires_at=None, actor="user:1"
        )
    return Program(secret, seat, key)


@pytest.fixture
def with_scopes(vendor):
    """`with_scopes("clients:read")` is a program whose key may just that."""
    return lambda *scopes: program_of(MembershipFactory(vendor=vendor, role="owner"), *scopes)


@pytest.fixture
def program(with_scopes):
    return with_scopes()


@pytest.fixture
def foreign(db):
    """A program of somebody else's business."""
    return program_of(MembershipFactory(role="owner"))


@pytest.fixture
def campaign(vendor):
    campaign = running(vendor, State.DELIVERED, State.QUEUED)
    WeddingDayFactory(wedding=messages_of(campaign)[0].wedding)
    return campaign
