"""The library is installed once, however often it is asked for, and follows its files."""

import pytest

from personalization.install_library import FOLDER, install_library, messages
from personalization.models import Template, TemplateVersion, Variant
from wedsync.vendors.tenancy import operator, tenant

HELLO = """
name = "Hello"
purpose = "helpful"
description = "Says hello."

[[variants]]
subject = "Hello"
blocks = [{ type = "text", text = "Hi {{ person.first_name | default: 'there' }}" }]
"""


def test_twice_is_once(vendor):
    first, second = install_library(), install_library()

    assert (first, second) == (len(list(FOLDER.rglob("*.toml"))), 0)
    with tenant(vendor.pk):
        assert Template.objects.filter(vendor=None).count() == first
        assert Variant.objects.count() > first


def test_a_changed_message_gets_a_new_version(db, tmp_path):
    file = tmp_path / "hello.toml"
    numbers = []
    for text in (HELLO, HELLO, HELLO.replace('"Hello"', '"Good day"')):
        file.write_text(text)
        numbers.append(install_library(tmp_path))

    assert numbers == [1, 0, 1]
    with operator():
        template = Template.objects.get()
        assert (template.key, template.name) == ("hello", "Good day")
        assert list(TemplateVersion.objects.values_list("number", flat=True)) == [2, 1]


def test_a_text_alone_is_a_signed_mail_or_a_short_message(tmp_path):
    short = '[[variants]]\nchannel = "sms"\ntext = "Hi"\n'
    text = HELLO.partition("[[")[0] + '[[variants]]\nsubject = "S"\ntext = "Hi"\n' + short
    (tmp_path / "hi.toml").write_text(text)

    mail, sms = next(messages(tmp_path)).variants

    assert [block["type"] for block in mail.blocks] == ["text", "signature"]
    assert (sms.subject, [block["type"] for block in sms.blocks]) == ("", ["text"])


def test_a_message_says_whom_it_is_for_and_when(db, tmp_path):
    about = 'kinds = ["venue"]\nstage = "upcoming"\n'
    timing = 'timing = { anchor = "wedding_day", days = -14, at = "10:00" }\n'
    (tmp_path / "hello.toml").write_text(about + timing + HELLO)
    install_library(tmp_path)

    with operator():
        hello = Template.objects.get(key="hello")
    assert (hello.kinds, hello.stage, hello.timing["days"]) == (["venue"], "upcoming", -14)


def test_a_timing_without_sense_stops_the_installation(tmp_path):
    (tmp_path / "hello.toml").write_text('timing = { anchor = "moon" }\n' + HELLO)

    with pytest.raises(ValueError, match="hangs on one of"):
        list(messages(tmp_path))


def test_files_become_messages():
    by_key = {message.key: message for message in messages()}

    assert by_key["review_request"].purpose == "marketing"
    assert {draft.key for draft in by_key["review_request"].variants} == {"A", "B"}
