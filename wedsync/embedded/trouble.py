"""What can go wrong while starting, in sentences a person can act on."""


class CannotStart(Exception):
    """The message says what is missing and what to do about it."""


class ChildEnded(Exception):
    """A process that should have kept running has ended; the message shows the end of its log."""
