"""Which weddings a list shows: when, in which state, where, and by whose name."""

import datetime as dt
from collections.abc import Mapping
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from wedsync.weddings.models import Life, Person, Wedding

TABS = (
    ("upcoming", _("Upcoming")),
    ("week", _("This week")),
    ("past", _("Past")),
    ("open", _("No date yet")),
    ("all", _("All")),
)
NAMES = ("q", "when", "life", "year", "city")  # of the address, in its order
A_WEEK = dt.timedelta(days=7)
YEAR = 4  # digits


def asked(query: Mapping[str, str]) -> dict[str, str]:
    """What the address says, tidied; `when` has a value of its own."""
    said = {name: query.get(name, "").strip()[:80] for name in NAMES}
    return said | {"when": said["when"] or ("all" if said["q"] else "upcoming")}


def address_part(said: Mapping[str, str]) -> str:
    """As a link holds it, without what is empty."""
    return urlencode({name: said[name] for name in NAMES if said.get(name)})


def listed(
    found: QuerySet[Wedding], said: Mapping[str, str], today: dt.date
) -> tuple[QuerySet[Wedding], list[str]]:
    """The rows, and the order in which a page shows them."""
    if said["q"]:
        found = found.filter(_named(said["q"]))
    if said["life"] in Life.values:
        found = found.filter(life=said["life"])
    if said["city"]:
        found = found.filter(venue_city__istartswith=said["city"])
    if len(said["year"]) == YEAR and said["year"].isdecimal():
        found = found.filter(date__year=int(said["year"]))
    return _when(found, said["when"], today)


def _when(
    found: QuerySet[Wedding], tab: str, today: dt.date
) -> tuple[QuerySet[Wedding], list[str]]:
    match tab:
        case "upcoming":
            return found.filter(date__gte=today), ["date", "id"]
        case "week":
            return found.filter(date__range=(today, today + A_WEEK)), ["date", "id"]
        case "past":
            return found.filter(date__lt=today), ["-date", "-id"]
        case "open":
            return found.filter(date=None), ["-id"]
        case _:
            return found, ["-id"]


def _named(words: str) -> Q:
    """The couple's name or a part of it, or how somebody's e-mail address begins."""
    addressed = Person.objects.filter(client=OuterRef("client"), email__istartswith=words)
    return Q(client__name__icontains=words) | Q(Exists(addressed))
