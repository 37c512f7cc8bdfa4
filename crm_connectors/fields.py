"""The fields an import can fill, and the words that files use for them. Pure data.

No export format of HoneyBook, 17hats or Dubsado is published; their rows in `SOURCES` come from
the labels those products show. Whatever is missing here, a user's own mapping says.
"""

import re
import unicodedata
from dataclasses import dataclass
from itertools import product

from crm_connectors.words import phrases, words
from wedsync.lib.worded import worded

ROLES = {
    "partner_a": """
        |client|primary|primary contact|main contact|contact|lead|partner 1|partner a
        |partner one|spouse 1|bride|bride 1|kunde|kundin|braut|partner in 1|cliente|novia
        |pareja 1|mariee
    """,
    "partner_b": """
        partner|partner 2|partner b|partner two|second partner|other partner|secondary
        |secondary contact|second contact|co client|client 2|spouse|spouse 2|groom|bride 2
        |fiance|fiancee|brautigam|brautigams|partner in|partner in 2|novio|pareja|pareja 2
        |marie|conjoint|conjointe
    """,
    "planner": "planner|wedding planner|coordinator|hochzeitsplaner|planerin|organizadora",
    "parent": "parent|mother|father|mutter|vater|eltern|madre|padre|mere|pere",
    "day_of": "day of contact|day of|onsite contact|emergency contact|contact jour j",
}
PARTS = {
    "name": "name|full name|vollstandiger name|nombre completo|nom complet",
    "given_name": "first name|given name|first|forename|vorname|nombre|prenom",
    "family_name": """
        last name|surname|family name|last|nachname|familienname|apellido|apellidos|nom
        |nom famille
    """,
    "email": """
        email|email address|mail|email adresse|adresse email|correo|correo electronico
        |courriel
    """,
    "phone": """
        phone|phone number|mobile|cell|cell phone|mobile phone|mobile number|telephone|tel
        |telefon|telefonnummer|handy|mobil|handynummer|telefono|movil|celular|portable
    """,
    "language": "language|preferred language|sprache|idioma|lengua|langue",
    "consent": """
        marketing consent|marketing opt in|opted in|opt in|email opt in|email consent
        |opted in marketing|accepts marketing|newsletter|subscribed|werbeeinwilligung
        |einwilligung werbung|consentimiento marketing|consentement marketing
    """,
}
WEDDING = {
    "couple.external_id": """
        id|external id|client id|project id|job id|record id|kundennummer|projektnummer
        |id cliente|numero client
    """,
    "couple.name": """
        couple|couple name|names|bride and groom|project|project name|job|job name
        |event name|wedding|brautpaar|paar|pareja nombres|novios|los novios|couple noms
        |les maries
    """,
    "wedding.date": """
        wedding date|event date|date|project date|job date|session date|date event
        |date wedding|big day|hochzeitsdatum|hochzeitstag|datum|termin|trauung|fecha
        |fecha boda|fecha evento|date mariage|date ceremonie
    """,
    "wedding.life": """
        status|stage|project status|project stage|lead status|job status|phase|estado|etapa
        |statut|wedding status|event status
    """,
    "wedding.kind": """
        type|project type|event type|job type|session type|shoot type|art|auftragsart|tipo
        |tipo evento|type evenement
    """,
    "wedding.venue_name": """
        venue|venue name|location|event location|wedding venue|ceremony venue
        |ceremony location|reception venue|location name|hochzeitslocation|lugar|salon|sitio
        |lieu|lieu mariage|salle
    """,
    "wedding.venue_city": """
        city|venue city|wedding city|event city|location city|ort|stadt|ciudad|ville
    """,
    "wedding.venue_country": """
        country|venue country|wedding country|event country|location country|land|pais|pays
    """,
    "wedding.timezone": "timezone|time zone|venue timezone|zeitzone|zona horaria|fuseau horaire",
    "wedding.latitude": "latitude|venue latitude|lat|breitengrad|latitud",
    "wedding.longitude": "longitude|venue longitude|lng|lon|long|langengrad|longitud",
    "wedding.guests": """
        guests|guest count|number guests|num guests|headcount|estimated guests
        |estimated guest count|pax|gaste|gastezahl|anzahl gaste|invitados|numero invitados
        |nombre invites|invites
    """,
    "wedding.budget": """
        budget|wedding budget|estimated budget|maximum budget|lead max budget|presupuesto
        |presupuesto boda|hochzeitsbudget
    """,
    "wedding.currency": "currency|currency code|wahrung|moneda|devise",
    "wedding.style": "style|wedding style|theme|wedding theme|stil|motto|estilo|tematica",
}
LABELS = {
    "couple.external_id": worded("id in your other system"),
    "couple.name": worded("name of the couple"),
    "wedding.kind": worded("type of project"),
    "wedding.life": worded("status"),
    "wedding.date": worded("wedding date"),
}
SOURCES: dict[str, dict[str, str]] = {
    "csv": {},
    "honeybook": {
        "couple.name": "project name",
        "partner_a.name": "client full name|client name",
        "wedding.date": "project date",
        "wedding.life": "pipeline stage",
    },
    "17hats": {
        "partner_a.name": "contact name|display name",
        "partner_a.phone": "primary phone",
        "partner_a.email": "primary email",
        "wedding.kind": "project category",
        "wedding.life": "tags",
    },
    "dubsado": {
        "couple.name": "project title|title",
        "partner_b.given_name": "alternate contact first name",
        "partner_b.family_name": "alternate contact last name",
        "partner_b.email": "alternate contact email",
        "partner_b.phone": "alternate contact phone",
        "wedding.date": "project start date|start date",
        "wedding.venue_name": "project location",
        "wedding.venue_city": "project location city",
        "wedding.venue_country": "project location country",
    },
    "tave": {
        "couple.external_id": "job id|job number|jobid",
        "couple.name": "job name|job title",
        "wedding.date": "event date|primary session date|main event date",
        "wedding.life": "stage|lead status|job stage",
        "wedding.kind": "job type name",
        "wedding.guests": "guestcount",
        "wedding.venue_name": "primary session location",
    },
}
SOURCES["vsco"] = SOURCES["tave"]
SOURCES["aisle_planner"] = {
    "couple.name": "wedding name|project name",
    "wedding.date": "wedding date|project date",
    "wedding.venue_name": "venue name|ceremony venue",
    "wedding.life": "project status|lead stage",
}
SOURCES["studio_ninja"] = {
    "couple.name": "job name|lead name",
    "wedding.date": "main shoot date|job date|shoot date",
    "wedding.kind": "job type",
    "wedding.life": "job status|lead status",
}
SOURCES["custom"] = {}
SOURCES["calendar"] = {}
SOURCES["lead_mail"] = {}
SMALL_WORDS = words(
    """
    of the s de del la el los las le les l d du des der die das zur in am an and und y et
    """
)


