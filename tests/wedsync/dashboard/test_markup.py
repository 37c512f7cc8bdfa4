"""The scan itself can go red."""

import pytest

from tests.wedsync.dashboard.markup import faults


@pytest.mark.parametrize(
    "html",
    [
        '<p style="color:red">',
        "<style>p {}</style>",
        "<script>alert(1)</script>",
        '<script src="https://cdn.example/x.js"></script>',
        '<img src="//cdn.example/x.png">',
        '<button onclick="x()">',
        '<link rel="stylesheet" href="http://cdn.example/x.css">',
        '<form action="https://evil.example/">',
    ],
)
def test_what_a_page_may_not_hold_is_found(html):
    assert len(faults(html)) == 1


def test_what_a_page_may_hold_is_passed():
    assert not faults(
        '<link href="/static/x.css"><script src="/static/x.js"></script><img src="data:image/png,">'
        '<script type="application/json">{}</script><a href="https://elsewhere.example/">x</a>'
    )
