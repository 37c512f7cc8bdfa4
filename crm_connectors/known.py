"""Looks up, in six queries a chunk, the couples that its records may be about."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from crm_connectors.models import Import, ImportRow, Link
from crm_connectors.recognise import MOST_ALIKE, Couple, Known, Ours, Stored
from crm_connectors.records import CoupleRecord
from crm_connectors.translate import COUPLE
from crm_connectors.words import plain
from wedsync.weddings.models import Client, Person, Wedding

CLIENT = ("name",)
PERSON = ("given_name", "family_name", "email", "phone", "language")
WEDDING = (
    *("date", "precision", "life", "venue_name", "venue_city", "venue_country", "timezone"),
    *("guests", "budget", "currency", "style"),
)


def load(batch: Import, records: Sequence[CoupleRecord], known: Known, *, lock: bool) -> Known:
    """Add to `known` whoever shares an id or an e-mail address with one of the records.

    With `lock` the rows stay as they are until the transaction ends.
    """
    vendor = batch.vendor_id
    emails = {record.email for record in records if record.email}
    known.crowded |= _crowded(vendor, emails)
    linked = _linked(batch, [record.external_id for record in records if record.external_id])
    clients = _clients_by_email(vendor, emails - known.crowded)
    weddings = _weddings(vendor, linked, clients, lock=lock)
    ids = [wedding.client_id for wedding in weddings]
    people = _people(vendor, ids, lock=lock)
    names = dict(_locked(Client.objects.filter(vendor=vendor, pk__in=ids), lock=lock))
    found = [wedding.pk for wedding in weddings]
    theirs, rows = _external_ids(batch, found), _rows(batch, found)
    for wedding in weddings:
        client = Stored(wedding.client_id, {"name": names[wedding.client_id]})
        couple = _couple(wedding, client, people[wedding.client_id], theirs[wedding.pk])
        known.add(couple, rows.get(wedding.pk))
    return known


def values(row: Any, names: Iterable[str]) -> dict[str, object]:
    return {name: getattr(row, name) for name in names}


def _crowded(vendor: UUID, emails: set[str]) -> set[str]:
    counted = Person.objects.filter(vendor=vendor, role__in=COUPLE, email__in=emails)
    crowded = counted.order_by().values("email").annotate(n=Count("pk")).filter(n__gt=MOST_ALIKE)
    return set(crowded.values_list("email", flat=True))


def _linked(batch: Import, external_ids: list[str]) -> list[UUID]:
    links = Link.objects.filter(vendor=batch.vendor_id, source=batch.source, kind=Link.Kind.WEDDING)
    return list(links.filter(external_id__in=external_ids).values_list("object_id", flat=True))


def _clients_by_email(vendor: UUID, emails: set[str]) -> list[UUID]:
    people = Person.objects.filter(vendor=vendor, role__in=COUPLE, email__in=emails)
    return list(people.order_by().values_list("client_id", flat=True).distinct())


def _weddings(
    vendor: UUID, linked: list[UUID], clients: list[UUID], *, lock: bool
) -> list[Wedding]:
    wanted = Q(pk__in=linked) | Q(client__in=clients)
    found = Wedding.objects.filter(wanted, vendor=vendor).order_by("pk")
    return list(found.select_for_update() if lock else found)


def _people(vendor: UUID, clients: list[UUID], *, lock: bool) -> dict[UUID, list[Person]]:
    found = Person.objects.filter(vendor=vendor, client__in=clients).order_by("pk")
    by_client: defaultdict[UUID, list[Person]] = defaultdict(list)
    for person in found.select_for_update() if lock else found:
        by_client[person.client_id].append(person)
    return by_client


def _locked(clients: QuerySet[Client], *, lock: bool) -> Iterable[tuple[UUID, str]]:
    ordered = clients.order_by("pk")
    return (ordered.select_for_update() if lock else ordered).values_list("pk", "name")


def _external_ids(batch: Import, weddings: list[UUID]) -> dict[UUID, frozenset[str]]:
    links = Link.objects.filter(vendor=batch.vendor_id, source=batch.source, kind=Link.Kind.WEDDING)
    found: defaultdict[UUID, frozenset[str]] = defaultdict(frozenset)
    pairs = links.filter(object_id__in=weddings).values_list("object_id", "external_id")
    for wedding, external_id in pairs:
        found[wedding] |= {external_id}
    return found


def _rows(batch: Import, weddings: list[UUID]) -> dict[UUID, int]:
    """Which row of this very import was about a wedding already."""
    rows = ImportRow.objects.filter(vendor=batch.vendor_id, batch=batch, wedding__in=weddings)
    return dict(rows.values_list("wedding__pk", "number"))


def _couple(
    wedding: Wedding, client: Stored, people: list[Person], theirs: frozenset[str]
) -> Couple:
    partners = [person for person in people if person.role in COUPLE]
    stored = {person.role: Stored(person.pk, values(person, PERSON)) for person in reversed(people)}
    return Couple(
        key=str(wedding.pk),
        names=frozenset(plain(person.given_name) for person in partners if person.given_name),
        date=wedding.date,
        precision=wedding.precision,
        emails=frozenset(person.email for person in partners if person.email),
        external_ids=theirs,
        ours=Ours(client, Stored(wedding.pk, values(wedding, WEDDING)), stored),
    )
