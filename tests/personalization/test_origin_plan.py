"""Whose copies know a library template: found by its index, however many templates there are."""

import pytest
from django.db import connection

from personalization.models import Template
from tests.factories import VendorFactory
from wedsync.vendors.tenancy import operator

pytestmark = pytest.mark.django_db
MANY = 5000
FILL = """
INSERT INTO personalization_template
  (vendor_id, key, name, purpose, description, kinds, stage, timing, origin, copy_policy, copy_tone,
   needs, created_at)
SELECT %s, '', 'T' || n, 'helpful', '', '{}', '', '{}',
  CASE WHEN n %% 50 = 0 THEN 'origin-' || n ELSE '' END, 'off', 'warm', 'nobody', now()
FROM generate_series(1, %s) AS n
"""


def test_copies_are_found_by_their_origin(vendor):
    other = VendorFactory()
    with operator(), connection.cursor() as cursor:
        cursor.execute(FILL, [vendor.pk, MANY])
        cursor.execute(FILL, [other.pk, MANY])
        cursor.execute("ANALYZE personalization_template")

        copies = Template.objects.filter(origin="origin-100", vendor__isnull=False)
        plan = copies.order_by().explain()
        found = copies.count()

    assert "copies_by_origin" in plan
    assert found == 2
