"""Inquiries that come by e-mail, from a contact form or a portal such as The Knot."""

from crm_connectors.hooked import Hooked
from wedsync.lib.worded import worded

CONNECTOR = Hooked(
    key="lead_mail",
    name=worded("Inquiries by e-mail"),
    can=(
        worded("A letter of a form, with lines such as “Name: …” and “Wedding date: …”, is read."),
        worded("It becomes a couple that inquires, within a minute."),
        worded("The letter lies in the couple's conversation, ready to be answered."),
    ),
    cannot=(
        worded("It only makes new inquiries: a letter never changes a couple that you have."),
        worded("No portal says how its letters look, so one may be read in part, or not at all."),
        worded("Marketing consent is not read."),
    ),
    steps=(
        worded(
            "Let your contact form or portal write to the address you send from, "
            "or forward it there."
        ),
        worded("Send a try: it shows below, with what we made of it."),
    ),
    fields={},
    by_mail=True,
)
