"""Who has to look at a campaign before it may leave."""

from typing import ClassVar

from django.db import models

from personalization.sign_off import Needs
from wedsync.vendors.models import TenantModel


class ReviewRule(TenantModel):
    """A vendor's choice; without a row nobody has to."""

    needs = models.CharField(
        max_length=6, choices=[(one.value, one.value) for one in Needs], default=Needs.NOBODY.value
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["vendor"], name="one_review_rule_each")
        ]

    def __str__(self) -> str:
        return self.needs
