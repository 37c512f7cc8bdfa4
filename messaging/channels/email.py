"""E-mail."""

from operator import attrgetter

from messaging.channels.registry import Channel

channel = Channel("email", "E-mail", address=attrgetter("email"), per_minute=600)
