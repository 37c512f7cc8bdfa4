"""The facts of a wedding that may change, read from its rows and written back."""

from zoneinfo import ZoneInfo

from campaigns.reflow.changes import Day, Facts, Mark, changed
from wedsync.vendors.models import Vendor
from wedsync.weddings.calendar import Precision
from wedsync.weddings.models import Milestone, Person, Wedding, WeddingDay


def facts_of(wedding: Wedding) -> Facts:
    """As they stand in the database now, in four queries."""
    wedding.refresh_from_db(fields=["date", "precision", "timezone", "life"])
    days = WeddingDay.objects.filter(vendor=wedding.vendor_id, wedding=wedding)
    marks = Milestone.objects.filter(vendor=wedding.vendor_id, wedding=wedding)
    people = Person.objects.filter(vendor=wedding.vendor_id, client=wedding.client_id)
    return Facts(
        date=wedding.date,
        precision=Precision(wedding.precision),
        days=tuple(Day(*one) for one in days.values_list("kind", "day", "starts_at")),
        zone=wedding.timezone,
        life=wedding.life,
        milestones={
            name: Mark(day, at) for name, day, at in marks.values_list("name", "day", "at")
        },
        roles={str(pk): role for pk, role in people.order_by("id").values_list("pk", "role")},
    )


def write_facts(wedding: Wedding, before: Facts, after: Facts) -> None:
    """Only what differs. The given row follows; it has nothing prefetched."""
    names = changed(before, after)
    wedding.date, wedding.precision = after.date, after.precision
    wedding.timezone, wedding.life = after.zone, after.life
    wedding.save(update_fields=["date", "precision", "timezone", "life"])
    if "days" in names:
        _write_days(wedding, after)
    if "milestones" in names:
        _write_milestones(wedding, after)
    for person, role in after.roles.items():
        if before.roles.get(person) != role:
            Person.objects.filter(vendor=wedding.vendor_id, pk=person).update(role=role)


def venue_zone(facts: Facts, vendor: Vendor) -> ZoneInfo:
    return ZoneInfo(facts.zone or vendor.timezone)


def _write_days(wedding: Wedding, after: Facts) -> None:
    theirs = {"vendor_id": wedding.vendor_id, "wedding": wedding}
    WeddingDay.objects.filter(**theirs).delete()
    WeddingDay.objects.bulk_create(WeddingDay(**theirs, **day._asdict()) for day in after.days)


def _write_milestones(wedding: Wedding, after: Facts) -> None:
    theirs = Milestone.objects.filter(vendor=wedding.vendor_id, wedding=wedding)
    theirs.exclude(name__in=after.milestones).delete()
    for name, mark in after.milestones.items():
        Milestone.objects.update_or_create(
            vendor_id=wedding.vendor_id, wedding=wedding, name=name, defaults=mark._asdict()
        )
