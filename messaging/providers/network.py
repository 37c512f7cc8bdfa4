"""Calls over HTTP: which failures prove that nothing was sent, and how long we are told to wait."""

from collections.abc import Callable
from math import isnan

import requests
from requests.exceptions import ConnectTimeout, InvalidHeader, InvalidURL, SSLError
from urllib3.exceptions import ConnectTimeoutError, MaxRetryError, NewConnectionError
from urllib3.exceptions import SSLError as HandshakeError

from messaging.providers.answers import DEFAULT_PAUSE
from messaging.providers.protocol import Answer, Deferred, Misconfigured, Unknown

# What was posted was posted: a failure of the place one is sent on to would say that it wasn't.
DETOURS = False  # whether redirects are followed
LONGEST_PAUSE = 24 * 3600.0  # seconds; whoever asks for more is asked again after a day


class Settled:
    """For Anymail's backends: what the environment says of proxies and certificates, asked once.

    requests asks for every call. And not ~/.netrc, whose password for a host would take the place
    of the account's own key.
    """

    api_url: str

    def create_session(self) -> requests.Session:
        session: requests.Session = super().create_session()  # type: ignore[misc]  # Anymail's
        found = session.merge_environment_settings(self.api_url, {}, None, None, None)
        session.proxies, session.verify = found["proxies"], found["verify"]
        session.trust_env = False
        return session


def call(
    post: Callable[[], requests.Response], read: Callable[[requests.Response], Answer]
) -> Answer:
    """One call, whatever happens to it."""
    try:
        response = post()
    except (InvalidHeader, InvalidURL, UnicodeError) as error:
        return Misconfigured(f"its credentials can't be written down: {type(error).__name__}")
    except requests.RequestException as error:
        return lost(error)
    return read(response)


def lost(error: requests.RequestException) -> Answer:
    """What a call without an answer comes to."""
    if definitely_not_sent(error):
        return Deferred(f"no connection: {type(error).__name__}", DEFAULT_PAUSE, "network")
    return Unknown(type(error).__name__)


def definitely_not_sent(error: requests.RequestException) -> bool:
    """True when the connection was never made; a reset or a time-out after that proves nothing."""
    if isinstance(error, ConnectTimeout | SSLError):
        return True
    cause = error.args[0] if error.args else None
    reason = cause.reason if isinstance(cause, MaxRetryError) else cause
    return isinstance(reason, NewConnectionError | ConnectTimeoutError | HandshakeError)


def retry_after(response: requests.Response) -> float | None:
    """The seconds its header asks for; None where it doesn't."""
    return seconds(response.headers.get("retry-after", ""))


def seconds(text: str, most: float = LONGEST_PAUSE) -> float | None:
    """From 0 to `most`; None for what is no number."""
    try:
        told = float(text)
    except ValueError:
        return None
    return None if isnan(told) else min(max(0.0, told), most)
