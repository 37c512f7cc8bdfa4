"""The tones copy may be written in, and how a model is told of them. Pure."""

from collections.abc import Mapping

from wedsync.lib.worded import worded

USUAL = "warm"
TONES: Mapping[str, str] = {
    "warm": worded("warm and personal"),
    "formal": worded("courteous and restrained"),
    "playful": worded("light-hearted"),
    "plain": worded("short and matter-of-fact"),
}
