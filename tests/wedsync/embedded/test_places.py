"""Folders that are short enough for sockets, and ours alone."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wedsync.embedded import places
from wedsync.embedded.trouble import CannotStart

NAMES = st.text("abcdefghij_-. é", min_size=1, max_size=60)


@given(folders=st.lists(NAMES.map(lambda name: Path("/") / name)), name=NAMES)
def test_a_chosen_folder_always_leaves_room_for_the_longest_socket(folders, name):
    try:
        base = places.short_base(folders, name)
    except CannotStart:
        return

    socket = os.fsencode(f"{base}/{name}{places.LONGEST_SOCKET}")

    assert len(socket) <= places.SOCKET_LIMIT
    assert b" " not in socket


def test_a_long_temporary_folder_is_passed_over():
    long, short = Path("/" + 95 * "x"), Path("/short")

    assert places.short_base([long, short], "wedsync-0-0123456789") == short


def test_without_a_short_folder_the_message_says_what_to_set():
    with pytest.raises(CannotStart, match="set TMPDIR"):
        places.short_base([Path("/" + 95 * "x")], "wedsync")


def test_two_state_folders_never_share_their_sockets(tmp_path):
    one = places.lasting(tmp_path / "one", None)
    other = places.lasting(tmp_path / "other", None)

    assert one.sockets != other.sockets
    assert one.sockets == places.lasting(tmp_path / "one", None).sockets


def test_a_made_folder_is_private_whatever_the_umask_says(tmp_path):
    before = os.umask(0o000)
    try:
        places.make_folder(tmp_path / "state", None)
    finally:
        os.umask(before)

    assert (tmp_path / "state").stat().st_mode & 0o777 == 0o700


def test_a_link_in_the_place_of_our_folder_is_refused(tmp_path):
    (tmp_path / "theirs").mkdir()
    (tmp_path / "state").symlink_to(tmp_path / "theirs")

    with pytest.raises(CannotStart, match="remove it"):
        places.make_folder(tmp_path / "state", None)


def test_an_existing_folder_of_ours_is_left_as_it_is(tmp_path):
    tmp_path.chmod(0o750)

    places.make_folder(tmp_path, None)

    assert tmp_path.stat().st_mode & 0o777 == 0o750
