"""Whatever is marked to be translated is there in Spanish, with the same holes in it."""

import io
import re
from pathlib import Path

import allauth
import django.conf
import django.contrib.auth
import pytest
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

from personalization.install_library import messages
from tests.wedsync.sentences import ROOT, marked_in, sources

HOLE = re.compile(r"%\(\w+\)[sd]|%[sd%]|\{\w*\}|</?\w[^>]*>")


def marked():
    """Every message of the templates and the code, a plural as a pair."""
    yield from in_templates()
    yield from in_library()
    for _, tree in sources():
        yield from marked_in(tree)


def in_templates():
    for path in ROOT.glob("templates/**/*.html"):
        code = templatize(path.read_text(), origin=str(path))
        yield from found_in("\n".join(line.strip() for line in code.splitlines()))


def in_library():
    """What the gallery says of the library's messages; their words have languages of their own."""
    for one in messages():
        yield from filter(None, (one.name, one.description))


def found_in(source):
    code = io.BytesIO(source.encode())
    return [one for _, one, _, _ in extract("python", code, DEFAULT_KEYWORDS)]


def spanish():
    with (ROOT / "locale/es/LC_MESSAGES/django.po").open("rb") as file:
        return read_po(file, locale="es")


def others():
    """What Django and allauth bring along in Spanish, some of which we say again, less formally."""
    for package in (django.conf, django.contrib.auth, allauth):
        folder = Path(package.__file__).parent
        with (folder / "locale/es/LC_MESSAGES/django.mo").open("rb") as file:
            yield from (one for one in read_mo(file) if one.id)


def missing(messages, catalogue):
    """Messages without a finished translation."""
    done = {one.id for one in catalogue if one.string and not one.fuzzy}
    return sorted(str(one) for one in set(messages) if one not in done)


def test_nothing_marked_lacks_its_spanish():
    assert missing(marked(), spanish()) == []


def test_something_marked_is_found_at_all():
    assert "Unsubscribe" in set(marked())
    assert missing(["Never said"], spanish()) == ["Never said"]


def test_nothing_is_translated_that_nobody_says():
    said = {forms(one.id) for one in others()} | {forms(one) for one in marked()}

    assert [one.id for one in spanish() if one.id and forms(one.id) not in said] == []


def forms(said):
    """The singular and the plural; of most, the one that there is."""
    return (said,) if isinstance(said, str) else tuple(said)


def both():
    """Each form in English, beside the one in Spanish."""
    for one in spanish():
        if one.id:
            yield from zip(forms(one.id), forms(one.string), strict=True)


@pytest.mark.parametrize(("english", "said"), list(both()))
def test_a_translation_has_the_same_holes(english, said):
    assert sorted(HOLE.findall(english)) == sorted(HOLE.findall(said))
