"""What becomes of a mail, by the sandbox's real posts: every story, genuine or forged."""

import pytest
from django.utils.timezone import now

from messaging.providers.protocol import BadWebhook, Hook
from messaging.route import providers
from tests.factories import CREDENTIALS
from tests.messaging.providers.letters import one
from tests.wedsync.sandbox.receiver import receiving
from wedsync.sandbox.config import RESEND_SECRET
from wedsync.sandbox.serving import serving

SECRETS = {
    "resend": RESEND_SECRET,
    "mailgun": CREDENTIALS["mailgun"]["signing_key"],
    "sendgrid": CREDENTIALS["sendgrid"]["public_key"],
}
STORIES = {
    "lena": {"delivered"},
    "bounce": {"bounced"},
    "softbounce": {"soft_bounced"},
    "complain": {"delivered", "complained"},
    "suppressed": {"suppressed"},
    "delayed": {"delayed", "delivered"},
    "fail": {"failed"},
}
BEGUN = {"accepted", "sent"}
every_provider = pytest.mark.parametrize("key", sorted(SECRETS))


@pytest.fixture(scope="module")
def desk():
    with receiving() as receiver, serving(webhook_url=receiver.url) as sandbox:
        yield sandbox, receiver


@pytest.fixture
def hooks(desk, settings):
    """What is posted about a mail to somebody of that name; the call itself comes first."""
    sandbox, receiver = desk
    settings.RESEND_API_URL = sandbox.resend_url
    settings.MAILGUN_API_URL = sandbox.mailgun_url
    settings.SENDGRID_API_URL = sandbox.sendgrid_url
    sandbox.reset()

    def post(key, name, **weather):
        receiver.got.clear()
        sandbox.webhooks(**weather)
        providers()[key].hand_over(CREDENTIALS[key], call := one(f"{name}@example.com"))
        sandbox.settle()
        return call, [Hook(f"https://x.example{g.path}", g.headers, g.body) for g in receiver.got]

    return post


def read(key, hook):
    return providers()[key].read_webhook(SECRETS[key], hook, now())


@every_provider
@pytest.mark.parametrize("name", STORIES)
def test_each_story_is_told_in_our_words(hooks, key, name):
    call, posts = hooks(key, name, copies=1)

    reports = [report for hook in posts for report in read(key, hook)]

    assert {report.kind for report in reports} - BEGUN == STORIES[name]
    assert {report.message_id for report in reports} == {call.envelopes[0].message_id}


@every_provider
def test_what_is_told_twice_has_one_key(hooks, key):
    _, posts = hooks(key, "lena", copies=3)

    reports = [report for hook in posts for report in read(key, hook)]

    assert len(reports) == 3 * len({report.event_key for report in reports})
    assert len({report.event_key for report in reports}) == len({r.kind for r in reports})


@every_provider
def test_of_forgeries_beside_them_none_is_believed(hooks, key):
    _, posts = hooks(key, "lena", copies=1, forged=1.0)

    believed = []
    for hook in posts:
        try:
            believed += read(key, hook)
        except BadWebhook:
            continue

    assert {report.kind for report in believed} - BEGUN == {"delivered"}
    assert len(believed) == len(posts) // 2
