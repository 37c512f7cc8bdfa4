"""Couples from a file, page by page."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from crm_connectors.import_couples import run
from crm_connectors.models import Import
from wedsync.vendors.tenancy import operator
from wedsync.weddings.models import Client

SHEET = """Couple,Email,Wedding date,Guests
Lena & Marc,lena@example.com,2027-06-19,85
Ruth & Eli,ruth@example.com,31 February 2027,60
"""


def sent(client, text=SHEET, name="season.csv"):
    file = SimpleUploadedFile(name, text.encode())
    return client.post(reverse("import-upload"), {"file": file})


@pytest.fixture
def batch(owner):
    sent(owner)
    with operator():
        return Import.objects.get()


def page(client, name, batch, **more):
    response = client.get(reverse(name, args=[batch.pk]), **more)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_a_file_is_looked_at_before_anything_is_written(owner, batch):
    text = page(owner, "import-check", batch, headers={"HX-Request": "true"})

    assert "<dt>New couples</dt> <dd>" in text
    assert "Row 3" in text
    with operator():
        assert Client.objects.count() == 0


def test_the_look_is_a_page_of_its_own_without_scripts(owner, batch):
    assert "<html" in page(owner, "import-check", batch)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("", "The submitted file is empty."), ("\x00\x01", "")],
)
def test_what_is_no_table_is_refused_at_the_door(owner, text, sentence):
    response = sent(owner, text)

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert "errorlist" in response.content.decode()


def test_a_file_without_an_address_can_be_explained(owner):
    sent(owner, "Who,Where to write\nLena,lena@example.com\n")
    with operator():
        batch = Import.objects.get()
    stuck = page(owner, "import-check", batch)

    chosen = {"column-0": "partner_a.given_name", "column-1": "partner_a.email"}
    response = owner.post(reverse("import-columns", args=[batch.pk]), chosen)

    assert "Say what the columns mean" in stuck
    assert response.url == reverse("import", args=[batch.pk])
    assert "<dt>New couples</dt> <dd>1" in page(owner, "import-check", batch)


def test_two_columns_can_not_mean_the_same(owner, batch):
    chosen = {"column-0": "partner_a.email", "column-1": "partner_a.email"}

    response = owner.post(reverse("import-columns", args=[batch.pk]), chosen)

    assert response.status_code == 422
    assert "Two columns can&#x27;t both be the" in response.content.decode()


def test_a_started_import_shows_that_it_is_about_to_begin(owner, batch):
    response = owner.post(reverse("import-start", args=[batch.pk]), follow=True)

    assert "About to begin" in response.content.decode()


def test_a_finished_import_says_what_became_of_it(owner, batch):
    run(batch.pk)

    text = page(owner, "import", batch)

    assert "2 of 2 rows" in text
    assert "Take the import back" in text


def test_it_is_not_run_twice(owner, batch):
    run(batch.pk)

    response = owner.post(reverse("import-start", args=[batch.pk]), follow=True)

    assert "This import has already been run." in response.content.decode()


def test_an_import_can_be_taken_back(owner, batch):
    run(batch.pk)

    owner.post(reverse("import-undo", args=[batch.pk]))

    assert "Taken back" in page(owner, "import", batch)
    with operator():
        assert Client.objects.filter(archived_at=None).count() == 0


@pytest.mark.parametrize("name", ["import", "import-standing", "import-check", "import-columns"])
def test_the_import_of_somebody_else_is_not_there(stranger, batch, name):
    assert stranger.get(reverse(name, args=[batch.pk])).status_code == 404


@pytest.mark.parametrize("name", ["import-start", "import-undo"])
def test_a_viewer_starts_nothing(as_role, batch, name):
    assert as_role("viewer").post(reverse(name, args=[batch.pk])).status_code == 403


def test_the_list_asks_no_more_for_many_than_for_one(owner, batch, count_queries):
    asked = [count_queries(owner, reverse("imports"))]
    for _ in range(3):
        sent(owner)
    asked.append(count_queries(owner, reverse("imports")))

    assert len(set(asked)) == 1
