"""The people the peers write to, as a project of theirs would store them."""

from django.db import models


class Guest(models.Model):
    email = models.EmailField()
    given_name = models.CharField(max_length=80)
    family_name = models.CharField(max_length=80)
    partner = models.CharField(max_length=80)
    venue = models.CharField(max_length=200)
    city = models.CharField(max_length=120)
    date = models.DateField()
    guests = models.PositiveIntegerField()
    sent = models.BooleanField(default=False)  # what one task per message notes down

    def __str__(self) -> str:
        return f"{self.given_name} {self.family_name}"
