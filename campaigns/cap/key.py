"""The key of a planned step, which breaks ties alike in the plan and in the simulator. Pure."""

from uuid import UUID

from campaigns.timeline import Slot


def key_of(enrollment: UUID, slot: Slot) -> str:
    return f"{enrollment}:{slot.key}:{slot.occurrence:05}"
