"""Studio Ninja: neither an API nor triggers are published; files, or any tool that posts."""

from crm_connectors.hooked import Hooked
from wedsync.lib.worded import worded

CONNECTOR = Hooked(
    key="studio_ninja",
    name="Studio Ninja",
    can=(
        worded(
            "A file exported from Studio Ninja can be imported on the Import page, "
            "as often as needed."
        ),
        worded("Whatever tool of yours can send jobs by HTTP can send them to the address below."),
    ),
    cannot=(
        worded(
            "Studio Ninja has no public API and publishes no triggers: nothing comes by itself."
        ),
        worded("Marketing consent is not read."),
    ),
    steps=(
        worded("Export your jobs from Studio Ninja and import the file on the Import page."),
        worded(
            "If you have a tool that knows your jobs, let it POST them as JSON"
            " to the address below."
        ),
    ),
    fields={
        "couple.external_id": ("Job ID",),
        "couple.name": ("Job Name", "Lead Name"),
        "partner_a.name": ("Client Name",),
        "partner_a.email": ("Client Email",),
        "partner_a.phone": ("Client Phone",),
        "wedding.date": ("Main Shoot Date", "Shoot Date"),
        "wedding.kind": ("Job Type",),
        "wedding.life": ("Job Status", "Lead Status"),
    },
)
