"""Contexts and templates nobody would think of."""

from hypothesis import strategies as st

from personalization.fields import FIELDS, Kind, sample

NASTY = st.sampled_from(
    [
        "{{ couple.names }}",
        "{% if x %}",
        "<script>alert(1)</script>",
        '" onload="x',
        "' --",
        "a\r\nBcc: everybody@x.test",
        "\x00\x1b[31m",
        "None",
        "https://evil.test/?a=<b>&c",
        "javascript:alert(1)",
        "\u202eLena",
        "👩‍❤️‍👨",
        "a" * 400,
        "0",
        "",
    ]
)
WORDS = st.one_of(st.text(max_size=30), NASTY)


def value_of(field):
    """Anything a context may hold for this field, or nothing."""
    if field.kind is Kind.NUMBER:
        return st.one_of(st.none(), st.integers(-1000, 10_000))
    if field.kind is Kind.LINES:
        return st.one_of(st.none(), st.lists(WORDS, max_size=4))
    if field.kind is Kind.DATE:
        return st.one_of(st.none(), st.just(field.sample), WORDS)
    return st.one_of(st.none(), st.just(field.sample), WORDS)


CHANGES = st.sampled_from(sorted(FIELDS)).flatmap(
    lambda path: st.tuples(st.just(path), value_of(FIELDS[path]))
)


@st.composite
def contexts(draw):
    """Raw values, worse than any that `Context` makes; from full to nearly empty."""
    values = sample(draw(st.sampled_from(["en", "de_CH", "ar", "xx", ""])))
    if draw(st.booleans()):
        values = {root: {} for root in values} | {"locale": values["locale"]}
    for path, value in draw(st.lists(CHANGES, max_size=8)):
        root, name = path.split(".")
        values[root][name] = value
    return values


PATHS = st.sampled_from(sorted(FIELDS))
LITERALS = st.sampled_from(["'x'", "''", "3", "1.5", "true", "nil", "blank", "-7", "'0'"])
FILTERS = st.sampled_from(
    [
        "upcase", "capitalize", "strip", "squish", "size", "first", "last", "join", "reverse",
        "sort", "uniq", "compact", "append: 'y'", "prepend: person.first_name", "split: ' '",
        "replace: 'a', 'bb'", "remove: 'e'", "truncate: 5", "truncatewords: 2", "slice: 1, 2",
        "plus: 1", "times: wedding.guests", "divided_by: 3", "divided_by: 0", "modulo: 2",
        "round: 1", "abs", "at_most: 9", "date", "date: '%B'", "default: 'x'",
        "default: partner.first_name", "concat: vendor.signature_lines",
        "default: false, allow_false: true", "default: wedding.city, 2", "upcase: 3",
    ]
)  # fmt: skip
NAMES = st.sampled_from(
    ["i", "mine", "kept", "partial", "pixel", "wedding", "forloop.index", "forloop.parentloop.last",
     "vendor.signature_lines[0]", "vendor.signature_lines.size", "vendor['name']", "wedding[i]"]
)  # fmt: skip
VALUES = st.one_of(PATHS, LITERALS, NAMES, st.just("(1..3)"), st.just("(1..wedding.guests)"))
EXPRESSIONS = st.tuples(VALUES, st.lists(FILTERS, max_size=3)).map(
    lambda pair: " | ".join([pair[0], *pair[1]])
)
TESTS = st.one_of(
    PATHS,
    st.tuples(
        st.one_of(PATHS, NAMES),
        st.sampled_from(["==", "!=", "<", "<=", ">", ">=", "contains"]),
        st.one_of(PATHS, LITERALS, NAMES, st.just("empty")),
    ).map(" ".join),
)
CONDITIONS = st.lists(TESTS, min_size=1, max_size=3).flatmap(
    lambda tests: st.sampled_from([" and ", " or "]).map(lambda joint: joint.join(tests))
)


LOOPED = st.sampled_from(["", "", "", " reversed", " limit: 2", " offset: 1", " offset: continue"])
NONE = ("", "{% else %}-")
LEFT = ("", "", "", "{% break %}", "{% if i == 2 %}{% continue %}{% endif %}x")


def _block(inner):
    text = st.lists(inner, max_size=3).map("".join)
    return st.one_of(
        st.tuples(CONDITIONS, text, text).map(
            lambda t: f"{{% if {t[0]} %}}{t[1]}{{% else %}}{t[2]}{{% endif %}}"
        ),
        st.tuples(CONDITIONS, CONDITIONS, text, text).map(
            lambda t: f"{{% unless {t[0]} %}}{t[2]}{{% elsif {t[1]} %}}{t[3]}{{% endunless %}}"
        ),
        st.tuples(VALUES, LOOPED, text, st.sampled_from(LEFT), st.sampled_from(NONE)).map(
            lambda t: f"{{% for i in {t[0]}{t[1]} %}}{t[2]}{t[3]}{t[4]}{{% endfor %}}"
        ),
        st.tuples(PATHS, LITERALS, text, text).map(
            lambda t: (
                f"{{% case {t[0]} %}}{{% when {t[1]} %}}{t[2]}{{% else %}}{t[3]}{{% endcase %}}"
            )
        ),
        text.map(lambda t: f"{{% capture kept %}}{t}{{% endcapture %}}{{{{ kept }}}}"),
    )


PRINTED = EXPRESSIONS.map(lambda one: f"{{{{ {one} }}}}")
ASSIGNED = EXPRESSIONS.map(lambda one: f"{{% assign mine = {one} %}}{{{{ mine }}}}")
TEMPLATES = st.recursive(
    st.one_of(PRINTED, ASSIGNED, st.sampled_from(["Hi ", "\n\n", "<b>&</b>", "{ ", "é"])),
    _block,
    max_leaves=8,
)
