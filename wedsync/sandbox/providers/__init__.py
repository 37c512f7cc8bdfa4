"""The providers the sandbox speaks for: one module each, found by being here.

A module offers `build(world) -> Provider` and is nobody else's business.
"""

import importlib
import pkgutil

from wedsync.sandbox.provider import Provider
from wedsync.sandbox.world import World


def found(world: World) -> list[Provider]:
    """One of each, all sharing the same world."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__, f"{__name__}."))
    return [importlib.import_module(name).build(world) for name in names]
