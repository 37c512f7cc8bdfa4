"""A dry run says what would happen and lets nothing happen."""

import pytest

from crm_connectors import import_couples
from crm_connectors.check import MOST_PROBLEMS, check
from crm_connectors.models import ImportRow
from tests.crm_connectors.imports import HEADER, IVY, LENA, counts, numbered, take_in, upload
from wedsync.lib.refusal import Refusal
from wedsync.vendors.tenancy import operator, tenant
from wedsync.weddings.models import Client

BAD = ("", "Ida", "Sven", "ida@example", "2027-06-12", "", "")
ROWS = (LENA, IVY, BAD, LENA, ("J-2", "Ivy", "", "", "", "", ""), *numbered(4))


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch):
    monkeypatch.setattr(import_couples, "CHUNK", 2)
    monkeypatch.setattr("crm_connectors.check.CHUNK", 2)


def checked(batch):
    with tenant(batch.vendor_id):
        return check(batch)


def test_a_check_counts_and_writes_nothing(vendor):
    report = checked(upload(vendor, *ROWS))

    assert report.total == 9
    assert dict(report.states) == {"created": 6, "skipped": 3}
    assert report.duplicates == 2
    with operator():
        assert not Client.objects.exists()
        assert not ImportRow.objects.exists()


@pytest.mark.parametrize("known", [(), (LENA,), (LENA, IVY)])
def test_a_check_foretells_exactly_what_the_run_does(vendor, known):
    if known:
        take_in(vendor, *known)
    batch = upload(vendor, *ROWS)

    report = checked(batch)

    done = import_couples.run(batch.pk)
    states = ("created", "updated", "unchanged", "skipped")
    assert tuple(report.states[state] for state in states) == counts(done)
    assert report.problem_count == done.problems


def test_problems_name_row_and_column_in_plain_words(vendor):
    report = checked(upload(vendor, *ROWS))

    assert [(number, p.column, p.sentence) for number, p in report.problems] == [
        (4, "Email", "“ida@example” is not an e-mail address: please check it."),
        (5, "", "Row 2 is the same couple; only the first of the two was taken."),
        (6, "", "Row 3 is the same couple; only the first of the two was taken."),
    ]


def test_only_the_first_problems_are_listed_and_all_are_counted(vendor):
    report = checked(upload(vendor, *[BAD] * (MOST_PROBLEMS + 5)))

    assert (len(report.problems), report.problem_count) == (MOST_PROBLEMS, MOST_PROBLEMS + 5)


def test_the_mapping_is_shown(vendor):
    batch = upload(vendor, (*LENA, "x"), header=(*HEADER, "Shoe size"))

    report = checked(batch)

    assert report.headers.header("wedding.date") == "Wedding date"
    assert report.headers.ignored == ("Consent", "Shoe size")
    assert batch.state == "checked"


def test_columns_that_do_not_suffice_are_refused_with_a_guess(vendor):
    batch = upload(vendor, ("Lena", "x"), header=("First name", "Emial"))

    with pytest.raises(Refusal, match=r"Is it “Emial”\?"):
        checked(batch)


def test_what_has_run_is_not_checked_again(vendor):
    batch = take_in(vendor, LENA)

    with pytest.raises(Refusal, match="already been run"):
        checked(batch)
