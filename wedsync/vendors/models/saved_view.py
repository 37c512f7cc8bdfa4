"""What a member likes to look at again."""

from typing import ClassVar

from django.db import models

from wedsync.vendors.models.tenant import Membership, TenantModel


class SavedView(TenantModel):
    """A list as somebody likes to see it: the page's filters under a name, for one seat."""

    seat = models.ForeignKey(Membership, models.CASCADE, related_name="views")
    page = models.CharField(max_length=30)
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=500)

    class Meta:
        ordering: ClassVar = ["name", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["seat", "page", "name"], name="one_view_of_a_name")
        ]

    def __str__(self) -> str:
        return self.name
