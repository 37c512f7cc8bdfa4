"""How pages call the fields that an import or another system can fill."""

from django.utils.text import capfirst

from crm_connectors.fields import LABELS, Field
from wedsync.lib.translated import translated
from wedsync.lib.worded import worded
from wedsync.weddings.models import Role

ROLES = {value: str(label) for value, label in Role.choices}
GROUPS = {**ROLES, "couple": worded("Couple"), "wedding": worded("Wedding")}
NAMES = {
    "name": worded("full name"),
    "given_name": worded("first name"),
    "family_name": worded("last name"),
    "email": worded("e-mail"),
    "phone": worded("phone"),
    "language": worded("language"),
    "consent": worded("consent to marketing"),
    "venue_name": worded("venue"),
    "venue_city": worded("town of the venue"),
    "venue_country": worded("country of the venue"),
    "timezone": worded("time zone"),
    "latitude": worded("latitude"),
    "longitude": worded("longitude"),
    "guests": worded("guests"),
    "budget": worded("budget"),
    "currency": worded("currency"),
    "style": worded("style"),
}


def group(name: str) -> str:
    """Whose fields they are: a person's by the role, the couple's, the wedding's."""
    return translated(GROUPS.get(name, name.replace("_", " ")))


def part(name: str) -> str:
    """One field without its group, as lists of changes have it."""
    return translated(NAMES.get(name, name.replace("_", " ")))


def called(field: Field) -> str:
    """`Partner B: first name`, or `Wedding date`."""
    group, _, name = field.key.partition(".")
    if group in ROLES:
        return f"{translated(ROLES[group])}: {translated(NAMES[name])}"
    plain = LABELS.get(field.key) or NAMES[name]
    return capfirst(translated(plain))
