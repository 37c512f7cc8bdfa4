"""Aisle Planner: no public API; its Zapier app tells of new projects, leads and payments."""

from crm_connectors.hooked import Hooked, by_zapier
from wedsync.lib.worded import worded

CONNECTOR = Hooked(
    key="aisle_planner",
    name="Aisle Planner",
    can=(
        worded("New projects and new leads reach us at once, by Zapier."),
        worded("A list exported from Aisle Planner can be imported on the Import page."),
    ),
    cannot=(
        worded("Aisle Planner has no public API: we can't read your projects by ourselves."),
        worded(
            "It tells nothing of changes: dates and states that change there are "
            "changed here by hand."
        ),
        worded("Marketing consent is not read."),
    ),
    steps=by_zapier("Aisle Planner", "New Project, New Lead"),
    fields={
        "couple.external_id": ("Project ID", "Lead ID"),
        "couple.name": ("Wedding Name", "Project Name"),
        "partner_a.name": ("Client 1 Name", "Primary Client Name"),
        "partner_a.email": ("Client 1 Email", "Primary Client Email"),
        "partner_b.name": ("Client 2 Name",),
        "partner_b.email": ("Client 2 Email",),
        "wedding.date": ("Wedding Date",),
        "wedding.life": ("Lead Stage", "Project Status"),
        "wedding.venue_name": ("Venue Name",),
    },
)
