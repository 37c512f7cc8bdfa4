"""Which of a couple's people a step is said to."""

from collections.abc import Mapping, Sequence

from messaging.policy.facts import Purpose
from wedsync.weddings.models import Person, Role

ROLES: Mapping[str, tuple[str, ...]] = {
    "primary": (Role.PARTNER_A,),
    "other": (Role.PARTNER_B,),
    "couple": (Role.PARTNER_A, Role.PARTNER_B),
    "planner": (Role.PLANNER,),
    "day_of": (Role.DAY_OF,),
    "parent": (Role.PARENT,),
}
# Whom one calls on the day itself, in this order: nobody calls the couple.
ON_THE_DAY = (Role.DAY_OF, Role.PLANNER)


def addressed(
    role: str, people: Sequence[Person], purpose: Purpose, *, on_the_day: bool
) -> list[Person]:
    """Everybody of the role; on the wedding day whoever runs it instead.

    Where nobody does, an emergency reaches whom it was for, and everything else nobody.
    """
    theirs = [one for one in people if one.role in ROLES.get(role, ())]
    if not on_the_day:
        return theirs
    running = [one for part in ON_THE_DAY for one in people if one.role == part]
    if running:
        return running[:1]
    return theirs if purpose is Purpose.EMERGENCY else []