@dataclass(frozen=True)
class Field:
    """`key` is `group.name`, as in `wedding.date` or `partner_b.email`."""

    key: str
    words: frozenset[str]

    @property
    def label(self) -> str:
        """How a sentence names the field."""
        group, _, name = self.key.partition(".")
        plain = name.replace("_", " ")
        return LABELS.get(self.key) or (
            f"{group.replace('_', ' ')} {plain}" if group in ROLES else plain
        )


def compact(text: str) -> str:
    """`E-Mail der Braut` and `email_braut` are the same word: `emailbraut`."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    found = re.findall(r"[a-z0-9]+", re.sub(r"(?i)\be[- ]?mail", "email", bare).casefold())
    return "".join(word for word in found if word not in SMALL_WORDS) or "".join(found)


def _people() -> dict[str, Field]:
    found = {}
    for (role, prefixes), (part, names) in product(ROLES.items(), PARTS.items()):
        pairs = product(phrases(prefixes), phrases(names))
        both = {compact(text) for pre, word in pairs for text in (f"{pre} {word}", f"{word} {pre}")}
        found[f"{role}.{part}"] = Field(f"{role}.{part}", frozenset(both))
    return found


def _weddings() -> dict[str, Field]:
    return {
        key: Field(key, frozenset(compact(word) for word in phrases(table)))
        for key, table in WEDDING.items()
    }


FIELDS: dict[str, Field] = _people() | _weddings()


def own_words(source: str) -> dict[str, str]:
    """What this source calls things: compact word → field key. Raises KeyError."""
    spelled = SOURCES[source].items()
    return {compact(word): key for key, table in spelled for word in phrases(table)}
