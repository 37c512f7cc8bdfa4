"""Templates written to hurt are refused or stopped; what they would have cost is never spent."""

import tracemalloc

import pytest

from personalization.liquid.dialect import parse
from personalization.liquid.errors import BadSource, BadValue, TooMuch
from personalization.liquid.limits import Meter

VALUES = {"couple": {"names": "a" * 9000}, "person": {"first_name": ",".join(map(str, range(290)))}}
LISTED = "{% assign p = person.first_name | split: ',' %}"
LOOPS = "{% for a in (1..300) %}{% for b in (1..300) %}BODY{% endfor %}{% endfor %}"

STOPPED = {
    "a range of a hundred million, joined": "{{ (1..100000000) | join: '' }}",
    "a range beyond every integer": "{% for i in (1..99999999999999999) %}x{% endfor %}",
    "a search through an endless range": "{% if (1..100000000) contains 'x' %}{% endif %}",
    "loops inside loops": LOOPS.replace("BODY", LOOPS.replace("BODY", "x")),
    "loops without a body, one after another": "{% for a in (1..300) %}{% endfor %}" * 240,
    "long conditions in a loop": "{% for a in (1..300) %}{% if "
    + " and ".join(["1 == 1"] * 45)
    + " %}{% endif %}{% endfor %}",
    "comparing every pair, often": LISTED + LOOPS.replace("BODY", "{% assign x = p | uniq %}"),
    "sorting, often": LISTED + LOOPS.replace("BODY", "{% assign x = p | sort | reverse %}"),
    "long texts, often": LOOPS.replace("BODY", "{% assign x = couple.names | upcase %}"),
    "captures, often": LOOPS.replace("BODY", "{% capture x %}{{ couple.names }}{% endcapture %}"),
    "searching in long texts": "{% for a in (1..300) %}"
    "{% if couple.names contains couple.names %}{% endif %}{% endfor %}" * 10,
    "doubling by append": "{% assign s = 'aaaaaaaa' %}" + "{% assign s = s | append: s %}" * 40,
    "doubling by capture": "{% capture s %}aaaaaaaa{% endcapture %}"
    + "{% capture s %}{{ s }}{{ s }}{% endcapture %}" * 40,
    "growing by replace": "{{ 'aaaaaaaaaa'" + " | replace: 'a', 'aaaaaaaaaa'" * 7 + " }}",
    "printing without end": LOOPS.replace("BODY", "{{ couple.names }}"),
    "more names than a message needs": "".join(f"{{% assign a{i} = 1 %}}" for i in range(99)),
    "numbers without bound": "{{ 9" + " | times: 999999999" * 25 + " }}",
    "a list of characters": "{{ couple.names | split: '' }}",
}
REFUSED = {
    "braces that never close": "{{" * 30_000,
    "tags that never close": "{% " * 20_000,
    "tags full of blanks": ("{{" + " " * 490 + "}}") * 130,
    "more tags than a message needs": "{{ couple.names }}" * 600,
    "a source longer than any message": "a" * 70_000,
    "blocks inside blocks": "{% if true %}" * 200 + "{% endif %}" * 200,
    "another template": "{% include 'secrets' %}",
    "a template that renders itself": "{% render 'me' %}",
    "the safe filter": "{{ couple.names | safe }}",
}


@pytest.mark.parametrize("source", STOPPED.values(), ids=STOPPED)
def test_a_template_that_asks_too_much_is_stopped(source):
    with pytest.raises(TooMuch):
        parse(source).render(VALUES)


@pytest.mark.parametrize("source", REFUSED.values(), ids=REFUSED)
def test_a_template_that_is_too_much_is_refused(source):
    with pytest.raises(BadSource):
        parse(source)


@pytest.mark.parametrize("source", STOPPED.values(), ids=STOPPED)
def test_nothing_of_it_fills_the_memory(source):
    tracemalloc.start()
    try:
        with pytest.raises(TooMuch):
            parse(source).render(VALUES)
        assert tracemalloc.get_traced_memory()[1] < 50_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    "path",
    ["couple.names.__class__", "couple['__class__']", "couple.keys", "now", "today", "forloop"],
)
def test_there_is_nothing_behind_the_values(path):
    assert parse(f"{{{{ {path} | default: 'nothing' }}}}").render(VALUES) == "nothing"


def test_a_case_prints_its_block_once_however_often_it_matches():
    ones = ",".join(["1"] * 200)

    assert parse(f"{{% case 1 %}}{{% when {ones} %}}x{{% endcase %}}").render({}) == "x"


def test_a_condition_nested_beyond_pythons_stack_is_an_error_of_the_template():
    deep = "x" + "['a']" * 90
    source = "{% if " + " and ".join(["1"] * 80) + " %}x{% endif %}"

    assert parse(source).render({}) == "x"
    assert parse(f"{{{{ {deep} | default: 1 }}}}").render({}) == "1"


def test_the_same_work_always_ends_at_the_same_point():
    meter = Meter()

    meter.charge(meter.left)

    with pytest.raises(TooMuch):
        meter.charge(1)


def test_a_comparison_of_unlike_things_is_an_error_of_the_value():
    with pytest.raises(BadValue, match="not supported between"):
        parse("{% if couple.names > 3 %}{% endif %}").render(VALUES)
