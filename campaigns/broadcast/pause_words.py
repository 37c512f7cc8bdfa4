"""What a message says that is held or dropped with its campaign; a resume finds it by that."""

PAUSED = "you paused this campaign"
CANCELLED = "you cancelled this campaign"
