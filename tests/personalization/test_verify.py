"""The last look lets through what the compiler writes and nothing else."""

import pytest

from personalization.verify import Unsafe, verify


@pytest.mark.parametrize(
    "html",
    [
        '<!doctype html><p style="margin:0">a</p>',
        '<a href="{{ link[0] }}">a</a>',
        '<a href="{{ links.unsubscribe }}">a</a>',
        '<img src="https://x.test/a.png" alt="{{ a | default: "<script>" }}" />',
        '<img src="{{ brand.logo }}" alt="" />',
        "<!--[if mso | IE]><table><![endif]-->",
        "<!--[if !mso]><!-->a<!--<![endif]-->",
    ],
)
def test_what_we_write_passes(html):
    verify(html)


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<iframe></iframe>",
        '<p onclick="x">a</p>',
        '<a href="https://x.test">a</a>',
        '<a href="{{ vendor.website }}">a</a>',
        '<a href="javascript:{{ link[0] }}">a</a>',
        '<img src="http://x.test/a.png" />',
        "<img src />",
        "<!-- a remark -->",
    ],
)
def test_what_we_do_not_write_is_a_fault(html):
    with pytest.raises(Unsafe):
        verify(html)
