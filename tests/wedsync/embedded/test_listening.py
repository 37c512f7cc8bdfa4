"""Ports are taken before a server needs them."""

import socket

import pytest

from wedsync.embedded import listening
from wedsync.embedded.trouble import CannotStart


def test_a_taken_port_leads_to_the_next_free_one():
    with listening.listen(20_000) as first, listening.listen(20_000) as second:
        one, other = (each.getsockname()[1] for each in (first, second))

    assert 20_000 <= one < other


def test_a_caller_waits_instead_of_being_refused():
    with listening.listen(20_000) as listener, socket.create_connection(listener.getsockname()):
        assert listening.url(listener) == f"http://127.0.0.1:{listener.getsockname()[1]}"


def test_nobody_outside_this_machine_gets_in():
    with listening.listen(20_000) as listener:
        assert listener.getsockname()[0] == "127.0.0.1"


def test_no_free_port_is_said_in_a_sentence():
    with pytest.raises(CannotStart, match="no free port from 65536 on"):
        listening.listen(65_536)
