"""Looks up, in a handful of queries a chunk, the couples that its records may be about."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q, QuerySet

from crm_connectors.couples import Origin
from crm_connectors.models import Import, ImportRow, Link
from crm_connectors.recognise import (
    EXACT,
    MOST_ALIKE,
    Couple,
    Known,
    Ours,
    Stored,
    says_no_address,
)
from crm_connectors.records import CoupleRecord
from crm_connectors.translate import COUPLE
from crm_connectors.words import plain
from wedsync.weddings.models import Client, Person, Wedding

CLIENT = ("name",)
PERSON = ("given_name", "family_name", "email", "phone", "language")
WEDDING = (
    *("date", "precision", "life", "venue_name", "venue_city", "venue_country", "timezone"),
    *("latitude", "longitude", "guests", "budget", "currency", "style"),
)


Met = Callable[[list[UUID]], dict[UUID, int]]


def load(
    origin: Origin,
    records: Sequence[CoupleRecord],
    known: Known,
    *,
    lock: bool,
    met: Met = lambda _: {},
) -> Known:
    """Add to `known` whoever shares an id or an e-mail address with one of the records, or the day
    of one without any address.

    With `lock` the rows stay as they are until the transaction ends. `met` tells, of weddings,
    which row was about them already.
    """
    vendor = origin.vendor_id
    emails = {record.email for record in records if record.email}
    by_email = _clients_by_email(vendor, emails)
    known.crowded |= {email for email, found in by_email.items() if len(found) > MOST_ALIKE}
    alike = {c for email, found in by_email.items() if email not in known.crowded for c in found}
    linked = _linked(origin, [record.external_id for record in records if record.external_id])
    days = {record.wedding.date for record in records if says_no_address(record)} - {None}
    wanted = Q(pk__in=linked) | Q(client__in=alike) | Q(date__in=days, precision=EXACT)
    weddings = _rows(Wedding.objects.filter(wanted, vendor=vendor), WEDDING, lock=lock)
    clients = {wedding["client_id"] for wedding in weddings}
    people = _by_client(
        _rows(Person.objects.filter(vendor=vendor, client__in=clients), PERSON, lock=lock)
    )
    names = _rows(Client.objects.filter(vendor=vendor, pk__in=clients), CLIENT, lock=lock)
    named = {client["pk"]: Stored(client["pk"], {"name": client["name"]}) for client in names}
    ids = [wedding["pk"] for wedding in weddings]
    theirs, rows = _external_ids(origin, ids), met(ids)
    for wedding in weddings:
        pk, client = wedding["pk"], wedding["client_id"]
        couple = _couple(wedding, named[client], people[client], theirs[pk])
        known.add(couple, rows.get(pk))
    return known


def _rows(wanted: "QuerySet[Any]", names: Sequence[str], *, lock: bool) -> list[dict[str, Any]]:
    """Rows as dicts of `names` and keys; always in the same order, so that locks don't cross."""
    ordered = wanted.order_by("pk")
    keys = {Client: ["pk"], Person: ["pk", "client_id", "role"], Wedding: ["pk", "client_id"]}
    found = (ordered.select_for_update() if lock else ordered).values(*keys[wanted.model], *names)
    return list(found)


def _linked(origin: Origin, external_ids: list[str]) -> list[UUID]:
    links = Link.objects.filter(
        vendor=origin.vendor_id, source=origin.source, kind=Link.Kind.WEDDING
    )
    return list(links.filter(external_id__in=external_ids).values_list("object_id", flat=True))


def _clients_by_email(vendor: UUID, emails: set[str]) -> dict[str, list[UUID]]:
    people = Person.objects.filter(vendor=vendor, role__in=COUPLE, email__in=emails)
    clients = people.order_by().values("email").annotate(clients=ArrayAgg("client", distinct=True))
    return dict(clients.values_list("email", "clients"))


def _by_client(people: list[dict[str, Any]]) -> dict[UUID, list[dict[str, Any]]]:
    by_client: defaultdict[UUID, list[dict[str, Any]]] = defaultdict(list)
    for person in people:
        by_client[person["client_id"]].append(person)
    return by_client


def _external_ids(origin: Origin, weddings: list[UUID]) -> dict[UUID, frozenset[str]]:
    links = Link.objects.filter(
        vendor=origin.vendor_id, source=origin.source, kind=Link.Kind.WEDDING
    )
    found: defaultdict[UUID, frozenset[str]] = defaultdict(frozenset)
    pairs = links.filter(object_id__in=weddings).values_list("object_id", "external_id")
    for wedding, external_id in pairs:
        found[wedding] |= {external_id}
    return found


def _couple(
    wedding: dict[str, Any], client: Stored, people: list[dict[str, Any]], theirs: frozenset[str]
) -> Couple:
    partners = [person for person in people if person["role"] in COUPLE]
    stored = {person["role"]: _stored(person, PERSON) for person in reversed(people)}
    return Couple(
        key=str(wedding["pk"]),
        names=frozenset(plain(each["given_name"]) for each in partners if each["given_name"]),
        date=wedding["date"],
        precision=wedding["precision"],
        emails=frozenset(each["email"] for each in partners if each["email"]),
        external_ids=theirs,
        ours=Ours(client, _stored(wedding, WEDDING), stored),
    )


def _stored(row: dict[str, Any], names: Sequence[str]) -> Stored:
    return Stored(row["pk"], {name: row[name] for name in names})


def met_in(batch: Import) -> Met:
    """Which row of this very import was about a wedding already."""

    def met(weddings: list[UUID]) -> dict[UUID, int]:
        ours = {"vendor": batch.vendor_id, "batch": batch, "wedding_id__in": weddings}
        rows = ImportRow.objects.filter(**ours).values_list("wedding_id", "number")
        return {wedding: number for wedding, number in rows if wedding}

    return met
