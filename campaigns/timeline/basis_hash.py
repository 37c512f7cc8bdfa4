"""A basis in 32 characters: two that differ in anything a plan looks at differ in them."""

from functools import lru_cache
from hashlib import blake2b

from campaigns.timeline.basis import Basis
from wedsync.weddings.calendar import Stay, Window

Told = tuple[object, ...]


def basis_hash(basis: Basis) -> str:
    told = (
        (basis.when.day, basis.when.span),
        (basis.venue.key, basis.vendor.key),
        sorted((role, zone.key) for role, zone in basis.homes.items()),
        _stay(basis.stay),
        sorted((name, repr(at)) for name, at in basis.recorded.items()),
        (sorted(basis.week.weekdays), sorted(basis.week.holidays)),
        [_windows(some) for some in (basis.protected, basis.working, basis.saturdays)],
        (basis.stopped, basis.postponed),
    )
    return blake2b(repr(told).encode(), digest_size=16).hexdigest()


def _stay(stay: Stay | None) -> Told:
    return () if stay is None else (stay.zone.key, stay.first, stay.last)


@lru_cache(maxsize=1024)  # all weddings of a vendor share its working days
def _windows(windows: tuple[Window, ...]) -> str:
    return " ".join(f"{start.isoformat()}/{end.isoformat()}" for start, end in windows)
