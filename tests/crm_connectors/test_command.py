"""`manage.py import_couples`."""

import io

import pytest
from django.core.management import CommandError, call_command

from crm_connectors.models import Import
from tests.crm_connectors.files import csv_file
from tests.crm_connectors.imports import HEADER, IVY, LENA
from wedsync.vendors.models import Event
from wedsync.vendors.tenancy import operator
from wedsync.weddings.models import Client

BAD = ("", "Ida", "Sven", "ida@example", "2027-06-12", "", "")


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "couples.csv"
    path.write_bytes(csv_file(LENA, BAD, IVY, header=HEADER))
    return path


def say(*arguments):
    out = io.StringIO()
    call_command("import_couples", *map(str, arguments), stdout=out)
    return out.getvalue().splitlines()


def test_couples_come_in_with_progress_and_problems_in_plain_words(vendor, path):
    said = say(vendor.slug, path, "--map", "Consent=partner_a.consent")

    assert said == [
        "",
        "██████████████████████████████ 100 %  3 of 3",
        "Row 3, Email: “ida@example” is not an e-mail address: please check it.",
        "2 couples created, 0 updated, 0 unchanged, 1 left out.",
    ]
    with operator():
        assert Client.objects.filter(vendor=vendor).count() == 2


def test_a_dry_run_says_what_would_happen_and_writes_nothing(vendor, path):
    said = say(vendor.slug, path, "--dry-run")

    assert said == [
        "  Id → id in your other system",
        "  First name → partner a given name",
        "  Partner first name → partner b given name",
        "  Email → partner a email",
        "  Wedding date → wedding date",
        "  Venue → venue name",
        "  Consent is not read",
        "Row 3, Email: “ida@example” is not an e-mail address: please check it.",
        "Nothing was written. Of 3 rows would be: 2 created, 1 skipped.",
    ]
    with operator():
        assert not Client.objects.exists()
        assert not Import.objects.exists()
        assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nobody", "{path}"], "There is no vendor “nobody”."),
        (["{slug}", "{path}.not"], "can't be read: No such file or directory."),
        (["{slug}", "{path}", "--map", "Email"], "“Email” is not HEADER=FIELD."),
        (["{slug}", "{path}", "--map", "Shoe=size"], "The file has no column “Shoe”."),
    ],
)
def test_what_can_not_be_done_is_said_in_a_sentence(vendor, path, arguments, sentence):
    with pytest.raises(CommandError) as error:
        say(*(word.format(slug=vendor.slug, path=path) for word in arguments))

    assert str(error.value).endswith(sentence)
