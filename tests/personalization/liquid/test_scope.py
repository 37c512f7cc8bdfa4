"""A template walks through plain values and sees nothing else."""

import pytest

from personalization.liquid.dialect import parse
from personalization.liquid.scope import Lazy

VALUES = {
    "wedding": {"venue": "Villa Aurora", "days": ["Friday", "Saturday"]},
    "link": Lazy(3, lambda index: f"https://x.test/{index}"),
}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("wedding.venue", "Villa Aurora"),
        ("wedding['venue']", "Villa Aurora"),
        ("wedding.venue.size", "12"),
        ("wedding.days.size", "2"),
        ("wedding.days.first", "Friday"),
        ("wedding.days.last", "Saturday"),
        ("wedding.days[-1]", "Saturday"),
        ("wedding.days[7]", "nothing"),
        ("wedding.days.sort", "nothing"),
        ("wedding.venue.upper", "nothing"),
        ("wedding[wedding]", "nothing"),
        ("wedding.venue[0]", "nothing"),
        ("link[1]", "https://x.test/1"),
        ("link.size", "3"),
        ("link[9]", "nothing"),
        ("['wedding'].venue", "Villa Aurora"),
        ("[wedding]", "nothing"),
    ],
)
def test_paths_lead_through_groups_and_lists_only(path, expected):
    assert parse(f"{{{{ {path} | default: 'nothing' }}}}").render(VALUES) == expected


def test_lazy_texts_are_made_once_and_only_when_read():
    made = []
    texts = Lazy(3, lambda index: made.append(index) or str(index))

    assert (texts[1], texts[1], texts[-1:], len(texts)) == ("1", "1", ["2"], 3)
    assert made == [1, 2]


def test_a_name_assigned_by_the_template_may_be_empty():
    assert parse("[{% assign a = '' %}{{ a }}{% assign b = nil %}{{ b }}]").render(VALUES) == "[]"
