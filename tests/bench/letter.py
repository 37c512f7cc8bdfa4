"""The one mail everybody sends: some 15 kB of HTML and text, 12 merge fields, 6 tracked links."""

import re
from functools import cache

from personalization.compile import Compiled, compile_draft
from personalization.draft import Draft

MARK = "Lind"  # every couple's name holds it with its number: whose content is it?
BASE = "http://127.0.0.1:8000"  # where everybody's links lead
STREET = "12 Fern Street, Portland, OR 97205"
VENDOR = {
    "name": "Studio Fern",
    "city": "Portland",
    "phone": "+1 503 555 0123",
    "sender_name": "Studio Fern",
    "sender_email": "hello@fern.example",
    "website": "https://fern.example",
    "signature": "Warmly,\nNora Fern",
    "postal_address": STREET,
}
_STORY = (
    "Every season we set a few mornings aside for couples who have {what}. The light is soft, the "
    "town is still asleep, and nobody is in a hurry: you walk, you talk, we stay out of the way. "
    "Bring a warm coat, bring the dog, bring <b>nothing at all</b>; it takes an hour and it costs "
    "what a good dinner costs."
)


def _story(what: str) -> dict[str, str]:
    return {"type": "text", "text": _STORY.format(what=what)}


def _button(label: str, path: str) -> dict[str, str]:
    return {"type": "button", "label": label, "url": f"https://fern.example/{path}"}


DRAFT = Draft(
    subject="{{ couple.names }}, a morning before {{ wedding.month }}",
    preheader="{{ person.first_name }}, there are {{ wedding.weeks_to_go }} weeks left.",
    blocks=[
        {"type": "heading", "text": "A morning for {{ couple.first_names }}"},
        {
            "type": "text",
            "text": "Dear {{ person.full_name }},\n\nin {{ wedding.days_to_go }} days, on "
            "{{ wedding.date_long }}, you and {{ partner.first_name | default: 'your love' }} "
            "marry at <b>{{ wedding.venue }}</b> in {{ wedding.city }}, with "
            "{{ wedding.guests }} guests to love you.",
        },
        _story("already chosen their day"),
        _button("Choose a morning", "mornings"),
        {
            "type": "columns",
            "columns": [
                [_story("a garden in mind"), _button("In the garden", "garden")],
                [_story("the river in mind"), _button("By the river", "river")],
            ],
        },
        {"type": "divider"},
        _button("Read their letters", "letters"),
        _button("See the pictures", "pictures"),
        {"type": "text", "text": "Or <a href='https://fern.example/questions'>ask us</a> anything: "
         "{{ vendor.name }}, {{ vendor.phone }}."},
        {"type": "signature"},
    ],
)  # fmt: skip


@cache
def compiled() -> Compiled:
    return compile_draft(DRAFT, purpose="marketing")


def for_django() -> dict[str, str]:
    """The same subject, HTML and text as Django templates: what its own users would write."""
    parts = {part: _translated(compiled()[part]) for part in ("subject", "html", "text")}
    plain = "{{% autoescape off %}}{}{{% endautoescape %}}"
    return {name: part if name == "html" else plain.format(part) for name, part in parts.items()}


def _translated(liquid: str) -> str:
    text = re.sub(r"link\[(\d+)\]", r"link.\1", liquid)
    text = re.sub(r"\| default: (['\"][^'\"]*['\"])", r"|default:\1", text)
    loops = re.sub(
        r"(\{% for .*?)\{% else %\}(.*?\{% endfor %\})", r"\1{% empty %}\2", text, flags=re.DOTALL
    )
    return loops.replace("{%- ", "{% ").replace(" -%}", " %}")
