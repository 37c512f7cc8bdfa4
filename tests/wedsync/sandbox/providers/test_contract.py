"""What every provider of the sandbox keeps to, by being in its folder."""

import json
from itertools import chain

import pytest

from wedsync.sandbox.behaviour import STORIES, Step
from wedsync.sandbox.config import Config
from wedsync.sandbox.ledger import Accepted, Draft
from wedsync.sandbox.provider import Provider
from wedsync.sandbox.providers import found
from wedsync.sandbox.wire import Request
from wedsync.sandbox.world import World

PROVIDERS = found(World(Config()))
DEEDS = sorted({deed for _, deed in chain.from_iterable(STORIES.values())})
every_provider = pytest.mark.parametrize("provider", PROVIDERS, ids=lambda one: one.key)


def accepted(provider: Provider) -> Accepted:
    draft = Draft(id="1", to=("ada@example.org",))
    return Accepted(seq=1, at=0.0, provider=provider.key, draft=draft, fingerprint="")


def test_their_keys_and_prefixes_are_theirs_alone():
    prefixes = [prefix for one in PROVIDERS for prefix in one.prefixes]

    assert len({one.key for one in PROVIDERS}) == len(PROVIDERS)
    assert len(set(prefixes)) == len(prefixes)
    assert set(prefixes).isdisjoint({"", "_ctl", "mail", "static"})


@every_provider
def test_its_webhooks_go_below_the_hooks(provider: Provider):
    assert provider.hook.startswith("/hooks/")
    assert provider.hook.endswith("/")


@every_provider
@pytest.mark.parametrize("deed", DEEDS)
def test_it_words_and_signs_a_step_or_has_no_word_for_it(provider: Provider, deed: str):
    body = provider.notice(accepted(provider), Step(0, deed, "ada@example.org"), 0.0)

    if body is not None:
        assert json.loads(body)
        assert "content-type" in provider.signed("msg_1", 0.0, body)


@pytest.mark.parametrize(
    "provider", [one for one in PROVIDERS if one.prefixes], ids=lambda one: one.key
)
async def test_without_credentials_it_accepts_nothing(provider: Provider):
    answer = await provider.answer(Request("POST", f"/{provider.prefixes[0]}/", body=b"{}"))

    assert (answer.status >= 400, answer.accepted) == (True, 0)
