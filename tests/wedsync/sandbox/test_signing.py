"""Our signature is the one the real libraries make and accept."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st
from standardwebhooks import Webhook

from wedsync.sandbox.config import RESEND_SECRET
from wedsync.sandbox.signing import svix


@given(st.text(st.characters(codec="utf-8")), st.integers(0, 2**31))
def test_it_is_the_signature_of_the_published_library(body, at):
    moment = datetime.fromtimestamp(at, UTC)

    headers = svix(RESEND_SECRET, "msg_1", at, body.encode())

    assert headers == {
        "svix-id": "msg_1",
        "svix-timestamp": str(at),
        "svix-signature": Webhook(RESEND_SECRET).sign("msg_1", moment, body),
    }
