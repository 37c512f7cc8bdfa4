"""What a message says that is held or dropped with its campaign; a resume finds it by that."""

from wedsync.lib.worded import worded

PAUSED = worded("you paused this campaign")
CANCELLED = worded("you cancelled this campaign")
