"""SMS; its pace counts segments."""

from operator import attrgetter

from messaging.channels.registry import Channel

channel = Channel("sms", "SMS", address=attrgetter("phone"), per_minute=60)
