"""In the admin couples' rows are there only while their vendor is visited."""

from django.db import migrations

from wedsync.vendors.rls import Visited


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0017_capped_recipients"), ("vendors", "0010_operators")]
    operations = [
        Visited("campaigns_recipient"),
        Visited("campaigns_capmove"),
        Visited("campaigns_emergency"),
        Visited("campaigns_emergencystep"),
        Visited("campaigns_assignment"),
        Visited("campaigns_goalreached"),
        Visited("campaigns_enrollment"),
        Visited("campaigns_plannedstep"),
        Visited("campaigns_stepmessage"),
        Visited("campaigns_reflow"),
    ]
