"""Documents come out of PostgreSQL as they went in, whatever they hold."""

import json
from decimal import Decimal

import pytest
from django.db import connection

from wedsync.lib.lines import lines

TAKEN_APART = "SELECT one::json::text FROM string_to_table(%s, E'\\n') one"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "documents",
    [
        pytest.param([], id="none"),
        pytest.param([{}], id="an empty one"),
        pytest.param([{"says": "Warmly,\nNora\r\n\u2028Fern"}, {}, []], id="line ends"),
        pytest.param([{"says": '"\\n" \\\\ \t'}, ["Zoë", None, 0]], id="escapes"),
    ],
)
def test_each_document_is_a_line(documents):
    with connection.cursor() as cursor:
        cursor.execute(TAKEN_APART, [lines(documents)])
        told = [json.loads(text) for (text,) in cursor.fetchall()]

    assert told == documents


def test_the_caller_says_what_json_has_no_word_for():
    assert lines([{"price": Decimal("1.50")}], default=str) == '{"price":"1.50"}'
