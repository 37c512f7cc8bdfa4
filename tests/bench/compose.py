"""`make bench ONLY=compose`: what it costs to write one mail, from its context to its content.

About 17 kB of HTML, its text part, a dozen merge fields, six tracked links, pixel and unsubscribe
address. The same mail is written in six ways, turn by turn, in one run, and must come out the
same: as WedSync does; by its guarded interpreter alone; as a Django template and as Liquid that
are parsed for every message, which is what one writes first; as a Django template that is kept;
and by joining prepared pieces, with which nobody could do less.
"""

import re
import sys
from collections.abc import Callable, Mapping, Sequence
from html import unescape
from time import process_time
from typing import Any
from unittest.mock import patch
from uuid import UUID

import django
import django.template
import liquid
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


LINKED = re.compile(r"link\[(\d+)\]")
LOOP = re.compile(r"{% for .*?{% endfor %}", re.DOTALL)
FALLBACK = re.compile(r"\s*\|\s*default:\s*")
PARTS = ("subject", "preheader", "html", "text")
OURS, LIMIT = "WedSync", "the same bytes, joined from pieces"
NAIVE = ("Django template, parsed each time", "Liquid, parsed each time")


def main() -> None:
    settings.configure(TOKEN_KEYS={KEY: bytes(32)}, TEMPLATES=[])
    django.setup()
    interpreted: Compiled = {**MAIL, "digest": "interpreted"}
    with patch.object(Quick, "of", Quick):  # prepared once, then kept by its digest
        expected = written(interpreted)
    kept = [engine().from_string(djangos(MAIL[part])) for part in PARTS]
    ways: dict[str, Callable[[], Content]] = {
        OURS: lambda: written(MAIL),
        LIMIT: joined(expected),
        "guarded interpreter, kept": lambda: written(interpreted),
        "Django template, kept": lambda: by_django(kept),
        NAIVE[0]: lambda: by_django([engine().from_string(djangos(MAIL[p])) for p in PARTS]),
        NAIVE[1]: by_liquid,
    }
    for name, way in ways.items():
        if bare(way()) != bare(expected):
            sys.exit(f"{name} writes something else")
    report(expected, dict(zip(ways, cheapest(*ways.values()), strict=True)))


def report(mail: Content, costs: Mapping[str, float]) -> None:
    say(f"HTML {len(mail.html):,}, text {len(mail.text):,} characters; one core, CPU time")
    say(f"{'way':<36} {'µs':>8} {'mails/s':>10} {'x WedSync':>10}")
    for name, cost in costs.items():
        say(f"{name:<36} {cost:>8.0f} {1e6 / cost:>10,.0f} {cost / costs[OURS]:>10.1f}")
    best = min(NAIVE, key=costs.__getitem__)
    say(f"WedSync : {best} = {costs[best] / costs[OURS]:.1f} : 1")


def written(mail: Compiled) -> Content:
    """As `messaging.compose` does."""
    values, address = linked()
    pixel = address("open")
    return render(mail, values, link=lambda index, _: address("click", index), pixel=pixel)


def by_django(templates: Sequence[Any]) -> Content:
    values, address = linked()
    links = [address("click", index) for index in range(len(MAIL["links"]))]
    context = django.template.Context({**values, "link": links, "pixel": address("open")})
    return Content(*(template.render(context) for template in templates))


def by_liquid() -> Content:
    """The library as its manual shows it, with escaping for the HTML."""
    values, address = linked()
    links = [address("click", index) for index in range(len(MAIL["links"]))]
    values |= {"link": links, "pixel": address("open")}
    plain, escaped = liquid.Environment(), liquid.Environment(autoescape=True)
    return Content(
        *(
            (escaped if part == "html" else plain).from_string(MAIL[part]).render(**values)
            for part in PARTS
        )
    )


def joined(mail: Content) -> Callable[[], Content]:
    """Every byte is known but the links of this message: what lies between them is joined."""
    values, address = linked()
    printed = [address("click", index) for index in range(len(MAIL["links"]))]
    printed += [address("open"), values["links"]["unsubscribe"], values["links"]["preferences"]]
    cut = re.compile("|".join(map(re.escape, dict.fromkeys(printed))))
    html, text = (
        (cut.split(part), [printed.index(one) for one in cut.findall(part)])
        for part in (mail.html, mail.text)
    )

    def once() -> Content:
        values, address = linked()
        links = [address("click", index) for index in range(len(MAIL["links"]))]
        links += [address("open"), values["links"]["unsubscribe"], values["links"]["preferences"]]
        return Content(mail.subject, mail.preheader, woven(*html, links), woven(*text, links))

    return once


def woven(pieces: Sequence[str], numbers: Sequence[int], links: Sequence[str]) -> str:
    return "".join(map("".join, zip(pieces, [*(links[n] for n in numbers), ""], strict=True)))


def linked() -> tuple[dict[str, Any], Callable[..., str]]:
    """The values of one message, and what prints its addresses."""
    address = printer("https://mail.lumen.example", VENDOR, MESSAGE, KEY)
    leave = address("unsubscribe")
    return with_links(VALUES, unsubscribe=leave, preferences=leave), address


def engine() -> django.template.Engine:
    return django.template.Engine(autoescape=True)


def djangos(source: str) -> str:
    """The same template in Django's language."""
    source = LINKED.sub(r"link.\1", FALLBACK.sub("|default:", source))
    return LOOP.sub(lambda loop: loop[0].replace("{% else %}", "{% empty %}"), source)


def bare(content: Content) -> tuple[str, ...]:
    """Without white space, which templates leave in other places, and however it is escaped."""
    return tuple("".join(unescape(getattr(content, part)).split()) for part in PARTS)


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


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
