"""The sample couples that a demo begins with."""

import datetime as dt

import pytest

from crm_connectors.import_couples import run
from crm_connectors.receive import receive
from messaging.models import Consent
from tests.crm_connectors.imports import counts, problems
from wedsync.demo.job import FILE
from wedsync.vendors.tenancy import operator, tenant
from wedsync.weddings.models import Person, Wedding

SAFE = ("example.com", "example.org", "example.net")
MAGIC = {"bounce", "complain", "open", "click", "unsubscribe"}


@pytest.fixture
def batch(vendor):
    with tenant(vendor.pk):
        batch = receive(vendor, FILE.name, FILE.read_bytes(), actor="system:demo")
    return run(batch.pk)


def test_most_rows_come_in_and_honest_mistakes_are_told(batch):
    assert (batch.total, counts(batch)) == (60, (56, 0, 0, 4))
    assert problems(batch) == [
        (14, "“nadia.farouk.at.example.com” is not an e-mail address: please check it."),
        (
            21,
            (
                "“about 120” is not a number of guests; write only the number."
                " The couple comes in without it."
            ),
        ),
        (
            25,
            "“555-01” is too short or too long for a phone number. The couple comes in without it.",
        ),
        (28, "“02/30/2027” is not in the calendar: please check the day."),
        (41, "“vera.laurent@example” is not an e-mail address: please check it."),
        (58, "Row 12 is the same couple; only the first of the two was taken."),
    ]


def test_the_season_spans_two_years_and_has_open_and_vague_dates(batch):
    with operator():
        dates = Wedding.objects.exclude(date=None).order_by("date").values_list("date", flat=True)
        vague = sorted(set(Wedding.objects.values_list("precision", flat=True)))
        first, last = dates[0], dates.reverse()[0]

    assert (first, last) == (dt.date(2026, 12, 5), dt.date(2028, 2, 26))
    assert vague == ["exact", "month", "open"]


def test_nobody_real_can_be_written_to(batch):
    with operator():
        emails = Person.objects.exclude(email="").values_list("email", flat=True)

        assert {email for email in emails if not email.endswith(SAFE)} == set()


def test_the_sandbox_has_something_to_do(batch):
    with operator():
        emails = set(Person.objects.values_list("email", flat=True))

    assert {word for word in MAGIC if any(e.startswith(word) for e in emails)} == MAGIC


def test_consent_is_noted_for_those_who_said_yes_and_only_for_them(batch):
    stopped = {number for number, _ in problems(batch) if number not in (21, 25)}
    lines = FILE.read_text().splitlines()
    agreed = [line for number, line in enumerate(lines, 1) if number not in stopped]

    with operator():
        noted = Consent.objects.filter(granted=True, purpose="marketing").count()
    assert noted == sum(line.endswith(",yes") for line in agreed) > 20
