"""E-mail."""

from operator import attrgetter

from messaging.channels.registry import Channel
from wedsync.lib.worded import worded

channel = Channel("email", worded("E-mail"), address=attrgetter("email"), per_minute=600)
