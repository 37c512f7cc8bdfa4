"""The house's own programs, as they are started."""

import sys
from pathlib import Path

from wedsync.embedded.house import House

HOUSE = House(Path("/project"), {"WEDSYNC_ENV": "demo"})


def test_every_program_gets_the_house_s_environment_and_python():
    programs = [
        HOUSE.web(4),
        HOUSE.sandbox(5, 6),
        HOUSE.worker(),
        HOUSE.beat(),
        HOUSE.manage("seed"),
    ]

    assert {each.argv[0] for each in programs} == {sys.executable}
    assert {each.cwd for each in programs} == {Path("/project")}
    assert all(each.env["WEDSYNC_ENV"] == "demo" for each in programs)
    assert [each.name for each in programs] == ["web", "sandbox", "worker", "beat", "seed"]


def test_servers_take_over_a_socket_that_listens_already():
    web = HOUSE.web(7)

    assert web.sockets == (7,)
    assert web.argv[-3:] == ("--fd", "7", "wedsync.asgi:application")


def test_the_sandbox_takes_over_one_for_its_mail_server_too():
    sandbox = HOUSE.sandbox(5, 6)

    assert sandbox.sockets == (5, 6)
    assert sandbox.env["WEDSYNC_SANDBOX_SMTP_SOCKET"] == "6"


def test_the_job_speaks_to_the_terminal_and_the_rest_to_logs():
    assert HOUSE.manage("demo", foreground=True).foreground
    assert not HOUSE.manage("migrate").foreground
