"""Roles as a condition on people: everybody of some roles, or the first who can be reached."""

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, Value, When

from campaigns.segments.roles import Roles
from messaging.models import Suppression
from wedsync.weddings.models import Person


def of_roles(roles: Roles) -> Q:
    """For people annotated with their `rank`."""
    found = Q(role__in=roles.among)
    return found & reachable(roles.channel) & ~Q(_before(roles)) if roles.one else found


def reachable(channel: str) -> Q:
    """With an address there that isn't suppressed."""
    address = "email" if channel == "email" else "phone"
    closed = Suppression.objects.filter(channel=channel, address=OuterRef(address))
    return ~Q(**{address: ""}) & ~Q(Exists(closed))


def rank(roles: Roles) -> Case:
    return Case(
        *(When(role=role, then=Value(n)) for n, role in enumerate(roles.among)),
        output_field=IntegerField(),
    )


def _before(roles: Roles) -> Exists:
    """Somebody of the same client whose turn is earlier."""
    others = Person.objects.filter(
        reachable(roles.channel), client=OuterRef("client"), role__in=roles.among
    ).annotate(rank=rank(roles))
    earlier = Q(rank__lt=OuterRef("rank")) | Q(rank=OuterRef("rank"), pk__lt=OuterRef("pk"))
    return Exists(others.filter(earlier))
