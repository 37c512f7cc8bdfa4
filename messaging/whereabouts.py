"""Where a person may be: every zone whose night may be theirs, every place whose law may hold."""

from functools import lru_cache
from zoneinfo import available_timezones

import phonenumbers
from phonenumbers import timezone as of_number

from wedsync.vendors.models import Vendor
from wedsync.weddings.models import Person, Wedding

UNKNOWN = "Etc/Unknown"
MOST = 6  # zones of a number: a country's own number may ring in any of them


def zones_of(person: Person, wedding: Wedding | None, vendor: Vendor) -> tuple[str, ...]:
    """Where they say they live is certain; else the number, the wedding and the vendor may be."""
    if person.timezone:
        return (person.timezone,)
    told = [*_zones_of_number(person.phone), wedding.timezone if wedding else ""]
    found = tuple(dict.fromkeys(zone for zone in told if zone))
    return found or (vendor.timezone,)


def places_of(person: Person, wedding: Wedding | None, vendor: Vendor) -> tuple[str, ...]:
    """`US-CA`, `FR`: the number's home and the wedding's country; else the vendor's."""
    told = [_place_of_number(person.phone), wedding.venue_country if wedding else ""]
    found = tuple(dict.fromkeys(place for place in told if place))
    return found or (vendor.country,)


@lru_cache(maxsize=4096)
def _zones_of_number(phone: str) -> tuple[str, ...]:
    number = _parsed(phone)
    if number is None:
        return ()
    zones = of_number.time_zones_for_number(number)
    known = tuple(zone for zone in zones if zone != UNKNOWN and zone in available_timezones())
    return known[:MOST]


@lru_cache(maxsize=4096)
def _place_of_number(phone: str) -> str:
    number = _parsed(phone)
    if number is None:
        return ""
    country = phonenumbers.region_code_for_number(number) or ""
    if country != "US":
        return country if country.isalpha() else ""
    state = STATES.get(str(number.national_number)[:3], "")
    return f"US-{state}" if state else "US"


def _parsed(phone: str) -> phonenumbers.PhoneNumber | None:
    try:
        return phonenumbers.parse(phone, None) if phone else None
    except phonenumbers.NumberParseException:
        return None


# Area codes of the states whose law about texting differs from the default (NANPA).
STATES: dict[str, str] = {
    code: state
    for state, codes in {
        "AL": "205 251 256 334 659 938",
        "CT": "203 475 860 959",
        "FL": "239 305 321 324 352 386 407 448 561 645 656 689 727 728 754 772 786 813 850 863"
        " 904 941 954",
        "KY": "270 364 502 606 859",
        "LA": "225 318 337 457 504 985",
        "MA": "339 351 413 508 617 774 781 857 978",
        "MD": "227 240 301 410 443 667",
        "MI": "231 248 269 313 517 586 616 679 734 810 906 947 989",
        "MN": "218 320 507 612 651 763 924 952",
        "MS": "228 471 601 662 769",
        "NM": "505 575",
        "NV": "702 725 775",
        "OK": "405 539 572 580 918",
        "OR": "458 503 541 971",
        "PA": "215 223 267 272 412 445 484 570 582 610 717 724 814 835 878",
        "RI": "401",
        "SD": "605",
        "TX": "210 214 254 281 325 346 361 409 430 432 469 512 682 713 726 737 806 817 830 832"
        " 903 915 936 940 945 956 972 979",
        "UT": "385 435 801",
        "WA": "206 253 360 425 509 564",
        "WY": "307",
    }.items()
    for code in codes.split()
}
