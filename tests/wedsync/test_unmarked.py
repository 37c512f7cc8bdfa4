"""Whatever a page says to people can be said in another language."""

from pathlib import Path

import pytest
from django.conf import settings

from tests.wedsync.unmarked import unmarked

ROOT = Path(settings.BASE_DIR) / "templates"
# Operators' pages and the API's reference are in English.
ENGLISH = {"admin", "reference"}
CLASSES = "allauth/elements/_kind.html"  # writes a class, not a sentence


def templates():
    found = (path.relative_to(ROOT) for path in sorted(ROOT.glob("**/*.html")))
    return [one for one in found if one.parts[0] not in ENGLISH and str(one) != CLASSES]


@pytest.mark.parametrize("path", templates(), ids=str)
def test_everything_said_is_marked(path):
    assert unmarked((ROOT / path).read_text()) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<p>Nothing yet</p>", [(1, "Nothing yet")]),
        ("<p>\n{{ count }} guests</p>", [(1, "guests")]),
        ('<a aria-label="Close {{ it }}">…</a>', [(1, "Close")]),
        ('<a {% if x %}title="Close"{% endif %}>…</a>', [(1, "Close")]),
        ('{% if x == "Over there" %}\n<b>Sure</b>{% endif %}', [(2, "Sure")]),
        ('{{ name|default:"Never" }}', [(1, "Never")]),
        ('{% include "a.html" with label="Find it" %}', [(1, "Find it")]),
        ("{% comment %}\nwhy\n{% endcomment %}<p>Why</p>", [(3, "Why")]),
    ],
)
def test_what_is_not_marked_is_found(source, found):
    assert unmarked(source) == found


@pytest.mark.parametrize(
    "source",
    [
        '<p>{% translate "Nothing yet" %}</p>',
        "<p>{% blocktranslate %}{{ count }} guests{% plural %}all{% endblocktranslate %}</p>",
        '<a aria-label="{% translate "Close" %}" class="button quiet">…</a>',
        '{{ day|said:"EEE d MMM" }} · {{ name|default:_("Never") }}',
        '{% include "a.html" with label=_("Find it") type="text" %}',
        "<p>{{ name }}: 12 % → Wed<b>Sync</b> <kbd>Enter</kbd></p>",
        "<style>p { color: red }</style>",
    ],
)
def test_what_is_marked_or_no_language_is_passed_over(source):
    assert unmarked(source) == []
