"""What the documents name exists: files, links, metrics, states, commands."""

import re
from pathlib import Path

import pytest

from messaging.states import State
from wedsync.dashboard.metrics import GAUGES

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
LINK = re.compile(r"\]\((?!https?:)([^)#]+)\)")
FILE = re.compile(r"`((?:[\w.]+/)+[\w.]*)`|`(\w+\.(?:py|sql|toml|yaml))`")
TARGET = re.compile(r"\bmake ([a-z]+)\b")
COMMAND = re.compile(r"manage\.py (\w+)")
BUILT_IN = {"check", "collectstatic", "createsuperuser", "migrate"}
HOUSE = ("wedsync", "personalization", "campaigns", "messaging", "crm_connectors", "tests")
EVERYWHERE = {path.name for package in HOUSE for path in (ROOT / package).rglob("*.*")}


@pytest.fixture(params=DOCUMENTS, ids=lambda path: path.name)
def document(request):
    return request.param


def test_every_link_leads_to_a_file(document):
    text = document.read_text(encoding="utf-8")

    assert [to for to in LINK.findall(text) if not (document.parent / to).exists()] == []


def test_every_file_that_is_named_exists(document):
    text = document.read_text(encoding="utf-8")

    named = {path or name for path, name in FILE.findall(text)}
    missing = [one for one in named if not (ROOT / one).exists() and one not in EVERYWHERE]

    assert [one for one in missing if one not in {"services.py", "utils.py"}] == []


def test_every_make_target_that_is_named_exists(document):
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")

    named = {t for t in TARGET.findall(document.read_text(encoding="utf-8")) if t != "and"}

    assert [target for target in named if f"\n{target}:" not in makefile] == []


def test_every_command_that_is_named_exists(document):
    named = set(COMMAND.findall(document.read_text(encoding="utf-8"))) - BUILT_IN

    assert [one for one in named if f"{one}.py" not in EVERYWHERE] == []


def test_operators_are_told_of_every_metric_and_no_other():
    text = (ROOT / "docs/operations.md").read_text(encoding="utf-8")

    told = set(re.findall(r"`(wedsync_[a-z_]+)", text)) - {"wedsync_app", "wedsync_operator"}

    assert told - {"wedsync_owner", "wedsync_desk"} == {gauge.name for gauge in GAUGES} | {
        "wedsync_redis_up",
        "wedsync_queue_length",
    }


def test_every_state_is_explained():
    text = (ROOT / "docs/delivery.md").read_text(encoding="utf-8")

    assert [state for state in State if f"`{state}`" not in text] == []


def test_the_readme_is_one_screen():
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()

    assert len(lines) <= 50
