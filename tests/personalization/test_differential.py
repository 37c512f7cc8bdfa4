"""What leaves is what guarded python-liquid would have written, byte for byte.

Every part of a wording is rendered twice, by the closures that send it and by the interpreter
that is their oracle, over the library, and over templates and contexts nobody would think of.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from personalization.compile import compile_draft
from personalization.install_library import messages
from personalization.liquid import limits
from personalization.liquid.dialect import HTML, LINK, TEXT, Dialect, parse
from personalization.liquid.errors import Unrenderable
from personalization.liquid.quick import Quick
from personalization.liquid.scope import Lazy
from personalization.problems import Invalid
from tests.personalization.drafts import DRAFT
from tests.personalization.library_contexts import hundreds, three
from tests.personalization.strategies import CONDITIONS, TEMPLATES, contexts

MESSAGES = tuple(messages())
LIBRARY = [pytest.param(message, id=message.key) for message in MESSAGES]
SOME = 5  # of the crowd, for each message


@cache
def parts(key: str) -> tuple[tuple[Quick, object], ...]:
    """Of every wording of a message: closures, and the interpreter beside them."""
    message = next(one for one in MESSAGES if one.key == key)
    compiled = [compile_draft(one, purpose=message.purpose) for one in message.variants]
    return tuple(pair for one in compiled for pair in both(one))


def both(compiled) -> Iterator[tuple[Quick, object]]:
    for source, dialect in sources(compiled):
        template = parse(source, dialect, longest=limits.COMPILED)
        yield Quick.of(template), template


def sources(compiled) -> Iterator[tuple[str, Dialect]]:
    yield compiled["html"], HTML
    for part in ("subject", "preheader", "text"):
        yield compiled[part], TEXT
    yield from ((one, TEXT) for one in compiled.get("variables", ()))
    yield from ((f"{{% if {one['when']} %}}y{{% endif %}}", TEXT) for one in compiled["conditions"])
    yield from ((one["source"], LINK) for one in compiled["links"])


def outcome(template, values):
    """The text, or the kind and the sentence of its error."""
    try:
        return template.render(values)
    except Unrenderable as error:
        return type(error), error.reason


def filled(values):
    """With the addresses that sending gives."""
    link = Lazy(9, lambda index: f"https://x.test/{index}?a=1&b=2")
    return {**values, "link": link, "pixel": "https://x.test/p"}


def differing(pairs, values):
    found = [(outcome(quick, values), outcome(oracle, values)) for quick, oracle in pairs]
    return [pair for pair in found if pair[0] != pair[1]]


@pytest.mark.parametrize("message", LIBRARY)
def test_every_message_of_the_library_is_written_alike(message):
    crowd = [*three(message).values(), *hundreds(SOME, seed=MESSAGES.index(message))]

    assert not [found for one in crowd if (found := differing(parts(message.key), filled(one)))]


@given(st.sampled_from(MESSAGES), contexts())
def test_whatever_a_context_holds_the_library_is_written_alike(message, values):
    assert not differing(parts(message.key), filled(values))


@given(TEMPLATES, CONDITIONS, contexts())
def test_whatever_can_be_published_is_written_alike(source, when, values):
    blocks = [
        {"type": "text", "text": source, "when": when},
        {"type": "heading", "text": source},
        {"type": "timeline"},
        {"type": "signature"},
    ]
    try:
        compiled = compile_draft(replace(DRAFT, subject="Hi", blocks=blocks), purpose="helpful")
    except Invalid:
        return

    assert not differing(both(compiled), filled(values))


def test_a_closure_that_forgot_to_escape_would_be_seen():
    source = compile_draft(DRAFT, purpose="helpful")["html"]
    forgetful = Quick.of(parse(source, TEXT, longest=limits.COMPILED))
    oracle = parse(source, HTML, longest=limits.COMPILED)
    (full, *_) = three(MESSAGES[0]).values()
    couple = {**full, "person": {"first_name": "<Lena>"}, "couple": {"names": "Lena & Marc"}}

    assert differing([(forgetful, oracle)], filled(couple))
