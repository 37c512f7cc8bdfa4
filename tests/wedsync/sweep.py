"""Ask every address of a urlconf for another vendor's things, and see what comes back."""

import json
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlencode

from django.db import connection
from django.test import Client

from campaigns.models import (
    Campaign,
    Emergency,
    Enrollment,
    Experiment,
    PlannedStep,
    Reflow,
    Segment,
    Timeline,
)
from crm_connectors.models import Connection, Delivery, Endpoint, Import, Record, Sync
from messaging.models import (
    CapRule,
    Consent,
    Message,
    ProviderAccount,
    SavedReply,
    Suppression,
    Thread,
    ToDo,
)
from personalization.models import Copy, Template, TemplateVersion, Variant
from tests.wedsync.addresses import routes
from tests.wedsync.season import Rows
from tests.wedsync.vendors.catalogue import tenant_tables
from wedsync.billing.models import BudgetTotal
from wedsync.vendors.models import (
    ApiKey,
    Invitation,
    Membership,
    SavedView,
    SupportVisit,
    Vendor,
)
from wedsync.vendors.tenancy import operator
from wedsync.weddings.models import Client as Couple
from wedsync.weddings.models import Person, Wedding

CANARY = "zaunkoenig"  # in every text of the other vendor's rows, and nowhere else
METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")
READING = ("GET", "HEAD", "OPTIONS")
PROBES = 3
# An account's id is half of a secret address; its provider must hear that it signs wrongly.
MAY_TELL = {"/hooks/resend/<id>/", "/hooks/resend/<id>/AAAA/"}
NOT_ALLOWED, CRASHED = 405, 500
# Whose id is tried first where the path has this word.
LIKELY = {
    "campaign": Campaign,
    "audiences": Segment,
    "message": Message,
    "wedding": Wedding,
    "import": Import,
    "people": Person,
    "client": Couple,
    "template": Template,
    "variants": Variant,
    "copy": Template,
    "wordings": Copy,
    "emergencies": Emergency,
    "limits": CapRule,
    "moves": Reflow,
    "/steps/<": PlannedStep,
    "team": Membership,
    "seats": Vendor,
    "invitations": Invitation,
    "todos": ToDo,
    "views": SavedView,
    "timelines": Timeline,
    "enrollments": Enrollment,
    "deliveries": Delivery,
    "webhooks": Endpoint,
    "inbox/<": Thread,
    "inbox/replies": SavedReply,
    "hooks": ProviderAccount,
    "keys": ApiKey,
    "/offers/": Record,
    "/runs/": Sync,
    "/senders/<": ProviderAccount,
    "integrations": Connection,
    "/accounts/<": ProviderAccount,
    "consents": Consent,
    "experiments": Experiment,
    "/v1/hooks": Endpoint,
    "reflows": Reflow,
    "segments": Segment,
    "suppressions": Suppression,
    "support": SupportVisit,
    "usage": BudgetTotal,
}
MENTIONED = {
    "account": ProviderAccount,
    "batch": Import,
    "campaign": Campaign,
    "client": Couple,
    "import": Import,
    "message": Message,
    "person": Person,
    "segment": Segment,
    "template": Template,
    "variant": Variant,
    "offer": Record,
    "reflow": Reflow,
    "vendor": Vendor,
    "version": TemplateVersion,
    "wedding": Wedding,
}
FINGERPRINT = """
SELECT '{0}', count(*), md5(string_agg(t::text, ',' ORDER BY id)) FROM {0} t WHERE {1} = %s
"""


@dataclass(frozen=True)
class Leak:
    method: str
    path: str
    what: str


@dataclass(frozen=True)
class Sweep:
    """`mine` is whose `client` asks, `theirs` what must stay hidden and unchanged."""

    client: Client
    mine: Rows
    theirs: Rows

    def leaks(self) -> list[Leak]:
        found, before = [], fingerprint(self.theirs)
        for path in routes():
            found += self._probe(path)
            if fingerprint(self.theirs) != before:
                found.append(Leak("*", path, "changed another vendor's rows"))
                before = fingerprint(self.theirs)
        return found

    def _probe(self, path: str) -> Iterator[Leak]:
        if "<id>" not in path:
            yield from self._ask(path, path)
            return
        yield from self._ask(path, path.replace("<id>", str(likely(path, self.mine)[0].pk)))
        for method in METHODS:
            yield from self._knock(method, path, [str(r.pk) for r in likely(path, self.theirs)])

    def _ask(self, route: str, path: str) -> Iterator[Leak]:
        """With another vendor's ids in query and body; signing in and out is only looked at."""
        for method in READING if route.startswith("/accounts/") else METHODS:
            yield from self._request(method, path)[1]

    def _knock(self, method: str, path: str, ids: list[str]) -> Iterator[Leak]:
        """What exists elsewhere must look like what exists nowhere."""
        told: dict[bool, set[int]] = {True: set(), False: set()}
        for id_ in [*ids, str(uuid.uuid4())]:
            status, leaks = self._request(method, path.replace("<id>", id_))
            yield from leaks
            told[id_ in ids].add(status)
            if status == NOT_ALLOWED:
                return  # whatever the id
        if told[True] != told[False] and path not in MAY_TELL:
            yield Leak(method, path, f"tells what exists: {told[True]} not {told[False]}")

    def _request(self, method: str, path: str) -> tuple[int, list[Leak]]:
        response = self.client.generic(method, path, **self._mentioning(method, path))
        said = response.getvalue().decode(errors="replace") + str(response.serialize_headers())
        leaks = [Leak(method, path, "shows another vendor's words")] if CANARY in said else []
        if response.status_code == CRASHED:
            leaks.append(Leak(method, path, "crashes"))
        return response.status_code, leaks

    def _mentioning(self, method: str, path: str) -> dict[str, str]:
        """Ids of theirs wherever one might be taken."""
        ids = {name: str(self.theirs[model][0].pk) for name, model in MENTIONED.items()}
        ids |= {f"{name}_id": id_ for name, id_ in ids.items()} | {"id": ids["campaign"]}
        if method in READING:
            return {"QUERY_STRING": urlencode(ids)}
        if path.startswith("/api/"):
            return {"data": json.dumps(ids), "content_type": "application/json"}
        return {"data": urlencode(ids), "content_type": "application/x-www-form-urlencoded"}


def likely(path: str, rows: Rows) -> list:
    """A few rows; those that the path speaks of come first."""
    words = dict.fromkeys([*words_of(path), *LIKELY])
    return [rows[LIKELY[word]][0] for word in words][:PROBES]


def words_of(path: str) -> list[str]:
    return [word for word in LIKELY if word in path]


def fingerprint(rows: Rows) -> dict[str, list[object]]:
    """By table: how many rows the vendor has, and a hash over all of them."""
    question, tables = _question()
    with operator(), connection.cursor() as cursor:
        cursor.execute(question, [rows[Vendor][0].pk] * tables)
        return {name: told for name, *told in cursor.fetchall()}


@cache
def _question() -> tuple[str, int]:
    """One for all the tables, and how many they are."""
    tables = tenant_tables()
    asked = [FINGERPRINT.format(name, table.column) for name, table in tables.items()]
    return " UNION ALL ".join(asked), len(asked)
