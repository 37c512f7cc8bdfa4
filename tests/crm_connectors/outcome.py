"""What came of reading something: a value, or the sentence of the refusal."""

from crm_connectors.records import Unreadable
from wedsync.lib.refusal import Refusal


def outcome(read, *arguments):
    """(value, None) or (None, sentence); any other exception is a failure of the test."""
    try:
        return read(*arguments), None
    except (Unreadable, Refusal) as error:
        return None, str(error)
