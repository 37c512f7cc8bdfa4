"""Row-level security of prices, budgets and the ledger; what is booked stays booked."""

from django.db import migrations

from wedsync.vendors.rls import AppendOnly, Protect


class Migration(migrations.Migration):
    dependencies = [("billing", "0001_initial"), ("vendors", "0002_walls")]
    operations = [
        Protect("billing_price", shared=True),
        Protect("billing_budget"),
        Protect("billing_budgetentry"),
        Protect("billing_budgettotal"),
        AppendOnly("billing_budgetentry"),
    ]
