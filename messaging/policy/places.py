"""Where a telephone number may be: the zones of its prefix, the place whose law holds there.

A guess to be kept beside what is known: people take their numbers with them.
"""

from functools import lru_cache

import phonenumbers
from phonenumbers.timezone import UNKNOWN_TIMEZONE, time_zones_for_number

from messaging.policy.law.area_codes import STATE_OF

AREA_CODE = 3  # digits, in the United States
TOO_MANY = 20  # zones: a number free of charge is at home nowhere (a Russian mobile has 16)


@lru_cache(maxsize=4096)
def zones_of(number: str) -> tuple[str, ...]:
    """IANA zones where numbers like this E.164 one are at home; none where it says nothing."""
    parsed = _parsed(number)
    zones = tuple(time_zones_for_number(parsed)) if parsed else ()
    return () if UNKNOWN_TIMEZONE in zones or len(zones) > TOO_MANY else zones


@lru_cache(maxsize=4096)
def places_of(number: str) -> tuple[str, ...]:
    """As `laws_in` takes them: ("US-FL",), ("FR",); none for what is no number of a country."""
    parsed = _parsed(number)
    country = phonenumbers.region_code_for_number(parsed) if parsed else None
    if parsed and country == "US":
        state = STATE_OF.get(str(parsed.national_number)[:AREA_CODE])
        return (f"US-{state}" if state else "US",)
    return (country,) if country and country.isalpha() else ()


def _parsed(number: str) -> phonenumbers.PhoneNumber | None:
    try:
        return phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return None
