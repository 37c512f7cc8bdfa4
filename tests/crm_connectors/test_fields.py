"""The words that exports use."""

import pytest

from crm_connectors.fields import FIELDS, SOURCES, own_words
from crm_connectors.headers import map_headers


@pytest.mark.parametrize("source", sorted(SOURCES))
def test_every_source_speaks_only_of_fields_that_exist(source):
    assert set(own_words(source).values()) <= FIELDS.keys()


@pytest.mark.parametrize(
    ("source", "headers", "keys"),
    [
        (
            "csv",
            ["first_name", "LastName", "E-Mail", "Partner's First Name", "Guest Count"],
            [
                *("partner_a.given_name", "partner_a.family_name", "partner_a.email"),
                *("partner_b.given_name", "wedding.guests"),
            ],
        ),
        (
            "csv",
            ["Vorname Braut", "E-Mail der Braut", "Vorname Bräutigam", "Hochzeitstag", "Gäste"],
            [
                *("partner_a.given_name", "partner_a.email", "partner_b.given_name"),
                *("wedding.date", "wedding.guests"),
            ],
        ),
        (
            "csv",
            ["Nombre de la novia", "Correo de la novia", "Fecha de la boda", "Número de invitados"],
            ["partner_a.given_name", "partner_a.email", "wedding.date", "wedding.guests"],
        ),
        (
            "csv",
            ["Prénom de la mariée", "Courriel de la mariée", "Date du mariage", "Lieu"],
            ["partner_a.given_name", "partner_a.email", "wedding.date", "wedding.venue_name"],
        ),
        (
            "honeybook",
            ["Project Name", "Client Full Name", "Client Email", "Project Date", "Project Stage"],
            ["couple.name", "partner_a.name", "partner_a.email", "wedding.date", "wedding.life"],
        ),
        ("17hats", ["Contact Name", "Primary Email"], ["partner_a.name", "partner_a.email"]),
        (
            "dubsado",
            ["Project Title", "Client First Name", "Client Email", "Alternate Contact First Name"],
            ["couple.name", "partner_a.given_name", "partner_a.email", "partner_b.given_name"],
        ),
        (
            "tave",
            ["Job ID", "Job Name", "Primary Contact Email", "Event Date", "Job Type"],
            [
                *("couple.external_id", "couple.name", "partner_a.email"),
                *("wedding.date", "wedding.kind"),
            ],
        ),
    ],
)
def test_exports_explain_themselves(source, headers, keys):
    found = map_headers(headers, source)

    assert found.columns == {key: number for number, key in enumerate(keys)}
