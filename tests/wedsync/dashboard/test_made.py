"""A message's page says which rules chose its words, and how its score came about."""

import pytest

from messaging.models import Handed
from messaging.why import Line
from personalization.made_by import Occasion, Wording, made_by
from personalization.score import WEIGHTS
from tests.factories import AccountFactory, MembershipFactory
from tests.messaging.handing import handed
from wedsync.dashboard.made import LABELS, made
from wedsync.vendors.tenancy import tenant

RULES = [
    {"code": "stage.tone.brief", "reason": "It is their day."},
    {"code": "tone.tone.warm", "reason": "It is your voice.", "beaten": True},
]


def kept(**also):
    wording = Wording("v", "w", "A", "en", ("wedding.guests",))
    values = {"made_by": {"rules": RULES}, "wedding": {"guests": 0}}
    return {**made_by(wording, values, Occasion("helpful", "email")), **also}


def test_what_was_kept_reads_as_sentences():
    shown = made(kept())

    assert shown.score == "1.00"
    assert shown.lines == (
        Line("yes", "It is their day."),
        Line("note", "It is your voice: but something else counts more here."),
    )
    assert [(part.percent, part.points) for part in shown.parts[:2]] == [(100, 1000), (None, 0)]


def test_every_part_has_a_label():
    assert LABELS.keys() == WEIGHTS.keys()


def test_of_an_older_message_nothing_is_claimed():
    assert made({}) is None
    assert made(kept(score=None)).score == ""


@pytest.mark.django_db
def test_the_page_shows_them(client):
    message = handed(AccountFactory())
    with tenant(message.vendor_id):
        Handed.objects.update(context={"made_by": kept()})
    client.force_login(MembershipFactory(vendor=message.vendor).user)

    page = client.get(f"/messages/{message.pk}/").content.decode()

    assert "It is their day." in page
    assert "Fits them 1.00 of 1.00" in page
    assert "not known, so it does not count" in page
