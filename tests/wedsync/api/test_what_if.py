"""What if the rules were others: the page's question, asked by a program."""

import pytest
from django.urls import reverse

from tests.factories import MessageFactory
from tests.wedsync.dashboard.test_what_ifs import looked_at, message, person, text

__all__ = ["message", "person", "text"]


def asked(program, message, **rules):
    return program.get(f"messages/{message.pk}/what-if/", rules)


def test_it_tells_when_it_would_leave_and_what_is_in_the_way(program, text):
    looked_at(text)

    as_is, free = asked(program, text).json(), asked(program, text, quiet="off").json()

    assert as_is["leaves_at"] > as_is["looked_at"]
    assert [one["mark"] for one in as_is["lines"]] == ["wait"]
    assert free == {
        "sentence": "It could leave at once.",
        "looked_at": as_is["looked_at"],
        "leaves_at": as_is["looked_at"],
        "lines": [],
    }


@pytest.mark.parametrize("rules", [{}, {"quiet": "off"}, {"saturdays": "closed"}, {"cap": "1"}])
def test_both_doors_give_the_same_answer(owner, program, text, rules):
    looked_at(text)

    found = asked(program, text, **rules).json()
    page = owner.get(reverse("message-what-if", args=[text.pk]), rules)

    assert page.context["sentence"] == found["sentence"]
    assert [line.text for line in page.context["lines"]] == [one["text"] for one in found["lines"]]


def test_who_was_not_looked_at_yet_has_no_answer(program, message):
    found = asked(program, message).json()

    assert (found["looked_at"], found["leaves_at"], found["lines"]) == (None, None, [])
    assert found["sentence"].startswith("Nobody has looked at it yet")


@pytest.mark.parametrize(
    "wrong", [{"quiet": "on"}, {"saturdays": "open"}, {"cap": "0"}, {"cap": "51"}, {"law": "off"}]
)
def test_what_can_not_be_asked_is_named(program, message, wrong):
    response = asked(program, message, **wrong)

    assert response.status_code == 400
    assert response.json()["errors"].keys() == wrong.keys()


def test_it_needs_the_scope_of_messages(with_scopes, message):
    assert asked(with_scopes("clients:read"), message).status_code == 403
    assert asked(with_scopes("messages:read"), message).status_code == 200


def test_a_message_of_another_vendor_is_nobodys(program):
    assert asked(program, MessageFactory()).status_code == 404
