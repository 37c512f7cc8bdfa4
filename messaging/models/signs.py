"""Signs of life."""

from django.db import models


class Heartbeat(models.Model):
    """When a part that runs by itself (beat, a worker) was last seen alive."""

    name = models.CharField(max_length=40, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} at {self.at:%F %T}"
