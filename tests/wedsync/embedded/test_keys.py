"""The secrets of a state folder."""

import base64

import pytest

from wedsync.embedded import keys
from wedsync.embedded.trouble import CannotStart


def test_keys_are_the_same_each_time(tmp_path):
    assert keys.keep(tmp_path) == keys.keep(tmp_path)


def test_two_folders_have_different_keys(tmp_path):
    (tmp_path / "other").mkdir()

    assert not set(keys.keep(tmp_path).values()) & set(keys.keep(tmp_path / "other").values())


def test_only_their_owner_reads_them(tmp_path):
    keys.keep(tmp_path)

    assert (tmp_path / keys.FILE).stat().st_mode & 0o777 == 0o600


def test_the_encryption_key_has_the_form_that_settings_read(tmp_path):
    number, _, key = keys.keep(tmp_path)["WEDSYNC_ENCRYPTION_KEYS"].partition(":")

    assert (number, len(base64.b64decode(key))) == ("1", 32)


@pytest.mark.parametrize("content", ["", "{", "[1]", "\x00"])
def test_a_damaged_file_is_never_overwritten(tmp_path, content):
    (tmp_path / keys.FILE).write_text(content)

    with pytest.raises(CannotStart, match="damaged"):
        keys.keep(tmp_path)

    assert (tmp_path / keys.FILE).read_text() == content


def test_a_write_that_was_cut_short_is_made_good(tmp_path):
    (tmp_path / "keys.new").write_text('{"WEDSYNC_SECR')

    assert keys.keep(tmp_path).keys() == {"WEDSYNC_SECRET_KEY", "WEDSYNC_ENCRYPTION_KEYS"}
