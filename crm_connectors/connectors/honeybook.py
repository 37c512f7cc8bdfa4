"""HoneyBook: no public API; its Zapier app tells of new clients, inquiries, bookings, payments."""

from crm_connectors.hooked import Hooked, by_zapier
from wedsync.lib.worded import worded

CONNECTOR = Hooked(
    key="honeybook",
    name="HoneyBook",
    can=(
        worded(
            "New clients, new inquiries, bookings and changes of stage reach us at once, by Zapier."
        ),
        worded(
            "A file exported from HoneyBook can be imported on the Import page, as "
            "often as you like."
        ),
    ),
    cannot=(
        worded("HoneyBook has no public API: we can't read your projects by ourselves."),
        worded(
            "A date that is changed in HoneyBook reaches us only with its next change of stage."
        ),
        worded("Marketing consent is not read."),
    ),
    steps=by_zapier("HoneyBook", "Client Created, New Inquiry, New Project Booked"),
    fields={
        "couple.external_id": ("Project ID", "Project Id"),
        "couple.name": ("Project Name",),
        "partner_a.name": ("Client Full Name", "Client Name"),
        "partner_a.email": ("Client Email",),
        "partner_a.phone": ("Phone Number", "Client Phone"),
        "wedding.kind": ("Project Type",),
        "wedding.date": ("Project Date",),
        "wedding.life": ("Project Stage", "Pipeline Stage"),
        "wedding.venue_name": ("Project Location",),
    },
)
