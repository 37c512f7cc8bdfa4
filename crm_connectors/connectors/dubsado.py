"""Dubsado: no public API; its Zapier app tells most of all about states of projects."""

from crm_connectors.hooked import Hooked, by_zapier
from wedsync.lib.worded import worded

CONNECTOR = Hooked(
    key="dubsado",
    name="Dubsado",
    can=(
        worded(
            "New leads, new jobs, signed contracts and changes of status reach us "
            "at once, by Zapier."
        ),
        worded("The second person and the address of the project come along."),
        worded("A file exported from Dubsado can be imported on the Import page."),
    ),
    cannot=(
        worded("Dubsado has no public API: we can't read your projects by ourselves."),
        worded("A date that is changed in Dubsado reaches us only with its next change of status."),
        worded("Marketing consent is not read."),
    ),
    steps=by_zapier("Dubsado", "New Project as Lead, New Project as Job, Project Status Updated"),
    fields={
        "couple.external_id": ("Project ID", "Project Id"),
        "couple.name": ("Project Title", "Project Name"),
        "partner_a.given_name": ("Client First Name",),
        "partner_a.family_name": ("Client Last Name",),
        "partner_a.email": ("Client Email",),
        "partner_a.phone": ("Client Phone",),
        "partner_b.given_name": ("Alternate Contact First Name",),
        "partner_b.family_name": ("Alternate Contact Last Name",),
        "partner_b.email": ("Alternate Contact Email",),
        "partner_b.phone": ("Alternate Contact Phone",),
        "wedding.date": ("Project Start Date", "Start Date"),
        "wedding.life": ("Project Status",),
        "wedding.venue_name": ("Project Location Address 1", "Project Location"),
        "wedding.venue_city": ("Project Location City",),
        "wedding.venue_country": ("Project Location Country",),
    },
)
