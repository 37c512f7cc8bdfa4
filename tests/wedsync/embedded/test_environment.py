"""What the house's processes are told, and what they are not."""

import base64
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict

from wedsync.embedded import environment
from wedsync.embedded.places import Places

PLACES = Places(state=Path("/p/.state"), data=Path("/p/.state"), sockets=Path("/run/ws"))
KEYS = {"WEDSYNC_SECRET_KEY": "s", "WEDSYNC_ENCRYPTION_KEYS": "1:k"}


def test_the_database_url_is_one_libpq_understands():
    url = environment.services(PLACES)["DATABASE_URL"]

    assert conninfo_to_dict(url) == {
        "dbname": "wedsync",
        "host": "/run/ws/pg",
        "port": "5432",
        "user": "wedsync",
    }


def test_redis_is_named_by_its_socket():
    assert environment.services(PLACES)["REDIS_URL"] == "unix:///run/ws/redis.sock"


def test_the_demo_sends_through_the_sandbox_and_hears_back():
    told = environment.for_demo(
        PLACES, KEYS, "http://127.0.0.1:8000", "http://127.0.0.1:8100", "127.0.0.1:8200"
    )

    assert told["WEDSYNC_ENV"] == "demo"
    assert told["WEDSYNC_SANDBOX_URL"] == "http://127.0.0.1:8100"
    assert told["WEDSYNC_SANDBOX_SMTP"] == "127.0.0.1:8200"
    assert told["WEDSYNC_SANDBOX_WEBHOOK_URL"] == told["WEDSYNC_PUBLIC_URL"]
    assert told["WEDSYNC_SECRET_KEY"] == "s"


def test_nothing_of_another_wedsync_in_the_shell_gets_through():
    shell = {
        "PATH": "/bin",
        "DATABASE_URL": "postgresql://production/wedsync",
        "WEDSYNC_BROKER_URL": "amqp://production",
        "WEDSYNC_SECRET_KEY_FILE": "/run/secrets/production",
        "PGPORT": "6543",
    }

    told = environment.within(shell, {"DATABASE_URL": "ours"})

    assert told["DATABASE_URL"] == "ours"
    assert told["PATH"] == "/bin"
    assert not told.keys() & {"WEDSYNC_BROKER_URL", "WEDSYNC_SECRET_KEY_FILE", "PGPORT"}


def test_what_runs_here_is_never_called_through_a_proxy():
    told = environment.within({"NO_PROXY": "intranet"}, {})

    assert told["no_proxy"] == told["NO_PROXY"] == "intranet,127.0.0.1,localhost"


def test_tests_keep_what_their_environment_says_already():
    missing = environment.missing_for_tests({"WEDSYNC_ENV": "dev"})

    assert "WEDSYNC_ENV" not in missing
    assert missing["WEDSYNC_PUBLIC_URL"] == "http://testserver"


def test_the_encryption_key_of_the_tests_has_32_bytes():
    number, _, key = environment.TEST_DEFAULTS["WEDSYNC_ENCRYPTION_KEYS"].partition(":")

    assert (number, len(base64.b64decode(key))) == ("1", 32)


def test_services_count_as_given_only_when_both_are():
    assert environment.has_services({"DATABASE_URL": "x", "REDIS_URL": "y"})
    assert not environment.has_services({"DATABASE_URL": "x", "REDIS_URL": ""})
    assert not environment.has_services({"REDIS_URL": "y"})
