"""Settings from the environment: values, defaults, files, and addresses of services."""

import pytest

from wedsync.lib import environ


def test_a_value_comes_from_the_environment(monkeypatch):
    monkeypatch.setenv("WEDSYNC_X", "seen")

    assert environ.text("WEDSYNC_X", "default") == "seen"


def test_a_default_stands_in():
    assert environ.text("WEDSYNC_X", "default") == "default"


def test_an_empty_value_is_a_value(monkeypatch):
    monkeypatch.setenv("WEDSYNC_X", "")

    assert environ.text("WEDSYNC_X", "default") == ""


def test_a_missing_value_is_called_by_its_name():
    with pytest.raises(environ.Unset, match="set WEDSYNC_X "):
        environ.text("WEDSYNC_X")


def test_a_secret_may_live_in_a_file(monkeypatch, tmp_path):
    (tmp_path / "secret").write_text("  in a file\n")
    monkeypatch.setenv("WEDSYNC_X", "in the environment")
    monkeypatch.setenv("WEDSYNC_X_FILE", str(tmp_path / "secret"))

    assert environ.text("WEDSYNC_X") == "in a file"


@pytest.mark.parametrize("value", ["1", "true", "True", "YES", "on"])
def test_a_flag_is_on(monkeypatch, value):
    monkeypatch.setenv("WEDSYNC_X", value)

    assert environ.flag("WEDSYNC_X") is True


@pytest.mark.parametrize("value", ["", "0", "false", "no", "off", "2", "maybe"])
def test_a_flag_is_off(monkeypatch, value):
    monkeypatch.setenv("WEDSYNC_X", value)

    assert environ.flag("WEDSYNC_X", default=True) is False


@pytest.mark.parametrize("default", [True, False])
def test_a_flag_nobody_set_has_its_default(default):
    assert environ.flag("WEDSYNC_X", default=default) is default


def test_a_list_is_cut_at_commas(monkeypatch):
    monkeypatch.setenv("WEDSYNC_X", " one.example ,two.example,, ")

    assert environ.words("WEDSYNC_X") == ["one.example", "two.example"]


def test_a_list_nobody_set_is_empty():
    assert environ.words("WEDSYNC_X") == []


def test_a_database_is_taken_apart_and_acts_as_a_role():
    database = environ.database(
        "postgresql://wedsync:s%20ecret@db.example:6432/house?sslmode=require", "wedsync_app"
    )

    assert database == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "house",
        "USER": "wedsync",
        "PASSWORD": "s ecret",
        "HOST": "db.example",
        "PORT": "6432",
        "OPTIONS": {"sslmode": "require", "assume_role": "wedsync_app"},
    }


def test_a_database_may_be_a_socket():
    database = environ.database("postgresql:///wedsync?host=/run/pg&user=wedsync", "wedsync_app")

    assert (database["HOST"], database["PORT"], database["USER"]) == ("/run/pg", "", "wedsync")


@pytest.mark.parametrize(
    ("url", "broker", "cache"),
    [
        (
            "unix:///run/redis.sock",
            "redis+socket:///run/redis.sock?virtual_host=0",
            "unix:///run/redis.sock?db=1",
        ),
        (
            "redis://cache.example:6379",
            "redis://cache.example:6379/0",
            "redis://cache.example:6379/1",
        ),
        ("rediss://cache.example/", "rediss://cache.example/0", "rediss://cache.example/1"),
    ],
)
def test_one_redis_has_an_address_for_everybody(url, broker, cache):
    assert environ.broker(url) == broker
    assert environ.redis_database(url, 1) == cache


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch):
    monkeypatch.delenv("WEDSYNC_X", raising=False)
    monkeypatch.delenv("WEDSYNC_X_FILE", raising=False)
