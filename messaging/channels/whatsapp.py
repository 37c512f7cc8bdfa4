"""WhatsApp, at the same number as SMS."""

from operator import attrgetter

from messaging.channels.registry import Channel

channel = Channel("whatsapp", "WhatsApp", address=attrgetter("phone"), per_minute=80)
