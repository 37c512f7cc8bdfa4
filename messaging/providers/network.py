"""Which failures of the network prove that nothing was sent."""

import requests
from urllib3.exceptions import ConnectTimeoutError, MaxRetryError, NewConnectionError, SSLError


def definitely_not_sent(error: requests.RequestException) -> bool:
    """True when the connection was never made; a reset or a time-out after that proves nothing."""
    if isinstance(error, requests.exceptions.ConnectTimeout | requests.exceptions.SSLError):
        return True
    cause = error.args[0] if error.args else None
    reason = cause.reason if isinstance(cause, MaxRetryError) else cause
    return isinstance(reason, NewConnectionError | ConnectTimeoutError | SSLError)
