"""Every request is remembered, up to a number, without its secrets."""

from wedsync.sandbox.journal import Journal, redacted
from wedsync.sandbox.wire import Request


def test_secrets_are_left_out():
    headers = {"authorization": "Bearer re_secret", "user-agent": "x", "cookie": "c"}

    assert redacted(headers) == {
        "authorization": "(left out)",
        "user-agent": "x",
        "cookie": "(left out)",
    }


def test_old_entries_make_room_and_numbers_go_on():
    journal = Journal(size=2)

    for path in ("/a", "/b", "/c"):
        journal.write(Request("GET", path), at=0.0)

    assert [(entry["seq"], entry["path"]) for entry in journal.page()] == [(2, "/b"), (3, "/c")]
    assert journal.count == 3


def test_pages_follow_each_other():
    journal = Journal(size=9)
    for number in range(5):
        journal.write(Request("GET", f"/{number}"), at=0.0)

    first = journal.page(limit=2)
    second = journal.page(limit=2, since=first[-1]["seq"])

    assert [entry["path"] for entry in first + second] == ["/0", "/1", "/2", "/3"]
