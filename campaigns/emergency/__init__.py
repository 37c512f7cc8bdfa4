"""Who is told next while something goes wrong, and what counts as an answer. Pure."""

from campaigns.emergency.answer import acknowledges
from campaigns.emergency.ladder import Exhausted, Rung, Say, Skip, Wait, ladder, next_move

__all__ = ["Exhausted", "Rung", "Say", "Skip", "Wait", "acknowledges", "ladder", "next_move"]
