"""E-mail."""

from messaging.channels.registry import Channel

channel = Channel("email", "E-mail", field="email")
