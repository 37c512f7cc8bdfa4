"""Reads names, addresses, numbers and other small things about people and places. Pure.

Every reader returns the normal form, or raises Unreadable with a sentence for the cell's owner.
"""

import re
from functools import lru_cache
from zoneinfo import available_timezones

import phonenumbers
from email_validator import EmailNotValidError, validate_email

from crm_connectors.records import Unreadable
from crm_connectors.words import COUNTRIES, LANGUAGES, LIVES, NO, WEDDING_KINDS, YES, plain
from wedsync.lib.worded import worded

BETWEEN = re.compile(r"\s*[&+/]\s*|\s+(?:and|und|y|e|et|en)\s+", re.IGNORECASE)
WEDDING_OF = re.compile(
    r"^(?:the )?(?:wedding of|hochzeit(?: von)?|boda de|mariage de)\s+"
    r"|(?:['\u2019]s?)?\s+(?:wedding|hochzeit|boda|mariage)(?:\s+\d{4})?$",
    re.IGNORECASE,
)
# Nothing that a validator would have to think about.
EASY_LOCAL = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_+-]|\.(?=[A-Za-z0-9_+-])){0,62}")
LONGEST_ADDRESS = 254
MOST_GUESTS = 20_000
Name = tuple[str, str]  # given, family


def split_name(text: str) -> Name:
    """Given and family name: at the comma of `Weber, Marc`, else after the first word."""
    if "," in text:
        family, _, given = text.partition(",")
    else:
        given, _, family = text.strip().partition(" ")
    return given.strip(), family.strip()


def split_couple(text: str) -> tuple[Name, Name]:
    """`Lena & Marc`, `Lena Ortiz and Marc Weber`, `Wedding of Lena & Marc`.

    A family name said once stays with whom it stands: nobody's name is guessed. A text without
    two names is one person's.
    """
    one, *others = BETWEEN.split(bare_couple(text), maxsplit=1)
    return split_name(one), split_name(others[0]) if others else ("", "")


def names_two(text: str) -> bool:
    """Whether a cell for one name holds two people (a lone `y` may belong to a surname)."""
    return bool(re.search(r"[&+]|\s(?:and|und)\s", text, re.IGNORECASE))


def bare_couple(text: str) -> str:
    return WEDDING_OF.sub("", " ".join(text.split())).strip()


def parse_email(text: str) -> str:
    """Lower case, IDNA. `Lena <lena@example.com>` is understood."""
    address = text.strip().removeprefix("mailto:")
    if match := re.fullmatch(r"[^<>]*<([^<>]+)>", address):
        address = match[1]
    local, _, domain = address.rpartition("@")
    known = _known_domain(domain) if EASY_LOCAL.fullmatch(local) else ""
    found = f"{local}@{known}" if known else _validated(address)
    if not found or len(found) > LONGEST_ADDRESS:
        raise Unreadable(worded("“{text}” is not an e-mail address: please check it.", text=text))
    return found.lower()


@lru_cache(maxsize=10_000)
def _known_domain(domain: str) -> str:
    """A file has many addresses and few domains: each is judged once."""
    return _validated(f"x@{domain}").partition("@")[2]


def _validated(address: str) -> str:
    try:
        found = validate_email(address, check_deliverability=False)
    except EmailNotValidError:
        return ""
    return found.ascii_email or found.normalized


def parse_phone(text: str, country: str) -> str:
    """E.164, read as somebody in `country` (ISO 3166) would dial it."""
    try:
        number = phonenumbers.parse(text, country or None)
    except phonenumbers.NumberParseException:
        raise Unreadable(worded("“{text}” is not a phone number we can read.", text=text)) from None
    if not phonenumbers.is_possible_number(number):
        raise Unreadable(worded("“{text}” is too short or too long for a phone number.", text=text))
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def parse_guests(text: str) -> int:
    if not re.fullmatch(r"\d{1,3}(?:[., ]?\d{3})*(?:[.,]0+)?", text.strip()):
        raise Unreadable(
            worded("“{text}” is not a number of guests; write only the number.", text=text)
        )
    guests = int(re.sub(r"[.,]0{1,2}$|\D", "", text.strip()))
    if guests > MOST_GUESTS:
        raise Unreadable(
            worded("“{text}” guests is more than any wedding has: please check it.", text=text)
        )
    return guests


def parse_consent(text: str) -> bool:
    """Only a clear yes is a yes; a clear no and a doubt both give nothing, a doubt says so."""
    word = plain(text)
    if word in YES or text.strip() in YES:
        return True
    if word in NO or text.strip() in NO:
        return False
    raise Unreadable(
        worded("“{text}” is neither yes nor no, so it is not taken as consent.", text=text)
    )


def parse_life(text: str) -> str:
    """A CRM's status as one of ours. Longer texts count by the first status they contain."""
    word = plain(text)
    if word in LIVES:
        return LIVES[word]
    known = [known for known in LIVES if re.search(rf"\b{re.escape(known)}\b", word)]
    if not known:
        raise Unreadable(worded("“{text}” is not a status we know.", text=text))
    return LIVES[max(known, key=len)]


def is_wedding(kind: str) -> bool:
    """Whether a type of project is a wedding; a photographer's export has newborns, too."""
    return any(word in plain(kind) for word in WEDDING_KINDS)


def parse_language(text: str) -> str:
    """ISO 639-1 from a code (`en`, `en-US`) or a name in several languages."""
    word = plain(text)
    code = re.split(r"[-_]", word)[0]
    if word in LANGUAGES or code in LANGUAGES.values():
        return LANGUAGES.get(word, code)
    raise Unreadable(
        worded("“{text}” is not a language we know; write its two-letter code.", text=text)
    )


def parse_country(text: str) -> str:
    """ISO 3166-1 alpha-2 from a code or a name."""
    word, code = plain(text), text.strip().upper()
    if word in COUNTRIES or code in phonenumbers.SUPPORTED_REGIONS:
        return COUNTRIES.get(word, code)
    raise Unreadable(
        worded("“{text}” is not a country we know; write its two-letter code.", text=text)
    )


def parse_timezone(text: str) -> str:
    if text.strip() in ZONES:
        return text.strip()
    raise Unreadable(
        worded("“{text}” is not a time zone; write it like America/Los_Angeles.", text=text)
    )


def parse_degrees(text: str, most: int) -> float:
    """Decimal degrees from -`most` to `most`: 90 for a latitude, 180 for a longitude."""
    if not re.fullmatch(r"[+-]?\d{1,3}(?:[.,]\d{1,12})?°?", text.strip()):
        raise Unreadable(
            worded("“{text}” is not in decimal degrees; write it like 45.98.", text=text)
        )
    degrees = float(text.strip().rstrip("°").replace(",", "."))
    if abs(degrees) > most:
        raise Unreadable(
            worded("“{text}” is more than {most} degrees: please check it.", text=text, most=most)
        )
    return degrees


ZONES = frozenset(available_timezones())
