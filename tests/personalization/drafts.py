"""A small draft to begin with, and the whole mail of all blocks."""

from dataclasses import replace

from personalization.compile import compile_draft
from personalization.draft import Draft

HELLO = {"type": "text", "text": "Hi {{ person.first_name | default: 'there' }}"}
IMAGE = {"type": "image", "src": "https://x.test/a.png", "alt": "Us"}
SITE = {"type": "button", "label": "Go", "url": "{{ vendor.website }}", "when": "vendor.website"}
DRAFT = Draft(subject="Hello {{ couple.names }}", preheader="A question", blocks=[HELLO])

EVERYTHING = replace(
    DRAFT,
    blocks=[
        {"type": "heading", "text": "Your day & ours"},
        {
            "type": "text",
            "text": "At <b>{{ wedding.venue }}</b>.\n\n"
            "See <a href='https://x.test/?g={{ wedding.guests }}'>it</a>.",
            "when": "wedding.venue",
        },
        {
            "type": "columns",
            "columns": [
                [IMAGE | {"href": "https://x.test/b"}],
                [SITE],
            ],
            "when": "wedding.guests > 50",
        },
        {"type": "heading", "text": "And then"},
        {"type": "image", "src": "https://x.test/c.png", "alt": "{{ couple.names }}", "width": 200},
        {"type": "questionnaire", "label": "Tell us", "url": "https://x.test/q", "minutes": 10},
        {"type": "timeline"},
        {"type": "divider"},
        {"type": "spacer", "height": 8},
        {"type": "signature"},
    ],
)
LINKED = {
    "blocks": [
        {"type": "text", "text": "<a href='https://x.test/{{ person.first_name }}'>a</a>"},
        {"type": "button", "label": "Call", "url": "tel:{{ vendor.phone }}"},
        {"type": "button", "label": "Stop", "url": "{{ links.unsubscribe }}"},
        SITE | {"label": "Site"},
    ]
}


def compiled(purpose="marketing", **changes):
    return compile_draft(replace(DRAFT, **changes), purpose=purpose)
