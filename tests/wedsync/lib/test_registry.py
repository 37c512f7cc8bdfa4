"""Adding a file is registering it."""

import importlib
import sys

import pytest

from wedsync.lib.registry import modules_in


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A package on disk with two public modules, imported under a name of its own."""
    folder = tmp_path / "registered_for_test"
    folder.mkdir()
    for name in ("__init__", "quiet_hours", "consent", "_private"):
        (folder / f"{name}.py").write_text(f"label = {name!r}\n")
    monkeypatch.syspath_prepend(tmp_path)
    yield folder
    for name in [name for name in sys.modules if name.split(".")[0] == folder.name]:
        del sys.modules[name]


def test_the_public_modules_come_in_the_order_of_their_names(package):
    found = [module.label for module in modules_in(package.name)]

    assert found == ["consent", "quiet_hours"]


def test_a_new_file_is_found_without_telling_anybody(package):
    list(modules_in(package.name))

    (package / "budget.py").write_text("label = 'budget'\n")
    importlib.invalidate_caches()

    assert [module.label for module in modules_in(package.name)] == [
        "budget",
        "consent",
        "quiet_hours",
    ]


def test_a_package_inside_counts_as_one_module(package):
    (package / "saturday").mkdir()
    (package / "saturday" / "__init__.py").write_text("label = 'saturday'\n")

    assert [module.label for module in modules_in(package.name)][-1] == "saturday"


def test_a_broken_module_is_heard_not_skipped(package):
    (package / "broken.py").write_text("label = 1 / 0\n")

    with pytest.raises(ZeroDivisionError):
        list(modules_in(package.name))


def test_a_package_that_does_not_exist_is_an_error():
    with pytest.raises(ModuleNotFoundError):
        list(modules_in("wedsync.lib.nowhere"))
