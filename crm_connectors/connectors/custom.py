"""A system of one's own: it posts what happened, and the user says which field means what."""

from crm_connectors.hooked import Hooked

CONNECTOR = Hooked(
    key="custom",
    name="Your own system",
    can=(
        "Anything that can send JSON or a form by HTTP POST can tell us of couples.",
        "You say which of its fields means what, and see what became of everything that came.",
    ),
    cannot=(
        "We can't ask it: what it does not send, we don't know.",
        "Marketing consent is not read.",
    ),
    steps=(
        "Let your system POST to the address below whenever a couple is new or changes.",
        "Send one for a try: its fields show below, and you say what each one means.",
    ),
    fields={},
)
