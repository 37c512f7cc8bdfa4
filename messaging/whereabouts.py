"""Where a person may be: every zone whose night may be theirs, every place whose law may hold."""

from collections.abc import Iterable

from messaging.due import AnyPerson, AnyWedding
from messaging.policy import places
from wedsync.vendors.models import Vendor


def zones_of(person: AnyPerson, wedding: AnyWedding | None, vendor: Vendor) -> tuple[str, ...]:
    """Where they say they live is certain; else their number, the wedding, the vendor may tell."""
    if person.timezone:
        return (person.timezone,)
    told = [*places.zones_of(person.phone), wedding.timezone if wedding else ""]
    return _known(told) or (vendor.timezone,)


def places_of(person: AnyPerson, wedding: AnyWedding | None, vendor: Vendor) -> tuple[str, ...]:
    """`US-CA`, `FR`: the number's home and the wedding's country; else the vendor's."""
    told = [*places.places_of(person.phone), wedding.venue_country if wedding else ""]
    return _known(told) or (vendor.country,)


def _known(told: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in told if name))
