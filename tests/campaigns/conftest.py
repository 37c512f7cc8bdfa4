"""A provider to send to."""

from tests.messaging.conftest import running_sandbox, sandbox

__all__ = ["running_sandbox", "sandbox"]
