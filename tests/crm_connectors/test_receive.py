"""What is kept of an uploaded file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_connectors.models import Import
from crm_connectors.packed import pack, unpack
from crm_connectors.receive import receive
from crm_connectors.table import Line
from tests.crm_connectors.files import workbook
from tests.crm_connectors.imports import HEADER, LENA, upload
from wedsync.lib.refusal import Refusal
from wedsync.vendors.models import Event
from wedsync.vendors.tenancy import operator, tenant

CELLS = st.lists(st.text(st.characters(codec="utf-8"), max_size=9), max_size=4).map(tuple)
LINES = st.builds(
    Line, st.integers(2, 99), CELLS, st.dictionaries(st.integers(0, 9), st.text(max_size=5))
)


@given(st.lists(LINES, max_size=5))
def test_packed_rows_come_back_as_they_were(lines):
    packed, count = pack(lines)

    assert list(unpack(packed)) == lines
    assert count == len(lines)


def test_an_upload_keeps_the_rows_and_what_reading_had_to_decide(vendor):
    batch = upload(vendor, LENA, LENA)

    assert (batch.state, batch.total, batch.headers) == ("uploaded", 2, list(HEADER))
    assert [line.number for line in unpack(bytes(batch.file))] == [2, 3]
    with operator():
        assert Event.objects.get(vendor=vendor).data == {"rows": 2}


def test_a_workbook_is_parsed_once_at_the_door(vendor):
    with tenant(vendor.pk):
        batch = receive(vendor, "c.xlsx", workbook(LENA, header=HEADER), actor="user:1")

    assert [line.cells for line in unpack(bytes(batch.file))] == [LENA[:6]]


@pytest.mark.parametrize(
    ("data", "options", "code"),
    [
        (b"", {}, "empty_file"),
        (b"Email,First name\n", {}, "no_rows"),
        (b"Email,Email\nx,y\n", {}, "duplicate_header"),
        (b"Email\nx\n", {"source": "excel97"}, "unknown_source"),
        (b"Email\nx\n", {"mapping": {"Email": "mail"}}, "no_such_field"),
        (b"Email\nx\n" + b"y," * 300 + b"z\n", {}, "too_many_columns"),
    ],
)
def test_what_is_refused_leaves_nothing_behind(vendor, data, options, code):
    with pytest.raises(Refusal) as refusal, tenant(vendor.pk):
        receive(vendor, "couples.csv", data, actor="user:1", **options)

    assert refusal.value.code == code
    with operator():
        assert not Import.objects.exists()
        assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [("../../etc/passwd", "passwd"), ("C:\\x\\a.csv", "a.csv"), ("\n\0", "file"), ("", "file")],
)
def test_a_file_name_is_only_a_name(vendor, given_name, kept):
    with tenant(vendor.pk):
        batch = receive(vendor, given_name, b"Email\nlena@example.com\n", actor="user:1")

    assert batch.filename == kept
