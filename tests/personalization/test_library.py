"""Every message of the library fits every couple: nothing is ever empty, None or unresolved."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from personalization.compile import fits
from personalization.coverage import coverage
from personalization.install_library import messages
from personalization.models import Purpose, Stage
from personalization.publish import compile_all
from personalization.render import render
from personalization.segments import segments
from personalization.timing import parse_timing
from tests.personalization import library_page
from tests.personalization.library_contexts import hundreds, three
from wedsync.vendors.models import Kind

HERE = Path(__file__).parent
PAGE = HERE.parents[1] / "docs" / "library.md"
MESSAGES = tuple(messages())
LIBRARY = [pytest.param(message, id=message.key) for message in MESSAGES]
TRADES = (
    "photographer",
    "videographer",
    "venue",
    "caterer",
    "planner",
    "florist",
    "music",
    "beauty",
)
BROKEN = re.compile(
    r"\b(None|none|nan|undefined)\b|\{\{|\{%|%\}|\b(Hi|Dear|Hallo|Bonjour|Hola|Ciao|Cari)  ?,"
    r"|\w ,|there there|[^\n]  |\s\.(?!\d)|,,|,\.|\.\.|\?\.|\.,|!!|\$|&amp;amp;"
)
MOST_SEGMENTS = 2


@dataclass
class Wording:
    draft: object
    compiled: dict


@cache
def wordings(key):
    message = next(one for one in MESSAGES if one.key == key)
    compiled = compile_all(message.variants, purpose=message.purpose)
    return [Wording(*pair) for pair in zip(message.variants, compiled, strict=True)]


@cache
def crowd():
    return hundreds()


def parts(content):
    return [part for part in (content.subject, content.preheader, content.text) if part]


@pytest.mark.parametrize("message", LIBRARY)
def test_it_reads_well_for_five_hundred_couples(message):
    for one in wordings(message.key):
        # The page repeats what the text part says; the name keeps it apart in the cache.
        words = {**one.compiled, "html": "", "digest": f"words of {one.compiled['digest']}"}
        said = {part for values in crowd() for part in parts(render(words, values))}
        broken = [part for part in said if BROKEN.search(part.replace("- - -", "---"))]
        assert not broken, (BROKEN.search(broken[0]), broken[0])


@pytest.mark.parametrize("message", LIBRARY)
def test_it_says_what_it_said(message, pytestconfig):
    """`pytest tests/personalization/test_library.py --renew-golden` after a change on purpose."""
    file = HERE / "golden" / f"{message.key}.txt"
    text = "\n".join(_read_aloud(message))
    if pytestconfig.getoption("renew_golden"):
        file.write_text(text, encoding="utf-8")

    assert file.read_text(encoding="utf-8") == text


def _read_aloud(message):
    """Each wording for each of the three couples, unless it is the same as for the first."""
    couples = three(message)
    for one in wordings(message.key):
        first = ""
        for who, values in couples.items():
            said = _said(one, values)
            yield f"=== {one.draft.channel} {one.draft.language} {one.draft.key}, {who}"
            yield "(the same)\n" if said == first else said
            first = first or said


def _said(one, values):
    content = render(one.compiled, values)
    heads = [part for part in (content.subject, content.preheader) if part]
    text = content.text.partition("\n--\n")[0].strip()
    return "\n".join([*heads, *([""] if heads else []), text, ""])


def test_nothing_golden_is_left_over():
    golden = {file.stem for file in (HERE / "golden").glob("*.txt")}

    assert golden == {message.key for message in messages()}


@pytest.mark.parametrize("message", LIBRARY)
def test_it_needs_nothing_but_the_vendors_own_address(message):
    sparse = three(message)["sparse"]
    for one in wordings(message.key):
        assert set(one.compiled["required"]) <= {"vendor.postal_address"}
        assert coverage(one.compiled, [sparse]).held == ()


@pytest.mark.parametrize("message", LIBRARY)
def test_a_text_message_stays_short(message):
    texts = [one for one in wordings(message.key) if one.draft.channel == "sms"]
    counts = [
        segments(render(one.compiled, {**values, "locale": one.draft.language}).text).count
        for one in texts
        for values in three(message).values()
    ]

    assert texts
    assert max(counts) <= MOST_SEGMENTS


@pytest.mark.parametrize("message", LIBRARY)
def test_it_says_whom_it_is_for_and_when(message):
    assert set(message.kinds) <= set(Kind.values)
    assert message.stage in Stage.values
    assert message.purpose in Purpose.values
    assert str(parse_timing(message.timing))
    assert all(fits(one.compiled, message.purpose) for one in wordings(message.key))


@pytest.mark.parametrize("message", LIBRARY)
def test_two_wordings_are_two_to_find_something_out(message):
    mails = {one.key for one in message.variants if one.channel == "email"}

    assert bool(message.test) == (mails == {"A", "B"})


def test_there_is_enough_for_every_trade():
    found = list(messages())
    own = Counter(kind for message in found if len(message.kinds) == 1 for kind in message.kinds)
    spoken = [message for message in found if len({one.language for one in message.variants}) > 1]

    assert len({message.key for message in found}) == len(found) >= 64
    assert len({message.name for message in found}) == len(found)
    assert all(own[trade] >= 6 for trade in TRADES)
    assert sum(bool(message.test) for message in found) >= 20
    assert len(spoken) >= 8


@pytest.mark.parametrize("message", LIBRARY)
def test_it_is_there_in_the_languages_of_the_house(message):
    mails, texts = (
        {one.language for one in message.variants if one.channel == channel}
        for channel in ("email", "sms")
    )

    assert {"en", "es"} <= mails & texts


def test_the_page_about_the_library_is_up_to_date(pytestconfig):
    text = library_page.page(messages())
    if pytestconfig.getoption("renew_golden"):
        PAGE.write_text(text, encoding="utf-8")

    assert PAGE.read_text(encoding="utf-8") == text
