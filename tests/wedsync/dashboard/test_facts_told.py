"""What a moved date changes is told in the reader's words."""

import pytest
from django.utils.translation import override

from wedsync.dashboard.facts_told import told

BEFORE = {
    "date": "2027-06-19",
    "life": "booked",
    "zone": "",
    "days": [["rehearsal", "2027-06-18", None]],
    "milestones": {"balance_due": ["2027-05-20", None]},
    "roles": {"1": "planner"},
}
AFTER = {
    **BEFORE,
    "date": "2027-07-01",
    "precision": "month",
    "life": "postponed",
    "zone": "Europe/Rome",
    "days": [],
    "milestones": {},
}


def lines(language):
    with override(language):
        return {one.label: (one.before, one.after) for one in told(BEFORE, AFTER)}


def test_in_english():
    said = lines("en")

    assert said["Date"] == ("Sat 19 Jun 2027", "July 2027")
    assert said["The wedding is"] == ("Booked", "Postponed")
    assert said["Its other days"] == ("Rehearsal Fri 18 Jun 2027", "not known")
    assert said["Roles"] == ("Planner", "Planner")


def test_in_spanish():
    said = lines("es")

    assert said["Date"] == ("sáb 19 jun 2027", "julio de 2027")
    assert said["The wedding is"] == ("Reservada", "Aplazada")
    assert said["Its other days"] == ("Ensayo vie 18 jun 2027", "no se sabe")
    assert said["Agreed dates"] == ("el día en que se debe el saldo jue 20 may 2027", "ninguno")
    assert said["Time zone"] == ("la tuya", "Europe/Rome")


@pytest.mark.parametrize(("language", "said"), [("en", "Month only"), ("es", "Solo el mes")])
def test_how_much_is_known_stands_alone_where_no_date_moves(language, said):
    with override(language):
        [line] = told({"precision": "exact"}, {"precision": "month"})

    assert line.after == said
