"""Signs of life of the parts that run by themselves."""

import datetime as dt

from django.db.models.functions import Now

from messaging.models import Heartbeat


def beat(name: str) -> None:
    Heartbeat.objects.update_or_create(name=name, defaults={"at": Now()})


def last_beat(name: str) -> dt.datetime | None:
    return Heartbeat.objects.filter(name=name).values_list("at", flat=True).first()
