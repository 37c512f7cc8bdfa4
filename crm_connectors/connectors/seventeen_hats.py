"""17hats: its Zapier app tells of contacts only; a wedding date comes by a custom field."""

from crm_connectors.hooked import Hooked, by_zapier
from wedsync.lib.worded import worded

CONNECTOR = Hooked(
    key="17hats",
    name="17hats",
    can=(
        worded("New and changed contacts reach us at once, by Zapier."),
        worded("A wedding date comes along if you keep it in a custom field of the contact."),
        worded("A report exported from 17hats can be imported on the Import page."),
    ),
    cannot=(
        worded("17hats tells of contacts only: neither projects nor their dates nor their state."),
        worded("A contact without a state comes in as an inquiry; mark as booked who is."),
        worded("Marketing consent is not read."),
    ),
    steps=by_zapier("17hats", "New Contact, Updated Contact"),
    fields={
        "couple.external_id": ("Contact ID", "Contact Id"),
        "partner_a.name": ("Display Name", "Contact Name"),
        "partner_a.given_name": ("First Name",),
        "partner_a.family_name": ("Last Name",),
        "partner_a.email": ("Primary Email", "Email"),
        "partner_a.phone": ("Primary Phone", "Phone"),
        "wedding.date": ("Wedding Date", "custom_fields.wedding_date"),
        "wedding.venue_name": ("custom_fields.venue",),
    },
)
