"""Row-level security and same-vendor keys of timelines."""

from django.db import migrations

from wedsync.vendors.rls import AppendOnly, Protect, SameVendor

OURS = ("timeline", "timelineversion", "enrollment", "plannedstep", "stepmessage", "reflow")
KEYS = (
    ("timelineversion", "timeline_id", "campaigns_timeline"),
    ("enrollment", "timeline_id", "campaigns_timeline"),
    ("enrollment", "version_id", "campaigns_timelineversion"),
    ("enrollment", "wedding_id", "weddings_wedding"),
    ("plannedstep", "enrollment_id", "campaigns_enrollment"),
    ("plannedstep", "wedding_id", "weddings_wedding"),
    ("stepmessage", "step_id", "campaigns_plannedstep"),
    ("stepmessage", "person_id", "weddings_person"),
    ("stepmessage", "message_id", "messaging_message"),
    ("reflow", "wedding_id", "weddings_wedding"),
)


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0009_timelines"), ("weddings", "0005_milestones")]
    operations = [
        *(Protect(f"campaigns_{table}") for table in OURS),
        *(SameVendor(f"campaigns_{table}", column, target) for table, column, target in KEYS),
        AppendOnly("campaigns_timelineversion"),
    ]
