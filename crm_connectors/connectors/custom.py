"""A system of one's own: it posts what happened, and the user says which field means what."""

from crm_connectors.hooked import Hooked
from wedsync.lib.worded import worded

CONNECTOR = Hooked(
    key="custom",
    name=worded("Your own system"),
    can=(
        worded("Anything that can send JSON or a form by HTTP POST can tell us of couples."),
        worded(
            "You say which of its fields means what, and see what became of everything that came."
        ),
    ),
    cannot=(
        worded("We can't ask it: what it does not send, we don't know."),
        worded("Marketing consent is not read."),
    ),
    steps=(
        worded("Let your system POST to the address below whenever a couple is new or changes."),
        worded("Send one for a try: its fields show below, and you say what each one means."),
    ),
    fields={},
)
