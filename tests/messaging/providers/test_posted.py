"""Forms that somebody posted."""

import pytest

from messaging.providers.posted import Form, is_form, read
from messaging.providers.protocol import BadWebhook, Hook

MULTIPART = "multipart/form-data; boundary=xyz"


def hook(body, kind):
    return Hook("https://x.example/", {"content-type": kind}, body)


def parts(*pieces):
    return b"".join(b"--xyz\r\n" + piece + b"\r\n" for piece in pieces) + b"--xyz--\r\n"


TEXT = b'Content-Disposition: form-data; name="text"\r\n\r\nJ\xe4'
FILE = b'Content-Disposition: form-data; name="a1"; filename="x.png"\r\n\r\n\x00\xff'


def test_an_encoded_form_is_read():
    form = read(hook(b"a=1&b=%C3%A4+&a=2", "application/x-www-form-urlencoded; charset=utf-8"))

    assert form == Form({"a": "2", "b": "ä "})


def test_files_are_counted_and_left():
    form = read(hook(parts(FILE, TEXT, FILE), MULTIPART), "latin-1")

    assert form == Form({"text": "Jä"}, files=2)


def test_what_is_no_text_is_read_as_well_as_it_can_be():
    assert read(hook(parts(TEXT), MULTIPART)).fields == {"text": "J\ufffd"}


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", "multipart/form-data"),
        (parts(TEXT), "multipart/form-data; boundary="),
        (b"&".join(b"a=1" for _ in range(1001)), "application/x-www-form-urlencoded"),
    ],
    ids=["no boundary", "an empty one", "too many fields"],
)
def test_what_is_no_form_is_refused(body, kind):
    with pytest.raises(BadWebhook):
        read(hook(body, kind))


@pytest.mark.parametrize(
    ("kind", "is_one"), [(MULTIPART, True), ("application/json", False), ("", False)]
)
def test_a_form_says_that_it_is_one(kind, is_one):
    assert is_form(hook(b"", kind)) is is_one
