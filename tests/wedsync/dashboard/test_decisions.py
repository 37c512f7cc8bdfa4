"""Ticked and decided: moved dates and doubles, row by row, without a script."""

import pytest
from django.urls import reverse

from tests.wedsync.dashboard.markup import faults, is_strict
from tests.wedsync.deciding import doubles, moves, states_of
from wedsync.lib.ids import uuid7


def posted(client, url, **data):
    return client.post(url, data, headers={"Accept": "application/json"})


def decide(client, rows, answer):
    return client.post(
        reverse("reflows-decide"), {"answer": answer, "reflow": [one.pk for one in rows]}
    )


def test_every_row_has_a_box_and_every_answer_a_button(owner, vendor):
    rows = moves(vendor)

    text = owner.get(reverse("reflows")).content.decode()

    for one in rows:
        assert f'value="{one.pk}"' in text
    assert 'value="accept"' in text
    assert 'value="refuse"' in text
    assert 'value="undo"' not in text


def test_what_is_refused_is_told_beside_what_is_done(owner, vendor):
    rows = moves(vendor)

    page = decide(owner, rows, "accept")

    text = page.content.decode()
    assert is_strict(page)
    assert not faults(text)
    assert "2 are done." in text
    assert "facts have changed since" in text
    assert states_of(rows) == ["applied", "proposed", "applied"]


def test_what_was_accepted_can_be_taken_back(owner, vendor):
    rows = moves(vendor)
    decide(owner, rows, "accept")

    shown = owner.get(reverse("reflows"), {"state": "applied"}).content.decode()
    decide(owner, rows, "undo")

    assert 'value="undo"' in shown
    assert states_of(rows) == ["undone", "proposed", "undone"]


def test_doubles_are_decided_on_the_page_of_their_system(owner, vendor):
    rows = doubles(vendor)
    url = reverse("integration-doubles", args=[rows[0].connection_id])
    shown = owner.get(reverse("integration", args=[rows[0].connection_id])).content.decode()

    page = owner.post(url, {"answer": "leave", "offer": [one.pk for one in rows]})

    assert url in shown
    assert "2 are done." in page.content.decode()
    assert "decided already" in page.content.decode()
    assert states_of(rows) == ["refused"] * 3


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({"answer": "perhaps", "reflow": [uuid7()]}, "no_such_answer"),
        ({"answer": "accept"}, "nothing_ticked"),
        ({"answer": "accept", "reflow": ["x"]}, "nothing_ticked"),
        ({"answer": "accept", "reflow": [uuid7() for _ in range(101)]}, "too_many"),
    ],
)
def test_what_can_not_be_meant_is_refused(owner, data, code):
    refused = posted(owner, reverse("reflows-decide"), **data)

    assert (refused.status_code, refused.json()["code"]) == (409, code)


def test_who_may_not_send_sees_no_boxes_and_decides_nothing(as_role, vendor):
    rows = moves(vendor)
    assistant = as_role("assistant")

    assert 'type="checkbox"' not in assistant.get(reverse("reflows")).content.decode()
    assert decide(assistant, rows, "accept").status_code == 403
    assert states_of(rows) == ["proposed"] * 3


def test_a_stranger_decides_about_nothing_of_ours(stranger, vendor):
    rows = moves(vendor)

    page = decide(stranger, rows, "accept")

    assert "0 are done." in page.content.decode()
    assert states_of(rows) == ["proposed"] * 3
