"""What rendering a marketing mail costs: `python -m tests.bench.render`.

About 17 kB of HTML, its text part, a dozen merge fields, six tracked links, pixel and unsubscribe
address; once by the interpreter and once by closures, turn by turn, in one run.
"""

import sys
from collections.abc import Callable
from time import process_time
from unittest.mock import patch
from uuid import UUID

from django.conf import settings

from messaging.links import printer
from personalization.compile import Compiled, compile_draft
from personalization.context import with_links
from personalization.draft import Draft
from personalization.fields import sample
from personalization.liquid.quick import Quick
from personalization.render import Content, render

TURNS, MESSAGES = 200, 8
KEY = 1
VENDOR, MESSAGE = UUID(int=1), UUID(int=2)
VALUES = sample()
LINES = "We are so glad to be part of this day, and we would love to make the most of it. " * 3
BLOCKS = [
    {"type": "heading", "text": "{{ couple.names }}: {{ wedding.weeks_to_go | default: 'a few' }}"},
    {
        "type": "text",
        "text": f"Hi {{{{ person.first_name | default: 'there' }}}},\n\n{LINES}\n\nIs it still "
        "{{ wedding.date_long | default: 'your day' }} at {{ wedding.venue | default: 'home' }}, "
        "in {{ wedding.city | default: 'town' }}?",
    },
    {
        "type": "image",
        "src": "https://lumen.example/a.jpg",
        "alt": "{{ wedding.style | default: 'A wedding' }}",
        "href": "https://lumen.example/gallery",
    },
    {
        "type": "columns",
        "columns": [
            [
                {"type": "heading", "text": "Albums"},
                {"type": "text", "text": LINES},
                {
                    "type": "button",
                    "label": "See albums",
                    "url": "https://lumen.example/albums?for={{ wedding.style | default: 'all' }}",
                },
            ],
            [
                {"type": "heading", "text": "Prints"},
                {"type": "text", "text": LINES},
                {"type": "button", "label": "See prints", "url": "https://lumen.example/prints"},
            ],
        ],
    },
    {
        "type": "text",
        "text": f"{{{{ partner.first_name | default: 'Your love' }}}} and {{{{ wedding.guests }}}} "
        "guests: <a href='https://lumen.example/plan'>plan</a> or "
        f"<a href='https://lumen.example/faq'>ask</a>. {LINES}",
        "when": "wedding.guests > 20",
    },
    {
        "type": "button",
        "label": "Book {{ vendor.name }}",
        "url": "{{ vendor.website }}",
        "when": "vendor.website",
    },
    {"type": "divider"},
    {"type": "signature"},
]
MAIL = compile_draft(
    Draft(
        subject="{{ couple.first_names | default: couple.names }}: {{ wedding.month }} is near",
        preheader="{{ vendor.name }} has something for you",
        blocks=BLOCKS,
    ),
    purpose="marketing",
)


def main() -> None:
    settings.configure(TOKEN_KEYS={KEY: bytes(32)})
    interpreted: Compiled = {**MAIL, "digest": "interpreted"}
    with patch.object(Quick, "of", Quick):  # prepared once, then kept by its digest
        expected = written(interpreted)
    if written(MAIL) != expected:
        sys.exit("closures and interpreter differ")
    by_interpreter, by_closures = cheapest(lambda: written(interpreted), lambda: written(MAIL))
    sys.stdout.write(
        f"HTML {len(expected.html)}, text {len(expected.text)} characters; µs of CPU a message: "
        f"interpreter {by_interpreter:.0f}, closures {by_closures:.0f}, "
        f"ratio {by_interpreter / by_closures:.1f}\n"
    )


def written(mail: Compiled) -> Content:
    """As `messaging.compose` does."""
    address = printer("https://mail.lumen.example", VENDOR, MESSAGE, KEY)
    leave = address("unsubscribe")
    values = with_links(VALUES, unsubscribe=leave, preferences=leave)
    pixel = address("open")
    return render(mail, values, link=lambda index, _: address("click", index), pixel=pixel)


def cheapest(*works: Callable[[], object]) -> list[float]:
    """Microseconds of each in its best turn: all others were disturbed by something else."""
    best = [float("inf")] * len(works)
    for _ in range(TURNS):
        for index, work in enumerate(works):
            started = process_time()
            for _ in range(MESSAGES):
                work()
            best[index] = min(best[index], (process_time() - started) / MESSAGES * 1e6)
    return best


if __name__ == "__main__":
    main()
