"""A running sandbox, and a web server that receives what it posts."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from tests.wedsync.sandbox.receiver import Receiver, receiving
from wedsync.sandbox.client import Client
from wedsync.sandbox.serving import serving

Start = Callable[..., Client]


@pytest.fixture
def start() -> Iterator[Start]:
    """start(**fields of Config) runs a sandbox until the test is over."""
    with ExitStack() as stack:

        def run(**settings: Any) -> Client:
            return stack.enter_context(serving(**settings))

        yield run


@pytest.fixture(scope="module")
def shared() -> Iterator[Client]:
    with serving() as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(shared: Client) -> Client:
    """Without webhooks; the same one for a whole file, empty for each test."""
    shared.reset()
    return shared


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver
