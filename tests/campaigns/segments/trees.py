"""Random trees, of every field there is."""

import datetime as dt
from uuid import UUID

from hypothesis import strategies as st

from campaigns.segments import tree
from campaigns.segments.operators import OPERATORS
from campaigns.segments.registry import fields
from campaigns.segments.shapes import WORDS

TODAY = dt.date(2027, 3, 31)  # from where months of 30 days are felt
NOW = dt.datetime(2027, 3, 31, 18, 30, tzinfo=dt.UTC)
NAMES = ("Fern Hall", "Äpfelhof", "fern", "PT", "US", "rustic", "Lena", "en", "csv")
TAGS = ("vip", "past", "Referral")
IDS = [UUID(int=n) for n in range(1, 5)]

counts = st.integers(0, 320)
days = st.integers(-500, 500).map(lambda n: TODAY + dt.timedelta(days=n))


def ordered(values):
    return st.tuples(values, values).map(lambda pair: tuple(sorted(pair)))


distances = st.builds(
    lambda ends, unit: tree.Distance(*ends, unit), ordered(st.integers(0, 14)),
    st.sampled_from(tree.Unit),
)  # fmt: skip


def chosen(kind, otherwise=TAGS):
    keys = [key for key, _ in kind.choices] or otherwise
    return st.lists(st.sampled_from(keys), min_size=1, max_size=3, unique=True).map(tuple)


def said(kind):
    topic = st.sampled_from([key for key, _ in kind.choices])
    words = st.lists(st.sampled_from(WORDS), min_size=1, unique=True).map(tuple)
    return st.builds(lambda one, few: tree.Said(*one.split(":"), few), topic, words)


def past(kind):
    ids = st.none() | st.sampled_from(IDS)
    channels = st.sampled_from(["", *(key for key, _ in kind.choices)])
    return st.builds(tree.Past, ids, ids, channels, st.none() | st.integers(0, 40))


BY_SHAPE = {
    "nothing": lambda _: st.none(),
    "text": lambda _: st.sampled_from(NAMES),
    "chosen": chosen,
    "count": lambda _: counts,
    "counts": lambda _: ordered(counts),
    "day": lambda _: days,
    "days": lambda _: ordered(days),
    "lately": lambda _: st.integers(0, 40),
    "distance": lambda _: distances,
    "said": said,
    "past": past,
}


def values(field, operator):
    return BY_SHAPE[OPERATORS[operator].shape.key](fields()[field].kind)


@st.composite
def asking(draw, names):
    name = draw(st.sampled_from(sorted(names)))
    operator = draw(st.sampled_from(fields()[name].kind.operators))
    return tree.Test(name, operator, draw(values(name, operator)))


def grown(leaves):
    return st.recursive(
        leaves,
        lambda parts: st.one_of(
            parts.map(tree.Not),
            st.lists(parts, min_size=1, max_size=3).map(lambda of: tree.And(tuple(of))),
            st.lists(parts, min_size=1, max_size=3).map(lambda of: tree.Or(tuple(of))),
        ),
        max_leaves=6,
    )


nodes = grown(asking(fields()))
trees = st.lists(nodes, max_size=3).map(lambda of: tree.And(tuple(of)))
with_segments = st.lists(
    grown(asking(fields()) | st.sampled_from(IDS).map(tree.Member)), max_size=3
).map(lambda of: tree.And(tuple(of)))
