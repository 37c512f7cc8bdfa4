"""Adding a file is registering it."""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType


def modules_in(package: str) -> Iterator[ModuleType]:
    """The public modules of a package in the order of their names; `_private` ones are left out."""
    found = {module.name for module in iter_modules(import_module(package).__path__)}
    for name in sorted(found):
        if not name.startswith("_"):
            yield import_module(f"{package}.{name}")
