"""Whom a row is about, however its names are written."""

from crm_connectors.headers import map_headers
from crm_connectors.table import Line
from crm_connectors.translate import translate
from tests.crm_connectors.rows import HOUSE, couple


def test_a_name_beyond_all_bounds_is_told_once():
    headers = map_headers(["Name", "Email"])

    found = translate(Line(2, ("x" * 81, "lena@example.com")), headers, HOUSE)

    assert [problem.sentence for problem in found.problems] == [
        "The text is longer than 80 characters. The couple comes in without it."
    ]


def test_one_address_for_two_people_stays_with_the_first():
    found = couple(partner_first_name="Marc", partner_email="LENA@example.com")

    assert [person.email for person in found.record.people] == ["lena@example.com", ""]
    assert found.problems[0].column == "Partner email"


def test_a_client_called_by_both_names_is_two_people():
    headers = map_headers(["Client Name", "Client Email"])

    found = translate(Line(2, ("Lena Ortiz & Marc Weber", "lena@example.com")), headers, HOUSE)

    assert [(p.given_name, p.family_name) for p in found.record.people] == [
        ("Lena", "Ortiz"),
        ("Marc", "Weber"),
    ]


def test_a_project_name_gives_the_names_nobody_else_gives():
    headers = map_headers(["Project Name", "Email"])

    found = translate(Line(2, ("Lena & Marc's Wedding", "lena@example.com")), headers, HOUSE)

    assert found.record.name == "Lena & Marc"
    assert [person.given_name for person in found.record.people] == ["Lena", "Marc"]
